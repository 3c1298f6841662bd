package wallpaper

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"northboard/backend/fault"
)

// settle is how long a desktop may take until it says what it was told.
const settle = 2 * time.Second

// places is what a desktop shows where: by monitor and workspace, or by light and dark. "" is no file, or one that cannot be told.
type places map[string]string

// hand is one kind of desktop, without the checks that are the same for all.
type hand interface {
	name() string
	title() string // For people: "XFCE".
	snapshot(ctx context.Context) (any, error)
	// set tells what current must say afterwards.
	set(ctx context.Context, pictures []Painted) (places, error)
	current(ctx context.Context) (places, error)
	// restore changes the places that hold a picture of ours.
	restore(ctx context.Context, snapshot json.RawMessage, ours func(path string) bool) error
}

// checked is a Setter that believes nothing.
type checked struct {
	hand hand
	dir  string // Absolute, links followed.
}

func newChecked(h hand, dir string) *checked { return &checked{hand: h, dir: dir} }

func (c *checked) Name() string { return c.hand.name() }

func (c *checked) Current(ctx context.Context) ([]string, error) {
	now, err := c.hand.current(ctx)
	if err != nil {
		return nil, c.refusal(err, "could not be asked for its wallpaper. Nothing was changed.")
	}
	list := []string{}
	for _, place := range slices.Sorted(maps.Keys(now)) {
		list = append(list, now[place])
	}
	return list, nil
}

func (c *checked) Snapshot(ctx context.Context) (json.RawMessage, error) {
	now, err := c.hand.current(ctx)
	if err != nil {
		return nil, c.refusal(err, "could not be asked for its wallpaper. Nothing was changed.")
	}
	if c.anyOurs(now) {
		return nil, fault.New(fault.Conflict, "The wallpaper is Northboard’s own already, so the one before it stays remembered. Nothing was changed.")
	}
	state, err := c.hand.snapshot(ctx)
	if err != nil {
		return nil, c.refusal(err, "did not let its present wallpaper be remembered. Nothing was changed.")
	}
	return json.Marshal(state)
}

func (c *checked) Set(ctx context.Context, pictures []Painted) error {
	if len(pictures) == 0 {
		return fault.New(fault.Invalid, "There is no picture for the wallpaper. Nothing was changed.")
	}
	// The paths are written as the desktop will say them back.
	pictures = slices.Clone(pictures)
	for i, p := range pictures {
		info, err := os.Stat(p.Path)
		if err != nil || !info.Mode().IsRegular() {
			return fault.Wrap(err, fault.NotFound, "The painted wallpaper is not there any more. Your wallpaper was not changed; set it once more.")
		}
		path, err := filepath.EvalSymlinks(p.Path)
		if err != nil {
			return fmt.Errorf("follow the painted wallpaper's path: %w", err)
		}
		if pictures[i].Path = path; !c.ours(path) {
			return fault.Newf(fault.Internal, "The painted wallpaper lies in a folder it should not lie in. Your wallpaper was not changed.")
		}
	}
	want, err := c.hand.set(ctx, pictures)
	if err != nil {
		return c.refusal(err, "did not take the new wallpaper.")
	}
	if err := c.until(ctx, func(now places) bool { return holds(now, want) }); err != nil {
		return c.refusal(err, "said it took the new wallpaper but shows another.")
	}
	return nil
}

func (c *checked) Restore(ctx context.Context, snapshot json.RawMessage) error {
	now, err := c.hand.current(ctx)
	if err != nil {
		return c.refusal(err, "could not be asked for its wallpaper. Nothing was changed.")
	}
	if !c.anyOurs(now) {
		return fault.New(fault.Conflict, "The wallpaper was changed since Northboard set it, so it was left as it is.")
	}
	if err := c.hand.restore(ctx, snapshot, c.ours); err != nil {
		return c.refusal(err, "did not take your former wallpaper back. It is still remembered; try again.")
	}
	if err := c.until(ctx, func(now places) bool { return !c.anyOurs(now) }); err != nil {
		return c.refusal(err, "said it took your former wallpaper back but shows another. It is still remembered; try again.")
	}
	return nil
}

// until asks the desktop until it says what it should; the error is what it said last.
func (c *checked) until(ctx context.Context, ok func(places) bool) error {
	ends := time.After(settle)
	for {
		now, err := c.hand.current(ctx)
		if err == nil && ok(now) {
			return nil
		}
		if err == nil {
			err = fmt.Errorf("the desktop holds %v", now)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ends:
			return err
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func holds(now, want places) bool {
	for place, path := range want {
		if now[place] != path {
			return false
		}
	}
	return len(want) > 0
}

func (c *checked) anyOurs(now places) bool {
	for _, path := range now {
		if c.ours(path) {
			return true
		}
	}
	return false
}

// ours: Northboard painted it. A desktop may name the folder by another way to it.
func (c *checked) ours(path string) bool {
	if !filepath.IsAbs(path) {
		return false
	}
	dir := filepath.Dir(path)
	if dir == c.dir {
		return true
	}
	real, err := filepath.EvalSymlinks(dir)
	return err == nil && real == c.dir
}

func (c *checked) refusal(err error, what string) error {
	return fault.Wrap(err, fault.Unavailable, c.hand.title()+" "+what)
}
