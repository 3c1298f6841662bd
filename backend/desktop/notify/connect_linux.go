package notify

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/godbus/dbus/v5"

	"northboard/backend/desktop"
)

func connect(ctx context.Context, env desktop.Env) (Notifier, error) {
	plain := newPlain(env)
	n, conn, err := connectBus(ctx, env, plain)
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && plain != nil:
		return plain, nil
	case err != nil:
		return nil, unavailable(err)
	}
	if plain == nil {
		ctx, cancel := context.WithTimeout(ctx, callTime)
		defer cancel()
		if _, err := offered(ctx, conn); err != nil {
			_ = n.Close()
			return nil, unavailable(err)
		}
	}
	return n, nil
}

func probe(ctx context.Context, env desktop.Env) (Info, error) {
	conn, err := desktop.Bus(ctx, env)
	if err != nil {
		return Info{}, unavailable(err)
	}
	defer conn.Close()
	info, err := inquire(ctx, conn)
	if err != nil {
		return Info{}, unavailable(err)
	}
	return info, nil
}

var errNoServer = errors.New("no notification service on the session bus")

// offered tells whether the service is running; when it neither runs nor can be started, that is the error. It starts nothing.
func offered(ctx context.Context, conn *dbus.Conn) (running bool, err error) {
	bus := conn.BusObject()
	if err := bus.CallWithContext(ctx, busIface+".NameHasOwner", 0, service).Store(&running); err != nil {
		return false, fmt.Errorf("look for the notification service: %w", err)
	}
	if running {
		return true, nil
	}
	var startable []string
	if err := bus.CallWithContext(ctx, busIface+".ListActivatableNames", 0).Store(&startable); err != nil {
		return false, fmt.Errorf("list the services of the session bus: %w", err)
	}
	if !slices.Contains(startable, service) {
		return false, errNoServer
	}
	return false, nil
}

// inquire asks a running service who it is.
func inquire(ctx context.Context, conn *dbus.Conn) (Info, error) {
	running, err := offered(ctx, conn)
	if err != nil || !running {
		return Info{}, err
	}
	server := conn.Object(service, servicePath)
	var name, vendor, version, spec string
	if err := server.CallWithContext(ctx, serviceIface+".GetServerInformation", dbus.FlagNoAutoStart).Store(&name, &vendor, &version, &spec); err != nil {
		return Info{}, fmt.Errorf("ask the notification service who it is: %w", err)
	}
	var capabilities []string
	if err := server.CallWithContext(ctx, serviceIface+".GetCapabilities", dbus.FlagNoAutoStart).Store(&capabilities); err != nil {
		return Info{}, fmt.Errorf("ask the notification service what it can do: %w", err)
	}
	can := abilitiesOf(capabilities)
	return Info{Running: true, Name: name, Version: version, Actions: can.actions, Markup: can.markup}, nil
}
