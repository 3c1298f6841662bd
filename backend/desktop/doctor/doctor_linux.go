package doctor

import (
	"context"
	"errors"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

func sessionBus(ctx context.Context, env desktop.Env) (string, error) {
	conn, err := desktop.Bus(ctx, env)
	if err != nil {
		return "", fault.Wrap(err, fault.Unavailable, "There is no session bus. Northboard works without it, but pop-ups may not appear.")
	}
	return "The session bus answers.", conn.Close()
}

const (
	trayName = "org.kde.StatusNotifierWatcher"
	trayPath = "/StatusNotifierWatcher"
)

var errNoTray = errors.New("no tray on the session bus")

func tray(ctx context.Context, env desktop.Env) (string, error) {
	there, err := trayThere(ctx, env)
	if err == nil && !there {
		err = errNoTray
	}
	if err != nil {
		return "", fault.Wrap(err, fault.Unavailable, "This desktop has no tray for icons. Northboard is opened from the menu of programs.")
	}
	return "The desktop has a tray for icons.", nil
}

// trayThere asks only a tray that is running already: a call would start one.
func trayThere(ctx context.Context, env desktop.Env) (there bool, err error) {
	conn, err := desktop.Bus(ctx, env)
	if err != nil {
		return false, err
	}
	defer conn.Close()
	if err := conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, trayName).Store(&there); err != nil || !there {
		return false, err
	}
	err = conn.Object(trayName, trayPath).CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0, trayName, "IsStatusNotifierHostRegistered").Store(&there)
	return there, err
}

func links(_ context.Context, env desktop.Env) (string, error) {
	if env.Look("xdg-open") == "" {
		return "", fault.New(fault.Unavailable, "The program xdg-open is missing, so links are shown for you to open by hand.")
	}
	return "Links and folders open in your own programs.", nil
}
