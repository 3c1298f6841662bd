package backend_test

import (
	"context"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"northboard/backend"
	"northboard/backend/board"
	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/desktop/wallpaper"
	"northboard/backend/fault"
	"northboard/backend/paint"
	"northboard/backend/store"
	choice "northboard/backend/wallpaper"
)

func freshness(t *testing.T, b *backend.Backend, env desktop.Env) backend.Freshness {
	t.Helper()
	got, err := b.WallpaperFreshness(context.Background(), env)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// hang does what the painter does, with a picture of one colour.
func hang(t *testing.T, b *backend.Backend, env desktop.Env, name string, c color.Color) {
	t.Helper()
	ctx := context.Background()
	jobs, err := paint.ForScreens(ctx, env)
	if err != nil {
		t.Fatal(err)
	}
	work, err := b.ChosenWork(ctx, choice.Choice{}, jobs)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(b.WallpaperFolder(), name)
	paintOne(t, path, c)
	if got, err := b.HangWallpaper(ctx, env, work, []paint.Picture{{Path: path}}); got != "feh" || err != nil {
		t.Fatal(got, err)
	}
}

// What is shown grows old by a change, a day or a theme, is never the painter's to replace once the person chose
// another, and is hung anew in a session that has forgotten it.
func TestWallpaper_Freshness(t *testing.T) {
	desktoptest.Need(t, "feh", "openbox", "xprop")
	env := desktoptest.Display(t, desktoptest.Env(t), 800, 600)
	desktoptest.Start(t, env, "openbox")
	ctx := context.Background()
	b, err := open(t, t.TempDir(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	desktoptest.Until(t, "the window manager", func() bool {
		_, err := wallpaper.Name(ctx, env)
		return err == nil
	})
	if got := freshness(t, b, env); got != backend.NothingChosen {
		t.Fatalf("nothing is chosen: %s", got)
	}
	contents, err := b.Flow.Board(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Flow.SetWallpaper(ctx, choice.Choice{Kind: choice.Board, ID: contents.Board.ID}); err != nil {
		t.Fatal(err)
	}
	// A plain session that shows nothing: nobody's choice is painted over.
	if got := freshness(t, b, env); got != backend.Outdated {
		t.Fatalf("never painted: %s", got)
	}
	hang(t, b, env, "one.png", color.RGBA{30, 30, 200, 255})
	if got := freshness(t, b, env); got != backend.Fresh {
		t.Fatalf("just painted: %s", got)
	}
	if err := b.Store.SetSetting(ctx, "theme", "dark"); err != nil {
		t.Fatal(err)
	}
	if got := freshness(t, b, env); got != backend.Outdated {
		t.Fatalf("another theme: %s", got)
	}
	hang(t, b, env, "two.png", color.RGBA{30, 200, 30, 255})
	if got := freshness(t, b, env); got != backend.Fresh {
		t.Fatalf("painted again: %s", got)
	}
	if _, err := os.Stat(filepath.Join(b.WallpaperFolder(), "one.png")); !os.IsNotExist(err) {
		t.Errorf("the old picture is kept: %v", err)
	}
	// Looking at the board is no change of it.
	camera := contents.Camera
	camera.X, camera.Zoom = 500, 1
	if err := b.Flow.SetCamera(ctx, contents.Board.ID, camera); err != nil {
		t.Fatal(err)
	}
	if got := freshness(t, b, env); got != backend.Fresh {
		t.Fatalf("looked at from elsewhere: %s", got)
	}
	// The sample was laid on the board: what the person set stays, until they set it again.
	if err := b.Store.Write(ctx, store.Op{Label: "Test", Origin: store.User}, func(tx *store.Tx) error {
		items, err := board.AddItems(tx, contents.Board.ID, []board.ItemDraft{{Kind: board.KindNote, W: 100, H: 100, Text: "not theirs"}})
		if err != nil {
			return err
		}
		return choice.Hold(tx, contents.Board.ID, []string{items[0].ID})
	}); err != nil {
		t.Fatal(err)
	}
	if got := freshness(t, b, env); got != backend.Held {
		t.Fatalf("the sample lies there: %s", got)
	}
	if err := b.Flow.SetWallpaper(ctx, choice.Choice{Kind: choice.Board, ID: contents.Board.ID}); err != nil {
		t.Fatal(err)
	}
	if got := freshness(t, b, env); got != backend.Outdated {
		t.Fatalf("set again: %s", got)
	}
	hang(t, b, env, "three.png", color.RGBA{30, 30, 30, 255})

	mine := filepath.Join(t.TempDir(), "mine.png")
	paintOne(t, mine, color.RGBA{200, 30, 30, 255})
	if _, err := desktop.Run(ctx, env, 20*time.Second, "feh", "--no-fehbg", "--bg-fill", mine); err != nil {
		t.Fatal(err)
	}
	if got := freshness(t, b, env); got != backend.Theirs {
		t.Fatalf("the person chose another: %s", got)
	}
}

// What the desktop cannot show is not lost.
func TestWallpaper_UnknownDesktopKeepsThePicture(t *testing.T) {
	b, err := open(t, t.TempDir(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	path := filepath.Join(b.WallpaperFolder(), "one.png")
	paintOne(t, path, color.RGBA{30, 30, 200, 255})
	env := desktoptest.Env(t).With("XDG_CURRENT_DESKTOP", "KDE")
	_, err = b.HangWallpaper(context.Background(), env, backend.PaintWork{}, []paint.Picture{{Path: path}})
	if fault.CodeOf(err) != fault.Unavailable || !strings.Contains(fault.From(err).Sentence, path) {
		t.Fatalf("%v", err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}
