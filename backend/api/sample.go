package api

import (
	"context"

	"northboard/backend"
	"northboard/backend/board"
	"northboard/backend/fault"
	"northboard/backend/sample"
)

// Sample is what Northboard can lay out by itself: starters for a board, and the sample library.
type Sample struct{ host *Host }

// Starters lists the ways to begin a board that has no photograph on it.
func (a *Sample) Starters() ([]sample.Starter, error) {
	return do(a.host, func(context.Context, *backend.Backend) ([]sample.Starter, error) { return sample.Starters(), nil })
}

// Lay lays a starter on a board.
func (a *Sample) Lay(boardID, starterID string) ([]board.Item, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]board.Item, error) {
		drafts, background, ok := sample.Items(starterID)
		if !ok {
			return nil, fault.New(fault.NotFound, "Northboard does not have this starter. Nothing was changed; choose another one.")
		}
		return b.Flow.LayStarter(ctx, boardID, drafts, background)
	})
}

// NewBoard adds a board with a starter on it.
func (a *Sample) NewBoard(title, starterID string) (board.Board, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (board.Board, error) {
		drafts, background, ok := sample.Items(starterID)
		if !ok {
			return board.Board{}, fault.New(fault.NotFound, "Northboard does not have this starter. Nothing was changed; choose another one.")
		}
		return b.Flow.AddBoardWith(ctx, board.BoardDraft{Title: title, Background: background}, drafts)
	})
}

// Present tells whether any part of the sample is in the library.
func (a *Sample) Present() (bool, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (bool, error) { return sample.Present(ctx, b.Store) })
}

// Add puts the sample into the library: one step to undo.
func (a *Sample) Add() (sample.Added, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (sample.Added, error) {
		return sample.Add(ctx, b.Store, b.Pictures)
	})
}

// Remove takes the sample out again. What the person added stays.
func (a *Sample) Remove() error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return sample.Remove(ctx, b.Store) })
}
