package flow

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"northboard/backend/board"
	"northboard/backend/clock"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// Rules of Today:
//   - The one thing is the first task that is due today or was before and that
//     serves the north star; else the first that is due; else the next action
//     of the most pressing goal. It is not repeated in the lists.
//   - What waits for somebody, or for another task, is neither due nor overdue: it
//     stands by itself.
//   - Of what is due at one day and time, what is aligned comes first (see
//     plan.PriorityOf).
//   - A goal whose next action stands above already is not among the next.
//   - Goals without a next action come last, so that one can be given.

// The longest lists that Today hands to the page; the totals tell of the rest.
const (
	mostDue  = 200
	mostNext = 60
)

// TodayTask is a task with what it serves.
type TodayTask struct {
	ID         string          `json:"id"`
	Title      string          `json:"title"`
	Due        clock.Day       `json:"due"`
	DueTime    clock.TimeOfDay `json:"dueTime"`
	Overdue    bool            `json:"overdue"`
	GoalID     string          `json:"goalId"`
	GoalTitle  string          `json:"goalTitle"`
	Aspiration string          `json:"aspiration"`
	Why        string          `json:"why"` // the goal's, or else the aspiration's
	Hue        int             `json:"hue"`

	AspirationID string        `json:"aspirationId"`
	ParentTitle  string        `json:"parentTitle"` // of the task that it is part of
	Estimate     *int          `json:"estimate"`    // minutes
	Energy       string        `json:"energy"`
	WaitingFor   string        `json:"waitingFor"`
	Repeats      bool          `json:"repeats"`
	Priority     plan.Priority `json:"priority"`
}

// NextStep is an open goal with its next action, or the lack of one.
type NextStep struct {
	Goal        GoalFace  `json:"goal"`
	TaskID      string    `json:"taskId"`
	TaskTitle   string    `json:"taskTitle"`
	TaskDue     clock.Day `json:"taskDue"`
	MissingNext bool      `json:"missingNext"`
	Why         string    `json:"why"`
}

// TodayView is what the day asks.
type TodayView struct {
	Day              clock.Day       `json:"day"`
	OneThing         *TodayTask      `json:"oneThing"`
	Due              []TodayTask     `json:"due"`
	DueTotal         int             `json:"dueTotal"`
	Overdue          []TodayTask     `json:"overdue"`
	OverdueTotal     int             `json:"overdueTotal"`
	Waiting          []TodayTask     `json:"waiting"` // due, and not to be done now: somebody or something else comes first
	Gentle           string          `json:"gentle"`  // a kind word about what is overdue; "" without any
	Next             []NextStep      `json:"next"`
	NextTotal        int             `json:"nextTotal"`
	NorthStar        *AspirationFace `json:"northStar"`
	NorthStarPicture string          `json:"northStarPicture"` // of an item that carries it or a goal of it; "" without one
	BoardMore        bool            `json:"boardMore"`        // the first board holds more than the north star and its picture
	QuietSentence    string          `json:"quietSentence"`    // "" when something is due
}

// Today reads what the day asks.
func (f *Flow) Today(ctx context.Context) (TodayView, error) {
	return read(ctx, f, today)
}

func today(tx *store.Tx) (TodayView, error) {
	d, err := newDay(tx)
	if err != nil {
		return TodayView{}, err
	}
	tasks, err := plan.TasksDue(tx, d.today)
	if err != nil {
		return TodayView{}, err
	}
	around, err := plan.Around(tx, tasks)
	if err != nil {
		return TodayView{}, err
	}
	d.around = around
	waiting := []plan.Task{}
	tasks = slices.DeleteFunc(tasks, func(t plan.Task) bool {
		held := t.WaitingFor != "" || around[t.ID].Blocker != ""
		if held {
			waiting = append(waiting, t)
		}
		return held
	})
	d.alignedFirst(tasks)
	one := d.oneThing(tasks)
	v := TodayView{Day: d.today, OneThing: one, Due: []TodayTask{}, Overdue: []TodayTask{}, Waiting: []TodayTask{}, Next: []NextStep{}}
	for _, t := range waiting[:min(len(waiting), mostDue)] {
		v.Waiting = append(v.Waiting, d.task(t))
	}
	listed := map[string]bool{}
	if one != nil {
		listed[one.ID] = true
	}
	anyDue := len(tasks) > 0
	for _, t := range tasks {
		if listed[t.ID] {
			continue
		}
		listed[t.ID] = true
		list, total := &v.Due, &v.DueTotal
		if t.Due < d.today {
			list, total = &v.Overdue, &v.OverdueTotal
		}
		if *total++; len(*list) < mostDue {
			*list = append(*list, d.task(t))
		}
	}
	v.Gentle = gentle(v.OverdueTotal)
	d.next(&v, listed)
	if err := d.northStar(tx, &v); err != nil {
		return TodayView{}, err
	}
	if !anyDue {
		v.QuietSentence = quietSentence(v, len(d.faces))
	}
	return v, nil
}

// day holds what a view of the plan on one day needs.
type day struct {
	today       clock.Day
	ordered     []plan.Aspiration // the north star first
	plans       []plan.Goal       // as in faces
	faces       []GoalFace
	goals       map[string]int // where a goal stands in faces
	standings   map[string]plan.Standing
	aspirations map[string]plan.Aspiration
	star        *plan.Aspiration
	around      map[string]plan.Surroundings
	resting     map[string]clock.Day // goals that nobody asks for, and until when
}

func newDay(tx *store.Tx) (*day, error) { return newDayOf(tx, nil) }

// newDayOf knows how some goals stand; nil is all. Of the others it knows what
// they say, and nothing of their steps.
func newDayOf(tx *store.Tx, goalIDs []string) (*day, error) {
	d := &day{today: tx.Today(), goals: map[string]int{}, aspirations: map[string]plan.Aspiration{}}
	all, err := plan.Aspirations(tx)
	if err != nil {
		return nil, err
	}
	d.ordered = all
	hues := map[string]int{}
	for i, a := range all {
		d.aspirations[a.ID] = a
		hues[a.ID] = a.Hue
		if a.NorthStar {
			d.star = &all[i]
		}
	}
	goals, err := plan.Goals(tx)
	if err != nil {
		return nil, err
	}
	d.plans = goals
	if d.resting, err = restingGoals(tx); err != nil {
		return nil, err
	}
	if d.standings, err = plan.Standings(tx, goalIDs); err != nil {
		return nil, err
	}
	d.faces = make([]GoalFace, len(goals))
	for i, g := range goals {
		d.faces[i] = goalFace(g, d.standings[g.ID], hues, d.today, tx.Location())
		d.goals[g.ID] = i
	}
	return d, nil
}

// serves tells whether a goal serves the north star.
func (d *day) serves(goalID string) bool {
	i, ok := d.goals[goalID]
	return ok && d.star != nil && slices.Contains(d.faces[i].AspirationIDs, d.star.ID)
}

// why is the goal's own reason, or that of the first aspiration it serves.
func (d *day) why(face GoalFace) (aspiration, why string) {
	why = face.Why
	if len(face.AspirationIDs) > 0 {
		a := d.aspirations[face.AspirationIDs[0]]
		aspiration = a.What
		if why == "" {
			why = a.Why
		}
	}
	return aspiration, why
}

func (d *day) task(t plan.Task) TodayTask {
	out := TodayTask{
		ID: t.ID, Title: t.Title, Due: t.Due, DueTime: t.DueTime, Overdue: t.Due.Before(d.today), GoalID: t.GoalID,
		ParentTitle: d.around[t.ID].Parent, Estimate: t.Estimate, Energy: t.Energy, WaitingFor: t.WaitingFor, Repeats: !t.Repeat.None(),
		Priority: d.priority(t),
	}
	if i, ok := d.goals[t.GoalID]; ok {
		face := d.faces[i]
		out.GoalTitle, out.Hue = face.Title, face.Hue
		out.Aspiration, out.Why = d.why(face)
		if len(face.AspirationIDs) > 0 {
			out.AspirationID = face.AspirationIDs[0]
		}
	}
	return out
}

// asked gathers what a task's priority is computed from.
func (d *day) asked(t plan.Task) plan.Asked {
	a := plan.Asked{Due: t.Due, Begins: t.Begins, Marks: t.Priority, WaitingFor: t.WaitingFor, Blocker: d.around[t.ID].Blocker, Blocks: d.around[t.ID].Blocks}
	i, ok := d.goals[t.GoalID]
	if !ok {
		return a
	}
	face := d.faces[i]
	a.GoalDue, a.GoalTitle, a.NorthStar = face.Due, face.Title, d.serves(t.GoalID)
	if len(face.AspirationIDs) > 0 {
		a.Aspiration = d.aspirations[face.AspirationIDs[0]].What
	}
	return a
}

func (d *day) priority(t plan.Task) plan.Priority { return plan.PriorityOf(d.asked(t), d.today) }

// alignedFirst orders tasks of one day and time by their priority.
func (d *day) alignedFirst(tasks []plan.Task) {
	scores := make(map[string]int, len(tasks))
	for _, t := range tasks {
		scores[t.ID] = d.priority(t).Score
	}
	slices.SortStableFunc(tasks, func(a, b plan.Task) int {
		if a.Due != b.Due || a.DueTime != b.DueTime {
			return 0
		}
		return cmp.Compare(scores[b.ID], scores[a.ID])
	})
}

// gentle is a kind word about what is overdue.
func gentle(overdue int) string {
	switch {
	case overdue == 0:
		return ""
	case overdue == 1:
		return "One thing had another day in mind. Do it, move it or let it go."
	case overdue <= 5:
		return "A few things had other days in mind. Do one, move the rest."
	}
	return fmt.Sprintf("%d things had other days in mind. Choose one; the rest can be moved in one go.", overdue)
}

// oneThing picks from the due tasks, the earliest first, or from the goals.
func (d *day) oneThing(due []plan.Task) *TodayTask {
	for _, t := range due {
		if d.serves(t.GoalID) {
			one := d.task(t)
			return &one
		}
	}
	if len(due) > 0 {
		one := d.task(due[0])
		return &one
	}
	for _, i := range d.pressing() {
		if face := d.faces[i]; face.NextActionID != "" {
			one := d.task(plan.Task{ID: face.NextActionID, Title: face.NextAction, Due: d.standings[face.ID].NextDue, GoalID: face.ID})
			return &one
		}
	}
	return nil
}

// open lists the goals that are not reached, in the person's own order.
func (d *day) open() []int {
	order := []int{}
	for i, face := range d.faces {
		if !face.Reached {
			order = append(order, i)
		}
	}
	return order
}

// pressing orders the open goals that are not resting: late, due soon, moving,
// wishes; then those of the north star, then the nearest day, then the person's
// own order.
func (d *day) pressing() []int {
	rank := map[string]int{plan.StatusLate: 0, plan.StatusDueSoon: 1, plan.StatusMoving: 2, plan.StatusWish: 3}
	star := map[bool]int{true: 0, false: 1}
	order := slices.DeleteFunc(d.open(), func(i int) bool { return d.resting[d.faces[i].ID] != "" })
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := d.faces[i], d.faces[j]
		return cmp.Or(
			cmp.Compare(rank[a.Status], rank[b.Status]),
			cmp.Compare(star[d.serves(a.ID)], star[d.serves(b.ID)]),
			cmp.Compare(dueOrLast(a.Due), dueOrLast(b.Due)),
		)
	})
	return order
}

func dueOrLast(d clock.Day) clock.Day {
	if d == "" {
		return "9999-12-31"
	}
	return d
}

// next lists the goals' next actions that do not stand above already.
func (d *day) next(v *TodayView, listed map[string]bool) {
	missing := []NextStep{}
	for _, i := range d.pressing() {
		face := d.faces[i]
		if listed[face.NextActionID] {
			continue
		}
		v.NextTotal++
		step := d.step(face)
		if step.MissingNext {
			missing = append(missing, step)
			continue
		}
		v.Next = append(v.Next, step)
	}
	v.Next = append(v.Next, missing...)
	if len(v.Next) > mostNext {
		v.Next = v.Next[:mostNext]
	}
}

func (d *day) step(face GoalFace) NextStep {
	_, why := d.why(face)
	return NextStep{
		Goal: face, TaskID: face.NextActionID, TaskTitle: face.NextAction, TaskDue: d.standings[face.ID].NextDue,
		MissingNext: face.NextActionID == "", Why: why,
	}
}

// northStar finds the aspiration that leads, and a picture for it.
func (d *day) northStar(tx *store.Tx, v *TodayView) error {
	if d.star == nil {
		return d.boardMore(tx, v)
	}
	face := aspirationFace(*d.star)
	v.NorthStar = &face
	goals := []string{}
	for _, g := range d.faces {
		if d.serves(g.ID) {
			goals = append(goals, g.ID)
		}
	}
	items, err := board.Showing(tx, goals, []string{d.star.ID})
	if err != nil {
		return err
	}
	own := false
	for _, it := range items {
		if it.PictureID == "" || own {
			continue
		}
		own = it.AspirationID == d.star.ID
		if own || v.NorthStarPicture == "" {
			v.NorthStarPicture = it.PictureID
		}
	}
	return d.boardMore(tx, v)
}

// boardMore looks whether the first board has something to show that the north star
// does not say beside it.
func (d *day) boardMore(tx *store.Tx, v *TodayView) error {
	boards, err := board.Boards(tx)
	if err != nil || len(boards) == 0 {
		return err
	}
	items, err := board.Items(tx, boards[0].ID)
	if err != nil {
		return err
	}
	v.BoardMore = slices.ContainsFunc(items, func(it board.Item) bool {
		said := d.star != nil && it.AspirationID == d.star.ID && it.PictureID == ""
		return !said && (it.PictureID == "" || it.PictureID != v.NorthStarPicture)
	})
	return nil
}

// quietSentence says that nothing is due. What the moment is good for stands
// below it by name, in the one thing or in the lists: it is not named twice.
func quietSentence(v TodayView, goals int) string {
	switch {
	case v.OneThing != nil:
		return "Nothing is due. A good moment for one step."
	case len(v.Next) > 0:
		return "Nothing is due. A good moment for a first step."
	case v.NorthStar != nil && goals == 0:
		return "Nothing is due. A good moment to make a first goal."
	}
	return "Nothing is due. A good moment to look at your board."
}
