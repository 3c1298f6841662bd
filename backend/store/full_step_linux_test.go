package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"northboard/backend/fault"
	"northboard/backend/store"
	"northboard/backend/store/powercut"
)

// TestDisk_RefusesAtEveryStep has the disk refuse everything from the n-th step on, for each n: as a full one does, and
// as a failing one does. Each write is acknowledged or ends in the right sentence; once the disk takes data again,
// writing goes on; and what was acknowledged is there, nothing else.
func TestDisk_RefusesAtEveryStep(t *testing.T) {
	for name, c := range map[string]struct {
		with int
		code fault.Code
	}{"full": {powercut.Full, fault.DiskFull}, "failing": {powercut.IOError, fault.Unavailable}} {
		for where, place := range map[string]func(testing.TB) string{"local": fastFolder, "synced": syncedFolder} {
			t.Run(name+", "+where, func(t *testing.T) {
				root := place(t)
				first := filepath.Join(root, "first")
				s, err := open(first)
				if err != nil {
					t.Fatal(err)
				}
				as(t, s, store.User, "Begin", addShared)
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
				points, refusals, acknowledged := 0, 0, 0
				for at := 1; ; at += tortured(11, 1) {
					dir := filepath.Join(root, "library")
					copied(t, first, dir)
					if err := powercut.FailAt(dir, at, c.with); err != nil {
						t.Fatal(err)
					}
					acked, refused := refusedWrites(t, dir, c.code, where == "local")
					_, steps := powercut.Stop()
					points++
					refusals += refused
					acknowledged += acked
					s, err := open(dir)
					if err != nil {
						t.Fatalf("step %d: open once the disk is well: %v", at, err)
					}
					// With a rollback journal the flush after the very last write can fail: then a write that was
					// refused is there, whole. A write-ahead log has no such moment.
					if n := count(t, s, "win"); n < acked || n > acked+min(refused, 1) || (where == "local" && n != acked) {
						t.Errorf("step %d: %d rows, %d were acknowledged", at, n, acked)
					}
					if err := childWrite(s, at, store.User); err != nil {
						t.Errorf("step %d: write once the disk is well: %v", at, err)
					}
					if wrong := sound(t, s); wrong != "" {
						t.Errorf("step %d: %s", at, wrong)
					}
					if err := s.Close(); err != nil {
						t.Fatal(err)
					}
					if err := os.RemoveAll(dir); err != nil {
						t.Fatal(err)
					}
					if steps < at {
						break
					}
				}
				figures(t, "a disk that is "+name+" at a step, "+where, map[string]int{"steps": points, "refused": refusals, "commits": acknowledged, "lost": 0})
				if points < 4 || refusals == 0 || acknowledged == 0 {
					t.Errorf("%d points, %d refusals, %d commits", points, refusals, acknowledged)
				}
			})
		}
	}
}

// refusedWrites opens dir and writes until the disk refuses; then lets it take data again and writes once more, with
// the library still open. readable says that reading must go on meanwhile.
func refusedWrites(t *testing.T, dir string, code fault.Code, readable bool) (acked, refused int) {
	t.Helper()
	right := func(err error) {
		t.Helper()
		if e := fault.From(err); e.Code != code {
			t.Errorf("fault is %v", e)
		}
		refused++
	}
	s, err := open(dir)
	if err != nil {
		right(err)
		return
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Logf("close: %v", err)
		}
	}()
	win := func(i int) error {
		return s.Write(ctx, user, statements(fmt.Sprintf(`INSERT INTO win (id, text, day, created) VALUES ('w%d', '%s', '2026-11-22', 1)`, i, strings.Repeat("long ", 3000))))
	}
	for i := range 6 {
		if err := win(i); err != nil {
			right(err)
			// A rollback journal must be rolled back, that is written, before anything can be read again.
			err := s.Read(ctx, func(tx *store.Tx) error { return tx.QueryRow(`SELECT count(*) FROM win`).Scan(new(int)) })
			if e := fault.From(err); err != nil && (readable || (e.Code != fault.Unavailable && e.Code != fault.DiskFull)) {
				t.Errorf("read while the disk refuses: %v", err)
			}
			break
		}
		acked++
	}
	if refused == 0 {
		return
	}
	powercut.Relent()
	if err := win(100); err != nil {
		t.Errorf("write once the disk takes data again: %v", err)
	} else {
		acked++
	}
	return
}

// TestDiskFull_EveryStep fills a real file system so that n pages are left, for each n, and opens and writes there.
func TestDiskFull_EveryStep(t *testing.T) {
	mount := t.TempDir()
	if err := syscall.Mount("tmpfs", mount, "tmpfs", 0, "size=12m"); err != nil {
		t.Skipf("SKIPPED: no small file system can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(mount, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	first := library(t)
	points, refusals, acknowledged, unopened := 0, 0, 0, 0
	for left := 0; left <= 120; left += tortured(11, 1) {
		dir := filepath.Join(mount, "library")
		copied(t, first, dir)
		// The reserve of before, so that there is something to free.
		put(t, dir, "reserve", []byte(strings.Repeat("reserve ", 32<<10)))
		hog := fillBut(t, mount, left)
		acked := 0
		s, err := open(dir)
		if err != nil {
			unopened++
			t.Errorf("%d pages left: a library with its reserve does not open: %v", left, err)
		} else {
			for i := range 60 {
				if err = childWrite(s, i, store.User); err != nil {
					break
				}
				acked++
			}
			if e := fault.From(err); err == nil || e.Code != fault.DiskFull {
				t.Errorf("%d pages left: %v", left, err)
			}
			refusals++
			if n := count(t, s, "board") - 1; n != acked {
				t.Errorf("%d pages left: %d rows, %d were acknowledged", left, n, acked)
			}
			if err := os.Remove(hog); err != nil {
				t.Fatal(err)
			}
			s.LayReserve()
			if info, err := os.Stat(filepath.Join(dir, "reserve")); err != nil || info.Size() != 256<<10 {
				t.Errorf("%d pages left: the reserve is not back: %v", left, err)
			}
			if err := childWrite(s, 100, store.User); err != nil {
				t.Errorf("%d pages left: write with room again: %v", left, err)
			}
			if wrong := sound(t, s); wrong != "" {
				t.Errorf("%d pages left: %s", left, wrong)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		points++
		acknowledged += acked
		if err := os.RemoveAll(hog); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	figures(t, "a file system with n pages left", map[string]int{"sizes": points, "refused": refusals, "commits": acknowledged, "not opened": unopened, "lost": 0})
}

// fillBut fills the file system but for some pages, and gives what fills it.
func fillBut(t *testing.T, mount string, pages int) (hog string) {
	t.Helper()
	hog = filepath.Join(mount, "hog")
	f, err := os.Create(hog)
	if err != nil {
		t.Fatal(err)
	}
	size := int64(0)
	for block := make([]byte, 4096); err == nil; {
		var n int
		n, err = f.Write(block)
		size += int64(n)
	}
	if err := f.Truncate(max(0, size/4096-int64(pages)) * 4096); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return hog
}
