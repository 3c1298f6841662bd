// Package notify owns the pop-ups: it shows a notification through whatever this desktop offers and says which of its buttons
// was pressed.
//
// It promises:
//   - One connection to the session bus for the notifier's whole life. It comes back by itself when the bus or the notification
//     server is restarted.
//   - A button counts only when the program that owns the notification service says so, and only for a notification of ours.
//     What anybody else sends, or what is malformed, is passed over.
//   - The button's meaning travels with it: Signal.Key is the Key of the Notification that was shown, also when another process of
//     ours showed it.
//   - At most one pop-up for a call of Show. When it cannot be known whether one appeared, Show says so by an error and does not
//     try another way.
//
// It never decides what is due, never remembers anything across a restart of the program, and is never the only place where a
// reminder is kept.
package notify

import (
	"context"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

// The actions a Signal can name. The first three are the ids of buttons, as in Action.ID.
const (
	Done    = "done"
	Snooze  = "snooze"
	Open    = "open"
	Default = "default" // The notification itself was clicked.
	Closed  = "closed"  // It is gone; Signal.Reason says why.
)

// Reason says why a notification is gone.
type Reason string

// The reasons of the specification. Servers may give others: those are Unknown.
const (
	Expired   Reason = "expired"
	Dismissed Reason = "dismissed"
	Withdrawn Reason = "withdrawn"
	Unknown   Reason = "unknown"
)

// Urgency is how much a notification may disturb.
type Urgency byte

// The urgencies of the specification. The zero value is Normal.
const (
	Normal Urgency = iota
	Low
	Critical
)

// Action is a button.
type Action struct {
	ID    string // Done, Snooze, Open, or another word without "/".
	Label string
}

// Notification is what is shown. Title and Body are plain text: what looks like markup is shown as it was typed.
type Notification struct {
	Key        string // Whose it is, e.g. the occurrence's id. Comes back in Signal.Key. The same key again replaces the pop-up.
	Title      string
	Body       string
	Actions    []Action
	ReplacesID uint32 // An id Show gave; one that the present server did not give to this notifier is passed over.
	Urgency    Urgency
	Image      string // A picture file to show with it; "" for none.
	Sound      bool   // It may make a sound, where the server makes any; else it is asked to make none.
}

// Signal is something a person or the server did with a notification.
type Signal struct {
	NotificationID uint32
	Key            string
	Action         string // Done, Snooze, Open, another Action.ID, Default or Closed.
	Reason         Reason // With Closed only.
}

// Notifier shows notifications.
type Notifier interface {
	// Show shows it and gives the id the server knows it by; 0 when the way it was shown has no ids.
	Show(ctx context.Context, n Notification) (id uint32, err error)
	// Withdraw takes a notification away that Show gave the id of. One that is gone already is no error.
	Withdraw(ctx context.Context, id uint32) error
	// Signals is what happens to notifications, in order. It is closed by Close.
	Signals() <-chan Signal
	// Close ends the connection. Some desktops (GNOME) take its notifications away with it.
	Close() error
}

// Connect gives the best notifier this desktop has: over D-Bus with buttons, over D-Bus without, or by the program notify-send.
// Where there is none it is a fault.Unavailable, and it is worth asking again later: at login a notification server may start
// after we do.
func Connect(ctx context.Context, env desktop.Env) (Notifier, error) {
	return connect(ctx, env)
}

// Info describes the notification server.
type Info struct {
	Running bool // False: it would be started by the first notification. The rest is empty then.
	Name    string
	Version string
	Actions bool // It shows buttons.
	Markup  bool
}

// Probe asks what Connect would find, without showing or starting anything.
func Probe(ctx context.Context, env desktop.Env) (Info, error) {
	return probe(ctx, env)
}

func unavailable(err error) error {
	return fault.Wrap(err, fault.Unavailable, "This desktop shows no notifications at the moment, so no pop-up appeared. The reminder is kept in the Inbox.")
}
