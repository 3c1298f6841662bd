package store_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/store"
)

// garden makes a goal with all that belongs to it, and a note on the board that stands for it.
func garden(t testing.TB, f *backendtest.Fixture) {
	t.Helper()
	as(t, f.Store, store.User, "Plant",
		`INSERT INTO board (id, title, rank, created, updated) VALUES ('b', 'Board', 'a0', 1, 1)`,
		`INSERT INTO goal (id, title, why, rank, created, updated) VALUES ('g', 'Garden', 'xyzzyDistinctive why', 'a0', 1, 1)`,
		`INSERT INTO milestone (id, goal_id, title, rank, created, updated) VALUES ('m', 'g', 'Beds', 'a0', 1, 1)`,
		`INSERT INTO task (id, goal_id, milestone_id, title, rank, created, updated) VALUES ('t', 'g', 'm', 'Dig xyzzyDistinctive', 'a0', 1, 1)`,
		`INSERT INTO reading (id, goal_id, day, value, created) VALUES ('r', 'g', '2026-11-22', 1, 1)`,
		`INSERT INTO item (id, board_id, kind, x, y, w, h, z, goal_id, created, updated) VALUES ('i', 'b', 'note', 1, 1, 1, 1, 'a0', 'g', 1, 1)`)
}

func putBack(t testing.TB, s *store.Store, operation int64) (back []store.Row, left []store.Left) {
	t.Helper()
	err := s.Write(ctx, store.Op{Label: "Put back", Origin: store.User}, func(tx *store.Tx) (err error) {
		back, left, err = store.PutBack(tx, operation)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return back, left
}

func inTrash(t testing.TB, s *store.Store) string {
	t.Helper()
	names := []string{}
	for _, d := range trashOf(t, s) {
		names = append(names, d.Label+":"+d.ID)
	}
	return strings.Join(names, " ")
}

func TestDeleted(t *testing.T) {
	f := backendtest.New(t)
	garden(t, f)
	whole := dump(t, f.Store)
	as(t, f.Store, store.User, "Delete goal", `DELETE FROM goal WHERE id = 'g'`)
	all := "Delete goal:g Delete goal:m Delete goal:r Delete goal:t"
	sorted := func() string {
		words := strings.Split(strings.ReplaceAll(inTrash(t, f.Store), "Delete goal", "Delete_goal"), " ")
		for i := range words {
			for j := range words[:i] {
				if words[i] < words[j] {
					words[i], words[j] = words[j], words[i]
				}
			}
		}
		return strings.ReplaceAll(strings.Join(words, " "), "_", " ")
	}
	if got := sorted(); got != all {
		t.Fatalf("in the trash: %s", got)
	}
	must := func(step store.Step, err error) {
		t.Helper()
		if err != nil || !step.Done || len(step.Skipped) > 0 {
			t.Fatalf("%+v, %v", step, err)
		}
	}
	must(f.Store.Undo(ctx))
	if got := inTrash(t, f.Store); got != "" {
		t.Errorf("after undo: %s", got)
	}
	must(f.Store.Redo(ctx))
	if got := sorted(); got != all {
		t.Errorf("after redo: %s", got)
	}
	as(t, f.Store, store.User, "Other", `UPDATE board SET title = 'Other' WHERE id = 'b'`)
	back, left := putBack(t, f.Store, trashOf(t, f.Store)[0].Operation)
	if len(back) != 4 || back[0].ID != "g" || len(left) != 0 {
		t.Errorf("back %v, left %v", back, left)
	}
	if now := dump(t, f.Store); now != strings.ReplaceAll(whole, `title=string:"Board"`, `title=string:"Other"`) {
		t.Errorf("put back gave\n%s\nof\n%s", now, whole)
	}
	if got := inTrash(t, f.Store); got != "" {
		t.Errorf("after putting back: %s", got)
	}
	must(f.Store.Undo(ctx))
	if got := sorted(); got != all {
		t.Errorf("after undoing that: %s", got)
	}
	must(f.Store.Redo(ctx))
	if got := inTrash(t, f.Store); got != "" {
		t.Errorf("after redoing that: %s", got)
	}
	as(t, f.Store, store.User, "Keep", `INSERT INTO win (id, text, day, created) VALUES ('w', 'Won', '2026-11-22', 1)`)
	as(t, f.Store, store.User, "Delete win", `DELETE FROM win WHERE id = 'w'`)
	must(f.Store.Undo(ctx))
	must(f.Store.Undo(ctx))
	if got := inTrash(t, f.Store); got != "" || count(t, f.Store, "win") != 0 {
		t.Errorf("what was undone to before it was made: %s", got)
	}
	as(t, f.Store, store.Agent, "Clock", `DELETE FROM goal WHERE id = 'g'`)
	if got := inTrash(t, f.Store); got != "" {
		t.Errorf("what the clock deleted: %s", got)
	}
}

// TestPutBack_AnyOrder deletes a note, then its board; and a task, then its goal.
func TestPutBack_AnyOrder(t *testing.T) {
	f := backendtest.New(t)
	garden(t, f)
	whole := dump(t, f.Store)
	for _, one := range []string{"task:t", "item:i", "milestone:m", "board:b", "goal:g"} {
		kind, id, _ := strings.Cut(one, ":")
		as(t, f.Store, store.User, one, fmt.Sprintf(`DELETE FROM %s WHERE id = '%s'`, kind, id))
	}
	operations := map[string]int64{}
	for _, d := range trashOf(t, f.Store) {
		operations[d.Label] = d.Operation
	}
	before := inTrash(t, f.Store)
	for label, missing := range map[string]string{"task:t": "goal", "item:i": "board", "milestone:m": "goal"} {
		back, left := putBack(t, f.Store, operations[label])
		if len(back) != 0 || len(left) != 1 || left[0].Missing != missing {
			t.Errorf("%s: back %v, left %+v", label, back, left)
		}
	}
	if now := inTrash(t, f.Store); now != before {
		t.Errorf("what could not come back left the trash: %s", now)
	}
	if _, left := putBack(t, f.Store, operations["task:t"]); left[0].Name != "task “Dig xyzzyDistinctive”" {
		t.Errorf("it is named %s", left[0].Name)
	}
	for _, label := range []string{"board:b", "goal:g", "item:i", "milestone:m", "task:t"} {
		if _, left := putBack(t, f.Store, operations[label]); len(left) != 0 {
			t.Errorf("%s: left %v", label, left)
		}
	}
	if now := dump(t, f.Store); now != whole {
		t.Errorf("all put back gave\n%s\nof\n%s", now, whole)
	}
}

// TestPutBack_LinkGone puts a note back whose goal is gone: the note comes without it.
func TestPutBack_LinkGone(t *testing.T) {
	f := backendtest.New(t)
	garden(t, f)
	as(t, f.Store, store.User, "item", `DELETE FROM item WHERE id = 'i'`)
	operation := trashOf(t, f.Store)[0].Operation
	as(t, f.Store, store.User, "goal", `DELETE FROM goal WHERE id = 'g'`)
	if back, left := putBack(t, f.Store, operation); len(back) != 1 || len(left) != 0 {
		t.Errorf("back %v, left %v", back, left)
	}
	if got := dump(t, f.Store); !strings.Contains(got, "goal_id=<nil>") {
		t.Errorf("the note is\n%s", got)
	}
}

// TestPutBack_AfterFold puts back what was deleted a year ago, with its links.
func TestPutBack_AfterFold(t *testing.T) {
	f := backendtest.New(t)
	garden(t, f)
	whole := dump(t, f.Store)
	as(t, f.Store, store.User, "Rename", `UPDATE goal SET title = 'Orchard' WHERE id = 'g'`, `UPDATE item SET x = 5 WHERE id = 'i'`)
	as(t, f.Store, store.User, "Delete goal", `DELETE FROM goal WHERE id = 'g'`)
	as(t, f.Store, store.User, "Move", `UPDATE item SET x = 1 WHERE id = 'i'`)
	f.Clock.Advance(365 * day)
	busywork(t, f)
	if done := fold(t, f.Store); done.After >= done.Before {
		t.Fatalf("nothing was folded: %+v", done)
	}
	if _, left := putBack(t, f.Store, trashOf(t, f.Store)[0].Operation); len(left) != 0 {
		t.Errorf("left %v", left)
	}
	as(t, f.Store, store.User, "Take back", `UPDATE goal SET title = 'Garden'`, `DELETE FROM win`)
	if now := dump(t, f.Store); now != whole {
		t.Errorf("putting back after a fold gave\n%s\nof\n%s", now, whole)
	}
}

// filesHold says which of the library's files hold a text, byte for byte.
func filesHold(t testing.TB, dir, text string) (found []string) {
	t.Helper()
	for _, name := range []string{"northboard.db", "northboard.db-wal", "northboard.db-shm", "northboard.db-journal", "reserve"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte(text)) {
			found = append(found, name)
		}
	}
	return found
}

func erase(t testing.TB, s *store.Store, rows ...store.Row) {
	t.Helper()
	if err := s.WriteQuiet(ctx, func(tx *store.Tx) error { return store.Erase(tx, rows) }); err != nil {
		t.Fatal(err)
	}
	if done, err := s.Scour(ctx); err != nil || !done {
		t.Fatalf("scour: %v, %v", done, err)
	}
}

func TestErase_Bytes(t *testing.T) {
	f := backendtest.New(t)
	second := f.Open(t) // Another process that only looks must not keep the old pages.
	if n := count(t, second, "goal"); n != 0 {
		t.Fatal(n)
	}
	garden(t, f)
	for i := range 50 { // Old states lie about in many pages.
		as(t, f.Store, store.User, "Edit", fmt.Sprintf(`UPDATE goal SET why = 'xyzzyDistinctive %d %s' WHERE id = 'g'`, i, strings.Repeat("long ", 200*(i%5))))
	}
	as(t, f.Store, store.User, "Delete goal", `DELETE FROM goal WHERE id = 'g'`)
	if len(filesHold(t, f.Dir, "xyzzyDistinctive")) == 0 {
		t.Fatal("the text is not there before: the test shows nothing")
	}
	rows := dump(t, f.Store)
	seq, _ := f.Store.Seq(ctx)
	gone := []store.Row{{Kind: "item", ID: "i"}} // Is there: must stay as it is.
	for _, d := range trashOf(t, f.Store) {
		gone = append(gone, store.Row{Kind: d.Kind, ID: d.ID})
	}
	erase(t, f.Store, gone...)
	if found := filesHold(t, f.Dir, "xyzzyDistinctive"); len(found) > 0 {
		t.Errorf("still in %v", found)
	}
	if got := inTrash(t, f.Store); got != "" {
		t.Errorf("in the trash: %s", got)
	}
	if now := dump(t, f.Store); now != rows {
		t.Errorf("erasing made\n%s\nof\n%s", now, rows)
	}
	if now, err := f.Store.Seq(ctx); err != nil || now != seq {
		t.Errorf("the log ended at %d and ends at %d, %v", seq, now, err)
	}
	changed, err := f.Store.Changes(ctx, seq-6)
	if err != nil || changed.All || !strings.Contains(fmt.Sprint(changed.Rows), "{goal g true}") {
		t.Errorf("changes: %+v, %v", changed, err)
	}
	// What is left can be undone: the making of the board, nothing of the goal. The note has lost its goal in between,
	// which nothing can undo any more, so it is named.
	step, err := f.Store.Undo(ctx)
	if err != nil || step.Label != "Plant" || len(step.Skipped) != 1 || count(t, f.Store, "goal") != 0 || count(t, f.Store, "item") != 0 {
		t.Errorf("undo: %+v, %v", step, err)
	}
	if waits, err := f.Store.ToScour(ctx); err != nil || waits {
		t.Errorf("still to scour: %v, %v", waits, err)
	}
}

// TestErase_Reader has another process read an old state all the while: it is said, and done later.
func TestErase_Reader(t *testing.T) {
	f := backendtest.New(t)
	second := f.Open(t)
	garden(t, f)
	as(t, f.Store, store.User, "Delete goal", `DELETE FROM goal WHERE id = 'g'`)
	store.SetScourWait(t, 50)
	err := second.Read(ctx, func(tx *store.Tx) error {
		var n int
		if err := tx.QueryRow(`SELECT count(*) FROM goal`).Scan(&n); err != nil {
			return err
		}
		if err := f.Store.WriteQuiet(ctx, func(tx *store.Tx) error {
			return store.Erase(tx, []store.Row{{Kind: "goal", ID: "g"}, {Kind: "task", ID: "t"}})
		}); err != nil {
			return err
		}
		done, err := f.Store.Scour(ctx)
		if done {
			t.Error("it says it is done while an old state is in sight")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if waits, err := f.Store.ToScour(ctx); err != nil || !waits {
		t.Fatalf("to scour: %v, %v", waits, err)
	}
	if done, err := f.Store.Scour(ctx); err != nil || !done {
		t.Fatalf("scour: %v, %v", done, err)
	}
	if found := filesHold(t, f.Dir, "xyzzyDistinctive"); len(found) > 0 {
		t.Errorf("still in %v", found)
	}
}

func TestNamedRows(t *testing.T) {
	f := backendtest.New(t)
	picture := func(c string) string { return strings.Repeat(c, 64) }
	named := func() string {
		names := ""
		f.Read(t, func(tx *store.Tx) error {
			all, err := store.NamedRows(tx, "picture")
			for _, c := range []string{"1", "2", "3"} {
				if all[picture(c)] {
					names += c
				}
			}
			return err
		})
		return names
	}
	as(t, f.Store, store.User, "Board", `INSERT INTO board (id, title, rank, created, updated) VALUES ('b', 'Board', 'a0', 1, 1)`)
	for _, c := range []string{"1", "2", "3"} {
		as(t, f.Store, store.User, "Add",
			fmt.Sprintf(`INSERT INTO picture (id, ext, width, height, bytes, created) VALUES ('%s', 'jpg', 1, 1, 1, 1)`, picture(c)),
			fmt.Sprintf(`INSERT INTO item (id, board_id, kind, x, y, w, h, z, picture_id, created, updated) VALUES ('%s', 'b', 'picture', 1, 1, 1, 1, 'a0', '%s', 1, 1)`, c, picture(c)))
	}
	if _, err := f.Store.Undo(ctx); err != nil { // Can be redone.
		t.Fatal(err)
	}
	if got := named(); got != "123" {
		t.Errorf("named: %s", got)
	}
	as(t, f.Store, store.User, "Delete", `DELETE FROM item WHERE id = '1'`) // In the trash, and 3 can be redone no more.
	if got := named(); got != "12" {
		t.Errorf("named: %s", got)
	}
	f.Clock.Advance(365 * day)
	busywork(t, f)
	fold(t, f.Store)
	if got := named(); got != "12" {
		t.Errorf("named after a fold: %s", got)
	}
	erase(t, f.Store, store.Row{Kind: "item", ID: "1"})
	if got := named(); got != "2" {
		t.Errorf("named after erasing: %s", got)
	}
}
