package notify

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

const (
	service      = "org.freedesktop.Notifications"
	serviceIface = "org.freedesktop.Notifications"
	servicePath  = dbus.ObjectPath("/org/freedesktop/Notifications")

	busName  = "org.freedesktop.DBus"
	busIface = "org.freedesktop.DBus"

	soundName = "message-new-instant" // Of the sound naming specification.

	callTime = 5 * time.Second  // The longest wait for one answer of the server.
	dialTime = 3 * time.Second  // The longest handshake with the bus.
	backoff0 = time.Second / 4  // The first pause before the bus is tried again; it doubles.
	backoff1 = 30 * time.Second // The longest pause.

	// rememberLimit is how many shown notifications are remembered. The ids only grow, so the oldest go.
	rememberLimit = 512
)

// busNotifier talks to the notification server over a connection of its own.
//
// The lock is held while Notify is on its way, and the listener takes it for every signal: so a press that arrives together with
// the answer is handled after the id is known. It is never held while a Signal is handed to the reader.
type busNotifier struct {
	env     desktop.Env
	plain   *plainNotifier // The way out when there is no server; nil when notify-send is not installed.
	signals chan Signal
	done    chan struct{} // Closed by Close.
	ended   chan struct{} // Closed when the listener is gone.
	close   sync.Once

	mu      sync.Mutex
	conn    *dbus.Conn
	back    chan struct{} // Closed when a lost connection is there again, or given up by Close.
	wake    chan struct{} // Makes the listener try the bus now.
	owner   string        // The server's own name on the bus; "" when none is known.
	can     abilities     // Of that server.
	known   bool          // can has been asked for.
	shown   map[uint32]string
	order   []uint32 // The keys of shown, oldest first.
	current map[string]uint32
}

// connectBus gives the connection beside the notifier: later the listener may put another in its place.
func connectBus(ctx context.Context, env desktop.Env, plain *plainNotifier) (*busNotifier, *dbus.Conn, error) {
	n := &busNotifier{
		env:     env,
		plain:   plain,
		signals: make(chan Signal, 16),
		done:    make(chan struct{}),
		ended:   make(chan struct{}),
		back:    make(chan struct{}),
		wake:    make(chan struct{}, 1),
	}
	n.forget()
	conn, events, err := n.dial(ctx)
	if err != nil {
		return nil, nil, err
	}
	n.conn = conn
	close(n.back)
	go n.listen(events)
	return n, conn, nil
}

// dial opens the connection and asks for the signals. The server's owner is read after the subscription, so that no change of
// owner falls between the two.
func (n *busNotifier) dial(ctx context.Context) (*dbus.Conn, chan *dbus.Signal, error) {
	ctx, cancel := context.WithTimeout(ctx, dialTime)
	defer cancel()
	conn, err := desktop.Bus(ctx, n.env)
	if err != nil {
		return nil, nil, err
	}
	events := make(chan *dbus.Signal)
	conn.Signal(events)
	subscriptions := [][]dbus.MatchOption{
		{dbus.WithMatchSender(service), dbus.WithMatchObjectPath(servicePath), dbus.WithMatchInterface(serviceIface)},
		{dbus.WithMatchSender(busName), dbus.WithMatchInterface(busIface), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, service)},
	}
	for _, match := range subscriptions {
		if err := conn.AddMatchSignalContext(ctx, match...); err != nil {
			_ = conn.Close()
			return nil, nil, fmt.Errorf("subscribe to the notification service: %w", err)
		}
	}
	return conn, events, nil
}

// Show shows it: with buttons where the server has them, else without, else by notify-send.
func (n *busNotifier) Show(ctx context.Context, note Notification) (uint32, error) {
	id, err := n.showOnBus(ctx, note)
	if err == nil {
		return id, nil
	}
	if !refused(err) {
		return 0, fault.Wrap(err, fault.Unavailable, "The notification service did not answer, so the pop-up may not have appeared. The reminder is kept in the Inbox.")
	}
	if n.plain != nil {
		return n.plain.Show(ctx, note)
	}
	return 0, unavailable(err)
}

func (n *busNotifier) showOnBus(ctx context.Context, note Notification) (uint32, error) {
	ctx, cancel := n.bounded(ctx)
	defer cancel()
	if err := n.connected(ctx); err != nil {
		return 0, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	id, err := n.notify(ctx, note)
	if err != nil && gone(err) {
		// The server left since its name was looked up, and this one was not asked: ask the one that came after it.
		n.forget()
		id, err = n.notify(ctx, note)
	}
	return id, err
}

// notify asks the server. It is called with the lock held.
func (n *busNotifier) notify(ctx context.Context, note Notification) (uint32, error) {
	if n.conn == nil {
		return 0, desktop.ErrNoBus
	}
	if err := n.meet(ctx); err != nil {
		return 0, err
	}
	title, body := face(note, n.can)
	actions := []string{}
	if n.can.actions {
		actions = append(actions, "default", "Open")
		for _, action := range note.Actions {
			actions = append(actions, actionName(action.ID, note.Key), clean(action.Label, titleLimit, false))
		}
	}
	hints := map[string]dbus.Variant{
		"desktop-entry": dbus.MakeVariant(desktop.AppID),
		"urgency":       dbus.MakeVariant(urgencyByte(note.Urgency)),
	}
	if note.Image != "" {
		hints["image-path"] = dbus.MakeVariant(clean(note.Image, 4096, false))
	}
	if note.Sound {
		hints["sound-name"] = dbus.MakeVariant(soundName)
	} else {
		hints["suppress-sound"] = dbus.MakeVariant(true)
	}
	var id uint32
	call := n.conn.Object(n.owner, servicePath).CallWithContext(ctx, serviceIface+".Notify", 0,
		desktop.AppName, n.replaces(note), desktop.AppID, title, body, actions, hints, int32(-1))
	if call.Err != nil {
		return 0, fmt.Errorf("show a notification: %w", call.Err)
	}
	if err := call.Store(&id); err != nil {
		return 0, fmt.Errorf("read the notification's id: %w", err)
	}
	n.remember(id, note.Key)
	return id, nil
}

// replaces is the id of the pop-up that this one takes the place of; 0 when the present server knows of none.
func (n *busNotifier) replaces(note Notification) uint32 {
	if _, ours := n.shown[note.ReplacesID]; ours {
		return note.ReplacesID
	}
	if note.Key == "" {
		return 0
	}
	return n.current[note.Key]
}

// meet finds the server, starting it where the bus can, and asks once what it is able to do. It is called with the lock held.
func (n *busNotifier) meet(ctx context.Context) error {
	if n.owner == "" {
		owner, err := n.find(ctx)
		if err != nil {
			return err
		}
		n.owner = owner
	}
	if n.known {
		return nil
	}
	var capabilities []string
	if err := n.conn.Object(n.owner, servicePath).CallWithContext(ctx, serviceIface+".GetCapabilities", 0).Store(&capabilities); err != nil {
		if gone(err) || ctx.Err() != nil {
			return fmt.Errorf("ask the notification service what it can do: %w", err)
		}
		// A server that cannot answer this in the right form is treated as the simplest one.
		capabilities = []string{"body"}
	}
	n.can, n.known = abilitiesOf(capabilities), true
	return nil
}

// find gives the server's own name on the bus. Starting comes second: the bus refuses to start what has no service file, running or not.
func (n *busNotifier) find(ctx context.Context) (owner string, err error) {
	bus := n.conn.BusObject()
	if err := bus.CallWithContext(ctx, busIface+".GetNameOwner", 0, service).Store(&owner); err == nil {
		return owner, nil
	}
	if err := bus.CallWithContext(ctx, busIface+".StartServiceByName", 0, service, uint32(0)).Err; err != nil {
		return "", fmt.Errorf("start the notification service: %w", err)
	}
	if err := bus.CallWithContext(ctx, busIface+".GetNameOwner", 0, service).Store(&owner); err != nil {
		return "", fmt.Errorf("find the notification service: %w", err)
	}
	return owner, nil
}

// Withdraw takes a notification away.
func (n *busNotifier) Withdraw(ctx context.Context, id uint32) error {
	ctx, cancel := n.bounded(ctx)
	defer cancel()
	n.mu.Lock()
	defer n.mu.Unlock()
	if _, ours := n.shown[id]; !ours || n.conn == nil {
		return nil
	}
	call := n.conn.Object(n.owner, servicePath).CallWithContext(ctx, serviceIface+".CloseNotification", 0, id)
	var answer dbus.Error
	if call.Err != nil && !errors.As(call.Err, &answer) {
		return unavailable(fmt.Errorf("withdraw a notification: %w", call.Err))
	}
	return nil
}

// bounded is ctx for one call: it ends with the longest wait and with Close, so that a server that hangs cannot hold up our leaving.
func (n *busNotifier) bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	go func() {
		select {
		case <-n.done:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}

func (n *busNotifier) Signals() <-chan Signal { return n.signals }

func (n *busNotifier) Close() error {
	n.close.Do(func() {
		close(n.done)
		n.mu.Lock()
		conn := n.conn
		n.mu.Unlock()
		if conn != nil {
			_ = conn.Close()
		}
	})
	<-n.ended
	return nil
}

// remember and forget are called with the lock held. What was shown is only meaningful to the server that showed it.
func (n *busNotifier) remember(id uint32, key string) {
	if _, again := n.shown[id]; !again {
		n.order = append(n.order, id)
	}
	n.shown[id] = key
	if key != "" {
		n.current[key] = id
	}
	if len(n.order) > rememberLimit {
		n.drop(n.order[0])
		n.order = n.order[1:]
	}
}

func (n *busNotifier) drop(id uint32) {
	if key, ours := n.shown[id]; ours && n.current[key] == id {
		delete(n.current, key)
	}
	delete(n.shown, id)
}

func (n *busNotifier) forget() {
	n.owner, n.can, n.known = "", abilities{}, false
	n.shown, n.order, n.current = map[uint32]string{}, nil, map[string]uint32{}
}

func urgencyByte(u Urgency) byte {
	switch u {
	case Low:
		return 0
	case Critical:
		return 2
	}
	return 1
}

// gone: the program that was asked had already left the bus, so it has done nothing.
func gone(err error) bool {
	var answer dbus.Error
	return errors.As(err, &answer) && (answer.Name == "org.freedesktop.DBus.Error.ServiceUnknown" || answer.Name == "org.freedesktop.DBus.Error.NameHasNoOwner")
}

// refused: it is certain that nothing was shown, so another way may be tried. A lost connection or an answer that did not come in
// time is no refusal.
func refused(err error) bool {
	var answer dbus.Error
	if errors.As(err, &answer) {
		return answer.Name != "org.freedesktop.DBus.Error.NoReply" && answer.Name != "org.freedesktop.DBus.Error.TimedOut"
	}
	return errors.Is(err, desktop.ErrNoBus)
}
