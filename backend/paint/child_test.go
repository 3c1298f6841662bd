//go:build unix

package paint

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

// painter is a program in the painter's place.
func painter(t *testing.T, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "painter")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestChild_Says(t *testing.T) {
	program := painter(t, `echo noise; echo "{\"sentence\":\"Done $*\",\"pictures\":[{\"path\":\"/a.png\",\"width\":3}]}"`)
	got, err := childOf(t.Context(), desktop.System(), program, "--board", "b")
	if err != nil || got.Sentence != "Done paint --json --board b" || len(got.Pictures) != 1 || got.Pictures[0].Path != "/a.png" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestChild_FaultWithThePicture(t *testing.T) {
	program := painter(t, `echo '{"pictures":[{"path":"/a.png"}],"fault":{"code":"unavailable","sentence":"No desktop."}}'; exit 1`)
	got, err := childOf(t.Context(), desktop.System(), program)
	if err != nil || fault.CodeOf(got.Fault) != fault.Unavailable || len(got.Pictures) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

// A painter that dies says nothing, and that is said.
func TestChild_Dies(t *testing.T) {
	for name, script := range map[string]string{"killed": `kill -9 $$`, "silent": `exit 0`, "empty": `echo '{}'`, "text": `echo hello`} {
		_, err := childOf(t.Context(), desktop.System(), painter(t, script))
		if fault.CodeOf(err) != fault.Internal {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestChild_StoppedAndGone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	started := filepath.Join(t.TempDir(), "started")
	program := painter(t, `echo $$ > `+started+`.half; mv `+started+`.half `+started+`; exec sleep 60`)
	ended := make(chan error, 1)
	go func() {
		_, err := childOf(ctx, desktop.System(), program)
		ended <- err
	}()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if _, err := os.Stat(started); err == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("it never started")
		}
	}
	cancel()
	if err := <-ended; fault.CodeOf(err) != fault.Cancelled {
		t.Errorf("%v", err)
	}
}

// A development build's address belongs to the window.
func TestChild_Environment(t *testing.T) {
	env := desktop.System().With("devserver", "127.0.0.1:1", "WEBKIT_INSPECTOR_HTTP_SERVER", "127.0.0.1:2")
	got, err := childOf(t.Context(), env, painter(t, `echo "{\"sentence\":\"[$devserver$WEBKIT_INSPECTOR_HTTP_SERVER]\"}"`))
	if err != nil || got.Sentence != "[]" {
		t.Errorf("%+v, %v", got, err)
	}
}
