package picture

import (
	"bufio"
	"bytes"
	"context"
	"image"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func (f *fixture) get(t testing.TB, target string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	path, query, _ := strings.Cut(target, "?")
	r.URL.Path, r.URL.RawQuery = path, query
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	f.im.Handler().ServeHTTP(w, r)
	response := w.Result()
	if response.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%s: served without nosniff", target)
	}
	return response
}

func body(t testing.TB, r *http.Response) []byte {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestHandler_Sizes(t *testing.T) {
	f := newFixture(t)
	info := f.add(t, f.stage(t, Source{Name: "p.jpg", Data: jpegBytes(t, pattern(2600, 1500))}))[0]
	for _, c := range []struct {
		query string
		tag   string
		width int
	}{
		{"", "512", 512}, {"?w=1", "32", 32}, {"?w=32", "32", 32}, {"?w=33", "128", 128}, {"?w=700", "1024", 1024},
		{"?w=1024", "1024", 1024}, {"?w=1025", "2048", 2048}, {"?w=4096", "4096", 2600}, {"?w=99999999&h=99999999", "4096", 2600},
	} {
		r := f.get(t, "/picture/"+info.ID+c.query)
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "image/jpeg" {
			t.Fatalf("%q: %d %s", c.query, r.StatusCode, r.Header.Get("Content-Type"))
		}
		if got, want := r.Header.Get("ETag"), `"`+info.ID+"-"+c.tag+`"`; got != want {
			t.Errorf("%q: ETag %s, want %s", c.query, got, want)
		}
		if got := r.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%q: Cache-Control %q", c.query, got)
		}
		m, _, err := image.Decode(r.Body)
		if err != nil || m.Bounds().Dx() != c.width {
			t.Errorf("%q: %v wide (%v), want %d", c.query, m.Bounds(), err, c.width)
		}
	}
}

func TestHandler_NotModified(t *testing.T) {
	f := newFixture(t)
	info := f.add(t, f.stage(t, Source{Name: "p.jpg", Data: jpegBytes(t, pattern(300, 200))}))[0]
	tag := `"` + info.ID + `-128"`
	for _, header := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
		if r := f.get(t, "/picture/"+info.ID+"?w=128", "If-None-Match", header); r.StatusCode != http.StatusNotModified || len(body(t, r)) != 0 {
			t.Errorf("%s: %d, want 304", header, r.StatusCode)
		}
	}
	if r := f.get(t, "/picture/"+info.ID+"?w=32", "If-None-Match", tag); r.StatusCode != http.StatusOK {
		t.Errorf("another size: %d, want 200", r.StatusCode)
	}
}

func TestHandler_Original(t *testing.T) {
	f := newFixture(t)
	for name, data := range map[string][]byte{
		"image/jpeg": withOrientation(jpegBytes(t, pattern(300, 200)), 6),
		"image/png":  pngBytes(t, pattern(300, 200)),
	} {
		info := f.add(t, f.stage(t, Source{Name: name, Data: data}))[0]
		r := f.get(t, "/picture/"+info.ID+"?original=1")
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != name || !bytes.Equal(body(t, r), data) {
			t.Errorf("%s: %d %s, want the original's own bytes", name, r.StatusCode, r.Header.Get("Content-Type"))
		}
		// At its own size the plain picture needs no preview, and the turned one does.
		r = f.get(t, "/picture/"+info.ID+"?w=512")
		if same := bytes.Equal(body(t, r), data); same != (name == "image/png") {
			t.Errorf("%s: the original stands for the preview: %v", name, same)
		}
	}
}

func TestHandler_Refuses(t *testing.T) {
	f := newFixture(t)
	info := f.add(t, f.stage(t, Source{Name: "p.jpg", Data: jpegBytes(t, pattern(300, 200))}))[0]
	unnamed := f.stage(t, Source{Name: "q.jpg", Data: jpegBytes(t, pattern(301, 200))}).Info
	for target, want := range map[string]int{
		"/picture/" + info.ID + "?w=-1":               http.StatusBadRequest,
		"/picture/" + info.ID + "?w=NaN":              http.StatusBadRequest,
		"/picture/" + info.ID + "?w=":                 http.StatusBadRequest,
		"/picture/" + info.ID + "?w=0":                http.StatusBadRequest,
		"/picture/" + strings.ToUpper(info.ID):        http.StatusNotFound,
		"/picture/" + info.ID + "/":                   http.StatusNotFound,
		"/picture/" + info.ID + ";x":                  http.StatusNotFound,
		"/picture/" + info.ID + ".jpg":                http.StatusNotFound,
		"/picture/" + info.ID[:63]:                    http.StatusNotFound,
		"/picture/../northboard.db":                   http.StatusNotFound,
		"/picture/" + unnamed.ID:                      http.StatusNotFound, // No row names it yet.
		"/picture/":                                   http.StatusNotFound,
		"/":                                           http.StatusNotFound,
		"/picture/" + strings.Repeat("a", 64):         http.StatusNotFound,
		"/other/picture/" + info.ID:                   http.StatusNotFound,
		"/picture/" + info.ID[:62] + "\x00\x00":       http.StatusNotFound,
		"/picture/" + strings.Repeat("../", 21) + "a": http.StatusNotFound,
	} {
		r := f.get(t, target)
		if r.StatusCode != want || strings.HasPrefix(r.Header.Get("Content-Type"), "image/") || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%q: %d %s %s, want %d", target, r.StatusCode, r.Header.Get("Content-Type"), r.Header.Get("Cache-Control"), want)
		}
	}
	r := httptest.NewRequest(http.MethodPost, "/picture/"+info.ID, nil)
	w := httptest.NewRecorder()
	f.im.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
}

func TestHandler_HostilePaths(t *testing.T) {
	list, err := os.Open(filepath.Join(corpus(t, "hostile/lists"), "asset-paths.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	f := newFixture(t)
	for lines := bufio.NewScanner(list); lines.Scan(); {
		target := strings.Replace(lines.Text(), "/media/", "/picture/", 1)
		if r := f.get(t, target); r.StatusCode != http.StatusNotFound && r.StatusCode != http.StatusBadRequest {
			t.Errorf("%q: %d", target, r.StatusCode)
		}
	}
}

func TestHandler_MissingOriginal(t *testing.T) {
	f := newFixture(t)
	info := f.add(t, f.stage(t, Source{Name: "p.jpg", Data: jpegBytes(t, pattern(1300, 900))}))[0]
	if err := os.Remove(f.im.originalPath(info.ID, info.Ext)); err != nil {
		t.Fatal(err)
	}
	if r := f.get(t, "/picture/"+info.ID+"?w=512"); r.StatusCode != http.StatusOK {
		t.Errorf("a preview that is there: %d", r.StatusCode)
	}
	for _, query := range []string{"?w=1024", "?original=1", "?w=2048"} {
		if r := f.get(t, "/picture/"+info.ID+query); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", query, r.StatusCode)
		}
	}
}

// Many requests at once for a picture whose previews were thrown away decode it once: all sizes come from one run.
func TestHandler_DecodesOnce(t *testing.T) {
	f := newFixture(t)
	info := f.add(t, f.stage(t, Source{Name: "p.jpg", Data: withOrientation(jpegBytes(t, pattern(1300, 900)), 3)}))[0]
	if err := os.RemoveAll(filepath.Join(f.cache, "previews")); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 5 {
		for _, query := range []string{"?w=32", "?w=128", "?w=512", "?w=1024", "?w=2048"} {
			all.Go(func() {
				if r := f.get(t, "/picture/"+info.ID+query); r.StatusCode != http.StatusOK {
					t.Errorf("%s: %d", query, r.StatusCode)
				}
			})
		}
	}
	all.Wait()
	if n := len(f.cached(t, info.ID)); n != 5 {
		t.Errorf("%d previews kept, want 5", n)
	}
	if n := f.im.decodes.Load(); n != 2 {
		t.Errorf("decoded %d times, want once to take it in and once for all sizes", n)
	}
}

func TestPreview_GoneReaderStopsNothing(t *testing.T) {
	f := newFixture(t)
	info := f.add(t, f.stage(t, Source{Name: "p.jpg", Data: jpegBytes(t, pattern(1300, 900))}))[0]
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := f.im.preview(ctx, info, 1024); err == nil {
		if _, _, ok := f.im.stored(info.ID, 1024); !ok {
			t.Error("an answer, but no preview")
		}
	}
	if b := f.preview(t, info, 1024).Bounds(); b.Dx() != 1024 {
		t.Errorf("got %v", b)
	}
}

// A cache that cannot be written costs the cache, not the picture.
func TestPreview_CacheCannotBeWritten(t *testing.T) {
	f := newFixture(t)
	if err := os.WriteFile(filepath.Join(f.cache, "previews"), []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	info := f.add(t, f.stage(t, Source{Name: "p.jpg", Data: jpegBytes(t, pattern(1300, 900))}))[0]
	if r := f.get(t, "/picture/"+info.ID+"?w=128"); r.StatusCode != http.StatusOK {
		t.Errorf("%d, want 200", r.StatusCode)
	}
}
