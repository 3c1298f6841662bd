package dnd_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/desktop/dnd"
)

var (
	unknown = dnd.State{}
	off     = dnd.State{Known: true}
	on      = dnd.State{On: true, Known: true}
)

func is(t *testing.T, env desktop.Env, want dnd.State, when string) {
	t.Helper()
	if got := dnd.Ask(t.Context(), env); got != want {
		t.Errorf("%s: %+v, want %+v", when, got, want)
	}
}

func run(t *testing.T, env desktop.Env, program string, args ...string) {
	t.Helper()
	if _, err := desktop.Run(t.Context(), env, 20*time.Second, program, args...); err != nil {
		t.Fatal(err)
	}
}

func TestAsk_Dunst(t *testing.T) {
	desktoptest.Need(t, "dunst", "dunstctl", "Xvfb")
	env := desktoptest.Display(t, desktoptest.Bus(t, desktoptest.Env(t)), 800, 600)
	is(t, env, unknown, "nothing shows notifications")
	desktoptest.Dunst(t, env, "")
	is(t, env, off, "at the start")
	run(t, env, "dunstctl", "set-paused", "true")
	is(t, env, on, "paused")
	run(t, env, "dunstctl", "set-paused", "false")
	is(t, env, off, "no longer paused")
}

func TestAsk_NoBus(t *testing.T) {
	is(t, desktoptest.Env(t), unknown, "without a bus")
}

// server stands in for a desktop's notification service that gives this name.
func server(t *testing.T, env desktop.Env, name string) dbus.BusObject {
	t.Helper()
	desktoptest.NotificationMock(t, env, "body")
	mock := desktoptest.Connection(t, env).Object("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
	err := mock.Call("org.freedesktop.DBus.Mock.AddMethod", 0, "org.freedesktop.Notifications", "GetServerInformation", "", "ssss",
		`ret = ("`+name+`", "test", "1", "1.2")`).Err
	if err != nil {
		t.Fatal(err)
	}
	return mock
}

func TestAsk_Inhibited(t *testing.T) {
	env := desktoptest.Bus(t, desktoptest.Env(t))
	mock := server(t, env, "Plasma")
	is(t, env, unknown, "without the property")
	add := func(value any) {
		t.Helper()
		if err := mock.Call("org.freedesktop.DBus.Mock.AddProperty", 0, "org.freedesktop.Notifications", "Inhibited", dbus.MakeVariant(value)).Err; err != nil {
			t.Fatal(err)
		}
	}
	set := func(value any) {
		t.Helper()
		if err := mock.Call("org.freedesktop.DBus.Properties.Set", 0, "org.freedesktop.Notifications", "Inhibited", dbus.MakeVariant(value)).Err; err != nil {
			t.Fatal(err)
		}
	}
	add(false)
	is(t, env, off, "not inhibited")
	set(true)
	is(t, env, on, "inhibited")
}

func TestAsk_InhibitedMalformed(t *testing.T) {
	env := desktoptest.Bus(t, desktoptest.Env(t))
	mock := server(t, env, "Plasma")
	if err := mock.Call("org.freedesktop.DBus.Mock.AddProperty", 0, "org.freedesktop.Notifications", "Inhibited", dbus.MakeVariant("yes")).Err; err != nil {
		t.Fatal(err)
	}
	is(t, env, unknown, "a word instead of yes or no")
}

func TestAsk_GNOME(t *testing.T) {
	desktoptest.Need(t, "gsettings", "dconf")
	env := desktoptest.Bus(t, desktoptest.Env(t), desktoptest.SystemServices).With("GSETTINGS_BACKEND", "dconf")
	server(t, env, "gnome-shell")
	is(t, env, off, "untouched")
	run(t, env, "gsettings", "set", "org.gnome.desktop.notifications", "show-banners", "false")
	is(t, env, on, "banners off")
	is(t, env.With("PATH", t.TempDir()), unknown, "without gsettings")
}

func TestAsk_XFCE(t *testing.T) {
	desktoptest.Need(t, "xfconf-query")
	env := desktoptest.Bus(t, desktoptest.Env(t), desktoptest.SystemServices)
	server(t, env, "Xfce Notify Daemon")
	is(t, env, off, "untouched")
	run(t, env, "xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb", "-n", "-t", "bool", "-s", "true")
	is(t, env, on, "switched on")
	run(t, env, "xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb", "-s", "false")
	is(t, env, off, "switched off")
	run(t, env, "xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb", "-r")
	run(t, env, "xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb", "-n", "-t", "string", "-s", "perhaps")
	is(t, env, unknown, "a word instead of yes or no")
}

// A service that never answers keeps nobody waiting for longer than the second.
func TestAsk_NobodyAnswers(t *testing.T) {
	socket := desktoptest.Socket(t)
	desktoptest.Start(t, desktoptest.Env(t), desktoptest.Python, "-c", "import socket,sys,time\ns=socket.socket(socket.AF_UNIX);s.bind(sys.argv[1]);s.listen(9);time.sleep(600)", socket)
	desktoptest.Until(t, "the socket", func() bool { _, err := os.Stat(socket); return err == nil })
	begin := time.Now()
	is(t, desktoptest.Env(t).With("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Clean(socket)), unknown, "a deaf bus")
	if took := time.Since(begin); took > 2500*time.Millisecond {
		t.Errorf("it took %v", took)
	}
}
