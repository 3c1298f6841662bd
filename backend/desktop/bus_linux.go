package desktop

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/godbus/dbus/v5"
)

// ErrNoBus is the cause when this login has no session bus.
var ErrNoBus = errors.New("no session bus")

// BusAddress is where the session bus listens: what the environment says, else the socket of a systemd login. A bus is never
// started, and one over the network is not used.
func BusAddress(env Env) (string, error) {
	if address := env.Get("DBUS_SESSION_BUS_ADDRESS"); address != "" {
		if !strings.HasPrefix(address, "unix:") {
			return "", fmt.Errorf("%w: the address %q is not a local socket", ErrNoBus, address)
		}
		return address, nil
	}
	if dir := env.Get("XDG_RUNTIME_DIR"); filepath.IsAbs(dir) {
		path := filepath.Join(dir, "bus")
		if _, err := os.Stat(path); err == nil {
			return "unix:path=" + dbus.EscapeBusAddressValue(path), nil
		}
	}
	return "", ErrNoBus
}

// Bus opens a connection of the caller's own to the session bus. Signals arrive in the order they were sent and none is dropped.
// ctx bounds the handshake only; the caller closes the connection.
func Bus(ctx context.Context, env Env) (*dbus.Conn, error) {
	address, err := BusAddress(env)
	if err != nil {
		return nil, err
	}
	return busAt(ctx, address)
}

func busAt(ctx context.Context, address string) (*dbus.Conn, error) {
	// The handshake has no deadline of its own. Ending the connection's own context closes the socket, which ends the handshake.
	life, end := context.WithCancel(context.Background())
	stop := context.AfterFunc(ctx, end)
	defer stop()
	conn, err := dbus.Connect(address, dbus.WithContext(life), dbus.WithSignalHandler(dbus.NewSequentialSignalHandler()))
	if err != nil {
		end()
		return nil, fmt.Errorf("%w: %w", ErrNoBus, err)
	}
	if !stop() {
		_ = conn.Close()
		return nil, fmt.Errorf("connect to the bus: %w", context.Cause(ctx))
	}
	// Closing the connection cancels a child of life; life itself holds nothing else, so it ends with the connection.
	context.AfterFunc(conn.Context(), end)
	return conn, nil
}
