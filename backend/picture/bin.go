package picture

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"northboard/backend/clock"
	"northboard/backend/durable"
	"northboard/backend/store"
)

// Rules of the bin:
//
//   - A picture is needed while a row names it, an undo or redo could make a row name it again, something in the trash
//     names it, or a backup has it. What is not needed loses its row, goes from pictures/ to bin/, and leaves the bin
//     after binFor.
//   - Only files that this library wrote are touched: in their own folder, with a name that is the hash of their bytes.
//     Everything else that lies there is left alone.
//   - A file younger than settled is left where it is: an import, here or in another process, writes the file first and
//     its row later; meeting a file that is there already, it makes it young again.
//   - A file is moved within a write that looks whether its row is there, so that no row can be written in between. It is
//     moved by renaming, one at a time: a kill at any point leaves each file in one place or the other.
//   - A row whose file lies in the bin gets it back.
const (
	binName = "bin"
	binFor  = 30 * 24 * time.Hour
	settled = 24 * time.Hour
)

// Tidied says what a Tidy did.
type Tidied struct {
	Back    int // from the bin to a row that names it
	Binned  int // into the bin
	Removed int // out of the bin, for good
}

func (im *Importer) binPath(id, ext string) string {
	return filepath.Join(im.store.Dir(), binName, id+"."+ext)
}

// Importing says whether an import is under way in this process.
func (im *Importer) Importing() bool { return im.staging.Load() > 0 }

// Unused lists the pictures that nothing names, besides those that keep has and those that came in a moment ago.
func Unused(tx *store.Tx, keep map[string]bool) ([]string, error) {
	named, err := store.NamedRows(tx, "picture")
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`
		SELECT id
		FROM picture
		WHERE created <= ?
		ORDER BY id`, tx.Now().Add(-settled))
	if err != nil {
		return nil, fmt.Errorf("look for unused pictures: %w", err)
	}
	defer rows.Close()
	unused := []string{}
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("look for unused pictures: %w", err)
		}
		if !named[id] && !keep[id] {
			unused = append(unused, id)
		}
	}
	return unused, rows.Err()
}

// Forget takes pictures' rows out of the library. Their files are Tidy's, or EraseFile's.
func Forget(tx *store.Tx, ids []string) error {
	for _, id := range ids {
		for _, statement := range []string{`DELETE FROM preview_job WHERE picture_id = ?`, `DELETE FROM picture WHERE id = ?`} {
			if _, err := tx.Exec(statement, id); err != nil {
				return fmt.Errorf("forget picture %s: %w", id, err)
			}
		}
	}
	return nil
}

// Tidy puts files without a row into the bin, gives those back that a row names again, and removes what has lain in
// the bin for long. keep are pictures that must stay where they are. It stops as soon as an import begins or ctx ends.
func (im *Importer) Tidy(ctx context.Context, keep map[string]bool) (done Tidied, err error) {
	if done.Back, err = im.TakeBack(ctx); err != nil {
		return done, err
	}
	var needed map[string]bool
	var now clock.Instant
	err = im.store.Read(ctx, func(tx *store.Tx) (err error) {
		now = tx.Now()
		needed, err = im.needed(tx)
		return err
	})
	if err != nil {
		return done, err
	}
	for id := range keep {
		needed[id] = true
	}
	files, err := im.filesIn("pictures", true)
	if err != nil {
		return done, err
	}
	for _, f := range files {
		if needed[f.id] || f.ageAt(now) < settled {
			continue
		}
		moved, err := im.whenUnused(ctx, f, im.toBin)
		if err != nil {
			return done, err
		}
		if moved {
			done.Binned++
		}
	}
	lying, err := im.filesIn(binName, false)
	if err != nil {
		return done, err
	}
	for _, f := range lying {
		if needed[f.id] || f.ageAt(now) < binFor {
			continue
		}
		gone, err := im.whenUnused(ctx, f, func(f original, _ clock.Instant) error { return im.remove(f) })
		if err != nil {
			return done, err
		}
		if gone {
			done.Removed++
		}
	}
	return done, nil
}

// needed gives the pictures that have a row or that something names.
func (im *Importer) needed(tx *store.Tx) (map[string]bool, error) {
	needed, err := store.NamedRows(tx, "picture")
	if err != nil {
		return nil, err
	}
	all, err := All(tx)
	for _, p := range all {
		needed[p.ID] = true
	}
	return needed, err
}

// whenUnused acts on a file that is ours, in a write in which its row is not there. It is false, and nothing is done,
// when the file is not what its name says, or an import is under way.
func (im *Importer) whenUnused(ctx context.Context, f original, act func(f original, now clock.Instant) error) (bool, error) {
	same, err := hasHash(f.path, f.id)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil // Another process was quicker.
	}
	if err != nil {
		return false, fmt.Errorf("look at a picture that nothing names: %w", err)
	}
	if !same {
		im.log.Warn("a file among the pictures is not what its name says; it is left alone", "path", f.path)
		return false, nil
	}
	did := false
	err = im.store.WriteQuiet(ctx, func(tx *store.Tx) error {
		var there bool
		if err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM picture WHERE id = ?)`, f.id).Scan(&there); err != nil {
			return fmt.Errorf("look for the row of a picture: %w", err)
		}
		now, err := os.Lstat(f.path)
		if there || im.Importing() || errors.Is(err, fs.ErrNotExist) || (err == nil && !now.ModTime().Equal(f.modified)) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("look at a picture that nothing names: %w", err)
		}
		did = true
		return act(f, tx.Now())
	})
	return did && err == nil, err
}

// toBin moves a file into the bin. Its time becomes that of its arrival there.
func (im *Importer) toBin(f original, now clock.Instant) error {
	to := im.binPath(f.id, f.ext)
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return fmt.Errorf("make the bin: %w", err)
	}
	at := now.In(time.UTC)
	if err := os.Chtimes(f.path, at, at); err != nil {
		return fmt.Errorf("put a picture into the bin: %w", err)
	}
	if err := os.Rename(f.path, to); err != nil {
		return fmt.Errorf("put a picture into the bin: %w", err)
	}
	return errors.Join(durable.SyncFolder(filepath.Dir(to)), durable.SyncFolder(filepath.Dir(f.path)))
}

// TakeBack gives rows whose file lies in the bin that file back, and says how many there were.
func (im *Importer) TakeBack(ctx context.Context) (int, error) {
	lying, err := im.filesIn(binName, false)
	if err != nil || len(lying) == 0 {
		return 0, err
	}
	var known []Info
	err = im.store.Read(ctx, func(tx *store.Tx) (err error) {
		ids := []string{}
		for _, f := range lying {
			ids = append(ids, f.id)
		}
		known, err = ByIDs(tx, ids)
		return err
	})
	if err != nil {
		return 0, err
	}
	back := 0
	for _, p := range known {
		place, from := im.originalPath(p.ID, p.Ext), im.binPath(p.ID, p.Ext)
		if _, err := os.Stat(place); err == nil {
			continue // It was imported anew; the one in the bin goes when its time has come.
		}
		if err := os.MkdirAll(filepath.Dir(place), 0o700); err != nil {
			return back, fmt.Errorf("make a folder for the picture: %w", err)
		}
		err := os.Rename(from, place)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := errors.Join(err, durable.SyncFolder(filepath.Dir(place))); err != nil {
			return back, fmt.Errorf("take a picture out of the bin: %w", err)
		}
		back++
	}
	return back, nil
}

// EraseFiles removes pictures for good, wherever their files lie: originals that have no row any more, and previews.
func (im *Importer) EraseFiles(ctx context.Context, ids []string) error {
	for _, id := range ids {
		if !validID(id) {
			continue
		}
		err := im.store.WriteQuiet(ctx, func(tx *store.Tx) error {
			var there bool
			if err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM picture WHERE id = ?)`, id).Scan(&there); err != nil || there {
				return err
			}
			return im.removeAll(id)
		})
		if err != nil {
			return fmt.Errorf("erase picture %s: %w", id, err)
		}
	}
	return nil
}

func (im *Importer) removeAll(id string) error {
	for _, pattern := range []string{
		im.originalPath(id, "*"), im.binPath(id, "*"), filepath.Join(im.cacheDir, "previews", id[:2], id+"-*"),
	} {
		found, err := filepath.Glob(escapeGlob(filepath.Dir(pattern)) + string(filepath.Separator) + filepath.Base(pattern))
		if err != nil {
			return err
		}
		for _, path := range found {
			if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// escapeGlob keeps what a folder's name has of * and [ from being read as a pattern.
func escapeGlob(path string) string {
	if filepath.Separator == '\\' {
		return path // Windows has no escape, and no * in names.
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

func (im *Importer) remove(f original) error {
	if err := os.Remove(f.path); err != nil {
		return fmt.Errorf("remove a picture from the bin: %w", err)
	}
	return im.removeAll(f.id)
}

// original is a file that is named as the library names its pictures.
type original struct {
	path, id, ext string
	modified      time.Time
}

func (f original) ageAt(now clock.Instant) time.Duration {
	return now.Sub(clock.FromTime(f.modified))
}

// filesIn lists such files of a folder of the library; two-letter folders within it where nested.
func (im *Importer) filesIn(folder string, nested bool) ([]original, error) {
	root := filepath.Join(im.store.Dir(), folder)
	entries, err := os.ReadDir(root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look through %s: %w", folder, err)
	}
	if !nested {
		return originalsAmong(root, "", entries), nil
	}
	var all []original
	for _, e := range entries {
		if !e.IsDir() || len(e.Name()) != 2 {
			continue
		}
		dir := filepath.Join(root, e.Name())
		within, err := os.ReadDir(dir)
		if err != nil {
			return nil, fmt.Errorf("look through %s: %w", folder, err)
		}
		all = append(all, originalsAmong(dir, e.Name(), within)...)
	}
	return all, nil
}

func originalsAmong(dir, prefix string, entries []fs.DirEntry) (all []original) {
	for _, e := range entries {
		id, ext, _ := strings.Cut(e.Name(), ".")
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !validID(id) || !strings.HasPrefix(id, prefix) || ext == "" || strings.Contains(ext, ".") {
			continue
		}
		all = append(all, original{path: filepath.Join(dir, e.Name()), id: id, ext: ext, modified: info.ModTime()})
	}
	return all
}
