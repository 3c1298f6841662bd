package flow

import (
	"context"

	"northboard/backend/board"
	"northboard/backend/fault"
	"northboard/backend/picture"
	"northboard/backend/store"
)

// AddPictures names staged pictures in the library and lays them on a board as
// a collage with its middle at a point, or beside what lies there already: one
// step, however many they are.
func (f *Flow) AddPictures(ctx context.Context, boardID string, staged []picture.Staged, at Point) ([]board.Item, error) {
	if len(staged) == 0 {
		return []board.Item{}, nil
	}
	label := "Add " + counted(len(staged), "picture", "pictures")
	return write(ctx, f, label, func(tx *store.Tx) ([]board.Item, error) {
		infos, err := picture.Add(tx, staged)
		if err != nil {
			return nil, err
		}
		sizes := make([]Size, len(infos))
		for i, p := range infos {
			sizes[i] = Size{W: float64(p.Width), H: float64(p.Height)}
		}
		boxes, whole := pack(sizes)
		there, err := boxesOn(tx, boardID)
		if err != nil {
			return nil, err
		}
		at := freePlace(whole, at, there)
		drafts := make([]board.ItemDraft, len(infos))
		for i, b := range boxes {
			drafts[i] = board.ItemDraft{
				Kind: board.KindPicture, PictureID: infos[i].ID,
				X: at.X - whole.W/2 + b.X, Y: at.Y - whole.H/2 + b.Y, W: b.W, H: b.H,
			}
		}
		return board.AddItems(tx, boardID, drafts)
	})
}

// ReplacePicture gives an item the first of the staged pictures in place of the one it has. It keeps its place, its size
// and what it is linked to; where it was cropped it shows the middle of the new one.
func (f *Flow) ReplacePicture(ctx context.Context, itemID string, staged []picture.Staged) ([]board.Item, error) {
	if len(staged) == 0 {
		return []board.Item{}, nil
	}
	return write(ctx, f, "Replace picture", func(tx *store.Tx) ([]board.Item, error) {
		items, err := board.ItemsByID(tx, []string{itemID})
		if err != nil {
			return nil, err
		}
		if len(items) == 0 || items[0].Kind != board.KindPicture {
			return nil, fault.New(fault.NotFound, "The picture to replace is no longer on the board. Nothing was changed; add the new one instead.")
		}
		infos, err := picture.Add(tx, staged[:1])
		if err != nil {
			return nil, err
		}
		style := items[0].Style
		style.CropX, style.CropY, style.CropZoom = 0, 0, 0
		if err := board.PatchItems(tx, []board.ItemPatch{{ID: itemID, PictureID: &infos[0].ID, Style: &style}}); err != nil {
			return nil, err
		}
		return board.ItemsByID(tx, []string{itemID})
	})
}

// Pictures reads what is known of pictures.
func (f *Flow) Pictures(ctx context.Context, ids []string) ([]picture.Info, error) {
	return read(ctx, f, func(tx *store.Tx) ([]picture.Info, error) { return picture.ByIDs(tx, ids) })
}
