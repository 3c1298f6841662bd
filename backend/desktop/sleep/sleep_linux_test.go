package sleep_test

import (
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/desktop/sleep"
)

const manager = "org.freedesktop.login1.Manager"

// system starts a bus with a login service on it, and gives the environment whose system bus that is.
func system(t *testing.T, socket string) (desktop.Env, *desktoptest.Process) {
	t.Helper()
	session, bus := desktoptest.BusAt(t, desktoptest.Env(t), socket)
	env := session.With("DBUS_SYSTEM_BUS_ADDRESS", session.Get("DBUS_SESSION_BUS_ADDRESS"))
	desktoptest.LoginMock(t, env)
	return env, bus
}

func emit(t *testing.T, env desktop.Env, signature string, args ...any) {
	t.Helper()
	values := []dbus.Variant{}
	for _, arg := range args {
		values = append(values, dbus.MakeVariant(arg))
	}
	mock := desktoptest.Connection(t, env).Object("org.freedesktop.login1", "/org/freedesktop/login1")
	if err := mock.Call("org.freedesktop.DBus.Mock.EmitSignal", 0, manager, "PrepareForSleep", signature, values).Err; err != nil {
		t.Fatal(err)
	}
}

func hear(t *testing.T, heard <-chan bool, want bool) {
	t.Helper()
	select {
	case got := <-heard:
		if got != want {
			t.Fatalf("heard %v, want %v", got, want)
		}
	case <-time.After(20 * time.Second):
		t.Fatalf("never heard %v", want)
	}
}

// until emits until it is heard: nobody says when the listener listens.
func until(t *testing.T, env desktop.Env, heard <-chan bool) {
	t.Helper()
	desktoptest.Until(t, "the listener", func() bool {
		emit(t, env, "b", true)
		select {
		case <-heard:
			return true
		case <-time.After(100 * time.Millisecond):
			return false
		}
	})
	for {
		select {
		case <-heard:
		case <-time.After(300 * time.Millisecond):
			return
		}
	}
}

func TestWatch(t *testing.T) {
	socket := desktoptest.Socket(t)
	env, bus := system(t, socket)
	heard := make(chan bool, 100)
	go sleep.Watch(t.Context(), env, func(asleep bool) { heard <- asleep })
	until(t, env, heard)

	emit(t, env, "s", "true")
	emit(t, env, "bb", true, true)
	emit(t, env, "")
	emit(t, env, "b", false)
	hear(t, heard, false)
	emit(t, env, "b", true)
	hear(t, heard, true)

	// The bus goes, and comes back with another login service.
	bus.Stop()
	again, _ := system(t, socket)
	until(t, again, heard)
	emit(t, again, "b", false)
	hear(t, heard, false)
}

func TestWatch_NoBusEndsWithItsContext(t *testing.T) {
	env := desktoptest.Env(t).With("DBUS_SYSTEM_BUS_ADDRESS", "unix:path="+desktoptest.Socket(t))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		sleep.Watch(t.Context(), env, func(bool) { t.Error("heard something") })
	}()
	t.Cleanup(func() { <-ended })
}
