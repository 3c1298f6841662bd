package api

import (
	"context"

	"northboard/backend"
	"northboard/backend/flow"
)

// Trash is what was deleted: to find, to put back, to erase for good.
type Trash struct{ host *Host }

// mostTrash is the most entries that one call gives.
const mostTrash = 200

// List gives entries that a query finds, from a place on, the newest first; "" finds all.
func (a *Trash) List(query string, from, limit int) (flow.TrashPage, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.TrashPage, error) {
		return b.Flow.Trash(ctx, query, from, min(limit, mostTrash))
	})
}

// PutBack puts one entry back. It is one step to undo.
func (a *Trash) PutBack(id int64) (flow.PutBackResult, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.PutBackResult, error) {
		return b.Flow.PutBack(ctx, id)
	})
}

// AskErase words what to ask before Erase; 0 is for the whole trash.
func (a *Trash) AskErase(id int64) (backend.Question, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (backend.Question, error) { return b.AskErase(ctx, id) })
}

// Erase erases one entry for good, or with 0 all of them, and says what still holds it. Undo cannot help.
func (a *Trash) Erase(id int64) (string, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (string, error) { return b.Erase(ctx, id) })
}
