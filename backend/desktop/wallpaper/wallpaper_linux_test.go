package wallpaper_test

import (
	"image/color"
	"image/png"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/desktop/wallpaper"
	"northboard/backend/fault"
)

func startXFCE(t *testing.T) real {
	desktoptest.Need(t, "xfconf-query", "xfdesktop", "openbox")
	env := startDisplay(t).With("XDG_CURRENT_DESKTOP", "XFCE", "NO_AT_BRIDGE", "1")
	env = desktoptest.Bus(t, env, desktoptest.SystemServices)
	desktoptest.Start(t, env, "openbox")
	desktoptest.Start(t, env, "xfdesktop", "--disable-wm-check")
	place := ""
	desktoptest.Until(t, "xfdesktop to write its settings", func() bool {
		text, _ := desktop.Run(t.Context(), env, 20e9, "xfconf-query", "-c", "xfce4-desktop", "-l")
		for name := range strings.FieldsSeq(text) {
			if strings.HasSuffix(name, "/workspace0/last-image") {
				place = strings.TrimSuffix(name, "last-image")
			}
		}
		return place != ""
	})
	desktoptest.Until(t, "xfdesktop to paint", func() bool { return seen(t, env, width/2, height-40) != color.NRGBA{A: 255} })
	return real{
		env: env, name: "xfce", tool: "xfconf-query",
		lie:   `case " $* " in *" -s "*) exit 0;; esac; exec /usr/bin/xfconf-query "$@"`,
		shows: func(t *testing.T) color.NRGBA { return seen(t, env, width/2, height-40) },
		person: func(t *testing.T, path string) {
			// All workspaces, and stretched where ours is zoomed.
			for name := range strings.FieldsSeq(run(t, env, "xfconf-query", "-c", "xfce4-desktop", "-l")) {
				if base, ok := strings.CutSuffix(name, "last-image"); ok {
					run(t, env, "xfconf-query", "-c", "xfce4-desktop", "-p", base+"image-style", "-n", "-t", "int", "-s", "3")
					run(t, env, "xfconf-query", "-c", "xfce4-desktop", "-p", name, "-s", path)
				}
			}
		},
	}
}

func TestXFCE(t *testing.T) {
	t.Parallel()
	suite(t, startXFCE)
}

// Every property is as it was, also the slide show that was switched off, and what was not there is not there.
func TestXFCE_EveryPropertyComesBack(t *testing.T) {
	r := startXFCE(t)
	base := "/backdrop/screen0/monitorscreen/workspace0/"
	query := func(args ...string) string {
		return run(t, r.env, "xfconf-query", append([]string{"-c", "xfce4-desktop"}, args...)...)
	}
	query("-p", base+"backdrop-cycle-enable", "-n", "-t", "bool", "-s", "true")
	query("-p", base+"image-style", "-n", "-t", "int", "-s", "4")
	query("-p", "/backdrop/screen0/monitorscreen/workspace1/last-image", "-r", "-R")
	s, dir := detect(t, r)
	before := query("-l", "-v")
	snapshot := remember(t, s)
	set(t, s, paint(t, dir, "one.png", green))
	if got := query("-p", base+"backdrop-cycle-enable"); got != "false" {
		t.Errorf("the slide show goes on: %s", got)
	}
	if got := query("-p", "/backdrop/screen0/monitorscreen/workspace1/last-image"); !strings.HasSuffix(got, "/one.png") {
		t.Errorf("a missing property was not made: %q", got)
	}
	if err := s.Restore(t.Context(), snapshot); err != nil {
		t.Fatal(err)
	}
	desktoptest.Until(t, "the settings to be as they were", func() bool { return query("-l", "-v") == before })
}

// A monitor of its own keeps what the person chose for it, and the other one comes back.
func TestXFCE_OneMonitorChangedSince(t *testing.T) {
	r := startXFCE(t)
	second := "/backdrop/screen0/monitorHDMI-1/workspace0/last-image"
	query := func(args ...string) string {
		return run(t, r.env, "xfconf-query", append([]string{"-c", "xfce4-desktop"}, args...)...)
	}
	theirs := t.TempDir()
	r.person(t, paint(t, theirs, "a.png", red))
	query("-p", second, "-n", "-t", "string", "-s", paint(t, theirs, "b.png", blue))
	s, dir := detect(t, r)
	snapshot := remember(t, s)
	if err := s.Set(t.Context(), []wallpaper.Painted{
		{Screen: "screen", Path: paint(t, dir, "one.png", green)}, {Screen: "HDMI-1", Path: paint(t, dir, "two.png", yellow)},
	}); err != nil {
		t.Fatal(err)
	}
	wait(t, r, green)
	if got := query("-p", second); !strings.HasSuffix(got, "/two.png") {
		t.Errorf("the second monitor has %q", got)
	}
	later := paint(t, theirs, "later.png", blue)
	query("-p", second, "-s", later)
	if err := s.Restore(t.Context(), snapshot); err != nil {
		t.Fatal(err)
	}
	wait(t, r, red)
	if got := query("-p", second); got != later {
		t.Errorf("their later choice became %q", got)
	}
}

// startGNOME has GNOME's settings and no shell to paint them: what a person would see is the file that both keys name.
func startGNOME(t *testing.T) real {
	desktoptest.Need(t, "gsettings", "dconf", "dbus-daemon")
	env := desktoptest.Env(t).With("XDG_CURRENT_DESKTOP", "ubuntu:GNOME", "WAYLAND_DISPLAY", "wayland-0")
	env = desktoptest.Bus(t, env, desktoptest.SystemServices)
	if text, err := desktop.Run(t.Context(), env, 20e9, "gsettings", "list-schemas"); err != nil || !slices.Contains(strings.Fields(text), "org.gnome.desktop.background") {
		t.Skip("SKIPPED, NOT TESTED: GNOME's settings are missing; apt-get install gsettings-desktop-schemas dconf-gsettings-backend")
	}
	get := func(t *testing.T, key string) string {
		return run(t, env, "gsettings", "get", "org.gnome.desktop.background", key)
	}
	return real{
		env: env, name: "gnome", tool: "gsettings",
		lie: `[ "$1" = set ] && exit 0; exec /usr/bin/gsettings "$@"`,
		shows: func(t *testing.T) color.NRGBA {
			light, dark := get(t, "picture-uri"), get(t, "picture-uri-dark")
			if light != dark {
				return color.NRGBA{} // The defaults.
			}
			address, err := url.Parse(strings.Trim(light, "'"))
			if err != nil {
				t.Fatal(err)
			}
			return pixelOf(t, address.Path, 5, 5)
		},
		person: func(t *testing.T, path string) {
			for _, key := range []string{"picture-uri", "picture-uri-dark"} {
				run(t, env, "gsettings", "set", "org.gnome.desktop.background", key, "file://"+path)
			}
		},
		nothing: func(t *testing.T, env desktop.Env) bool {
			return run(t, env, "dconf", "dump", "/org/gnome/desktop/background/") == ""
		},
	}
}

func TestGNOME(t *testing.T) {
	t.Parallel()
	suite(t, startGNOME)
}

// Only what was set is put back to a value, the style with it.
func TestGNOME_EveryKeyComesBack(t *testing.T) {
	r := startGNOME(t)
	run(t, r.env, "gsettings", "set", "org.gnome.desktop.background", "picture-uri", "file:///usr/share/it's here.png")
	run(t, r.env, "gsettings", "set", "org.gnome.desktop.background", "picture-options", "centered")
	before := run(t, r.env, "dconf", "dump", "/")
	s, dir := detect(t, r)
	snapshot := remember(t, s)
	set(t, s, paint(t, dir, "one.png", green))
	if got := run(t, r.env, "gsettings", "get", "org.gnome.desktop.background", "picture-options"); got != "'zoom'" {
		t.Errorf("shown as %s", got)
	}
	if err := s.Restore(t.Context(), snapshot); err != nil {
		t.Fatal(err)
	}
	if after := run(t, r.env, "dconf", "dump", "/"); after != before {
		t.Errorf("was\n%s\nis\n%s", before, after)
	}
}

// GNOME has one picture for all monitors: ours are put together as the monitors lie.
func TestGNOME_TwoMonitors(t *testing.T) {
	r := startGNOME(t)
	r.env = desktoptest.Display(t, r.env, 620, 400)
	desktoptest.Monitors(t, r.env, "left=320/100x400/100+0+0", "right=300/100x200/100+320+100")
	s, dir := detect(t, r)
	if err := s.Set(t.Context(), []wallpaper.Painted{
		{Screen: "left", Path: paintSize(t, dir, "l.png", green, 320, 400)}, {Screen: "right", Path: paintSize(t, dir, "r.png", blue, 300, 200)},
	}); err != nil {
		t.Fatal(err)
	}
	now, err := s.Current(t.Context())
	if err != nil || len(now) != 2 {
		t.Fatalf("%q, %v", now, err)
	}
	if l, r := pixelOf(t, now[0], 10, 10), pixelOf(t, now[0], 400, 200); !near(l, green) || !near(r, blue) {
		t.Errorf("left %v, right %v", l, r)
	}
	if got := run(t, r.env, "gsettings", "get", "org.gnome.desktop.background", "picture-options"); got != "'spanned'" {
		t.Errorf("shown as %s", got)
	}
}

func pixelOf(t *testing.T, path string, x, y int) color.NRGBA {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return color.NRGBAModel.Convert(picture.At(x, y)).(color.NRGBA)
}

func TestDetect(t *testing.T) {
	bare := desktoptest.Env(t)
	for name, test := range map[string]struct {
		env  desktop.Env
		want string // "" is a fault.
	}{
		"no-desktop":       {bare, ""},
		"dead-display":     {bare.With("DISPLAY", ":4711"), ""},
		"kde":              {bare.With("XDG_CURRENT_DESKTOP", "KDE"), ""},
		"sway":             {bare.With("XDG_CURRENT_DESKTOP", "sway", "WAYLAND_DISPLAY", "wayland-1"), ""},
		"xfce":             {bare.With("XDG_CURRENT_DESKTOP", "XFCE"), "xfce"},
		"gnome":            {bare.With("XDG_CURRENT_DESKTOP", "GNOME"), "gnome"},
		"ubuntu":           {bare.With("XDG_CURRENT_DESKTOP", "ubuntu:GNOME"), "gnome"},
		"xfce-no-tool":     {bare.With("XDG_CURRENT_DESKTOP", "XFCE", "PATH", "/nonexistent"), ""},
		"gnome-no-tool":    {bare.With("XDG_CURRENT_DESKTOP", "GNOME", "PATH", "/nonexistent"), ""},
		"relative-path":    {bare.With("XDG_CURRENT_DESKTOP", "GNOME", "PATH", "."), ""},
		"display-far-away": {bare.With("DISPLAY", "example.org:0"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "w")
			s, err := wallpaper.Detect(t.Context(), test.env, dir)
			switch {
			case test.want != "" && (err != nil || s.Name() != test.want):
				t.Errorf("got %v, %v", s, err)
			case test.want == "" && fault.CodeOf(err) != fault.Unavailable:
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestDetect_ByTheWindowManager(t *testing.T) {
	r := startFeh(t)
	if name, err := wallpaper.Name(t.Context(), r.env); err != nil || name != "feh" {
		t.Errorf("openbox: %q, %v", name, err)
	}
	// feh would paint beneath a desktop window.
	env := desktoptest.Bus(t, r.env.With("NO_AT_BRIDGE", "1"), desktoptest.SystemServices)
	desktoptest.Start(t, env, "xfdesktop", "--disable-wm-check")
	desktoptest.Until(t, "xfdesktop to be seen", func() bool {
		name, err := wallpaper.Name(t.Context(), env)
		return err == nil && name == "xfce"
	})
}

func TestByHand(t *testing.T) {
	_, err := wallpaper.Detect(t.Context(), desktoptest.Env(t), t.TempDir())
	got := fault.From(wallpaper.ByHand(err, "/home/x/w.png"))
	if got.Code != fault.Unavailable || got.Sentence != "Northboard could not tell which desktop this is. The picture is saved at /home/x/w.png; set it by hand." {
		t.Errorf("%+v", got)
	}
}
