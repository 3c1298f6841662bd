package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/store"
)

// boardOf makes a board of n items and gives their ids.
func boardOf(t testing.TB, f *backendtest.Fixture, n int) []string {
	t.Helper()
	ids := make([]string, n)
	f.Write(t, func(tx *store.Tx) error {
		if _, err := tx.Exec(`INSERT INTO board (id, title, rank, created, updated) VALUES ('board', 'Board', 'a0', ?1, ?1)`, tx.Now()); err != nil {
			return err
		}
		for i := range ids {
			ids[i] = tx.NewID()
			if _, err := tx.Exec(`
				INSERT INTO item (id, board_id, kind, x, y, w, h, z, text, created, updated)
				VALUES (?, 'board', 'note', ?, ?, 200, 100, ?, ?, ?, ?)`,
				ids[i], float64(i)*1.1, float64(i)/3, fmt.Sprintf("a%04d", i), fmt.Sprintf("Note %d", i), tx.Now(), tx.Now()); err != nil {
				return err
			}
		}
		return nil
	})
	return ids
}

func move(t testing.TB, f *backendtest.Fixture, ids []string, by float64) {
	t.Helper()
	f.Clock.Advance(1e9)
	err := f.Store.Write(context.Background(), store.Op{Label: "Move", Origin: store.User}, func(tx *store.Tx) error {
		for _, id := range ids {
			if _, err := tx.Exec(`UPDATE item SET x = x + ?, y = y + ?, updated = ? WHERE id = ?`, by, by, tx.Now(), id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// measure runs work as a benchmark and reports processor time beside wall time, which other work on the machine
// does not lengthen. prepare is not counted.
func measure(b *testing.B, prepare, work func()) {
	var used time.Duration
	for b.Loop() {
		b.StopTimer()
		prepare()
		before := processorTime()
		b.StartTimer()
		work()
		used += processorTime() - before
	}
	b.ReportMetric(float64(used.Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

func BenchmarkMoveOne(b *testing.B) {
	f := backendtest.New(b)
	ids := boardOf(b, f, 500)
	measure(b, func() {}, func() { move(b, f, ids[:1], 1.25) })
}

func BenchmarkMove500(b *testing.B) {
	f := backendtest.New(b)
	ids := boardOf(b, f, 500)
	measure(b, func() {}, func() { move(b, f, ids, 1.25) })
}

func BenchmarkUndo500(b *testing.B) {
	f := backendtest.New(b)
	ids := boardOf(b, f, 500)
	measure(b, func() { move(b, f, ids, 1.25) }, func() {
		step, err := f.Store.Undo(context.Background())
		if err != nil || !step.Done || len(step.Skipped) > 0 {
			b.Fatalf("undo: %+v, %v", step, err)
		}
	})
}
