package store_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/fault"
	"northboard/backend/store"
)

var ctx = context.Background()

// open opens dir with everything left to the defaults.
func open(dir string) (*store.Store, error) {
	return store.Open(ctx, store.Config{Dir: dir, Log: backendtest.Quiet()})
}

// library makes a library with a few rows, closes it and gives its folder.
func library(t testing.TB) string {
	t.Helper()
	f := backendtest.New(t)
	boardOf(t, f, 50)
	if err := f.Store.Close(); err != nil {
		t.Fatal(err)
	}
	return f.Dir
}

// contents describes every file of a folder, to see that not a byte was changed.
func contents(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = fmt.Sprintf("%x", sha256.Sum256(b))
	}
	return all
}

func same(a, b map[string]string) bool { return fmt.Sprint(a) == fmt.Sprint(b) }

// refused opens dir, wants a fault of code, and wants the folder as it was.
func refused(t *testing.T, dir string, code fault.Code) {
	t.Helper()
	before := contents(t, dir)
	start := time.Now()
	s, err := open(dir)
	if err == nil {
		s.Close()
		t.Fatal("opened")
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
	f := fault.From(err)
	if f.Code != code || f.Sentence == "" {
		t.Errorf("fault is %v, want %s", f, code)
	}
	if after := contents(t, dir); !same(before, after) {
		t.Errorf("the folder changed:\n%v\n%v", before, after)
	}
	t.Logf("%s", f.Sentence)
}

func corpus(t *testing.T, parts ...string) string {
	t.Helper()
	root := os.Getenv("NORTHBOARD_CORPUS")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "corpus")
	}
	path := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIPPED: no corpus at %s (set NORTHBOARD_CORPUS)", path)
	}
	return path
}

func TestOpen_Hostile(t *testing.T) {
	folder := corpus(t, "hostile", "sqlite")
	want := map[string]fault.Code{
		"empty.db":                  fault.FileEmptied,
		"evil-trigger.db":           fault.NotALibrary,
		"foreign-application-id.db": fault.NotALibrary,
		"freelist-loop.db":          fault.Damaged,
		"header-cut.db":             fault.Damaged,
		"newer-schema.db":           fault.NewerLibrary,
		"page-size-0.db":            fault.Damaged,
		"page5-garbage.db":          fault.Damaged,
		"text.db":                   fault.NotALibrary,
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		t.Run(e.Name(), func(t *testing.T) {
			code, known := want[e.Name()]
			if !known {
				t.Fatalf("no expectation for %s", e.Name())
			}
			bytes, err := os.ReadFile(filepath.Join(folder, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			for _, marked := range []bool{false, true} {
				dir := t.TempDir()
				put(t, dir, "northboard.db", bytes)
				if marked {
					put(t, dir, "library.json", []byte(`{"id":"x","created":1,"format":1}`))
				}
				refused(t, dir, code)
			}
		})
	}
}

func put(t testing.TB, dir, name string, b []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestOpen_OwnFileSpoilt does to a library of ours what the corpus does to another's.
func TestOpen_OwnFileSpoilt(t *testing.T) {
	rawly := func(statements string) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			db := raw(t, path)
			if _, err := db.Exec(statements + `; PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
				t.Fatal(err)
			}
			db.Close()
		}
	}
	bytes := func(change func([]byte) []byte) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, change(b), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		name  string
		spoil func(*testing.T, string)
		code  fault.Code
	}{
		{"newer", rawly(`PRAGMA user_version = 99999`), fault.NewerLibrary},
		{"foreign id", rawly(`PRAGMA application_id = 0x41414141`), fault.NotALibrary},
		{"no id", rawly(`PRAGMA application_id = 0`), fault.NotALibrary},
		{"version 0", rawly(`PRAGMA user_version = 0`), fault.NotALibrary},
		{"evil trigger", rawly(`CREATE TRIGGER t AFTER INSERT ON item BEGIN DELETE FROM item; END`), fault.NotALibrary},
		{"extra table", rawly(`CREATE TABLE extra (id TEXT)`), fault.NotALibrary},
		{"lost table", rawly(`DROP TABLE win`), fault.NotALibrary},
		{"cut in half", bytes(func(b []byte) []byte { return b[:len(b)/2] }), fault.Damaged},
		{"cut header", bytes(func(b []byte) []byte { return b[:60] }), fault.Damaged},
		{"empty", bytes(func([]byte) []byte { return nil }), fault.FileEmptied},
		{"zeros", bytes(func(b []byte) []byte { return make([]byte, len(b)) }), fault.Damaged},
		{"page size 0", bytes(func(b []byte) []byte { b[16], b[17] = 0, 0; return b }), fault.Damaged},
		{"freelist loop", bytes(func(b []byte) []byte {
			binary.BigEndian.PutUint32(b[32:], 2)
			binary.BigEndian.PutUint32(b[36:], 9999)
			return b
		}), fault.Damaged},
		{"garbage page", bytes(func(b []byte) []byte {
			for i := 4 * 4096; i < 5*4096; i++ {
				b[i] = byte(i * 7)
			}
			return b
		}), fault.Damaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := library(t)
			c.spoil(t, filepath.Join(dir, "northboard.db"))
			for _, name := range []string{"northboard.db-wal", "northboard.db-shm"} {
				if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
					t.Fatalf("%s is there before the test", name)
				}
			}
			refused(t, dir, c.code)
		})
	}
}

// raw opens a file as any SQLite program would.
func raw(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return db
}

// TestOpen_NewerInWALOnly has a newer schema that a crash left in the -wal file: the database itself looks like ours.
func TestOpen_NewerInWALOnly(t *testing.T) {
	dir := library(t)
	db := raw(t, filepath.Join(dir, "northboard.db"))
	if _, err := db.Exec(fmt.Sprintf(`PRAGMA user_version = %d`, store.SchemaVersion()+1)); err != nil {
		t.Fatal(err)
	}
	crashed := t.TempDir()
	for _, name := range []string{"northboard.db", "northboard.db-wal", "library.json"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if name == "northboard.db-wal" && len(b) == 0 {
			t.Fatal("the -wal file is empty: the test shows nothing")
		}
		put(t, crashed, name, b)
	}
	refused(t, crashed, fault.NewerLibrary)
}

func TestOpen_DatabaseMissing(t *testing.T) {
	dir := library(t)
	if err := os.Remove(filepath.Join(dir, "northboard.db")); err != nil {
		t.Fatal(err)
	}
	refused(t, dir, fault.FileMissing)
}

func TestOpen_NewerMarker(t *testing.T) {
	dir := library(t)
	put(t, dir, "library.json", []byte(`{"id":"x","created":1,"format":2}`))
	refused(t, dir, fault.NewerLibrary)
}

func TestOpen_MarkerLost(t *testing.T) {
	dir := library(t)
	if err := os.Remove(filepath.Join(dir, "library.json")); err != nil {
		t.Fatal(err)
	}
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := os.Stat(filepath.Join(dir, "library.json")); err != nil {
		t.Errorf("the marker was not written again: %v", err)
	}
	if n := count(t, s, "item"); n != 50 {
		t.Errorf("%d items, want 50", n)
	}
}

func count(t testing.TB, s *store.Store, table string) (n int) {
	t.Helper()
	if err := s.Read(ctx, func(tx *store.Tx) error { return tx.QueryRow(`SELECT count(*) FROM ` + table).Scan(&n) }); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestOpen_New looks at what a new library consists of, in a folder whose name SQLite could misread.
func TestOpen_New(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my 100% #1 library?mode=ro")
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if s.Dir() != dir {
		t.Errorf("Dir is %s", s.Dir())
	}
	err = s.Write(ctx, store.Op{Label: "Write", Origin: store.User}, func(tx *store.Tx) error {
		_, err := tx.Exec(`INSERT INTO board (id, title, rank, created, updated) VALUES ('b', 'B', 'a0', 1, 1)`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder: %v %v", info.Mode(), err)
	}
	names := map[string]bool{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", e.Name(), info.Mode(), err)
		}
		names[e.Name()] = true
	}
	want := map[string]bool{"library.json": true, "northboard.db": true, "northboard.db-wal": true, "northboard.db-shm": true, "reserve": true}
	if fmt.Sprint(names) != fmt.Sprint(want) {
		t.Errorf("files are %v", names)
	}
	var m store.Marker
	text, err := os.ReadFile(filepath.Join(dir, "library.json"))
	if err != nil || json.Unmarshal(text, &m) != nil || m.ID == "" || m.Created == 0 || m.Format != 1 {
		t.Errorf("marker is %s, %v", text, err)
	}
	var mode string
	var id, full, foreign int
	err = s.OnWriter(func(db *sql.DB) error {
		for q, into := range map[string]any{"journal_mode": &mode, "application_id": &id, "synchronous": &full, "foreign_keys": &foreign} {
			if err := db.QueryRow("PRAGMA " + q).Scan(into); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || mode != "wal" || id != store.ApplicationID || full != 2 || foreign != 1 {
		t.Errorf("mode %s, id %#x, synchronous %d, foreign keys %d, %v", mode, id, full, foreign, err)
	}
}

func TestSchema_EqualsPinned(t *testing.T) {
	has, err := store.FreshSchema(ctx, store.SchemaVersion())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", fmt.Sprintf("schema_%d.txt", store.SchemaVersion()))
	if os.Getenv("UPDATE_SCHEMA") != "" {
		put(t, "testdata", filepath.Base(path), []byte(has))
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if has != string(want) {
		t.Errorf("the schema differs from %s; after a release that needs a migration, before it UPDATE_SCHEMA=1 go test", path)
	}
	s := backendtest.New(t).Store
	if err := store.CheckWhole(ctx, filepath.Join(s.Dir(), "northboard.db")); err != nil {
		t.Errorf("a new library does not pass its own check: %v", err)
	}
}
