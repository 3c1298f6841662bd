package desktop

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// How long KeepOn waits before it tries a bus again: it begins with the first and doubles up to the longest, which is
// long enough not to keep a laptop awake where there is no bus at all.
const (
	firstPause   = time.Second
	longestPause = 2 * time.Minute
	dialTime     = 3 * time.Second
)

// systemSocket is where the system's bus listens unless the environment names another place.
const systemSocket = "unix:path=/run/dbus/system_bus_socket"

// SystemBus opens a connection of the caller's own to the system's bus, as Bus does to the session's.
func SystemBus(ctx context.Context, env Env) (*dbus.Conn, error) {
	address := env.Get("DBUS_SYSTEM_BUS_ADDRESS")
	if address == "" {
		address = systemSocket
	}
	if !strings.HasPrefix(address, "unix:") {
		return nil, fmt.Errorf("%w: the address %q is not a local socket", ErrNoBus, address)
	}
	return busAt(ctx, address)
}

// KeepOn connects and hands the connection to use, and does so again when the bus was lost and is back, until ctx ends.
// The context that use gets ends with the connection. use returns when that ends, or earlier with an error, which is
// taken like a lost connection.
func KeepOn(ctx context.Context, connect func(context.Context) (*dbus.Conn, error), use func(ctx context.Context, conn *dbus.Conn) error) {
	pause := firstPause
	for ctx.Err() == nil {
		if keepOnce(ctx, connect, use) {
			pause = firstPause
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
		pause = min(2*pause, longestPause)
	}
}

// keepOnce says whether there was a bus and use was content with it.
func keepOnce(ctx context.Context, connect func(context.Context) (*dbus.Conn, error), use func(ctx context.Context, conn *dbus.Conn) error) bool {
	dialling, cancel := context.WithTimeout(ctx, dialTime)
	conn, err := connect(dialling)
	cancel()
	if err != nil {
		return false
	}
	defer conn.Close()
	living, end := context.WithCancel(ctx)
	defer end()
	defer context.AfterFunc(conn.Context(), end)()
	return use(living, conn) == nil
}
