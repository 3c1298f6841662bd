package flow

import (
	"context"

	"northboard/backend/board"
	"northboard/backend/store"
)

// LayStarter lays a ready arrangement on a board and gives the board its background, in one step. What lies there
// already stays, and stays below.
func (f *Flow) LayStarter(ctx context.Context, boardID string, drafts []board.ItemDraft, background board.Background) ([]board.Item, error) {
	return write(ctx, f, "Lay out a starter", func(tx *store.Tx) ([]board.Item, error) {
		if _, err := board.PatchBoard(tx, boardID, board.BoardPatch{Background: &background}); err != nil {
			return nil, err
		}
		if len(drafts) == 0 {
			return []board.Item{}, nil
		}
		return board.AddItems(tx, boardID, drafts)
	})
}
