package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"northboard/backend/durable"
	"northboard/backend/fault"
)

// Rules of a place's pictures:
//
//   - A picture is copied once and shared by all backups of the place. It is copied, not linked: a link is the same
//     file, and what spoils the original would spoil its only backup (decision 0011).
//   - Where the disk has no room for a copy it is linked all the same, which still guards against deleting; the next
//     backup that finds room makes the copy.
//   - A picture that cannot be read, or whose bytes are not what its name says, is never taken in. The backup then says
//     that it is missing, and counts for all the rest.

// roomToLeave is what copying pictures leaves free for everything else on the disk.
const roomToLeave = 256 << 20

// keepPictures sees that a place has the pictures, taking those it lacks from the first folder that has them whole. It
// marks the entries that nobody has.
func (k *Keeper) keepPictures(ctx context.Context, p place, entries []pictureEntry, from []string, progress func(Progress)) error {
	has, err := filesOf(p.dir)
	if err != nil {
		return err
	}
	var total, done int64
	for _, e := range entries {
		total += e.Bytes
	}
	touched := map[string]bool{}
	for i := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		e := &entries[i]
		size, there := has[e.File]
		if !there || size != e.Bytes || k.isLink(p, *e, from) {
			took, err := k.take(ctx, p, *e, from)
			if err != nil {
				return err
			}
			e.Missing = !took && !there
			if took {
				touched[filepath.Dir(p.picture(e.File))] = true
				k.step("picture")
			}
			say(progress, "Copying pictures", done, total)
		}
		done += e.Bytes
	}
	if len(touched) == 0 {
		return nil
	}
	var errs []error
	for dir := range touched {
		errs = append(errs, durable.SyncFolder(dir))
	}
	return errors.Join(append(errs, durable.SyncFolder(filepath.Join(p.dir, picturesName)))...)
}

// isLink says whether the place's picture is the library's own file, and there is room to make it a copy.
func (k *Keeper) isLink(p place, e pictureEntry, from []string) bool {
	kept, err := os.Stat(p.picture(e.File))
	if err != nil {
		return false
	}
	for _, dir := range from {
		original, err := os.Stat(pictureIn(dir, e.File))
		if err == nil && os.SameFile(kept, original) {
			return roomFor(p.dir, e.Bytes)
		}
	}
	return false
}

func roomFor(dir string, bytes int64) bool {
	free, err := freeSpace(dir)
	return err == nil && free > uint64(bytes)+roomToLeave
}

// take brings one picture into a place; false when no folder has it whole.
func (k *Keeper) take(ctx context.Context, p place, e pictureEntry, from []string) (bool, error) {
	to := p.picture(e.File)
	for _, dir := range from {
		source := pictureIn(dir, e.File)
		if _, err := os.Stat(source); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		var err error
		if roomFor(p.dir, e.Bytes) {
			err = copyProved(ctx, source, to, e.sum())
		} else if err = linkProved(ctx, source, to, e.sum()); err != nil && !errors.Is(err, errChanged) && !errors.Is(err, fs.ErrExist) {
			// Another disk cannot be linked to: the copy says itself that there is no room.
			err = copyProved(ctx, source, to, e.sum())
		}
		switch {
		case err == nil, errors.Is(err, fs.ErrExist):
			return true, nil
		case ctx.Err() != nil:
			return false, ctx.Err()
		case fault.CodeOf(err) == fault.DiskFull:
			return false, fmt.Errorf("keep a picture: %w", err)
		}
		k.Log.Warn("a picture cannot be taken into the backups", "file", e.File, "err", err)
	}
	return false, nil
}
