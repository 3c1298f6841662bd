//go:build !bindings

package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

func TestBegin_KeptAndRead(t *testing.T) {
	library := t.TempDir()
	want := begin{Width: 1400, Height: 900, Maximised: true, Dark: true}
	if err := want.keep(library); err != nil {
		t.Fatal(err)
	}
	if got := readBegin(library); got != want {
		t.Errorf("kept %+v, read %+v", want, got)
	}
	info, err := os.Stat(filepath.Join(library, beginName))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}

func TestBegin_UselessIsTheFirst(t *testing.T) {
	first := readBegin(t.TempDir())
	if first.Width < minWidth || first.Height < minHeight || first.Maximised {
		t.Fatalf("the first is %+v", first)
	}
	for _, text := range []string{"", "{", `{"width":-5,"height":100000,"maximised":true}`, `{"width":"wide"}`, `[]`} {
		library := t.TempDir()
		if err := os.WriteFile(filepath.Join(library, beginName), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := readBegin(library); got != first {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

// A call that came before Wails had handed out its context held a lock of the database for ever.
func TestContext_WaitsForTheStart(t *testing.T) {
	a := &app{started: make(chan struct{})}
	got := make(chan context.Context)
	go func() { got <- a.context() }()
	select {
	case ctx := <-got:
		t.Fatalf("before the start it was %v", ctx)
	default:
	}
	a.ctx = t.Context()
	close(a.started)
	if ctx := <-got; ctx != t.Context() {
		t.Errorf("it was %v", ctx)
	}
}
