package remind

import (
	"context"
	"testing"
	"time"

	"northboard/backend/clock"
	"northboard/backend/id"
	"northboard/backend/store"
)

// bench is a library, a clock, and short words for what the tests do with them.
type bench struct {
	t     *testing.T
	store *store.Store
	clock *clock.FixedClock
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// newBench opens a library at a wall time like "2026-11-22 10:00", with the default rules set an hour before.
func newBench(t *testing.T, zoneName, wall string) *bench {
	t.Helper()
	loc := zone(t, zoneName)
	start, err := time.ParseInLocation("2006-01-02 15:04", wall, loc)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, clock: clock.Fixed(start.Add(-time.Hour), loc)}
	b.store, err = store.Open(context.Background(), store.Config{Dir: t.TempDir(), Clock: b.clock, IDs: id.Counting()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.store.Close(); err != nil {
			t.Error(err)
		}
	})
	b.do(func(tx *store.Tx) error { _, err := EnsureDefaults(tx); return err })
	b.clock.Set(clock.FromTime(start))
	return b
}

// at moves the wall clock.
func (b *bench) at(wall string) {
	b.t.Helper()
	day, hour := clock.Day(wall[:10]), clock.TimeOfDay(wall[11:16])
	instant := clock.Resolve(day, hour, b.clock.Location())
	if len(wall) > 16 {
		seconds, err := time.ParseDuration(wall[17:] + "s")
		if err != nil {
			b.t.Fatal(err)
		}
		instant = instant.Add(seconds)
	}
	b.clock.Set(instant)
}

func (b *bench) do(fn func(tx *store.Tx) error) {
	b.t.Helper()
	if err := b.store.Write(context.Background(), store.Op{Label: "Test", Origin: store.User}, fn); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) quiet(fn func(tx *store.Tx) error) {
	b.t.Helper()
	if err := b.store.WriteQuiet(context.Background(), fn); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) read(fn func(tx *store.Tx) error) {
	b.t.Helper()
	if err := b.store.Read(context.Background(), fn); err != nil {
		b.t.Fatal(err)
	}
}

// exec writes as a person does.
func (b *bench) exec(query string, args ...any) {
	b.t.Helper()
	b.do(func(tx *store.Tx) error { _, err := tx.Exec(query, args...); return err })
}

// task adds an open task; due is "2026-11-23" or "2026-11-23 14:00".
func (b *bench) task(id, due string) {
	b.t.Helper()
	var hour any
	if len(due) > 10 {
		hour = due[11:]
	}
	b.exec(`
		INSERT INTO task (id, title, due, due_time, rank, created, updated)
		VALUES (?, ?, ?, ?, 'a0', 0, 0)`, id, "Task "+id, due[:10], hour)
}

// materialise gives what came due now.
func (b *bench) materialise() (fresh []Occurrence) {
	b.t.Helper()
	b.quiet(func(tx *store.Tx) error {
		look, err := Materialise(tx)
		fresh = look.Fresh
		return err
	})
	return fresh
}

// take is what the loop does on a tick, without showing.
func (b *bench) take() (taken []Occurrence) {
	b.t.Helper()
	b.quiet(func(tx *store.Tx) error {
		if _, err := Materialise(tx); err != nil {
			return err
		}
		var err error
		taken, err = Take(tx, "test", false)
		return err
	})
	return taken
}

// show takes and notes everything as shown.
func (b *bench) show() []Occurrence {
	b.t.Helper()
	taken := b.take()
	b.quiet(func(tx *store.Tx) error {
		for i, o := range taken {
			if err := MarkShown(tx, o.ID, uint32(i+1)); err != nil {
				return err
			}
		}
		return nil
	})
	return taken
}

func (b *bench) inbox() (entries []InboxEntry) {
	b.t.Helper()
	b.read(func(tx *store.Tx) (err error) {
		entries, err = Inbox(tx, 100)
		return err
	})
	return entries
}

func (b *bench) coming(n int) (coming []Coming) {
	b.t.Helper()
	b.read(func(tx *store.Tx) (err error) {
		coming, err = Upcoming(tx, n)
		return err
	})
	return coming
}

func keys(occurrences []Occurrence) []string {
	keys := []string{}
	for _, o := range occurrences {
		keys = append(keys, o.Key)
	}
	return keys
}

func wantKeys(t *testing.T, got []Occurrence, want ...string) {
	t.Helper()
	g := keys(got)
	if len(g) != len(want) {
		t.Fatalf("got %q, want %q", g, want)
	}
	for i := range g {
		if g[i] != want[i] {
			t.Fatalf("got %q, want %q", g, want)
		}
	}
}
