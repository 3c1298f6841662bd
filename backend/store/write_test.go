package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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
	if _, err := raw(t, f.Dir+"/northboard.db").Exec(fmt.Sprintf(`PRAGMA user_version = %d`, store.SchemaVersion()+1)); err != nil {
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
