package flow

import (
	"context"
	"slices"

	"northboard/backend/board"
	"northboard/backend/store"
)

// LayStarter lays a ready arrangement on a board and gives the board its background, in one step. What lies there
// already stays, and the arrangement goes beside it.
func (f *Flow) LayStarter(ctx context.Context, boardID string, drafts []board.ItemDraft, background board.Background) ([]board.Item, error) {
	return write(ctx, f, "Lay out a starter", func(tx *store.Tx) ([]board.Item, error) {
		if _, err := board.PatchBoard(tx, boardID, board.BoardPatch{Background: &background}); err != nil {
			return nil, err
		}
		if len(drafts) == 0 {
			return []board.Item{}, nil
		}
		there, err := boxesOn(tx, boardID)
		if err != nil {
			return nil, err
		}
		return board.AddItems(tx, boardID, beside(drafts, there))
	})
}

// beside moves drafts, together, to where they hide nothing.
func beside(drafts []board.ItemDraft, there []Box) []board.ItemDraft {
	boxes := make([]Box, len(drafts))
	for i, d := range drafts {
		boxes[i] = Box{X: d.X, Y: d.Y, W: d.W, H: d.H}
	}
	whole := around(boxes)
	wish := Point{X: whole.X + whole.W/2, Y: whole.Y + whole.H/2}
	at := freePlace(Size{W: whole.W, H: whole.H}, wish, there)
	moved := slices.Clone(drafts)
	for i := range moved {
		moved[i].X += at.X - wish.X
		moved[i].Y += at.Y - wish.Y
	}
	return moved
}

// boxesOn reads where everything on a board lies.
func boxesOn(tx *store.Tx, boardID string) ([]Box, error) {
	items, err := board.Items(tx, boardID)
	if err != nil {
		return nil, err
	}
	boxes := make([]Box, len(items))
	for i, it := range items {
		boxes[i] = Box{X: it.X, Y: it.Y, W: it.W, H: it.H}
	}
	return boxes, nil
}
