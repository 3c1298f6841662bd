package store_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"northboard/backend/fault"
)

// TestWatch_TakenWhileIdle takes the file or the folder away while nobody writes: whoever watches hears of it within
// seconds, once, and nothing is written after that.
func TestWatch_TakenWhileIdle(t *testing.T) {
	for name, take := range map[string]func(dir string) error{
		"file unlinked":  func(dir string) error { return os.Remove(filepath.Join(dir, "northboard.db")) },
		"file moved":     func(dir string) error { return os.Rename(filepath.Join(dir, "northboard.db"), filepath.Join(dir, "x")) },
		"folder renamed": func(dir string) error { return os.Rename(dir, dir+"-renamed") },
		"folder removed": os.RemoveAll,
		"file replaced": func(dir string) error {
			put(t, dir, "other", []byte("not a database at all"))
			return os.Rename(filepath.Join(dir, "other"), filepath.Join(dir, "northboard.db"))
		},
	} {
		for _, place := range []string{"local", "synced"} {
			t.Run(name+", "+place, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "library")
				if place == "synced" {
					dir = synced(t)
				}
				s, err := open(dir)
				if err != nil {
					t.Fatal(err)
				}
				defer s.Close()
				if err := childWrite(s, 1, "user"); err != nil {
					t.Fatal(err)
				}
				faults := make(chan *fault.Error, 10)
				t.Cleanup(s.WatchFault(func(e *fault.Error) { faults <- e }))
				if err := take(dir); err != nil {
					t.Fatal(err)
				}
				start := time.Now()
				if e := next(t, faults); e.Code != fault.FileMoved || time.Since(start) > 3*time.Second {
					t.Errorf("told %v after %v", e, time.Since(start))
				}
				if err := childWrite(s, 2, "user"); fault.CodeOf(err) != fault.FileMoved {
					t.Errorf("write: %v", err)
				}
				if len(faults) > 0 {
					t.Error("told twice")
				}
			})
		}
	}
}

// TestOpen_RemainsOfALibrary has a folder that lost both its marker and its database, and still holds what only a
// library has: it is not begun anew.
func TestOpen_RemainsOfALibrary(t *testing.T) {
	for name, leave := range map[string]func(dir string) error{
		"pictures": func(dir string) error { return os.MkdirAll(filepath.Join(dir, "pictures", "a7"), 0o700) },
		"wal": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "northboard.db-wal"), []byte("frames"), 0o600)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := leave(dir); err != nil {
				t.Fatal(err)
			}
			if _, err := open(dir); fault.CodeOf(err) != fault.FileMissing {
				t.Errorf("error is %v", err)
			}
			if _, err := os.Stat(filepath.Join(dir, "northboard.db")); err == nil {
				t.Error("a new library was begun")
			}
		})
	}
	// A folder called pictures with something else in it says nothing.
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "pictures", "holiday"), 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
