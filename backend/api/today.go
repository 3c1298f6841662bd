package api

import (
	"context"

	"northboard/backend"
	"northboard/backend/flow"
	"northboard/backend/plan"
)

// Today is what is due and what could move now.
type Today struct{ host *Host }

// View reads the day.
func (a *Today) View() (flow.TodayView, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.TodayView, error) { return b.Flow.Today(ctx) })
}

// QuickAdd adds a task of no goal, as typed.
func (a *Today) QuickAdd(line flow.Line) (plan.Task, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Task, error) { return b.Flow.QuickAdd(ctx, line) })
}

// Week reads what the goals want of this week, against what there is.
func (a *Today) Week() (flow.Week, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.Week, error) { return b.Flow.Week(ctx) })
}
