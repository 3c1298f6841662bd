package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/store"
)

// TestOpen_ManyAtOnce makes one library from several sides at the same moment.
func TestOpen_ManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Go(func() {
			s, err := open(dir)
			if err != nil {
				t.Errorf("open: %v", err)
				return
			}
			defer s.Close()
			err = s.Write(ctx, store.Op{Label: "Write", Origin: store.User}, func(tx *store.Tx) error {
				_, err := tx.Exec(`INSERT INTO board (id, title, rank, created, updated) VALUES (?, 'B', 'a0', 1, 1)`, fmt.Sprint(i))
				return err
			})
			if err != nil {
				t.Errorf("write: %v", err)
			}
		})
	}
	wg.Wait()
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n := count(t, s, "board"); n != 6 {
		t.Errorf("%d boards of 6: somebody wrote into a file that was replaced", n)
	}
	left, err := filepath.Glob(filepath.Join(dir, ".new-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// TestOpen_CheckIsCheap bounds what Open's check costs a library of years: 20,000 items and 100,000 log entries.
func TestOpen_CheckIsCheap(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a large library")
	}
	f := backendtest.New(t)
	ids := boardOf(t, f, 20000)
	for i := range 4 {
		move(t, f, ids, float64(i+1))
	}
	if err := f.Store.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(f.Dir, "northboard.db")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if err := store.CheckWhole(ctx, path); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	t.Logf("checked %d MB in %v", info.Size()>>20, took)
	if took > time.Second {
		t.Errorf("the check took %v", took)
	}
}
