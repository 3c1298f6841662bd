package backup

import (
	"os"
	"path/filepath"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/store"
)

// TestMake_WhereOneProcessHoldsTheLibrary backs up in a folder that a cloud service copies: one connection holds the
// library there, and the copy goes through it.
func TestMake_WhereOneProcessHoldsTheLibrary(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	closeStore(t, f.Fixture)
	dir := filepath.Join(t.TempDir(), "Dropbox", "library")
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(f.dir, dir); err != nil {
		t.Fatal(err)
	}
	if store.PlaceOf(dir).Kind != store.Cloud {
		t.Fatalf("%+v is no synced folder", store.PlaceOf(dir))
	}
	f.dir, f.Fixture.Dir = dir, dir
	f.Store = f.Open(t)
	f.Keeper = New(Config{Library: dir, Clock: f.Clock, Log: backendtest.Quiet()})
	f.Use(f.Store)
	id := f.make(t, OnDemand).Info.ID
	f.exec(t, `DELETE FROM task`)
	if report, err := f.Verify(ctx, false, nil); err != nil || len(report.Damages) != 0 {
		t.Errorf("%+v %v", report, err)
	}
	f.Use(nil)
	closeStore(t, f.Fixture)
	if _, err := f.Restore(ctx, id, nil); err != nil {
		t.Fatal(err)
	}
	f.Store = f.Open(t)
	if n := f.scalar(t, `SELECT count(*) FROM task`); n != "3" {
		t.Errorf("%s tasks were restored", n)
	}
}
