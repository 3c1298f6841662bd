package store_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/clock"
	"northboard/backend/store"
)

func init() {
	stepTasks["fold"] = func(dir, step string) error {
		at, err := strconv.ParseInt(step, 10, 64)
		if err != nil {
			return err
		}
		s, err := store.Open(ctx, store.Config{Dir: dir, Clock: clock.Fixed(time.UnixMilli(at), time.UTC), Log: backendtest.Quiet()})
		if err != nil {
			return err
		}
		fmt.Println("folding")
		if _, err := s.Fold(ctx); err != nil {
			return err
		}
		_, err = s.Scour(ctx)
		return err
	}
}

// TestKill_Fold kills a process that folds and scours, again and again, at whatever point it has come to.
func TestKill_Fold(t *testing.T) {
	f := backendtest.New(t)
	ids := boardOf(t, f, 400)
	for range 6 {
		f.Clock.Advance(day)
		for range 8 {
			move(t, f, ids, 1.25)
		}
	}
	as(t, f.Store, store.User, "Delete", `DELETE FROM item WHERE id = '`+ids[3]+`'`)
	f.Clock.Advance(store.FoldAfter + day)
	busywork(t, f)
	rows, trash, entries := dump(t, f.Store), deletedIn(t, f.Store), count(t, f.Store, "change")
	halves := 0
	for try := range 12 {
		cmd, said := startChild(t, fmt.Sprintf("fold:%d", f.Clock.Now()), f.Dir)
		if !said.Scan() || said.Text() != "folding" {
			t.Fatalf("the child said %q", said.Text())
		}
		time.Sleep(time.Duration(rand.IntN(60*(try/3+1))) * time.Millisecond) // Where it is killed must not be chosen.
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // It was killed, or had come to its end.
		if now := count(t, f.Store, "change"); now < entries && now > entries/8 {
			halves++
		}
		if dump(t, f.Store) != rows || deletedIn(t, f.Store) != trash {
			t.Fatalf("after kill %d rows or trash are others", try)
		}
		if broken := links(t, f.Store); len(broken) > 0 {
			t.Fatalf("broken: %v", broken)
		}
	}
	fold(t, f.Store)
	left := count(t, f.Store, "change")
	if want := 401 + 6*400 + 1 + store.KeepSteps; left != want {
		t.Errorf("%d entries are left of %d, want %d", left, entries, want)
	}
	t.Logf("%d entries, %d left; found half folded %d times", entries, left, halves)
	if step, err := f.Store.Undo(ctx); err != nil || !step.Done || len(step.Skipped) > 0 {
		t.Errorf("undo: %+v, %v", step, err)
	}
}
