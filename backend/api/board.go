package api

import (
	"context"

	"northboard/backend"
	"northboard/backend/board"
	"northboard/backend/flow"
	"northboard/backend/picture"
)

// Board is what the page may do with boards and what lies on them.
type Board struct{ host *Host }

// Contents reads a board whole: its items, pictures, live faces and camera. "" is the first board.
func (a *Board) Contents(boardID string) (flow.BoardContents, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.BoardContents, error) {
		return b.Flow.Board(ctx, boardID)
	})
}

// Items reads single items again; those that are gone are left out.
func (a *Board) Items(ids []string) ([]board.Item, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]board.Item, error) { return b.Flow.Items(ctx, ids) })
}

// Goals reads the live faces of goals; those that are gone are left out.
func (a *Board) Goals(ids []string) ([]flow.GoalFace, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]flow.GoalFace, error) {
		return b.Flow.GoalFaces(ctx, ids)
	})
}

// Aspirations reads the faces of all aspirations.
func (a *Board) Aspirations() ([]flow.AspirationFace, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]flow.AspirationFace, error) {
		return b.Flow.AspirationFaces(ctx)
	})
}

// Pictures reads what is known of pictures; those that are gone are left out.
func (a *Board) Pictures(ids []string) ([]picture.Info, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]picture.Info, error) {
		return b.Flow.Pictures(ctx, ids)
	})
}

// AddItems puts items on a board, above what lies there.
func (a *Board) AddItems(boardID string, drafts []board.ItemDraft) ([]board.Item, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]board.Item, error) {
		return b.Flow.AddItems(ctx, boardID, drafts)
	})
}

// ItemChange is one gesture; a burst joins quick repeats (nudging, typing) into one step to undo.
type ItemChange struct {
	Verb    string            `json:"verb"` // what is done, where the patches alone do not tell; "" where they do
	Burst   string            `json:"burst"`
	Patches []board.ItemPatch `json:"patches"`
}

// PatchItems moves, resizes, turns or rewrites items.
func (a *Board) PatchItems(change ItemChange) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error {
		return b.Flow.PatchItemsAs(ctx, change.Verb, change.Patches, change.Burst)
	})
}

// DeleteItems takes items off their board.
func (a *Board) DeleteItems(ids []string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.DeleteItems(ctx, ids) })
}

// DuplicateItems copies items to a place beside themselves.
func (a *Board) DuplicateItems(ids []string, dx, dy float64) ([]board.Item, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]board.Item, error) {
		return b.Flow.DuplicateItems(ctx, ids, dx, dy)
	})
}

// Reorder brings items forward or back: "front", "back", "forward" or "backward".
func (a *Board) Reorder(ids []string, direction string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.Reorder(ctx, ids, direction) })
}

// SetCamera remembers where a board was looked at. It is no step to undo.
func (a *Board) SetCamera(boardID string, camera board.Camera) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.SetCamera(ctx, boardID, camera) })
}

// Shelf lists every board, those that are put away apart.
func (a *Board) Shelf() (flow.BoardShelf, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.BoardShelf, error) { return b.Flow.BoardShelf(ctx) })
}

// Duplicate copies a board with all that lies on it.
func (a *Board) Duplicate(boardID string) (board.Board, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (board.Board, error) {
		return b.Flow.DuplicateBoard(ctx, boardID)
	})
}

// Patch renames a board or changes its background.
func (a *Board) Patch(boardID string, patch board.BoardPatch) (board.Board, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (board.Board, error) {
		return b.Flow.PatchBoard(ctx, boardID, patch)
	})
}

// MakeGoal makes an item on a board stand for a new goal.
func (a *Board) MakeGoal(itemID string, input flow.GoalInput) (flow.GoalFace, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.GoalFace, error) {
		return b.Flow.MakeGoal(ctx, itemID, input)
	})
}

// AddGoalCard hangs a goal on a board as a card.
func (a *Board) AddGoalCard(boardID, goalID string, at flow.Point) (board.Item, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (board.Item, error) {
		return b.Flow.AddGoalCard(ctx, boardID, goalID, at)
	})
}

// AddVisionWord hangs an aspiration on a board as a word card.
func (a *Board) AddVisionWord(boardID, aspirationID string, at flow.Point) (board.Item, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (board.Item, error) {
		return b.Flow.AddVisionWord(ctx, boardID, aspirationID, at)
	})
}
