package backend_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"northboard/backend"
	"northboard/backend/backendtest"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/flow"
)

func TestAtLogin(t *testing.T) {
	env := desktoptest.Env(t)
	b, err := backend.Open(context.Background(), backend.Config{Library: t.TempDir(), Cache: t.TempDir(), Log: backendtest.Quiet()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	is := func(when string, want backend.AtLogin) {
		t.Helper()
		if got, err := b.AtLogin(t.Context(), env); err != nil || got != want {
			t.Errorf("%s: %+v, %v; want %+v", when, got, err, want)
		}
	}
	is("with nothing but the weekly review", backend.AtLogin{Offered: true})
	if _, err := b.Flow.AddTask(t.Context(), flow.TaskInput{Line: flow.Line{Text: "Call Mira tomorrow at 14:00"}}); err != nil {
		t.Fatal(err)
	}
	is("with a task that has a time", backend.AtLogin{Offered: true, Ask: true})
	if err := b.StartAtLogin(t.Context(), env, true); err != nil {
		t.Fatal(err)
	}
	is("after yes", backend.AtLogin{Offered: true, On: true})
	text, err := os.ReadFile(filepath.Join(env.ConfigHome(), "autostart", "northboard.desktop"))
	if err != nil || !strings.Contains(string(text), `"--library" "`+b.Store.Dir()+`" "agent"`) {
		t.Errorf("%v: %s", err, text)
	}
	if err := b.StartAtLogin(t.Context(), env, false); err != nil {
		t.Fatal(err)
	}
	is("after no: it is not asked again", backend.AtLogin{Offered: true})
}
