// Package wallpaper owns the last step of a wallpaper: it hands finished pictures to the desktop, reads back whether the desktop took
// them, remembers what was there before and puts it back. It knows XFCE, GNOME and plain X11 window managers (through feh).
//
// It promises:
//   - What Set reports as done was read back from the desktop. A tool that says yes and does nothing is noticed.
//   - Restore touches only what still shows a picture of Northboard's; a picture the person has chosen since stays.
//   - What was not set before is not set after Restore.
//
// It never paints, never chooses, and never keeps anything but files in the folder it is given. A picture is Northboard's when it lies
// in that folder; so a picture must have a new name when it has changed (desktops do not read a file of the same name again), and the
// folder must hold nothing else that a person could choose.
package wallpaper

import (
	"context"
	"encoding/json"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

// Painted is a picture that was painted for one screen, at its size.
type Painted struct {
	Screen string // screen.Screen.Name
	Path   string // Absolute, in the folder that Detect was given.
}

// Setter is one kind of desktop.
type Setter interface {
	// Name is "xfce", "gnome" or "feh".
	Name() string
	// Snapshot is what the desktop shows now, in words only this setter reads. It is a fault.Conflict when that is Northboard's own
	// picture: the snapshot from before is the one to keep.
	Snapshot(ctx context.Context) (json.RawMessage, error)
	// Set shows the pictures, one for each screen. A screen without one gets the first.
	Set(ctx context.Context, pictures []Painted) error
	// Current is the files the desktop shows, one for each place it keeps (monitor, workspace, light and dark); "" where that is
	// no file or cannot be told.
	Current(ctx context.Context) ([]string, error)
	// Restore shows what Snapshot saw. It is a fault.Conflict, and nothing is changed, when the desktop shows no picture of
	// Northboard's any more.
	Restore(ctx context.Context, snapshot json.RawMessage) error
}

// Detect finds out which desktop this is. dir is the folder of Northboard's painted pictures; it is made when it is missing. A desktop
// that cannot be recognised, or that lacks the tool to set a wallpaper, is a fault.Unavailable: see ByHand.
func Detect(ctx context.Context, env desktop.Env, dir string) (Setter, error) {
	return detect(ctx, env, dir)
}

// Name is what Detect would find, without making a folder or starting anything.
func Name(ctx context.Context, env desktop.Env) (string, error) {
	return kind(ctx, env)
}

// Bare says that nobody has set a wallpaper in this session: a picture that was shown in the one before is not there any more.
func Bare(ctx context.Context, env desktop.Env) (bool, error) {
	return bare(ctx, env)
}

// ByHand adds to a fault of this package where the picture is, so that the person can set it.
func ByHand(err error, path string) error {
	f := *fault.From(err)
	f.Sentence += " The picture is saved at " + path + "; set it by hand."
	return &f
}

func unknownDesktop(err error) error {
	return fault.Wrap(err, fault.Unavailable, "Northboard could not tell which desktop this is.")
}
