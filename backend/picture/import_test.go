package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// exifTIFF is a TIFF structure that says nothing but an orientation.
func exifTIFF(orientation int) []byte {
	return []byte{'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(orientation), 0, 0, 0, 0, 0, 0}
}

// withSegment puts an application segment behind the start of a JPEG.
func withSegment(jpeg []byte, marker byte, data []byte) []byte {
	n := len(data) + 2
	return bytes.Join([][]byte{jpeg[:2], {0xff, marker, byte(n >> 8), byte(n)}, data, jpeg[2:]}, nil)
}

func withOrientation(jpeg []byte, orientation int) []byte {
	return withSegment(jpeg, 0xe1, append([]byte("Exif\x00\x00"), exifTIFF(orientation)...))
}

// One picture stored turned in each of the eight ways, with the orientation that says so, is shown the same each time.
func TestPreview_OrientationsAllLookTheSame(t *testing.T) {
	upright := pattern(320, 200)
	f := newFixture(t)
	want := f.preview(t, f.stage(t, Source{Name: "1.jpg", Data: withOrientation(jpegBytes(t, upright), 1)}).Info, 128)
	for n := 2; n <= 8; n++ {
		view := turnedView{orientation: n}
		stored := image.NewNRGBA(image.Rect(0, 0, 320, 200))
		if n >= 5 {
			stored = image.NewNRGBA(image.Rect(0, 0, 200, 320))
		}
		view.Image = stored
		for y := range 200 {
			for x := range 320 {
				sx, sy := view.storedAt(x, y)
				stored.Set(sx, sy, upright.At(x, y))
			}
		}
		info := f.stage(t, Source{Name: fmt.Sprint(n, ".jpg"), Data: withOrientation(jpegBytes(t, stored), n)}).Info
		if info.Width != 320 || info.Height != 200 {
			t.Errorf("orientation %d: %d x %d, want 320 x 200", n, info.Width, info.Height)
		}
		if d := difference(t, f.preview(t, info, 128), want); d > 2.5 {
			t.Errorf("orientation %d differs by %.2f", n, d)
		}
		// The preview at the picture's own size is turned as well: the original must not stand for it.
		if d := difference(t, f.preview(t, info, 512), upright); d > 6 {
			t.Errorf("orientation %d at its own size differs by %.2f", n, d)
		}
	}
}

func TestPreview_Transparent(t *testing.T) {
	f := newFixture(t)
	m := pattern(200, 100)
	for y := range 100 {
		for x := range 100 {
			m.SetNRGBA(x, y, color.NRGBA{})
		}
	}
	info := f.stage(t, Source{Name: "half.png", Data: pngBytes(t, m)}).Info
	data, ext, err := f.im.preview(context.Background(), info, 128)
	if err != nil || ext != "png" {
		t.Fatalf("got %s (%v), want a PNG", ext, err)
	}
	shown, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, a := shown.At(10, 30).RGBA(); a != 0 {
		t.Errorf("alpha %d where nothing is", a)
	}
	if _, _, _, a := shown.At(120, 30).RGBA(); a != 0xffff {
		t.Errorf("alpha %d where all is", a)
	}
	// The mean is that of what can be seen, not darkened by what cannot.
	if !strings.HasPrefix(info.Colour, "#9") && !strings.HasPrefix(info.Colour, "#8") && !strings.HasPrefix(info.Colour, "#a") {
		t.Errorf("mean colour %s", info.Colour)
	}
}

func TestStage_Refused(t *testing.T) {
	good := jpegBytes(t, pattern(300, 200))
	cut := good[:len(good)/2]
	folder := filepath.Join(t.TempDir(), "folder")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	f := newFixture(t)
	for _, c := range []struct {
		source Source
		code   fault.Code
		words  string
	}{
		{Source{Name: "empty.jpg"}, fault.NotAPicture, "empty"},
		{Source{Name: "text.jpg", Data: []byte("hello")}, fault.NotAPicture, "not a picture"},
		{Source{Name: "cut.jpg", Data: cut}, fault.NotAPicture, "damaged or cut short"},
		{Source{Name: "cut.png", Data: pngBytes(t, pattern(40, 40))[:60]}, fault.NotAPicture, "damaged or cut short"},
		{Source{Name: "drawing.svg", Data: []byte("<svg xmlns='x'/>")}, fault.NotAPicture, "SVG"},
		{Source{Path: folder}, fault.NotAPicture, "folder"},
		{Source{Path: filepath.Join(folder, "gone.jpg")}, fault.NotFound, "not there any more"},
		{Source{Name: "wide.png", Data: hugePNG(40_000, 10, 8)}, fault.TooLarge, "40000 × 10"},
		{Source{Name: "many.png", Data: hugePNG(10_000, 10_000, 8)}, fault.TooLarge, "100 megapixels"},
		{Source{Name: "deep.png", Data: hugePNG(7_000, 7_000, 16)}, fault.TooLarge, "MB of memory"},
	} {
		_, err := f.im.Stage(context.Background(), c.source)
		wantCode(t, err, c.code, nameOf(c.source), c.words)
	}
	if n, left := f.originals(t), f.leftovers(t); n != 0 || len(left) != 0 {
		t.Errorf("%d originals and %v kept of refused files", n, left)
	}
}

// hugePNG is the head of a PNG that promises pixels it does not have.
func hugePNG(w, h int, depth byte) []byte {
	out := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")
	for _, side := range []int{w, h} {
		out = append(out, byte(side>>24), byte(side>>16), byte(side>>8), byte(side))
	}
	out = append(out, depth, 6, 0, 0, 0, 0, 0, 0, 0)
	return append(out, []byte("\x00\x00\x00\x00IDAT\x00\x00\x00\x00")...)
}

func TestStage_ManyScans(t *testing.T) {
	// A progressive frame followed by more scans than any camera makes; each is a marker and no data.
	data := []byte{0xff, 0xd8, 0xff, 0xc2, 0, 11, 8, 0, 100, 0, 100, 1, 1, 0x11, 0}
	data = append(data, bytes.Repeat([]byte{0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0, 0x55}, maxScans+1)...)
	f := newFixture(t)
	_, err := f.im.Stage(context.Background(), Source{Name: "layers.jpg", Data: data})
	wantCode(t, err, fault.TooLarge, "layers")
}

func TestStageAll_CancelHalfWay(t *testing.T) {
	f := newFixture(t)
	var sources []Source
	for i := range 40 {
		sources = append(sources, Source{Name: fmt.Sprint(i, ".jpg"), Data: jpegBytes(t, pattern(400+i, 300))})
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	results, err := f.im.StageAll(ctx, sources, func(p Progress) {
		if p.Done == 5 {
			cancel()
		}
	})
	wantCode(t, err, fault.Cancelled)
	staged, stopped := 0, 0
	for _, r := range results {
		switch {
		case r.Fault == nil:
			staged++
		case r.Fault.Code == fault.Cancelled:
			stopped++
		default:
			t.Errorf("%s: %v", r.Name, r.Fault)
		}
	}
	if staged < 4 || stopped < 20 || staged+stopped != len(sources) {
		t.Errorf("%d staged and %d stopped of %d", staged, stopped, len(sources))
	}
	if n := f.originals(t); n != staged {
		t.Errorf("%d originals for %d staged", n, staged)
	}
	if left := f.leftovers(t); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// stopReader ends its context after some bytes, as a person does who presses Stop during a long copy.
type stopReader struct {
	*bytes.Reader
	stop func()
}

func (s stopReader) ReadAt(p []byte, at int64) (int, error) {
	s.stop()
	return s.Reader.ReadAt(p, at)
}

func TestCopyIn_CancelInTheMiddle(t *testing.T) {
	f := newFixture(t)
	ctx, cancel := context.WithCancel(context.Background())
	data := make([]byte, 5<<20)
	_, err := f.im.copyIn(ctx, stopReader{bytes.NewReader(data), cancel}, int64(len(data)))
	wantCode(t, faultFor(err, "x"), fault.Cancelled)
	if left := f.leftovers(t); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestStageAll_DeletedMeanwhile(t *testing.T) {
	f := newFixture(t)
	folder := t.TempDir()
	var sources []Source
	for i := range 6 {
		path := filepath.Join(folder, fmt.Sprint(i, ".jpg"))
		if err := os.WriteFile(path, jpegBytes(t, pattern(400+i, 300)), 0o600); err != nil {
			t.Fatal(err)
		}
		sources = append(sources, Source{Path: path})
	}
	last := sources[5].Path
	results, err := f.im.StageAll(context.Background(), sources, func(p Progress) {
		if p.Done == 1 {
			if err := os.Remove(last); err != nil {
				t.Error(err)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results[:5] {
		if r.Fault != nil {
			t.Errorf("%s: %v", r.Name, r.Fault)
		}
	}
	if results[5].Fault == nil {
		t.Fatal("the deleted file was taken in")
	}
	wantCode(t, results[5].Fault, fault.NotFound, "“5.jpg”")
	if left := f.leftovers(t); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestStage_FileShrinksMeanwhile(t *testing.T) {
	f := newFixture(t)
	data := jpegBytes(t, pattern(300, 200))
	_, err := f.im.copyIn(context.Background(), bytes.NewReader(data), int64(len(data)+10))
	wantCode(t, faultFor(err, "short.jpg"), fault.NotAPicture, "short.jpg", "cut short")
	if left := f.leftovers(t); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestQueue_MakesTheRestAndSurvivesARestart(t *testing.T) {
	f := newFixture(t)
	info := f.add(t, f.stage(t, Source{Name: "p.jpg", Data: withOrientation(jpegBytes(t, pattern(2100, 300)), 6)}))[0]
	if got, want := f.cached(t, info.ID), []int{32, 128, 512}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("previews %v after staging, want %v", got, want)
	}
	if n := f.jobs(t); n != 1 {
		t.Fatalf("%d jobs, want 1", n)
	}
	// The program ends here; a new one opens the same library.
	if err := f.im.Close(); err != nil {
		t.Fatal(err)
	}
	f.im = f.importer(t)
	f.start(t)
	f.waitForQueue(t)
	if got, want := f.cached(t, info.ID), []int{32, 128, 512, 1024, 2048, 4096}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("previews %v, want %v", got, want)
	}
	if b := f.preview(t, info, 4096).Bounds(); b.Dx() != 300 || b.Dy() != 2100 {
		t.Errorf("the largest is %v, want the picture's own size, upright", b)
	}
	if b := f.preview(t, info, 2048).Bounds(); b.Dx() != 293 || b.Dy() != 2048 {
		t.Errorf("2048 is %v", b)
	}
}

func TestQueue_WhileRunning(t *testing.T) {
	f := newFixture(t)
	f.start(t)
	var all []Info
	for i := range 6 {
		all = append(all, f.add(t, f.stage(t, Source{Name: "p.jpg", Data: jpegBytes(t, pattern(1300+i, 900))}))...)
	}
	f.waitForQueue(t)
	for _, info := range all {
		if got, want := f.cached(t, info.ID), []int{32, 128, 512, 1024}; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("previews %v, want %v", got, want)
		}
	}
}

func TestQueue_GivesUp(t *testing.T) {
	f := newFixture(t)
	f.im.pause = 0
	whole := f.add(t, f.stage(t, Source{Name: "p.jpg", Data: jpegBytes(t, pattern(1300, 900))}))[0]
	gone := f.add(t, f.stage(t, Source{Name: "q.jpg", Data: jpegBytes(t, pattern(1301, 900))}))[0]
	damaged := f.add(t, f.stage(t, Source{Name: "r.jpg", Data: jpegBytes(t, pattern(1302, 900))}))[0]
	if err := os.Remove(f.im.originalPath(gone.ID, gone.Ext)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.im.originalPath(damaged.ID, damaged.Ext), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	f.start(t)
	f.waitForQueue(t)
	if n := len(f.cached(t, whole.ID)); n != 4 {
		t.Errorf("%d previews of the whole picture, want 4", n)
	}
}

func TestStart_SweepsWhatACrashLeft(t *testing.T) {
	f := newFixture(t)
	folder := filepath.Join(f.Dir, "pictures")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, age := range map[string]time.Duration{"old": 2 * time.Hour, "new": time.Minute} {
		path := filepath.Join(folder, incoming+name)
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		at := f.Clock.Now().In(time.UTC).Add(-age)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	f.start(t)
	if left := f.leftovers(t); len(left) != 1 || filepath.Base(left[0]) != incoming+"new" {
		t.Errorf("left: %v, want only the one that may still be written", left)
	}
}

func (f *fixture) start(t testing.TB) {
	t.Helper()
	if err := f.im.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func (f *fixture) jobs(t testing.TB) (n int) {
	t.Helper()
	f.Read(t, func(tx *store.Tx) error {
		return tx.QueryRow(`SELECT count(*) FROM preview_job`).Scan(&n)
	})
	return n
}

// waitForQueue waits until there is no job and nothing left by an import.
func (f *fixture) waitForQueue(t testing.TB) {
	t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); ; {
		if _, warm := f.im.oldestWarm(); !warm && f.jobs(t) == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("the queue still has %d jobs", f.jobs(t))
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// cached lists the sizes that are in the cache folder.
func (f *fixture) cached(t testing.TB, id string) []int {
	t.Helper()
	sizes := []int{}
	for _, size := range Sizes {
		if _, _, ok := f.im.stored(id, size); ok {
			sizes = append(sizes, size)
		}
	}
	err := filepath.WalkDir(f.cache, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasPrefix(d.Name(), incoming) {
			t.Errorf("left behind: %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sizes
}
