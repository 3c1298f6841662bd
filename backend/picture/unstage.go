package picture

import (
	"context"
	"errors"
	"os"
	"time"

	"northboard/backend/clock"
)

// came remembers a file that this process has put among the pictures and that no row names yet.
func (im *Importer) came(id, path string) error {
	stat, err := os.Lstat(path)
	if err != nil {
		return err
	}
	im.mu.Lock()
	defer im.mu.Unlock()
	im.fresh[id] = stat.ModTime()
	return nil
}

// Settled tells that staged pictures have their rows: they are not this import's to take away any more.
func (im *Importer) Settled(staged []Staged) {
	im.mu.Lock()
	defer im.mu.Unlock()
	for _, s := range staged {
		delete(im.fresh, s.Info.ID)
	}
}

// Unstage takes staged pictures away again, when they did not come to have rows: on a full disk, what came in for nothing
// would keep it full. A file that was there before, that a row names, or that another import has met since, stays.
func (im *Importer) Unstage(ctx context.Context, staged []Staged) error {
	var failed error
	for _, s := range staged {
		if modified, ok := im.takeFresh(s.Info.ID); ok {
			f := original{path: im.originalPath(s.Info.ID, s.Info.Ext), id: s.Info.ID, ext: s.Info.Ext, modified: modified}
			_, err := im.whenUnused(ctx, f, func(f original, _ clock.Instant) error { return im.remove(f) })
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

func (im *Importer) takeFresh(id string) (modified time.Time, ok bool) {
	if !validID(id) {
		return modified, false
	}
	im.mu.Lock()
	defer im.mu.Unlock()
	modified, ok = im.fresh[id]
	delete(im.fresh, id)
	return modified, ok
}
