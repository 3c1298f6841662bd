// Package sample owns what Northboard can put into a library by itself: the sample (a person's board, goals and tasks,
// with pictures drawn for it) and the starters of a first board.
//
// The sample comes in as one operation and goes out as one operation, so each is one step to undo. What belongs to it
// is remembered by id in a setting; nothing a person made is ever counted as part of it. The pictures are made by
// package draw and embedded here; their originals stay in the library's pictures folder, as all originals do.
package sample

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"slices"

	"northboard/backend/board"
	"northboard/backend/fault"
	"northboard/backend/picture"
	"northboard/backend/plan"
	"northboard/backend/remind"
	"northboard/backend/review"
	"northboard/backend/store"
	"northboard/backend/wallpaper"
)

//go:embed pictures/*.jpg
var pictures embed.FS

// setting is where the ids of the sample are kept. They stay there when it is removed, because an undo brings the
// same rows back, and then they must be known again.
const setting = "sample"

// Stager takes a picture's bytes into the library before a row names it; *picture.Importer is one.
type Stager interface {
	Stage(ctx context.Context, source picture.Source) (picture.Staged, error)
}

// Added says where the sample was put.
type Added struct {
	BoardID string   `json:"boardId"`
	ItemIDs []string `json:"itemIds"`
}

// belongings are the ids of everything the sample has ever put into this library.
type belongings struct {
	Aspirations []string `json:"aspirations"`
	Goals       []string `json:"goals"`
	Tasks       []string `json:"tasks"`
	Wins        []string `json:"wins"`
	Items       []string `json:"items"`
}

// Add puts the sample on the first board, beside what lies there already, and into the plan. The library is the
// person's: the sample's tasks do not remind, and a wallpaper of that board stays as it was painted.
func Add(ctx context.Context, st *store.Store, pics Stager) (Added, error) {
	return add(ctx, st, pics, func(tx *store.Tx, added Added, made belongings) error {
		if err := remind.Silence(tx, made.Tasks); err != nil {
			return err
		}
		return wallpaper.Hold(tx, added.BoardID, made.Items)
	})
}

// AddDemo is Add for a library that is nothing but the sample: its tasks remind, as a person's would.
func AddDemo(ctx context.Context, st *store.Store, pics Stager) (Added, error) {
	return add(ctx, st, pics, func(*store.Tx, Added, belongings) error { return nil })
}

func add(ctx context.Context, st *store.Store, pics Stager, asGuest func(*store.Tx, Added, belongings) error) (Added, error) {
	present, err := Present(ctx, st)
	if err != nil {
		return Added{}, err
	}
	if present {
		return Added{}, inAlready()
	}
	staged := make(map[string]picture.Staged, len(collagePictures()))
	for _, p := range collagePictures() {
		data, err := pictures.ReadFile("pictures/" + p.file + ".jpg")
		if err != nil {
			return Added{}, fmt.Errorf("read the sample picture %s: %w", p.file, err)
		}
		if staged[p.file], err = pics.Stage(ctx, picture.Source{Name: p.name + ".jpg", Data: data}); err != nil {
			return Added{}, fmt.Errorf("stage the sample picture %s: %w", p.file, err)
		}
	}
	var added Added
	err = st.Write(ctx, store.Op{Label: "Add the sample", Origin: store.User}, func(tx *store.Tx) error {
		known, err := remembered(tx)
		if err != nil {
			return err
		}
		if present, err := presentIn(tx, known); err != nil || present {
			return orElse(err, inAlready())
		}
		w := &writer{tx: tx, made: known, staged: staged}
		if err := w.life(); err != nil {
			return err
		}
		if added, err = w.collage(); err != nil {
			return err
		}
		if err := asGuest(tx, added, w.made); err != nil {
			return err
		}
		return remember(tx, w.made)
	})
	return added, err
}

// Remove takes the sample out again, also the parts that were changed since. What the person added stays, and its
// board is looked at as a whole again: where the camera stood there may be nothing now.
func Remove(ctx context.Context, st *store.Store) error {
	return st.Write(ctx, store.Op{Label: "Remove the sample", Origin: store.User}, func(tx *store.Tx) error {
		known, err := remembered(tx)
		if err != nil {
			return err
		}
		present, err := presentIn(tx, known)
		if err != nil {
			return err
		}
		if !present {
			return fault.New(fault.NotFound, "The sample is not in the library. Nothing was changed.")
		}
		items, err := board.ItemsByID(tx, known.Items)
		if err != nil {
			return err
		}
		for _, it := range items {
			if err := board.ForgetCamera(tx, it.BoardID); err != nil {
				return err
			}
		}
		if err := board.DeleteItems(tx, known.Items); err != nil {
			return err
		}
		for _, part := range []struct {
			ids    []string
			remove func(*store.Tx, string) error
		}{
			{known.Wins, review.DeleteWin},
			{known.Tasks, plan.DeleteTask},
			{known.Goals, plan.DeleteGoal},
			{known.Aspirations, plan.DeleteAspiration},
		} {
			for _, rowID := range part.ids {
				if err := part.remove(tx, rowID); err != nil && fault.CodeOf(err) != fault.NotFound {
					return err
				}
			}
		}
		return nil
	})
}

// Present tells whether any part of the sample is in the library.
func Present(ctx context.Context, st *store.Store) (bool, error) {
	present := false
	err := st.Read(ctx, func(tx *store.Tx) error {
		known, err := remembered(tx)
		if err != nil {
			return err
		}
		present, err = presentIn(tx, known)
		return err
	})
	return present, err
}

func presentIn(tx *store.Tx, known belongings) (bool, error) {
	items, err := board.ItemsByID(tx, known.Items)
	if err != nil || len(items) > 0 {
		return len(items) > 0, err
	}
	goals, err := plan.GoalsByID(tx, known.Goals)
	if err != nil || len(goals) > 0 {
		return len(goals) > 0, err
	}
	aspirations, err := plan.Aspirations(tx)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(aspirations, func(a plan.Aspiration) bool { return slices.Contains(known.Aspirations, a.ID) }), nil
}

func remembered(tx *store.Tx) (belongings, error) {
	var known belongings
	value, err := store.SettingIn(tx, setting)
	if err != nil || value == "" {
		return known, err
	}
	if err := json.Unmarshal([]byte(value), &known); err != nil {
		return known, fmt.Errorf("read which rows are the sample's: %w", err)
	}
	return known, nil
}

func remember(tx *store.Tx, made belongings) error {
	value, err := json.Marshal(made)
	if err != nil {
		return fmt.Errorf("note which rows are the sample's: %w", err)
	}
	return store.SetSettingIn(tx, setting, string(value))
}

func inAlready() error {
	return fault.New(fault.Conflict, "The sample is in the library already. Nothing was changed; remove it first to have it fresh.")
}

func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}
