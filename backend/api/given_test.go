package api

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"northboard/backend"
	"northboard/backend/backendtest"
	"northboard/backend/fault"
	"northboard/backend/flow"
)

const page = `<html><div id="app"></div><script type="application/json" id="given"></script></html>`

// askForPage asks as WebKit does, and gives what stands in the page's block.
func askForPage(t *testing.T, host *Host, index string) (answer *httptest.ResponseRecorder, block string) {
	t.Helper()
	assets := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(index)) })
	answer = httptest.NewRecorder()
	Middleware(host, "index.html")(assets).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/", nil))
	_, block, _ = strings.Cut(answer.Body.String(), `id="given">`)
	block, _, _ = strings.Cut(block, "</script>")
	return answer, block
}

func TestServePage_GivesStartAndBoard(t *testing.T) {
	f := backendtest.New(t)
	b := &backend.Backend{Store: f.Store, Flow: flow.New(f.Store), Clock: f.Clock, Log: backendtest.Quiet()}
	host := &Host{
		Context: func() context.Context { return t.Context() },
		Backend: func() (*backend.Backend, error) { return b, nil },
		Log:     backendtest.Quiet(), Version: "1",
	}
	_, block := askForPage(t, host, page)
	var got given
	if err := json.Unmarshal([]byte(block), &got); err != nil {
		t.Fatalf("%v in %q", err, block)
	}
	if got.Start.Folder != b.Store.Dir() || got.Start.Welcomed || got.Board != nil {
		t.Errorf("before the welcome: %+v", got)
	}

	// Nothing that a person writes can end the block.
	board, err := (&Library{host}).Welcome("Lead </script><script>alert(1)</script>", "", false)
	if err != nil {
		t.Fatal(err)
	}
	answer, block := askForPage(t, host, page)
	if err := json.Unmarshal([]byte(block), &got); err != nil {
		t.Fatalf("%v in %q", err, block)
	}
	if !got.Start.Welcomed || got.Board == nil || got.Board.Contents.Board.ID != board.ID || len(got.Board.Contents.Items) == 0 {
		t.Errorf("after the welcome: %+v", got)
	}
	if strings.Contains(block, "<") {
		t.Errorf("the block has a tag in it: %s", block)
	}
	if got := answer.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control is %q", got)
	}

	// A program that begins elsewhere is given no board.
	host.Route = "today"
	got = given{}
	if _, block = askForPage(t, host, page); json.Unmarshal([]byte(block), &got) != nil || got.Board != nil || got.Start.Route != "today" {
		t.Errorf("beginning with Today: %s", block)
	}
}

func TestServePage_Closed(t *testing.T) {
	host := &Host{
		Backend: func() (*backend.Backend, error) { return nil, fault.New(fault.NewerLibrary, "It is newer.") },
		Log:     backendtest.Quiet(), Folder: "/somewhere",
	}
	_, block := askForPage(t, host, page)
	var got given
	if err := json.Unmarshal([]byte(block), &got); err != nil || got.Start.Fault == nil || got.Start.Fault.Sentence != "It is newer." {
		t.Errorf("%v in %q", err, block)
	}
	if answer, _ := askForPage(t, host, "<p>"); answer.Body.String() != "<p>" {
		t.Errorf("a page without the place became %q", answer.Body.String())
	}
}
