package backend_test

import (
	"context"
	"image/color"
	"testing"
	"time"

	"northboard/backend"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/desktop/wallpaper"
	choice "northboard/backend/wallpaper"
)

// The keeper paints at the beginning of a session and after a change, and then rests.
func TestWallpaperKeeper(t *testing.T) {
	desktoptest.Need(t, "feh", "openbox", "xprop")
	env := desktoptest.Display(t, desktoptest.Env(t), 320, 200)
	desktoptest.Start(t, env, "openbox")
	ctx, stop := context.WithCancel(context.Background())
	b, err := open(t, t.TempDir(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	desktoptest.Until(t, "the window manager", func() bool {
		_, err := wallpaper.Name(ctx, env)
		return err == nil
	})
	contents, err := b.Flow.Board(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Flow.SetWallpaper(ctx, choice.Choice{Kind: choice.Board, ID: contents.Board.ID}); err != nil {
		t.Fatal(err)
	}
	painted := make(chan int, 100)
	count := 0
	keeper := &backend.WallpaperKeeper{Backend: b, Env: env, Every: 20 * time.Millisecond, Paint: func(context.Context) error {
		count++
		defer func() { painted <- count }()
		hang(t, b, env, "one.png", color.RGBA{30, uint8(count), 200, 255})
		return nil
	}}
	ended := make(chan struct{})
	go func() {
		keeper.Run(ctx)
		close(ended)
	}()
	<-painted
	if err := b.Store.SetSetting(ctx, "theme", "dark"); err != nil {
		t.Fatal(err)
	}
	if n := <-painted; n != 2 {
		t.Fatalf("painted %d times", n)
	}
	// Nothing has changed: twenty looks later nothing was painted.
	select {
	case n := <-painted:
		t.Errorf("painted %d times", n)
	case <-time.After(400 * time.Millisecond):
	}
	stop()
	<-ended
}
