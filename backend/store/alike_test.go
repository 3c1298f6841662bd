package store_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/store"
)

// many makes 2,000 items whose values are hard to write as text.
func many(t *testing.T, f *backendtest.Fixture, texts []string) {
	t.Helper()
	random := rand.New(rand.NewPCG(3, 4))
	as(t, f.Store, store.Agent, "Begin", aBoard, addGoal)
	f.Write(t, func(tx *store.Tx) error {
		for i := range 2000 {
			x := math.Float64frombits(random.Uint64())
			if math.IsNaN(x) || i < 2 {
				x = math.Inf(1 - 2*i%4)
			}
			_, err := tx.Exec(`INSERT INTO item (id, board_id, kind, x, y, w, h, z, goal_id, text, created, updated) VALUES (?, 'b', 'note', ?, ?, 1, 1, '', NULL, ?, ?, 0)`,
				tx.NewID(), x, random.Float64()*5000, texts[i%len(texts)], random.Int64())
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// TestUndo_ManyAlike is the way of one statement: exact for every kind of value, there and back.
func TestUndo_ManyAlike(t *testing.T) {
	plain := []string{"a", `"q" \ /`, "tab\tnew\nline\u2028", "Grüße 🧭", `{"x":1}`, "null", "1.0", ""}
	for name, texts := range map[string][]string{"plain": plain, "nul": append([]string{"be\x00fore"}, plain...)} {
		t.Run(name, func(t *testing.T) {
			f := backendtest.New(t)
			many(t, f, texts)
			for _, statement := range []string{
				`UPDATE item SET x = 0.1, updated = 5`,
				`UPDATE item SET text = 'same' || id, created = 7`,
				`UPDATE item SET goal_id = 'g', y = y / 3`,
				`UPDATE item SET rotation = 1.5`,
			} {
				before := dump(t, f.Store)
				as(t, f.Store, store.User, "Many", statement)
				after := dump(t, f.Store)
				undone(t, f.Store, "")
				if dump(t, f.Store) != before {
					t.Fatalf("%s: undo is not exact", statement)
				}
				redone(t, f.Store, "")
				if dump(t, f.Store) != after {
					t.Fatalf("%s: redo is not exact", statement)
				}
			}
		})
	}
}

// TestUndo_ManyNotQuiteAlike has one row among many stand in the way, or changed in other columns than the rest.
func TestUndo_ManyNotQuiteAlike(t *testing.T) {
	for name, c := range map[string]struct{ user, agent, skipped string }{
		"changed since":  {`UPDATE item SET x = x + 1`, `UPDATE item SET x = 99, text = 'Theirs' WHERE id = ?`, "item on the board “Theirs”"},
		"deleted since":  {`UPDATE item SET x = x + 1`, `DELETE FROM item WHERE id = ?`, "item on the board"},
		"touched since":  {`UPDATE item SET x = x + 1, updated = 2`, `UPDATE item SET updated = 3, text = 'Theirs' WHERE id = ?`, ""},
		"parent gone":    {`UPDATE item SET goal_id = NULL`, `DELETE FROM goal WHERE '' <> ?`, "all"},
		"other columns":  {`UPDATE item SET x = x + 1, y = CASE WHEN id LIKE '%07' THEN y + 1 ELSE y END`, ``, ""},
		"a row twice":    {`UPDATE item SET x = x + 1; UPDATE item SET x = x + 1 WHERE id LIKE '%07'`, ``, ""},
		"another's rows": {`UPDATE item SET x = x + 1; UPDATE board SET title = 'Mine'`, ``, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := backendtest.New(t)
			ids := boardOf(t, f, 100)
			as(t, f.Store, store.Agent, "Begin", addGoal, `UPDATE item SET goal_id = 'g', text = ''`)
			before := dump(t, f.Store)
			as(t, f.Store, store.User, "Mine", strings.Split(c.user, "; ")...)
			if c.agent != "" {
				as(t, f.Store, store.Agent, "Theirs", strings.Replace(c.agent, "?", quote(ids[42]), 1))
			}
			between := dump(t, f.Store)
			step, err := f.Store.Undo(ctx)
			if err != nil || !step.Done {
				t.Fatalf("%+v, %v", step, err)
			}
			if c.skipped == "all" {
				if len(step.Skipped) != 100 {
					t.Errorf("%d rows left alone of 100", len(step.Skipped))
				}
			} else if got := strings.Join(step.Skipped, ", "); got != c.skipped {
				t.Errorf("skipped %q, want %q", got, c.skipped)
			}
			if c.agent == "" && dump(t, f.Store) != before {
				t.Error("undo is not exact")
			}
			if broken := links(t, f.Store); len(broken) > 0 {
				t.Errorf("broken: %v", broken)
			}
			redone(t, f.Store, "")
			if dump(t, f.Store) != between {
				t.Error("redo is not exact")
			}
		})
	}
}
