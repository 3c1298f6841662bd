package store_test

import (
	"slices"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/store"
)

// BenchmarkFold folds a log of 200,000 changes: a year of moving and editing on a board of 2,000 items. While it does,
// a person goes on writing.
func BenchmarkFold(b *testing.B) {
	f := backendtest.New(b)
	for range b.N {
		b.StopTimer()
		f = backendtest.New(b)
		ids := boardOf(b, f, 2000)
		for range 66 { // Days; each moves 300 items ten times.
			f.Clock.Advance(day)
			for range 10 {
				move(b, f, ids[:300], 1.25)
			}
			ids = append(ids[300:], ids[:300]...)
		}
		f.Clock.Advance(store.FoldAfter + day)
		busywork(b, f)
		entries, before := count(b, f.Store, "change"), bytesUsed(b, f.Store)
		ended, waits := make(chan struct{}), make(chan []time.Duration)
		go func() {
			var took []time.Duration
			for {
				select {
				case <-ended:
					waits <- took
					return
				default:
				}
				began := time.Now()
				if err := f.Store.SetSetting(ctx, "writer", "waits"); err != nil {
					b.Error(err)
				}
				took = append(took, time.Since(began))
				time.Sleep(5 * time.Millisecond)
			}
		}()
		b.StartTimer()
		began := time.Now()
		done := fold(b, f.Store)
		took := time.Since(began)
		b.StopTimer()
		close(ended)
		all := <-waits
		slices.Sort(all)
		after := bytesUsed(b, f.Store)
		b.ReportMetric(float64(entries), "entries")
		b.ReportMetric(float64(done.After+entries-done.Before), "entries-left")
		b.ReportMetric(float64(before)/1e6, "MB")
		b.ReportMetric(float64(after)/1e6, "MB-left")
		b.ReportMetric(float64(took.Milliseconds())/float64(done.Batches), "ms/batch")
		b.ReportMetric(float64(all[len(all)*95/100].Microseconds())/1000, "writer-p95-ms")
		b.ReportMetric(float64(all[len(all)-1].Microseconds())/1000, "writer-max-ms")
		b.StartTimer()
	}
}

// bytesUsed is what the pages in use come to; free ones are used again before the file grows.
func bytesUsed(b *testing.B, s *store.Store) (n int64) {
	b.Helper()
	if err := s.Read(ctx, func(tx *store.Tx) error {
		return tx.QueryRow(`
			SELECT ((SELECT page_count FROM pragma_page_count) - (SELECT freelist_count FROM pragma_freelist_count)) * (SELECT page_size FROM pragma_page_size)`).Scan(&n)
	}); err != nil {
		b.Fatal(err)
	}
	return n
}

// BenchmarkDeleted reads a trash of 10,000 rows in a log of 200,000 changes.
func BenchmarkDeleted(b *testing.B) {
	f := backendtest.New(b)
	ids := boardOf(b, f, 10000)
	for range 18 {
		move(b, f, ids, 1.25)
	}
	for at := range slices.Chunk(ids, 1) {
		as(b, f.Store, store.User, "Delete item", `DELETE FROM item WHERE id = '`+at[0]+`'`)
	}
	for b.Loop() {
		if n := len(trashOf(b, f.Store)); n != 10000 {
			b.Fatal(n)
		}
	}
}
