package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"northboard/backend/durable"
	"northboard/backend/fault"
)

// Rules of a restore:
//
//   - Everything is made ready and proved in a folder beside the library's. Until the swap the library is untouched.
//   - The swap is one exchange of two names where the file system can do that. Elsewhere it is two renames, and a plan
//     beside the library says how to go on between them.
//   - What is left after the swap (the old folder's last name, moving the backups over) is written down in the new
//     folder, and done by Settle, which every opening of the library calls first.
//   - The old folder keeps its database with its own -wal and -shm. The new one has neither.

const (
	preparing    = ".restoring-"     // ends the name of the folder beside the library
	notReadyName = "not-ready"       // is in that folder until it is whole
	noteName     = "restored.json"   // is in the restored library until Settle has done the rest
	planSuffix   = ".restoring.json" // is beside the library between two renames
)

// note says what is left to do after the swap. Names are of folders beside the library.
type note struct {
	Backup string `json:"backup"`
	Work   string `json:"work"` // where the old library is after an exchange
	Keep   string `json:"keep"` // what the old library is to be called
}

// Restored is what became of a restore.
type Restored struct {
	Info Info   `json:"info"`
	Kept string `json:"kept"` // where the old library is now; "" when there was none
	// Missing names the pictures that neither the backup's place nor the old library had whole.
	Missing []string `json:"missing"`
}

// source is a backup that was found and proved.
type source struct {
	place place
	m     manifest
}

// Restore puts a backup in the library's place. ref is a backup's id, or the path of a backup's folder anywhere. No
// process may have the library open; whoever calls has seen to that. It works whatever the library's folder holds.
func (k *Keeper) Restore(ctx context.Context, ref string, progress func(Progress)) (done Restored, err error) {
	if err := k.Settle(); err != nil {
		return done, err
	}
	library, had, err := k.realLibrary()
	if err != nil {
		return done, err
	}
	lock, err := k.lockFor(ctx, "restore")
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	k.forget()
	from, err := k.find(ctx, ref)
	if err != nil {
		return done, err
	}
	if err := sweepRestores(library); err != nil {
		return done, fmt.Errorf("sweep unfinished restores: %w", err)
	}
	work, err := os.MkdirTemp(filepath.Dir(library), filepath.Base(library)+preparing+"*")
	if err != nil {
		if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
			return done, fault.Wrap(err, fault.Permission, "Northboard may not write beside the library’s folder, where the restored one is made ready. Nothing was changed; please allow it to, or move the library.")
		}
		return done, fmt.Errorf("make a folder for the restored library: %w", err)
	}
	swapped := false
	defer func() {
		if err != nil && !swapped {
			err = errors.Join(err, os.RemoveAll(work))
		}
	}()
	k.step("found")
	if done.Missing, err = k.fill(ctx, library, work, from, progress); err != nil {
		return done, err
	}
	if had && k.exists() {
		// The old folder stays as well; this copy is for those who look among the backups.
		if _, err := k.make(ctx, BeforeRestore, nil); err != nil {
			k.Log.Warn("back up before restoring", "err", err)
		}
		k.step("backed up")
	}
	if err := ctx.Err(); err != nil {
		return done, err
	}
	say(progress, "Changing places", 0, 0)
	keep := k.keepName(library)
	if err := k.ready(work, note{Backup: from.m.ID, Work: filepath.Base(work), Keep: filepath.Base(keep)}); err != nil {
		return done, err
	}
	if err := k.swap(library, work, keep); err != nil {
		return done, err
	}
	swapped = true
	k.step("swapped")
	if err := k.Settle(); err != nil {
		// The restored library is in its place. What is left is done when it is opened.
		k.Log.Warn("settle a restored library", "err", err)
	}
	k.forget()
	done.Info = k.infoOf(from.place, from.m, nil)
	done.Info.Lacking = len(done.Missing)
	done.Kept = keep
	if !had {
		done.Kept = ""
		// It held nothing but our own lock.
		if err := os.RemoveAll(keep); err != nil {
			k.Log.Warn("remove an empty folder", "err", err)
		}
	}
	return done, nil
}

// realLibrary follows links, since it is the folder itself that is renamed, and says whether it was there.
func (k *Keeper) realLibrary() (string, bool, error) {
	path, err := filepath.EvalSymlinks(k.Library)
	if errors.Is(err, fs.ErrNotExist) {
		return k.Library, false, nil
	}
	return path, err == nil, err
}

// find looks for a good backup, in every place that has it.
func (k *Keeper) find(ctx context.Context, ref string) (source, error) {
	places, id := k.places(), ref
	if filepath.Base(ref) != ref {
		abs, err := filepath.Abs(ref)
		if err != nil {
			return source{}, err
		}
		places, id = []place{{dir: filepath.Dir(abs), second: true}}, filepath.Base(abs)
	}
	if _, ok := timeOf(id); !ok {
		return source{}, fault.Newf(fault.NotFound, "There is no backup called “%s”. Nothing was changed; see which there are with: northboard backup list", id)
	}
	var errs []error
	for _, p := range places {
		if !isFolder(p.backup(id)) {
			continue
		}
		m, err := readManifest(p.backup(id), id)
		if err == nil {
			err = k.prove(ctx, p.backup(id), m)
		}
		if err == nil {
			return source{p, m}, nil
		}
		errs = append(errs, err)
	}
	switch {
	case ctx.Err() != nil:
		return source{}, ctx.Err()
	case len(errs) == 0:
		return source{}, fault.Newf(fault.NotFound, "There is no backup called “%s”. Nothing was changed; see which there are with: northboard backup list", id)
	}
	return source{}, fault.Wrap(errors.Join(errs...), fault.Damaged, "This backup is damaged, so it was not used. Nothing was changed; please take another one.")
}

// fill makes the restored library in work, whole and proved, and names the pictures that nobody has.
func (k *Keeper) fill(ctx context.Context, library, work string, from source, progress func(Progress)) ([]string, error) {
	if err := durable.Write(filepath.Join(work, notReadyName), []byte("Northboard was making a library ready here. This folder can be deleted.\n"), unfinished+"*"); err != nil {
		return nil, err
	}
	say(progress, "Copying what you wrote", 0, 0)
	for _, f := range from.m.Files {
		if err := copyProved(ctx, filepath.Join(from.place.backup(from.m.ID), f.Name), filepath.Join(work, f.Name), f.SHA256); err != nil {
			return nil, err
		}
	}
	k.step("copied")
	if err := k.openAndCount(ctx, work, from.m); err != nil {
		if fault.CodeOf(err) == fault.NewerLibrary {
			return nil, fault.Wrap(err, fault.NewerLibrary, "This backup was made by a newer version of Northboard. Nothing was changed; please update Northboard to restore it.")
		}
		return nil, fault.Wrap(err, fault.Damaged, "This backup could not be opened, so it was not used. Nothing was changed; please take another one.")
	}
	k.step("proved")
	folders := []string{from.place.dir}
	for _, p := range k.places() {
		folders = append(folders, p.dir)
	}
	var total, sofar int64
	for _, e := range from.m.Pictures {
		total += e.Bytes
	}
	missing := []string{}
	for _, e := range from.m.Pictures {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		to := pictureIn(work, e.File)
		// The old library stays beside the new one: a link costs nothing. The backups stay copies of their own.
		if err := linkProved(ctx, pictureIn(library, e.File), to, e.sum()); err != nil {
			took, err := k.take(ctx, place{dir: work}, e, folders)
			if err != nil {
				return nil, err
			}
			if !took {
				missing = append(missing, e.named())
			}
		}
		sofar += e.Bytes
		say(progress, "Copying pictures", sofar, total)
	}
	return missing, syncTree(filepath.Join(work, picturesName))
}

// named is what a person calls a picture.
func (e pictureEntry) named() string {
	if e.Title != "" {
		return e.Title
	}
	return e.File
}

// syncTree flushes a folder of folders.
func syncTree(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var errs []error
	for _, e := range entries {
		errs = append(errs, durable.SyncFolder(filepath.Join(dir, e.Name())))
	}
	return errors.Join(append(errs, durable.SyncFolder(dir))...)
}

// keepName finds a name for the old library that is free.
func (k *Keeper) keepName(library string) string {
	name := library + " before " + k.Clock.Now().In(k.Clock.Location()).Format("2006-01-02 15.04")
	for i, free := 2, name; ; i++ {
		if _, err := os.Lstat(free); errors.Is(err, fs.ErrNotExist) {
			return free
		}
		free = fmt.Sprintf("%s (%d)", name, i)
	}
}

// ready ends the preparation: from here the folder is a whole library.
func (k *Keeper) ready(work string, n note) error {
	text, err := json.Marshal(n)
	if err != nil {
		return err
	}
	if err := durable.Write(filepath.Join(work, noteName), text, unfinished+"*"); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(work, notReadyName)); err != nil {
		return err
	}
	k.step("ready")
	return errors.Join(durable.SyncFolder(work), durable.SyncFolder(filepath.Dir(work)))
}

// swap puts work in the library's place.
func (k *Keeper) swap(library, work, keep string) error {
	parent := filepath.Dir(library)
	if !k.renameOnly {
		done, err := exchange(library, work)
		if err != nil {
			return cannotMove(err)
		}
		if done {
			return durable.SyncFolder(parent)
		}
	}
	text, err := json.Marshal(note{Work: filepath.Base(work), Keep: filepath.Base(keep)})
	if err != nil {
		return err
	}
	plan := library + planSuffix
	if err := durable.Write(plan, text, unfinished+"*"); err != nil {
		return err
	}
	k.step("planned")
	if err := os.Rename(library, keep); err != nil {
		return errors.Join(cannotMove(err), os.Remove(plan))
	}
	k.step("half swapped")
	if err := os.Rename(work, library); err != nil {
		return errors.Join(cannotMove(err), os.Rename(keep, library), os.Remove(plan))
	}
	return errors.Join(durable.SyncFolder(parent), os.Remove(plan))
}

func cannotMove(err error) error {
	return fault.Wrap(err, fault.Unavailable, "The library’s folder cannot be renamed, as when a whole disk is the library or another program holds it. Nothing was changed; please move the library into a folder of its own.")
}

// spell writes when a backup was made, for sentences.
func (k *Keeper) spell(id string) string {
	at, ok := timeOf(id)
	if !ok {
		return id
	}
	return at.In(k.Clock.Location()).Format("2 January 2006, 15:04")
}
