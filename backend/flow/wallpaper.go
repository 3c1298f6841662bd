package flow

import (
	"context"
	"encoding/json"

	"northboard/backend/board"
	"northboard/backend/plan"
	"northboard/backend/store"
	"northboard/backend/wallpaper"
)

// WallpaperView is what the wallpaper shows, in words.
type WallpaperView struct {
	Choice wallpaper.Choice `json:"choice"`
	Title  string           `json:"title"` // the board's or goal's; "" when nothing is chosen or it is gone
}

// Wallpaper reads what the wallpaper shows.
func (f *Flow) Wallpaper(ctx context.Context) (WallpaperView, error) {
	return read(ctx, f, func(tx *store.Tx) (view WallpaperView, err error) {
		if view.Choice, err = wallpaper.ChoiceIn(tx); err != nil {
			return view, err
		}
		view.Title, err = wallpaperTitle(tx, view.Choice)
		return view, err
	})
}

// SetWallpaper keeps what the wallpaper shows; the zero Choice takes it back.
func (f *Flow) SetWallpaper(ctx context.Context, c wallpaper.Choice) error {
	return f.Store.WriteQuiet(ctx, func(tx *store.Tx) error { return wallpaper.SetChoice(tx, c) })
}

// WallpaperHeld says whether the wallpaper is to stay as it was painted, whatever lies on its board now.
func (f *Flow) WallpaperHeld(ctx context.Context) (bool, error) { return read(ctx, f, wallpaper.Held) }

func wallpaperTitle(tx *store.Tx, c wallpaper.Choice) (string, error) {
	switch c.Kind {
	case wallpaper.Board:
		boards, err := board.Boards(tx)
		for _, b := range boards {
			if b.ID == c.ID {
				return b.Title, nil
			}
		}
		return "", err
	case wallpaper.Goal:
		goals, err := plan.GoalsByID(tx, []string{c.ID})
		if err != nil || len(goals) == 0 {
			return "", err
		}
		return goals[0].Title, nil
	}
	return "", nil
}

// KeepFormerWallpaper keeps what a desktop showed before a picture of Northboard's took its place.
func (f *Flow) KeepFormerWallpaper(ctx context.Context, desktop string, state json.RawMessage) error {
	return f.Store.WriteQuiet(ctx, func(tx *store.Tx) error { return wallpaper.KeepFormer(tx, desktop, state) })
}

// FormerWallpaper gives what a desktop showed before; nil when nothing is kept.
func (f *Flow) FormerWallpaper(ctx context.Context, desktop string) (json.RawMessage, error) {
	return read(ctx, f, func(tx *store.Tx) (json.RawMessage, error) { return wallpaper.Former(tx, desktop) })
}

// ForgetFormerWallpaper is called once the former picture is back.
func (f *Flow) ForgetFormerWallpaper(ctx context.Context, desktop string) error {
	return f.Store.WriteQuiet(ctx, func(tx *store.Tx) error { return wallpaper.ForgetFormer(tx, desktop) })
}

// FormerWallpapers gives all that is kept of any desktop.
func (f *Flow) FormerWallpapers(ctx context.Context) ([]json.RawMessage, error) {
	return read(ctx, f, wallpaper.Formers)
}
