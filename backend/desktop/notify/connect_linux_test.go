package notify_test

import (
	"context"
	"os"
	"testing"
	"time"

	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/desktop/notify"
	"northboard/backend/fault"
)

func TestConnect_NothingThere(t *testing.T) {
	bare := noSend(desktoptest.Env(t))
	for name, env := range map[string]desktop.Env{
		"no-bus":        bare,
		"dead-bus":      bare.With("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"),
		"bus-by-tcp":    bare.With("DBUS_SESSION_BUS_ADDRESS", "tcp:host=127.0.0.1,port=9"),
		"no-server":     noSend(desktoptest.Bus(t, desktoptest.Env(t))),
		"nonsense":      bare.With("DBUS_SESSION_BUS_ADDRESS", "unix:"),
		"wrong-machine": bare.With("DBUS_SESSION_BUS_ADDRESS", "autolaunch:"),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := notify.Connect(t.Context(), env); fault.CodeOf(err) != fault.Unavailable {
				t.Errorf("got %v", err)
			}
			if _, err := notify.Probe(t.Context(), env); fault.CodeOf(err) != fault.Unavailable {
				t.Errorf("probing gave %v", err)
			}
		})
	}
}

// A bus whose other end never answers must not hold anybody up.
func TestConnect_SilentBus(t *testing.T) {
	socket := desktoptest.Socket(t)
	desktoptest.Start(t, desktoptest.Env(t), desktoptest.Python, "-c", "import socket,sys,time\ns=socket.socket(socket.AF_UNIX);s.bind(sys.argv[1]);s.listen(9);time.sleep(600)", socket)
	desktoptest.Until(t, "the socket", func() bool { _, err := os.Stat(socket); return err == nil })
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	begin := time.Now()
	_, err := notify.Connect(ctx, noSend(desktoptest.Env(t)).With("DBUS_SESSION_BUS_ADDRESS", "unix:path="+socket))
	if err == nil || time.Since(begin) > 3*time.Second {
		t.Errorf("%v after %v", err, time.Since(begin))
	}
}
