package agent

import (
	"context"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"northboard/backend"
	"northboard/backend/backendtest"
	"northboard/backend/clock"
	"northboard/backend/desktop/notify"
	"northboard/backend/instance"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// recorder stands where the desktop stands: it keeps what it is asked to show.
type recorder struct {
	mu      sync.Mutex
	shown   []notify.Notification
	offers  []notify.Notification // what answers a press on Snooze
	gone    []uint32
	signals chan notify.Signal
	onShow  func(n notify.Notification) // may end the goroutine, as a crash would
	fails   error
	dnd     bool // the desktop is told not to disturb
	closed  bool
}

func newRecorder() *recorder { return &recorder{signals: make(chan notify.Signal, 10)} }

func (r *recorder) Show(_ context.Context, n notify.Notification) (uint32, error) {
	if strings.HasPrefix(n.Key, laterKey) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.offers = append(r.offers, n)
		return 9999, nil
	}
	if r.onShow != nil {
		r.onShow(n)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fails != nil {
		return 0, r.fails
	}
	r.shown = append(r.shown, n)
	return uint32(len(r.shown)), nil
}

func (r *recorder) Withdraw(_ context.Context, id uint32) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.gone = append(r.gone, id)
	return nil
}

func (r *recorder) Signals() <-chan notify.Signal { return r.signals }

func (r *recorder) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.closed {
		r.closed = true
		close(r.signals)
	}
	return nil
}

func (r *recorder) quiet(context.Context) bool { return r.dnd }

func (r *recorder) titles() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	titles := []string{}
	for _, n := range r.shown {
		titles = append(titles, n.Title)
	}
	return titles
}

func (r *recorder) last() notify.Notification {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.shown[len(r.shown)-1]
}

func connectTo(r *recorder) func(context.Context) (notify.Notifier, error) {
	return func(context.Context) (notify.Notifier, error) { return r, nil }
}

// openBackend opens a library as another process would.
func openBackend(t testing.TB, dir string, c clock.Clock) *backend.Backend {
	t.Helper()
	b, err := backend.Open(context.Background(), backend.Config{Library: dir, Cache: t.TempDir(), Clock: c, Log: backendtest.Quiet()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

// mondayMorning is before every reminder of its day; last Sunday's review is older than the library.
func mondayMorning(t testing.TB) *clock.FixedClock {
	t.Helper()
	return clockAt(t, "Europe/Berlin", "2026-11-23", "08:00")
}

func clockAt(t testing.TB, zone string, day clock.Day, hour clock.TimeOfDay) *clock.FixedClock {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	return clock.Fixed(clock.Resolve(day, hour, loc).In(loc), loc)
}

// newLoop makes a loop of its own, which no lock keeps from running.
func newLoop(t testing.TB, b *backend.Backend, r *recorder) *Loop {
	t.Helper()
	l := NewLoop(LoopConfig{Backend: b, Name: "agent", Connect: connectTo(r), DoNotDisturb: r.quiet, Log: backendtest.Quiet(),
		Open: func(context.Context, string) error { return nil }})
	lock, ok, err := instance.TryLock(filepath.Join(t.TempDir(), "own.lock"), "agent")
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	l.lock = lock
	t.Cleanup(func() { _ = lock.Close() })
	return l
}

func mustTick(t testing.TB, l *Loop) {
	t.Helper()
	if err := l.tick(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func addTask(t testing.TB, b *backend.Backend, title string, day clock.Day, hour clock.TimeOfDay) plan.Task {
	t.Helper()
	var task plan.Task
	err := b.Store.Write(context.Background(), store.Op{Label: "Add task", Origin: store.User}, func(tx *store.Tx) (err error) {
		task, err = plan.AddTask(tx, plan.TaskDraft{Title: title, Due: day, DueTime: hour})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return task
}

func taskIsDone(t testing.TB, b *backend.Backend, id string) bool {
	t.Helper()
	var task plan.Task
	err := b.Store.Read(context.Background(), func(tx *store.Tx) (err error) {
		task, err = plan.TaskByID(tx, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return task.Done != nil
}

// until waits for a condition, looking often; it is the only waiting in these tests.
func until(t testing.TB, what string, within time.Duration, ok func() bool) {
	t.Helper()
	deadline := time.Now().Add(within)
	for !ok() {
		if time.Now().After(deadline) {
			t.Fatalf("%s did not happen within %v", what, within)
		}
		time.Sleep(2 * time.Millisecond)
	}
}
