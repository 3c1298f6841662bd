package api

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"northboard/backend"
	"northboard/backend/backendtest"
	"northboard/backend/backup"
	"northboard/backend/fault"
)

// choosing is a window in which a person chooses a folder; it notes which library is opened.
type choosing struct {
	Shell
	folder, opened string
}

func (c *choosing) PickFolder(context.Context, string) (string, error) { return c.folder, nil }

func (c *choosing) OpenLibrary(_ context.Context, folder string) error {
	c.opened = folder
	return nil
}

// A new library begins elsewhere only in an empty folder, and the one that could not be opened is left alone.
func TestSafety_BeginElsewhere(t *testing.T) {
	library, empty, full := t.TempDir(), t.TempDir(), t.TempDir()
	inner := filepath.Join(library, "inner")
	if err := os.Mkdir(inner, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(full, "letter.txt"), filepath.Join(library, "northboard.db")} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	shell := &choosing{}
	host := &Host{
		Context: context.Background, Shell: shell, Log: backendtest.Quiet(), Backups: backup.New(backup.Config{Library: library, Log: backendtest.Quiet()}),
		Backend: func() (*backend.Backend, error) { return nil, fault.New(fault.Damaged, "It is damaged.") },
	}
	for name, c := range map[string]struct {
		folder string
		code   fault.Code
		opened string
	}{
		"none chosen": {}, "empty": {empty, "", empty}, "not empty": {full, fault.Invalid, ""}, "the library's own": {library, fault.Invalid, ""},
		"inside": {inner, fault.Invalid, ""}, "not there": {filepath.Join(empty, "gone"), fault.NotFound, ""},
	} {
		shell.folder, shell.opened = c.folder, ""
		got, err := (&Safety{host}).BeginElsewhere()
		if shell.opened != c.opened || got != c.opened || (err != nil) != (c.code != "") || err != nil && fault.CodeOf(err) != c.code {
			t.Errorf("%s: opened %q, %v", name, shell.opened, err)
		}
	}
	if entries, err := os.ReadDir(library); err != nil || len(entries) != 2 {
		t.Errorf("the library that could not be opened holds %v, %v", entries, err)
	}
	if entries, err := os.ReadDir(empty); err != nil || len(entries) != 0 {
		t.Errorf("the empty folder holds %v, %v", entries, err)
	}
}
