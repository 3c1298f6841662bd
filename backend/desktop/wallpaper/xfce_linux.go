package wallpaper

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/jezek/xgb"

	"northboard/backend/desktop"
	"northboard/backend/desktop/screen"
)

// xfce keeps one picture for each monitor and each workspace, as properties of xfdesktop's settings:
//
//	/backdrop/screen0/monitoreDP-1/workspace0/last-image
//
// Those that are missing are made, so that it makes no difference whether xfdesktop has been there before.
type xfce struct {
	env desktop.Env
}

const (
	xfceChannel = "xfce4-desktop"
	xfceImage   = "last-image"
	xfceStyle   = "image-style"
	xfceCycle   = "backdrop-cycle-enable"

	xfceZoomed = "5"

	// mostWorkspaces bounds what a confused window manager can make us write.
	mostWorkspaces = 32
)

// xfceTypes are the properties of a place that are changed and put back.
var xfceTypes = map[string]string{xfceImage: "string", xfceStyle: "int", xfceCycle: "bool"}

var xfcePlace = regexp.MustCompile(`^(/backdrop/screen\d+/monitor([^/]+)/workspace\d+)/([a-z-]+)$`)

type xfceState struct {
	Properties map[string]string `json:"properties"`
}

func (x *xfce) name() string  { return xfceName }
func (x *xfce) title() string { return "XFCE" }

func (x *xfce) query(ctx context.Context, args ...string) (string, error) {
	return desktop.Run(ctx, x.env, toolTime, "xfconf-query", append([]string{"-c", xfceChannel}, args...)...)
}

// properties are all that matter of all places, by their full names.
func (x *xfce) properties(ctx context.Context) (map[string]string, error) {
	text, err := x.query(ctx, "-l", "-v")
	if err != nil && !strings.Contains(err.Error(), "does not exist") {
		return nil, err
	}
	list := map[string]string{}
	for line := range strings.Lines(text) {
		name, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if match := xfcePlace.FindStringSubmatch(name); ok && match != nil && xfceTypes[match[3]] != "" {
			list[name] = strings.TrimLeft(value, " ")
		}
	}
	return list, nil
}

func (x *xfce) put(ctx context.Context, name, value string) error {
	_, err := x.query(ctx, "-p", name, "-n", "-t", xfceTypes[name[strings.LastIndexByte(name, '/')+1:]], "-s", value)
	return err
}

// targets are the places to fill, with the monitor of each: those that XFCE has, and those its monitors and workspaces make.
func (x *xfce) targets(ctx context.Context, have map[string]string) map[string]string {
	list := map[string]string{}
	for name := range have {
		match := xfcePlace.FindStringSubmatch(name)
		list[match[1]] = match[2]
	}
	// Without a display there is what XFCE has.
	monitors, err := screen.Screens(ctx, x.env)
	if err != nil {
		return list
	}
	for workspace := range x.workspaces(ctx) {
		for _, monitor := range monitors {
			list[fmt.Sprintf("/backdrop/screen0/monitor%s/workspace%d", monitor.Name, workspace)] = monitor.Name
		}
	}
	return list
}

func (x *xfce) workspaces(ctx context.Context) int {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	count := 1
	err := desktop.WithDisplay(ctx, x.env, func(conn *xgb.Conn) error {
		r := newRoot(conn)
		count = int(min(max(r.number(r.root, "_NET_NUMBER_OF_DESKTOPS"), 1), mostWorkspaces))
		return nil
	})
	if err != nil {
		return 1
	}
	return count
}

func (x *xfce) set(ctx context.Context, pictures []Painted) (places, error) {
	have, err := x.properties(ctx)
	if err != nil {
		return nil, err
	}
	targets := x.targets(ctx, have)
	want := places{}
	for _, place := range slices.Sorted(maps.Keys(targets)) {
		want[place] = pictureFor(pictures, targets[place])
		// A picture that changes by itself would take ours away.
		if have[place+"/"+xfceCycle] == "true" {
			if err := x.put(ctx, place+"/"+xfceCycle, "false"); err != nil {
				return nil, err
			}
		}
		// The style comes first, so that the new picture is never shown in the old one's style.
		if have[place+"/"+xfceStyle] != xfceZoomed {
			if err := x.put(ctx, place+"/"+xfceStyle, xfceZoomed); err != nil {
				return nil, err
			}
		}
		if err := x.put(ctx, place+"/"+xfceImage, want[place]); err != nil {
			return nil, err
		}
	}
	return want, nil
}

func (x *xfce) current(ctx context.Context) (places, error) {
	have, err := x.properties(ctx)
	if err != nil {
		return nil, err
	}
	now := places{}
	for name, value := range have {
		if place, ok := strings.CutSuffix(name, "/"+xfceImage); ok {
			now[place] = value
		}
	}
	return now, nil
}

func (x *xfce) snapshot(ctx context.Context) (any, error) {
	have, err := x.properties(ctx)
	return xfceState{Properties: have}, err
}

func (x *xfce) restore(ctx context.Context, snapshot json.RawMessage, ours func(string) bool) error {
	var state xfceState
	if err := json.Unmarshal(snapshot, &state); err != nil {
		return fmt.Errorf("read the former wallpaper: %w", err)
	}
	have, err := x.properties(ctx)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(have)) {
		match := xfcePlace.FindStringSubmatch(name)
		if !ours(have[match[1]+"/"+xfceImage]) {
			continue
		}
		former, was := state.Properties[name]
		switch {
		case !was:
			_, err = x.query(ctx, "-p", name, "-r")
		case former != have[name]:
			err = x.put(ctx, name, former)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
