package plan

import (
	"slices"
	"strings"

	"northboard/backend/clock"
	"northboard/backend/fault"
)

// How much energy a task asks for.
const (
	EnergyLow    = "low"
	EnergyMedium = "medium"
	EnergyHigh   = "high"
)

var energies = []string{"", EnergyLow, EnergyMedium, EnergyHigh}

const (
	mostPriority  = 3
	mostEstimate  = 60 * 24 * 365 // minutes
	mostChecks    = 200
	longestRepeat = 500
)

// Task is one thing to do. It may stand alone, belong to a goal, or to a
// milestone of it, or be a part of another task; then its goal and milestone
// are that task's.
type Task struct {
	ID          string          `json:"id"`
	GoalID      string          `json:"goalId"`
	MilestoneID string          `json:"milestoneId"`
	ParentID    string          `json:"parentId"`
	Title       string          `json:"title"`
	Notes       string          `json:"notes"`
	Begins      clock.Day       `json:"begins"` // the first day on which it makes sense
	Due         clock.Day       `json:"due"`
	DueTime     clock.TimeOfDay `json:"dueTime"`
	Estimate    *int            `json:"estimate"` // minutes
	Energy      string          `json:"energy"`
	Priority    int             `json:"priority"` // how much the person presses: 0 to 3
	Checklist   []Check         `json:"checklist"`
	WaitingFor  string          `json:"waitingFor"` // somebody; "" nobody
	BlockedBy   string          `json:"blockedBy"`  // a task that must be done first
	Repeat      Repeat          `json:"repeat"`
	SeriesID    string          `json:"seriesId"` // the same for all instances of a repeat
	SeriesStart clock.Day       `json:"seriesStart"`
	Share       *int            `json:"share"` // percent of the goal
	Done        *clock.Instant  `json:"done"`
	Created     clock.Instant   `json:"created"`
	Updated     clock.Instant   `json:"updated"`
}

// Check is one line of a task's checklist.
type Check struct {
	Text string `json:"text"`
	Done bool   `json:"done"`
}

// TaskDraft is a new task. AfterID names the sibling it follows; "" puts it
// last. A milestone or a parent alone gives the goal too.
type TaskDraft struct {
	GoalID      string          `json:"goalId"`
	MilestoneID string          `json:"milestoneId"`
	ParentID    string          `json:"parentId"`
	Title       string          `json:"title"`
	Notes       string          `json:"notes"`
	Begins      clock.Day       `json:"begins"`
	Due         clock.Day       `json:"due"`
	DueTime     clock.TimeOfDay `json:"dueTime"`
	Estimate    *int            `json:"estimate"`
	Energy      string          `json:"energy"`
	Priority    int             `json:"priority"`
	WaitingFor  string          `json:"waitingFor"`
	Repeat      Repeat          `json:"repeat"`
	AfterID     string          `json:"afterId"`
}

// TaskPatch changes what is not nil. Due "" clears day and time, Estimate 0 and
// Share -1 clear, as does a repeat without a rule. A new goal puts the task last
// there, with all that is under it. Seen is when the editor last read the task:
// see unchanged.
type TaskPatch struct {
	Title       *string          `json:"title"`
	Notes       *string          `json:"notes"`
	Begins      *clock.Day       `json:"begins"`
	Due         *clock.Day       `json:"due"`
	DueTime     *clock.TimeOfDay `json:"dueTime"`
	Estimate    *int             `json:"estimate"`
	Energy      *string          `json:"energy"`
	Priority    *int             `json:"priority"`
	Checklist   *[]Check         `json:"checklist"`
	WaitingFor  *string          `json:"waitingFor"`
	BlockedBy   *string          `json:"blockedBy"`
	Repeat      *Repeat          `json:"repeat"`
	Share       *int             `json:"share"`
	GoalID      *string          `json:"goalId"`
	MilestoneID *string          `json:"milestoneId"`
	ParentID    *string          `json:"parentId"`
	Seen        *clock.Instant   `json:"seen"`
}

func (d TaskDraft) task() Task {
	return Task{
		GoalID: d.GoalID, MilestoneID: d.MilestoneID, ParentID: d.ParentID, Title: d.Title, Notes: d.Notes, Begins: d.Begins, Due: d.Due, DueTime: d.DueTime,
		Estimate: d.Estimate, Energy: d.Energy, Priority: d.Priority, Checklist: []Check{}, WaitingFor: d.WaitingFor,
	}
}

func (p TaskPatch) apply(t *Task) {
	set(&t.Title, p.Title)
	set(&t.Notes, p.Notes)
	set(&t.Begins, p.Begins)
	set(&t.DueTime, p.DueTime)
	if p.Due != nil {
		t.Due = *p.Due
		if t.Due == "" {
			t.DueTime = ""
		}
	}
	if p.Estimate != nil {
		t.Estimate = p.Estimate
		if *p.Estimate == 0 {
			t.Estimate = nil
		}
	}
	set(&t.Energy, p.Energy)
	set(&t.Priority, p.Priority)
	set(&t.Checklist, p.Checklist)
	set(&t.WaitingFor, p.WaitingFor)
	set(&t.BlockedBy, p.BlockedBy)
	if p.Share != nil {
		t.Share = p.Share
		if *p.Share < 0 {
			t.Share = nil
		}
	}
}

// columns names what the patch writes to, for unchanged.
func (p TaskPatch) columns() []string {
	return given(
		part{"title", p.Title != nil}, part{"notes", p.Notes != nil}, part{"begins", p.Begins != nil}, part{"due", p.Due != nil},
		part{"due_time", p.DueTime != nil}, part{"estimate", p.Estimate != nil}, part{"energy", p.Energy != nil}, part{"priority", p.Priority != nil},
		part{"checklist", p.Checklist != nil}, part{"waiting_for", p.WaitingFor != nil}, part{"blocked_by", p.BlockedBy != nil},
		part{"repeat", p.Repeat != nil}, part{"share", p.Share != nil},
	)
}

// place is where a patch puts a task, nil where it stays.
func (p TaskPatch) place(t Task) *TaskPlace {
	to := TaskPlace{GoalID: t.GoalID, MilestoneID: t.MilestoneID, ParentID: t.ParentID, Last: true}
	moved := false
	if p.GoalID != nil && *p.GoalID != t.GoalID {
		to, moved = TaskPlace{GoalID: *p.GoalID, Last: true}, true
	}
	if p.MilestoneID != nil && *p.MilestoneID != t.MilestoneID {
		to.MilestoneID, to.ParentID, moved = *p.MilestoneID, "", true
	}
	if p.ParentID != nil && *p.ParentID != t.ParentID {
		to.ParentID, moved = *p.ParentID, true
	}
	if !moved {
		return nil
	}
	return &to
}

func (t *Task) check() (err error) {
	if t.Title, err = title(t.Title, "A task", "title"); err != nil {
		return err
	}
	if t.Notes, err = prose(t.Notes, "notes"); err != nil {
		return err
	}
	if err := span(t.Begins, t.Due); err != nil {
		return err
	}
	if err := optionalTime(t.DueTime, "dueTime"); err != nil {
		return err
	}
	if t.Due == "" && t.DueTime != "" {
		return fault.New(fault.Invalid, "A time needs a day. Nothing was changed; choose the day too.").WithField("due")
	}
	if t.Estimate != nil && (*t.Estimate < 1 || *t.Estimate > mostEstimate) {
		return fault.New(fault.Invalid, "That is no time that a task could take. Nothing was changed; give it in minutes or hours.").WithField("estimate")
	}
	if err := among(t.Energy, energies, "energy"); err != nil {
		return err
	}
	if t.Priority < 0 || t.Priority > mostPriority {
		return fault.New(fault.Invalid, "Three marks are the most a task can have. Nothing was changed; choose from none to three.").WithField("priority")
	}
	if t.WaitingFor = strings.Join(strings.Fields(t.WaitingFor), " "); len([]rune(t.WaitingFor)) > maxTitle {
		return fault.Newf(fault.TooLarge, "That is too long for a name. Nothing was changed; keep it under %d letters.", maxTitle).WithField("waitingFor")
	}
	if err := checkShare(t.Share); err != nil {
		return err
	}
	return t.checkChecklist()
}

func checkShare(share *int) error {
	if share != nil && (*share < 0 || *share > 100) {
		return fault.New(fault.Invalid, "A share of a goal goes from 0 to 100 percent. Nothing was changed; choose one between.").WithField("share")
	}
	return nil
}

func (t *Task) checkChecklist() error {
	kept := []Check{}
	for _, c := range t.Checklist {
		c.Text = strings.Join(strings.Fields(c.Text), " ")
		if c.Text == "" {
			continue
		}
		if len([]rune(c.Text)) > maxTitle {
			return fault.Newf(fault.TooLarge, "A line of the checklist is too long. Nothing was changed; keep it under %d letters.", maxTitle).WithField("checklist")
		}
		kept = append(kept, c)
	}
	if len(kept) > mostChecks {
		return fault.Newf(fault.TooLarge, "That checklist is too long. Nothing was changed; keep it to %d lines, or make tasks of them.", mostChecks).WithField("checklist")
	}
	t.Checklist = kept
	return nil
}

// checklistText is how a checklist is kept: one line each, as in Markdown.
func checklistText(all []Check) string {
	lines := make([]string, len(all))
	for i, c := range all {
		mark := "[ ] "
		if c.Done {
			mark = "[x] "
		}
		lines[i] = mark + c.Text
	}
	return joinLines(lines)
}

func readChecklist(text string) []Check {
	all := []Check{}
	for _, line := range splitLines(text) {
		words, done := strings.CutPrefix(line, "[x] ")
		if !done {
			words = strings.TrimPrefix(line, "[ ] ")
		}
		all = append(all, Check{Text: words, Done: done})
	}
	return all
}

// Open tells whether it is still to be done.
func (t Task) Open() bool { return t.Done == nil }

func (t Task) equal(o Task) bool {
	return t.Title == o.Title && t.Notes == o.Notes && t.Begins == o.Begins && t.Due == o.Due && t.DueTime == o.DueTime && same(t.Estimate, o.Estimate) &&
		t.Energy == o.Energy && t.Priority == o.Priority && slices.Equal(t.Checklist, o.Checklist) && t.WaitingFor == o.WaitingFor &&
		t.BlockedBy == o.BlockedBy && t.Repeat == o.Repeat && t.SeriesID == o.SeriesID && t.SeriesStart == o.SeriesStart && same(t.Share, o.Share) &&
		t.GoalID == o.GoalID && t.MilestoneID == o.MilestoneID && t.ParentID == o.ParentID && same(t.Done, o.Done)
}
