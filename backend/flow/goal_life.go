package flow

import (
	"context"

	"northboard/backend/plan"
	"northboard/backend/store"
)

// PauseGoal lets a goal rest.
func (f *Flow) PauseGoal(ctx context.Context, id string, rest plan.Rest) (plan.Goal, error) {
	return write(ctx, f, "Pause goal", func(tx *store.Tx) (plan.Goal, error) { return plan.PauseGoal(tx, id, rest) })
}

// DropGoal lets a goal go.
func (f *Flow) DropGoal(ctx context.Context, id, why string) (plan.Goal, error) {
	return write(ctx, f, "Let goal go", func(tx *store.Tx) (plan.Goal, error) { return plan.DropGoal(tx, id, why) })
}

// ResumeGoal takes a goal up again.
func (f *Flow) ResumeGoal(ctx context.Context, id string) (plan.Goal, error) {
	return write(ctx, f, "Take goal up again", func(tx *store.Tx) (plan.Goal, error) { return plan.ResumeGoal(tx, id) })
}

// CommitGoal says how much a goal is meant, from 1 to 5; 0 takes that back.
func (f *Flow) CommitGoal(ctx context.Context, id string, level int) (plan.Goal, error) {
	return write(ctx, f, "Commit to goal", func(tx *store.Tx) (plan.Goal, error) { return plan.CommitGoal(tx, id, level) })
}

// MergeGoal makes a goal a part of another.
func (f *Flow) MergeGoal(ctx context.Context, id, intoID, why string) (plan.Goal, error) {
	return write(ctx, f, "Merge goals", func(tx *store.Tx) (plan.Goal, error) { return plan.MergeGoal(tx, id, intoID, why) })
}

// SplitGoal makes a goal of a part of another.
func (f *Flow) SplitGoal(ctx context.Context, id string, in plan.SplitInput) (plan.Goal, error) {
	return write(ctx, f, "Split goal", func(tx *store.Tx) (plan.Goal, error) { return plan.SplitGoal(tx, id, in) })
}

// ExplainVersion says why a goal was changed.
func (f *Flow) ExplainVersion(ctx context.Context, id, reason string) error {
	return f.do(ctx, "Say why the goal was changed", func(tx *store.Tx) error { return plan.ExplainVersion(tx, id, reason) })
}

// PatchReading corrects a reading.
func (f *Flow) PatchReading(ctx context.Context, id string, patch plan.ReadingPatch) (plan.Reading, error) {
	return write(ctx, f, "Correct reading", func(tx *store.Tx) (plan.Reading, error) { return plan.PatchReading(tx, id, patch) })
}
