package wallpaper_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/desktop/wallpaper"
	"northboard/backend/fault"
)

var (
	red    = color.NRGBA{R: 220, G: 20, B: 30, A: 255}
	green  = color.NRGBA{R: 20, G: 180, B: 60, A: 255}
	blue   = color.NRGBA{R: 30, G: 60, B: 220, A: 255}
	yellow = color.NRGBA{R: 230, G: 210, B: 40, A: 255}
)

const width, height = 640, 480

// real is a running desktop for the suite.
type real struct {
	env     desktop.Env
	name    string
	tool    string                                   // What the setter works with.
	lie     string                                   // A script in the tool's place that says yes and does nothing.
	shows   func(t *testing.T) color.NRGBA           // What a person sees in the middle.
	person  func(t *testing.T, path string)          // The person chooses a picture by the desktop's own means.
	nothing func(t *testing.T, env desktop.Env) bool // Whether the desktop is as it was before anybody chose anything; nil: cannot be told.
}

// suite is what every desktop must do, for real.
func suite(t *testing.T, start func(t *testing.T) real) {
	t.Run("set-and-restore-a-choice", func(t *testing.T) {
		r := start(t)
		s, dir := detect(t, r)
		r.person(t, paint(t, t.TempDir(), "theirs.png", red))
		wait(t, r, red)
		snapshot := remember(t, s)

		first := paint(t, dir, "one.png", green)
		set(t, s, first)
		wait(t, r, green)
		all(t, s, first)
		// Its own picture is never remembered as the former one.
		if _, err := s.Snapshot(t.Context()); fault.CodeOf(err) != fault.Conflict {
			t.Errorf("a snapshot of our own picture gave %v", err)
		}
		second := paint(t, dir, "two.png", blue)
		set(t, s, second)
		wait(t, r, blue)
		all(t, s, second)

		// Another process, later.
		again, err := wallpaper.Detect(t.Context(), r.env, dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := again.Restore(t.Context(), snapshot); err != nil {
			t.Fatal(err)
		}
		wait(t, r, red)
		if err := again.Restore(t.Context(), snapshot); fault.CodeOf(err) != fault.Conflict {
			t.Errorf("restoring twice gave %v", err)
		}
		wait(t, r, red)
	})

	t.Run("set-and-restore-nothing", func(t *testing.T) {
		r := start(t)
		s, dir := detect(t, r)
		before := r.shows(t)
		snapshot := remember(t, s)
		set(t, s, paint(t, dir, "one.png", green))
		wait(t, r, green)
		if err := s.Restore(t.Context(), snapshot); err != nil {
			t.Fatal(err)
		}
		wait(t, r, before)
		if r.nothing != nil && !r.nothing(t, r.env) {
			t.Error("something stayed behind")
		}
	})

	t.Run("the-persons-later-choice-stays", func(t *testing.T) {
		r := start(t)
		s, dir := detect(t, r)
		snapshot := remember(t, s)
		set(t, s, paint(t, dir, "one.png", green))
		// A person sees one picture before they choose another; xfdesktop drops the second of two that come at once.
		wait(t, r, green)
		r.person(t, paint(t, t.TempDir(), "theirs.png", yellow))
		wait(t, r, yellow)
		if err := s.Restore(t.Context(), snapshot); fault.CodeOf(err) != fault.Conflict {
			t.Errorf("got %v", err)
		}
		wait(t, r, yellow)
		if _, err := s.Snapshot(t.Context()); err != nil {
			t.Errorf("their choice cannot be remembered: %v", err)
		}
	})

	t.Run("awkward-names", func(t *testing.T) {
		r := start(t)
		s, dir := detect(t, r)
		path := paint(t, dir, `-ü 'a" $(id) 100%25 #?\.png`, green)
		set(t, s, path)
		wait(t, r, green)
		all(t, s, path)
	})

	t.Run("a-tool-that-lies", func(t *testing.T) {
		r := start(t)
		tools := t.TempDir()
		if err := os.WriteFile(filepath.Join(tools, r.tool), []byte("#!/bin/sh\n"+r.lie+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		r.env = r.env.With("PATH", tools+":"+r.env.Get("PATH"))
		s, dir := detect(t, r)
		err := s.Set(t.Context(), []wallpaper.Painted{{Screen: "screen", Path: paint(t, dir, "one.png", green)}})
		if fault.CodeOf(err) != fault.Unavailable {
			t.Errorf("it was believed: %v", err)
		}
	})

	t.Run("a-tool-that-fails", func(t *testing.T) {
		r := start(t)
		tools := t.TempDir()
		if err := os.WriteFile(filepath.Join(tools, r.tool), []byte("#!/bin/sh\necho no >&2; exit 1\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		r.env = r.env.With("PATH", tools+":"+r.env.Get("PATH"))
		s, dir := detect(t, r)
		picture := []wallpaper.Painted{{Screen: "screen", Path: paint(t, dir, "one.png", green)}}
		if err := s.Set(t.Context(), picture); fault.CodeOf(err) != fault.Unavailable || !strings.Contains(err.Error(), "no") {
			t.Errorf("a failure gave %v", err)
		}
	})

	t.Run("pictures-that-cannot-be", func(t *testing.T) {
		r := start(t)
		s, dir := detect(t, r)
		before := r.shows(t)
		for name, test := range map[string]struct {
			pictures []wallpaper.Painted
			code     fault.Code
		}{
			"none":      {nil, fault.Invalid},
			"gone":      {[]wallpaper.Painted{{Path: filepath.Join(dir, "gone.png")}}, fault.NotFound},
			"folder":    {[]wallpaper.Painted{{Path: dir}}, fault.NotFound},
			"elsewhere": {[]wallpaper.Painted{{Path: paint(t, t.TempDir(), "x.png", green)}}, fault.Internal},
		} {
			if err := s.Set(t.Context(), test.pictures); fault.CodeOf(err) != test.code {
				t.Errorf("%s gave %v", name, err)
			}
		}
		wait(t, r, before)
	})
}

func detect(t *testing.T, r real) (wallpaper.Setter, string) {
	t.Helper()
	// A folder that is reached by a link, as a home folder often is.
	base := t.TempDir()
	if err := os.Symlink(t.TempDir(), filepath.Join(base, "link")); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(base, "link", "wall paper")
	s, err := wallpaper.Detect(t.Context(), r.env, dir)
	if err != nil {
		t.Fatal(err)
	}
	if s.Name() != r.name {
		t.Fatalf("taken for %s", s.Name())
	}
	return s, dir
}

func remember(t *testing.T, s wallpaper.Setter) []byte {
	t.Helper()
	snapshot, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return snapshot
}

func set(t *testing.T, s wallpaper.Setter, path string) {
	t.Helper()
	if err := s.Set(t.Context(), []wallpaper.Painted{{Screen: "screen", Path: path}}); err != nil {
		t.Fatal(err)
	}
}

// all: the desktop says this file is in each of its places.
func all(t *testing.T, s wallpaper.Setter, path string) {
	t.Helper()
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		t.Fatal(err)
	}
	now, err := s.Current(t.Context())
	if err != nil || len(now) == 0 || slices.ContainsFunc(now, func(p string) bool { return p != real }) {
		t.Errorf("the desktop holds %q, %v; want %q", now, err, real)
	}
}

func wait(t *testing.T, r real, want color.NRGBA) {
	t.Helper()
	var got color.NRGBA
	for deadline := time.Now().Add(15 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if got = r.shows(t); near(got, want) {
			return
		}
	}
	t.Fatalf("the desktop shows %v, want %v", got, want)
}

func near(a, b color.NRGBA) bool {
	d := func(x, y uint8) bool { return max(x, y)-min(x, y) <= 3 }
	return d(a.R, b.R) && d(a.G, b.G) && d(a.B, b.B)
}

func paint(t *testing.T, dir, name string, c color.NRGBA) string {
	t.Helper()
	return paintSize(t, dir, name, c, width, height)
}

func paintSize(t *testing.T, dir, name string, c color.NRGBA, w, h int) string {
	t.Helper()
	picture := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < len(picture.Pix); i += 4 {
		picture.Pix[i], picture.Pix[i+1], picture.Pix[i+2], picture.Pix[i+3] = c.R, c.G, c.B, c.A
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// seen is one pixel of the screen as another program reads it.
func seen(t *testing.T, env desktop.Env, x, y int) color.NRGBA {
	t.Helper()
	text, err := desktop.Run(t.Context(), env, 20*time.Second, "import", "-window", "root", "-crop", fmt.Sprintf("1x1+%d+%d", x, y), "-depth", "8", "rgb:-")
	if err != nil || len(text) != 3 {
		t.Fatalf("reading the screen gave %q, %v", text, err)
	}
	return color.NRGBA{R: text[0], G: text[1], B: text[2], A: 255}
}

func run(t *testing.T, env desktop.Env, program string, args ...string) string {
	t.Helper()
	text, err := desktop.Run(t.Context(), env, 20*time.Second, program, args...)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(text)
}

func startDisplay(t *testing.T) desktop.Env {
	desktoptest.Need(t, "import")
	return desktoptest.Display(t, desktoptest.Env(t), width, height)
}
