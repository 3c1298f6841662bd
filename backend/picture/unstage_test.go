package picture

import (
	"context"
	"os"
	"testing"
	"time"
)

// What an import brought in for nothing goes again; what it did not bring, or what has a row by now, stays.
func TestUnstage(t *testing.T) {
	f := newFixture(t)
	ctx := context.Background()
	unstage := func(staged ...Staged) {
		t.Helper()
		if err := f.im.Unstage(ctx, staged); err != nil {
			t.Fatal(err)
		}
	}
	there := func(s Staged) bool {
		_, err := os.Stat(f.im.originalPath(s.Info.ID, s.Info.Ext))
		return err == nil
	}
	source := func(n int) Source { return Source{Name: "a.png", Data: pngBytes(t, noise(40, 20+n))} }

	gone := f.stage(t, source(1))
	unstage(gone)
	if there(gone) {
		t.Error("what nothing names stayed")
	}
	if left := f.cached(t, gone.Info.ID); len(left) != 0 {
		t.Errorf("its previews stayed: %v", left)
	}

	named := f.stage(t, source(2))
	f.add(t, named)
	unstage(named)
	if !there(named) {
		t.Error("what a row names was taken away")
	}

	settled := f.stage(t, source(3))
	f.im.Settled([]Staged{settled})
	unstage(settled)
	if !there(settled) {
		t.Error("what had settled was taken away")
	}

	before := f.stage(t, source(4))
	later := f.importer(t)
	again, err := later.Stage(ctx, source(4))
	if err != nil {
		t.Fatal(err)
	}
	if err := later.Unstage(ctx, []Staged{again}); err != nil || !there(before) {
		t.Errorf("what another import had brought was taken away (%v)", err)
	}

	met := f.stage(t, source(5))
	path := f.im.originalPath(met.Info.ID, met.Info.Ext)
	if err := os.Chtimes(path, time.Time{}, time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	unstage(met)
	if !there(met) {
		t.Error("what another import has met since was taken away")
	}
	unstage(Staged{Info: Info{ID: "../../northboard.db", Ext: "db"}})
}
