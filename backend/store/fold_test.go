package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"northboard/backend/backendtest"
	"northboard/backend/store"
)

const day = 24 * time.Hour

// fold folds and fails the test if it fails.
func fold(t testing.TB, s *store.Store) store.Folded {
	t.Helper()
	done, err := s.Fold(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// busywork makes what was done before too long ago to be among the last steps that are always kept.
func busywork(t testing.TB, f *backendtest.Fixture) {
	t.Helper()
	for range store.KeepSteps {
		f.Clock.Advance(time.Second)
		as(t, f.Store, store.User, "Busy", `INSERT INTO win (id, text, day, created) VALUES ('busy', '', '2027-01-01', 1) ON CONFLICT (id) DO UPDATE SET text = text || '.'`)
	}
}

// stopAfter is a context that ends when it has been looked at so many times: a kill between any two batches.
type stopAfter struct {
	context.Context
	left *int
}

func (c stopAfter) Err() error {
	if *c.left--; *c.left < 0 {
		return context.Canceled
	}
	return nil
}

// deletedIn writes out what is in the trash.
func deletedIn(t testing.TB, s *store.Store) string {
	t.Helper()
	var b strings.Builder
	for _, d := range trashOf(t, s) {
		fmt.Fprintln(&b, d.Seq, d.Operation, d.At, d.Label, d.Kind, d.ID, string(d.Was))
	}
	return b.String()
}

func trashOf(t testing.TB, s *store.Store) (gone []store.DeletedRow) {
	t.Helper()
	if err := s.Read(ctx, func(tx *store.Tx) (err error) {
		gone, err = store.Deleted(tx)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return gone
}

func logOf(t testing.TB, s *store.Store) []store.Entry {
	t.Helper()
	entries, err := s.ChangesSince(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func TestFold_OnePerRowAndDay(t *testing.T) {
	f := backendtest.New(t)
	ids := boardOf(t, f, 3)
	move(t, f, ids, 1) // The day on which they were made.
	f.Clock.Advance(day)
	for i := range 600 { // More than a batch.
		move(t, f, ids[:1], float64(i)/7)
	}
	move(t, f, ids[1:2], 5)
	move(t, f, ids[1:2], -5)
	f.Clock.Advance(day)
	move(t, f, ids, 2)
	before, rows := logOf(t, f.Store), dump(t, f.Store)
	f.Clock.Advance(store.FoldAfter + 2*day)
	busywork(t, f)
	rows2 := dump(t, f.Store)
	done := fold(t, f.Store)
	if dump(t, f.Store) != rows2 || !strings.Contains(rows2, "text=string:\"Note 2\"") || rows == "" {
		t.Error("folding changed rows")
	}
	folded := []string{}
	for _, e := range logOf(t, f.Store) {
		if e.Kind != "win" {
			folded = append(folded, fmt.Sprint(e.Verb, " ", e.Row, " ", e.Label))
		}
	}
	// Day one: the board and three items made. Day two: two items, one of which only got a new time. Day three: all of them.
	want := []string{"insert board Test"}
	for _, id := range ids {
		want = append(want, "insert "+id+" Move")
	}
	want = append(want, "update "+ids[0]+" Move", "update "+ids[1]+" Move")
	for _, id := range ids {
		want = append(want, "update "+id+" Move")
	}
	if !reflect.DeepEqual(folded, want) {
		t.Errorf("the log is now\n%s\nand not\n%s", strings.Join(folded, "\n"), strings.Join(want, "\n"))
	}
	if done.Before-done.After != len(before)-len(want) {
		t.Errorf("it says %+v of %d entries", done, len(before))
	}
	if again := fold(t, f.Store); again.Batches != 0 {
		t.Errorf("folding again did %+v", again)
	}
	changed, err := f.Store.Changes(ctx, 5)
	if err != nil || !changed.All {
		t.Errorf("changes since before the fold: %+v, %v", changed, err)
	}
	if changed, err := f.Store.Changes(ctx, done.To); err != nil || changed.All || len(changed.Rows) != 1 {
		t.Errorf("changes since the fold: %+v, %v", changed, err)
	}
	if n := count(t, f.Store, "operation"); n > store.KeepSteps+len(want) {
		t.Errorf("%d operations are left", n)
	}
}

// TestFold_Undo goes back to the fold and no further, kindly.
func TestFold_Undo(t *testing.T) {
	f := backendtest.New(t)
	ids := boardOf(t, f, 2)
	f.Clock.Advance(store.FoldAfter + day)
	busywork(t, f)
	move(t, f, ids, 1)
	fold(t, f.Store)
	for range store.KeepSteps + 1 { // What is young, and no more.
		if step, err := f.Store.Undo(ctx); err != nil || !step.Done || len(step.Skipped) > 0 {
			t.Fatalf("undo: %+v, %v", step, err)
		}
	}
	if step, err := f.Store.Undo(ctx); err != nil || step.Done {
		t.Fatalf("undo over the fold: %+v, %v", step, err)
	}
	if n := count(t, f.Store, "item"); n != 2 {
		t.Errorf("%d items", n)
	}
	for range store.KeepSteps + 1 {
		if step, err := f.Store.Redo(ctx); err != nil || !step.Done {
			t.Fatalf("redo: %+v, %v", step, err)
		}
	}
}

// TestFold_ClockAhead has a clock that jumps a year ahead: the last steps stay.
func TestFold_ClockAhead(t *testing.T) {
	f := backendtest.New(t)
	ids := boardOf(t, f, 2)
	move(t, f, ids, 1)
	f.Clock.Advance(365 * day)
	if done := fold(t, f.Store); done.Batches != 0 {
		t.Errorf("it folded: %+v", done)
	}
	if step, err := f.Store.Undo(ctx); err != nil || !step.Done {
		t.Errorf("undo: %+v, %v", step, err)
	}
}

func TestFold_Cancelled(t *testing.T) {
	f := backendtest.New(t)
	boardOf(t, f, 5)
	f.Clock.Advance(store.FoldAfter + day)
	busywork(t, f)
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := f.Store.Fold(stopped); err == nil {
		t.Error("a cancelled fold did not say so")
	}
	fold(t, f.Store)
}

// lastOfDays gives, for each row and day, what became of it by the end of the day, as the log tells it.
func lastOfDays(rt *rapid.T, entries []store.Entry) map[string]string {
	rows, told := map[string]map[string]json.RawMessage{}, map[string]string{}
	for _, e := range entries {
		key := e.Kind + " " + e.Row
		var after map[string]json.RawMessage
		if err := json.Unmarshal(e.After, &after); err != nil {
			rt.Fatal(err)
		}
		switch {
		case e.Verb == "delete":
			delete(rows, key)
		case e.Verb == "insert" || rows[key] == nil:
			rows[key] = after
		default:
			for column, v := range after {
				rows[key][column] = v
			}
		}
		text, err := json.Marshal(rows[key])
		if err != nil {
			rt.Fatal(err)
		}
		told[fmt.Sprint(key, " ", int64(e.At)/day.Milliseconds())] = string(text)
	}
	return told
}

// TestProperty_Fold folds after a random run of verbs, stopped at a random place, by one process or two.
func TestProperty_Fold(t *testing.T) {
	f := backendtest.New(t)
	second := f.Open(t)
	store.SetKeepSteps(t, 1)
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(t, rt, f, second)
		// The ids of a run are those of the run before, which no library would see: its log goes with its rows.
		forget := statements(`DELETE FROM change`, `DELETE FROM operation`, `DELETE FROM setting WHERE id LIKE 'fold.%'`)
		if err := f.Store.WriteQuiet(ctx, forget); err != nil {
			rt.Fatal(err)
		}
		w.run(false)
		f.Clock.Advance(time.Duration(rapid.IntRange(0, 3).Draw(rt, "days")) * day)
		w.run(false)
		f.Clock.Advance(store.FoldAfter)
		w.run(false)
		young := len(logOf(t, f.Store))
		rows, trash := dump(t, f.Store), deletedIn(t, f.Store)
		told := lastOfDays(rt, logOf(t, f.Store))
		if rapid.Bool().Draw(rt, "stopped") {
			looks := rapid.IntRange(0, 40).Draw(rt, "looks")
			if _, err := w.stores[0].Fold(stopAfter{ctx, &looks}); err != nil && !errors.Is(err, context.Canceled) {
				rt.Fatal(err)
			}
		}
		done := fold(t, w.stores[1])
		if now := dump(t, f.Store); now != rows {
			rt.Fatalf("folding made\n%s\nof\n%s", now, rows)
		}
		if now := deletedIn(t, f.Store); now != trash {
			rt.Fatalf("in the trash is now\n%s\nand was\n%s", now, trash)
		}
		entries := logOf(t, f.Store)
		if len(entries) > young {
			rt.Fatal("the log grew")
		}
		now := lastOfDays(rt, entries)
		for key, state := range now {
			if told[key] != state {
				rt.Fatalf("%s was %s and is told as %s", key, told[key], state)
			}
		}
		// Whatever is younger can be undone, and redone to where it was.
		steps := 0
		for ; ; steps++ {
			if _, done := w.step(true); !done {
				break
			}
		}
		for range steps {
			w.step(false)
		}
		if now := dump(t, f.Store); now != rows {
			rt.Fatalf("undoing and redoing %d steps after the fold to %d gave\n%s\nand not\n%s", steps, done.To, now, rows)
		}
		if broken := links(t, f.Store); len(broken) > 0 {
			rt.Fatalf("broken: %v", broken)
		}
	})
}
