package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// statements makes a write's function of statements.
func statements(all ...string) func(tx *store.Tx) error {
	return func(tx *store.Tx) error {
		for _, s := range all {
			if _, err := tx.Exec(s); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
		return nil
	}
}

// as writes with an origin and a label.
func as(t testing.TB, s *store.Store, origin store.Origin, label string, all ...string) {
	t.Helper()
	if err := s.Write(ctx, store.Op{Label: label, Origin: origin}, statements(all...)); err != nil {
		t.Fatal(err)
	}
}

const (
	addGoal      = `INSERT INTO goal (id, title, rank, created, updated) VALUES ('g', 'Run 10 km', 'a0', 1, 1)`
	addMilestone = `INSERT INTO milestone (id, goal_id, title, rank, created, updated) VALUES ('m', 'g', 'Run 5 km', 'a0', 1, 1)`
	addTask      = `INSERT INTO task (id, goal_id, milestone_id, title, rank, created, updated) VALUES ('t', 'g', 'm', 'Buy shoes', 'a0', 1, 1)`
	addItem      = `INSERT INTO item (id, board_id, kind, x, y, w, h, z, goal_id, text, created, updated) VALUES ('i', 'b', 'card', 0, 0, 1, 1, 'a0', 'g', 'A card', 1, 1)`
	aBoard       = `INSERT INTO board (id, title, rank, created, updated) VALUES ('b', 'B', 'a0', 1, 1)`
)

var pictureID = strings.Repeat("a", 64)

func redone(t testing.TB, s *store.Store, skipped string) {
	t.Helper()
	step, err := s.Redo(ctx)
	if err != nil || !step.Done {
		t.Fatalf("redo: %+v, %v", step, err)
	}
	if got := strings.Join(step.Skipped, ", "); got != skipped {
		t.Fatalf("skipped %q, want %q", got, skipped)
	}
}

func wantState(t testing.TB, s *store.Store, undo, redo string) {
	t.Helper()
	state, err := s.UndoState(ctx)
	if err != nil || state.Undo != undo || state.Redo != redo {
		t.Fatalf("state is %+v, %v; want undo %q, redo %q", state, err, undo, redo)
	}
}

func TestUndo_Nothing(t *testing.T) {
	f := backendtest.New(t)
	for _, do := range []func() (store.Step, error){func() (store.Step, error) { return f.Store.Undo(ctx) }, func() (store.Step, error) { return f.Store.Redo(ctx) }} {
		step, err := do()
		if err != nil || step.Done || step.Rows == nil || step.Skipped == nil {
			t.Errorf("%+v, %v", step, err)
		}
	}
	if n := count(t, f.Store, "operation"); n != 0 {
		t.Errorf("%d operations", n)
	}
}

// A page asks before it takes back what its person cannot see, so the next step says what it touched.
func TestUndoState_Kinds(t *testing.T) {
	f := backendtest.New(t)
	want := func(kinds ...string) {
		t.Helper()
		if state, err := f.Store.UndoState(ctx); err != nil || state.Kinds == nil || !slices.Equal(state.Kinds, kinds) {
			t.Errorf("%+v, %v; want %q", state, err, kinds)
		}
	}
	want()
	f.Write(t, addBoard("b"))
	want("board")
	f.Write(t, func(tx *store.Tx) error {
		for _, statement := range []string{`INSERT INTO win (id, text, day, created) VALUES ('w', 'Won', '2026-11-22', 1)`, `UPDATE board SET title = 'x'`} {
			if _, err := tx.Exec(statement); err != nil {
				return err
			}
		}
		return nil
	})
	want("board", "win")
	undone(t, f.Store, "")
	want("board")
	redone(t, f.Store, "")
	want("board", "win")
}

func TestUndo_CascadeComesBack(t *testing.T) {
	f := backendtest.New(t)
	as(t, f.Store, store.User, "Begin", aBoard, addGoal, addMilestone, addTask, addItem)
	before := dump(t, f.Store)
	as(t, f.Store, store.User, "Delete the goal", `DELETE FROM goal WHERE id = 'g'`)
	if n := count(t, f.Store, "task") + count(t, f.Store, "milestone"); n != 0 {
		t.Fatalf("%d rows survived the goal", n)
	}
	deleted := dump(t, f.Store)
	step := undone(t, f.Store, "")
	if step.Label != "Delete the goal" || len(step.Rows) != 4 {
		t.Errorf("step is %+v", step)
	}
	if dump(t, f.Store) != before {
		t.Error("not everything came back")
	}
	redone(t, f.Store, "")
	if dump(t, f.Store) != deleted {
		t.Error("redo made something else")
	}
}

func TestUndo_AcrossRestart(t *testing.T) {
	f := backendtest.New(t)
	start := dump(t, f.Store)
	as(t, f.Store, store.User, "One", aBoard)
	as(t, f.Store, store.User, "Two", addGoal)
	end := dump(t, f.Store)
	again := func() *store.Store {
		if err := f.Store.Close(); err != nil {
			t.Fatal(err)
		}
		f.Store = f.Open(t)
		return f.Store
	}
	wantState(t, again(), "Two", "")
	undone(t, f.Store, "")
	wantState(t, again(), "One", "Two")
	undone(t, f.Store, "")
	wantState(t, again(), "", "One")
	if dump(t, f.Store) != start {
		t.Error("not back at the start")
	}
	redone(t, again(), "")
	redone(t, again(), "")
	wantState(t, again(), "Two", "")
	if dump(t, f.Store) != end {
		t.Error("not at the end again")
	}
}

func TestUndo_OnlyThatOperation(t *testing.T) {
	f := backendtest.New(t)
	operation := func() int64 {
		t.Helper()
		state, err := f.Store.UndoState(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return state.Operation
	}
	none := operation()
	as(t, f.Store, store.User, "Add task", aBoard)
	one := operation()
	as(t, f.Store, store.User, "Add task", addGoal) // The same label: it is another step all the same.
	two := operation()
	end := dump(t, f.Store)
	for _, wrong := range []int64{none, one, two + 1} {
		step, err := f.Store.UndoOperation(ctx, wrong)
		if fault.CodeOf(err) != fault.Conflict || step.Done {
			t.Errorf("operation %d: %+v, %v", wrong, step, err)
		}
	}
	if dump(t, f.Store) != end {
		t.Error("something was taken back")
	}
	for _, right := range []int64{two, one} {
		if step, err := f.Store.UndoOperation(ctx, right); err != nil || !step.Done {
			t.Errorf("operation %d: %+v, %v", right, step, err)
		}
	}
	if _, err := f.Store.UndoOperation(ctx, one); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("undone twice: %v", err)
	}
}

func TestUndo_NewWorkClearsRedo(t *testing.T) {
	f := backendtest.New(t)
	as(t, f.Store, store.User, "One", aBoard)
	undone(t, f.Store, "")
	as(t, f.Store, store.Agent, "The clock", addGoal)
	wantState(t, f.Store, "", "One") // The clock's doing is not in the way.
	as(t, f.Store, store.User, "Two", addMilestone)
	wantState(t, f.Store, "Two", "")
}

func TestUndo_LeavesWhatChangedSince(t *testing.T) {
	for _, c := range []struct {
		name    string
		user    []string
		agent   []string
		skipped string
		after   string // What a query gives once it was undone.
		query   string
	}{
		{"same column", []string{`UPDATE goal SET title = 'Mine' WHERE id = 'g'`}, []string{`UPDATE goal SET title = 'Theirs'`},
			"goal “Theirs”", "Theirs", `SELECT title FROM goal`},
		{"other column", []string{`UPDATE goal SET title = 'Mine', updated = 2`}, []string{`UPDATE goal SET why = 'Theirs', updated = 3`},
			"", "Run 10 km Theirs 3", `SELECT title || ' ' || why || ' ' || updated FROM goal`},
		{"deleted since", []string{`UPDATE goal SET title = 'Mine'`}, []string{`DELETE FROM goal`},
			"goal “Mine”", "0", `SELECT count(*) FROM goal`},
		{"made anew since", []string{`DELETE FROM milestone`}, []string{addMilestone, `UPDATE milestone SET title = 'Theirs'`},
			"milestone “Theirs”", "Theirs", `SELECT title FROM milestone`},
		{"changed since it was made", []string{`INSERT INTO win (id, text, day, created) VALUES ('w', 'Mine', '2026-11-22', 1)`}, []string{`UPDATE win SET text = 'Theirs'`},
			"win “Theirs”", "Theirs", `SELECT text FROM win`},
		{"one of two", []string{`UPDATE goal SET title = 'Mine'`, `UPDATE task SET title = 'Mine'`}, []string{`UPDATE goal SET title = 'Theirs'`},
			"goal “Theirs”", "Theirs Buy shoes", `SELECT goal.title || ' ' || task.title FROM goal, task`},
		// The parent of what is to come back is gone: the child stays gone.
		{"parent gone", []string{`DELETE FROM task`}, []string{`DELETE FROM goal`},
			"task “Buy shoes”", "0", `SELECT count(*) FROM task`},
		// The picture that is to go is used by something newer: it stays, the item of the same step goes.
		{"parent needed", []string{
			`INSERT INTO picture (id, ext, name, width, height, bytes, created) VALUES ('` + pictureID + `', 'jpg', 'Sea', 1, 1, 1, 1)`,
			`INSERT INTO item (id, board_id, kind, x, y, w, h, z, picture_id, created, updated) VALUES ('p', 'b', 'picture', 0, 0, 1, 1, 'a1', '` + pictureID + `', 1, 1)`},
			[]string{`UPDATE item SET picture_id = '` + pictureID + `' WHERE id = 'i'`},
			"picture “Sea”", "1 1", `SELECT (SELECT count(*) FROM picture) || ' ' || (SELECT count(*) FROM item)`},
		// Touched twice in one step, and changed since in what the first touch did: all or nothing.
		{"twice in a step", []string{`UPDATE goal SET title = 'Mine'`, `UPDATE goal SET why = 'Mine too'`}, []string{`UPDATE goal SET title = 'Theirs'`},
			"goal “Theirs”", "Theirs Mine too", `SELECT title || ' ' || why FROM goal`},
		{"unique place taken", []string{`DELETE FROM goal_aspiration`}, []string{`INSERT INTO goal_aspiration VALUES ('other', 'g', 'a')`},
			"link between a goal and an aspiration", "other", `SELECT id FROM goal_aspiration`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := backendtest.New(t)
			as(t, f.Store, store.Agent, "Begin", aBoard, addGoal, addMilestone, addTask, addItem,
				`INSERT INTO aspiration (id, what, rank, created, updated) VALUES ('a', 'Be fit', 'a0', 1, 1)`,
				`INSERT INTO goal_aspiration VALUES ('ga', 'g', 'a')`)
			as(t, f.Store, store.User, "Mine", c.user...)
			as(t, f.Store, store.Agent, "Theirs", c.agent...)
			between := dump(t, f.Store)
			undone(t, f.Store, c.skipped)
			var got string
			f.Read(t, func(tx *store.Tx) error { return tx.QueryRow(c.query).Scan(&got) })
			if got != c.after {
				t.Errorf("got %q, want %q", got, c.after)
			}
			if broken := links(t, f.Store); len(broken) > 0 {
				t.Errorf("broken: %v", broken)
			}
			redone(t, f.Store, "") // What was left alone is left alone again, without a word.
			if dump(t, f.Store) != between {
				t.Errorf("redo made\n%s\nof\n%s", dump(t, f.Store), between)
			}
		})
	}
}

// TestUndo_Replace takes a parent away and gives it back within one statement.
func TestUndo_Replace(t *testing.T) {
	f := backendtest.New(t)
	as(t, f.Store, store.User, "Begin", aBoard, addGoal, addMilestone, addTask, addItem,
		`INSERT INTO picture (id, ext, name, width, height, bytes, created) VALUES ('`+pictureID+`', 'jpg', 'Sea', 1, 1, 1, 1)`,
		`UPDATE item SET picture_id = '`+pictureID+`'`)
	before := dump(t, f.Store)
	for _, statement := range []string{
		`INSERT OR REPLACE INTO picture (id, ext, name, width, height, bytes, created) VALUES ('` + pictureID + `', 'png', 'Hill', 2, 2, 2, 2)`,
		`INSERT OR REPLACE INTO goal (id, title, rank, created, updated) VALUES ('g', 'Swim', 'a1', 2, 2)`,
		`REPLACE INTO board (id, title, rank, created, updated) VALUES ('b', 'New', 'a0', 1, 1)`,
	} {
		as(t, f.Store, store.User, "Replace", statement)
		after := dump(t, f.Store)
		undone(t, f.Store, "")
		if dump(t, f.Store) != before {
			t.Errorf("%s: undo is not exact", statement)
		}
		redone(t, f.Store, "")
		if dump(t, f.Store) != after {
			t.Errorf("%s: redo is not exact", statement)
		}
		undone(t, f.Store, "")
	}
}

// TestUndo_IsAChange is how the page hears of an undo.
func TestUndo_IsAChange(t *testing.T) {
	f := backendtest.New(t)
	as(t, f.Store, store.User, "One", aBoard)
	at := seq(t, f.Store)
	undone(t, f.Store, "")
	changed, err := f.Store.Changes(ctx, at)
	if err != nil || len(changed.Rows) != 1 || changed.Rows[0] != (store.Row{Kind: "board", ID: "b", Gone: true}) || changed.From != at || changed.To != at+1 || changed.All {
		t.Errorf("%+v, %v", changed, err)
	}
}

func TestChanges(t *testing.T) {
	f := backendtest.New(t)
	ids := boardOf(t, f, 500)
	at := seq(t, f.Store)
	move(t, f, ids[:200], 1)
	changed, err := f.Store.Changes(ctx, at)
	if err != nil || len(changed.Rows) != 200 || changed.Rows[0].ID != ids[0] || changed.Rows[199].ID != ids[199] {
		t.Errorf("%d rows, %v", len(changed.Rows), err)
	}
	as(t, f.Store, store.User, "Rename", `UPDATE board SET title = 'x'`, `UPDATE item SET x = 9 WHERE id = '`+ids[300]+`'`)
	changed, err = f.Store.Changes(ctx, at)
	if err != nil || fmt.Sprint(changed.Rows) != "[{item  false} {board board false}]" && fmt.Sprint(changed.Rows) != "[{board board false} {item  false}]" {
		t.Errorf("%v, %v", changed.Rows, err)
	}
	last := seq(t, f.Store)
	for since, all := range map[int64]bool{-1: true, last + 1: true, last: false, 0: false} {
		changed, err := f.Store.Changes(ctx, since)
		if err != nil || changed.All != all || changed.Rows == nil || changed.To != last {
			t.Errorf("since %d: %+v, %v", since, changed, err)
		}
	}
}

// TestUndo_TamperedLog names something that is no table of ours: nothing of it may reach a statement.
func TestUndo_TamperedLog(t *testing.T) {
	for _, tamper := range []string{
		`UPDATE change SET kind = 'setting'`,
		`UPDATE change SET kind = 'board" WHERE 1; --'`,
		`UPDATE change SET after = '{"title\" = 1; --":1}'`,
		`UPDATE change SET verb = 'explode'`,
		`UPDATE change SET after = 'rubbish'`,
	} {
		f := backendtest.New(t)
		as(t, f.Store, store.User, "One", aBoard)
		before := dump(t, f.Store)
		if err := f.Store.WriteQuiet(ctx, statements(tamper)); err != nil {
			t.Fatal(err)
		}
		if step, err := f.Store.Undo(ctx); err == nil {
			t.Errorf("%s: undone: %+v", tamper, step)
		}
		if dump(t, f.Store) != before {
			t.Errorf("%s: something changed", tamper)
		}
	}
}
