//go:build unix

package store_test

import (
	"database/sql"
	"strings"
	"syscall"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// TestHeld_StoppedProcess stops another process (SIGSTOP) while it holds the lock of all writers. The window is told in
// plain words, within a bounded time however many writes wait; it can read all the while; and once the other has gone
// on or died, everything acknowledged is there and writing works.
func TestHeld_StoppedProcess(t *testing.T) {
	f := backendtest.New(t)
	as(t, f.Store, store.User, "Begin", aBoard)
	cmd, out := startChild(t, "hold", f.Dir)
	if !out.Scan() || out.Text() != "holding" {
		t.Fatalf("the other process said %q", out.Text())
	}
	if err := cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	read := make(chan error, 1)
	stop := make(chan struct{})
	go func() {
		for {
			start := time.Now()
			if err := f.Store.Read(ctx, func(tx *store.Tx) error { return tx.QueryRow(`SELECT count(*) FROM board`).Scan(new(int)) }); err != nil {
				read <- err
				return
			}
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("a read waited %v", took)
			}
			select {
			case <-stop:
				read <- nil
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	if wait := pragma(t, f.Store, "busy_timeout"); wait != "10000" {
		t.Errorf("a write waits %s ms", wait)
	}
	if !torture { // The whole ten seconds only there.
		if err := f.Store.OnWriter(func(db *sql.DB) error { _, err := db.Exec(`PRAGMA busy_timeout = 1500`); return err }); err != nil {
			t.Fatal(err)
		}
	}
	first := 4 * time.Second
	if torture {
		first = 14 * time.Second
	}
	for i, bound := range []time.Duration{first, 3 * time.Second, 3 * time.Second} {
		start := time.Now()
		err := f.Store.Write(ctx, user, addBoard("mine"))
		e := fault.From(err)
		if err == nil || e.Code != fault.InUse || !strings.Contains(e.Sentence, "Another Northboard is busy") {
			t.Fatalf("write %d: %v", i, err)
		}
		if took := time.Since(start); took > bound {
			t.Errorf("write %d: told after %v", i, took)
		}
	}
	close(stop)
	if err := <-read; err != nil {
		t.Errorf("read: %v", err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait() //nolint:errcheck // It was killed.
	f.Write(t, addBoard("mine"))
	if n := count(t, f.Store, "board"); n != 2 {
		t.Errorf("%d boards", n)
	}
	if wrong := sound(t, f.Store); wrong != "" {
		t.Error(wrong)
	}
}
