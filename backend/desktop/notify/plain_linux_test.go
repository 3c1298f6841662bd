package notify_test

import (
	"os"
	"path/filepath"
	"testing"

	"northboard/backend/desktop/desktoptest"
	"northboard/backend/desktop/notify"
	"northboard/backend/fault"
)

// Without a bus, notify-send is the way: here a program of that name that writes down how it was called.
func TestPlain_Arguments(t *testing.T) {
	dir := t.TempDir()
	heard := filepath.Join(dir, "heard")
	script := "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + heard + "'\n"
	if err := os.WriteFile(filepath.Join(dir, "notify-send"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	n := open(t, desktoptest.Env(t).With("PATH", dir))
	if id := show(t, n, notify.Notification{Title: "-x $(id) `id`", Body: `<b>\n</b>; rm`, Urgency: notify.Low}); id != 0 {
		t.Errorf("id %d", id)
	}
	got, err := os.ReadFile(heard)
	if err != nil {
		t.Fatal(err)
	}
	want := "--app-name=Northboard\n--urgency=low\n--hint=string:desktop-entry:northboard\n--hint=boolean:suppress-sound:true\n--\n-x $(id) `id`\n&lt;b&gt;\\\\n&lt;/b&gt;; rm\n"
	if string(got) != want {
		t.Errorf("notify-send heard\n%s", got)
	}
	if err := os.WriteFile(filepath.Join(dir, "notify-send"), []byte("#!/bin/sh\nexit 1\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := n.Show(t.Context(), reminder("k")); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("a failing notify-send gave %v", err)
	}
}

// The real notify-send reaches a server, and text arrives as it was typed.
func TestPlain_RealProgram(t *testing.T) {
	desktoptest.Need(t, "notify-send")
	env := desktoptest.Bus(t, desktoptest.Env(t))
	desktoptest.NotificationMock(t, env, all)
	// Our own connection is kept away by an address only it refuses to use.
	n := open(t, env.With("DBUS_SESSION_BUS_ADDRESS", "tcp:host=127.0.0.1,port=1;"+env.Get("DBUS_SESSION_BUS_ADDRESS")))
	show(t, n, notify.Notification{Title: "-t", Body: `C:\new <b>`})
	if got := asked(t, desktoptest.Connection(t, env))[0]; got.title != "-t" || got.body != `C:\new &lt;b&gt;` || got.app != "Northboard" {
		t.Errorf("the server was asked for %+v", got)
	}
}

func TestProbe(t *testing.T) {
	env := desktoptest.Bus(t, desktoptest.Env(t))
	desktoptest.NotificationMock(t, env, all)
	info, err := notify.Probe(t.Context(), env)
	if err != nil || info != (notify.Info{Running: true, Name: "mock-notify", Version: "1.0", Actions: true, Markup: true}) {
		t.Errorf("%+v, %v", info, err)
	}
	// A server that could be started is not started by asking.
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, service+".service"), []byte("[D-BUS Service]\nName="+service+"\nExec=/bin/false\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if info, err := notify.Probe(t.Context(), desktoptest.Bus(t, desktoptest.Env(t), dir)); err != nil || info.Running {
		t.Errorf("%+v, %v", info, err)
	}
}
