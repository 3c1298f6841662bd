package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"northboard/backend/durable"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// Made is what became of a backup that was made.
type Made struct {
	Info Info `json:"info"`
	// Second says in a sentence how it stands with the second place; "" when none was chosen.
	Second string `json:"second"`
	// Thinned counts the older backups that were removed.
	Thinned int `json:"thinned"`
	// Held says in a sentence why nothing was thinned; "" when nothing was in the way.
	Held string `json:"held"`
}

// Make backs the library up, now. It returns when the backup was opened and compared; when it fails or ctx ends,
// nothing of it stays.
func (k *Keeper) Make(ctx context.Context, why Why, progress func(Progress)) (made Made, err error) {
	if !k.exists() {
		return made, fault.New(fault.NotFound, "There is no library here to back up yet. Nothing was changed.")
	}
	lock, err := k.lockFor(ctx, "backup")
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	return k.make(ctx, why, progress)
}

// compareTries bounds how often a copy is made again that does not compare: the log can be folded meanwhile.
const compareTries = 3

// make is Make for who holds the lock.
func (k *Keeper) make(ctx context.Context, why Why, progress func(Progress)) (made Made, err error) {
	p := k.first()
	if err := makeFolder(p.dir); err != nil {
		return made, err
	}
	if err := p.sweep(); err != nil {
		return made, fmt.Errorf("sweep unfinished backups: %w", err)
	}
	id, err := k.newID()
	if err != nil {
		return made, err
	}
	work := p.backup(unfinished + id)
	if err := makeFolder(work); err != nil {
		return made, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(work))
		}
	}()
	k.step("begin")
	m := manifest{Format: manifestFormat, ID: id, Created: k.Clock.Now(), Why: why, Program: k.Program}
	say(progress, "Copying what you wrote", 0, 0)
	if err := k.copyDatabase(ctx, work, &m); err != nil {
		return made, err
	}
	k.step("database")
	if err := k.addMarker(ctx, work, &m); err != nil {
		return made, err
	}
	if err := k.keepPictures(ctx, p, m.Pictures, []string{k.Library}, progress); err != nil {
		return made, err
	}
	k.step("pictures")
	if err := m.write(work); err != nil {
		return made, err
	}
	k.step("manifest")
	if err := os.Rename(work, p.backup(id)); err != nil {
		return made, fmt.Errorf("put the backup in place: %w", err)
	}
	if err := durable.SyncFolder(p.dir); err != nil {
		return made, err
	}
	k.step("in place")
	// From here the backup counts. What else is to be done never takes it away again.
	made.Info = k.infoOf(p, m, nil)
	made.Second = k.mirror(ctx, m, progress)
	if why != BeforeRestore { // What is about to be restored must not go now.
		made.Thinned, made.Held = k.thinAll()
	}
	k.step("thinned")
	return made, nil
}

// copyDatabase copies the library's file, opens the copy and compares it.
func (k *Keeper) copyDatabase(ctx context.Context, work string, m *manifest) error {
	to := filepath.Join(work, store.DatabaseName)
	for try := 1; ; try++ {
		err := k.copyOnce(ctx, to, m)
		if err == nil || ctx.Err() != nil || try == compareTries || fault.CodeOf(err) != fault.Damaged {
			return err
		}
		k.Log.Warn("a copy of the library did not compare", "try", try, "err", err)
		if gone := os.Remove(to); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
			return gone
		}
	}
}

func (k *Keeper) copyOnce(ctx context.Context, to string, m *manifest) (err error) {
	before, err := k.standing(ctx)
	if err != nil {
		return err
	}
	if err := k.copyTo(ctx, to); err != nil {
		return err
	}
	k.step("copied")
	f, err := store.OpenFile(ctx, to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := errors.Join(f.Check(ctx), f.Compare(ctx, before)); err != nil {
		return err
	}
	has, err := f.Standing(ctx)
	if err != nil {
		return err
	}
	m.Schema, m.Seq, m.Counts = f.Schema(), has.Seq, has.Counts
	if m.Pictures, err = k.picturesOf(ctx, f); err != nil {
		return err
	}
	sum, size, err := hashFile(ctx, to)
	m.Files = []fileSum{{Name: store.DatabaseName, Bytes: size, SHA256: sum}}
	return err
}

// picturesOf lists the pictures that a copy names, and those that an undo in it could name again.
func (k *Keeper) picturesOf(ctx context.Context, f *store.File) ([]pictureEntry, error) {
	rows, err := f.Values(ctx, "picture", "id", "ext", "bytes", "name")
	if err != nil {
		return nil, err
	}
	logged, err := f.Logged(ctx, "picture")
	if err != nil {
		return nil, err
	}
	entries, known := []pictureEntry{}, map[string]bool{}
	for _, row := range rows {
		size, err := strconv.ParseInt(row[2], 10, 64)
		e := pictureEntry{File: row[0] + "." + row[1], Bytes: size, Title: row[3]}
		if err != nil || !validPicture(e.File) {
			return nil, fault.Newf(fault.Damaged, "The library names a picture in a way that cannot be right, so no backup was made. Nothing was changed; please restore the last backup.")
		}
		known[row[0]] = true
		entries = append(entries, e)
	}
	files, err := filesOf(k.Library)
	if err != nil {
		return nil, err
	}
	byID := map[string]pictureEntry{}
	for file, size := range files {
		e := pictureEntry{File: file, Bytes: size}
		byID[e.sum()] = e
	}
	for _, id := range logged {
		if e, ok := byID[id]; ok && !known[id] {
			known[id] = true
			entries = append(entries, e)
		}
	}
	return entries, nil
}

// filesOf lists the pictures that lie below dir, with their sizes.
func filesOf(dir string) (map[string]int64, error) {
	found := map[string]int64{}
	shelves, err := os.ReadDir(filepath.Join(dir, picturesName))
	if errors.Is(err, fs.ErrNotExist) {
		return found, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look at the pictures: %w", err)
	}
	for _, shelf := range shelves {
		files, err := os.ReadDir(filepath.Join(dir, picturesName, shelf.Name()))
		if err != nil {
			continue // No folder: nothing of ours.
		}
		for _, file := range files {
			if info, err := file.Info(); err == nil && info.Mode().IsRegular() && validPicture(file.Name()) && file.Name()[:2] == shelf.Name() {
				found[file.Name()] = info.Size()
			}
		}
	}
	return found, nil
}

// addMarker takes the library's marker into the backup, so that what is restored is the same library.
func (k *Keeper) addMarker(ctx context.Context, work string, m *manifest) error {
	text, err := os.ReadFile(filepath.Join(k.Library, store.MarkerName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if marker, err := store.MarkerOf(k.Library); err == nil {
		m.Library = marker.ID
	}
	to := filepath.Join(work, store.MarkerName)
	if err := durable.Write(to, text, unfinished+"*"); err != nil {
		return err
	}
	sum, size, err := hashFile(ctx, to)
	m.Files = append(m.Files, fileSum{Name: store.MarkerName, Bytes: size, SHA256: sum})
	return err
}

// mirror takes a backup to the second place, and says how that went. What goes wrong there is no failure of the backup.
func (k *Keeper) mirror(ctx context.Context, m manifest, progress func(Progress)) string {
	second := k.Second()
	if second.Folder == "" {
		return ""
	}
	p, ok := k.second()
	if !ok {
		return "The second place is not there now. The next backup goes there when it is."
	}
	if err := k.remember(p, m.Pictures); err != nil {
		k.Log.Warn("remember what the second place holds", "err", err)
	}
	say(progress, "Copying to the second place", 0, 0)
	if err := k.copyBackup(ctx, m, k.first(), p, progress); err != nil {
		k.Log.Warn("copy a backup to the second place", "err", err)
		if fault.CodeOf(err) == fault.DiskFull {
			return "The second place is full, so this backup is in the library’s folder only. Please free some space there."
		}
		return "The second place did not take this backup, so it is in the library’s folder only. Please see whether Northboard may write there."
	}
	return "It is in the second place, too."
}

// copyBackup copies a backup and its pictures from one place to another, where it counts like any other.
func (k *Keeper) copyBackup(ctx context.Context, m manifest, from, to place, progress func(Progress)) (err error) {
	if err := errors.Join(makeFolder(to.dir), to.sweep()); err != nil {
		return err
	}
	work := to.backup(unfinished + m.ID)
	if err := makeFolder(work); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(work))
		}
	}()
	for _, f := range m.Files {
		if err := copyProved(ctx, filepath.Join(from.backup(m.ID), f.Name), filepath.Join(work, f.Name), f.SHA256); err != nil {
			return err
		}
	}
	pictures := append([]pictureEntry{}, m.Pictures...)
	if err := k.keepPictures(ctx, to, pictures, []string{from.dir, k.Library}, progress); err != nil {
		return err
	}
	if err := m.write(work); err != nil {
		return err
	}
	if err := k.openAndCount(ctx, work, m); err != nil {
		return err
	}
	if err := os.Rename(work, to.backup(m.ID)); err != nil {
		return fmt.Errorf("put the backup in place: %w", err)
	}
	return durable.SyncFolder(to.dir)
}

// openAndCount opens a backup's database, checks it, and compares its rows with the manifest.
func (k *Keeper) openAndCount(ctx context.Context, dir string, m manifest) (err error) {
	f, err := store.OpenFile(ctx, filepath.Join(dir, store.DatabaseName))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.Check(ctx); err != nil {
		return err
	}
	has, err := f.Standing(ctx)
	if err != nil {
		return err
	}
	if has.Seq != m.Seq || len(has.Counts) != len(m.Counts) {
		return fmt.Errorf("the log ends at %d instead of %d: %w", has.Seq, m.Seq, errManifest)
	}
	for _, want := range m.Counts {
		if rows := store.RowsOf(has.Counts, want.Table); rows != want.Rows {
			return fmt.Errorf("%s has %d rows instead of %d: %w", want.Table, rows, want.Rows, errManifest)
		}
	}
	return nil
}

// CopyTo copies a backup with its pictures into a folder of the person's choice, and says where it lies there. It can be
// restored from there by its path.
func (k *Keeper) CopyTo(ctx context.Context, id, folder string, progress func(Progress)) (path string, err error) {
	if !isFolder(folder) {
		return "", fault.New(fault.NotFound, "That folder is not there, so nothing was copied to it. The backup in the library’s folder is made; please name a folder that is there.")
	}
	if inside(k.Library, folder) {
		return "", fault.New(fault.Invalid, "That folder is inside the library, so nothing was copied to it. Please name one on another disk.")
	}
	lock, err := k.lockFor(ctx, "backup")
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	from, err := k.find(ctx, id)
	if err != nil {
		return "", err
	}
	to := placeIn(folder, from.m.Library)
	return to.backup(id), k.copyBackup(ctx, from.m, from.place, to, progress)
}
