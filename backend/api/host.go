// Package api is what the page may call: one bound struct and one file per area. It only translates: a method
// opens no transaction, holds no rule and keeps no state. Every call goes through do, so that a panic or an
// unknown error reaches the page as a fault with a sentence, and every call works, or says why not, when the
// library could not be opened.
//
// It never imports Wails; the window hands it a Shell for what only a window can do.
package api

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime/debug"

	"northboard/backend"
	"northboard/backend/backup"
	"northboard/backend/fault"
)

// Shell is what only the window's process can do for the page.
type Shell interface {
	// PickPictures asks for picture files, beginning at the person's Pictures folder. None chosen is an empty list.
	PickPictures(ctx context.Context) ([]string, error)
	// PickFile asks for one file; "" when none was chosen.
	PickFile(ctx context.Context, title, kinds, pattern string) (string, error)
	// SaveFile asks where to write a file, beginning with a name; "" when nothing was chosen.
	SaveFile(ctx context.Context, title, name string) (string, error)
	// PickFolder asks for a folder; "" when none was chosen.
	PickFolder(ctx context.Context, title string) (string, error)
	// Restore closes the library, puts a backup in its place and opens that; also when the library could not be opened.
	Restore(ctx context.Context, ref string, progress func(backup.Progress)) (backup.Restored, error)
	// OpenLibrary opens the library in a folder in a window of its own. A folder that is empty becomes one.
	OpenLibrary(ctx context.Context, folder string) error
	// Quit closes the window as a person does, in its own time.
	Quit(ctx context.Context)
	// Emit sends an event to the page.
	Emit(event string, data any)
}

// Host is what every area needs: the library, or why it could not be opened.
type Host struct {
	// Context gives the window's context; calls end with it.
	Context func() context.Context
	// Backend gives the open library or the fault that kept it closed.
	Backend func() (*backend.Backend, error)
	Backups *backup.Keeper // looks after the backups, whether or not the library could be opened
	Shell   Shell
	Log     *slog.Logger
	Folder  string // of the library, whether or not it could be opened
	Version string
	Route   string // where the window was asked to open; "" where it was left

	jobs jobs
}

// Bound lists the structs that Wails binds, one per area.
func Bound(host *Host) []any {
	return []any{
		&Library{host}, &Board{host}, &Picture{host}, &Plan{host}, &Today{host}, &Review{host}, &Remind{host}, &Sample{host},
		&Wallpaper{host}, &Safety{host}, &Exchange{host}, &Trash{host}, &Search{host}, &Agent{host}, &Calendar{host},
	}
}

// FormatError words an error for the page: JSON text, because Wails hands the page an Error made of a string.
func FormatError(err error) any {
	text, marshalErr := json.Marshal(fault.From(err))
	if marshalErr != nil {
		return err.Error()
	}
	return string(text)
}

// do runs a call with the open library and turns a panic into a fault.
func do[T any](host *Host, fn func(ctx context.Context, b *backend.Backend) (T, error)) (result T, err error) {
	defer recoverInto(host.Log, &err)
	b, err := host.Backend()
	if err != nil {
		return result, err
	}
	return fn(host.Context(), b)
}

// act is do for calls that give nothing back.
func act(host *Host, fn func(ctx context.Context, b *backend.Backend) error) error {
	_, err := do(host, func(ctx context.Context, b *backend.Backend) (struct{}, error) {
		return struct{}{}, fn(ctx, b)
	})
	return err
}

// recoverInto is deferred itself: recover works nowhere else.
func recoverInto(log *slog.Logger, err *error) {
	if p := recover(); p != nil {
		*err = panicked(log, p)
	}
}

func panicked(log *slog.Logger, p any) error {
	log.Error("panic in a call from the page", "panic", p, "stack", string(debug.Stack()))
	return fault.Wrap(fmt.Errorf("panic: %v", p), fault.Internal,
		"Something went wrong inside Northboard. Nothing was lost; please try again.")
}
