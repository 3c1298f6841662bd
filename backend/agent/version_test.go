package agent

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/desktop/notify"
)

// An agent of an older version makes way for one of a newer version, and not the other way round.
func TestRun_MakesWayForANewerVersion(t *testing.T) {
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
	dir := t.TempDir()
	openBackend(t, dir, mondayMorning(t))
	live := func(version string, said chan string) (ended chan error) {
		ended = make(chan error, 1)
		ctx, cancel := context.WithCancel(context.Background())
		go func() {
			ended <- Run(ctx, Config{
				Library: dir, Cache: t.TempDir(), Version: version, Clock: mondayMorning(t), Log: backendtest.Quiet(), Tick: quick,
				Connect: func(context.Context) (notify.Notifier, error) { return newRecorder(), nil },
				Say:     func(sentence string) { said <- sentence },
			})
		}()
		t.Cleanup(cancel)
		return ended
	}
	says := func(said chan string, want string) {
		t.Helper()
		for {
			select {
			case got := <-said:
				if got == want {
					return
				}
			case <-time.After(20 * time.Second):
				t.Fatalf("never said %q", want)
			}
		}
	}
	first, older, newer := make(chan string, 5), make(chan string, 5), make(chan string, 5)
	firstEnded := live("v1.2.0", first)
	says(first, SayRunning)
	live("v1.1.9", older)
	says(older, SayWaiting)
	newerEnded := live("v1.3.0", newer)
	select {
	case err := <-firstEnded:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the older agent stays")
	}
	says(newer, SayRunning)
	select {
	case err := <-newerEnded:
		t.Errorf("the newer agent left, %v", err)
	default:
	}
	text, err := os.ReadFile(filepath.Join(dir, LogName))
	if err != nil || !strings.Contains(string(text), "a newer version takes over") {
		t.Errorf("%v: %s", err, text)
	}
}
