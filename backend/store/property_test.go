package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"northboard/backend/backendtest"
	"northboard/backend/store"
)

// walk is a random run of verbs on one library through two stores, as two processes would.
type walk struct {
	rt     *rapid.T
	f      *backendtest.Fixture
	stores []*store.Store
	serial int
}

// shape says how to make a row of a table. $ stands for a parent's id of that kind, quoted or NULL.
var shapes = map[string]string{
	"aspiration":      `INSERT OR REPLACE INTO aspiration (id, what, rank, created, updated) VALUES (%s, %s, 'a0', 1, 1)`,
	"goal":            `INSERT OR REPLACE INTO goal (id, title, rank, target, created, updated) VALUES (%s, %s, 'a0', 0.1, 1, 1)`,
	"goal_aspiration": `INSERT OR REPLACE INTO goal_aspiration (id, goal_id, aspiration_id) VALUES (%s, $goal, $aspiration) -- %s`,
	"reading":         `INSERT OR REPLACE INTO reading (id, note, goal_id, day, value, created) VALUES (%s, %s, $goal, '2026-11-22', 0.3, 1)`,
	"milestone":       `INSERT OR REPLACE INTO milestone (id, title, goal_id, rank, created, updated) VALUES (%s, %s, $goal, 'a0', 1, 1)`,
	"task":            `INSERT OR REPLACE INTO task (id, title, goal_id, milestone_id, rank, created, updated) VALUES (%s, %s, $goal, $milestone, 'a0', 1, 1)`,
	"picture":         `INSERT OR REPLACE INTO picture (id, name, ext, width, height, bytes, created) VALUES (%s, %s, 'jpg', 1, 1, 1, 1)`,
	"board":           `INSERT OR REPLACE INTO board (id, title, rank, created, updated) VALUES (%s, %s, 'a0', 1, 1)`,
	"item":            `INSERT OR REPLACE INTO item (id, text, board_id, kind, x, y, w, h, z, picture_id, goal_id, aspiration_id, created, updated) VALUES (%s, %s, $board, 'note', 1, 2, 3, 4, 'a0', $picture, $goal, $aspiration, 1, 1)`,
	"win":             `INSERT OR REPLACE INTO win (id, text, goal_id, day, created) VALUES (%s, %s, $goal, '2026-11-22', 1)`,
}

// changes of a row that only touch it.
var touches = map[string][]string{
	"aspiration": {`what = %s`, `hue = (hue + 1) %% 8`, `why = %s, updated = updated + 1`},
	"goal":       {`title = %s, updated = updated + 1`, `due = '2026-12-01'`, `due = NULL`, `target = target * 1.1`},
	"reading":    {`value = value / 3`, `note = %s`},
	"milestone":  {`done = 5`, `done = NULL`, `title = %s`},
	"task":       {`done = 5, updated = 7`, `milestone_id = $milestone`, `title = %s`, `goal_id = $goal`},
	"picture":    {`name = %s`, `colour = '#aabbcc'`},
	"board":      {`title = %s, updated = updated + 1`},
	"item":       {`x = x + 0.1, y = y / 3, updated = updated + 1`, `text = %s`, `picture_id = $picture`, `goal_id = $goal`, `rotation = rotation + 7.5`, `board_id = $board`},
	"win":        {`text = %s`, `goal_id = $goal`},
}

var kinds = []string{"aspiration", "board", "goal", "goal_aspiration", "item", "milestone", "picture", "reading", "task", "win"}

// agentMark begins the id of every row the agent made, where its rows and the person's are kept apart.
const agentMark = "agent-"

// rows gives the ids of a kind that a side may touch.
func (w *walk) rows(tx *store.Tx, kind string, side store.Origin, apart bool) ([]string, error) {
	rows, err := tx.Query(`SELECT id FROM ` + kind + ` ORDER BY id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		if !apart || strings.HasPrefix(id, agentMark) == (side == store.Agent) {
			ids = append(ids, id)
		}
	}
	return ids, rows.Err()
}

func (w *walk) newID(kind string, side store.Origin) string {
	w.serial++
	id := fmt.Sprintf("%s-%d", kind, w.serial)
	if side == store.Agent {
		id = agentMark + id
	}
	if kind == "picture" {
		id += strings.Repeat("0", 64-len(id))
	}
	return id
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// statement draws one statement; "" when a parent that it needs is not there.
func (w *walk) statement(tx *store.Tx, side store.Origin, apart bool) (string, error) {
	kind := rapid.SampledFrom(kinds).Draw(w.rt, "kind")
	ids, err := w.rows(tx, kind, side, apart)
	if err != nil {
		return "", err
	}
	text := quote(rapid.StringOfN(rapid.SampledFrom([]rune(`ab "'\é🧭{,:}`)), 0, 6, -1).Draw(w.rt, "text"))
	verb := rapid.SampledFrom([]string{"insert", "insert", "insert", "update", "update", "delete", "replace"}).Draw(w.rt, "verb")
	if len(ids) == 0 || (verb == "update" && touches[kind] == nil) {
		verb = "insert"
	}
	if verb == "insert" {
		return w.parents(tx, fmt.Sprintf(shapes[kind], quote(w.newID(kind, side)), text), side, apart)
	}
	id := quote(rapid.SampledFrom(ids).Draw(w.rt, "id"))
	switch verb {
	case "replace":
		return w.parents(tx, fmt.Sprintf(shapes[kind], id, text), side, apart)
	case "delete":
		return `DELETE FROM ` + kind + ` WHERE id = ` + id, nil
	}
	set := rapid.SampledFrom(touches[kind]).Draw(w.rt, "touch")
	if strings.Contains(set, "%") {
		set = strings.ReplaceAll(strings.Replace(set, "%s", text, 1), "%%", "%")
	}
	return w.parents(tx, `UPDATE `+kind+` SET `+set+` WHERE id = `+id, side, apart)
}

// parents puts ids in the places of $kind.
func (w *walk) parents(tx *store.Tx, statement string, side store.Origin, apart bool) (string, error) {
	for _, kind := range []string{"goal", "aspiration", "milestone", "picture", "board"} {
		if !strings.Contains(statement, "$"+kind) {
			continue
		}
		ids, err := w.rows(tx, kind, side, apart)
		if err != nil {
			return "", err
		}
		needed := kind == "board" || strings.Contains(statement, "INTO goal_aspiration") || strings.Contains(statement, "INTO reading") || strings.Contains(statement, "INTO milestone")
		if len(ids) == 0 && needed {
			return "", nil
		}
		parent := "NULL"
		if len(ids) > 0 && (needed || rapid.Bool().Draw(w.rt, "linked")) {
			parent = quote(rapid.SampledFrom(ids).Draw(w.rt, kind))
		}
		statement = strings.ReplaceAll(statement, "$"+kind, parent)
	}
	return statement, nil
}

// write is one operation of one to four statements. One that a constraint refuses is left out by the verb, as a
// noun's own rules would.
func (w *walk) write(side store.Origin, apart bool) {
	s := rapid.SampledFrom(w.stores).Draw(w.rt, "store")
	w.f.Clock.Advance(time.Duration(rapid.IntRange(0, 3).Draw(w.rt, "seconds")) * time.Second)
	op := store.Op{Label: "Step", Origin: side, Burst: rapid.SampledFrom([]string{"", "", "", "burst"}).Draw(w.rt, "burst")}
	n := rapid.IntRange(1, 4).Draw(w.rt, "statements")
	var panicked any // rapid ends a run by a panic, which Write would make an error of.
	err := s.Write(ctx, op, func(tx *store.Tx) (err error) {
		defer func() {
			if panicked = recover(); panicked != nil {
				err = errors.New("rapid ended the run")
			}
		}()
		for range n {
			statement, err := w.statement(tx, side, apart)
			if err != nil {
				return err
			}
			if statement == "" {
				continue
			}
			w.rt.Logf("%s: %s", side, statement)
			if _, err := tx.Exec(statement); err != nil && !strings.Contains(err.Error(), "constraint failed") {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
		return nil
	})
	if panicked != nil {
		panic(panicked)
	}
	if err != nil {
		w.rt.Fatal(err)
	}
}

// step goes one step back or forth; false when there is none.
func (w *walk) step(back bool) (store.Step, bool) {
	s := rapid.SampledFrom(w.stores).Draw(w.rt, "store")
	do := s.Redo
	if back {
		do = s.Undo
	}
	step, err := do(ctx)
	if err != nil {
		w.rt.Fatal(err)
	}
	return step, step.Done
}

// dumps gives the person's rows and the agent's.
func (w *walk) dumps(t *testing.T) (person, agent string) {
	for line := range strings.Lines(dump(t, w.stores[0])) {
		if strings.Contains(line, " id=string:\""+agentMark) {
			agent += line
		} else {
			person += line
		}
	}
	return person, agent
}

func newWalk(t *testing.T, rt *rapid.T, f *backendtest.Fixture, second *store.Store) *walk {
	// One library for all runs, emptied in between: making one takes longer than a run.
	w := &walk{rt: rt, f: f, stores: []*store.Store{f.Store, second}}
	err := f.Store.Write(ctx, store.Op{Label: "Empty", Origin: store.Agent}, func(tx *store.Tx) error {
		for _, kind := range []string{"item", "picture", "board", "goal", "aspiration", "task", "win"} {
			if _, err := tx.Exec(`DELETE FROM ` + kind); err != nil {
				return err
			}
		}
		_, err := tx.Exec(`UPDATE operation SET state = 'dropped'`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *walk) run(apart bool) {
	for range rapid.IntRange(3, 25).Draw(w.rt, "length") {
		switch rapid.IntRange(0, 9).Draw(w.rt, "what") {
		case 0:
			w.step(true)
		case 1:
			w.step(false)
		case 2, 3:
			w.write(store.Agent, apart)
		default:
			w.write(store.User, apart)
		}
	}
}

// TestProperty_UndoAllRedoAll is the promise: whatever was done, undoing it all is the start and redoing it all is
// the end, exactly, while the agent writes rows of its own in between.
func TestProperty_UndoAllRedoAll(t *testing.T) {
	f := backendtest.New(t)
	second := f.Open(t)
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(t, rt, f, second)
		for range 3 {
			w.write(store.User, true)
		}
		if err := w.stores[0].WriteQuiet(ctx, statements(`UPDATE operation SET state = 'dropped'`)); err != nil {
			rt.Fatal(err)
		}
		start, _ := w.dumps(t)
		w.run(true)
		for done := true; done; { // The end is where nothing is left to redo.
			_, done = w.step(false)
		}
		end, agent := w.dumps(t)
		for range 2 {
			steps := 0
			for ; ; steps++ {
				step, done := w.step(true)
				if !done {
					break
				}
				if len(step.Skipped) > 0 {
					rt.Fatalf("left alone: %v", step.Skipped)
				}
			}
			if person, its := w.dumps(t); person != start || its != agent {
				rt.Fatalf("undoing all gave\n%s\nand not\n%s", person+its, start+agent)
			}
			for range steps {
				if _, done := w.step(false); !done {
					rt.Fatal("fewer to redo than were undone")
				}
			}
			if person, its := w.dumps(t); person != end || its != agent {
				rt.Fatalf("redoing all gave\n%s\nand not\n%s", person+its, end+agent)
			}
		}
	})
}

// TestProperty_AgentInTheWay lets the agent touch the person's rows too. Then rows may be left alone, but no step
// fails, every row keeps its parents, and a step that was undone can be redone to where it was.
func TestProperty_AgentInTheWay(t *testing.T) {
	f := backendtest.New(t)
	second := f.Open(t)
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(t, rt, f, second)
		w.run(false)
		for {
			before := dump(t, w.stores[1])
			if _, done := w.step(true); !done {
				break
			}
			after := dump(t, w.stores[1])
			if step, done := w.step(false); !done || len(step.Skipped) > 0 {
				rt.Fatalf("redo: %+v", step)
			}
			if now := dump(t, w.stores[1]); now != before {
				rt.Fatalf("redo gave\n%s\nand not\n%s", now, before)
			}
			w.step(true)
			if now := dump(t, w.stores[1]); now != after {
				rt.Fatalf("undo once more gave\n%s\nand not\n%s", now, after)
			}
			if rapid.Bool().Draw(rt, "agent") {
				w.write(store.Agent, false)
			}
			if broken := links(t, w.stores[0]); len(broken) > 0 {
				rt.Fatalf("broken: %v", broken)
			}
		}
	})
}
