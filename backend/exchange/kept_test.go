package exchange_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/exchange"
	"northboard/backend/remind"
	"northboard/backend/store"
)

// kept gives the schemas that an archive is kept of.
func kept(t *testing.T) (schemas []int) {
	t.Helper()
	paths, err := filepath.Glob("testdata/archive_*.zip")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(filepath.Base(path), "archive_"), ".zip"))
		if err != nil {
			t.Fatal(err)
		}
		schemas = append(schemas, n)
	}
	if len(schemas) == 0 {
		t.Fatal("no archive is kept")
	}
	return schemas
}

func archiveOf(schema int) string { return fmt.Sprintf("testdata/archive_%d.zip", schema) }
func libraryOf(schema int) string { return fmt.Sprintf("testdata/library_%d.db.gz", schema) }

// TestArchive_Kept: an archive that an older Northboard made gives the library that its migrations make of the one that
// it was made from. Both are kept.
func TestArchive_Kept(t *testing.T) {
	for _, schema := range kept(t) {
		want := migrated(t, schema)
		fresh := newFixture(t)
		fresh.importFrom(t, archiveOf(schema), "")
		got := fresh.dump(t)
		if got != want {
			t.Errorf("an archive of schema %d came in as\n%s\nand a library of that time is now\n%s", schema, got, want)
		}
		if again := fresh.importFrom(t, archiveOf(schema), ""); !again.Nothing || len(again.Differ) > 0 {
			t.Errorf("schema %d, the second time: %s %q, %+v", schema, again.Sentence, again.Differ, again.Counts)
		}
		// What came is whole: it goes out and in as one of today.
		path := fresh.export(t, exchange.ExportOptions{})
		third := newFixture(t)
		third.importFrom(t, path, "")
		if third.dump(t) != got {
			t.Errorf("schema %d: exported again it is\n%s\nand not\n%s", schema, third.dump(t), got)
		}
	}
}

// migrated opens the library that an archive was made from, and writes out what it holds.
func migrated(t *testing.T, schema int) string {
	t.Helper()
	f := &fixture{Fixture: backendtest.New(t)}
	if err := f.Store.Close(); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(f.Dir, "northboard.db"), unzipped(t, libraryOf(schema)))
	archive, err := zip.OpenReader(archiveOf(schema))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	for _, m := range archive.File {
		if !strings.HasPrefix(m.Name, "pictures/") {
			continue
		}
		in, err := m.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(f.Dir, m.Name), data)
	}
	f.Store = f.Open(t)
	// Ids that count begin anew; these must not meet those that are there.
	for range 1000 {
		f.IDs.New()
	}
	// Opening it does the rest: reminders that came later are set up.
	err = f.Store.Write(context.Background(), store.Op{Label: "Set up reminders", Origin: store.Agent}, func(tx *store.Tx) error {
		_, err := remind.EnsureDefaults(tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if store.Schema() > schema {
		t.Logf("schema %d was brought to %d", schema, store.Schema())
	}
	return f.dump(t)
}

func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func unzipped(t *testing.T, path string) []byte {
	t.Helper()
	packed, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestSchema_ArchiveKept keeps an archive of the newest schema, and the library it was made from, when it is asked to:
// before a release. A released one is never made again.
func TestSchema_ArchiveKept(t *testing.T) {
	if _, err := os.Stat(archiveOf(store.Schema())); err == nil || os.Getenv("UPDATE_SCHEMA") == "" {
		t.Skip("UPDATE_SCHEMA=1 makes one where there is none")
	}
	f := newFixture(t)
	f.fill(t)
	if _, err := f.exchange.Export(ctx, archiveOf(store.Schema()), exchange.ExportOptions{Program: "Northboard"}, nil); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "library.db")
	if err := f.Store.Copy(ctx, copied); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	put(t, libraryOf(store.Schema()), packed.Bytes())
}
