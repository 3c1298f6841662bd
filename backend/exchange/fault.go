package exchange

import (
	"context"
	"errors"
	"fmt"

	"northboard/backend/fault"
)

// errNewer is in the chain of errors about an archive that a newer Northboard made.
var errNewer = errors.New("made by a newer version")

// errKey is in the chain of errors about a passphrase that does not open an archive.
var errKey = errors.New("the passphrase does not open it")

func newer(err error) *fault.Error {
	return fault.Wrap(err, fault.NewerLibrary,
		"This archive was made by a newer version of Northboard. Nothing was changed; please update Northboard and import it again.")
}

// notOurs is for a file that is no archive of ours, or none at all.
func notOurs(err error) *fault.Error {
	return fault.Wrap(err, fault.Invalid,
		"This file is not an archive that Northboard made. Nothing was changed; please choose another file.")
}

// unsafe is for an archive that is built to do harm, or so broken that it could.
func unsafe(format string, args ...any) *fault.Error {
	return fault.Wrap(fmt.Errorf(format, args...), fault.Damaged,
		"This archive is not built as an archive of Northboard is, so it was not opened further. Nothing was changed; please export it once more where it came from, or choose another file.")
}

func broken(err error) *fault.Error {
	return fault.Wrap(err, fault.Damaged,
		"This archive is damaged: what is in it is not what was put in. Nothing was changed; please try another copy of it, or export it once more.")
}

func tooMuch(format string, args ...any) *fault.Error {
	return fault.Wrap(fmt.Errorf(format, args...), fault.TooLarge,
		"This archive holds more than Northboard takes in safely. Nothing was changed; please export less at once, or choose another file.")
}

func sealed() *fault.Error {
	return fault.New(fault.Permission, "This archive is locked with a passphrase. Nothing was changed; please type the passphrase to open it.").WithField("passphrase")
}

func wrongKey(err error) *fault.Error {
	return fault.Wrap(err, fault.Permission, "That passphrase does not open this archive. Nothing was changed; please type it again, with its capitals and spaces.").WithField("passphrase")
}

// asFault words what reading an archive can end with. Faults, and errors of the disk or the caller, stay what they are.
func asFault(err error) error {
	var known *fault.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case errors.Is(err, errNewer):
		return newer(err)
	case errors.Is(err, errKey):
		return wrongKey(err)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, errJSON):
		return broken(err)
	}
	return err
}
