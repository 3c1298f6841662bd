package api

import (
	"context"

	"northboard/backend"
	"northboard/backend/flow"
	"northboard/backend/plan"
)

// What a goal goes through.

// PauseGoal lets a goal rest.
func (a *Plan) PauseGoal(id string, rest plan.Rest) (plan.Goal, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Goal, error) {
		return b.Flow.PauseGoal(ctx, id, rest)
	})
}

// DropGoal lets a goal go.
func (a *Plan) DropGoal(id, why string) (plan.Goal, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Goal, error) { return b.Flow.DropGoal(ctx, id, why) })
}

// ResumeGoal takes a goal up again.
func (a *Plan) ResumeGoal(id string) (plan.Goal, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Goal, error) { return b.Flow.ResumeGoal(ctx, id) })
}

// CommitGoal says how much a goal is meant, from 1 to 5; 0 takes that back.
func (a *Plan) CommitGoal(id string, level int) (plan.Goal, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Goal, error) {
		return b.Flow.CommitGoal(ctx, id, level)
	})
}

// MergeGoal makes a goal a part of another.
func (a *Plan) MergeGoal(id, intoID, why string) (plan.Goal, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Goal, error) {
		return b.Flow.MergeGoal(ctx, id, intoID, why)
	})
}

// SplitGoal makes a goal of a part of another.
func (a *Plan) SplitGoal(id string, in plan.SplitInput) (plan.Goal, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Goal, error) { return b.Flow.SplitGoal(ctx, id, in) })
}

// ExplainVersion says why a goal was changed.
func (a *Plan) ExplainVersion(id, reason string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.ExplainVersion(ctx, id, reason) })
}

// PatchReading corrects a reading.
func (a *Plan) PatchReading(id string, patch plan.ReadingPatch) (plan.Reading, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Reading, error) {
		return b.Flow.PatchReading(ctx, id, patch)
	})
}

// CheckGoal looks at a goal while it is written.
func (a *Plan) CheckGoal(in flow.GoalCheckInput) (plan.GoalCheck, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.GoalCheck, error) {
		return b.Flow.CheckGoal(ctx, in)
	})
}

// Hours reads what the person has in a week and what is promised of it.
func (a *Plan) Hours() (plan.Hours, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Hours, error) { return b.Flow.Hours(ctx) })
}

// SetHours keeps how many hours a week the person has; 0 forgets it.
func (a *Plan) SetHours(have float64) (plan.Hours, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Hours, error) { return b.Flow.SetHours(ctx, have) })
}

// Starters lists aspirations to begin from.
func (a *Plan) Starters() ([]plan.Starter, error) { return plan.Starters(), nil }

// Aspiration reads an aspiration with all that belongs to it.
func (a *Plan) Aspiration(id string) (flow.AspirationDetail, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.AspirationDetail, error) {
		return b.Flow.AspirationDetail(ctx, id)
	})
}

// ShowAspirationBy makes a picture on a board the picture of an aspiration.
func (a *Plan) ShowAspirationBy(aspirationID, itemID string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error {
		return b.Flow.ShowAspirationBy(ctx, aspirationID, itemID)
	})
}
