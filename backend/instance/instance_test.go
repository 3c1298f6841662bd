package instance

import (
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"northboard/backend/fault"
)

// The test binary is also the other process: it holds a lock until its standard input closes.
func TestMain(m *testing.M) {
	if path := os.Getenv("INSTANCE_TEST_HOLD"); path != "" {
		lock, ok, err := TryLock(path, "agent")
		if err != nil || !ok {
			os.Stdout.WriteString("refused\n")
			os.Exit(3)
		}
		os.Stdout.WriteString("held\n")
		buffer := make([]byte, 1)
		_, _ = os.Stdin.Read(buffer)
		lock.Close()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func holdElsewhere(t *testing.T, path string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "INSTANCE_TEST_HOLD="+path)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		_ = cmd.Process.Kill()
		_, _ = cmd.Process.Wait()
	})
	said := make([]byte, 5)
	if _, err := out.Read(said); err != nil || !strings.HasPrefix(string(said), "held") {
		t.Fatalf("the other process said %q (%v)", said, err)
	}
	return cmd
}

func TestLock_TwoInOneProcess(t *testing.T) {
	path := LockPath(t.TempDir(), Loop)
	first, ok, err := TryLock(path, "window")
	if err != nil || !ok {
		t.Fatalf("first: %v %v", ok, err)
	}
	if _, ok, err := TryLock(path, "agent"); ok || err != nil {
		t.Fatalf("second while held: %v %v", ok, err)
	}
	holder, held, err := Held(path)
	if err != nil || !held || holder != (Holder{Name: "window", PID: os.Getpid()}) {
		t.Fatalf("held by %+v, %v, %v", holder, held, err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if _, held, _ := Held(path); held {
		t.Fatal("still held after Close")
	}
	second, ok, err := TryLock(path, "agent")
	if err != nil || !ok {
		t.Fatalf("after Close: %v %v", ok, err)
	}
	second.Close()
}

func TestLock_FreedWhenItsHolderIsKilled(t *testing.T) {
	path := LockPath(t.TempDir(), Agent)
	other := holdElsewhere(t, path)
	if _, ok, err := TryLock(path, "window"); ok || err != nil {
		t.Fatalf("took a lock that another process holds: %v %v", ok, err)
	}
	holder, held, err := Held(path)
	if err != nil || !held || holder.PID != other.Process.Pid || holder.Name != "agent" {
		t.Fatalf("held by %+v, %v, %v; want process %d", holder, held, err, other.Process.Pid)
	}
	if err := other.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_, _ = other.Process.Wait()
	lock, ok, err := TryLock(path, "window")
	if err != nil || !ok {
		t.Fatalf("not free after its holder died: %v %v", ok, err)
	}
	lock.Close()
}

func TestLock_HeldWithoutAFile(t *testing.T) {
	path := LockPath(t.TempDir(), Loop)
	if _, held, err := Held(path); held || err != nil {
		t.Fatalf("%v %v", held, err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Fatal("asking made the file")
	}
}

// serve starts a server and gives what stops it and waits for it.
func serve(t *testing.T, path string, handle Handler) (stop func()) {
	t.Helper()
	lock, ok, err := TryLock(filepath.Join(t.TempDir(), "role.lock"), "window")
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- Serve(ctx, lock, path, handle, func() { close(ready) }) }()
	select {
	case <-ready:
	case err := <-ended:
		t.Fatal(err)
	}
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		lock.Close()
	}
	t.Cleanup(stop)
	return stop
}

func TestSocket_RaiseAndFault(t *testing.T) {
	path := filepath.Join(t.TempDir(), "run", "window.sock")
	got := make(chan Command, 3)
	stop := serve(t, path, func(_ context.Context, c Command) error {
		got <- c
		switch c.Verb {
		case "raise":
			return nil
		case "panic":
			panic("a mistake")
		}
		return fault.New(fault.Invalid, "Not known.\nSecond line.")
	})
	ctx := context.Background()
	if err := Send(ctx, path, Command{"raise", "task/0001"}); err != nil {
		t.Fatal(err)
	}
	if c := <-got; c != (Command{"raise", "task/0001"}) {
		t.Fatalf("got %+v", c)
	}
	err := Send(ctx, path, Command{Verb: "dance"})
	if f := fault.From(err); f.Code != fault.Invalid || f.Sentence != "Not known. Second line." {
		t.Fatalf("%+v", f)
	}
	if err := Send(ctx, path, Command{Verb: "panic"}); fault.CodeOf(err) != fault.Internal {
		t.Fatalf("%v", err)
	}
	for file, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		info, err := os.Stat(file)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v %v, want %v", file, info.Mode().Perm(), err, want)
		}
	}
	stop()
	if err := Send(ctx, path, Command{Verb: "ping"}); fault.CodeOf(err) != fault.Unavailable {
		t.Fatalf("after stop: %v", err)
	}
}

func TestSocket_LeftBehindIsReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "window.sock")
	// A crash leaves the socket's file with nobody behind it.
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	listener.SetUnlinkOnClose(false)
	listener.Close()
	if err := Send(context.Background(), path, Command{Verb: "ping"}); fault.CodeOf(err) != fault.Unavailable {
		t.Fatalf("left behind: %v", err)
	}
	serve(t, path, func(context.Context, Command) error { return nil })
	if err := Send(context.Background(), path, Command{Verb: "ping"}); err != nil {
		t.Fatal(err)
	}
}

func TestSocket_NoLockNoServer(t *testing.T) {
	if err := Serve(context.Background(), nil, filepath.Join(t.TempDir(), "s"), nil, nil); err == nil {
		t.Fatal("served without the lock")
	}
}

func TestSocket_SilentOrEndlessCallerDoesNotBlock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "window.sock")
	serve(t, path, func(context.Context, Command) error { return nil })
	silent, err := net.Dial("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	endless, err := net.Dial("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer endless.Close()
	_, _ = endless.Write([]byte(strings.Repeat("x", 2*longestLine)))
	if err := Send(context.Background(), path, Command{Verb: "ping"}); err != nil {
		t.Fatal(err)
	}
}

func TestSocket_CallerGivesUpWhenNobodyAnswers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "window.sock")
	release := make(chan struct{})
	serve(t, path, func(context.Context, Command) error { <-release; return nil })
	t.Cleanup(func() { close(release) })
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if err := Send(ctx, path, Command{Verb: "ping"}); fault.CodeOf(err) != fault.Unavailable {
		t.Fatalf("%v", err)
	}
}

func TestSocketPath(t *testing.T) {
	library := t.TempDir()
	t.Setenv("XDG_RUNTIME_DIR", "/run/user/1000")
	in := SocketPath(library, Window)
	if filepath.Dir(in) != "/run/user/1000/northboard" {
		t.Fatal(in)
	}
	if in == SocketPath(library, Agent) || in == SocketPath(t.TempDir(), Window) {
		t.Fatal("roles and libraries must not share a socket")
	}
	t.Setenv("XDG_RUNTIME_DIR", "")
	if beside := SocketPath("/short", Window); filepath.Dir(beside) != "/short" {
		t.Fatal(beside)
	}
	if long := SocketPath("/"+strings.Repeat("l", 120), Window); strings.Contains(long, "lll") {
		t.Fatal(long)
	}
}
