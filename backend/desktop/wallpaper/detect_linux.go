package wallpaper

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

const (
	toolTime = 10 * time.Second // For one call of a desktop's own tool.
	askTime  = 3 * time.Second  // For one question to the X server.

	xfceName, gnomeName, fehName = "xfce", "gnome", "feh"
)

// gnomeLike keep their wallpaper where GNOME does.
var gnomeLike = []string{"GNOME", "GNOME-CLASSIC", "GNOME-FLASHBACK", "UNITY", "BUDGIE"}

// ownPainters are desktops that draw the background themselves, in a way this package does not know. feh would paint beneath it.
var ownPainters = []string{"KDE", "MATE", "X-CINNAMON", "CINNAMON", "LXQT", "LXDE", "DEEPIN", "PANTHEON", "ENLIGHTENMENT", "COSMIC"}

func detect(ctx context.Context, env desktop.Env, dir string) (Setter, error) {
	name, err := kind(ctx, env)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder for wallpapers: %w", err)
	}
	if dir, err = filepath.Abs(dir); err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return nil, fmt.Errorf("find the folder for wallpapers: %w", err)
	}
	switch name {
	case xfceName:
		return newChecked(&xfce{env: env}, dir), nil
	case gnomeName:
		return newChecked(&gnome{env: env, dir: dir}, dir), nil
	}
	return newChecked(&feh{env: env, dir: dir}, dir), nil
}

// kind is decided by what the session says it is, then by the window manager that is running, then by what is left.
func kind(ctx context.Context, env desktop.Env) (string, error) {
	said := strings.Split(strings.ToUpper(env.Get("XDG_CURRENT_DESKTOP")), ":")
	is := func(names ...string) bool {
		return slices.ContainsFunc(said, func(s string) bool { return slices.Contains(names, s) })
	}
	switch {
	case is("XFCE"):
		return having(env, xfceName, "XFCE", "xfconf-query")
	case is(gnomeLike...):
		return having(env, gnomeName, "GNOME", "gsettings")
	case is(ownPainters...):
		return "", unknownDesktop(fmt.Errorf("XDG_CURRENT_DESKTOP is %q", env.Get("XDG_CURRENT_DESKTOP")))
	case env.Get("WAYLAND_DISPLAY") != "" || env.Get("XDG_SESSION_TYPE") == "wayland":
		return "", unknownDesktop(errors.New("a Wayland session that does not say which"))
	}
	seen, err := lookAround(ctx, env)
	if err != nil {
		return "", unknownDesktop(err)
	}
	switch manager := strings.ToLower(seen.manager); {
	case manager == "xfwm4" || slices.Contains(seen.covers, "xfdesktop"):
		return having(env, xfceName, "XFCE", "xfconf-query")
	case manager == "gnome shell" || manager == "mutter":
		return having(env, gnomeName, "GNOME", "gsettings")
	case manager == "kwin" || len(seen.covers) > 0:
		return "", unknownDesktop(fmt.Errorf("window manager %q, background drawn by %q", seen.manager, seen.covers))
	}
	return having(env, fehName, "this window manager", "feh")
}

func having(env desktop.Env, name, title, tool string) (string, error) {
	if env.Look(tool) == "" {
		return "", fault.Wrap(fmt.Errorf("%s: %w", tool, desktop.ErrMissing), fault.Unavailable,
			"Setting the wallpaper of "+title+" needs the program "+tool+", which is not installed.")
	}
	return name, nil
}

// surroundings is what can be seen of a desktop on its display.
type surroundings struct {
	manager string   // The window manager's name; "" for none.
	covers  []string // Programs with a window that lies over the root window as the desktop's background.
}

func lookAround(ctx context.Context, env desktop.Env) (surroundings, error) {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	var seen surroundings
	err := desktop.WithDisplay(ctx, env, func(conn *xgb.Conn) error {
		x := newRoot(conn)
		if check := x.number(x.root, "_NET_SUPPORTING_WM_CHECK"); check != 0 {
			seen.manager = string(x.bytes(xproto.Window(check), "_NET_WM_NAME"))
		}
		background := uint32(x.atom("_NET_WM_WINDOW_TYPE_DESKTOP"))
		for _, window := range x.numbers(x.root, "_NET_CLIENT_LIST") {
			if slices.Contains(x.numbers(xproto.Window(window), "_NET_WM_WINDOW_TYPE"), background) {
				program, _, _ := strings.Cut(string(x.bytes(xproto.Window(window), "WM_CLASS")), "\x00")
				seen.covers = append(seen.covers, strings.ToLower(program))
			}
		}
		return nil
	})
	return seen, err
}
