package agent

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"northboard/backend/backendtest"
	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
)

// trayWatcher takes the icons that come.
type trayWatcher struct{ icons chan string }

func (w trayWatcher) RegisterStatusNotifierItem(name string) *dbus.Error {
	w.icons <- name
	return nil
}

// A whole agent on a real bus: its icon says what comes next, and what is chosen there opens the window where it belongs.
func TestRun_TrayAndName(t *testing.T) {
	env := desktoptest.Bus(t, desktoptest.Env(t))
	called := filepath.Join(t.TempDir(), "called")
	for name, value := range map[string]string{
		"DBUS_SESSION_BUS_ADDRESS": env.Get("DBUS_SESSION_BUS_ADDRESS"), "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere",
		"XDG_RUNTIME_DIR": env.Get("XDG_RUNTIME_DIR"), "DISPLAY": "", "AGENT_TEST_CALLED": called,
	} {
		t.Setenv(name, value)
	}
	conn := desktoptest.Connection(t, env)
	w := trayWatcher{make(chan string, 5)}
	if err := conn.Export(w, "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName("org.kde.StatusNotifierWatcher", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	c := mondayMorning(t)
	dir := t.TempDir()
	b := openBackend(t, dir, c)
	addTask(t, b, "Finish the CV", "2026-11-24", "09:00")
	running(t, func(ctx context.Context) error {
		return Run(ctx, Config{Library: dir, Cache: t.TempDir(), Clock: c, Log: backendtest.Quiet(), Tick: quick, Program: os.Args[0], Connect: connectTo(newRecorder())})
	})
	var icon string
	select {
	case icon = <-w.icons:
	case <-time.After(20 * time.Second):
		t.Fatal("no icon came")
	}
	next := func() string {
		value, err := conn.Object(icon, "/MenuBar").GetProperty("com.canonical.dbusmenu.Version")
		if err != nil || value.Value() != uint32(3) {
			t.Fatal(value, err)
		}
		var label dbus.Variant
		if err := conn.Object(icon, "/MenuBar").Call("com.canonical.dbusmenu.GetProperty", 0, int32(1), "label").Store(&label); err != nil {
			t.Fatal(err)
		}
		return label.String()
	}
	until(t, "the next reminder in the menu", 20*time.Second, func() bool { return next() == `"Next: Finish the CV, tomorrow 09:00"` })
	c.Advance(18 * time.Hour)
	until(t, "the day that it has become", 20*time.Second, func() bool { return next() == `"Next: Finish the CV, today 09:00"` })

	if err := conn.Object(desktop.BusName, desktop.BusPath).Call("org.freedesktop.Application.ActivateAction", 0, "add", []dbus.Variant{}, map[string]dbus.Variant{}).Err; err != nil {
		t.Fatal(err)
	}
	want := "--library " + dir + " window --open add"
	press := func(id int32) {
		t.Helper()
		if err := conn.Object(icon, "/MenuBar").Call("com.canonical.dbusmenu.Event", 0, id, "clicked", dbus.MakeVariant(0), uint32(0)).Err; err != nil {
			t.Fatal(err)
		}
	}
	line := func(id int32) string {
		var label dbus.Variant
		if conn.Object(icon, "/MenuBar").Call("com.canonical.dbusmenu.GetProperty", 0, id, "label").Store(&label) != nil {
			return ""
		}
		return label.String()
	}
	// It is Tuesday now.
	press(7)
	until(t, "the pause until Monday", 20*time.Second, func() bool { return line(4) == `"Paused until Monday 06:00"` })
	press(5)
	until(t, "the end of the pause", 20*time.Second, func() bool { return line(4) == "" && line(6) != "" })
	press(6)
	until(t, "the pause until tomorrow", 20*time.Second, func() bool { return line(4) == `"Paused until tomorrow 06:00"` })
	c.Advance(30 * time.Hour)
	until(t, "the pause to be over", 20*time.Second, func() bool { return line(4) == "" && line(6) != "" })
	until(t, "the window", 20*time.Second, func() bool { text, _ := os.ReadFile(called); return string(text) == want })
}
