//go:build !bindings

package main

import (
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
