package screen

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/randr"
	"github.com/jezek/xgb/xproto"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

const askTime = 3 * time.Second

// usualDPI is the resolution at which text has its usual size.
const usualDPI = 96

var errNoMonitor = errors.New("the display has no monitor")

func screens(ctx context.Context, env desktop.Env) ([]Screen, error) {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	var list []Screen
	err := desktop.WithDisplay(ctx, env, func(conn *xgb.Conn) error {
		var err error
		list, err = monitors(conn)
		return err
	})
	if err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "No screen could be found, so no wallpaper was made. Nothing was changed; it is tried again when you log in to a desktop.")
	}
	return list, nil
}

func monitors(conn *xgb.Conn) ([]Screen, error) {
	root := xproto.Setup(conn).DefaultScreen(conn).Root
	scale := scaleOf(conn, root)
	if err := randr.Init(conn); err != nil {
		return whole(conn, scale), nil
	}
	if version, err := randr.QueryVersion(conn, 1, 5).Reply(); err != nil || version.MajorVersion == 1 && version.MinorVersion < 5 {
		return whole(conn, scale), nil
	}
	reply, err := randr.GetMonitors(conn, root, true).Reply()
	if err != nil {
		return nil, fmt.Errorf("list the monitors: %w", err)
	}
	list := []Screen{}
	for i, m := range reply.Monitors {
		if m.Width == 0 || m.Height == 0 {
			continue
		}
		name := fmt.Sprintf("screen-%d", i)
		if atom, err := xproto.GetAtomName(conn, m.Name).Reply(); err == nil && atom.Name != "" {
			name = atom.Name
		}
		list = append(list, Screen{
			Name: name, X: int(m.X), Y: int(m.Y), W: int(m.Width), H: int(m.Height), Scale: scale, Primary: m.Primary,
		})
	}
	if len(list) == 0 {
		return nil, errNoMonitor
	}
	return list, nil
}

// whole is the display as one screen, for a server that cannot tell its monitors apart.
func whole(conn *xgb.Conn, scale float64) []Screen {
	screen := xproto.Setup(conn).DefaultScreen(conn)
	return []Screen{{Name: "screen", W: int(screen.WidthInPixels), H: int(screen.HeightInPixels), Scale: scale, Primary: true}}
}

// scaleOf reads the text size that the desktop has written down for all programs (Xft.dpi).
func scaleOf(conn *xgb.Conn, root xproto.Window) float64 {
	reply, err := xproto.GetProperty(conn, false, root, xproto.AtomResourceManager, xproto.AtomString, 0, 1<<16).Reply()
	if err != nil || reply.Format != 8 {
		return 1
	}
	return scaleIn(string(reply.Value))
}

func scaleIn(resources string) float64 {
	lines := bufio.NewScanner(strings.NewReader(resources))
	for lines.Scan() {
		name, value, ok := strings.Cut(lines.Text(), ":")
		if !ok || strings.TrimSpace(name) != "Xft.dpi" {
			continue
		}
		if dpi, err := strconv.ParseFloat(strings.TrimSpace(value), 64); err == nil && dpi >= usualDPI/2 && dpi <= usualDPI*8 {
			return dpi / usualDPI
		}
	}
	return 1
}
