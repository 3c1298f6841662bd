package api

import (
	"context"
	"fmt"
	"path/filepath"

	"northboard/backend"
	"northboard/backend/desktop"
	"northboard/backend/desktop/opener"
	"northboard/backend/desktop/screen"
	setter "northboard/backend/desktop/wallpaper"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/paint"
	"northboard/backend/wallpaper"
)

// Wallpaper is what the page may do with the desktop's wallpaper. The window never paints one itself: a process of its
// own does, so that one path makes every wallpaper and the window does not stutter.
type Wallpaper struct{ host *Host }

// WallpaperState is how things stand on this desktop.
type WallpaperState struct {
	Choice  wallpaper.Choice `json:"choice"` // the zero choice: none
	Title   string           `json:"title"`  // of what is chosen; "" when nothing is, or it is gone
	Screens []screen.Screen  `json:"screens"`
	// NoScreen and NoDesktop say why a wallpaper cannot be painted, or not be set; "" when it can.
	NoScreen  string `json:"noScreen"`
	NoDesktop string `json:"noDesktop"`
	Former    bool   `json:"former"` // what the desktop showed before is kept
}

// State asks the desktop and the library. A desktop that cannot be asked is part of the answer, not an error.
func (a *Wallpaper) State() (WallpaperState, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (WallpaperState, error) {
		view, err := b.Flow.Wallpaper(ctx)
		if err != nil {
			return WallpaperState{}, err
		}
		state := WallpaperState{Choice: view.Choice, Title: view.Title}
		env := desktop.System()
		if state.Screens, err = screen.Screens(ctx, env); err != nil {
			state.Screens, state.NoScreen = []screen.Screen{}, fault.From(err).Sentence
			return state, nil
		}
		name, err := setter.Name(ctx, env)
		if err != nil {
			state.NoDesktop = fault.From(err).Sentence
			return state, nil
		}
		former, err := b.Flow.FormerWallpaper(ctx, name)
		state.Former = former != nil
		return state, err
	})
}

// Data reads what a choice would show, for the preview: the page paints it with the same painter.
func (a *Wallpaper) Data(choice wallpaper.Choice) (flow.WallpaperData, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.WallpaperData, error) {
		return b.Flow.WallpaperData(ctx, choice)
	})
}

// Hung is what became of a wallpaper.
type Hung struct {
	Sentence string          `json:"sentence"`
	Pictures []paint.Picture `json:"pictures"`
	// Fault: it was painted, or not even that, but the desktop does not show it. The pictures say which.
	Fault *fault.Error `json:"fault"`
}

// paintJob is the name by which the page stops the painter.
const paintJob = "wallpaper"

// Set paints a choice for every screen and hands it to the desktop. The choice is kept, so that it is painted again as
// things change.
func (a *Wallpaper) Set(choice wallpaper.Choice) (Hung, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (Hung, error) {
		if _, err := b.Flow.WallpaperData(ctx, choice); err != nil {
			return Hung{}, err
		}
		hung, err := a.paint(ctx, b, choice)
		if err != nil || hung.Fault != nil {
			return hung, err
		}
		return hung, b.Flow.SetWallpaper(ctx, choice)
	})
}

// Save paints a choice for every screen into a folder that the person picks. No sentence: they picked none.
func (a *Wallpaper) Save(choice wallpaper.Choice) (Hung, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (Hung, error) {
		folder, err := a.host.Shell.PickFolder(ctx, "Save the picture in")
		if err != nil || folder == "" {
			return Hung{Pictures: []paint.Picture{}}, err
		}
		return a.paint(ctx, b, choice, "--out", folder)
	})
}

func (a *Wallpaper) paint(ctx context.Context, b *backend.Backend, choice wallpaper.Choice, more ...string) (Hung, error) {
	ctx, done := a.host.jobs.begin(ctx, paintJob)
	defer done()
	args := append([]string{"--library", b.Store.Dir(), "--" + choice.Kind, choice.ID}, more...)
	result, err := paint.Child(ctx, desktop.System(), args...)
	if err != nil {
		return Hung{}, err
	}
	if result.Pictures == nil {
		result.Pictures = []paint.Picture{}
	}
	return Hung{Sentence: result.Sentence, Pictures: result.Pictures, Fault: result.Fault}, nil
}

// Stop ends a painting that is under way.
func (a *Wallpaper) Stop() { a.host.jobs.cancel(paintJob) }

// Restore puts back what the desktop showed before, and takes the choice back.
func (a *Wallpaper) Restore() error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error {
		return b.RestoreWallpaper(ctx, desktop.System())
	})
}

// ShowFolder opens the folder in which a painted picture lies.
func (a *Wallpaper) ShowFolder(path string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error {
		folder := filepath.Dir(path)
		if folder != b.WallpaperFolder() {
			return fault.Wrap(fmt.Errorf("asked for %q", folder), fault.Invalid, "This folder holds no wallpaper of Northboard’s. Nothing was opened.")
		}
		return opener.Open(ctx, desktop.System(), folder, b.Store.Dir())
	})
}
