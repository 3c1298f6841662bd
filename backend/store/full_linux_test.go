package store_test

import (
	"bufio"
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
	public, moved := asNobody(t, dir)
	cmd := nobody(t, public, "many", moved)
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

// asNobody puts a copy of this binary and of a library where the user nobody can get at them.
func asNobody(t *testing.T, dir string) (public, library string) {
	t.Helper()
	public, err := os.MkdirTemp("/tmp", "northboard-nobody-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(public) })
	binary, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	library = filepath.Join(public, "library")
	if err := os.WriteFile(filepath.Join(public, "self"), binary, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(library, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	permit(t, public, 0o755, 0o755)
	permit(t, library, 0o755, 0o755)
	return public, library
}

// permit sets what may be done with a folder and the files in it.
func permit(t *testing.T, dir string, folder, files os.FileMode) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Type().IsRegular() {
			if err := os.Chmod(filepath.Join(dir, e.Name()), files); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Chmod(dir, folder); err != nil {
		t.Fatal(err)
	}
}

const nobodyID = 65534

// nobody is this binary run by the user nobody.
func nobody(t *testing.T, public, task, library string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(filepath.Join(public, "self"))
	cmd.Dir = public
	cmd.Env = append(os.Environ(), asChild+"="+task+" "+library)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobodyID, Gid: nobodyID}}
	return cmd
}

// TestPermissionLost takes away the right to the folder and its files while another user's Northboard has the library
// open: what it acknowledges is there, what it cannot save it says, and the next opening says why it cannot.
func TestPermissionLost(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("SKIPPED: only root can be somebody else")
	}
	public, dir := asNobody(t, library(t))
	if err := os.Chown(dir, nobodyID, nobodyID); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if err := os.Chown(filepath.Join(dir, e.Name()), nobodyID, nobodyID); err != nil {
			t.Fatal(err)
		}
	}
	cmd := nobody(t, public, "endless", dir)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill() //nolint:errcheck // It has mostly ended.
		cmd.Wait()         //nolint:errcheck
	})
	said, failed := 0, ""
	out := bufio.NewScanner(pipe)
	for out.Scan() {
		if strings.HasPrefix(out.Text(), "error") {
			failed = out.Text()
			break
		}
		said++
		switch said {
		case 20:
			permit(t, dir, 0o500, 0o400)
		case 60: // It writes on with what it has open.
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if failed != "" && !strings.Contains(failed, string(fault.Permission)) {
		t.Errorf("it said %q", failed)
	}
	if said < 20 {
		t.Fatalf("only %d commits", said)
	}
	again, err := nobody(t, public, "many", dir).CombinedOutput()
	if err == nil || !strings.Contains(string(again), string(fault.Permission)) {
		t.Errorf("the next opening: %v, %s", err, again)
	}
	permit(t, dir, 0o700, 0o600)
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n := count(t, s, "board") - 1; n < said || n > said+1 {
		t.Errorf("%d commits were acknowledged, %d are there", said, n)
	}
	if wrong := sound(t, s); wrong != "" {
		t.Error(wrong)
	}
}
