// Package fault owns the errors that reach a person: a code the program can act on and a sentence
// the person can. A sentence says what happened, that nothing was lost, and what to do.
// It never logs, and it never decides how a fault is shown.
package fault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// Code names a kind of fault. The page words and shows faults by code.
type Code string

// The codes. Each says who can do something about it.
const (
	Invalid      Code = "invalid"       // What was given cannot be used; Field says which part.
	NotFound     Code = "not-found"     // What was asked for is not there (any more).
	Conflict     Code = "conflict"      // Something else changed in between.
	TooLarge     Code = "too-large"     // Over a limit that is checked before work begins.
	NotAPicture  Code = "not-a-picture" // The file holds no picture that can be read.
	DiskFull     Code = "disk-full"     // There is no room to write.
	NewerLibrary Code = "newer-library" // The library was made by a newer Northboard.
	Damaged      Code = "damaged"       // The library's file cannot be trusted.
	FileMissing  Code = "file-missing"  // The library is there, its database is not.
	FileEmptied  Code = "file-emptied"  // The library's database has 0 bytes.
	FileMoved    Code = "file-moved"    // The library's database was moved or replaced while it was open.
	NotALibrary  Code = "not-a-library" // The folder or file belongs to something else.
	InUse        Code = "in-use"        // Another process holds what is needed.
	Unavailable  Code = "unavailable"   // This desktop or machine does not offer it.
	Cancelled    Code = "cancelled"     // The person stopped it.
	Permission   Code = "permission"    // The folder or file may not be read or written.
	Internal     Code = "internal"      // A mistake in Northboard itself.
)

// Error is an error with a sentence for people. Err is the cause, kept for the log only.
type Error struct {
	Code     Code   `json:"code"`
	Sentence string `json:"sentence"`
	Field    string `json:"field"`
	Err      error  `json:"-"`
}

// Error gives the cause where there is one, since it is read in logs; people read Sentence.
func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %s (%v)", e.Code, e.Sentence, e.Err)
	}
	return fmt.Sprintf("%s: %s", e.Code, e.Sentence)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// WithField returns a copy that names the field at fault, as the page calls it.
func (e *Error) WithField(field string) *Error {
	c := *e
	c.Field = field
	return &c
}

// New makes a fault that has no cause beneath it.
func New(code Code, sentence string) *Error {
	return &Error{Code: code, Sentence: sentence}
}

// Newf is New with a formatted sentence.
func Newf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Sentence: fmt.Sprintf(format, args...)}
}

// Wrap gives err a code and a sentence. A nil err still makes a fault.
func Wrap(err error, code Code, sentence string) *Error {
	return &Error{Code: code, Sentence: sentence, Err: err}
}

// CodeOf returns the code From would give err, and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	return From(err).Code
}

// From turns any error into a fault: one found in its chain is returned as it is, causes that are known
// are given their sentence, and everything else is Internal. From(nil) is nil.
func From(err error) *Error {
	if err == nil {
		return nil
	}
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	switch {
	case errors.Is(err, context.Canceled):
		return Wrap(err, Cancelled, "This was stopped before it finished. Nothing was changed.")
	case errors.Is(err, context.DeadlineExceeded):
		return Wrap(err, Unavailable, "This took too long and was stopped. Nothing was changed; please try again.")
	case diskFull(err):
		return Wrap(err, DiskFull, "The disk is full, so this could not be saved. What was saved before is safe; free some space and try again.")
	case errors.Is(err, fs.ErrPermission):
		return Wrap(err, Permission, "Northboard is not allowed to read or write a file it needs. Nothing was changed; check the folder's permissions and try again.")
	case errors.Is(err, fs.ErrNotExist):
		return Wrap(err, NotFound, "A file that is needed is not there. Nothing was changed; check that it was not moved or deleted.")
	}
	return Wrap(err, Internal, "Something went wrong inside Northboard. Nothing was changed; please try again, and start Northboard anew if it stays.")
}

// diskFull knows the system's own errors and SQLite's words for SQLITE_FULL, so that this leaf needs no driver.
func diskFull(err error) bool {
	return fullErrno(err) || strings.Contains(err.Error(), "database or disk is full")
}
