package store_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// nextSchema is a migration that no release has: it does what migrations do, so that the tests of migrating have
// something to migrate however many schemas there are. It makes a table, rebuilds one that others point to, makes an
// index and rewrites rows.
const nextSchema = `
CREATE TABLE motto (
  id   TEXT PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;
INSERT INTO motto (id, text)
SELECT id, what
FROM aspiration;
CREATE TABLE goal_new (
  id       TEXT    PRIMARY KEY,
  title    TEXT    NOT NULL,
  why      TEXT    NOT NULL DEFAULT '',
  measure  TEXT    NOT NULL DEFAULT 'none',
  unit     TEXT    NOT NULL DEFAULT '',
  start    REAL    NOT NULL DEFAULT 0,
  target   REAL,
  due      TEXT,
  hours    REAL,
  reached  INTEGER,
  rank     TEXT    NOT NULL,
  created  INTEGER NOT NULL,
  updated  INTEGER NOT NULL,
  mood     TEXT    NOT NULL DEFAULT 'hopeful'
) STRICT;
INSERT INTO goal_new (id, title, why, measure, unit, start, target, due, hours, reached, rank, created, updated)
SELECT id, title, why, measure, unit, start, target, due, hours, reached, rank, created, updated
FROM goal;
DROP TABLE goal;
ALTER TABLE goal_new RENAME TO goal;
CREATE INDEX goal_mood ON goal (mood);
UPDATE item SET text = text || ' (moved)';
`

// withNextSchema makes this program one that knows nextSchema.
func withNextSchema(t testing.TB) {
	t.Helper()
	t.Cleanup(store.AddMigration(nextSchema))
}

// released makes a library of an old schema in dir, from the file that is kept of it.
func released(t testing.TB, schema int, dir string) {
	t.Helper()
	packed, err := os.Open(filepath.Join("testdata", fmt.Sprintf("schema_%d.db.gz", schema)))
	if err != nil {
		t.Fatalf("no file of schema %d is kept: %v. Make it with UPDATE_SCHEMA=1 go test -run TestSchema ./backend/store", schema, err)
	}
	defer packed.Close()
	reader, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "northboard.db", content)
	put(t, dir, "library.json", []byte(`{"id":"kept","created":1763800000000,"format":1}`))
}

// TestSchema_FileKept keeps a file of each schema, with rows in every table. A released one is never made again.
func TestSchema_FileKept(t *testing.T) {
	newest := store.SchemaVersion()
	path := filepath.Join("testdata", fmt.Sprintf("schema_%d.db.gz", newest))
	if os.Getenv("UPDATE_SCHEMA") != "" {
		if _, err := os.Stat(path); err != nil {
			keepFile(t, newest, path)
		}
	}
	dir := t.TempDir()
	released(t, newest, dir)
	for table, n := range tableCounts(t, filepath.Join(dir, "northboard.db")) {
		if n == 0 {
			t.Errorf("the kept file of schema %d has no row in %s: add one to testdata/rows_%d.sql, remove %s and make it again with UPDATE_SCHEMA=1", newest, table, newest, path)
		}
	}
}

// kept gives the schemas of which a file is kept, the oldest first: those that were ever released.
func kept(t testing.TB) (schemas []int) {
	t.Helper()
	for schema := 1; schema <= store.SchemaVersion(); schema++ {
		if _, err := os.Stat(filepath.Join("testdata", fmt.Sprintf("schema_%d.db.gz", schema))); err == nil {
			schemas = append(schemas, schema)
		}
	}
	if len(schemas) == 0 || schemas[0] != 1 {
		t.Fatalf("files are kept of the schemas %v", schemas)
	}
	return schemas
}

// keepFile makes the file of a schema: the last that is kept before it, brought up, and the rows of all since.
func keepFile(t *testing.T, schema int, path string) {
	t.Helper()
	dir, last := t.TempDir(), 0
	if schema > 1 {
		all := kept(t)
		last = all[len(all)-1]
		released(t, last, dir)
	}
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "northboard.db")
	db := raw(t, file)
	for since := last + 1; since <= schema; since++ {
		rows, err := os.ReadFile(filepath.Join("testdata", fmt.Sprintf("rows_%d.sql", since)))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if _, err := db.Exec(string(rows)); err != nil {
			t.Fatalf("rows_%d.sql: %v", since, err)
		}
	}
	if _, err := db.Exec(`VACUUM; PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Dir(path), filepath.Base(path), packed.Bytes())
}

// tableCounts counts the rows of every table of a database file.
func tableCounts(t testing.TB, path string) map[string]int {
	t.Helper()
	db := raw(t, path)
	defer db.Close()
	rows, err := db.Query(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		counts[name] = 0
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		t.Fatal(err)
	}
	for name := range counts {
		var n int
		if err := db.QueryRow(`SELECT count(*) FROM ` + name).Scan(&n); err != nil {
			t.Fatal(err)
		}
		counts[name] = n
	}
	return counts
}

// TestMigrate_EveryReleased opens a file of each schema there ever was, with this program and with a next one.
func TestMigrate_EveryReleased(t *testing.T) {
	for _, next := range []bool{false, true} {
		t.Run(fmt.Sprintf("next=%v", next), func(t *testing.T) {
			schemas := kept(t)
			if next {
				withNextSchema(t)
			}
			for _, schema := range schemas {
				dir := t.TempDir()
				released(t, schema, dir)
				path := filepath.Join(dir, "northboard.db")
				before := tableCounts(t, path)
				s, err := open(dir)
				if err != nil {
					t.Fatalf("open a library of schema %d: %v", schema, err)
				}
				if wrong := sound(t, s); wrong != "" {
					t.Errorf("schema %d: %s", schema, wrong)
				}
				as(t, s, store.User, "Go on", `UPDATE board SET title = 'Later'`)
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
				if err := store.CheckWhole(ctx, path); err != nil { // Compares with a fresh schema.
					t.Errorf("schema %d: %v", schema, err)
				}
				after := tableCounts(t, path)
				for table, n := range before {
					if now, there := after[table]; there && now < n {
						t.Errorf("schema %d: %d rows of %d are left in %s", schema, now, n, table)
					}
				}
			}
		})
	}
}

// TestMigrate_BackupFirst has the hook called once, with a file that is as it was and that nobody holds.
func TestMigrate_BackupFirst(t *testing.T) {
	newest := store.SchemaVersion()
	dir := library(t)
	withNextSchema(t)
	path := filepath.Join(dir, "northboard.db")
	untouched := contents(t, dir)
	calls := 0
	hook := func(err error) func(context.Context, string, int) error {
		return func(_ context.Context, at string, schema int) error {
			calls++
			if at != path || schema != newest {
				t.Errorf("called with %s, schema %d", at, schema)
			}
			if now := contents(t, dir); now["northboard.db"] != untouched["northboard.db"] {
				t.Error("the library was changed before its backup")
			}
			db := raw(t, at)
			defer db.Close()
			if _, err := db.Exec(`BEGIN EXCLUSIVE; ROLLBACK`); err != nil {
				t.Errorf("the library is held while it is backed up: %v", err)
			}
			return err
		}
	}
	openWith := func(err error) (*store.Store, error) {
		return store.Open(ctx, store.Config{Dir: dir, Log: backendtest.Quiet(), BeforeMigrate: hook(err)})
	}
	own := fault.New(fault.DiskFull, "No room for a backup.")
	for _, failure := range []error{errors.New("no"), own} {
		_, err := openWith(failure)
		if err == nil || (failure == own && !errors.Is(err, own)) {
			t.Fatalf("opened although no backup was made: %v", err)
		}
		if f := fault.From(err); failure != own && (f.Code != fault.Unavailable || !strings.Contains(f.Sentence, "no backup")) {
			t.Errorf("fault is %v", f)
		}
		if now := contents(t, dir); now["northboard.db"] != untouched["northboard.db"] {
			t.Error("the library was changed although no backup was made")
		}
	}
	for range 2 {
		s, err := openWith(nil)
		if err != nil {
			t.Fatal(err)
		}
		if n := count(t, s, "motto"); n != 0 {
			t.Errorf("%d mottos", n)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if calls != 3 {
		t.Errorf("the hook was called %d times, want once for each of two failures and one migration", calls)
	}
}

// TestMigrate_LinksChecked has a row without its parent: foreign_key_check says so in a row, not in an error.
func TestMigrate_LinksChecked(t *testing.T) {
	dir := library(t)
	db := raw(t, filepath.Join(dir, "northboard.db"))
	if _, err := db.Exec(`PRAGMA foreign_keys = OFF; INSERT INTO reading (id, goal_id, day, value, created) VALUES ('r', 'nobody', '2026-11-22', 1, 1)`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	before := tableCounts(t, filepath.Join(dir, "northboard.db"))
	withNextSchema(t)
	if _, err := open(dir); fault.CodeOf(err) != fault.Damaged || !strings.Contains(fault.From(err).Sentence, "no longer there") {
		t.Errorf("error is %v", err)
	}
	if after := tableCounts(t, filepath.Join(dir, "northboard.db")); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("the library changed: %v, %v", before, after)
	}
}

// TestMigrate_FailureChangesNothing has the last statement of a migration fail.
func TestMigrate_FailureChangesNothing(t *testing.T) {
	dir := library(t)
	before := tableCounts(t, filepath.Join(dir, "northboard.db"))
	t.Cleanup(store.AddMigration(nextSchema + `INSERT INTO motto (id, text) VALUES (NULL, 'no'), ('x', NULL);`))
	if _, err := open(dir); err == nil {
		t.Fatal("opened")
	}
	if after := tableCounts(t, filepath.Join(dir, "northboard.db")); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("the library changed: %v, %v", before, after)
	}
}
