package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/store"
)

// largeLibrary makes a library whose database has about 50 MB: 25,000 items with text and their log.
func largeLibrary(t testing.TB) (dir string) {
	t.Helper()
	f := backendtest.New(t)
	const items, batch = 25000, 5000
	f.Write(t, addBoard("board"))
	for from := 0; from < items; from += batch {
		f.Write(t, func(tx *store.Tx) error {
			for i := from; i < from+batch; i++ {
				_, err := tx.Exec(`
					INSERT INTO item (id, board_id, kind, x, y, w, h, z, text, created, updated)
					VALUES (?, 'board', 'note', ?, ?, 200, 100, ?, ?, 1, 1)`,
					tx.NewID(), float64(i)*1.1, float64(i)/3, fmt.Sprintf("a%04d", i), strings.Repeat(fmt.Sprintf("Note %d. ", i), 65))
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := f.Store.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(f.Dir, "northboard.db"))
	if err != nil {
		t.Fatal(err)
	}
	if mb := info.Size() >> 20; mb < 45 || mb > 60 {
		t.Fatalf("the library has %d MB", mb)
	}
	return f.Dir
}

// BenchmarkOpen50MB opens a library of 50 MB with all that opening checks. Closing is not counted.
func BenchmarkOpen50MB(b *testing.B) {
	dir := largeLibrary(b)
	var s *store.Store
	closed := func() {
		if s == nil {
			return
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	defer func() { closed() }()
	measure(b, closed, func() {
		var err error
		if s, err = open(dir); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkCommit gives the time under which 95 of 100 commits stay, in a library of 50 MB: what a person waits for
// when they let something go. Each is flushed to the disk.
func BenchmarkCommit(b *testing.B) {
	s, err := open(largeLibrary(b))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	took := []time.Duration{}
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		err := s.Write(ctx, user, func(tx *store.Tx) error {
			_, err := tx.Exec(`UPDATE item SET x = x + 1.25 WHERE rowid = ?`, i*37%25000+1)
			return err
		})
		took = append(took, time.Since(start))
		if err != nil {
			b.Fatal(err)
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
}
