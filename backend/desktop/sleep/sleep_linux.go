package sleep

import (
	"context"
	"fmt"

	"github.com/godbus/dbus/v5"

	"northboard/backend/desktop"
)

const (
	login  = "org.freedesktop.login1"
	path   = dbus.ObjectPath("/org/freedesktop/login1")
	iface  = "org.freedesktop.login1.Manager"
	signal = "PrepareForSleep"
)

// watch listens to logind. A signal that somebody else sends costs one look at the clock, so its sender is left to the
// bus, which lets only root own the name.
func watch(ctx context.Context, env desktop.Env, fn func(asleep bool)) {
	connect := func(ctx context.Context) (*dbus.Conn, error) { return desktop.SystemBus(ctx, env) }
	desktop.KeepOn(ctx, connect, func(ctx context.Context, conn *dbus.Conn) error {
		events := make(chan *dbus.Signal, 4)
		conn.Signal(events)
		err := conn.AddMatchSignalContext(ctx, dbus.WithMatchSender(login), dbus.WithMatchObjectPath(path), dbus.WithMatchInterface(iface), dbus.WithMatchMember(signal))
		if err != nil {
			return fmt.Errorf("listen to the login service: %w", err)
		}
		for {
			select {
			case <-ctx.Done():
				return nil
			case event, open := <-events:
				if !open {
					return nil
				}
				if event.Name != iface+"."+signal || event.Path != path || len(event.Body) != 1 {
					continue
				}
				if asleep, ok := event.Body[0].(bool); ok {
					fn(asleep)
				}
			}
		}
	})
}
