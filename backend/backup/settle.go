package backup

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"northboard/backend/durable"
)

// sweepRestores removes what unfinished restores have left. A folder that is not surely one of those stays.
func sweepRestores(library string) error {
	left, err := filepath.Glob(escapeGlob(library+preparing) + "*")
	if err != nil {
		return err
	}
	var errs []error
	for _, dir := range left {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		ours := len(entries) == 0
		for _, e := range entries {
			ours = ours || e.Name() == notReadyName || e.Name() == noteName
		}
		if ours {
			errs = append(errs, os.RemoveAll(dir))
		}
	}
	return errors.Join(errs...)
}

// Settle finishes what a restore that was cut off has left. It does nothing when there is nothing, and is called before
// the library is opened.
func (k *Keeper) Settle() error {
	library, _, err := k.realLibrary()
	if err != nil {
		return err
	}
	if err := k.followPlan(library); err != nil {
		return err
	}
	var n note
	at := filepath.Join(library, noteName)
	text, err := os.ReadFile(at)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil
	}
	if err == nil {
		err = json.Unmarshal(text, &n)
	}
	if err != nil {
		return fmt.Errorf("read what is left of a restore: %w", err)
	}
	parent := filepath.Dir(library)
	work, keep := filepath.Join(parent, filepath.Base(n.Work)), filepath.Join(parent, filepath.Base(n.Keep))
	if isFolder(work) && !isFolder(keep) {
		if err := os.Rename(work, keep); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("give the old library its name: %w", err)
		}
		k.step("named")
	}
	if err := moveInto(filepath.Join(keep, folderName), filepath.Join(library, folderName)); err != nil {
		return fmt.Errorf("move the backups over: %w", err)
	}
	k.step("moved")
	if err := errors.Join(durable.SyncFolder(parent), durable.SyncFolder(library)); err != nil {
		return err
	}
	if err := os.Remove(at); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return durable.SyncFolder(library)
}

// followPlan goes on between two renames, where folders cannot be exchanged in one step.
func (k *Keeper) followPlan(library string) error {
	plan := library + planSuffix
	text, err := os.ReadFile(plan)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var n note
	if err == nil {
		err = json.Unmarshal(text, &n)
	}
	if err != nil {
		return fmt.Errorf("read the plan of a restore: %w", err)
	}
	work := filepath.Join(filepath.Dir(library), filepath.Base(n.Work))
	if _, err := os.Lstat(library); errors.Is(err, fs.ErrNotExist) && isFolder(work) {
		if err := os.Rename(work, library); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("put the restored library in its place: %w", err)
		}
	}
	if err := os.Remove(plan); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return durable.SyncFolder(filepath.Dir(library))
}

// moveInto moves a folder, or what of it is not there yet, into another place on the same disk.
func moveInto(from, to string) error {
	if _, err := os.Lstat(from); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	_, err := os.Lstat(to)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.Rename(from, to); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		return nil // A file that is in both.
	}
	var errs []error
	for _, e := range entries {
		errs = append(errs, moveInto(filepath.Join(from, e.Name()), filepath.Join(to, e.Name())))
	}
	return errors.Join(errs...)
}
