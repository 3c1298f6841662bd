package backup

import (
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// bringBack brings a board or a goal of a backup into the library, and gives how many rows changed.
func (f *fixture) bringBack(t *testing.T, id, kind, row string) (changed int) {
	t.Helper()
	family, err := f.Family(ctx, id, kind, row)
	if err != nil {
		t.Fatal(err)
	}
	f.Write(t, func(tx *store.Tx) error {
		changed, err = store.PutFamily(tx, family)
		return err
	})
	return changed
}

func TestBringBack(t *testing.T) {
	f := newFixture(t)
	files := f.life(t)
	id := f.make(t, OnDemand).Info.ID
	whole := f.dumpLive(t)
	put := func(kind, row string) int {
		t.Helper()
		return f.bringBack(t, id, kind, row)
	}
	if n := put("goal", "g1") + put("board", "b1"); n != 0 || f.dumpLive(t) != whole {
		t.Errorf("bringing back what is there changed %d rows", n)
	}
	f.exec(t, `DELETE FROM goal WHERE id = 'g1'`, `UPDATE task SET title = 'Kept as it is' WHERE id = 't3'`)
	put("goal", "g1")
	want := map[string]string{
		`SELECT title FROM goal WHERE id = 'g1'`:                             "Speak at a conference",
		`SELECT group_concat(id) FROM task WHERE goal_id = 'g1' ORDER BY id`: "t1,t2",
		`SELECT milestone_id FROM task WHERE id = 't1'`:                      "m1",
		`SELECT goal_id FROM item WHERE id = 'i1'`:                           "g1", // the picture carries it again
		`SELECT goal_id FROM win WHERE id = 'w1'`:                            "g1",
		`SELECT count(*) FROM goal_aspiration`:                               "2",
		`SELECT title FROM task WHERE id = 't3'`:                             "Kept as it is",
	}
	for query, value := range want {
		if got := f.scalar(t, query); got != value {
			t.Errorf("%s gives %q, want %q", query, got, value)
		}
	}
	if _, err := f.Store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := f.scalar(t, `SELECT count(*) FROM goal WHERE id = 'g1'`); got != "0" {
		t.Error("bringing back cannot be undone in one step")
	}
	// A board whose picture, goal and aspiration are gone, file and all.
	f.exec(t, `DELETE FROM board WHERE id = 'b1'`, `DELETE FROM aspiration`, `DELETE FROM picture WHERE name = 'Harbour'`,
		`INSERT INTO board (id, title, rank, created, updated) VALUES ('b3', 'New', 'a2', 1, 1)`)
	if err := os.Remove(pictureIn(f.dir, files[0])); err != nil {
		t.Fatal(err)
	}
	put("board", "b1")
	for query, value := range map[string]string{
		`SELECT group_concat(id) FROM item WHERE board_id = 'b1'`:                            "i1,i3",
		`SELECT name FROM picture JOIN item ON picture_id = picture.id WHERE item.id = 'i1'`: "Harbour",
		`SELECT goal.title FROM item JOIN goal ON goal_id = goal.id WHERE item.id = 'i1'`:    "Speak at a conference",
		`SELECT count(*) FROM task WHERE goal_id = 'g1'`:                                     "2",
		`SELECT what FROM aspiration WHERE id = 'a1'`:                                        "Speak",
		`SELECT count(*) FROM board`:                                                         "3",
	} {
		if got := f.scalar(t, query); got != value {
			t.Errorf("%s gives %q, want %q", query, got, value)
		}
	}
	if sum, _, err := hashFile(ctx, pictureIn(f.dir, files[0])); err != nil || sum != files[0][:64] {
		t.Errorf("the picture's file: %v", err)
	}
	if n := put("board", "b1"); n != 0 {
		t.Errorf("the second time %d rows changed", n)
	}
	if _, err := f.Family(ctx, id, "board", "nothing"); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("%v", err)
	}
	parts, err := f.Parts(ctx, id)
	if err != nil || len(parts) != 4 || parts[0] != (Part{"board", "b1", "My board", 2}) {
		t.Errorf("%+v %v", parts, err)
	}
}

// TestBringBack_OlderSchema brings a board and a goal out of a backup that was made before the library was brought to
// a newer schema. The backup stays as it was, also where another database's journals lie beside it.
func TestBringBack_OlderSchema(t *testing.T) {
	if store.Schema() == 1 {
		t.Skip("there is no older schema")
	}
	f := newFixture(t)
	closeStore(t, f.Fixture)
	packed, err := os.Open("../store/testdata/schema_1.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	r, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	old, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	// Its picture has the hash of nothing.
	sea := pictureIn(f.dir, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.jpg")
	err = errors.Join(os.WriteFile(filepath.Join(f.dir, store.DatabaseName), old, 0o600), os.MkdirAll(filepath.Dir(sea), 0o700), os.WriteFile(sea, nil, 0o600))
	if err != nil {
		t.Fatal(err)
	}
	f.Store, err = store.Open(ctx, store.Config{Dir: f.dir, Clock: f.Clock, IDs: f.IDs, Log: backendtest.Quiet(), BeforeMigrate: f.MigrationHook})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeStore(t, f.Fixture) })
	all := f.list(t)
	if len(all) != 1 || all[0].Schema != 1 || all[0].Why != BeforeMigration {
		t.Fatalf("%+v", all)
	}
	path := filepath.Join(f.first().backup(all[0].ID), store.DatabaseName)
	for _, suffix := range []string{"-wal", "-journal"} {
		if err := os.WriteFile(path+suffix, hotJournal(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	was, _, err := hashFile(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	whole := f.dumpLive(t)
	f.exec(t, `DELETE FROM goal WHERE id = 'goal-1'`, `DELETE FROM board WHERE id = 'board-1'`)
	parts, err := f.Parts(ctx, all[0].ID)
	if err != nil || len(parts) != 3 {
		t.Fatalf("%+v, %v", parts, err)
	}
	for _, p := range parts {
		f.bringBack(t, all[0].ID, p.Kind, p.ID)
	}
	if got, want := rowsOf(f.dumpLive(t)), rowsOf(whole); got != want {
		t.Errorf("brought back\n%s\nwant\n%s", got, want)
	}
	if now, _, err := hashFile(ctx, path); err != nil || now != was {
		t.Errorf("the backup's own file was changed: %v", err)
	}
}

// rowsOf leaves the log out of a dump.
func rowsOf(dump string) string {
	var kept []string
	for line := range strings.Lines(dump) {
		if !strings.Contains(line, "INTO operation ") && !strings.Contains(line, "INTO change ") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}
