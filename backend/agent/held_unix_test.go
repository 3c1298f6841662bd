//go:build unix

package agent

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/backup"
)

// TestStepAside_Stopped stops the agent of a library (SIGSTOP) as it lives and holds its lock, and restores: that waits
// a bounded time for it and goes on. When the agent wakes, the restored library is not its own, and it leaves it alone.
func TestStepAside_Stopped(t *testing.T) {
	was := asideWithin
	asideWithin = time.Second // Of twenty.
	t.Cleanup(func() { asideWithin = was })
	f := backendtest.New(t)
	if err := f.Store.Close(); err != nil {
		t.Fatal(err)
	}
	library := filepath.Join(t.TempDir(), "library")
	if err := os.Rename(f.Dir, library); err != nil {
		t.Fatal(err)
	}
	f.Dir = library
	k := backup.New(backup.Config{Library: library, Log: backendtest.Quiet()})
	made, err := k.Make(t.Context(), backup.OnDemand, nil)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "AGENT_TEST_RUN="+library, "DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere", "DISPLAY=")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-ended
	})
	said := bufio.NewScanner(out)
	if !said.Scan() {
		t.Error("the agent said nothing")
	}
	go func() { ended <- cmd.Wait() }()
	if err := cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	resume, err := StepAside(context.Background(), library, "/bin/true")
	if err != nil || resume == nil {
		t.Fatalf("a stopped agent: %v", err)
	}
	done, err := k.Restore(t.Context(), made.Info.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
	if err := resume(); err != nil {
		t.Error(err)
	}
	if err := cmd.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	f.Store = f.Open(t)
	if report, err := k.Verify(t.Context(), false, nil); err != nil || len(report.Damages) > 0 {
		t.Errorf("%+v %v", report, err)
	}
	if _, err := os.Stat(filepath.Join(done.Kept, "northboard.db")); err != nil {
		t.Error(err)
	}
}
