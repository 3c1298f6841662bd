package flow

import (
	"context"

	"northboard/backend/plan"
	"northboard/backend/store"
)

// TaskInput is a task as typed. AfterID "" puts it last.
type TaskInput struct {
	GoalID      string `json:"goalId"`
	MilestoneID string `json:"milestoneId"`
	ParentID    string `json:"parentId,omitempty"`
	AfterID     string `json:"afterId"`
	Line        Line   `json:"line"`
}

// AddTask adds a task as typed: "Finish the CV Friday".
func (f *Flow) AddTask(ctx context.Context, in TaskInput) (plan.Task, error) {
	return write(ctx, f, "Add task", func(tx *store.Tx) (plan.Task, error) { return addTask(tx, in) })
}

func addTask(tx *store.Tx, in TaskInput) (plan.Task, error) {
	return addTaskAt(tx, in.Line, plan.TaskPlace{
		GoalID: in.GoalID, MilestoneID: in.MilestoneID, ParentID: in.ParentID, AfterID: in.AfterID, Last: in.AfterID == "",
	})
}

// QuickAdd adds a task of no goal, for the quick-entry field and the command
// line.
func (f *Flow) QuickAdd(ctx context.Context, line Line) (plan.Task, error) {
	return f.AddTask(ctx, TaskInput{Line: line})
}

// CompleteTask marks a task as done, or takes that back. The origin is who
// decided: a button on a notification is the person.
func (f *Flow) CompleteTask(ctx context.Context, id string, done bool, origin store.Origin) error {
	label := "Complete task"
	if !done {
		label = "Reopen task"
	}
	return f.Store.Write(ctx, store.Op{Label: label, Origin: origin}, func(tx *store.Tx) error {
		_, err := plan.CompleteTask(tx, id, done)
		return err
	})
}
