package api

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"

	"northboard/backend"
	"northboard/backend/fault"
	"northboard/backend/paint"
)

// Painter is what the hidden page that paints may call. The window's page has no way to it.
type Painter struct {
	host  *Host
	work  backend.PaintWork
	easel *paint.Easel

	once  sync.Once
	ended func(error)
}

// NewPainter hands work to the page. ended is called once: with nil when the page says that it is done, else with why
// it gave up.
func NewPainter(host *Host, work backend.PaintWork, easel *paint.Easel, ended func(error)) *Painter {
	return &Painter{host: host, work: work, easel: easel, ended: ended}
}

// PaintTimes is how long the page took over each part of its work, in milliseconds.
type PaintTimes struct {
	Fonts    float64 `json:"fonts"`
	Pictures float64 `json:"pictures"` // fetched and decoded
	Paint    float64 `json:"paint"`
	Encode   float64 `json:"encode"` // as PNG
	Send     float64 `json:"send"`
}

// Work says what to paint.
func (a *Painter) Work() (work backend.PaintWork, err error) {
	defer recoverInto(a.host.Log, &err)
	return a.work, nil
}

// Done says that every picture was handed over.
func (a *Painter) Done(times PaintTimes) {
	a.host.Log.Debug("painted", "fonts", times.Fonts, "pictures", times.Pictures, "paint", times.Paint, "encode", times.Encode, "send", times.Send)
	a.end(nil)
}

// Fail says why the page cannot go on; the sentence is for the person, the detail for the log.
func (a *Painter) Fail(sentence, detail string) {
	a.end(fault.Wrap(errors.New(detail), fault.Internal, sentence))
}

func (a *Painter) end(err error) { a.once.Do(func() { a.ended(err) }) }

// PainterMiddleware is Middleware for the painter's window: beside what every page gets it takes finished pictures.
func PainterMiddleware(a *Painter, index string) func(http.Handler) http.Handler {
	common := Middleware(a.host, index)
	return func(assets http.Handler) http.Handler {
		mux := http.NewServeMux()
		mux.HandleFunc("POST /painted", func(w http.ResponseWriter, r *http.Request) {
			answer(w, func() (any, error) { return struct{}{}, a.take(r) })
		})
		mux.Handle("/", assets)
		return common(mux)
	}
}

// take takes the body of a request as a picture, or as the piece of it at x, y.
func (a *Painter) take(r *http.Request) (err error) {
	defer recoverInto(a.host.Log, &err)
	var numbers [3]int
	for i, name := range []string{"job", "x", "y"} {
		if numbers[i], err = strconv.Atoi(r.URL.Query().Get(name)); err != nil {
			return fault.Wrap(err, fault.Invalid, "The painted picture came without its place. Nothing was changed.")
		}
	}
	limit := a.easel.Limit()
	data, err := io.ReadAll(io.LimitReader(r.Body, limit+1))
	if err != nil {
		return fault.Wrap(err, fault.Internal, "The painted picture did not arrive whole. Your wallpaper was not changed; please try again.")
	}
	if int64(len(data)) > limit {
		return fault.New(fault.TooLarge, "The painted picture is larger than it can be. Your wallpaper was not changed.")
	}
	return a.easel.Take(numbers[0], numbers[1], numbers[2], data)
}
