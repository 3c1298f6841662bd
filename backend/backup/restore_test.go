package backup

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// TestRestore_WhateverIsThere restores over libraries that cannot be opened.
func TestRestore_WhateverIsThere(t *testing.T) {
	harms := map[string]func(dir string) error{
		"missing": func(dir string) error { return os.Remove(filepath.Join(dir, store.DatabaseName)) },
		"empty":   func(dir string) error { return os.Truncate(filepath.Join(dir, store.DatabaseName), 0) },
		"text": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, store.DatabaseName), []byte(strings.Repeat("no database ", 999)), 0o600)
		},
		"foreign wal": func(dir string) error {
			return errors.Join(os.WriteFile(filepath.Join(dir, store.DatabaseName+"-wal"), []byte(strings.Repeat("w", 40000)), 0o600),
				os.Truncate(filepath.Join(dir, store.DatabaseName), 8192))
		},
		"no marker": func(dir string) error { return os.Remove(filepath.Join(dir, store.MarkerName)) },
	}
	for name, harm := range harms {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.life(t)
			id := f.make(t, OnDemand).Info.ID
			want := f.dumpLive(t)
			closeStore(t, f.Fixture)
			if err := harm(f.dir); err != nil {
				t.Fatal(err)
			}
			if _, err := f.Restore(ctx, id, nil); err != nil {
				t.Fatal(err)
			}
			f.Store = f.Open(t)
			if got := f.dumpLive(t); got != want {
				t.Errorf("restored\n%s\nwant\n%s", got, want)
			}
			if left, _ := filepath.Glob(filepath.Join(f.dir, "*-journal")); len(left) > 0 {
				t.Error(left)
			}
		})
	}
}

// hotJournal is a journal that SQLite would roll back: its head, and a page for the database's first.
func hotJournal() []byte {
	return append([]byte("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x02\x00\x00\x00\x10\x00"), make([]byte, 8192)...)
}

// TestRestore_ForeignWAL puts another database's -wal and -journal beside a backup and beside the library: they are
// neither read nor restored, and none is beside the restored file.
func TestRestore_ForeignWAL(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	id := f.make(t, OnDemand).Info.ID
	want := f.dumpLive(t)
	f.exec(t, `DELETE FROM task`)
	wal, err := os.ReadFile(filepath.Join(f.dir, store.DatabaseName+"-wal"))
	if err != nil || len(wal) == 0 {
		t.Fatalf("no -wal to put there: %v", err)
	}
	closeStore(t, f.Fixture)
	for _, dir := range []string{f.first().backup(id), f.dir} {
		for suffix, data := range map[string][]byte{"-wal": wal, "-journal": hotJournal()} {
			if err := os.WriteFile(filepath.Join(dir, store.DatabaseName+suffix), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := f.Restore(ctx, id, nil); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"-wal", "-shm", "-journal"} {
		if _, err := os.Lstat(filepath.Join(f.dir, store.DatabaseName+suffix)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s lies beside the restored file: %v", suffix, err)
		}
	}
	f.Store = f.Open(t)
	if got := f.dumpLive(t); got != want {
		t.Errorf("restored\n%s\nwant\n%s", got, want)
	}
}

func TestRestore_DisksThatAreFull(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	closeStore(t, f.Fixture)
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=24m"); err != nil {
		t.Skipf("SKIPPED: no small file system can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	on := filepath.Join(disk, "library")
	if err := os.CopyFS(on, os.DirFS(f.dir)); err != nil {
		t.Fatal(err)
	}
	f.dir, f.Fixture.Dir, f.Library = on, on, on
	f.Store = f.Open(t)
	f.picture(t, "Large", 9<<20)
	id := f.make(t, OnDemand).Info.ID // On a small disk the picture is linked, not copied.
	kept, err := os.Stat(f.first().picture(f.scalar(t, `SELECT id || '.jpg' FROM picture WHERE name = 'Large'`)))
	if err != nil || kept.Sys().(*syscall.Stat_t).Nlink != 2 {
		t.Errorf("the large picture was not linked: %v", err)
	}
	before := f.dumpLive(t)
	// Leave less and less room, until both fail; whatever happens, the library stays and what is listed is good.
	hog, err := os.Create(filepath.Join(disk, "hog"))
	if err != nil {
		t.Fatal(err)
	}
	defer hog.Close()
	for block := make([]byte, 256<<10); err == nil; {
		_, err = hog.Write(block)
	}
	full := 0
	for room := int64(0); room < 3<<20; room += 150 << 10 {
		info, err := hog.Stat()
		if err != nil {
			t.Fatal(err)
		}
		if err := hog.Truncate(info.Size() - min(room, 150<<10)); err != nil {
			t.Fatal(err)
		}
		_, making := f.Make(ctx, OnDemand, nil)
		_, restoring := f.Restore(ctx, id, nil)
		for _, err := range []error{making, restoring} {
			if err != nil && fault.CodeOf(err) != fault.DiskFull {
				t.Errorf("%v", err)
			}
			if err != nil {
				full++
			}
		}
		for _, info := range f.list(t) {
			if !info.Good {
				t.Errorf("%+v", info)
			}
		}
		closeStore(t, f.Fixture)
		f.Store = f.Open(t)
		if restoring != nil && f.dumpLive(t) != before {
			t.Error("the library changed")
		}
	}
	if full < 4 {
		t.Errorf("only %d times was the disk full", full)
	}
	if len(f.list(t)) < 2 {
		t.Error("no backup was made when there was room again")
	}
}

func TestRestore_NotThereOrNoBackup(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	for _, ref := range []string{"nothing", "20260101T000000Z-00000000", "../evil", "/nowhere/20260101T000000Z-00000000"} {
		if _, err := f.Restore(ctx, ref, nil); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s: %v", ref, err)
		}
	}
}
