package backend_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"northboard/backend"
	"northboard/backend/backendtest"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/fault"
)

func open(t *testing.T, dir string, previews bool) (*backend.Backend, error) {
	t.Helper()
	return backend.Open(context.Background(), backend.Config{Library: dir, Cache: t.TempDir(), Log: backendtest.Quiet(), Previews: previews})
}

func TestOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "library")
	window, err := open(t, dir, true)
	if err != nil {
		t.Fatal(err)
	}
	agent, err := open(t, dir, false)
	if err != nil {
		t.Fatal(err)
	}
	settings, err := agent.Flow.ReminderSettings(context.Background())
	if err != nil || len(settings.Reminders) != 4 {
		t.Fatalf("%+v, %v", settings.Reminders, err)
	}
	// What the program sets up by itself is not the person's to undo.
	if state, err := window.Store.UndoState(context.Background()); err != nil || state.Undo != "" {
		t.Fatalf("%+v, %v", state, err)
	}
	for _, b := range []*backend.Backend{agent, window} {
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOpen_Damaged(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "library.json"), []byte(`{"format":1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if b, err := open(t, dir, true); fault.CodeOf(err) != fault.FileMissing || b != nil {
		t.Fatalf("%v, %v", b, err)
	}
}

func TestDefaultLibrary(t *testing.T) {
	home, data := t.TempDir(), t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_DATA_HOME", data)
	if got, err := backend.DefaultLibrary(); err != nil || got != filepath.Join(data, "northboard") {
		t.Fatal(got, err)
	}
	t.Setenv("XDG_DATA_HOME", "relative")
	if got, err := backend.DefaultLibrary(); err != nil || got != filepath.Join(home, ".local", "share", "northboard") {
		t.Fatal(got, err)
	}
	t.Setenv("HOME", "")
	if _, err := backend.DefaultLibrary(); fault.CodeOf(err) != fault.Unavailable {
		t.Fatal(err)
	}
}

func TestRestoreWallpaper_NoDesktop(t *testing.T) {
	b, err := open(t, t.TempDir(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if err := b.RestoreWallpaper(context.Background(), desktoptest.Env(t)); fault.CodeOf(err) != fault.Unavailable {
		t.Fatal(err)
	}
}
