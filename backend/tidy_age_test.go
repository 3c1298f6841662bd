package backend_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"northboard/backend/backup"
	"northboard/backend/board"
	"northboard/backend/flow"
)

// live does as much as the fold leaves alone, whatever the clock says.
func (g *garden) live(t *testing.T) {
	t.Helper()
	for i := range 101 {
		if err := g.Flow.PatchItems(context.Background(), []board.ItemPatch{{ID: g.items[1].ID, X: pointer(float64(i))}}, ""); err != nil {
			t.Fatal(err)
		}
	}
}

func pointer[T any](v T) *T { return &v }

func (g *garden) inTrash(t *testing.T) int {
	t.Helper()
	page, err := g.Flow.Trash(context.Background(), "", 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return page.All
}

// TestTidy_TrashAge: what was deleted stays for 90 days and a week of further use, then goes; its picture by way of the bin.
func TestTidy_TrashAge(t *testing.T) {
	g := newGarden(t)
	old := g.delete(t, 0)
	g.live(t)
	went := 0
	for day := 1; day <= 110 && went == 0; day++ {
		g.wait(t, 1)
		if day == 80 { // This one is younger.
			if _, err := g.Flow.AddTask(context.Background(), flow.TaskInput{Line: flow.Line{Text: "Young"}}); err != nil {
				t.Fatal(err)
			}
			if _, err := g.Store.Undo(context.Background()); err != nil {
				t.Fatal(err)
			}
			task, err := g.Flow.AddTask(context.Background(), flow.TaskInput{Line: flow.Line{Text: "Young"}})
			if err != nil {
				t.Fatal(err)
			}
			if err := g.Flow.DeleteTask(context.Background(), task.ID); err != nil {
				t.Fatal(err)
			}
		}
		done := g.tidy(t)
		if again := g.tidy(t); again.LetGo != 0 {
			t.Fatal("a day was counted twice")
		}
		if done.LetGo > 0 {
			went = day
		}
	}
	if went < 97 || went > 106 {
		t.Errorf("it went after %d days", went)
	}
	if n := g.inTrash(t); n != 1 {
		t.Errorf("%d entries are left, not the younger one alone", n)
	}
	if where := g.where(old); where != "bin " {
		t.Errorf("its picture is in %q", where)
	}
	g.wait(t, 29)
	if g.tidy(t); g.where(old) != "bin " {
		t.Errorf("its picture went early, it is in %q", g.where(old))
	}
	g.wait(t, 2)
	if g.tidy(t); g.where(old) != "" || g.where(g.items[1].PictureID) != "pictures " {
		t.Errorf("the pictures are in %q and %q", g.where(old), g.where(g.items[1].PictureID))
	}
}

// TestTidy_TrashAgeClockJumps: a clock that stands a year ahead for some days, and a library left alone for a year, take
// nothing out of the trash.
func TestTidy_TrashAgeClockJumps(t *testing.T) {
	g := newGarden(t)
	gone := g.delete(t, 0)
	g.live(t)
	for range 6 {
		g.wait(t, 400)
		g.tidy(t)
		g.wait(t, -399)
		g.tidy(t)
	}
	if g.inTrash(t) != 1 || g.where(gone) != "pictures " {
		t.Errorf("%d entries, the picture in %q", g.inTrash(t), g.where(gone))
	}
	left := newGarden(t)
	left.delete(t, 0)
	left.live(t)
	left.wait(t, 400)
	for range 7 {
		left.wait(t, 1)
		left.tidy(t)
	}
	if left.inTrash(t) != 1 {
		t.Error("it went within the first week after a year")
	}
}

// TestTidy_SecondPlaceAway: while the second place is away, what it is known to name stays, and what nobody names goes.
func TestTidy_SecondPlaceAway(t *testing.T) {
	ctx := context.Background()
	g := newGarden(t)
	second := filepath.Join(t.TempDir(), "usb")
	if err := os.Mkdir(second, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := g.Backups.SetSecond(second); err != nil {
		t.Fatal(err)
	}
	made, err := g.Backups.Make(ctx, backup.OnDemand, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(g.dir, "backups", made.Info.ID)); err != nil { // Only the second place has it.
		t.Fatal(err)
	}
	named := g.items[0].PictureID
	other := filepath.Join(g.dir, "pictures", orphan[:2], orphan+".gif")
	if err := os.MkdirAll(filepath.Dir(other), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, gif(9), 0o600); err != nil {
		t.Fatal(err)
	}
	g.delete(t, 0)
	if _, err := g.Flow.Erase(ctx, 0); err != nil { // As if killed before the file was removed.
		t.Fatal(err)
	}
	if err := os.Rename(second, second+" away"); err != nil {
		t.Fatal(err)
	}
	g.wait(t, 3)
	if g.tidy(t); g.where(named) != "pictures " || g.where(orphan) != "bin " {
		t.Errorf("what the second place names is in %q, what nobody names in %q", g.where(named), g.where(orphan))
	}
	// Another place, of which nothing is known, may name everything.
	if err := os.WriteFile(filepath.Join(g.dir, "backups", "places.json"), []byte(`{"second":"/nowhere/at all","id":"x"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	g.wait(t, 40)
	if g.tidy(t); g.where(orphan) != "bin " || g.where(named) != "pictures " {
		t.Errorf("%q and %q beside a place that nobody knows", g.where(named), g.where(orphan))
	}
}

// orphan is the hash of gif(9).
const orphan = "061253e0da4081bc146321daaa0f233cb36accb15dd3aa87caa9eae11498ff86"

// TestTidy_SetAside: a damaged backup that was set aside keeps what it names, and everything while its list cannot be
// read, but not for ever.
func TestTidy_SetAside(t *testing.T) {
	ctx := context.Background()
	g := newGarden(t)
	first, second := g.delete(t, 0), g.delete(t, 1)
	if _, err := g.Flow.Erase(ctx, 0); err != nil {
		t.Fatal(err)
	}
	aside := filepath.Join(g.dir, "backups", "damaged", "20261122T100000Z-12345678")
	if err := os.MkdirAll(aside, 0o700); err != nil {
		t.Fatal(err)
	}
	list := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(aside, "manifest.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	list(`{"created"`)
	g.wait(t, 290)
	if g.tidy(t); g.where(first)+g.where(second) != "pictures pictures " {
		t.Errorf("%q, %q beside a list that cannot be read", g.where(first), g.where(second))
	}
	list(fmt.Sprintf(`{"created": %d, "pictures": [{"file": "%s.gif"}]}`, g.clock.Now(), first))
	if g.tidy(t); g.where(first) != "pictures " || g.where(second) != "bin " {
		t.Errorf("%q, %q", g.where(first), g.where(second))
	}
	list(`{"created"`)
	g.wait(t, 11)
	if g.tidy(t); g.where(first) != "bin " {
		t.Errorf("%q after 300 days", g.where(first))
	}
}

// TestTidy_SecondPlaceForgotten: what is remembered of a place is not believed once the disk has altered it.
func TestTidy_SecondPlaceForgotten(t *testing.T) {
	g := newGarden(t)
	second := filepath.Join(t.TempDir(), "usb")
	if err := os.Mkdir(second, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := g.Backups.SetSecond(second); err != nil {
		t.Fatal(err)
	}
	if _, err := g.Backups.Make(context.Background(), backup.OnDemand, nil); err != nil {
		t.Fatal(err)
	}
	if known, ok := g.Backups.RememberedSecond(); !ok || len(known) != 2 {
		t.Fatalf("%v, %v", known, ok)
	}
	path := filepath.Join(g.dir, "backups", "second.json")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	id := g.items[0].PictureID
	if err := os.WriteFile(path, bytes.Replace(text, []byte(id), []byte(orphan), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	if known, ok := g.Backups.RememberedSecond(); ok {
		t.Errorf("%v is believed", known)
	}
}
