package fault_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"northboard/backend/fault"
)

func TestFrom(t *testing.T) {
	_, missing := os.Open(filepath.Join(t.TempDir(), "none"))
	own := fault.New(fault.Invalid, "No.")
	for _, c := range []struct {
		name string
		err  error
		want fault.Code
	}{
		{"own", fmt.Errorf("add goal: %w", own), fault.Invalid},
		{"joined", errors.Join(errors.New("a"), own), fault.Invalid},
		{"cancelled", fmt.Errorf("x: %w", context.Canceled), fault.Cancelled},
		{"late", context.DeadlineExceeded, fault.Unavailable},
		{"full", errors.New("commit: database or disk is full"), fault.DiskFull},
		{"permission", &fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission}, fault.Permission},
		{"missing", missing, fault.NotFound},
		{"anything", errors.New("oh"), fault.Internal},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := fault.From(c.err)
			if f.Code != c.want || fault.CodeOf(c.err) != c.want || !errors.Is(f, c.err) && f != own {
				t.Errorf("From gives %v", f)
			}
			if !strings.HasSuffix(f.Sentence, ".") || strings.Contains(f.Sentence, "!") {
				t.Errorf("sentence is %q", f.Sentence)
			}
		})
	}
	if fault.From(nil) != nil || fault.CodeOf(nil) != "" {
		t.Error("nil is a fault")
	}
}

// TestError_JSON is the form the page reads: the cause is for the log only.
func TestError_JSON(t *testing.T) {
	plain := fault.Wrap(errors.New("secret path"), fault.TooLarge, "Too large.")
	b, err := json.Marshal(plain.WithField("title"))
	if err != nil || string(b) != `{"code":"too-large","sentence":"Too large.","field":"title"}` {
		t.Errorf("%s, %v", b, err)
	}
	if plain.Field != "" {
		t.Error("WithField changed the original")
	}
	if !strings.Contains(plain.Error(), "secret path") {
		t.Errorf("the log would read %q", plain.Error())
	}
}
