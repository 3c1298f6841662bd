package api

import (
	"context"

	"northboard/backend"
	"northboard/backend/flow"
	"northboard/backend/review"
)

// Review is the weekly look back and forward, and the wins that it keeps.
type Review struct{ host *Host }

// View reads what moved, what is stuck and the next steps. It changes nothing.
func (a *Review) View() (flow.ReviewView, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.ReviewView, error) { return b.Flow.Review(ctx) })
}

// Past reads the reviews that were finished, the newest first.
func (a *Review) Past() ([]flow.PastReview, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]flow.PastReview, error) {
		return b.Flow.PastReviews(ctx)
	})
}

// Finish ends the review: next steps become tasks, the win is kept, the next review gets its day. One step to undo.
func (a *Review) Finish(input flow.FinishInput) (flow.Finished, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.Finished, error) {
		return b.Flow.FinishReview(ctx, input)
	})
}

// Rest lets a goal rest for a month or until it moves, or takes it up again. It is taken back with the same call, not
// with Undo.
func (a *Review) Rest(goalID string, rest bool) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.RestGoal(ctx, goalID, rest) })
}

// AddWin keeps a win.
func (a *Review) AddWin(draft review.WinDraft) (review.Win, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (review.Win, error) { return b.Flow.AddWin(ctx, draft) })
}

// Wins lists the latest wins, the newest first.
func (a *Review) Wins(limit int) ([]review.Win, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]review.Win, error) { return b.Flow.Wins(ctx, limit) })
}
