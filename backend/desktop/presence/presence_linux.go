package presence

import (
	"context"
	"fmt"
	"os"
	"strconv"

	"github.com/godbus/dbus/v5"

	"northboard/backend/desktop"
)

const (
	watcher      = "org.kde.StatusNotifierWatcher"
	watcherPath  = dbus.ObjectPath("/StatusNotifierWatcher")
	application  = "org.freedesktop.Application"
	busInterface = "org.freedesktop.DBus"
)

// watched is what the goroutine that owns the connection knows.
type watched struct{ face Face }

func (p *Presence) run(ctx context.Context) {
	connect := func(ctx context.Context) (*dbus.Conn, error) { return desktop.Bus(ctx, p.env) }
	desktop.KeepOn(ctx, connect, p.live)
}

// live is one connection's life.
func (p *Presence) live(ctx context.Context, conn *dbus.Conn) error {
	if err := p.takeName(ctx, conn); err != nil {
		return err
	}
	icon, err := newIcon(conn, p.chose)
	if err != nil {
		return err
	}
	icon.show(p.watched.face)
	events := make(chan *dbus.Signal, 16)
	conn.Signal(events)
	err = conn.AddMatchSignalContext(ctx, dbus.WithMatchSender(busInterface), dbus.WithMatchInterface(busInterface), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, watcher))
	if err != nil {
		return fmt.Errorf("watch for a tray: %w", err)
	}
	// One that was there before is found by asking; the bus does not start one.
	p.register(ctx, conn, icon)
	for {
		select {
		case <-ctx.Done():
			return nil
		case face := <-p.faces:
			p.watched.face = face
			icon.show(face)
		case event, open := <-events:
			if !open {
				return nil
			}
			if event.Sender != busInterface || len(event.Body) != 3 || event.Body[0] != watcher {
				continue
			}
			if owner, ok := event.Body[2].(string); ok && owner != "" {
				p.register(ctx, conn, icon)
			}
		}
	}
}

// register puts the icon into the tray, if there is one.
func (p *Presence) register(ctx context.Context, conn *dbus.Conn, icon *icon) {
	err := conn.Object(watcher, watcherPath).CallWithContext(ctx, watcher+".RegisterStatusNotifierItem", dbus.FlagNoAutoStart, icon.name).Err
	if err != nil {
		p.log.Debug("there is no tray", "error", err)
	}
}

// takeName takes the agent's name, by which other programs and the desktop ask for it. Where another has it (the agent of another
// library, or somebody who should not) everything else works without.
func (p *Presence) takeName(ctx context.Context, conn *dbus.Conn) error {
	if err := conn.Export(methods{p.chose}, desktop.BusPath, application); err != nil {
		return fmt.Errorf("answer to a name: %w", err)
	}
	var got uint32
	err := conn.BusObject().CallWithContext(ctx, busInterface+".RequestName", 0, desktop.BusName, uint32(dbus.NameFlagDoNotQueue)).Store(&got)
	if err != nil {
		return fmt.Errorf("take a name on the bus: %w", err)
	}
	if reply := dbus.RequestNameReply(got); reply != dbus.RequestNameReplyPrimaryOwner && reply != dbus.RequestNameReplyAlreadyOwner {
		p.log.Info("the agent's name on the bus is taken; it is not needed")
	}
	return nil
}

// methods is org.freedesktop.Application.
type methods struct{ chose func(Verb) }

// Activate opens the window.
func (m methods) Activate(map[string]dbus.Variant) *dbus.Error {
	m.chose(Open)
	return nil
}

// Open opens the window; files are dropped there.
func (m methods) Open([]string, map[string]dbus.Variant) *dbus.Error {
	m.chose(Open)
	return nil
}

// ActivateAction does one of the menu's verbs.
func (m methods) ActivateAction(action string, _ []dbus.Variant, _ map[string]dbus.Variant) *dbus.Error {
	switch verb := Verb(action); verb {
	case Open, OpenInbox, OpenNext, Add, PauseTomorrow, PauseMonday, Resume:
		m.chose(verb)
		return nil
	}
	return dbus.NewError("org.freedesktop.DBus.Error.InvalidArgs", []any{"There is no such action."})
}

// itemName is the name by which a tray knows the icon of this process.
func itemName() string { return "org.kde.StatusNotifierItem-" + strconv.Itoa(os.Getpid()) + "-1" }
