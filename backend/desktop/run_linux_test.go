package desktop_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
)

func script(t *testing.T, text string) desktop.Env {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "tool"), []byte("#!/bin/sh\n"+text+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return desktoptest.Env(t).With("PATH", dir+":/usr/bin:/bin")
}

func TestRun(t *testing.T) {
	out, err := desktop.Run(t.Context(), script(t, `printf '%s|' "$@" "$LC_ALL" "$HOME"`), time.Minute, "tool", "$(id)", "a b", "")
	if err != nil || !strings.HasPrefix(out, "$(id)|a b||C.UTF-8|/") {
		t.Errorf("%q, %v", out, err)
	}
	if _, err := desktop.Run(t.Context(), script(t, "echo first >&2; echo second >&2; exit 3"), time.Minute, "tool"); err == nil || !strings.Contains(err.Error(), "first") || strings.Contains(err.Error(), "second") {
		t.Errorf("a failure gave %v", err)
	}
	if _, err := desktop.Run(t.Context(), desktoptest.Env(t).With("PATH", ".:/nonexistent"), time.Minute, "tool"); !errors.Is(err, desktop.ErrMissing) {
		t.Errorf("a missing program gave %v", err)
	}
	out, err = desktop.Run(t.Context(), script(t, "head -c 3000000 /dev/zero"), time.Minute, "tool")
	if err != nil || len(out) != 1<<20 {
		t.Errorf("kept %d bytes, %v", len(out), err)
	}
}

// A program that hangs, and what it has started, are ended when the time is over.
func TestRun_Hangs(t *testing.T) {
	child := filepath.Join(t.TempDir(), "child")
	env := script(t, "sleep 600 & echo $! > '"+child+"'; wait")
	begin := time.Now()
	_, err := desktop.Run(t.Context(), env, time.Second, "tool")
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(begin) > 10*time.Second {
		t.Errorf("%v after %v", err, time.Since(begin))
	}
	pid, err := os.ReadFile(child)
	if err != nil {
		t.Fatal(err)
	}
	desktoptest.Until(t, "the child to end", func() bool {
		state, err := os.ReadFile("/proc/" + strings.TrimSpace(string(pid)) + "/stat")
		return err != nil || strings.Contains(string(state), ") Z ")
	})
}

// A program that leaves somebody behind with its output open does not hold us up.
func TestRun_LeavesAChildBehind(t *testing.T) {
	begin := time.Now()
	out, err := desktop.Run(t.Context(), script(t, "sleep 5 & echo done"), time.Minute, "tool")
	if err != nil || out != "done\n" || time.Since(begin) > 4*time.Second {
		t.Errorf("%q, %v after %v", out, err, time.Since(begin))
	}
}

func TestBusAddress(t *testing.T) {
	runtime := t.TempDir()
	if err := os.WriteFile(filepath.Join(runtime, "bus"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	bare := desktoptest.Env(t)
	for _, test := range []struct {
		env  desktop.Env
		want string
	}{
		{bare.With("DBUS_SESSION_BUS_ADDRESS", "unix:path=/x"), "unix:path=/x"},
		{bare.With("XDG_RUNTIME_DIR", runtime), "unix:path=" + runtime + "/bus"},
		{bare, ""},
		{bare.With("XDG_RUNTIME_DIR", "relative"), ""},
		{bare.With("DBUS_SESSION_BUS_ADDRESS", "tcp:host=example.org,port=1"), ""},
		{bare.With("DBUS_SESSION_BUS_ADDRESS", "autolaunch:"), ""},
	} {
		got, err := desktop.BusAddress(test.env)
		if got != test.want || (err != nil) != (test.want == "") || err != nil && !errors.Is(err, desktop.ErrNoBus) {
			t.Errorf("got %q, %v; want %q", got, err, test.want)
		}
	}
}

func TestEnv(t *testing.T) {
	t.Setenv("NORTHBOARD_TEST", "a=b")
	env := desktop.System()
	if env.Get("NORTHBOARD_TEST") != "a=b" {
		t.Error("the system's environment was misread")
	}
	other := env.With("NORTHBOARD_TEST", "", "X", "1")
	if env.Get("X") != "" || env.Get("NORTHBOARD_TEST") != "a=b" || other.Get("X") != "1" || other.Get("NORTHBOARD_TEST") != "" {
		t.Error("With changed the wrong one")
	}
	for config, want := range map[string]string{"/c": "/c", "relative": "/h/.config", "": "/h/.config"} {
		if got := other.With("HOME", "/h", "XDG_CONFIG_HOME", config).ConfigHome(); got != want {
			t.Errorf("settings with %q lie in %q", config, got)
		}
	}
}
