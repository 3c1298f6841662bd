package flow

import (
	"context"
	"slices"

	"northboard/backend/board"
	"northboard/backend/picture"
	"northboard/backend/store"
	"northboard/backend/wallpaper"
)

// WallpaperData is all that is needed to paint what the wallpaper shows: one of Board and Goal.
type WallpaperData struct {
	Choice wallpaper.Choice `json:"choice"`
	Board  *BoardContents   `json:"board"`
	Goal   *GoalPoster      `json:"goal"`
}

// GoalPoster is a goal as it stands alone on a wallpaper.
type GoalPoster struct {
	Face    GoalFace      `json:"face"`
	Picture *picture.Info `json:"picture"` // null: it is drawn
	Motif   string        `json:"motif"`   // one that hangs on a board for it; "" for none
}

// WallpaperData reads what a choice shows. Where a board was looked at is left out: it does not show.
func (f *Flow) WallpaperData(ctx context.Context, c wallpaper.Choice) (WallpaperData, error) {
	return read(ctx, f, func(tx *store.Tx) (data WallpaperData, err error) {
		data.Choice = c
		switch c.Kind {
		case wallpaper.Board:
			contents, err := boardContents(tx, c.ID)
			data.Board = &contents
			return data, err
		case wallpaper.Goal:
			poster, err := goalPoster(tx, c.ID)
			data.Goal = &poster
			return data, err
		}
		return data, wallpaper.NotAChoice()
	})
}

func goalPoster(tx *store.Tx, id string) (p GoalPoster, err error) {
	if p.Face, err = oneFace(tx, id); err != nil {
		return p, err
	}
	items, err := board.Showing(tx, []string{id}, nil)
	if err != nil {
		return p, err
	}
	// The largest picture is the one that the person made the most of.
	slices.SortStableFunc(items, func(a, b board.Item) int {
		switch {
		case a.W*a.H > b.W*b.H:
			return -1
		case a.W*a.H < b.W*b.H:
			return 1
		}
		return 0
	})
	for _, it := range items {
		if it.GoalID != id {
			continue
		}
		if p.Motif == "" {
			p.Motif = it.Style.Motif
		}
		if p.Picture == nil && it.PictureID != "" {
			found, err := picture.ByIDs(tx, []string{it.PictureID})
			if err != nil {
				return p, err
			}
			if len(found) > 0 {
				p.Picture = &found[0]
			}
		}
	}
	return p, nil
}
