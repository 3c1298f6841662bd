package picture

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"northboard/backend/fault"
)

func TestStage_Photos(t *testing.T) {
	for _, folder := range []string{"photos/small", "photos/12mp"} {
		files, err := filepath.Glob(filepath.Join(corpus(t, folder), "*.jpg"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no photos in %s (%v)", folder, err)
		}
		for i, path := range files {
			if i%oneIn != 0 {
				continue
			}
			t.Run(filepath.Base(path), func(t *testing.T) {
				if folder == "photos/12mp" {
					largeWork(t)
				}
				f := newFixture(t)
				info := f.add(t, f.stage(t, Source{Path: path}))[0]
				if info.Ext != "jpg" || info.Width < 1000 || info.Height < 1000 || len(info.Colour) != 7 {
					t.Errorf("got %+v", info)
				}
				for _, size := range []int{32, 128, 512, 1024} {
					b := f.preview(t, info, size).Bounds()
					if w, h := fit(info.Width, info.Height, size); b.Dx() != w || b.Dy() != h {
						t.Errorf("preview %d is %v, want %d x %d", size, b, w, h)
					}
				}
			})
		}
	}
}

func TestStage_Formats(t *testing.T) {
	folder := corpus(t, "photos/formats")
	accepted := map[string]Info{
		"alpha.png":         {Ext: "png", Width: 600, Height: 400},
		"animated.gif":      {Ext: "gif", Width: 400, Height: 300, Animated: true},
		"animated.webp":     {Ext: "webp", Width: 400, Height: 300, Animated: true},
		"cmyk.jpg":          {Ext: "jpg", Width: 1600, Height: 1000},
		"gray.jpg":          {Ext: "jpg", Width: 1600, Height: 1000},
		"progressive.jpg":   {Ext: "jpg", Width: 1600, Height: 1000},
		"photo.webp":        {Ext: "webp", Width: 4032, Height: 3024},
		"orientation-1.jpg": {Ext: "jpg", Width: 640, Height: 400},
		"orientation-6.jpg": {Ext: "jpg", Width: 400, Height: 640},
	}
	for name, want := range accepted {
		t.Run(name, func(t *testing.T) {
			if want.Width > 4000 {
				largeWork(t)
			}
			f := newFixture(t)
			got := f.stage(t, Source{Path: filepath.Join(folder, name)}).Info
			if got.Ext != want.Ext || got.Width != want.Width || got.Height != want.Height || got.Animated != want.Animated {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
	for name, format := range map[string]string{"photo.heic": "HEIC", "photo.avif": "AVIF", "photo.tif": "TIFF", "photo.bmp": "BMP", "display-p3-rotated.heic": "HEIC"} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			_, err := f.im.Stage(context.Background(), Source{Path: filepath.Join(folder, name)})
			wantCode(t, err, fault.NotAPicture, name, format, "JPEG, PNG, WebP and GIF")
		})
	}
}

// The picture is the same photograph as the reference; how it is stored must not show.
func TestPreview_SameAcrossFormats(t *testing.T) {
	folder := corpus(t, "photos/formats")
	f := newFixture(t)
	photo := func(name string) image.Image {
		return f.preview(t, f.stage(t, Source{Path: filepath.Join(folder, name)}).Info, 128)
	}
	// The converted pictures were made from the progressive one's neighbour: equal but for compression.
	for _, c := range []struct {
		a, b string
		most float64
	}{{"progressive.jpg", "cmyk.jpg", 12}} {
		if d := difference(t, photo(c.a), photo(c.b)); d > c.most {
			t.Errorf("%s and %s differ by %.1f", c.a, c.b, d)
		}
	}
}

// The corpus holds the same stored pixels eight times, each to be turned its own way.
func TestPreview_CorpusOrientations(t *testing.T) {
	folder := corpus(t, "photos/formats")
	f := newFixture(t)
	show := func(n int) image.Image {
		path := filepath.Join(folder, fmt.Sprintf("orientation-%d.jpg", n))
		return f.preview(t, f.stage(t, Source{Path: path}).Info, 512)
	}
	stored := show(1)
	for n := 2; n <= 8; n++ {
		if d := difference(t, show(n), turnedView{stored, n}); d > 2 {
			t.Errorf("orientation %d differs from the stored pixels turned by %.2f", n, d)
		}
	}
}

// turnedView shows stored pixels as the EXIF standard says: it names where row 0 and column 0 of the stored picture are.
type turnedView struct {
	image.Image
	orientation int
}

func (v turnedView) Bounds() image.Rectangle {
	size := v.Image.Bounds().Size()
	if v.orientation >= 5 {
		size.X, size.Y = size.Y, size.X
	}
	return image.Rectangle{Max: size}
}

func (v turnedView) At(x, y int) color.Color {
	x, y = v.storedAt(x, y)
	return v.Image.At(v.Image.Bounds().Min.X+x, v.Image.Bounds().Min.Y+y)
}

func (v turnedView) storedAt(x, y int) (int, int) {
	size := v.Image.Bounds().Size()
	w, h := size.X-1, size.Y-1
	switch v.orientation {
	case 2: // Row 0 at the top, column 0 at the right.
		return w - x, y
	case 3: // Bottom, right.
		return w - x, h - y
	case 4: // Bottom, left.
		return x, h - y
	case 5: // Left, top.
		return y, x
	case 6: // Right, top.
		return y, h - x
	case 7: // Right, bottom.
		return w - y, h - x
	case 8: // Left, bottom.
		return w - y, x
	}
	return x, y
}

// TestHostile runs every hostile picture the way the person would meet it, and holds it to its line in EXPECT.tsv.
func TestHostile(t *testing.T) {
	folder := corpus(t, "hostile")
	list, err := os.Open(filepath.Join(folder, "EXPECT.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	lines := bufio.NewScanner(list)
	seen := 0
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) < 3 || !strings.HasPrefix(fields[0], "images/") {
			continue
		}
		seen++
		t.Run(filepath.Base(fields[0]), func(t *testing.T) {
			hostile(t, filepath.Join(folder, fields[0]), fields[2])
		})
	}
	if seen < 39 {
		t.Errorf("only %d pictures found in EXPECT.tsv", seen)
	}
}

func hostile(t *testing.T, path, expect string) {
	f := newFixture(t)
	before, began := allocated(), time.Now()
	staged, err := f.im.Stage(context.Background(), Source{Path: path})
	if err == nil {
		for _, size := range sizesOf(staged.Info.Width, staged.Info.Height) {
			if _, _, err := f.im.preview(context.Background(), staged.Info, size); err != nil && !errors.Is(err, errNoPreview) {
				t.Errorf("preview %d: %v", size, err)
			}
		}
	}
	if took := time.Since(began); took > 5*time.Second*slowdown {
		t.Errorf("took %v", took)
	}
	// All that was ever allocated is more than what was held at any one time.
	if took := (allocated() - before) >> 20; took > 256 {
		t.Errorf("took %d MB", took)
	}
	if left := f.leftovers(t); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if err != nil {
		if f.originals(t) != 0 {
			t.Error("refused, but the original was kept")
		}
		wantCode(t, err, fault.CodeOf(err), filepath.Base(path))
		if code := fault.CodeOf(err); code != fault.NotAPicture && code != fault.TooLarge {
			t.Errorf("refused as %s", code)
		}
	}
	ext := filepath.Ext(path)
	known := ext == ".png" || ext == ".gif" || ext == ".jpg" || ext == ".jpeg"
	switch {
	case strings.HasPrefix(expect, "reject or ignore"):
	case strings.HasPrefix(expect, "reject"), !known:
		if err == nil {
			t.Errorf("accepted, want: %s", expect)
		}
	case strings.HasPrefix(expect, "accept"), strings.HasPrefix(expect, "shown upright"), strings.HasPrefix(expect, "EXIF ignored"), strings.HasPrefix(expect, "first frame"):
		if err != nil {
			t.Errorf("refused with %v, want: %s", err, expect)
		}
	}
	switch filepath.Base(path) {
	case "jpeg-exif-gps-orientation6.jpg":
		if staged.Info.Width != 103 || staged.Info.Height != 150 {
			t.Errorf("not upright: %+v", staged.Info)
		}
	case "png-ztxt-bomb.png":
		if staged.Info.Width != 1 || staged.Info.Height != 1 {
			t.Errorf("got %+v, want 1 x 1", staged.Info)
		}
	}
}

func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
