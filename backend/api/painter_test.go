package api

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"northboard/backend"
	"northboard/backend/fault"
	"northboard/backend/paint"
)

func painterServer(t *testing.T, ended func(error)) (http.Handler, *Painter, *paint.Easel) {
	t.Helper()
	job, err := paint.NewJob("", 32, 20)
	if err != nil {
		t.Fatal(err)
	}
	easel := paint.NewEasel(t.TempDir(), "wallpaper", []paint.Job{job})
	host := &Host{
		Backend: func() (*backend.Backend, error) { return nil, fault.New(fault.NotFound, "No library here.") },
		Log:     slog.New(slog.DiscardHandler),
	}
	painter := NewPainter(host, backend.PaintWork{Jobs: []paint.Job{job}}, easel, ended)
	assets := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte("asset " + r.URL.Path)) })
	return PainterMiddleware(painter, "paint.html")(assets), painter, easel
}

func post(handler http.Handler, address string, body []byte) (int, fault.Error) {
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodPost, address, bytes.NewReader(body)))
	var said fault.Error
	_ = json.Unmarshal(answer.Body.Bytes(), &said)
	return answer.Code, said
}

func TestPainter_TakesOnlyWhatWasAskedFor(t *testing.T) {
	handler, _, easel := painterServer(t, func(error) {})
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewNRGBA(image.Rect(0, 0, 32, 20))); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"/painted", "/painted?job=0&x=a&y=0", "/painted?job=9&x=0&y=0", "/painted?job=0&x=5&y=0"} {
		if code, said := post(handler, address, picture.Bytes()); code != http.StatusBadRequest || said.Sentence == "" {
			t.Errorf("%s: %d %+v", address, code, said)
		}
	}
	if code, said := post(handler, "/painted?job=0&x=0&y=0", make([]byte, easel.Limit()+1)); code != http.StatusBadRequest || said.Code != fault.TooLarge {
		t.Errorf("%d %+v", code, said)
	}
	if code, said := post(handler, "/painted?job=0&x=0&y=0", []byte("no picture")); code != http.StatusBadRequest || said.Code != fault.NotAPicture {
		t.Errorf("%d %+v", code, said)
	}
	if code, said := post(handler, "/painted?job=0&x=0&y=0", picture.Bytes()); code != http.StatusOK {
		t.Errorf("%d %+v", code, said)
	}
	if _, err := easel.Pictures(); err != nil {
		t.Error(err)
	}
}

// The painter's page has the policy of every page, and the window's page has no way to hand over pictures.
func TestPainter_Page(t *testing.T) {
	handler, painter, _ := painterServer(t, func(error) {})
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/", nil))
	if answer.Body.String() != "asset /paint.html" || answer.Header().Get("Content-Security-Policy") == "" {
		t.Errorf("%q %v", answer.Body.String(), answer.Header())
	}
	window := Middleware(painter.host, "index.html")(http.NotFoundHandler())
	if code, _ := post(window, "/painted?job=0&x=0&y=0", nil); code != http.StatusNotFound {
		t.Errorf("the window takes pictures: %d", code)
	}
}

func TestPainter_EndsOnce(t *testing.T) {
	ends := []error{}
	_, painter, _ := painterServer(t, func(err error) { ends = append(ends, err) })
	painter.Fail("It could not be painted.", "ReferenceError: x")
	painter.Done(PaintTimes{})
	if len(ends) != 1 || fault.From(ends[0]).Sentence != "It could not be painted." {
		t.Errorf("%v", ends)
	}
}
