package wallpaper_test

import (
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/desktop/wallpaper"
	"northboard/backend/fault"
)

func startFeh(t *testing.T) real {
	desktoptest.Need(t, "feh", "openbox", "xprop")
	env := startDisplay(t)
	desktoptest.Start(t, env, "openbox")
	desktoptest.Until(t, "the window manager", func() bool {
		return strings.Contains(run(t, env, "xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "window id")
	})
	return real{
		env: env, name: "feh", tool: "feh", lie: "exit 0",
		shows:  func(t *testing.T) color.NRGBA { return seen(t, env, width/2, height/2) },
		person: func(t *testing.T, path string) { run(t, env, "feh", "--bg-scale", path) },
		nothing: func(t *testing.T, env desktop.Env) bool {
			return !strings.Contains(run(t, env, "xprop", "-root", "_XROOTPMAP_ID", "ESETROOT_PMAP_ID", "_NORTHBOARD_WALLPAPER"), "=")
		},
	}
}

func TestFeh(t *testing.T) {
	t.Parallel()
	suite(t, startFeh)
}

// A colour and no picture on the root window comes back, too.
func TestFeh_PlainColour(t *testing.T) {
	desktoptest.Need(t, "xsetroot")
	r := startFeh(t)
	run(t, r.env, "xsetroot", "-solid", "#1e9632")
	s, dir := detect(t, r)
	snapshot := remember(t, s)
	set(t, s, paint(t, dir, "one.png", red))
	wait(t, r, red)
	if err := s.Restore(t.Context(), snapshot); err != nil {
		t.Fatal(err)
	}
	wait(t, r, color.NRGBA{R: 0x1e, G: 0x96, B: 0x32, A: 255})
}

// What was on two monitors comes back on both, pixel for pixel, and each monitor gets its own picture.
func TestFeh_TwoMonitors(t *testing.T) {
	r := startFeh(t)
	desktoptest.Monitors(t, r.env, "left=320/100x480/100+0+0", "right=320/100x480/100+320+0")
	theirs := t.TempDir()
	run(t, r.env, "feh", "--bg-fill", paintSize(t, theirs, "l.png", red, 320, 480), paintSize(t, theirs, "r.png", yellow, 320, 480))
	s, dir := detect(t, r)
	snapshot := remember(t, s)
	if err := s.Set(t.Context(), []wallpaper.Painted{
		{Screen: "right", Path: paintSize(t, dir, "r.png", blue, 320, 480)},
		{Screen: "left", Path: paintSize(t, dir, "l.png", green, 320, 480)},
	}); err != nil {
		t.Fatal(err)
	}
	if l, r := seen(t, r.env, 100, 100), seen(t, r.env, 400, 100); !near(l, green) || !near(r, blue) {
		t.Errorf("left shows %v, right %v", l, r)
	}
	if err := s.Restore(t.Context(), snapshot); err != nil {
		t.Fatal(err)
	}
	if l, r := seen(t, r.env, 100, 100), seen(t, r.env, 400, 100); !near(l, red) || !near(r, yellow) {
		t.Errorf("after restoring, left shows %v, right %v", l, r)
	}
}

// A photograph as JPEG, which no two decoders read alike.
func TestFeh_Photograph(t *testing.T) {
	desktoptest.Need(t, "feh")
	env := desktoptest.Display(t, desktoptest.Env(t), 1280, 720)
	r := real{env: env, name: "feh"}
	s, dir := detect(t, r)
	run(t, env, "feh", "--bg-fill", paint(t, t.TempDir(), "theirs.png", red))
	snapshot := remember(t, s)
	picture := image.NewNRGBA(image.Rect(0, 0, 1280, 720))
	random := rand.New(rand.NewPCG(1, 2))
	for y := range 720 {
		for x := range 1280 {
			c := color.NRGBA{R: uint8(x / 5), G: uint8(y / 3), B: uint8((x + y) / 8), A: 255}
			if (x/7+y/5)%11 == 0 {
				c = color.NRGBA{R: uint8(random.Uint32()), G: uint8(random.Uint32()), B: uint8(random.Uint32()), A: 255}
			}
			picture.SetNRGBA(x, y, c)
		}
	}
	path := filepath.Join(dir, "photo.jpg")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(jpeg.Encode(file, picture, &jpeg.Options{Quality: 90}), file.Close()); err != nil {
		t.Fatal(err)
	}
	set(t, s, path)
	all(t, s, path)
	if err := s.Restore(t.Context(), snapshot); err != nil {
		t.Fatal(err)
	}
	if got := seen(t, env, 640, 360); !near(got, red) {
		t.Errorf("after restoring: %v", got)
	}
}

// A tool that puts up something, but not what it was given.
func TestFeh_AnotherPicture(t *testing.T) {
	r := startFeh(t)
	tools := t.TempDir()
	other := paint(t, t.TempDir(), "other.png", color.NRGBA{R: 230, G: 20, B: 30, A: 255})
	if err := os.WriteFile(filepath.Join(tools, "feh"), []byte("#!/bin/sh\nexec /usr/bin/feh --bg-fill '"+other+"'\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	r.env = r.env.With("PATH", tools+":"+r.env.Get("PATH"))
	s, dir := detect(t, r)
	if err := s.Set(t.Context(), []wallpaper.Painted{{Screen: "screen", Path: paint(t, dir, "one.png", green)}}); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("it was believed: %v", err)
	}
}

// The former picture's file was thrown away: said, and nothing is changed.
func TestFeh_FormerPictureGone(t *testing.T) {
	r := startFeh(t)
	s, dir := detect(t, r)
	r.person(t, paint(t, t.TempDir(), "theirs.png", red))
	snapshot := remember(t, s)
	set(t, s, paint(t, dir, "one.png", green))
	formers, err := filepath.Glob(filepath.Join(dir, "former-*.png"))
	if err != nil || len(formers) != 1 {
		t.Fatalf("kept %q, %v", formers, err)
	}
	if err := os.Remove(formers[0]); err != nil {
		t.Fatal(err)
	}
	if err := s.Restore(t.Context(), snapshot); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("got %v", err)
	}
	wait(t, r, green)
}
