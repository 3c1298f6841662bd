package picture

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// corpus finds the pictures to test with, which are not part of the project.
func corpus(t testing.TB, folder string) string {
	t.Helper()
	root := os.Getenv("NORTHBOARD_CORPUS")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "corpus")
	}
	path := filepath.Join(root, folder)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIPPED: no corpus at %s; set NORTHBOARD_CORPUS to its folder", path)
	}
	return path
}

// fixture is a library with an importer that has not been started.
type fixture struct {
	*backendtest.Fixture
	im    *Importer
	cache string
}

func newFixture(t testing.TB) *fixture {
	t.Helper()
	f := &fixture{Fixture: backendtest.New(t), cache: t.TempDir()}
	f.im = f.importer(t)
	return f
}

func (f *fixture) importer(t testing.TB) *Importer {
	t.Helper()
	im := New(f.Store, f.cache, backendtest.Quiet())
	t.Cleanup(func() {
		if err := im.Close(); err != nil {
			t.Errorf("close the importer: %v", err)
		}
	})
	return im
}

func (f *fixture) stage(t testing.TB, s Source) Staged {
	t.Helper()
	staged, err := f.im.Stage(context.Background(), s)
	if err != nil {
		t.Fatalf("stage %s%s: %v", s.Name, s.Path, err)
	}
	return staged
}

func (f *fixture) add(t testing.TB, staged ...Staged) []Info {
	t.Helper()
	var infos []Info
	f.Write(t, func(tx *store.Tx) (err error) {
		infos, err = Add(tx, staged)
		return err
	})
	return infos
}

// preview decodes the preview of a picture as the page would get it.
func (f *fixture) preview(t testing.TB, info Info, size int) image.Image {
	t.Helper()
	data, _, err := f.im.preview(context.Background(), info, size)
	if err != nil {
		t.Fatalf("preview %d of %s: %v", size, info.Name, err)
	}
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("decode preview %d of %s: %v", size, info.Name, err)
	}
	return m
}

// leftovers lists copies that an import should have removed.
func (f *fixture) leftovers(t testing.TB) []string {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(f.Dir, "pictures", incoming+"*"))
	if err != nil {
		t.Fatal(err)
	}
	return left
}

// originals counts the files kept.
func (f *fixture) originals(t testing.TB) int {
	t.Helper()
	kept, err := filepath.Glob(filepath.Join(f.Dir, "pictures", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(kept)
}

// pattern is a picture that differs in every corner and has a gradient, so that no turn of it is the same.
func pattern(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{R: uint8(x * 255 / w), G: uint8(y * 255 / h), B: 40, A: 255}
			switch {
			case x < w/3 && y < h/3:
				c = color.NRGBA{R: 220, G: 30, B: 30, A: 255}
			case x >= w-w/3 && y < h/3:
				c = color.NRGBA{R: 30, G: 200, B: 30, A: 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func pngBytes(t testing.TB, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func jpegBytes(t testing.TB, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// difference is the mean difference of two pictures, 0 to 255 a channel, and fails the test if their sides differ.
func difference(t testing.TB, a, b image.Image) float64 {
	t.Helper()
	if a.Bounds().Size() != b.Bounds().Size() {
		t.Fatalf("sides differ: %v and %v", a.Bounds().Size(), b.Bounds().Size())
	}
	size, sum := a.Bounds().Size(), 0.0
	for y := range size.Y {
		for x := range size.X {
			r1, g1, b1, a1 := a.At(a.Bounds().Min.X+x, a.Bounds().Min.Y+y).RGBA()
			r2, g2, b2, a2 := b.At(b.Bounds().Min.X+x, b.Bounds().Min.Y+y).RGBA()
			for _, d := range [][2]uint32{{r1, r2}, {g1, g2}, {b1, b2}, {a1, a2}} {
				sum += float64(max(d[0], d[1])-min(d[0], d[1])) / 257
			}
		}
	}
	return sum / float64(size.X*size.Y*4)
}

func wantCode(t testing.TB, err error, code fault.Code, words ...string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) {
		t.Fatalf("got %v, want a fault", err)
	}
	if f.Code != code {
		t.Errorf("got code %s (%v), want %s", f.Code, f, code)
	}
	for _, word := range words {
		if !strings.Contains(f.Sentence, word) {
			t.Errorf("the sentence %q does not say %q", f.Sentence, word)
		}
	}
}

func TestAdd_TwiceStoredOnce(t *testing.T) {
	f := newFixture(t)
	data := jpegBytes(t, pattern(300, 200))
	first := f.stage(t, Source{Name: "one.jpg", Data: data})
	second := f.stage(t, Source{Name: "two.jpg", Data: data})
	infos := f.add(t, first, second)
	third := f.stage(t, Source{Name: "three.jpg", Data: data})
	infos = append(infos, f.add(t, third)...)
	for _, info := range infos {
		if info != infos[0] || info.Name != "one.jpg" {
			t.Errorf("got %+v, want the first one again", info)
		}
	}
	if n := f.originals(t); n != 1 {
		t.Errorf("%d originals kept, want 1", n)
	}
	var all []Info
	f.Read(t, func(tx *store.Tx) (err error) {
		all, err = All(tx)
		return err
	})
	if len(all) != 1 {
		t.Errorf("%d rows, want 1", len(all))
	}
	if left := f.leftovers(t); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestStage_OriginalByteForByte(t *testing.T) {
	f := newFixture(t)
	data := jpegBytes(t, pattern(300, 200))
	info := f.stage(t, Source{Name: "a.jpg", Data: data}).Info
	sum := sha256.Sum256(data)
	if want := hex.EncodeToString(sum[:]); info.ID != want {
		t.Errorf("id %s, want %s", info.ID, want)
	}
	path := filepath.Join(f.Dir, "pictures", info.ID[:2], info.ID+".jpg")
	kept, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(kept, data) {
		t.Fatalf("the original differs (%v)", err)
	}
	stat, err := os.Stat(path)
	if err != nil || stat.Mode().Perm() != 0o600 {
		t.Errorf("mode %v (%v), want 0600", stat.Mode(), err)
	}
}

func TestStage_HealsAnAlteredOriginal(t *testing.T) {
	f := newFixture(t)
	data := jpegBytes(t, pattern(300, 200))
	info := f.add(t, f.stage(t, Source{Name: "a.jpg", Data: data}))[0]
	path := f.im.originalPath(info.ID, info.Ext)
	if err := os.WriteFile(path, []byte("altered"), 0o600); err != nil {
		t.Fatal(err)
	}
	flaws, err := f.im.Verify(context.Background())
	if err != nil || len(flaws) != 1 || flaws[0].Missing {
		t.Fatalf("flaws %+v (%v), want one altered", flaws, err)
	}
	f.stage(t, Source{Name: "again.jpg", Data: data})
	if flaws, err = f.im.Verify(context.Background()); err != nil || len(flaws) != 0 {
		t.Errorf("flaws %+v (%v), want none after adding it again", flaws, err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if flaws, err = f.im.Verify(context.Background()); err != nil || len(flaws) != 1 || !flaws[0].Missing {
		t.Errorf("flaws %+v (%v), want one missing", flaws, err)
	}
}

func TestUndo_TakesTheRowAndKeepsTheFile(t *testing.T) {
	f := newFixture(t)
	info := f.add(t, f.stage(t, Source{Name: "a.jpg", Data: jpegBytes(t, pattern(300, 200))}))[0]
	if _, err := f.Store.Undo(context.Background()); err != nil {
		t.Fatal(err)
	}
	f.Read(t, func(tx *store.Tx) error {
		_, err := ByID(tx, info.ID)
		wantCode(t, err, fault.NotFound)
		return nil
	})
	if n := f.originals(t); n != 1 {
		t.Errorf("%d originals, want 1", n)
	}
	if _, err := f.Store.Redo(context.Background()); err != nil {
		t.Fatal(err)
	}
	f.Read(t, func(tx *store.Tx) error {
		back, err := ByIDs(tx, []string{info.ID, "not there"})
		if err == nil && (len(back) != 1 || back[0] != info) {
			t.Errorf("redo gave %+v, want %+v", back, info)
		}
		return err
	})
}

func TestNameOf(t *testing.T) {
	for _, c := range []struct {
		source Source
		want   string
	}{
		{Source{Path: "/home/x/Photo 1.jpg"}, "Photo 1.jpg"},
		{Source{Name: "../../etc/passwd"}, "passwd"},
		{Source{Name: `C:\Users\x\p.png`}, "p.png"},
		{Source{Name: "a\u202egpj.exe\n"}, "agpj.exe"},
		{Source{Name: "bad\xff\xfe.png"}, "bad.png"},
		{Source{Name: strings.Repeat("é", 300)}, strings.Repeat("é", 200)},
		{Source{}, "The picture"},
		{Source{Name: " \t"}, "The picture"},
	} {
		if got := nameOf(c.source); got != c.want {
			t.Errorf("nameOf(%+v) = %q, want %q", c.source, got, c.want)
		}
	}
}
