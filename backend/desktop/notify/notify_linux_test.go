package notify_test

import (
	"context"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/desktop/notify"
	"northboard/backend/fault"
)

const (
	service = "org.freedesktop.Notifications"
	path    = dbus.ObjectPath("/org/freedesktop/Notifications")
	all     = "actions body body-markup"
)

// noSend is an environment without notify-send, so that only D-Bus is left.
func noSend(env desktop.Env) desktop.Env { return env.With("PATH", "/nonexistent") }

func open(t *testing.T, env desktop.Env) notify.Notifier {
	t.Helper()
	n, err := notify.Connect(t.Context(), env)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = n.Close() })
	return n
}

func show(t *testing.T, n notify.Notifier, note notify.Notification) uint32 {
	t.Helper()
	id, err := n.Show(t.Context(), note)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func reminder(key string) notify.Notification {
	return notify.Notification{
		Key: key, Title: "Finish the CV", Body: "Due today",
		Actions: []notify.Action{{ID: notify.Done, Label: "Done"}, {ID: notify.Snooze, Label: "Snooze"}, {ID: notify.Open, Label: "Open"}},
	}
}

func next(t *testing.T, n notify.Notifier) notify.Signal {
	t.Helper()
	select {
	case signal, ok := <-n.Signals():
		if !ok {
			t.Fatal("the signals ended")
		}
		return signal
	case <-time.After(10 * time.Second):
		t.Fatal("no signal came")
	}
	panic("unreachable")
}

// notified is what the mock was last asked to show.
type notified struct {
	app, icon, title, body string
	replaces               uint32
	actions                []string
	hints                  map[string]dbus.Variant
	timeout                int32
}

func asked(t *testing.T, conn *dbus.Conn) []notified {
	t.Helper()
	var calls []struct {
		Time uint64
		Args []dbus.Variant
	}
	if err := conn.Object(service, path).Call("org.freedesktop.DBus.Mock.GetMethodCalls", 0, "Notify").Store(&calls); err != nil {
		t.Fatal(err)
	}
	list := []notified{}
	for _, call := range calls {
		var n notified
		if len(call.Args) != 8 {
			t.Fatalf("Notify had %d arguments", len(call.Args))
		}
		values := []any{&n.app, &n.replaces, &n.icon, &n.title, &n.body, &n.actions, &n.hints, &n.timeout}
		for i, arg := range call.Args {
			if err := arg.Store(values[i]); err != nil {
				t.Fatalf("argument %d is %s: %v", i, arg, err)
			}
		}
		list = append(list, n)
	}
	return list
}

// tell lets the mock, which owns the service, send a signal.
func tell(t *testing.T, conn *dbus.Conn, member, signature string, args ...any) {
	t.Helper()
	values := []dbus.Variant{}
	for _, arg := range args {
		values = append(values, dbus.MakeVariant(arg))
	}
	if err := conn.Object(service, path).Call("org.freedesktop.DBus.Mock.EmitSignal", 0, service, member, signature, values).Err; err != nil {
		t.Fatal(err)
	}
}

func TestBus_ShowAndPress(t *testing.T) {
	env := noSend(desktoptest.Bus(t, desktoptest.Env(t)))
	desktoptest.NotificationMock(t, env.With("PATH", os.Getenv("PATH")), all)
	conn := desktoptest.Connection(t, env)
	n := open(t, env)

	id := show(t, n, notify.Notification{Key: "k1", Title: "A & B", Body: "<b>x</b>", Urgency: notify.Critical, Image: "/tmp/p.png", Actions: reminder("").Actions})
	got := asked(t, conn)[0]
	if got.app != "Northboard" || got.icon != "northboard" || got.title != "A & B" || got.body != "&lt;b&gt;x&lt;/b&gt;" || got.replaces != 0 || got.timeout != -1 {
		t.Errorf("the server was asked for %+v", got)
	}
	if got.hints["desktop-entry"].Value() != "northboard" || got.hints["urgency"].Value() != byte(2) || got.hints["image-path"].Value() != "/tmp/p.png" {
		t.Errorf("hints %v", got.hints)
	}
	labels := strings.Join(got.actions, "|")
	if labels != "default|Open|northboard/done/k1|Done|northboard/snooze/k1|Snooze|northboard/open/k1|Open" {
		t.Errorf("actions %s", labels)
	}

	tell(t, conn, "ActionInvoked", "us", id, "northboard/done/k1")
	if s := next(t, n); s != (notify.Signal{NotificationID: id, Key: "k1", Action: notify.Done}) {
		t.Errorf("done came as %+v", s)
	}
	tell(t, conn, "ActionInvoked", "us", id, "default")
	if s := next(t, n); s != (notify.Signal{NotificationID: id, Key: "k1", Action: notify.Default}) {
		t.Errorf("the click came as %+v", s)
	}
	for code, reason := range map[uint32]notify.Reason{1: notify.Expired, 2: notify.Dismissed, 3: notify.Withdrawn, 4: notify.Unknown, 77: notify.Unknown} {
		tell(t, conn, "NotificationClosed", "uu", id, code)
		if s := next(t, n); s != (notify.Signal{NotificationID: id, Key: "k1", Action: notify.Closed, Reason: reason}) {
			t.Errorf("closing for %d came as %+v", code, s)
		}
	}
}

func TestBus_SameKeyReplaces(t *testing.T) {
	env := desktoptest.Bus(t, desktoptest.Env(t))
	desktoptest.NotificationMock(t, env, all)
	conn := desktoptest.Connection(t, env)
	n := open(t, env)
	first := show(t, n, reminder("k1"))
	show(t, n, reminder("k1"))
	show(t, n, notify.Notification{Key: "k2", Title: "x", ReplacesID: first})
	show(t, n, notify.Notification{Key: "k3", Title: "x", ReplacesID: 4711})
	got := asked(t, conn)
	if got[1].replaces != first || got[2].replaces != first {
		t.Errorf("replaced %d and %d, want %d", got[1].replaces, got[2].replaces, first)
	}
	if got[3].replaces != 0 {
		t.Error("an id that may be another program's was replaced")
	}
	tell(t, conn, "NotificationClosed", "uu", first, uint32(2))
	next(t, n)
	show(t, n, reminder("k2"))
	if got := asked(t, conn)[4]; got.replaces != 0 {
		t.Error("a closed notification was replaced")
	}
}

func TestBus_WithoutActions(t *testing.T) {
	env := desktoptest.Bus(t, desktoptest.Env(t))
	desktoptest.NotificationMock(t, env, "body")
	n := open(t, env)
	show(t, n, notify.Notification{Key: "k", Title: "t", Body: "<i>", Actions: reminder("").Actions})
	if got := asked(t, desktoptest.Connection(t, env))[0]; len(got.actions) != 0 || got.body != "<i>" {
		t.Errorf("a plain server was asked for %+v", got)
	}
}

// Only what the owner of the service says about a notification of ours counts. The last, honest signal shows that all before it were read.
func TestBus_SpoofedAndMalformed(t *testing.T) {
	env := desktoptest.Bus(t, desktoptest.Env(t))
	desktoptest.NotificationMock(t, env, all)
	conn := desktoptest.Connection(t, env)
	n := open(t, env)
	id := show(t, n, reminder("k1"))

	// Another program: to everybody, and addressed to the notifier's own connection, which no match rule keeps away.
	intruder := desktoptest.Connection(t, env)
	var names []string
	if err := intruder.BusObject().Call("org.freedesktop.DBus.ListNames", 0).Store(&names); err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names, "") {
		if name != "" && !strings.HasPrefix(name, ":") {
			continue
		}
		spoof(t, intruder, name, service, "ActionInvoked", id, "northboard/done/k1")
		spoof(t, intruder, name, service, "ActionInvoked", id, "default")
		spoof(t, intruder, name, service, "NotificationClosed", id, uint32(2))
		spoof(t, intruder, name, "org.freedesktop.DBus", "NameOwnerChanged", service, "", intruder.Names()[0])
		spoof(t, intruder, name, service, "ActionInvoked", id, "northboard/done/k1")
	}

	// The owner, talking nonsense or about others.
	tell(t, conn, "ActionInvoked", "", []any{}...)
	tell(t, conn, "ActionInvoked", "u", id)
	tell(t, conn, "ActionInvoked", "su", "northboard/done/k1", id)
	tell(t, conn, "ActionInvoked", "ss", "1", "northboard/done/k1")
	tell(t, conn, "ActionInvoked", "is", int32(id), "northboard/done/k1")
	tell(t, conn, "ActionInvoked", "uss", id, "northboard/done/k1", "more")
	tell(t, conn, "ActionInvoked", "uv", id, dbus.MakeVariant("northboard/done/k1"))
	tell(t, conn, "NotificationClosed", "u", id)
	tell(t, conn, "NotificationClosed", "us", id, "2")
	tell(t, conn, "ActionInvoked", "us", id, "done")
	tell(t, conn, "ActionInvoked", "us", id, "northboard/done")
	tell(t, conn, "ActionInvoked", "us", id+40, "default")
	tell(t, conn, "NotificationClosed", "uu", id+40, uint32(2))
	tell(t, conn, "Unheard", "us", id, "northboard/done/k1")

	tell(t, conn, "ActionInvoked", "us", id, "northboard/snooze/k1")
	if s := next(t, n); s.Action != notify.Snooze || s.Key != "k1" {
		t.Fatalf("something that does not count was taken for %+v", s)
	}
}

func spoof(t *testing.T, conn *dbus.Conn, dest, iface, member string, body ...any) {
	t.Helper()
	msg := &dbus.Message{Type: dbus.TypeSignal, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldInterface: dbus.MakeVariant(iface),
		dbus.FieldMember:    dbus.MakeVariant(member),
		dbus.FieldPath:      dbus.MakeVariant(path),
		dbus.FieldSignature: dbus.MakeVariant(dbus.SignatureOf(body...)),
	}, Body: body}
	if dest != "" {
		msg.Headers[dbus.FieldDestination] = dbus.MakeVariant(dest)
	}
	if call := conn.Send(msg, nil); call.Err != nil {
		t.Fatal(call.Err)
	}
}

// A second process of ours hears the press on what the first has shown, with the key, so that buttons work after a handover.
func TestBus_AnotherProcessHearsTheButton(t *testing.T) {
	env := desktoptest.Bus(t, desktoptest.Env(t))
	desktoptest.NotificationMock(t, env, all)
	conn := desktoptest.Connection(t, env)
	window, agent := open(t, env), open(t, env)
	id := show(t, window, reminder("k1"))
	tell(t, conn, "ActionInvoked", "us", id, "default")
	tell(t, conn, "ActionInvoked", "us", id, "northboard/done/k1")
	if s := next(t, agent); s.Action != notify.Done || s.Key != "k1" {
		t.Errorf("the agent heard %+v", s)
	}
}

func TestBus_ServerRestarts(t *testing.T) {
	env := noSend(desktoptest.Bus(t, desktoptest.Env(t)))
	full := env.With("PATH", os.Getenv("PATH"))
	conn := desktoptest.Connection(t, env)
	server := desktoptest.NotificationMock(t, full, all)
	n := open(t, env)
	old := show(t, n, reminder("k1"))

	server.Stop()
	if _, err := n.Show(t.Context(), reminder("k2")); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("without a server: %v", err)
	}

	desktoptest.NotificationMock(t, full, "body")
	id := show(t, n, reminder("k3"))
	if got := asked(t, conn)[0]; len(got.actions) != 0 {
		t.Error("the new server was asked for what only the old one could do")
	}
	if id != old {
		t.Fatalf("the mock no longer begins at %d: %d", old, id)
	}
	// The same number is another notification now.
	tell(t, conn, "NotificationClosed", "uu", id, uint32(1))
	if s := next(t, n); s.Key != "k3" {
		t.Errorf("the new server's notification was taken for %q", s.Key)
	}
}

func TestBus_BusRestarts(t *testing.T) {
	socket := desktoptest.Socket(t)
	env, bus := desktoptest.BusAt(t, desktoptest.Env(t), socket)
	desktoptest.NotificationMock(t, env, all)
	n := open(t, noSend(env))
	show(t, n, reminder("k1"))

	bus.Stop()
	desktoptest.Until(t, "the loss to be noticed", func() bool {
		_, err := n.Show(t.Context(), reminder("k2"))
		return fault.CodeOf(err) == fault.Unavailable
	})

	env, _ = desktoptest.BusAt(t, env, socket)
	desktoptest.NotificationMock(t, env, all)
	conn := desktoptest.Connection(t, env)
	var id uint32
	desktoptest.Until(t, "the notifier to come back", func() bool {
		var err error
		id, err = n.Show(t.Context(), reminder("k3"))
		return err == nil
	})
	tell(t, conn, "ActionInvoked", "us", id, "northboard/done/k3")
	if s := next(t, n); s.Action != notify.Done || s.Key != "k3" {
		t.Errorf("after the bus came back: %+v", s)
	}
}

func TestBus_CloseWhileTheBusIsGone(t *testing.T) {
	env, bus := desktoptest.BusAt(t, desktoptest.Env(t), desktoptest.Socket(t))
	desktoptest.NotificationMock(t, env, all)
	n := open(t, noSend(env))
	bus.Stop()
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	if _, ok := <-n.Signals(); ok {
		t.Error("a signal after Close")
	}
	if _, err := n.Show(t.Context(), reminder("k")); err == nil {
		t.Error("shown after Close")
	}
}

// A server that hangs may have shown it: said so, not tried again by another way, and no hindrance to leaving.
func TestBus_ServerHangs(t *testing.T) {
	env := desktoptest.Bus(t, desktoptest.Env(t))
	server := desktoptest.NotificationMock(t, env, all)
	n := open(t, env) // With notify-send at hand.
	show(t, n, reminder("k1"))
	if err := syscall.Kill(server.Pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	_, err := n.Show(ctx, reminder("k2"))
	if fault.CodeOf(err) != fault.Unavailable || !strings.Contains(fault.From(err).Sentence, "may not have appeared") {
		t.Errorf("got %v", err)
	}
	stuck := make(chan error, 1)
	go func() {
		_, err := n.Show(t.Context(), reminder("k3"))
		stuck <- err
	}()
	begin := time.Now()
	if err := n.Close(); err != nil || time.Since(begin) > 2*time.Second {
		t.Errorf("leaving took %v, %v", time.Since(begin), err)
	}
	if err := <-stuck; err == nil {
		t.Error("shown by a server that hangs")
	}
	if err := syscall.Kill(server.Pid, syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	desktoptest.Until(t, "the server to have read everything", func() bool { return len(asked(t, desktoptest.Connection(t, env))) >= 2 })
	for _, one := range asked(t, desktoptest.Connection(t, env))[1:] {
		if one.icon != "northboard" {
			t.Errorf("another way was tried: %+v", one)
		}
	}
}
