package wallpaper

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // Painted pictures are PNG or JPEG.
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xinerama"
	"github.com/jezek/xgb/xproto"

	"northboard/backend/desktop"
	"northboard/backend/desktop/screen"
)

// pixelTime is for copying or comparing the pixels of a large desktop.
const pixelTime = 60 * time.Second

// markProperty stands on the root window beside the background and says which files it was made of: X11 keeps pixels, not paths.
const markProperty = "_NORTHBOARD_WALLPAPER"

// feh paints the root window of a display that no desktop program covers.
//
// Its former state is the pixels themselves and not ~/.fehbg: that file says what feh last did, not what is shown, and it is a script.
type feh struct {
	env desktop.Env
	dir string
}

// mark belongs to one background only: its number and a hash of some of its pixels, since the server uses numbers again.
type mark struct {
	Pixmap   uint32            `json:"pixmap"`
	Pixels   string            `json:"pixels"`
	Pictures map[string]string `json:"pictures"`
}

type fehState struct {
	Picture string `json:"picture"` // A file with the former pixels; "" when there was a plain colour.
	Colour  uint32 `json:"colour"`
}

func (f *feh) name() string  { return fehName }
func (f *feh) title() string { return "This desktop" }

func (f *feh) set(ctx context.Context, pictures []Painted) (places, error) {
	screens, err := screen.Screens(ctx, f.env)
	if err != nil {
		return nil, err
	}
	heads, err := f.heads(ctx, screens)
	if err != nil {
		return nil, err
	}
	args := []string{"--no-fehbg", "--bg-fill", "--"}
	want := places{}
	for _, head := range heads {
		path := pictureFor(pictures, head.Name)
		want[head.Name] = path
		args = append(args, path)
	}
	before, err := f.pixmap(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := desktop.Run(ctx, f.env, toolTime, "feh", args...); err != nil {
		return nil, err
	}
	return want, f.verify(ctx, before, heads, want)
}

// heads are the monitors in the order in which feh gives them its files.
func (f *feh) heads(ctx context.Context, screens []screen.Screen) ([]screen.Screen, error) {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	var heads []screen.Screen
	err := desktop.WithDisplay(ctx, f.env, func(conn *xgb.Conn) error {
		if err := xinerama.Init(conn); err == nil {
			if reply, err := xinerama.QueryScreens(conn).Reply(); err == nil {
				for i, info := range reply.ScreenInfo {
					head := screen.Screen{Name: fmt.Sprintf("head-%d", i), X: int(info.XOrg), Y: int(info.YOrg), W: int(info.Width), H: int(info.Height)}
					for _, s := range screens {
						if s.X == head.X && s.Y == head.Y && s.W == head.W && s.H == head.H {
							head.Name = s.Name
						}
					}
					heads = append(heads, head)
				}
			}
		}
		if len(heads) == 0 {
			whole := newRoot(conn).screen
			heads = append(heads, screen.Screen{Name: screens[0].Name, W: int(whole.WidthInPixels), H: int(whole.HeightInPixels)})
		}
		return nil
	})
	return heads, err
}

func (f *feh) pixmap(ctx context.Context) (uint32, error) {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	var id uint32
	err := desktop.WithDisplay(ctx, f.env, func(conn *xgb.Conn) error {
		pixmap, _, _ := newRoot(conn).background()
		id = uint32(pixmap)
		return nil
	})
	return id, err
}

// verify compares what lies on the root window with the files, and marks it as theirs.
func (f *feh) verify(ctx context.Context, before uint32, heads []screen.Screen, want places) error {
	ctx, cancel := context.WithTimeout(ctx, pixelTime)
	defer cancel()
	decoded := map[string]image.Image{}
	for _, path := range want {
		if decoded[path] == nil {
			picture, err := decode(path)
			if err != nil {
				return err
			}
			decoded[path] = picture
		}
	}
	return desktop.WithDisplay(ctx, f.env, func(conn *xgb.Conn) error {
		x := newRoot(conn)
		pixmap, size, ok := x.background()
		if !ok || uint32(pixmap) == before {
			return errors.New("feh left no new background")
		}
		for _, head := range heads {
			area := image.Rect(head.X, head.Y, head.X+head.W, head.Y+head.H)
			picture := decoded[want[head.Name]]
			// feh has scaled a picture of another size, and no two programs scale alike. That one is known to be new, no more.
			if picture.Bounds().Size() != area.Size() || !area.In(image.Rectangle{Max: size}) {
				continue
			}
			if err := x.compare(xproto.Drawable(pixmap), area, picture); err != nil {
				return err
			}
		}
		pixels, err := x.fingerprint(pixmap, size)
		if err != nil {
			return err
		}
		text, err := json.Marshal(mark{Pixmap: uint32(pixmap), Pixels: pixels, Pictures: want})
		if err != nil {
			return err
		}
		return x.write(markProperty, text)
	})
}

// sampleRows is how many lines of pixels stand for a picture.
const sampleRows = 24

// closeEnough is how far two decoders may differ in a colour, on the average: they enlarge the colours of a JPEG in different ways.
const closeEnough = 4

func (x *root) compare(drawable xproto.Drawable, area image.Rectangle, picture image.Image) error {
	apart := 0
	for i := range sampleRows {
		y := (2*i + 1) * area.Dy() / (2 * sampleRows)
		line, err := x.read(drawable, image.Rect(area.Min.X, area.Min.Y+y, area.Max.X, area.Min.Y+y+1))
		if err != nil {
			return err
		}
		for px := range area.Dx() {
			r, g, b, _ := picture.At(picture.Bounds().Min.X+px, picture.Bounds().Min.Y+y).RGBA()
			for c, want := range []uint32{r >> 8, g >> 8, b >> 8} {
				got := int(line.Pix[4*px+c])
				apart += max(got-int(want), int(want)-got)
			}
		}
	}
	if average := apart / (3 * sampleRows * area.Dx()); average > closeEnough {
		return fmt.Errorf("what is shown differs from the picture by %d on the average", average)
	}
	return nil
}

func (x *root) fingerprint(pixmap xproto.Pixmap, size image.Point) (string, error) {
	hash := sha256.New()
	for i := range sampleRows {
		y := (2*i + 1) * size.Y / (2 * sampleRows)
		line, err := x.read(xproto.Drawable(pixmap), image.Rect(0, y, size.X, y+1))
		if err != nil {
			return "", err
		}
		hash.Write(line.Pix)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// current knows the files when the background is the one that was marked.
func (f *feh) current(ctx context.Context) (places, error) {
	ctx, cancel := context.WithTimeout(ctx, pixelTime)
	defer cancel()
	now := places{}
	err := desktop.WithDisplay(ctx, f.env, func(conn *xgb.Conn) error {
		x := newRoot(conn)
		now["root"] = ""
		var m mark
		pixmap, size, ok := x.background()
		if !ok || json.Unmarshal(x.bytes(x.root, markProperty), &m) != nil || m.Pixmap != uint32(pixmap) || len(m.Pictures) == 0 {
			return nil
		}
		if pixels, err := x.fingerprint(pixmap, size); err != nil || pixels != m.Pixels {
			return err
		}
		now = m.Pictures
		return nil
	})
	return now, err
}

func (f *feh) snapshot(ctx context.Context) (any, error) {
	ctx, cancel := context.WithTimeout(ctx, pixelTime)
	defer cancel()
	var picture *image.NRGBA
	var state fehState
	err := desktop.WithDisplay(ctx, f.env, func(conn *xgb.Conn) error {
		x := newRoot(conn)
		pixmap, size, ok := x.background()
		var err error
		if ok {
			picture, err = x.read(xproto.Drawable(pixmap), image.Rectangle{Max: size})
		} else {
			state.Colour, err = x.colour()
		}
		return err
	})
	if err != nil || picture == nil {
		return state, err
	}
	sum := sha256.Sum256(picture.Pix)
	state.Picture = filepath.Join(f.dir, "former-"+hex.EncodeToString(sum[:8])+".png")
	return state, writePNG(state.Picture, picture)
}

func (f *feh) restore(ctx context.Context, snapshot json.RawMessage, _ func(string) bool) error {
	var state fehState
	if err := json.Unmarshal(snapshot, &state); err != nil {
		return fmt.Errorf("read the former wallpaper: %w", err)
	}
	if state.Picture != "" {
		if _, err := os.Stat(state.Picture); err != nil {
			return fmt.Errorf("find the former wallpaper: %w", err)
		}
		// The file holds the whole desktop, over all monitors.
		if _, err := desktop.Run(ctx, f.env, toolTime, "feh", "--no-fehbg", "--no-xinerama", "--bg-fill", "--", state.Picture); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	return desktop.WithDisplay(ctx, f.env, func(conn *xgb.Conn) error {
		x := newRoot(conn)
		x.remove(markProperty)
		if state.Picture == "" {
			return x.fill(state.Colour)
		}
		return nil
	})
}

// pictureFor is the picture that was painted for a screen, else the first.
func pictureFor(pictures []Painted, name string) string {
	if i := slices.IndexFunc(pictures, func(p Painted) bool { return p.Screen == name }); i >= 0 {
		return pictures[i].Path
	}
	return pictures[0].Path
}

func decode(path string) (image.Image, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open the painted wallpaper: %w", err)
	}
	defer file.Close()
	picture, _, err := image.Decode(file)
	if err != nil {
		return nil, fmt.Errorf("read the painted wallpaper: %w", err)
	}
	return picture, nil
}

// writePNG writes beside and renames. The name comes from the content, so a file that is there already is this one.
func writePNG(path string, picture image.Image) (err error) {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".painting-*")
	if err != nil {
		return fmt.Errorf("write a wallpaper: %w", err)
	}
	defer func() {
		if err != nil {
			_ = file.Close()
			_ = os.Remove(file.Name())
		}
	}()
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err = encoder.Encode(file, picture); err != nil {
		return fmt.Errorf("write a wallpaper: %w", err)
	}
	if err = file.Sync(); err != nil {
		return err
	}
	if err = file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
