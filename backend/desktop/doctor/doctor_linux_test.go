package doctor

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"northboard/backend/desktop"
	"northboard/backend/desktop/autostart"
	"northboard/backend/desktop/desktoptest"
)

func rows(t *testing.T, env desktop.Env) map[string]Row {
	t.Helper()
	byName := map[string]Row{}
	list := Rows(t.Context(), env)
	for i, row := range list {
		if row.Name != questions[i].name || row.Sentence == "" {
			t.Errorf("row %d is %+v", i, row)
		}
		byName[row.Name] = row
	}
	return byName
}

func TestRows_EverythingThere(t *testing.T) {
	desktoptest.Need(t, "feh")
	env := desktoptest.Display(t, desktoptest.Bus(t, desktoptest.Env(t)), 1024, 768)
	desktoptest.Dunst(t, env, "")
	if err := autostart.Enable(env, "/opt/northboard", "agent"); err != nil {
		t.Fatal(err)
	}
	tools := t.TempDir()
	if err := os.WriteFile(filepath.Join(tools, "xdg-open"), []byte("#!/bin/sh\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	got := rows(t, env.With("PATH", env.Get("PATH")+":"+tools))
	for name, words := range map[string]string{
		"Session bus": "answers", "Notifications": "dunst", "Do not disturb": "is off", "Wallpaper": "feh", "Screens": "1024 × 768", "Start at login": "Reminders start", "Opening links": "open",
	} {
		if row := got[name]; !row.OK || !strings.Contains(row.Sentence, words) {
			t.Errorf("%+v does not say %q", row, words)
		}
	}
	if row := got["Tray"]; row.OK {
		t.Errorf("%+v", row)
	}
}

func TestRows_NothingThere(t *testing.T) {
	env := desktoptest.Env(t).With("PATH", "/nonexistent")
	for _, row := range rows(t, env) {
		if row.OK != (row.Name == "Start at login") {
			t.Errorf("%+v", row)
		}
	}
}

func TestRows_Tray(t *testing.T) {
	env := desktoptest.Bus(t, desktoptest.Env(t))
	for _, host := range []string{"False", "True"} {
		mock := desktoptest.Start(t, env, desktoptest.Python, "-c", `
import dbus, sys
from dbusmock import mockobject
from dbusmock.mockobject import DBusMockObject
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib
DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
name = dbus.service.BusName("org.kde.StatusNotifierWatcher", bus)
DBusMockObject(name, "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher", {"IsStatusNotifierHostRegistered": `+host+`})
GLib.MainLoop().run()`)
		desktoptest.Owned(t, desktoptest.Connection(t, env), trayName)
		if row := rows(t, env)["Tray"]; row.OK != (host == "True") {
			t.Errorf("with host %s: %+v", host, row)
		}
		mock.Stop()
	}
}

// Asking takes no longer than a second, and starts nothing, where the bus has its ear shut.
func TestRows_NobodyAnswers(t *testing.T) {
	socket := desktoptest.Socket(t)
	desktoptest.Start(t, desktoptest.Env(t), desktoptest.Python, "-c", "import socket,sys,time\ns=socket.socket(socket.AF_UNIX);s.bind(sys.argv[1]);s.listen(9);time.sleep(600)", socket)
	desktoptest.Until(t, "the socket", func() bool { _, err := os.Stat(socket); return err == nil })
	env := desktoptest.Env(t).With("DBUS_SESSION_BUS_ADDRESS", "unix:path="+socket)
	begin := time.Now()
	got := rows(t, env)
	if took := time.Since(begin); took > 2500*time.Millisecond {
		t.Errorf("it took %v", took)
	}
	if got["Session bus"].OK || got["Tray"].OK || got["Notifications"].OK {
		t.Errorf("%+v", got)
	}
}

func TestRows_LeaveNothingBehind(t *testing.T) {
	env := desktoptest.Env(t)
	Rows(t.Context(), env)
	for _, name := range []string{"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"} {
		if files, err := os.ReadDir(env.Get(name)); err != nil || len(files) != 0 {
			t.Errorf("%s holds %v, %v", name, files, err)
		}
	}
}
