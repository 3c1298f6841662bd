package autostart

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/fault"
)

func TestAutostart_OnAndOff(t *testing.T) {
	env := desktoptest.Env(t)
	is := func(want bool) {
		t.Helper()
		if got, err := Enabled(env); err != nil || got != want {
			t.Fatalf("enabled is %v, %v; want %v", got, err, want)
		}
	}
	is(false)
	if err := Disable(env); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := Enable(env, "/opt/northboard/northboard", "agent"); err != nil {
			t.Fatal(err)
		}
		is(true)
	}
	dir := filepath.Join(env.ConfigHome(), "autostart")
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 || files[0].Name() != "northboard.desktop" {
		t.Errorf("the folder holds %v, %v", files, err)
	}
	if err := Disable(env); err != nil {
		t.Fatal(err)
	}
	is(false)
	if _, err := os.Stat(busFile(env)); err == nil {
		t.Error("the bus could still start it")
	}
}

// The bus itself starts the program, with the same awkward arguments, when somebody asks for the agent by its name.
func TestAutostart_TheBusStartsIt(t *testing.T) {
	env := desktoptest.Env(t)
	dir := filepath.Join(t.TempDir(), `a b"c$HOME\d`+"`e")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	exe, heard := filepath.Join(dir, "north'board"), filepath.Join(t.TempDir(), "heard")
	if err := os.WriteFile(exe, []byte("#!/bin/sh\necho \"$*\" > '"+heard+".part'; mv '"+heard+".part' '"+heard+"'\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Enable(env, exe, "--library", "/l/100 %$HOME's", "agent"); err != nil {
		t.Fatal(err)
	}
	env = desktoptest.Bus(t, env, filepath.Dir(busFile(env)))
	// It never takes the name, so that the call fails; but it is started.
	_ = desktoptest.Connection(t, env).BusObject().Go("org.freedesktop.DBus.StartServiceByName", 0, nil, desktop.BusName, uint32(0))
	desktoptest.Until(t, "the program to start", func() bool { _, err := os.Stat(heard); return err == nil })
	if got, _ := os.ReadFile(heard); strings.TrimSpace(string(got)) != "--library /l/100 %$HOME's agent" {
		t.Errorf("it was started with %q", got)
	}
}

func TestAutostart_SwitchedOffElsewhere(t *testing.T) {
	for text, want := range map[string]bool{
		"[Desktop Entry]\nExec=x agent\n":                                   true,
		"[Desktop Entry]\nExec=x agent\nHidden=true\n":                      false,
		"[Desktop Entry]\nExec=x agent\nX-GNOME-Autostart-enabled=false\n":  false,
		"[Desktop Entry]\nExec = x\nHidden = false\n":                       true,
		"[Other]\nExec=x\n":                                                 false,
		"[Desktop Entry]\nExec=x\n[Desktop Action a]\nHidden=true\nExec=\n": true,
		"": false,
	} {
		if got := on(text); got != want {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func TestAutostart_Faults(t *testing.T) {
	env := desktoptest.Env(t)
	for _, exe := range []string{"", "northboard", "./northboard", "/a\nExec=/bin/false", "/a%f/x", "/a=b"} {
		if err := Enable(env, exe); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%q gave %v", exe, err)
		}
	}
	if err := Enable(env.With("HOME", "", "XDG_CONFIG_HOME", ""), "/x"); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("without a home: %v", err)
	}
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Enable(env.With("XDG_CONFIG_HOME", blocked), "/x"); err == nil || fault.From(err).Sentence == "" {
		t.Errorf("a blocked folder gave %v", err)
	}
}

// A program with an awkward path is started by a reader of desktop files that is not ours (GLib's, as GNOME uses it).
func TestAutostart_AwkwardPathsStart(t *testing.T) {
	desktoptest.Need(t, "gio")
	env := desktoptest.Env(t)
	dir := filepath.Join(t.TempDir(), `a b"c$HOME\d`+"`e")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	exe, heard := filepath.Join(dir, "north'board"), filepath.Join(t.TempDir(), "heard")
	if err := os.WriteFile(exe, []byte("#!/bin/sh\necho \"$*\" > '"+heard+".part'; mv '"+heard+".part' '"+heard+"'\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Enable(env, exe, "--library", "/l/100 %$HOME's", "agent"); err != nil {
		t.Fatal(err)
	}
	if _, err := desktop.Run(t.Context(), env, 10*time.Second, "gio", "launch", filepath.Join(env.ConfigHome(), "autostart", "northboard.desktop")); err != nil {
		t.Fatal(err)
	}
	desktoptest.Until(t, "the program to start", func() bool { _, err := os.Stat(heard); return err == nil })
	if got, _ := os.ReadFile(heard); strings.TrimSpace(string(got)) != "--library /l/100 %$HOME's agent" {
		t.Errorf("it was started with %q", got)
	}
}
