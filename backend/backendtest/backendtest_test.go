package backendtest_test

import (
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/clock"
	"northboard/backend/store"
)

func TestNew(t *testing.T) {
	backendtest.New(t) // The first pays for what a process does once.
	start := time.Now()
	f := backendtest.New(t)
	if took := time.Since(start); took > 200*time.Millisecond {
		t.Errorf("a fixture took %v; tests would crawl", took)
	}
	if d := clock.Today(f.Clock); d != "2026-11-22" {
		t.Errorf("today is %s", d)
	}
	f.Write(t, func(tx *store.Tx) error {
		_, err := tx.Exec(`INSERT INTO board (id, title, rank, created, updated) VALUES (?, 'Here', 'a0', ?, ?)`, tx.NewID(), tx.Now(), tx.Now())
		return err
	})
	f.Read(t, func(tx *store.Tx) error {
		var n int
		if err := tx.QueryRow(`SELECT count(*) FROM board`).Scan(&n); err != nil || n != 1 {
			t.Errorf("boards = %d, %v", n, err)
		}
		return nil
	})
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		backendtest.New(b)
	}
}
