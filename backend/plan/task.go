package plan

import (
	"northboard/backend/clock"
	"northboard/backend/fault"
)

// Task is one thing to do. It may stand alone, belong to a goal, or to a
// milestone of it.
type Task struct {
	ID          string          `json:"id"`
	GoalID      string          `json:"goalId"`
	MilestoneID string          `json:"milestoneId"`
	Title       string          `json:"title"`
	Due         clock.Day       `json:"due"`
	DueTime     clock.TimeOfDay `json:"dueTime"`
	Done        *clock.Instant  `json:"done"`
	Created     clock.Instant   `json:"created"`
	Updated     clock.Instant   `json:"updated"`
}

// TaskDraft is a new task. AfterID names the sibling it follows; "" puts it
// last. A milestone alone gives the goal too.
type TaskDraft struct {
	GoalID      string          `json:"goalId"`
	MilestoneID string          `json:"milestoneId"`
	Title       string          `json:"title"`
	Due         clock.Day       `json:"due"`
	DueTime     clock.TimeOfDay `json:"dueTime"`
	AfterID     string          `json:"afterId"`
}

// TaskPatch changes what is not nil. Due "" clears day and time. A new goal
// puts the task last there and out of a milestone of the old one.
type TaskPatch struct {
	Title       *string          `json:"title"`
	Due         *clock.Day       `json:"due"`
	DueTime     *clock.TimeOfDay `json:"dueTime"`
	GoalID      *string          `json:"goalId"`
	MilestoneID *string          `json:"milestoneId"`
}

func (p TaskPatch) apply(t *Task) {
	if p.Title != nil {
		t.Title = *p.Title
	}
	if p.DueTime != nil {
		t.DueTime = *p.DueTime
	}
	if p.Due != nil {
		t.Due = *p.Due
		if t.Due == "" {
			t.DueTime = ""
		}
	}
	if p.GoalID != nil && *p.GoalID != t.GoalID {
		t.GoalID = *p.GoalID
		t.MilestoneID = ""
	}
	if p.MilestoneID != nil {
		t.MilestoneID = *p.MilestoneID
	}
}

func (t *Task) check() (err error) {
	if t.Title, err = title(t.Title, "A task", "title"); err != nil {
		return err
	}
	if err := optionalDay(t.Due, "due"); err != nil {
		return err
	}
	if err := optionalTime(t.DueTime, "dueTime"); err != nil {
		return err
	}
	if t.Due == "" && t.DueTime != "" {
		return fault.New(fault.Invalid, "A time needs a day. Nothing was changed; choose the day too.").WithField("due")
	}
	return nil
}

// Open tells whether it is still to be done.
func (t Task) Open() bool { return t.Done == nil }

func (t Task) equal(o Task) bool {
	return t.Title == o.Title && t.Due == o.Due && t.DueTime == o.DueTime &&
		t.GoalID == o.GoalID && t.MilestoneID == o.MilestoneID && same(t.Done, o.Done)
}
