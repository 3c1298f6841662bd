package autostart

import (
	"testing"

	"northboard/backend/desktop"
)

func TestAutostart_OnAndOff(t *testing.T) {
	env := desktop.System()
	is := func(want bool) {
		t.Helper()
		if got, err := Enabled(env); err != nil || got != want {
			t.Fatalf("enabled is %v, %v; want %v", got, err, want)
		}
	}
	if err := Disable(env); err != nil {
		t.Fatal(err)
	}
	is(false)
	for range 2 {
		if err := Enable(env, `C:\Program Files\Northboard\northboard.exe`, "agent"); err != nil {
			t.Fatal(err)
		}
		is(true)
	}
	if err := Disable(env); err != nil {
		t.Fatal(err)
	}
	is(false)
}
