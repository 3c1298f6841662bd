//go:build unix

package backup

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// hold is what a child does that is stopped in the middle: it takes the lock of who works on backups, or writes.
func hold(k *Keeper, what string) error {
	if what == "hold backups" {
		lock, err := k.lockFor(ctx, "backup")
		if err != nil {
			return err
		}
		fmt.Println("holding")
		<-time.After(time.Minute)
		return lock.Close()
	}
	s, err := store.Open(ctx, store.Config{Dir: k.Library, Log: backendtest.Quiet()})
	if err != nil {
		return err
	}
	return s.Write(ctx, store.Op{Origin: store.Agent, Label: "Hold"}, func(tx *store.Tx) error {
		_, err := tx.Exec(`DELETE FROM goal`)
		fmt.Println("holding")
		<-time.After(time.Minute)
		return err
	})
}

// stopped starts a child that holds a lock, and stops it as a debugger or a suspended machine would.
func stopped(t *testing.T, dir, what string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asChild+"="+strings.Join([]string{what, "", dir, "", ""}, "|"))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	if said := bufio.NewScanner(out); !said.Scan() || said.Text() != "holding" {
		t.Fatalf("the child said %q", said.Text())
	}
	if err := cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	return cmd
}

// TestRestore_HeldByStopped stops another process for good while it holds a lock. One that works on backups keeps a
// restore from beginning: that is told, soon, and nothing has changed. One that writes keeps nothing from being restored;
// what it writes when it goes on, it does not write into the restored library.
func TestRestore_HeldByStopped(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	backup := f.make(t, OnDemand)
	restored := f.dumpLive(t)
	f.exec(t, `DELETE FROM task`)
	old := f.dumpLive(t)
	closeStore(t, f.Fixture)

	holder := stopped(t, f.dir, "hold backups")
	began := time.Now()
	_, err := f.Restore(ctx, backup.Info.ID, nil)
	if e := fault.From(err); err == nil || e.Code != fault.InUse || !strings.Contains(e.Sentence, "Nothing was changed") {
		t.Errorf("it was told %v", err)
	}
	if took := time.Since(began); took > 15*time.Second {
		t.Errorf("it was told after %v", took)
	}
	if f.dumpLive(t) != old {
		t.Error("the library changed")
	}
	if err := holder.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = holder.Wait()

	writer := stopped(t, f.dir, "hold library")
	began = time.Now()
	done, err := f.Restore(ctx, backup.Info.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("restoring took %v", took)
	}
	if err := writer.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if err := writer.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = writer.Wait()
	f.reopen(t)
	if f.dumpLive(t) != restored {
		t.Error("the restored library is not what the backup held")
	}
	kept := New(Config{Library: done.Kept, Clock: f.Clock, Log: backendtest.Quiet()})
	if rows := (&fixture{Fixture: f.Fixture, Keeper: kept, dir: done.Kept}).dumpLive(t); rows != old {
		t.Error("the old library is not what it was")
	}
}
