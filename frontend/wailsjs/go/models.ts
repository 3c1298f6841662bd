export namespace api {
	
	export interface AddRequest {
	    boardId: string;
	    at: flow.Point;
	    paths: string[];
	    staged: picture.Staged[];
	    replace: string;
	    job: string;
	}
	export interface Refused {
	    name: string;
	    sentence: string;
	}
	export interface AddResult {
	    items: board.Item[];
	    refused: Refused[];
	    cancelled: boolean;
	}
	export interface BroughtBack {
	    title: string;
	    changed: number;
	}
	export interface ExportRequest {
	    path: string;
	    passphrase: string;
	    withoutPlaces: boolean;
	    job: string;
	}
	export interface Hung {
	    sentence: string;
	    pictures: paint.Picture[];
	    fault?: fault.Error;
	}
	export interface ImportRequest {
	    path: string;
	    passphrase: string;
	    job: string;
	}
	export interface ItemChange {
	    verb: string;
	    burst: string;
	    patches: board.ItemPatch[];
	}
	export interface PaintTimes {
	    fonts: number;
	    pictures: number;
	    paint: number;
	    encode: number;
	    send: number;
	}
	export interface PasteResult {
	    items: board.Item[];
	    refused: Refused[];
	    cancelled: boolean;
	    text: string;
	}
	
	export interface SafetyState {
	    folder: string;
	    backups: backup.Info[];
	    second: backup.Second;
	    held: string;
	    place: string;
	    open: boolean;
	}
	export interface Start {
	    fault?: fault.Error;
	    folder: string;
	    seq: number;
	    welcomed: boolean;
	    route: string;
	    theme: string;
	    sample: boolean;
	    version: string;
	}
	export interface WallpaperState {
	    choice: wallpaper.Choice;
	    title: string;
	    screens: screen.Screen[];
	    noScreen: string;
	    noDesktop: string;
	    former: boolean;
	}

}

export namespace backend {
	
	export interface AtLogin {
	    offered: boolean;
	    on: boolean;
	    ask: boolean;
	}
	export interface PaintWork {
	    jobs: paint.Job[];
	    theme: string;
	    data: flow.WallpaperData;
	}
	export interface Question {
	    title: string;
	    sentence: string;
	}

}

export namespace backup {
	
	export interface Damage {
	    where: string;
	    what: string;
	    sentence: string;
	    mended: boolean;
	}
	export interface Found {
	    id: string;
	    created: number;
	    why: string;
	    program: string;
	    schema: number;
	    boards: number;
	    items: number;
	    goals: number;
	    tasks: number;
	    pictures: number;
	    rows: number;
	    bytes: number;
	    lacking: number;
	    here: boolean;
	    second: boolean;
	    good: boolean;
	    flaw: string;
	    path: string;
	}
	export interface Info {
	    id: string;
	    created: number;
	    why: string;
	    program: string;
	    schema: number;
	    boards: number;
	    items: number;
	    goals: number;
	    tasks: number;
	    pictures: number;
	    rows: number;
	    bytes: number;
	    lacking: number;
	    here: boolean;
	    second: boolean;
	    good: boolean;
	    flaw: string;
	}
	export interface Made {
	    info: Info;
	    second: string;
	    thinned: number;
	    held: string;
	}
	export interface Part {
	    kind: string;
	    id: string;
	    title: string;
	    items: number;
	}
	export interface Report {
	    pictures: number;
	    backups: number;
	    bytes: number;
	    damages: Damage[];
	}
	export interface Restored {
	    info: Info;
	    kept: string;
	    missing: string[];
	}
	export interface Second {
	    folder: string;
	    present: boolean;
	}

}

export namespace board {
	
	export interface Background {
	    kind: string;
	    value: string;
	}
	export interface Board {
	    id: string;
	    title: string;
	    background: Background;
	    archived: boolean;
	    created: number;
	    updated: number;
	}
	export interface BoardPatch {
	    title?: string;
	    background?: Background;
	    archived?: boolean;
	}
	export interface Camera {
	    x: number;
	    y: number;
	    zoom: number;
	}
	export interface Style {
	    paper?: string;
	    face?: string;
	    size?: number;
	    weight?: number;
	    align?: string;
	    motif?: string;
	    hue?: number;
	    look?: string;
	    cropX?: number;
	    cropY?: number;
	    cropZoom?: number;
	    flip?: string;
	    mask?: string;
	    grey?: boolean;
	    caption?: string;
	    progress?: string;
	    border?: number;
	    edge?: string;
	    shadow?: string;
	    opacity?: number;
	    locked?: boolean;
	    group?: string;
	    shape?: string;
	    from?: string;
	    to?: string;
	    arrow?: string;
	    curve?: string;
	}
	export interface Item {
	    id: string;
	    boardId: string;
	    kind: string;
	    x: number;
	    y: number;
	    w: number;
	    h: number;
	    rotation: number;
	    z: string;
	    pictureId: string;
	    goalId: string;
	    aspirationId: string;
	    text: string;
	    style: Style;
	    created: number;
	    updated: number;
	}
	export interface ItemDraft {
	    kind: string;
	    x: number;
	    y: number;
	    w: number;
	    h: number;
	    rotation: number;
	    pictureId: string;
	    goalId: string;
	    aspirationId: string;
	    text: string;
	    style: Style;
	}
	export interface ItemPatch {
	    id: string;
	    x?: number;
	    y?: number;
	    w?: number;
	    h?: number;
	    rotation?: number;
	    pictureId?: string;
	    goalId?: string;
	    aspirationId?: string;
	    text?: string;
	    style?: Style;
	}

}

export namespace exchange {
	
	export interface Count {
	    kind: string;
	    came: number;
	    here: number;
	    differ: number;
	}
	export interface Exported {
	    path: string;
	    bytes: number;
	    sentence: string;
	    missing: string[];
	}
	export interface Imported {
	    counts: Count[];
	    sentence: string;
	    differ: string[];
	    boardId: string;
	    nothing: boolean;
	}
	export interface Preview {
	    sealed: boolean;
	    program: string;
	    created: number;
	    withoutPlaces: boolean;
	    counts: Count[];
	    nothing: boolean;
	    sentence: string;
	}

}

export namespace fault {
	
	export interface Error {
	    code: string;
	    sentence: string;
	    field: string;
	}

}

export namespace flow {
	
	export interface GoalFace {
	    id: string;
	    title: string;
	    why: string;
	    progress?: number;
	    daysLeft?: number;
	    due: string;
	    status: string;
	    statusText: string;
	    nextActionId: string;
	    nextAction: string;
	    reached: boolean;
	    measure: string;
	    unit: string;
	    start: number;
	    target?: number;
	    latest?: number;
	    stepsTotal: number;
	    stepsDone: number;
	    hue: number;
	    aspirationIds: string[];
	    smart: plan.Smart;
	    state: string;
	    begins: string;
	    horizon: string;
	    commitment: number;
	    wish: boolean;
	    towardId: string;
	}
	export interface AspirationDetail {
	    aspiration: plan.Aspiration;
	    goals: GoalFace[];
	    pictureId: string;
	    boardIds: string[];
	    itemIds: string[];
	    touched: number;
	    quiet: string;
	    whyAsked: string;
	    hint: string;
	}
	export interface AspirationFace {
	    id: string;
	    what: string;
	    why: string;
	    hue: number;
	    northStar: boolean;
	}
	export interface BoardContents {
	    board: board.Board;
	    items: board.Item[];
	    pictures: picture.Info[];
	    goals: GoalFace[];
	    aspirations: AspirationFace[];
	    camera: board.Camera;
	}
	export interface BoardShelf {
	    boards: board.Board[];
	    archived: board.Board[];
	}
	export interface ChainLink {
	    kind: string;
	    id: string;
	    title: string;
	    why: string;
	    hue: number;
	    done: boolean;
	    also: string;
	}
	export interface Chain {
	    links: ChainLink[];
	    down: ChainLink[];
	    why: string;
	}
	
	export interface DateInput {
	    due: string;
	    begins?: string;
	}
	export interface Line {
	    text: string;
	    rejected: string[];
	    dateOrder: string;
	}
	export interface StepInput {
	    goalId: string;
	    line: Line;
	}
	export interface FinishInput {
	    last: string;
	    until: number;
	    nextSteps: StepInput[];
	    win: string;
	    winGoalId: string;
	    nextDay: string;
	}
	export interface Finished {
	    reviewId: string;
	    nextDay: string;
	    added: number;
	}
	export interface GoalCheckInput {
	    goalId: string;
	    patch: plan.GoalPatch;
	}
	export interface HistoryLine {
	    at: number;
	    day: string;
	    sentence: string;
	}
	export interface GoalDetail {
	    goal: plan.Goal;
	    face: GoalFace;
	    readings: plan.Reading[];
	    milestones: plan.Milestone[];
	    tasks: plan.Task[];
	    aspirations: AspirationFace[];
	    wins: review.Win[];
	    pictureIds: string[];
	    boardIds: string[];
	    versions: plan.Version[];
	    pace: plan.Pace;
	    check: plan.GoalCheck;
	    toward?: GoalFace;
	    leadsHere: GoalFace[];
	    into?: GoalFace;
	    history: HistoryLine[];
	}
	
	export interface GoalInput {
	    line: Line;
	    why: string;
	    due: string;
	    target?: number;
	    unit: string;
	    aspirationIds: string[];
	}
	export interface GoalPick {
	    id: string;
	    title: string;
	    hue: number;
	    tag: string;
	}
	export interface GoalPoster {
	    face: GoalFace;
	    picture?: picture.Info;
	    motif: string;
	}
	
	
	export interface MilestoneInput {
	    goalId: string;
	    line: Line;
	}
	export interface MovedGoal {
	    goalId: string;
	    title: string;
	    sentences: string[];
	}
	export interface NextStep {
	    goal: GoalFace;
	    taskId: string;
	    taskTitle: string;
	    taskDue: string;
	    missingNext: boolean;
	    why: string;
	}
	export interface Node {
	    kind: string;
	    id: string;
	    parentKind: string;
	    parentId: string;
	    depth: number;
	    title: string;
	    done: boolean;
	    begins: string;
	    due: string;
	    dueTime: string;
	    estimate?: number;
	    energy: string;
	    priority: number;
	    score: number;
	    waiting: boolean;
	    blocked: boolean;
	    repeats: boolean;
	    hue: number;
	    northStar: boolean;
	    status: string;
	    progress?: number;
	    children: number;
	    doneChildren: number;
	    updated: number;
	}
	export interface NodeRef {
	    kind: string;
	    id: string;
	}
	export interface Place {
	    parent?: NodeRef;
	    afterId: string;
	    last: boolean;
	}
	export interface NodeInput {
	    place: Place;
	    kind: string;
	    line: Line;
	}
	
	export interface OutlineGroup {
	    aspiration: AspirationFace;
	    goals: GoalFace[];
	}
	export interface Outline {
	    groups: OutlineGroup[];
	    others: GoalFace[];
	    loose: plan.Task[];
	}
	
	export interface PastReview {
	    id: string;
	    day: string;
	    nextDay: string;
	    moved: MovedGoal[];
	    steps: string[];
	    wins: review.Win[];
	}
	export interface PasteInput {
	    place: Place;
	    kind: string;
	    text: string;
	}
	export interface PasteLine {
	    kind: string;
	    depth: number;
	    title: string;
	    done: boolean;
	}
	export interface PastePreview {
	    lines: PasteLine[];
	    text: string;
	}
	export interface Pasted {
	    nodes: Node[];
	    text: string;
	}
	
	export interface Point {
	    x: number;
	    y: number;
	}
	export interface PutBackResult {
	    label: string;
	    left: string[];
	}
	export interface ReminderAnswer {
	    route: string;
	    news: boolean;
	    back?: number;
	    backId: string;
	}
	export interface ReminderSettings {
	    reminders: remind.Line[];
	    boundaries: remind.Boundary[];
	    daysOff: remind.DayOff[];
	    pause?: number;
	    snooze: remind.SnoozeTimes;
	    sound: boolean;
	    today: string;
	}
	export interface ReminderView {
	    upcoming: remind.Coming[];
	    inbox: remind.InboxEntry[];
	    more: boolean;
	    waiting: number;
	    snooze: remind.SnoozeChoice[];
	    hush?: remind.Hush;
	}
	export interface RepeatInput {
	    repeat: plan.Repeat;
	    due: string;
	    dueTime: string;
	}
	export interface RestingGoal {
	    goal: GoalFace;
	    until: string;
	}
	export interface StuckGoal {
	    goal: GoalFace;
	    sentence: string;
	}
	export interface ReviewView {
	    last: string;
	    until: number;
	    sinceDay: string;
	    moved: MovedGoal[];
	    stuck: StuckGoal[];
	    resting: RestingGoal[];
	    next: NextStep[];
	    wins: review.Win[];
	    nextDay: string;
	    sentence: string;
	}
	
	
	export interface TaskDetail {
	    task: plan.Task;
	    chain: Chain;
	    children: plan.Task[];
	    blocker?: plan.Task;
	    blocks: plan.Task[];
	    priority: plan.Priority;
	    preview: plan.RepeatPreview;
	    contribution: plan.Contribution;
	}
	export interface TaskInput {
	    goalId: string;
	    milestoneId: string;
	    parentId?: string;
	    afterId: string;
	    line: Line;
	}
	export interface TodayTask {
	    id: string;
	    title: string;
	    due: string;
	    dueTime: string;
	    overdue: boolean;
	    goalId: string;
	    goalTitle: string;
	    aspiration: string;
	    why: string;
	    hue: number;
	    aspirationId: string;
	    parentTitle: string;
	    estimate?: number;
	    energy: string;
	    waitingFor: string;
	    repeats: boolean;
	    priority: plan.Priority;
	}
	export interface TodayView {
	    day: string;
	    oneThing?: TodayTask;
	    due: TodayTask[];
	    dueTotal: number;
	    overdue: TodayTask[];
	    overdueTotal: number;
	    waiting: TodayTask[];
	    gentle: string;
	    next: NextStep[];
	    nextTotal: number;
	    northStar?: AspirationFace;
	    northStarPicture: string;
	    boardMore: boolean;
	    quietSentence: string;
	}
	export interface TrashPage {
	    entries: trash.Entry[];
	    found: number;
	    all: number;
	}
	export interface Tree {
	    nodes: Node[];
	    total: number;
	}
	export interface TreeInput {
	    done: boolean;
	    root?: NodeRef;
	}
	export interface WallpaperData {
	    choice: wallpaper.Choice;
	    board?: BoardContents;
	    goal?: GoalPoster;
	}
	export interface WeekGoal {
	    goal: GoalFace;
	    wants: number;
	    done: number;
	    left: number;
	}
	export interface Week {
	    from: string;
	    to: string;
	    have?: number;
	    wants: number;
	    done: number;
	    left?: number;
	    fits: boolean;
	    text: string;
	    goals: WeekGoal[];
	}

}

export namespace paint {
	
	export interface Job {
	    screen: string;
	    width: number;
	    height: number;
	    tile: number;
	}
	export interface Picture {
	    screen: string;
	    path: string;
	    width: number;
	    height: number;
	}

}

export namespace phrase {
	
	export interface Chip {
	    kind: string;
	    text: string;
	    label: string;
	    start: number;
	    end: number;
	    value: string;
	}
	export interface TaskParts {
	    repeat: string;
	    way: string;
	    start: string;
	    goal: string;
	    estimate: number;
	    priority: number;
	    waiting: string;
	}
	export interface Phrase {
	    title: string;
	    chips: Chip[];
	    day: string;
	    time: string;
	    number?: number;
	    unit: string;
	    task?: TaskParts;
	}

}

export namespace picture {
	
	export interface Info {
	    id: string;
	    ext: string;
	    name: string;
	    width: number;
	    height: number;
	    bytes: number;
	    animated: boolean;
	    colour: string;
	}
	export interface Staged {
	    info: Info;
	}

}

export namespace plan {
	
	export interface Achievable {
	    effortLeft?: number;
	    weeks?: number;
	    needed?: number;
	    given?: number;
	    promised: number;
	    have?: number;
	    fits: boolean;
	    text: string;
	}
	export interface Aspiration {
	    id: string;
	    what: string;
	    why: string;
	    whys: string[];
	    how: string;
	    path: string;
	    role: string;
	    impact: string;
	    field: string;
	    kind: string;
	    size: string;
	    horizon: string;
	    exploring: boolean;
	    hue: number;
	    northStar: boolean;
	    created: number;
	    updated: number;
	}
	export interface AspirationDraft {
	    what: string;
	    why: string;
	    whys?: string[];
	    how?: string;
	    path?: string;
	    role?: string;
	    impact?: string;
	    field?: string;
	    kind?: string;
	    size?: string;
	    horizon?: string;
	    exploring?: boolean;
	    northStar: boolean;
	}
	export interface AspirationPatch {
	    what?: string;
	    why?: string;
	    whys?: string[];
	    how?: string;
	    path?: string;
	    role?: string;
	    impact?: string;
	    field?: string;
	    kind?: string;
	    size?: string;
	    horizon?: string;
	    exploring?: boolean;
	    hue?: number;
	    northStar?: boolean;
	    seen?: number;
	}
	export interface Change {
	    field: string;
	    was: string;
	    is: string;
	}
	export interface Check {
	    text: string;
	    done: boolean;
	}
	export interface Contribution {
	    share: number;
	    text: string;
	}
	export interface Gauge {
	    where: string;
	    ratio: number;
	    text: string;
	}
	export interface Goal {
	    id: string;
	    title: string;
	    why: string;
	    specific: string;
	    measure: string;
	    unit: string;
	    start: number;
	    target?: number;
	    begins: string;
	    due: string;
	    horizon: string;
	    hours?: number;
	    effort?: number;
	    constraints: string;
	    commitment: number;
	    committed?: number;
	    reward: string;
	    state: string;
	    stateAt?: number;
	    stateWhy: string;
	    pausedUntil: string;
	    intoId: string;
	    towardId: string;
	    reached?: number;
	    aspirationIds: string[];
	    created: number;
	    updated: number;
	}
	export interface SmartPart {
	    letter: string;
	    name: string;
	    met: boolean;
	    text: string;
	    found: string;
	    example: string;
	}
	export interface GoalCheck {
	    parts: SmartPart[];
	    gauge: Gauge;
	    achievable: Achievable;
	}
	export interface GoalPatch {
	    title?: string;
	    why?: string;
	    specific?: string;
	    measure?: string;
	    unit?: string;
	    start?: number;
	    target?: number;
	    begins?: string;
	    due?: string;
	    horizon?: string;
	    hours?: number;
	    effort?: number;
	    constraints?: string;
	    reward?: string;
	    towardId?: string;
	    aspirationIds?: string[];
	    reason?: string;
	    seen?: number;
	}
	export interface Hours {
	    have?: number;
	    promised: number;
	    goals: number;
	}
	export interface Milestone {
	    id: string;
	    goalId: string;
	    title: string;
	    kind: string;
	    begins: string;
	    due: string;
	    proof: string;
	    notes: string;
	    share?: number;
	    done?: number;
	    created: number;
	    updated: number;
	}
	export interface MilestonePatch {
	    title?: string;
	    kind?: string;
	    begins?: string;
	    due?: string;
	    proof?: string;
	    notes?: string;
	    share?: number;
	    seen?: number;
	}
	export interface Point {
	    id: string;
	    day: string;
	    value: number;
	    note: string;
	}
	export interface Pace {
	    measured: boolean;
	    direction: string;
	    unit: string;
	    latest?: number;
	    required?: number;
	    recent?: number;
	    safeUntil: string;
	    forecast: string;
	    text: string;
	    points: Point[];
	    path: Point[];
	    trend: Point[];
	}
	export interface Pattern {
	    id: string;
	    name: string;
	    kind: string;
	    lines: string;
	}
	
	export interface Priority {
	    score: number;
	    reasons: string[];
	    text: string;
	}
	export interface Reading {
	    id: string;
	    goalId: string;
	    day: string;
	    value: number;
	    note: string;
	    created: number;
	}
	export interface ReadingDraft {
	    goalId: string;
	    day: string;
	    value: number;
	    note: string;
	}
	export interface ReadingPatch {
	    day?: string;
	    value?: number;
	    note?: string;
	}
	export interface Repeat {
	    rule: string;
	    from: string;
	}
	export interface RepeatPreview {
	    repeat: Repeat;
	    days: string[];
	    text: string;
	}
	export interface Rest {
	    until: string;
	    why: string;
	}
	export interface Smart {
	    s: boolean;
	    m: boolean;
	    a: boolean;
	    r: boolean;
	    t: boolean;
	    sHint: string;
	    mHint: string;
	    aHint: string;
	    rHint: string;
	    tHint: string;
	}
	
	export interface SplitInput {
	    title: string;
	    due: string;
	    taskIds: string[];
	    milestoneIds: string[];
	}
	export interface Starter {
	    id: string;
	    group: string;
	    name: string;
	    draft: AspirationDraft;
	}
	export interface Task {
	    id: string;
	    goalId: string;
	    milestoneId: string;
	    parentId: string;
	    title: string;
	    notes: string;
	    begins: string;
	    due: string;
	    dueTime: string;
	    estimate?: number;
	    energy: string;
	    priority: number;
	    checklist: Check[];
	    waitingFor: string;
	    blockedBy: string;
	    repeat: Repeat;
	    seriesId: string;
	    seriesStart: string;
	    share?: number;
	    done?: number;
	    created: number;
	    updated: number;
	}
	export interface TaskPatch {
	    title?: string;
	    notes?: string;
	    begins?: string;
	    due?: string;
	    dueTime?: string;
	    estimate?: number;
	    energy?: string;
	    priority?: number;
	    checklist?: Check[];
	    waitingFor?: string;
	    blockedBy?: string;
	    repeat?: Repeat;
	    share?: number;
	    goalId?: string;
	    milestoneId?: string;
	    parentId?: string;
	    seen?: number;
	}
	export interface Version {
	    id: string;
	    at: number;
	    day: string;
	    reason: string;
	    title: string;
	    why: string;
	    measure: string;
	    unit: string;
	    start: number;
	    target?: number;
	    due: string;
	    changes: Change[];
	}

}

export namespace remind {
	
	export interface Boundary {
	    id: string;
	    kind: string;
	    title: string;
	    days: number;
	    begins: string;
	    ends: string;
	    reminds: boolean;
	    enabled: boolean;
	    created: number;
	    updated: number;
	}
	export interface BoundaryDraft {
	    kind: string;
	    title: string;
	    days: number;
	    begins: string;
	    ends: string;
	    reminds: boolean;
	    enabled: boolean;
	}
	export interface Coming {
	    kind: string;
	    subject: string;
	    title: string;
	    due: number;
	    route: string;
	}
	export interface DayOff {
	    id: string;
	    first: string;
	    last: string;
	    title: string;
	    created: number;
	}
	export interface Hush {
	    kind: string;
	    title: string;
	    until: number;
	}
	export interface InboxEntry {
	    id: string;
	    key: string;
	    kind: string;
	    subject: string;
	    title: string;
	    body: string;
	    due: number;
	    state: string;
	    claimed?: number;
	    claimedBy: string;
	    shown?: number;
	    notification: number;
	    answered?: number;
	    answer: string;
	    doubtful: boolean;
	    digestId: string;
	    created: number;
	    reminderId: string;
	    why: string;
	    picture: string;
	    held: boolean;
	    settled: boolean;
	    note: string;
	}
	export interface Line {
	    id: string;
	    kind: string;
	    enabled: boolean;
	    weekday: number;
	    time: string;
	    until: string;
	    title: string;
	    body: string;
	    rule: string;
	    day: string;
	    anchor: string;
	    daysBefore: number;
	    aspirationId: string;
	    goalId: string;
	    milestoneId: string;
	    taskId: string;
	    updated: number;
	    when: string;
	    what: string;
	    about: string;
	    route: string;
	    next?: number;
	    over: boolean;
	}
	export interface Preview {
	    when: string;
	    next: number[];
	}
	export interface Reminder {
	    id: string;
	    kind: string;
	    enabled: boolean;
	    weekday: number;
	    time: string;
	    until: string;
	    title: string;
	    body: string;
	    rule: string;
	    day: string;
	    anchor: string;
	    daysBefore: number;
	    aspirationId: string;
	    goalId: string;
	    milestoneId: string;
	    taskId: string;
	    updated: number;
	}
	export interface ReminderPatch {
	    enabled?: boolean;
	    weekday?: number;
	    time?: string;
	    until?: string;
	    title?: string;
	    body?: string;
	    rule?: string;
	    day?: string;
	    anchor?: string;
	    daysBefore?: number;
	    aspirationId?: string;
	    goalId?: string;
	    milestoneId?: string;
	    taskId?: string;
	}
	export interface SnoozeChoice {
	    title: string;
	    at: number;
	}
	export interface SnoozeTimes {
	    evening: string;
	    morning: string;
	    minutes: number[];
	}
	export interface Topic {
	    kind: string;
	    id: string;
	    title: string;
	    under: string;
	    due: string;
	    starts: string;
	}

}

export namespace review {
	
	export interface Win {
	    id: string;
	    text: string;
	    day: string;
	    goalId: string;
	    reviewId: string;
	    created: number;
	}
	export interface WinDraft {
	    text: string;
	    goalId: string;
	    reviewId: string;
	}

}

export namespace sample {
	
	export interface Added {
	    boardId: string;
	    itemIds: string[];
	}
	export interface Starter {
	    id: string;
	    title: string;
	    sentence: string;
	}

}

export namespace screen {
	
	export interface Screen {
	    name: string;
	    x: number;
	    y: number;
	    w: number;
	    h: number;
	    scale: number;
	    primary: boolean;
	}

}

export namespace search {
	
	export interface Found {
	    kind: string;
	    id: string;
	    title: string;
	    text: string;
	    place: string;
	    goalId: string;
	    boardId: string;
	    itemId: string;
	    hue: number;
	    done: boolean;
	}

}

export namespace store {
	
	export interface Row {
	    kind: string;
	    id: string;
	    gone: boolean;
	}
	export interface Changed {
	    from: number;
	    to: number;
	    all: boolean;
	    rows: Row[];
	}
	
	export interface Step {
	    label: string;
	    skipped: string[];
	    rows: Row[];
	    done: boolean;
	}
	export interface UndoState {
	    undo: string;
	    redo: string;
	    operation: number;
	    kinds: string[];
	}

}

export namespace trash {
	
	export interface Thing {
	    kind: string;
	    title: string;
	    pictureId: string;
	}
	export interface Entry {
	    id: number;
	    at: number;
	    title: string;
	    with: string;
	    things: Thing[];
	    more: number;
	}

}

export namespace wallpaper {
	
	export interface Choice {
	    kind: string;
	    id: string;
	}

}

