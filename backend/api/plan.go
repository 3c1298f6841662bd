package api

import (
	"context"

	"northboard/backend"
	"northboard/backend/flow"
	"northboard/backend/phrase"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// Plan is what the page may do with aspirations, goals, milestones and tasks.
type Plan struct{ host *Host }

// ReadTask says how a line would be read as a task, for the chips beside the field.
func (a *Plan) ReadTask(line flow.Line) (phrase.Phrase, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (phrase.Phrase, error) {
		return b.Flow.ReadTask(ctx, line)
	})
}

// ReadMilestone says how a line would be read as a milestone.
func (a *Plan) ReadMilestone(line flow.Line) (phrase.Phrase, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (phrase.Phrase, error) {
		return b.Flow.ReadMilestone(ctx, line)
	})
}

// GoalsNamed offers the goals that a word behind "#" could mean, the best first.
func (a *Plan) GoalsNamed(word string) ([]flow.GoalPick, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]flow.GoalPick, error) {
		return b.Flow.GoalsNamed(ctx, word)
	})
}

// ReadGoal says how a line would be read as a goal.
func (a *Plan) ReadGoal(line flow.Line) (phrase.Phrase, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (phrase.Phrase, error) {
		return b.Flow.ReadGoal(ctx, line)
	})
}

// ReadDay says how a text in a field for a day would be read.
func (a *Plan) ReadDay(text string) (phrase.Phrase, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (phrase.Phrase, error) { return b.Flow.ReadDay(ctx, text) })
}

// Outline reads all aspirations with their goals.
func (a *Plan) Outline() (flow.Outline, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.Outline, error) { return b.Flow.PlanOutline(ctx) })
}

// Goal reads one goal with all that belongs to it.
func (a *Plan) Goal(id string) (flow.GoalDetail, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.GoalDetail, error) {
		return b.Flow.GoalDetail(ctx, id)
	})
}

// AddAspiration adds an aspiration.
func (a *Plan) AddAspiration(draft plan.AspirationDraft) (plan.Aspiration, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Aspiration, error) {
		return b.Flow.AddAspiration(ctx, draft)
	})
}

// PatchAspiration changes an aspiration.
func (a *Plan) PatchAspiration(id string, patch plan.AspirationPatch) (plan.Aspiration, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Aspiration, error) {
		return b.Flow.PatchAspiration(ctx, id, patch)
	})
}

// DeleteAspiration removes an aspiration; its goals stay.
func (a *Plan) DeleteAspiration(id string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.DeleteAspiration(ctx, id) })
}

// AddGoal adds a goal as typed.
func (a *Plan) AddGoal(input flow.GoalInput) (flow.GoalFace, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.GoalFace, error) {
		return b.Flow.AddGoal(ctx, input)
	})
}

// PatchGoal changes a goal.
func (a *Plan) PatchGoal(id string, patch plan.GoalPatch) (plan.Goal, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Goal, error) {
		return b.Flow.PatchGoal(ctx, id, patch)
	})
}

// ReachGoal marks a goal as reached, or takes that back.
func (a *Plan) ReachGoal(id string, reached bool) (plan.Goal, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Goal, error) {
		return b.Flow.ReachGoal(ctx, id, reached)
	})
}

// DeleteGoal removes a goal and all that leads to it.
func (a *Plan) DeleteGoal(id string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.DeleteGoal(ctx, id) })
}

// AddReading keeps where a goal stands.
func (a *Plan) AddReading(draft plan.ReadingDraft) (plan.Reading, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Reading, error) {
		return b.Flow.AddReading(ctx, draft)
	})
}

// DeleteReading removes a reading.
func (a *Plan) DeleteReading(id string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.DeleteReading(ctx, id) })
}

// AddMilestone adds a milestone as typed.
func (a *Plan) AddMilestone(input flow.MilestoneInput) (plan.Milestone, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Milestone, error) {
		return b.Flow.AddMilestone(ctx, input)
	})
}

// PatchMilestone changes a milestone.
func (a *Plan) PatchMilestone(id string, patch plan.MilestonePatch) (plan.Milestone, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Milestone, error) {
		return b.Flow.PatchMilestone(ctx, id, patch)
	})
}

// CompleteMilestone marks a milestone as done, or takes that back.
func (a *Plan) CompleteMilestone(id string, done bool) (plan.Milestone, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Milestone, error) {
		return b.Flow.CompleteMilestone(ctx, id, done)
	})
}

// DeleteMilestone removes a milestone; its tasks stay.
func (a *Plan) DeleteMilestone(id string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.DeleteMilestone(ctx, id) })
}

// AddTask adds a task as typed.
func (a *Plan) AddTask(input flow.TaskInput) (plan.Task, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Task, error) { return b.Flow.AddTask(ctx, input) })
}

// PatchTask changes a task.
func (a *Plan) PatchTask(id string, patch plan.TaskPatch) (plan.Task, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Task, error) {
		return b.Flow.PatchTask(ctx, id, patch)
	})
}

// CompleteTask marks a task as done, or takes that back.
func (a *Plan) CompleteTask(id string, done bool) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error {
		return b.Flow.CompleteTask(ctx, id, done, store.User)
	})
}

// MoveTask puts a task behind another of its goal; "" puts it first.
func (a *Plan) MoveTask(id, afterID string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.MoveTask(ctx, id, afterID) })
}

// DeleteTask removes a task.
func (a *Plan) DeleteTask(id string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.DeleteTask(ctx, id) })
}
