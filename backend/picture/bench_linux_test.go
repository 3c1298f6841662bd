package picture

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// BenchmarkImport12MP takes in a photograph as from a phone and makes all its previews: processor time and, from the
// system's own count, the most memory the process ever had.
func BenchmarkImport12MP(b *testing.B) {
	benchmarkImport(b, []string{"bird.jpg", "boats.jpg", "leaf.jpg", "pier.jpg"})
}

// BenchmarkImport12MPConverted is the dearest common case: Display P3, chroma at full size, turned.
func BenchmarkImport12MPConverted(b *testing.B) {
	benchmarkImport(b, []string{"display-p3-rotated-6-gps.jpg"})
}

func benchmarkImport(b *testing.B, names []string) {
	folder := corpus(b, "photos/12mp")
	f := newFixture(b)
	f.start(b)
	var photos [][]byte
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			b.Fatal(err)
		}
		photos = append(photos, data)
	}
	runtime.GC()
	before, stages := usage(b), time.Duration(0)
	for i := 0; b.Loop(); i++ {
		// Bytes behind the end of a JPEG make another picture of it.
		data := append(append([]byte{}, photos[i%len(photos)]...), byte(i), byte(i>>8), byte(i>>16))
		began := time.Now()
		staged, err := f.im.Stage(context.Background(), Source{Name: "p.jpg", Data: data})
		if err != nil {
			b.Fatal(err)
		}
		stages += time.Since(began)
		f.add(b, staged)
		f.waitForQueue(b)
	}
	after := usage(b)
	cpu := time.Duration(after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano())
	b.ReportMetric(float64(cpu.Milliseconds())/float64(b.N), "cpu-ms/photo")
	b.ReportMetric(float64(stages.Milliseconds())/float64(b.N), "ms-to-board/photo")
	b.ReportMetric(float64(after.Maxrss)/1024, "MB-peak")
	b.ReportMetric(float64(f.im.decodes.Load())/float64(b.N), "decodes/photo")
}

func usage(b *testing.B) (u syscall.Rusage) {
	b.Helper()
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return u
}
