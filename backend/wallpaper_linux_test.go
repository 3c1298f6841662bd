package backend_test

import (
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"northboard/backend"
	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/desktop/wallpaper"
	"northboard/backend/fault"
	choice "northboard/backend/wallpaper"
)

func paintOne(t *testing.T, path string, c color.Color) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	picture := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range 40 * 30 {
		picture.Set(i%40, i/40, c)
	}
	if err := png.Encode(file, picture); err != nil {
		t.Fatal(err)
	}
}

func current(t *testing.T, b *backend.Backend, env desktop.Env) string {
	t.Helper()
	setter, err := wallpaper.Detect(context.Background(), env, b.WallpaperFolder())
	if err != nil {
		t.Fatal(err)
	}
	files, err := setter.Current(context.Background())
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	return files[0]
}

// Two wallpapers after another, and what was there before the first comes back.
func TestWallpaper_ShowTwiceAndRestore(t *testing.T) {
	desktoptest.Need(t, "feh", "openbox", "xprop", "import")
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
	mine := filepath.Join(t.TempDir(), "mine.png")
	paintOne(t, mine, color.RGBA{200, 30, 30, 255})
	if _, err := desktop.Run(ctx, env, 20*time.Second, "feh", "--bg-fill", mine); err != nil {
		t.Fatal(err)
	}
	if err := b.RestoreWallpaper(ctx, env); fault.CodeOf(err) != fault.NotFound {
		t.Fatalf("nothing to put back: %v", err)
	}
	for _, name := range []string{"one.png", "two.png"} {
		path := filepath.Join(b.WallpaperFolder(), name)
		paintOne(t, path, color.RGBA{30, 30, 200, 255})
		if _, err := b.ShowWallpaper(ctx, env, []wallpaper.Painted{{Path: path}}); err != nil {
			t.Fatal(err)
		}
		if got := current(t, b, env); got != path {
			t.Fatalf("shows %s", got)
		}
	}
	if err := b.Flow.SetWallpaper(ctx, choice.Choice{Kind: choice.Board, ID: "b"}); err != nil {
		t.Fatal(err)
	}
	if err := b.RestoreWallpaper(ctx, env); err != nil {
		t.Fatal(err)
	}
	pixel, err := desktop.Run(ctx, env, 20*time.Second, "import", "-window", "root", "-depth", "8", "-crop", "1x1+5+5", "txt:-")
	if err != nil || !strings.Contains(pixel, "#C81E1E") {
		t.Fatalf("the former picture is not back: %s, %v", pixel, err)
	}
	if view, err := b.Flow.Wallpaper(ctx); err != nil || view.Choice != (choice.Choice{}) {
		t.Fatalf("%+v, %v", view, err)
	}
	if err := b.RestoreWallpaper(ctx, env); fault.CodeOf(err) != fault.NotFound {
		t.Fatalf("put back twice: %v", err)
	}
}
