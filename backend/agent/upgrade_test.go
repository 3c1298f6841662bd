package agent

import (
	"os"
	"path/filepath"
	"testing"
)

func TestNewer(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"v0.2.0", "v0.1.9", true}, {"v0.1.9", "v0.2.0", false}, {"v0.2.0", "v0.2.0", false},
		{"v0.2.0-3-gabc1234", "v0.2.0", true}, {"v0.2.0", "v0.2.0-3-gabc1234", false},
		{"v0.2.0-10-gabc1234", "v0.2.0-9-gdef1234-dirty", true}, {"v0.10.0", "v0.9.0", true}, {"1.0.0", "v0.9.0", true},
		{"dev", "v0.1.0", false}, {"v0.1.0", "dev", false}, {"ab12cd3", "v1.0.0", false}, {"", "", false}, {"v1.0", "v0.9.0", false},
	} {
		if got := Newer(test.a, test.b); got != test.want {
			t.Errorf("Newer(%q, %q) is %v", test.a, test.b, got)
		}
	}
}

func TestUpgrade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "northboard")
	put := func(text string) {
		t.Helper()
		if err := os.WriteFile(path+".new", []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path+".new", path); err != nil {
			t.Fatal(err)
		}
	}
	looks := func(u *upgrade, want ...bool) {
		t.Helper()
		for i, w := range want {
			if got := u.ready(t.Context()); got != w {
				t.Errorf("look %d: %v", i+1, got)
			}
		}
	}
	const good, other = "#!/bin/sh\necho northboard v2\n", "#!/bin/sh\necho something else\n"
	put(good)
	u := watchUpgrade(path)
	looks(u, false, false)
	put(other) // It runs, but it is no Northboard: it is tried once.
	looks(u, false, false, false)
	put("no program")
	looks(u, false, false)
	if err := os.Remove(path); err != nil { // As between two steps of an upgrade.
		t.Fatal(err)
	}
	looks(u, false, false)
	put(good)
	looks(u, false, true)

	u = watchUpgrade(path)
	if u.now(t.Context()) {
		t.Error("the program that runs was taken for another")
	}
	put(good + "#\n")
	if !u.now(t.Context()) {
		t.Error("another program was not seen at once")
	}
	looks(watchUpgrade(filepath.Join(t.TempDir(), "none")), false)
}
