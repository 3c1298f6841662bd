// Package backendtest gives tests a real library: a real SQLite file in a temp folder, a clock that stands
// still and ids that count. It never fakes the store.
package backendtest

import (
	"context"
	"io"
	"log/slog"
	"testing"
	"time"
	_ "time/tzdata" // Berlin must be known on every machine that runs the tests.

	"northboard/backend/clock"
	"northboard/backend/id"
	"northboard/backend/store"
)

// Fixture is an open library and what it was made with.
type Fixture struct {
	Store *store.Store
	Clock *clock.FixedClock
	Dir   string
	IDs   id.Source
}

// New makes an empty library. The clock shows 2026-11-22 10:00 in Berlin, a Sunday. It is closed with the test.
func New(t testing.TB) *Fixture {
	t.Helper()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	f := &Fixture{
		Clock: clock.Fixed(time.Date(2026, time.November, 22, 10, 0, 0, 0, berlin), berlin),
		Dir:   t.TempDir(),
		IDs:   id.Counting(),
	}
	f.Store = f.Open(t)
	return f
}

// Open opens the same library once more, as a second process would.
func (f *Fixture) Open(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), store.Config{Dir: f.Dir, Clock: f.Clock, IDs: f.IDs, Log: Quiet()})
	if err != nil {
		t.Fatalf("open the library: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close the library: %v", err)
		}
	})
	return s
}

// Write runs fn as something the person did, and fails the test if it fails.
func (f *Fixture) Write(t testing.TB, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := f.Store.Write(context.Background(), store.Op{Label: "Test", Origin: store.User}, fn); err != nil {
		t.Fatalf("write: %v", err)
	}
}

// Read runs fn on one moment of the library, and fails the test if it fails.
func (f *Fixture) Read(t testing.TB, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := f.Store.Read(context.Background(), fn); err != nil {
		t.Fatalf("read: %v", err)
	}
}

// Quiet is a log that nobody reads.
func Quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }
