package store_test

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/fault"
	"northboard/backend/store"
)

var user = store.Op{Label: "Test", Origin: store.User}

func addBoard(id string) func(tx *store.Tx) error {
	return func(tx *store.Tx) error {
		_, err := tx.Exec(`INSERT INTO board (id, title, rank, created, updated) VALUES (?, ?, 'a0', ?, ?)`, id, "Board "+id, tx.Now(), tx.Now())
		return err
	}
}

func seq(t testing.TB, s *store.Store) int64 {
	t.Helper()
	n, err := s.Seq(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWrite_RollsBack(t *testing.T) {
	stop := errors.New("stop")
	for name, fn := range map[string]func(context.CancelFunc) error{
		"error":  func(context.CancelFunc) error { return stop },
		"panic":  func(context.CancelFunc) error { panic("oh") },
		"cancel": func(cancel context.CancelFunc) error { cancel(); return nil },
	} {
		t.Run(name, func(t *testing.T) {
			f := backendtest.New(t)
			cancelled, cancel := context.WithCancel(ctx)
			defer cancel()
			err := f.Store.Write(cancelled, user, func(tx *store.Tx) error {
				if err := addBoard("b")(tx); err != nil {
					return err
				}
				return fn(cancel)
			})
			want := map[string]fault.Code{"error": fault.Internal, "panic": fault.Internal, "cancel": fault.Cancelled}[name]
			if fault.CodeOf(err) != want || (name == "error" && !errors.Is(err, stop)) {
				t.Errorf("error is %v", err)
			}
			if n := count(t, f.Store, "board") + count(t, f.Store, "operation") + count(t, f.Store, "change"); n != 0 {
				t.Errorf("%d rows stayed", n)
			}
			f.Write(t, addBoard("b")) // The connection is still good.
		})
	}
}

func TestWrite_GoexitRollsBack(t *testing.T) {
	f := backendtest.New(t)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = f.Store.Write(ctx, user, func(tx *store.Tx) error {
			if err := addBoard("b")(tx); err != nil {
				return err
			}
			runtime.Goexit()
			return nil
		})
	}()
	<-done
	f.Write(t, addBoard("c"))
	if n := count(t, f.Store, "board"); n != 1 {
		t.Errorf("%d boards", n)
	}
}

func TestWrite_NestedIsRefused(t *testing.T) {
	f := backendtest.New(t)
	err := f.Store.Write(ctx, user, func(tx *store.Tx) error { return f.Store.Write(tx.Context(), user, addBoard("b")) })
	if fault.CodeOf(err) != fault.Internal {
		t.Errorf("error is %v", err)
	}
}

func TestWrite_NothingChangedKeepsNoOperation(t *testing.T) {
	f := backendtest.New(t)
	f.Write(t, addBoard("b"))
	for _, statement := range []string{
		`UPDATE board SET title = title`,
		`DELETE FROM board WHERE id = 'none'`,
		`INSERT INTO preview_job (picture_id, queued) VALUES ('p', 1)`,
	} {
		f.Write(t, func(tx *store.Tx) error { _, err := tx.Exec(statement); return err })
	}
	if n := count(t, f.Store, "operation"); n != 1 {
		t.Errorf("%d operations, want 1", n)
	}
	if n := count(t, f.Store, "preview_job"); n != 1 {
		t.Error("the quiet row was not kept")
	}
}

func TestWrite_OneTimestamp(t *testing.T) {
	f := backendtest.New(t)
	f.Write(t, func(tx *store.Tx) error {
		first := tx.Now()
		f.Clock.Advance(time.Hour)
		if tx.Now() != first || tx.Today() != "2026-11-22" {
			t.Error("time went on within an operation")
		}
		return nil
	})
}

func TestWrite_Burst(t *testing.T) {
	f := backendtest.New(t)
	rename := func(burst string, origin store.Origin, after time.Duration, title string) {
		f.Clock.Advance(after)
		err := f.Store.Write(ctx, store.Op{Label: "Rename", Origin: origin, Burst: burst}, func(tx *store.Tx) error {
			_, err := tx.Exec(`UPDATE board SET title = ?`, title)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	f.Write(t, addBoard("b"))
	rename("typing", store.User, 0, "1")
	rename("typing", store.User, 1900*time.Millisecond, "2")
	rename("typing", store.User, 1900*time.Millisecond, "3") // Within 2 s of the last, not of the first.
	rename("typing", store.User, 2100*time.Millisecond, "4") // Too late.
	rename("other", store.User, 0, "5")
	rename("", store.User, 0, "6")
	rename("", store.User, 0, "7")
	var titles []string
	for {
		step, err := f.Store.Undo(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if !step.Done || count(t, f.Store, "board") == 0 {
			break
		}
		titles = append(titles, title(t, f))
	}
	if got := strings.Join(titles, " "); got != "6 5 4 3 Board b" {
		t.Errorf("undo went through %q", got)
	}
}

func title(t testing.TB, f *backendtest.Fixture) (title string) {
	t.Helper()
	f.Read(t, func(tx *store.Tx) error { return tx.QueryRow(`SELECT title FROM board`).Scan(&title) })
	return title
}

// TestWrite_BurstAfterUndo must not join what was undone.
func TestWrite_BurstAfterUndo(t *testing.T) {
	f := backendtest.New(t)
	typing := store.Op{Label: "Type", Origin: store.User, Burst: "b"}
	for _, id := range []string{"1", "2"} {
		if err := f.Store.Write(ctx, typing, addBoard(id)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.Store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if err := f.Store.Write(ctx, typing, addBoard("3")); err != nil {
		t.Fatal(err)
	}
	if state, err := f.Store.UndoState(ctx); err != nil || state.Undo != "Type" || state.Redo != "" {
		t.Errorf("state %+v, %v", state, err)
	}
	if _, err := f.Store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if n := count(t, f.Store, "board"); n != 0 {
		t.Errorf("%d boards", n)
	}
}

func TestWrite_RefusesWithoutTriggers(t *testing.T) {
	f := backendtest.New(t)
	err := f.Store.OnWriter(func(db *sql.DB) error { _, err := db.Exec(`DROP TRIGGER journal_item_update`); return err })
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Store.Write(ctx, user, addBoard("b")); fault.CodeOf(err) != fault.Internal {
		t.Errorf("error is %v", err)
	}
	if n := count(t, f.Store, "board"); n != 0 {
		t.Error("it was written")
	}
}

func TestWrite_RefusesNewerSchema(t *testing.T) {
	f := backendtest.New(t)
	if _, err := raw(t, f.Dir+"/northboard.db").Exec(`PRAGMA user_version = 9`); err != nil {
		t.Fatal(err)
	}
	if err := f.Store.Write(ctx, user, addBoard("b")); fault.CodeOf(err) != fault.NewerLibrary {
		t.Errorf("error is %v", err)
	}
}

func TestWrite_AfterClose(t *testing.T) {
	f := backendtest.New(t)
	f.Store.Close()
	if err := f.Store.Write(ctx, user, addBoard("b")); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("error is %v", err)
	}
}

func TestWriteQuiet_KeepsOffJournal(t *testing.T) {
	f := backendtest.New(t)
	f.Write(t, addBoard("b"))
	before := seq(t, f.Store)
	for _, statement := range []string{`UPDATE board SET title = 'x'`, `DELETE FROM board`, `INSERT OR REPLACE INTO board VALUES ('b', 'x', '{}', 'a', 1, 1)`} {
		err := f.Store.WriteQuiet(ctx, func(tx *store.Tx) error { _, err := tx.Exec(statement); return err })
		if err == nil {
			t.Errorf("%s went through", statement)
		}
	}
	if err := f.Store.SetSetting(ctx, "camera/b", "{}"); err != nil {
		t.Fatal(err)
	}
	if v, err := f.Store.Setting(ctx, "camera/b"); err != nil || v != "{}" {
		t.Errorf("setting %q, %v", v, err)
	}
	if err := f.Store.SetSetting(ctx, "camera/b", ""); err != nil {
		t.Fatal(err)
	}
	if v, err := f.Store.Setting(ctx, "camera/b"); err != nil || v != "" || count(t, f.Store, "setting") != 0 {
		t.Errorf("setting %q, %v", v, err)
	}
	if seq(t, f.Store) != before || title(t, f) != "Board b" {
		t.Error("the log or the board changed")
	}
}

func TestRead_CannotWrite(t *testing.T) {
	f := backendtest.New(t)
	if err := f.Store.Read(ctx, addBoard("b")); err == nil {
		t.Error("a read wrote")
	}
}

func TestRead_OneMoment(t *testing.T) {
	f := backendtest.New(t)
	f.Write(t, addBoard("a"))
	f.Read(t, func(tx *store.Tx) error {
		for range 2 {
			var n int
			if err := tx.QueryRow(`SELECT count(*) FROM board`).Scan(&n); err != nil || n != 1 {
				t.Errorf("%d boards, %v", n, err)
			}
			if count(t, f.Store, "board") == 1 {
				f.Write(t, addBoard("b")) // A writer does not wait for a reader.
			}
		}
		return nil
	})
}

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
	for range 3000 {
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

// TestWrite_TextIsUTF8 takes a file's name that is not.
func TestWrite_TextIsUTF8(t *testing.T) {
	f := backendtest.New(t)
	f.Write(t, addBoard("b"))
	f.Write(t, func(tx *store.Tx) error { _, err := tx.Exec(`UPDATE board SET title = ?`, "caf\xe9.jpg"); return err })
	if got := title(t, f); got != "caf\uFFFD.jpg" {
		t.Errorf("title is %q", got)
	}
	undone(t, f.Store, "")
	if got := title(t, f); got != "Board b" {
		t.Errorf("title is %q", got)
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
