package store

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/mattn/go-sqlite3"

	"northboard/backend/fault"
)

func newerLibrary(err error) *fault.Error {
	return fault.Wrap(err, fault.NewerLibrary,
		"This library was made by a newer version of Northboard. Nothing in it was changed; please update Northboard to open it.")
}

func damaged(err error) *fault.Error {
	return fault.Wrap(err, fault.Damaged,
		"The library's file is damaged, so it was not opened. Nothing was changed; please restore a backup, and keep the folder as it is until then.")
}

func cutShort(err error) *fault.Error {
	return fault.Wrap(err, fault.Damaged,
		"The library's file was cut short, so it was not opened. Nothing was changed; please restore a backup, and keep the folder as it is until then.")
}

func gone(err error) *fault.Error {
	return fault.Wrap(err, fault.FileMissing,
		"This folder is a library, but its file northboard.db is missing. Nothing was changed and no new one was begun; please put the file back or restore a backup.")
}

func emptied(err error) *fault.Error {
	return fault.Wrap(err, fault.FileEmptied,
		"The library's file northboard.db is empty. Nothing was changed and no new one was begun; please put the file back or restore a backup.")
}

func notADatabase(err error) *fault.Error {
	return fault.Wrap(err, fault.NotALibrary,
		"The file northboard.db in this folder is no database. Nothing was changed; please choose another folder, or restore a backup if this was your library.")
}

func notALibrary(err error) *fault.Error {
	return fault.Wrap(err, fault.NotALibrary,
		"The file northboard.db in this folder was made by another program. Nothing was changed; please choose another folder.")
}

// blank is what a power cut leaves of a file whose bytes never reached the disk.
func blank(err error) *fault.Error {
	return fault.Wrap(err, fault.Damaged,
		"The library's file holds nothing but zeros, as after a power cut on a failing disk. Nothing was changed; please restore a backup, and keep the folder as it is until then.")
}

func unlinked(err error) *fault.Error {
	return fault.Wrap(err, fault.Damaged,
		"Northboard could not bring this library up to date: some of its parts belong to others that are no longer there. Nothing was changed; please restore a backup, or go on with the version of Northboard you had.")
}

func notBackedUp(err error) *fault.Error {
	return fault.Wrap(err, fault.Unavailable,
		"This library is from an older Northboard, and no backup could be made before bringing it up to date. So nothing was changed; please see that there is room on the disk and try again.")
}

func foreignParts(err error) *fault.Error {
	return fault.Wrap(err, fault.NotALibrary,
		"The library's file holds parts that Northboard did not put there, so it was not opened. Nothing was changed; please restore a backup or choose another folder.")
}

func noPermission(err error) *fault.Error {
	return fault.Wrap(err, fault.Permission,
		"Northboard may not write in the library's folder. Nothing was changed; please allow it to write there or choose another folder.")
}

func moved(err error) *fault.Error {
	return fault.Wrap(err, fault.FileMoved,
		"The library's file was moved or replaced while Northboard was open, so nothing more is saved to it. What was saved before is in the moved file; please start Northboard again.")
}

// explain turns what SQLite says into a fault where the person can do something about it, and frees the reserve
// when the disk is full. Errors that are faults already pass through.
func (s *Store) explain(err error) error {
	if err == nil {
		return nil
	}
	var known *fault.Error
	if errors.As(err, &known) {
		return err
	}
	if fault.CodeOf(err) == fault.DiskFull {
		return s.diskFull(err)
	}
	if errors.Is(err, fs.ErrPermission) {
		return noPermission(err)
	}
	var lite sqlite3.Error
	if !errors.As(err, &lite) {
		return err
	}
	switch lite.Code {
	case sqlite3.ErrFull:
		return s.diskFull(err)
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return fault.Wrap(err, fault.Damaged,
			"The library's file is damaged. Nothing was changed; please close Northboard and restore a backup.")
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return s.inUse(err)
	case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrCantOpen:
		return noPermission(err)
	case sqlite3.ErrIoErr:
		if room, unknown := freeSpace(s.dir); unknown == nil && room < fullBelow {
			return s.diskFull(err) // Shared memory that finds no room says so in this way.
		}
		return fault.Wrap(err, fault.Unavailable,
			"The disk did not take or give the library's data. What was saved before is safe; please check the disk and try again.")
	}
	return err
}

// fullBelow is the room under which a failure to write is taken for a full disk.
const fullBelow = 64 << 10

func (s *Store) inUse(err error) *fault.Error {
	if s.place.alone() {
		return fault.Wrap(err, fault.InUse, fmt.Sprintf(
			"Another Northboard has this library open, and in this place (%s) only one can have it. Nothing was changed; please close the other one and try again.", s.place.Name))
	}
	return fault.Wrap(err, fault.InUse,
		"Another Northboard is busy with this library and has not let go of it. Nothing was changed and nothing is lost; please try again in a moment. If it stays so, another Northboard may have stopped in the middle: end it, or start the computer again.")
}

func (s *Store) diskFull(err error) *fault.Error {
	if s.ballast.free() {
		return fault.Wrap(err, fault.DiskFull,
			"The disk is full, so this was not saved. What was saved before is safe. Northboard has freed a small reserve: delete what you no longer need, then try again.")
	}
	return fault.Wrap(err, fault.DiskFull,
		"The disk is full, so this was not saved. What was saved before is safe; free some space and try again.")
}
