package api

import (
	"context"
	"slices"
	"strings"

	"northboard/backend"
	"northboard/backend/board"
	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/phrase"
	"northboard/backend/sample"
	"northboard/backend/store"
)

// Library is what the page may ask of the library as a whole: how it stands, undo, what changed, a few settings.
type Library struct{ host *Host }

// Start is what the page needs before it shows anything.
type Start struct {
	// Fault says why the library could not be opened; then nothing else is set.
	Fault    *fault.Error `json:"fault"`
	Folder   string       `json:"folder"`
	Seq      int64        `json:"seq"`      // where the page's knowledge of changes begins
	Welcomed bool         `json:"welcomed"` // false: the library is new, ask what the person wants
	Route    string       `json:"route"`    // where the program was left; "today" on the first start of a day
	Theme    string       `json:"theme"`    // "", "light" or "dark"
	Sample   bool         `json:"sample"`   // the sample is in the library
	Version  string       `json:"version"`
}

// The settings that belong to the page. Every other key is refused.
const (
	SettingTheme    = "theme" // "light", "dark", or "" for as the desktop has it
	settingRoute    = "route"
	settingLastDay  = "last-day"
	settingWelcomed = "welcomed"
)

var pageSettings = []string{SettingTheme, settingRoute}

// Start reads how the program begins. The first start of a day begins with Today.
func (a *Library) Start() (Start, error) {
	start, err := do(a.host, func(ctx context.Context, b *backend.Backend) (start Start, err error) {
		start = Start{Folder: b.Store.Dir(), Version: a.host.Version}
		if start.Seq, err = b.Store.Seq(ctx); err != nil {
			return start, err
		}
		var welcomed, lastDay string
		for key, value := range map[string]*string{SettingTheme: &start.Theme, settingRoute: &start.Route, settingWelcomed: &welcomed, settingLastDay: &lastDay} {
			if *value, err = b.Store.Setting(ctx, key); err != nil {
				return start, err
			}
		}
		if start.Sample, err = sample.Present(ctx, b.Store); err != nil {
			return start, err
		}
		if strings.HasPrefix(start.Route, "library") {
			start.Route = "" // Nobody begins with the settings.
		}
		start.Welcomed = welcomed != "" || start.Sample
		today := string(clock.Today(b.Clock))
		if lastDay != today {
			if lastDay != "" && start.Welcomed {
				start.Route = "today"
			}
			err = b.Store.SetSetting(ctx, settingLastDay, today)
		}
		if a.host.Route != "" {
			start.Route = a.host.Route
		}
		return start, err
	})
	if err != nil {
		return Start{Fault: fault.From(err), Folder: a.host.Folder, Version: a.host.Version}, nil
	}
	return start, nil
}

// Welcome is the first step: an aspiration, or "" to skip, and a goal of the same words where that was asked for.
func (a *Library) Welcome(what, why string, asGoal bool) (board.Board, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (board.Board, error) {
		made, err := b.Flow.Welcome(ctx, what, why, asGoal)
		if err != nil {
			return made, err
		}
		return made, b.Store.SetSetting(ctx, settingWelcomed, "1")
	})
}

// Quit closes the window; the page keeps what it holds first. It works as well where the library could not be opened.
func (a *Library) Quit() (err error) {
	defer recoverInto(a.host.Log, &err)
	a.host.Shell.Quit(a.host.Context())
	return nil
}

// Undo takes the last step back, wherever it was made.
func (a *Library) Undo() (store.Step, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (store.Step, error) { return b.Store.Undo(ctx) })
}

// UndoOperation takes that step back and no other: a toast speaks of one step, and another may have come since.
func (a *Library) UndoOperation(operation int64) (store.Step, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (store.Step, error) {
		return b.Store.UndoOperation(ctx, operation)
	})
}

// Redo makes the step that was taken back again.
func (a *Library) Redo() (store.Step, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (store.Step, error) { return b.Store.Redo(ctx) })
}

// UndoState names the steps that Undo and Redo would take; "" where there is none.
func (a *Library) UndoState() (store.UndoState, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (store.UndoState, error) { return b.Store.UndoState(ctx) })
}

// Changes says what to fetch again since a point of the log.
func (a *Library) Changes(since int64) (store.Changed, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (store.Changed, error) {
		changed, err := b.Store.Changes(ctx, since)
		if err != nil {
			return changed, err
		}
		return b.Flow.Affects(ctx, changed)
	})
}

// DateOrder is how digits are read as a day: "dmy", "mdy" or "ymd".
func (a *Library) DateOrder() (string, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (string, error) {
		order, err := b.Flow.DateOrder(ctx)
		return string(order), err
	})
}

// SetDateOrder keeps how digits are read as a day.
func (a *Library) SetDateOrder(order string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error {
		return b.Flow.SetDateOrder(ctx, phrase.DateOrder(order))
	})
}

// SetSetting keeps one of the page's own settings: its theme, where it was left.
func (a *Library) SetSetting(key, value string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error {
		if !slices.Contains(pageSettings, key) {
			return fault.Newf(fault.Invalid, "There is no setting “%s”. Nothing was changed.", key)
		}
		return b.Store.SetSetting(ctx, key, value)
	})
}
