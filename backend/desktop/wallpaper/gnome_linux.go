package wallpaper

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image"
	"image/draw"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"northboard/backend/desktop"
	"northboard/backend/desktop/screen"
)

// gnome keeps one picture for the light style and one for the dark, over all monitors.
type gnome struct {
	env desktop.Env
	dir string
}

const (
	gnomeSchema  = "org.gnome.desktop.background"
	gnomePath    = "/org/gnome/desktop/background/"
	gnomeLight   = "picture-uri"
	gnomeDark    = "picture-uri-dark" // Since GNOME 42.
	gnomeOptions = "picture-options"
)

func (g *gnome) name() string  { return gnomeName }
func (g *gnome) title() string { return "GNOME" }

func (g *gnome) settings(ctx context.Context, args ...string) (string, error) {
	text, err := desktop.Run(ctx, g.env, toolTime, "gsettings", args...)
	return strings.TrimSpace(text), err
}

// keys are those of the three that this GNOME has.
func (g *gnome) keys(ctx context.Context) ([]string, error) {
	text, err := g.settings(ctx, "list-keys", gnomeSchema)
	if err != nil {
		return nil, err
	}
	all := strings.Fields(text)
	return slices.DeleteFunc([]string{gnomeLight, gnomeDark, gnomeOptions}, func(key string) bool { return !slices.Contains(all, key) }), nil
}

func (g *gnome) set(ctx context.Context, pictures []Painted) (places, error) {
	keys, err := g.keys(ctx)
	if err != nil {
		return nil, err
	}
	path, options, err := g.one(ctx, pictures)
	if err != nil {
		return nil, err
	}
	want := places{}
	// The options come first, so that the new picture is never shown in the old one's style.
	slices.Sort(keys)
	for _, key := range keys {
		value := options
		if key != gnomeOptions {
			value, want[key] = fileURI(path), path
		}
		if _, err := g.settings(ctx, "set", gnomeSchema, key, "'"+value+"'"); err != nil {
			return nil, err
		}
	}
	return want, nil
}

// one is the single picture that GNOME takes: the only one, or all of them put together as the monitors lie.
func (g *gnome) one(ctx context.Context, pictures []Painted) (path, options string, err error) {
	same := !slices.ContainsFunc(pictures, func(p Painted) bool { return p.Path != pictures[0].Path })
	if same {
		return pictures[0].Path, "zoom", nil
	}
	// Where nobody tells how the monitors lie (Wayland without X), the first picture is shown on each.
	screens, err := screen.Screens(ctx, g.env)
	if err != nil || len(screens) < 2 {
		return pictures[0].Path, "zoom", nil
	}
	name := sha256.New()
	var all image.Rectangle
	for _, s := range screens {
		all = all.Union(image.Rect(s.X, s.Y, s.X+s.W, s.Y+s.H))
		fmt.Fprintf(name, "%d %d %d %d %s\n", s.X, s.Y, s.W, s.H, pictureFor(pictures, s.Name))
	}
	canvas := image.NewNRGBA(all)
	for _, s := range screens {
		picture, err := decode(pictureFor(pictures, s.Name))
		if err != nil {
			return "", "", err
		}
		draw.Draw(canvas, image.Rect(s.X, s.Y, s.X+s.W, s.Y+s.H), picture, picture.Bounds().Min, draw.Src)
	}
	path = filepath.Join(g.dir, "spanned-"+hex.EncodeToString(name.Sum(nil)[:8])+".png")
	return path, "spanned", writePNG(path, canvas)
}

func (g *gnome) current(ctx context.Context) (places, error) {
	keys, err := g.keys(ctx)
	if err != nil {
		return nil, err
	}
	now := places{}
	for _, key := range keys {
		if key == gnomeOptions {
			continue
		}
		text, err := g.settings(ctx, "get", gnomeSchema, key)
		if err != nil {
			return nil, err
		}
		now[key] = filePath(text)
	}
	return now, nil
}

// snapshot keeps the values as they were written; "" is a key that was never written, which is put back by a reset.
func (g *gnome) snapshot(ctx context.Context) (any, error) {
	keys, err := g.keys(ctx)
	if err != nil {
		return nil, err
	}
	state := map[string]string{}
	for _, key := range keys {
		var value string
		if g.env.Look("dconf") != "" {
			value, err = desktop.Run(ctx, g.env, toolTime, "dconf", "read", gnomePath+key)
		} else {
			// Without that tool nobody can tell a default from a choice: the value that is in force is put back.
			value, err = g.settings(ctx, "get", gnomeSchema, key)
		}
		if err != nil {
			return nil, err
		}
		state[key] = strings.TrimSpace(value)
	}
	return state, nil
}

func (g *gnome) restore(ctx context.Context, snapshot json.RawMessage, ours func(string) bool) error {
	var state map[string]string
	if err := json.Unmarshal(snapshot, &state); err != nil {
		return fmt.Errorf("read the former wallpaper: %w", err)
	}
	keys, err := g.keys(ctx)
	if err != nil {
		return err
	}
	now, err := g.current(ctx)
	if err != nil {
		return err
	}
	kept := slices.ContainsFunc(keys, func(key string) bool { return key != gnomeOptions && !ours(now[key]) })
	for _, key := range keys {
		// The options belong to both pictures: they stay with one that the person has chosen since.
		if key == gnomeOptions && kept || key != gnomeOptions && !ours(now[key]) {
			continue
		}
		if former := state[key]; former != "" {
			_, err = g.settings(ctx, "set", gnomeSchema, key, former)
		} else {
			_, err = g.settings(ctx, "reset", gnomeSchema, key)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// fileURI writes a path so that it needs no further quoting in GVariant's text form.
func fileURI(path string) string {
	return strings.ReplaceAll((&url.URL{Scheme: "file", Path: path}).String(), "'", "%27")
}

// filePath reads a setting's text; "" when it names no file.
func filePath(text string) string {
	if len(text) < 2 || text[0] != text[len(text)-1] || text[0] != '\'' && text[0] != '"' {
		return ""
	}
	address, err := url.Parse(text[1 : len(text)-1])
	if err != nil || address.Scheme != "file" || address.Host != "" {
		return ""
	}
	return address.Path
}
