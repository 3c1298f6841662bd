package flow

import (
	"context"

	"northboard/backend/plan"
	"northboard/backend/store"
)

// AddAspiration adds an aspiration.
func (f *Flow) AddAspiration(ctx context.Context, draft plan.AspirationDraft) (plan.Aspiration, error) {
	return write(ctx, f, "Add aspiration", func(tx *store.Tx) (plan.Aspiration, error) { return plan.AddAspiration(tx, draft) })
}

// PatchAspiration changes an aspiration.
func (f *Flow) PatchAspiration(ctx context.Context, id string, patch plan.AspirationPatch) (plan.Aspiration, error) {
	return write(ctx, f, "Change aspiration", func(tx *store.Tx) (plan.Aspiration, error) { return plan.PatchAspiration(tx, id, patch) })
}

// DeleteAspiration removes an aspiration; its goals stay.
func (f *Flow) DeleteAspiration(ctx context.Context, id string) error {
	return f.do(ctx, "Delete aspiration", func(tx *store.Tx) error { return plan.DeleteAspiration(tx, id) })
}

// Aspirations lists all aspirations, the north star first.
func (f *Flow) Aspirations(ctx context.Context) ([]plan.Aspiration, error) {
	return read(ctx, f, plan.Aspirations)
}

// PatchGoal changes a goal.
func (f *Flow) PatchGoal(ctx context.Context, id string, patch plan.GoalPatch) (plan.Goal, error) {
	return write(ctx, f, "Change goal", func(tx *store.Tx) (plan.Goal, error) { return plan.PatchGoal(tx, id, patch) })
}

// ReachGoal marks a goal as reached, or takes that back.
func (f *Flow) ReachGoal(ctx context.Context, id string, reached bool) (plan.Goal, error) {
	label := "Mark goal as reached"
	if !reached {
		label = "Reopen goal"
	}
	return write(ctx, f, label, func(tx *store.Tx) (plan.Goal, error) { return plan.ReachGoal(tx, id, reached) })
}

// DeleteGoal removes a goal and all that leads to it.
func (f *Flow) DeleteGoal(ctx context.Context, id string) error {
	return f.do(ctx, "Delete goal", func(tx *store.Tx) error { return plan.DeleteGoal(tx, id) })
}

// AddReading keeps where a goal stands.
func (f *Flow) AddReading(ctx context.Context, draft plan.ReadingDraft) (plan.Reading, error) {
	return write(ctx, f, "Note progress", func(tx *store.Tx) (plan.Reading, error) { return plan.AddReading(tx, draft) })
}

// DeleteReading removes a reading.
func (f *Flow) DeleteReading(ctx context.Context, id string) error {
	return f.do(ctx, "Delete reading", func(tx *store.Tx) error { return plan.DeleteReading(tx, id) })
}

// MilestoneInput is a milestone as typed.
type MilestoneInput struct {
	GoalID string `json:"goalId"`
	Line   Line   `json:"line"`
}

// AddMilestone adds a milestone as typed, day and all.
func (f *Flow) AddMilestone(ctx context.Context, in MilestoneInput) (plan.Milestone, error) {
	return write(ctx, f, "Add milestone", func(tx *store.Tx) (plan.Milestone, error) {
		p, err := in.Line.milestone(tx)
		if err != nil {
			return plan.Milestone{}, err
		}
		return plan.AddMilestone(tx, plan.MilestoneDraft{GoalID: in.GoalID, Title: p.Title, Due: p.Day})
	})
}

// PatchMilestone changes a milestone.
func (f *Flow) PatchMilestone(ctx context.Context, id string, patch plan.MilestonePatch) (plan.Milestone, error) {
	return write(ctx, f, "Change milestone", func(tx *store.Tx) (plan.Milestone, error) { return plan.PatchMilestone(tx, id, patch) })
}

// CompleteMilestone marks a milestone as done, or takes that back.
func (f *Flow) CompleteMilestone(ctx context.Context, id string, done bool) (plan.Milestone, error) {
	label := "Complete milestone"
	if !done {
		label = "Reopen milestone"
	}
	return write(ctx, f, label, func(tx *store.Tx) (plan.Milestone, error) { return plan.CompleteMilestone(tx, id, done) })
}

// DeleteMilestone removes a milestone; its tasks stay.
func (f *Flow) DeleteMilestone(ctx context.Context, id string) error {
	return f.do(ctx, "Delete milestone", func(tx *store.Tx) error { return plan.DeleteMilestone(tx, id) })
}

// PatchTask changes a task.
func (f *Flow) PatchTask(ctx context.Context, id string, patch plan.TaskPatch) (plan.Task, error) {
	return write(ctx, f, "Change task", func(tx *store.Tx) (plan.Task, error) { return plan.PatchTask(tx, id, patch) })
}

// MoveTask puts a task behind another of its goal; "" puts it first.
func (f *Flow) MoveTask(ctx context.Context, id, afterID string) error {
	return f.do(ctx, "Move task", func(tx *store.Tx) error { return plan.MoveTask(tx, id, afterID) })
}

// DeleteTask removes a task.
func (f *Flow) DeleteTask(ctx context.Context, id string) error {
	return f.do(ctx, "Delete task", func(tx *store.Tx) error { return plan.DeleteTask(tx, id) })
}
