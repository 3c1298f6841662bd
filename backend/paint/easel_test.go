package paint_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/paint"
)

// shade is a picture in which every pixel says where it stands.
func shade(t *testing.T, area image.Rectangle) []byte {
	t.Helper()
	picture := image.NewNRGBA(image.Rect(0, 0, area.Dx(), area.Dy()))
	for y := range area.Dy() {
		for x := range area.Dx() {
			picture.SetNRGBA(x, y, colourAt(area.Min.X+x, area.Min.Y+y))
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func colourAt(x, y int) color.NRGBA {
	return color.NRGBA{R: uint8(x / 40), G: uint8(y), B: uint8(x % 251), A: 255}
}

func job(t *testing.T, width, height int) paint.Job {
	t.Helper()
	j, err := paint.NewJob("screen", width, height)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func TestNewJob_Size(t *testing.T) {
	for _, size := range []image.Point{{0, 100}, {100, -1}, {16385, 100}, {16000, 16000}, {8, 8}} {
		if _, err := paint.NewJob("", size.X, size.Y); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%v: %v", size, err)
		}
	}
	if j := job(t, 8192, 4320); j.Tile != 0 {
		t.Errorf("8192 wide comes in pieces of %d", j.Tile)
	}
	if j := job(t, 8193, 100); j.Tile != paint.Tile {
		t.Errorf("8193 wide comes in pieces of %d", j.Tile)
	}
}

func TestEasel_Whole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "wallpaper")
	easel := paint.NewEasel(dir, "wallpaper", []paint.Job{job(t, 64, 40)})
	if _, err := easel.Pictures(); fault.CodeOf(err) != fault.Internal {
		t.Errorf("nothing was painted: %v", err)
	}
	data := shade(t, image.Rect(0, 0, 64, 40))
	for name, bad := range map[string][]byte{"empty": {}, "text": []byte("<svg/>"), "cut": data[:len(data)-20], "small": shade(t, image.Rect(0, 0, 63, 40))} {
		if err := easel.Take(0, 0, 0, bad); fault.CodeOf(err) != fault.NotAPicture {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, at := range [][3]int{{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}} {
		if err := easel.Take(at[0], at[1], at[2], data); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%v: %v", at, err)
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(left) > 0 {
		t.Errorf("refused pictures left %q, %v", left, err)
	}
	if err := easel.Take(0, 0, 0, data); err != nil {
		t.Fatal(err)
	}
	if err := easel.Take(0, 0, 0, data); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("taken twice: %v", err)
	}
	pictures, err := easel.Pictures()
	if err != nil || len(pictures) != 1 || pictures[0].Screen != "screen" {
		t.Fatal(pictures, err)
	}
	kept, err := os.ReadFile(pictures[0].Path)
	if err != nil || !bytes.Equal(kept, data) {
		t.Errorf("the file differs: %v", err)
	}
	if info, err := os.Stat(pictures[0].Path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestEasel_PiecesWithoutSeams(t *testing.T) {
	const tile = 128
	whole := image.Rect(0, 0, 600, 140)
	easel := paint.NewEasel(t.TempDir(), "wallpaper", []paint.Job{{Width: whole.Dx(), Height: whole.Dy(), Tile: tile}})
	count := 0
	for y := 0; y < whole.Dy(); y += tile {
		for x := 0; x < whole.Dx(); x += tile {
			count++
			piece := shade(t, image.Rect(x, y, x+tile, y+tile).Intersect(whole))
			if err := easel.Take(0, x, y, piece); err != nil {
				t.Fatal(err)
			}
			if last := count == 10; last {
				continue
			}
			if err := easel.Take(0, x, y, piece); fault.CodeOf(err) != fault.Invalid {
				t.Fatalf("the piece at %d, %d was taken twice: %v", x, y, err)
			}
		}
	}
	if err := easel.Take(0, 7, 0, nil); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a piece that nobody asked for: %v", err)
	}
	pictures, err := easel.Pictures()
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(pictures[0].Path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil || picture.Bounds() != whole {
		t.Fatal(picture.Bounds(), err)
	}
	for _, at := range []image.Point{{0, 0}, {127, 127}, {128, 127}, {127, 128}, {511, 5}, {512, 5}, {599, 139}} {
		if got := color.NRGBAModel.Convert(picture.At(at.X, at.Y)); got != colourAt(at.X, at.Y) {
			t.Errorf("at %v: %v, want %v", at, got, colourAt(at.X, at.Y))
		}
	}
}

func TestPrune_OnlyWhatIsNotShown(t *testing.T) {
	dir := t.TempDir()
	touch := func(name string, age time.Duration) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		old := time.Now().Add(-age)
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
		return path
	}
	shown := touch("wallpaper-1.png", 0)
	touch("wallpaper-0.png", 0)
	touch("spanned-0.png", 0)
	touch("former-kept.png", 0)
	touch("former-gone.png", 0)
	touch("notes.txt", 0)
	touch(".painting-new", 0)
	touch(".painting-old", 2*time.Hour)
	if err := os.Mkdir(filepath.Join(dir, "folder.png"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := paint.Prune(dir, clock.System().Now(), []string{shown, ""}, func(path string) bool { return strings.HasSuffix(path, "kept.png") }); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	left := ""
	for _, entry := range entries {
		left += entry.Name() + " "
	}
	if want := ".painting-new folder.png former-kept.png notes.txt wallpaper-1.png "; left != want {
		t.Errorf("left %q, want %q", left, want)
	}
	if err := paint.Prune(filepath.Join(dir, "nowhere"), clock.System().Now(), nil, nil); err != nil {
		t.Error(err)
	}
}
