package agent

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/desktop/notify"
	"northboard/backend/instance"
)

// TestMain: started as this program by a test, the binary writes down how it was called, or is the agent of a library.
func TestMain(m *testing.M) {
	if path := os.Getenv("AGENT_TEST_CALLED"); path != "" {
		if err := os.WriteFile(path+".new", []byte(strings.Join(os.Args[1:], " ")), 0o600); err != nil {
			panic(err)
		}
		if err := os.Rename(path+".new", path); err != nil {
			panic(err)
		}
		os.Exit(0)
	}
	if library := os.Getenv("AGENT_TEST_RUN"); library != "" {
		if err := Run(context.Background(), Config{Library: library, Cache: library + ".cache", Say: func(s string) { fmt.Println(s) }}); err != nil {
			panic(err)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// running runs something until the test stops it and waits for it.
func running(t *testing.T, run func(ctx context.Context) error) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- run(ctx) }()
	var once sync.Once
	stop = func() {
		once.Do(func() {
			cancel()
			if err := <-ended; err != nil {
				t.Error(err)
			}
		})
	}
	t.Cleanup(stop)
	return stop
}

const quick = 20 * time.Millisecond

func runner(t *testing.T, dir string) string {
	t.Helper()
	status, err := StatusOf(dir)
	if err != nil {
		t.Fatal(err)
	}
	if status.Runner == nil {
		return ""
	}
	return status.Runner.Name
}

// The window reminds, an agent arrives and takes over, it goes and the window takes the loop back; buttons of what
// the window has shown work all the while.
func TestHandover(t *testing.T) {
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	c := mondayMorning(t)
	dir := t.TempDir()
	window := openBackend(t, dir, c)
	onWindow, onAgent := newRecorder(), newRecorder()
	opened := make(chan string, 10)
	stopWindow := running(t, NewLoop(LoopConfig{
		Backend: window, Name: "window", Connect: connectTo(onWindow), Tick: quick, Log: backendtest.Quiet(),
		Open: func(_ context.Context, route string) error { opened <- route; return nil },
	}).Run)
	until(t, "the window's turn", 5*time.Second, func() bool { return runner(t, dir) == "window" })

	first := addTask(t, window, "First", "2026-11-23", "09:00")
	second := addTask(t, window, "Second", "2026-11-23", "10:00")
	third := addTask(t, window, "Third", "2026-11-23", "11:00")
	c.Advance(time.Hour)
	until(t, "the window's pop-up", 5*time.Second, func() bool { return len(onWindow.titles()) == 1 })

	said := make(chan string, 5)
	stopAgent := running(t, func(ctx context.Context) error {
		return Run(ctx, Config{Library: dir, Cache: t.TempDir(), Clock: c, Log: backendtest.Quiet(), Connect: connectTo(onAgent), Tick: quick,
			Say: func(s string) { said <- s }})
	})
	until(t, "the handover", 5*time.Second, func() bool { return runner(t, dir) == "agent" })
	if s := <-said; s != SayRunning {
		t.Fatal(s)
	}
	c.Advance(time.Hour)
	until(t, "the agent's pop-up", 5*time.Second, func() bool { return len(onAgent.titles()) == 1 })

	// The window's connection hears of what it has shown.
	onWindow.signals <- notify.Signal{NotificationID: 1, Key: onWindow.last().Key, Action: notify.Done}
	until(t, "Done", 5*time.Second, func() bool { return taskIsDone(t, window, first.ID) })
	// And the agent opens the window that is there.
	lock, ok, err := instance.TryLock(instance.LockPath(dir, instance.Window), "window")
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	defer lock.Close()
	raised := make(chan instance.Command, 1)
	running(t, func(ctx context.Context) error {
		return instance.Serve(ctx, lock, instance.SocketPath(window.Store.Dir(), instance.Window), func(_ context.Context, cmd instance.Command) error {
			raised <- cmd
			return nil
		}, nil)
	})
	until(t, "the window's socket", 5*time.Second, func() bool {
		return instance.Send(context.Background(), instance.SocketPath(window.Store.Dir(), instance.Window), instance.Command{Verb: "ping"}) == nil
	})
	<-raised
	onAgent.signals <- notify.Signal{NotificationID: 1, Key: onAgent.last().Key, Action: notify.Open}
	if cmd := <-raised; cmd != (instance.Command{Verb: "raise", Argument: "task/" + second.ID}) {
		t.Fatalf("%+v", cmd)
	}

	if was, err := Stop(context.Background(), dir); !was || err != nil {
		t.Fatal(was, err)
	}
	stopAgent()
	until(t, "the loop's return", 5*time.Second, func() bool { return runner(t, dir) == "window" })
	c.Advance(time.Hour)
	until(t, "the third pop-up", 5*time.Second, func() bool { return len(onWindow.titles()) == 2 })
	onWindow.signals <- notify.Signal{NotificationID: 2, Key: onWindow.last().Key, Action: notify.Default}
	if route := <-opened; route != "task/"+third.ID {
		t.Fatal(route)
	}
	stopWindow()
	if len(onWindow.titles()) != 2 || len(onAgent.titles()) != 1 || runner(t, dir) != "" {
		t.Fatalf("window %q, agent %q, runner %q", onWindow.titles(), onAgent.titles(), runner(t, dir))
	}
}

func TestRun_TheSecondAgentWaits(t *testing.T) {
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	c := mondayMorning(t)
	dir := t.TempDir()
	start := func() (stop func(), said chan string) {
		said = make(chan string, 5)
		return running(t, func(ctx context.Context) error {
			return Run(ctx, Config{Library: dir, Cache: t.TempDir(), Clock: c, Log: backendtest.Quiet(), Connect: connectTo(newRecorder()), Tick: quick,
				Say: func(s string) { said <- s }})
		}), said
	}
	stopFirst, saidFirst := start()
	if s := <-saidFirst; s != SayRunning {
		t.Fatal(s)
	}
	_, saidSecond := start()
	if s := <-saidSecond; s != SayWaiting {
		t.Fatal(s)
	}
	stopFirst()
	if s := <-saidSecond; s != SayRunning {
		t.Fatal(s)
	}
	// One more is not started while one lives.
	if err := StartDetached("/nowhere/at/all", dir); err != nil {
		t.Fatal(err)
	}
}

func TestOpenWindow_StartsOneWhenNoneIsOpen(t *testing.T) {
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	library, called := t.TempDir(), filepath.Join(t.TempDir(), "called")
	t.Setenv("AGENT_TEST_CALLED", called)
	read := func() string {
		text, err := os.ReadFile(called)
		if err != nil {
			return ""
		}
		return string(text)
	}
	if err := OpenWindow(context.Background(), os.Args[0], library, "review"); err != nil {
		t.Fatal(err)
	}
	until(t, "the window", 10*time.Second, func() bool { return read() != "" })
	if want := "--library " + library + " window --open review"; read() != want {
		t.Fatalf("%q, want %q", read(), want)
	}
	if err := os.Remove(called); err != nil {
		t.Fatal(err)
	}
	if err := StartDetached(os.Args[0], library); err != nil {
		t.Fatal(err)
	}
	until(t, "the agent", 10*time.Second, func() bool { return read() != "" })
	if want := "--library " + library + " agent"; read() != want {
		t.Fatalf("%q, want %q", read(), want)
	}
}
