package backend

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"

	"northboard/backend/desktop"
	"northboard/backend/desktop/wallpaper"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/paint"
	choice "northboard/backend/wallpaper"
)

// painterVersion changes when the painter draws the same thing in another way, so that wallpapers are painted anew.
const painterVersion = 1

// Settings: the page's theme, and what the wallpaper was painted from.
const (
	themeSetting = "theme"
	shownSetting = "wallpaper/shown"
)

// PaintWork is what the painter's page is asked for.
type PaintWork struct {
	Jobs  []paint.Job        `json:"jobs"`
	Theme string             `json:"theme"` // "light", "dark", or "" for the desktop's
	Data  flow.WallpaperData `json:"data"`
}

// PaintWork reads what a choice shows, for pictures of the sizes in jobs.
func (b *Backend) PaintWork(ctx context.Context, c choice.Choice, jobs []paint.Job) (PaintWork, error) {
	data, err := b.Flow.WallpaperData(ctx, c)
	if err != nil {
		return PaintWork{}, err
	}
	theme, err := b.Store.Setting(ctx, themeSetting)
	if err != nil {
		return PaintWork{}, err
	}
	return PaintWork{Jobs: jobs, Theme: theme, Data: data}, nil
}

// Stamp is the same for work that gives the same pictures.
func (w PaintWork) Stamp() (string, error) {
	text, err := json.Marshal(struct {
		Version int
		Work    PaintWork
	}{painterVersion, w})
	if err != nil {
		return "", fmt.Errorf("stamp the wallpaper: %w", err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16]), nil
}

// Freshness is how the wallpaper stands to what it should show.
type Freshness string

const (
	NothingChosen Freshness = "nothing chosen" // or what was chosen is gone
	Theirs        Freshness = "theirs"         // the person has chosen another wallpaper since
	Fresh         Freshness = "fresh"          // it shows what it should
	Held          Freshness = "held"           // the sample was laid on its board: it stays until it is chosen anew
	Outdated      Freshness = "outdated"       // to be painted again
)

// WallpaperFreshness compares what the desktop shows with what it should. It paints nothing and changes nothing. An
// error is a desktop that cannot be asked.
func (b *Backend) WallpaperFreshness(ctx context.Context, env desktop.Env) (Freshness, error) {
	view, err := b.Flow.Wallpaper(ctx)
	if err != nil {
		return "", err
	}
	if view.Title == "" {
		return NothingChosen, nil
	}
	if held, err := b.Flow.WallpaperHeld(ctx); err != nil || held {
		return Held, err
	}
	setter, err := wallpaper.Detect(ctx, env, b.WallpaperFolder())
	if err != nil {
		return "", err
	}
	shown, err := setter.Current(ctx)
	if err != nil {
		return "", err
	}
	if !slices.ContainsFunc(shown, b.isOurs) {
		bare, err := wallpaper.Bare(ctx, env)
		if err != nil || bare {
			return Outdated, err
		}
		return Theirs, nil
	}
	jobs, err := paint.ForScreens(ctx, env)
	if err != nil {
		return "", err
	}
	work, err := b.PaintWork(ctx, view.Choice, jobs)
	if err != nil {
		return "", err
	}
	stamp, err := work.Stamp()
	if err != nil {
		return "", err
	}
	kept, err := b.Store.Setting(ctx, shownSetting)
	if err != nil {
		return "", err
	}
	if kept == stamp {
		return Fresh, nil
	}
	return Outdated, nil
}

// isOurs says whether a file that a desktop shows lies in the folder of wallpapers. A desktop names it as it was told,
// with links followed.
func (b *Backend) isOurs(path string) bool {
	dir, err := filepath.EvalSymlinks(b.WallpaperFolder())
	return err == nil && path != "" && filepath.Dir(path) == dir
}

// HangWallpaper shows finished pictures, remembers what they were painted from and throws older ones away. It gives
// the kind of desktop. Where the desktop does not take them, the fault says where the picture is.
func (b *Backend) HangWallpaper(ctx context.Context, env desktop.Env, work PaintWork, pictures []paint.Picture) (string, error) {
	painted := make([]wallpaper.Painted, len(pictures))
	paths := make([]string, len(pictures))
	for i, p := range pictures {
		painted[i], paths[i] = wallpaper.Painted{Screen: p.Screen, Path: p.Path}, p.Path
	}
	name, err := b.ShowWallpaper(ctx, env, painted)
	if err != nil {
		return name, wallpaper.ByHand(err, paths[0])
	}
	stamp, err := work.Stamp()
	if err == nil {
		err = b.Store.SetSetting(ctx, shownSetting, stamp)
	}
	if err != nil {
		return name, err
	}
	// The new wallpaper hangs; an old file that could not be thrown away is no reason to say otherwise.
	if err := b.pruneWallpapers(ctx, env, paths); err != nil {
		b.Log.Warn("throw away old wallpapers", "error", err)
	}
	return name, nil
}

// pruneWallpapers keeps what was just painted, what the desktop shows (GNOME: put together from those), and what a
// former state names.
func (b *Backend) pruneWallpapers(ctx context.Context, env desktop.Env, keep []string) error {
	setter, err := wallpaper.Detect(ctx, env, b.WallpaperFolder())
	if err != nil {
		return err
	}
	shown, err := setter.Current(ctx)
	if err != nil {
		return err
	}
	formers, err := b.Flow.FormerWallpapers(ctx)
	if err != nil {
		return err
	}
	named := func(path string) bool {
		return slices.ContainsFunc(formers, func(state json.RawMessage) bool { return bytes.Contains(state, []byte(filepath.Base(path))) })
	}
	return paint.Prune(b.WallpaperFolder(), b.Clock.Now(), append(shown, keep...), named)
}

// ChosenWork gives the work that is asked for: a choice of its own, or the library's.
func (b *Backend) ChosenWork(ctx context.Context, c choice.Choice, jobs []paint.Job) (PaintWork, error) {
	if (c == choice.Choice{}) {
		view, err := b.Flow.Wallpaper(ctx)
		if err != nil {
			return PaintWork{}, err
		}
		if view.Title == "" {
			return PaintWork{}, fault.New(fault.NotFound, "Nothing is chosen for the wallpaper. Nothing was changed; choose a board or a goal.")
		}
		c = view.Choice
	}
	return b.PaintWork(ctx, c, jobs)
}

// Title names what the work shows, for a sentence.
func (w PaintWork) Title() string {
	switch {
	case w.Data.Board != nil:
		return "the board “" + w.Data.Board.Board.Title + "”"
	case w.Data.Goal != nil:
		return "the goal “" + w.Data.Goal.Face.Title + "”"
	}
	return "nothing"
}
