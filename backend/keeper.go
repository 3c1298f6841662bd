package backend

import (
	"context"
	"fmt"
	"time"

	"northboard/backend/clock"
	"northboard/backend/desktop"
	"northboard/backend/fault"
	"northboard/backend/paint"
)

// keepEvery is how often it is looked at whether the wallpaper still shows what it should.
const keepEvery = time.Minute

// WallpaperKeeper keeps the wallpaper true while nobody looks: when the day or what it shows has changed, it has it
// painted again. It waits until the changes have ended for a look, so that work on a board does not paint all the time,
// looks at the desktop only when something changed, and never paints over what the person has chosen since.
type WallpaperKeeper struct {
	Backend *Backend
	Env     desktop.Env
	// Paint has what is chosen painted and hung; nil starts the painting process.
	Paint func(ctx context.Context) error
	Every time.Duration // 0: a minute

	seen string // what the last look saw
	done string // what was acted upon
}

// Run keeps the wallpaper until ctx ends. The first look is made at once: a session that begins has forgotten it.
func (k *WallpaperKeeper) Run(ctx context.Context) {
	every := k.Every
	if every == 0 {
		every = keepEvery
	}
	k.report(k.look(ctx, true))
	for {
		// With the loop that reminds, so that the computer wakes up once for both.
		timer := time.NewTimer(clock.UntilBeat(every))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
			k.report(k.look(ctx, false))
		}
	}
}

func (k *WallpaperKeeper) report(err error) {
	switch fault.CodeOf(err) {
	case "", fault.Cancelled:
	case fault.Unavailable: // No screen, or no desktop that is known: it is tried again, and `northboard doctor` says why.
		k.Backend.Log.Debug("keep the wallpaper", "error", err)
	default:
		k.Backend.Log.Error("keep the wallpaper", "error", err)
	}
}

func (k *WallpaperKeeper) look(ctx context.Context, first bool) error {
	now, err := k.signs(ctx)
	if err != nil {
		return err
	}
	calm := first || now == k.seen
	k.seen = now
	if !calm || now == k.done {
		return nil
	}
	fresh, err := k.Backend.WallpaperFreshness(ctx, k.Env)
	if err != nil {
		return err
	}
	// A painting that fails is not tried again until something changes: it would fail again, every minute.
	k.done = now
	if fresh != Outdated {
		return nil
	}
	if k.Paint != nil {
		return k.Paint(ctx)
	}
	result, err := paint.Child(ctx, k.Env, "--library", k.Backend.Store.Dir())
	if err == nil && result.Fault != nil {
		err = result.Fault
	}
	return err
}

// signs are what tells cheaply that a wallpaper may have changed.
func (k *WallpaperKeeper) signs(ctx context.Context) (string, error) {
	view, err := k.Backend.Flow.Wallpaper(ctx)
	if err != nil {
		return "", err
	}
	seq, err := k.Backend.Store.Seq(ctx)
	if err != nil {
		return "", err
	}
	theme, err := k.Backend.Store.Setting(ctx, themeSetting)
	if err != nil {
		return "", err
	}
	return fmt.Sprint(view.Choice, seq, theme, clock.Today(k.Backend.Clock)), nil
}
