package dnd

import (
	"context"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"

	"northboard/backend/desktop"
)

const (
	askTime = time.Second

	service = "org.freedesktop.Notifications"
	path    = dbus.ObjectPath("/org/freedesktop/Notifications")
	getOne  = "org.freedesktop.DBus.Properties.Get"
)

func ask(ctx context.Context, env desktop.Env) State {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	conn, err := desktop.Bus(ctx, env)
	if err != nil {
		return State{}
	}
	defer conn.Close()
	return stateOf(ctx, env, conn)
}

// stateOf asks the service that shows notifications who it is, and then in its own words. One that does not run shows
// nothing that could disturb; it is not started for the question.
func stateOf(ctx context.Context, env desktop.Env, conn *dbus.Conn) State {
	server := conn.Object(service, path)
	var name, vendor, version, spec string
	if err := server.CallWithContext(ctx, service+".GetServerInformation", dbus.FlagNoAutoStart).Store(&name, &vendor, &version, &spec); err != nil {
		return State{}
	}
	switch strings.ToLower(name) {
	case "dunst":
		return property(ctx, server, "org.dunstproject.cmd0", "paused")
	case "gnome-shell":
		return gnome(ctx, env)
	case "xfce notify daemon":
		return xfce(ctx, conn)
	}
	// Plasma, and whoever else follows the newer specification.
	return property(ctx, server, service, "Inhibited")
}

// property reads a yes or no of the service.
func property(ctx context.Context, server dbus.BusObject, iface, name string) State {
	var value dbus.Variant
	if err := server.CallWithContext(ctx, getOne, dbus.FlagNoAutoStart, iface, name).Store(&value); err != nil {
		return State{}
	}
	on, ok := value.Value().(bool)
	return State{On: on, Known: ok}
}

// gnome: the switch "Do Not Disturb" is the setting that banners are not shown.
func gnome(ctx context.Context, env desktop.Env) State {
	said, err := desktop.Run(ctx, env, askTime, "gsettings", "get", "org.gnome.desktop.notifications", "show-banners")
	if err != nil {
		return State{}
	}
	switch strings.TrimSpace(said) {
	case "false":
		return State{On: true, Known: true}
	case "true":
		return State{Known: true}
	}
	return State{}
}

// xfce keeps the switch among the settings of the channel xfce4-notifyd. One that was never touched is not there: off.
func xfce(ctx context.Context, conn *dbus.Conn) State {
	const xfconf = "org.xfce.Xfconf"
	settings := conn.Object(xfconf, "/org/xfce/Xfconf")
	const channel, setting = "xfce4-notifyd", "/do-not-disturb"
	var there bool
	if err := settings.CallWithContext(ctx, xfconf+".PropertyExists", 0, channel, setting).Store(&there); err != nil {
		return State{}
	}
	if !there {
		return State{Known: true}
	}
	var value dbus.Variant
	if err := settings.CallWithContext(ctx, xfconf+".GetProperty", 0, channel, setting).Store(&value); err != nil {
		return State{}
	}
	on, ok := value.Value().(bool)
	return State{On: on, Known: ok}
}
