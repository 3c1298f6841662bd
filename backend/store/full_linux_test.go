package store_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// TestDiskFull fills a small file system: nothing is lost, the sentence is right, and the reserve lets the person
// delete something.
func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=16m"); err != nil {
		t.Skipf("SKIPPED: no small file system can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	reserve := filepath.Join(dir, "reserve")
	if _, err := os.Stat(reserve); err != nil {
		t.Fatalf("no reserve: %v", err)
	}
	as(t, s, store.User, "Begin", aBoard, addGoal)

	// Everything but the reserve is taken by somebody else.
	hog, err := os.Create(filepath.Join(dir, "hog"))
	if err != nil {
		t.Fatal(err)
	}
	for block := make([]byte, 4096); err == nil; {
		_, err = hog.Write(block)
	}
	hog.Close()

	kept := 0
	for i := 0; ; i++ {
		err := s.Write(ctx, user, statements(fmt.Sprintf(`INSERT INTO win (id, text, day, created) VALUES ('w%d', '%s', '2026-11-22', 1)`, i, strings.Repeat("long ", 20000))))
		if err == nil {
			kept++
			continue
		}
		if f := fault.From(err); f.Code != fault.DiskFull || !strings.Contains(f.Sentence, "reserve") {
			t.Fatalf("fault: %v", f)
		}
		break
	}
	if _, err := os.Stat(reserve); err == nil {
		t.Error("the reserve was not freed")
	}
	if n := count(t, s, "win"); n != kept {
		t.Errorf("%d wins, %d were saved", n, kept)
	}
	as(t, s, store.User, "Delete", `DELETE FROM goal`)
	undone(t, s, "")

	s.LayReserve()
	if _, err := os.Stat(reserve); err == nil {
		t.Error("the reserve was laid on a full disk")
	}
	if err := os.Remove(filepath.Join(dir, "hog")); err != nil {
		t.Fatal(err)
	}
	s.LayReserve()
	if info, err := os.Stat(reserve); err != nil || info.Size() != 256<<10 {
		t.Errorf("the reserve was not laid again: %v", err)
	}
}

// TestReadOnlyFolder runs as somebody else, since root may write anywhere.
func TestReadOnlyFolder(t *testing.T) {
	dir := library(t)
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o700) }) //nolint:errcheck // For TempDir's removal.
	if os.Getuid() != 0 {
		_, err := open(dir)
		if fault.CodeOf(err) != fault.Permission {
			t.Errorf("error is %v", err)
		}
		return
	}
	// A copy of this binary where nobody may run it, and the library where nobody may look at it.
	public, err := os.MkdirTemp("/tmp", "northboard-readonly-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(public) })
	binary, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	self, moved := filepath.Join(public, "self"), filepath.Join(public, "library")
	if err := os.WriteFile(self, binary, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(moved, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{public, moved, filepath.Join(moved, "northboard.db"), filepath.Join(moved, "library.json")} {
		if err := os.Chmod(path, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(self)
	cmd.Dir = public
	cmd.Env = append(os.Environ(), asChild+"=many "+moved)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), string(fault.Permission)) {
		t.Errorf("the process as nobody: %v, %s", err, out)
	}
}

// TestReadOnlyFileSystem mounts the library so that root cannot write either.
func TestReadOnlyFileSystem(t *testing.T) {
	dir := library(t)
	if err := syscall.Mount(dir, dir, "", syscall.MS_BIND, ""); err != nil {
		t.Skipf("SKIPPED: nothing can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_BIND|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("SKIPPED: nothing can be mounted read-only here: %v", err)
	}
	refused(t, dir, fault.Permission)
}
