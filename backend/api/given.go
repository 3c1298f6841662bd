package api

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"northboard/backend/flow"
)

// The page carries the answers to what it asks first, so that the window's start does not wait for questions to go
// to and fro (docs/decisions/0015). Each is what the call of that name gives. They stand in a block of data: it is
// never run, and the page's policy has nothing to allow for it.

// given is that block.
type given struct {
	Start Start `json:"start"`
	// Board is what lies on the board that the program begins with; nothing where it begins elsewhere.
	Board *givenBoard `json:"board"`
}

type givenBoard struct {
	ID       string             `json:"id"` // as the route has it: "" is the first
	Contents flow.BoardContents `json:"contents"`
}

// The block's place in index.html.
var givenPlace = []byte(`id="given"></script>`)

// servePage answers with the page and what is given with it. A page without the place is answered as it is: it asks.
func servePage(w http.ResponseWriter, r *http.Request, assets http.Handler, host *Host) {
	page := &heldAnswer{header: http.Header{}, status: http.StatusOK}
	assets.ServeHTTP(page, r)
	body := page.body.Bytes()
	if page.status == http.StatusOK && bytes.Contains(body, givenPlace) {
		// Marshal escapes "<": nothing in it can end the block.
		if block, err := json.Marshal(giveAhead(host)); err == nil {
			filled := append(append([]byte(`id="given">`), block...), "</script>"...)
			body = bytes.Replace(body, givenPlace, filled, 1)
		}
	}
	for name, values := range page.header {
		w.Header()[name] = values
	}
	w.Header().Del("Content-Length")
	w.Header().Del("Last-Modified")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(page.status)
	_, _ = w.Write(body)
}

func giveAhead(host *Host) given {
	start, err := (&Library{host}).Start()
	if err != nil || start.Fault != nil || !start.Welcomed {
		// Before the welcome there is no board yet, and asking would make one.
		return given{Start: start}
	}
	place, subject, _ := strings.Cut(start.Route, "/")
	if place != "" && place != "board" {
		return given{Start: start}
	}
	contents, err := (&Board{host}).Contents(subject)
	if err != nil {
		return given{Start: start} // The page asks again, and shows why.
	}
	return given{Start: start, Board: &givenBoard{ID: subject, Contents: contents}}
}

// heldAnswer keeps what a handler answers.
type heldAnswer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *heldAnswer) Header() http.Header            { return a.header }
func (a *heldAnswer) WriteHeader(status int)         { a.status = status }
func (a *heldAnswer) Write(data []byte) (int, error) { return a.body.Write(data) }
