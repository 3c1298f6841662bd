package store_test

import (
	"os"
	"testing"

	"northboard/backend/backendtest"
)

var torture = backendtest.Torture

func tortured[T ~int | ~int64 | ~float64](short, long T) T { return backendtest.Tortured(short, long) }

func seedOf(t testing.TB) uint64 {
	t.Helper()
	return backendtest.Seed(t)
}

func figures(t testing.TB, what string, counts map[string]int) {
	t.Helper()
	backendtest.Figures(t, what, counts)
}

// fastFolder is a temporary folder in memory where there is one: thousands of states are opened, and what the disk
// does is in the record.
func fastFolder(t testing.TB) string {
	t.Helper()
	if info, err := os.Stat("/dev/shm"); err != nil || !info.IsDir() {
		return t.TempDir()
	}
	dir, err := os.MkdirTemp("/dev/shm", "northboard-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}
