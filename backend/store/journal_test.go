package store_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/store"
)

// TestJournal_NoBlobs keeps to what JSON can hold.
func TestJournal_NoBlobs(t *testing.T) {
	f := backendtest.New(t)
	for _, table := range store.JournaledTables() {
		f.Read(t, func(tx *store.Tx) error {
			rows, err := tx.Query(`SELECT name, type, pk FROM pragma_table_info(?)`, table)
			if err != nil {
				return err
			}
			defer rows.Close()
			key := ""
			for rows.Next() {
				var name, kind string
				var pk int
				if err := rows.Scan(&name, &kind, &pk); err != nil {
					return err
				}
				if kind != "TEXT" && kind != "INTEGER" && kind != "REAL" {
					t.Errorf("%s.%s is %s", table, name, kind)
				}
				if pk > 0 {
					key += name + " " + kind
				}
			}
			if key != "id TEXT" {
				t.Errorf("the key of %s is %q", table, key)
			}
			return rows.Err()
		})
	}
}

// TestJournal_Exact sends values there and back through the log's JSON.
func TestJournal_Exact(t *testing.T) {
	f := backendtest.New(t)
	f.Write(t, addBoard("board"))
	reals := []float64{0, 1, -1, 0.1, 1.0 / 3, math.Pi, 1e15, 1e16, 1e17, 1e21, 123456789.123456789, 5e-324, math.MaxFloat64, -math.MaxFloat64,
		2.2250738585072011e-308, 9007199254740993, math.Nextafter(1, 2), math.Nextafter(0.3, 1), math.Inf(1), math.Inf(-1)}
	random := rand.New(rand.NewPCG(1, 2))
	for range tortured(1000, 3000) {
		if r := math.Float64frombits(random.Uint64()); !math.IsNaN(r) {
			reals = append(reals, r)
		}
		reals = append(reals, random.Float64()*5000)
	}
	texts := []string{"", "plain", `"quoted" \ and / slash`, "tab\tnew\nline\x00nul\x7f\u2028", "Grüße 🧭 日本", `{"json": [1, 2.0]}`, strings.Repeat("long ", 5000)}
	whole := []int64{0, 1, -1, math.MaxInt64, math.MinInt64, 1 << 53, 1<<53 + 1}
	f.Write(t, func(tx *store.Tx) error {
		for i, r := range reals {
			_, err := tx.Exec(`
				INSERT INTO item (id, board_id, kind, x, y, w, h, z, picture_id, text, created, updated)
				VALUES (?, 'board', 'note', ?, ?, 1, 1, '', NULL, ?, ?, 0)`, tx.NewID(), r, -r, texts[i%len(texts)], whole[i%len(whole)])
			if err != nil {
				return err
			}
		}
		return nil
	})
	before := dump(t, f.Store)
	f.Write(t, func(tx *store.Tx) error { _, err := tx.Exec(`DELETE FROM item`); return err })
	f.Write(t, func(tx *store.Tx) error { return nil })
	undone(t, f.Store, "")
	if dump(t, f.Store) != before {
		t.Error("rows that were deleted came back different")
	}
	f.Write(t, func(tx *store.Tx) error {
		_, err := tx.Exec(`UPDATE item SET x = 7, y = y * 3 + 1, text = 'x', created = 9`)
		return err
	})
	undone(t, f.Store, "")
	if dump(t, f.Store) != before {
		t.Error("rows that were updated came back different")
	}
}

// undone takes one step back and wants the rows named in skipped, joined by commas, to be left alone.
func undone(t testing.TB, s *store.Store, skipped string) store.Step {
	t.Helper()
	step, err := s.Undo(ctx)
	if err != nil || !step.Done {
		t.Fatalf("undo: %+v, %v", step, err)
	}
	if got := strings.Join(step.Skipped, ", "); got != skipped {
		t.Fatalf("skipped %q, want %q", got, skipped)
	}
	return step
}

func TestJournal_UpdateHoldsOnlyWhatChanged(t *testing.T) {
	f := backendtest.New(t)
	f.Write(t, addBoard("b"))
	at := seq(t, f.Store)
	f.Write(t, func(tx *store.Tx) error {
		_, err := tx.Exec(`UPDATE board SET title = 'New "one"', rank = 'a0', updated = 5`)
		return err
	})
	entries, err := f.Store.ChangesSince(ctx, at)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	e := entries[0]
	if string(e.Before) != `{"title":"Board b","updated":1795338000000}` || string(e.After) != `{"title":"New \"one\"","updated":5}` {
		t.Errorf("%s → %s", e.Before, e.After)
	}
	if e.Kind != "board" || e.Row != "b" || e.Verb != "update" || e.Origin != store.User || e.Label != "Test" || e.At != 1795338000000 {
		t.Errorf("entry is %+v", e)
	}
}

func TestJournal_IDNeverChanges(t *testing.T) {
	f := backendtest.New(t)
	f.Write(t, addBoard("b"))
	err := f.Store.Write(ctx, user, func(tx *store.Tx) error { _, err := tx.Exec(`UPDATE board SET id = 'c'`); return err })
	if err == nil {
		t.Error("an id changed")
	}
}

func TestReadRecord_Refuses(t *testing.T) {
	for _, text := range []string{``, `{`, `}`, `[1]`, `{"a"}`, `{"a":}`, `{"a":1 "b":2}`, `{"a":1,,"b":2}`, `{"a":[1]}`, `{"a":{"b":1}}`, `{"a":tru}`, `{a:1}`, `{"a":"x}`, `{"a":"\x"}`} {
		if _, _, err := store.ReadRecord(text); err == nil {
			t.Errorf("%s was read", text)
		}
	}
}

func FuzzReadRecord(f *testing.F) {
	f.Add(`{"a":1,"b":-2.5e+10,"c":null,"d":"x\n\"y"}`)
	f.Add(`{}`)
	f.Fuzz(func(t *testing.T, text string) {
		columns, values, err := store.ReadRecord(text)
		if err == nil && len(columns) != len(values) {
			t.Error("columns and values differ")
		}
	})
}
