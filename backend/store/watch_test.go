package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// patience is how long a test waits for what must come; it bounds a failure, not a success.
const patience = 10 * time.Second

func next[T any](t *testing.T, from <-chan T) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(patience):
		t.Fatal("nothing came")
		panic("unreachable")
	}
}

func watch(t *testing.T, s *store.Store) <-chan store.Changed {
	t.Helper()
	told := make(chan store.Changed, 1000)
	t.Cleanup(s.Watch(func(c store.Changed) { told <- c }))
	return told
}

func TestWatch_OwnCommitAtOnce(t *testing.T) {
	f := backendtest.New(t)
	told := watch(t, f.Store)
	start := time.Now()
	f.Write(t, addBoard("b"))
	c := next(t, told)
	if fmt.Sprint(c) != "{0 1 false [{board b false}]}" {
		t.Errorf("told %v", c)
	}
	if took := time.Since(start); took > 400*time.Millisecond {
		t.Errorf("told after %v: by polling?", took)
	}
	f.Write(t, addBoard("c"))
	if c := next(t, told); c.From != 1 || c.To != 2 {
		t.Errorf("told %v", c)
	}
}

func TestWatch_OtherStore(t *testing.T) {
	f := backendtest.New(t)
	other := f.Open(t)
	told := watch(t, other)
	f.Write(t, addBoard("b"))
	if c := next(t, told); fmt.Sprint(c) != "{0 1 false [{board b false}]}" {
		t.Errorf("told %v", c)
	}
}

// TestWatchCommits_Quiet hears what is in no log: of this process and of another.
func TestWatchCommits_Quiet(t *testing.T) {
	f := backendtest.New(t)
	other := f.Open(t)
	told := watch(t, f.Store)
	for name, writer := range map[string]*store.Store{"own": f.Store, "another's": other} {
		committed := make(chan struct{}, 1000)
		stop := f.Store.WatchCommits(func() { committed <- struct{}{} })
		next(t, committed) // The watch itself wakes the watcher.
		if err := writer.SetSetting(ctx, "key", name); err != nil {
			t.Fatal(err)
		}
		next(t, committed)
		stop()
	}
	if len(told) != 0 {
		t.Errorf("a quiet commit was told as %v", <-told)
	}
}

// TestWatch_OrderWithoutGaps follows a hundred commits of two stores: each starts where the one before ended.
func TestWatch_OrderWithoutGaps(t *testing.T) {
	f := backendtest.New(t)
	other := f.Open(t)
	told := watch(t, f.Store)
	for i := range 50 {
		f.Write(t, addBoard(fmt.Sprint("a", i)))
		if err := other.Write(ctx, user, addBoard(fmt.Sprint("b", i))); err != nil {
			t.Fatal(err)
		}
	}
	at, seen := int64(0), map[string]bool{}
	for at < 100 {
		c := next(t, told)
		if c.From != at || c.To <= at {
			t.Fatalf("told %v at %d", c, at)
		}
		at = c.To
		for _, r := range c.Rows {
			seen[r.ID] = true
		}
	}
	if len(seen) != 100 {
		t.Errorf("%d rows told of 100", len(seen))
	}
}

func TestWatch_Stop(t *testing.T) {
	f := backendtest.New(t)
	stopped := make(chan store.Changed, 10)
	stop := f.Store.Watch(func(c store.Changed) { stopped <- c })
	told := watch(t, f.Store)
	f.Write(t, addBoard("b"))
	next(t, stopped)
	next(t, told)
	stop()
	f.Write(t, addBoard("c"))
	next(t, told) // Watchers are told in the order they began, so the first would have been by now.
	if len(stopped) > 0 {
		t.Error("told after stop")
	}
}

// TestWatch_FileTaken has the file moved, replaced or unlinked while it is open: writes would go into nothing.
func TestWatch_FileTaken(t *testing.T) {
	for name, take := range map[string]func(path string) error{
		"unlinked": os.Remove,
		"moved":    func(path string) error { return os.Rename(path, path+".old") },
		"replaced": func(path string) error {
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if err := os.WriteFile(path+".new", b, 0o600); err != nil {
				return err
			}
			return os.Rename(path+".new", path)
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := backendtest.New(t)
			f.Write(t, addBoard("b"))
			faults := make(chan *fault.Error, 10)
			t.Cleanup(f.Store.WatchFault(func(e *fault.Error) { faults <- e }))
			if err := take(filepath.Join(f.Dir, "northboard.db")); err != nil {
				t.Fatal(err)
			}
			if err := f.Store.Write(ctx, user, addBoard("c")); fault.CodeOf(err) != fault.FileMoved {
				t.Errorf("write: %v", err)
			}
			if e := next(t, faults); e.Code != fault.FileMoved {
				t.Errorf("fault: %v", e)
			}
			if n := count(t, f.Store, "board"); n != 1 {
				t.Errorf("%d boards", n)
			}
		})
	}
}
