package backup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"northboard/backend/durable"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// Part is a board or a goal that a backup holds.
type Part struct {
	Kind  string `json:"kind"` // "board" or "goal"
	ID    string `json:"id"`
	Title string `json:"title"`
	Items int    `json:"items"` // what lies on a board; tasks of a goal
}

// Parts lists the boards and goals of a backup.
func (k *Keeper) Parts(ctx context.Context, id string) (parts []Part, err error) {
	err = k.within(ctx, id, func(f *store.File, _ source) error {
		for _, of := range []struct{ kind, child, column string }{{"board", "item", "board_id"}, {"goal", "task", "goal_id"}} {
			rows, err := f.Values(ctx, of.kind, "id", "title")
			if err != nil {
				return err
			}
			children, err := f.Values(ctx, of.child, of.column)
			if err != nil {
				return err
			}
			count := map[string]int{}
			for _, c := range children {
				count[c[0]]++
			}
			for _, row := range rows {
				parts = append(parts, Part{Kind: of.kind, ID: row[0], Title: row[1], Items: count[row[0]]})
			}
		}
		return nil
	})
	return parts, err
}

// Family reads a board or a goal out of a backup, and puts the pictures it needs into the library's folder: durable
// before any row names them.
func (k *Keeper) Family(ctx context.Context, id, kind, row string) (family *store.Family, err error) {
	err = k.within(ctx, id, func(f *store.File, from source) error {
		if family, err = f.Family(ctx, kind, row); err != nil {
			return err
		}
		needed := family.IDs("picture")
		folders := []string{from.place.dir}
		for _, p := range k.places() {
			folders = append(folders, p.dir)
		}
		for _, e := range from.m.Pictures {
			if !slices.Contains(needed, e.sum()) {
				continue
			}
			if err := k.giveBack(ctx, e, folders); err != nil {
				return err
			}
		}
		return nil
	})
	return family, err
}

// giveBack puts a picture into the library's folder unless it is there, whole.
func (k *Keeper) giveBack(ctx context.Context, e pictureEntry, folders []string) error {
	if sum, _, err := hashFile(ctx, pictureIn(k.Library, e.File)); err == nil && sum == e.sum() {
		return nil
	}
	for _, dir := range folders {
		err := copyProved(ctx, pictureIn(dir, e.File), pictureIn(k.Library, e.File), e.sum())
		if err == nil {
			return errors.Join(durable.SyncFolder(filepath.Dir(pictureIn(k.Library, e.File))), durable.SyncFolder(filepath.Join(k.Library, picturesName)))
		}
		if ctx.Err() != nil || fault.CodeOf(err) == fault.DiskFull {
			return fmt.Errorf("bring back a picture: %w", err)
		}
	}
	return fault.Newf(fault.Damaged, "The picture “%s” is in no backup whole, so nothing was brought back. Nothing was changed; look in another backup.", e.named())
}

// within opens a backup's database, of today's schema, for as long as fn runs.
func (k *Keeper) within(ctx context.Context, id string, fn func(f *store.File, from source) error) (err error) {
	from, err := k.find(ctx, id)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "northboard-backup-")
	if err != nil {
		return fmt.Errorf("make a folder to work in: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	f, err := store.OpenFileNow(ctx, filepath.Join(from.place.backup(from.m.ID), store.DatabaseName), folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return fn(f, from)
}
