package store_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/clock"
	"northboard/backend/store"
)

// TestClock_Jumps sets the computer's clock back and forth by years, over the changes of summer time and over leap
// days, while the person works: the log keeps its order, bursts do not swallow what is not theirs, undoing all gives
// the start and redoing all the end.
func TestClock_Jumps(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(seedOf(t), 8))
	f := backendtest.New(t)
	start := dump(t, f.Store)
	moments := []time.Time{
		time.Date(2026, 3, 29, 1, 59, 59, 0, berlin), time.Date(2026, 10, 25, 2, 30, 0, 0, berlin), time.Date(2028, 2, 29, 23, 59, 59, 0, berlin),
		time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1969, 12, 31, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC),
	}
	writes, steps := tortured(60, 1000), 0
	last := f.Clock.Now()
	for i := range writes {
		switch random.IntN(3) {
		case 0:
			f.Clock.Set(clock.FromTime(moments[random.IntN(len(moments))]))
		case 1:
			f.Clock.Advance(time.Duration(random.IntN(7200)-3600) * time.Second)
		}
		f.Clock.Advance(-time.Second) // Within a burst's gap, but backwards: that is never the same step.
		if gap := f.Clock.Now().Sub(last); i == 0 || gap < 0 || gap > 2*time.Second {
			steps++
		}
		last = f.Clock.Now()
		op := store.Op{Label: "Type", Origin: store.User, Burst: "same"}
		if err := f.Store.Write(ctx, op, addBoard(fmt.Sprint("b", i))); err != nil {
			t.Fatal(err)
		}
	}
	end := dump(t, f.Store)
	for i := range steps {
		if step, err := f.Store.Undo(ctx); err != nil || !step.Done || len(step.Skipped) > 0 {
			t.Fatalf("undo %d: %+v, %v", i, step, err)
		}
	}
	if step, err := f.Store.Undo(ctx); err != nil || step.Done {
		t.Errorf("more could be undone than was done: %+v, %v", step, err)
	}
	if got := dump(t, f.Store); got != start {
		t.Errorf("undoing all gave\n%s", got)
	}
	for i := range steps {
		f.Clock.Advance(-time.Hour)
		if step, err := f.Store.Redo(ctx); err != nil || !step.Done || len(step.Skipped) > 0 {
			t.Fatalf("redo %d: %+v, %v", i, step, err)
		}
	}
	if got := dump(t, f.Store); got != end {
		t.Errorf("redoing all gave\n%s", got)
	}
	changed, err := f.Store.Changes(ctx, 0)
	if err != nil || changed.To != int64(3*writes) {
		t.Errorf("the log ends at %d, %v", changed.To, err)
	}
}
