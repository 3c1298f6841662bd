package notify

import (
	"context"
	"time"

	"github.com/godbus/dbus/v5"

	"northboard/backend/desktop"
)

// listen reads signals until Close, and brings the connection back when it is lost.
func (n *busNotifier) listen(events chan *dbus.Signal) {
	defer close(n.ended)
	defer close(n.signals)
	for {
		for event := range events {
			if signal, ok := n.read(event); ok {
				select {
				case n.signals <- signal:
				case <-n.done:
				}
			}
		}
		var ok bool
		if events, ok = n.reconnect(); !ok {
			return
		}
	}
}

// reconnect tries the bus until it is there again, at once when somebody wants to show something. It is false after Close.
func (n *busNotifier) reconnect() (chan *dbus.Signal, bool) {
	n.mu.Lock()
	n.conn = nil
	n.back = make(chan struct{})
	n.forget()
	n.mu.Unlock()
	defer func() {
		n.mu.Lock()
		close(n.back)
		n.mu.Unlock()
	}()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		select {
		case <-n.done:
			cancel()
		case <-ctx.Done():
		}
	}()
	for pause := backoff0; ; pause = min(2*pause, backoff1) {
		select {
		case <-n.done:
			return nil, false
		case <-n.wake:
		case <-time.After(pause):
		}
		conn, events, err := n.dial(ctx)
		if err != nil {
			continue
		}
		n.mu.Lock()
		n.conn = conn
		n.mu.Unlock()
		select {
		case <-n.done:
			// Close may have looked before the connection was there.
			_ = conn.Close()
		default:
		}
		return events, true
	}
}

// connected waits for a lost connection to come back: long enough for one try.
func (n *busNotifier) connected(ctx context.Context) error {
	n.mu.Lock()
	conn, back := n.conn, n.back
	n.mu.Unlock()
	if conn != nil {
		return nil
	}
	select {
	case n.wake <- struct{}{}:
	default:
	}
	wait := time.NewTimer(time.Second)
	defer wait.Stop()
	select {
	case <-back:
		return nil
	case <-wait.C:
	case <-n.done:
	case <-ctx.Done():
	}
	return desktop.ErrNoBus
}

// read turns a D-Bus signal into one of ours. Everything about it is checked: who sent it, what it carries, and whether it is about a
// notification of ours. A match rule is no check: anybody can address a signal to this connection directly.
func (n *busNotifier) read(event *dbus.Signal) (Signal, bool) {
	if event == nil {
		return Signal{}, false
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	switch {
	case event.Name == busIface+".NameOwnerChanged" && event.Sender == busName:
		n.ownerChanged(event.Body)
		return Signal{}, false
	case n.owner == "":
		n.learnOwner()
	}
	if event.Sender == "" || event.Sender != n.owner || event.Path != servicePath || len(event.Body) != 2 {
		return Signal{}, false
	}
	id, ok := event.Body[0].(uint32)
	if !ok {
		return Signal{}, false
	}
	key, ours := n.shown[id]
	switch event.Name {
	case serviceIface + ".ActionInvoked":
		name, ok := event.Body[1].(string)
		if !ok {
			return Signal{}, false
		}
		if action, its, ok := parseActionName(name); ok {
			return Signal{NotificationID: id, Key: its, Action: action}, true
		}
		return Signal{NotificationID: id, Key: key, Action: Default}, ours && name == "default"
	case serviceIface + ".NotificationClosed":
		reason, ok := event.Body[1].(uint32)
		if !ok || !ours {
			return Signal{}, false
		}
		// It stays in shown: some servers tell of the click after they have told of the closing.
		if n.current[key] == id {
			delete(n.current, key)
		}
		return Signal{NotificationID: id, Key: key, Action: Closed, Reason: reasonOf(reason)}, true
	}
	return Signal{}, false
}

// ownerChanged follows the name of the service from server to server. It is called with the lock held.
func (n *busNotifier) ownerChanged(body []any) {
	if len(body) != 3 {
		return
	}
	name, _ := body[0].(string)
	old, _ := body[1].(string)
	owner, ok := body[2].(string)
	if name != service || !ok || owner == n.owner {
		return
	}
	if owner == "" && old != n.owner {
		// An older story: Show has met the next server already.
		return
	}
	n.forget()
	n.owner = owner
}

// learnOwner asks who owns the service: a press may come for what another process of ours has shown, before this one has shown
// anything. It is called with the lock held.
func (n *busNotifier) learnOwner() {
	if n.conn == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), callTime)
	defer cancel()
	var owner string
	if err := n.conn.BusObject().CallWithContext(ctx, busIface+".GetNameOwner", 0, service).Store(&owner); err == nil {
		n.owner = owner
	}
}

func reasonOf(reason uint32) Reason {
	switch reason {
	case 1:
		return Expired
	case 2:
		return Dismissed
	case 3:
		return Withdrawn
	}
	return Unknown
}
