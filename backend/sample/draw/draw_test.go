package draw

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"
)

const (
	maxPicture = 200 << 10
	maxAll     = 1536 << 10
)

// The pictures in the program are the ones this code draws. They are compared as seen, not by bytes: another
// processor may round the last bit of a float differently.
func TestDraw_PicturesAreTheseScenes(t *testing.T) {
	folder := filepath.Join("..", "pictures")
	total := 0
	for _, scene := range Scenes() {
		data, err := os.ReadFile(filepath.Join(folder, scene.Name+".jpg"))
		if err != nil {
			t.Fatalf("%v: run `go run ./backend/sample/draw/pictures`", err)
		}
		if total += len(data); len(data) > maxPicture {
			t.Errorf("%s takes %d bytes, more than %d", scene.Name, len(data), maxPicture)
		}
		t.Run(scene.Name, func(t *testing.T) {
			if underRace && scene.Name != "sea" && scene.Name != "books" {
				t.Skip("the race detector makes drawing fifteen times slower, and nothing here runs at once: two scenes stand for all")
			}
			kept, err := jpeg.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			drawn := scene.Image()
			if kept.Bounds() != drawn.Bounds() {
				t.Fatalf("the kept picture is %v, the drawn one %v", kept.Bounds(), drawn.Bounds())
			}
			if d := difference(kept, drawn); d > 3 {
				t.Errorf("the kept picture differs by %.1f of 255 on average: run `go run ./backend/sample/draw/pictures`", d)
			}
		})
	}
	if total > maxAll {
		t.Errorf("all pictures take %d bytes, more than %d", total, maxAll)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(files) != len(Scenes()) {
		t.Errorf("the folder holds %d files for %d scenes (%v)", len(files), len(Scenes()), err)
	}
}

// difference is the mean distance of the channels, looking at every fifth pixel.
func difference(a image.Image, b *image.RGBA) float64 {
	sum, n := 0, 0
	for y := 0; y < b.Rect.Dy(); y += 5 {
		for x := 0; x < b.Rect.Dx(); x += 5 {
			r, g, bl, _ := a.At(x, y).RGBA()
			want := b.RGBAAt(x, y)
			for _, d := range [3]int{int(r>>8) - int(want.R), int(g>>8) - int(want.G), int(bl>>8) - int(want.B)} {
				sum += max(d, -d)
				n++
			}
		}
	}
	return float64(sum) / float64(n)
}

func TestDraw_MixKeepsEnds(t *testing.T) {
	for _, s := range []string{"#000000", "#ffffff", "#f2b84b", "#123450"} {
		if got := mixHex(s, "#808080", 0); got != s {
			t.Errorf("mixing nothing into %s gave %s", s, got)
		}
		if got := mixHex("#808080", s, 1); got != s {
			t.Errorf("mixing all of %s gave %s", s, got)
		}
	}
}
