package backup

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"northboard/backend/store"
)

// BenchmarkBackup backs up a library of years, 50 MB of database and 1 GB of pictures, of which a backup was made before
// and little has changed since, while another handle writes.
func BenchmarkBackup(b *testing.B) {
	f := newFixture(b)
	f.life(b)
	for i := range 400 {
		f.picture(b, fmt.Sprintf("Photograph %d", i), 5<<19)
	}
	note := make([]byte, 1000)
	for i := range note {
		note[i] = byte('a' + i%26)
	}
	for part := range 24 {
		f.Write(b, func(tx *store.Tx) error {
			for i := range 1000 {
				_, err := tx.Exec(`INSERT INTO item (id, board_id, kind, x, y, w, h, z, text, created, updated) VALUES (?, 'b1', 'note', 0, 0, 4, 3, 'a0', ?, 1, 1)`,
					fmt.Sprintf("n%d-%d", part, i), string(note))
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	info := f.make(b, OnDemand).Info
	other := f.Open(b)
	stop := make(chan struct{})
	var writing sync.WaitGroup
	writing.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
			}
			err := other.Write(ctx, store.Op{Label: "Move", Origin: store.User}, func(tx *store.Tx) error {
				_, err := tx.Exec(`UPDATE item SET x = ? WHERE id = 'i1'`, i)
				return err
			})
			if err != nil {
				b.Error(err)
				return
			}
		}
	})
	for b.Loop() {
		f.Clock.Advance(time.Hour)
		info = f.make(b, OnDemand).Info
	}
	close(stop)
	writing.Wait()
	b.ReportMetric(float64(info.Bytes)/(1<<20), "MB")
	m, err := readManifest(f.first().backup(info.ID), info.ID)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(m.database().Bytes)/(1<<20), "database-MB")
}
