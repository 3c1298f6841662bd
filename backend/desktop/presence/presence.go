// Package presence owns what the desktop sees of Northboard while no window is open: a name on the session bus, by which it
// can be asked to open, and an icon in the tray with a small menu.
//
// It promises:
//   - Where there is no tray there is no icon, and nothing is missed; when a tray comes, or the bus is restarted, the icon is there.
//   - It only asks for what a person chose. What that means is decided by whoever is handed the Verb.
//   - Nobody else's message makes it do more than that, however malformed.
package presence

import (
	"context"
	"log/slog"

	"northboard/backend/desktop"
)

// Verb is what a person chose.
type Verb string

// The verbs of the menu, of the icon and of the name.
const (
	Open          Verb = "open"           // the icon itself, or "Open Northboard"
	OpenInbox     Verb = "open-inbox"     // what waits
	OpenNext      Verb = "open-next"      // what comes next
	Add           Verb = "add"            // quick entry
	PauseTomorrow Verb = "pause-tomorrow" // until tomorrow morning
	PauseMonday   Verb = "pause-monday"   // until Monday morning
	Resume        Verb = "resume"         // remind again
)

// Face is what the icon and its menu show. Its texts are plain.
type Face struct {
	Next    string // what comes next and when; "" when nothing does
	Waiting int    // how much in the Inbox asks for something
	Paused  string // until when nothing is shown, as words; "" when there is no pause
	Pauses  bool   // whether it can be paused at all
}

// Presence is the name and the icon. Make it with New, and Run it.
type Presence struct {
	env desktop.Env
	log *slog.Logger
	do  func(Verb)

	faces   chan Face
	verbs   chan Verb
	watched watched
}

// New makes a presence. do is called for one verb at a time.
func New(env desktop.Env, log *slog.Logger, do func(Verb)) *Presence {
	return &Presence{env: env, log: log, do: do, faces: make(chan Face, 1), verbs: make(chan Verb, 8)}
}

// Show changes what is shown. It does not wait.
func (p *Presence) Show(face Face) {
	// Only the latest counts.
	for {
		select {
		case p.faces <- face:
			return
		default:
		}
		select {
		case <-p.faces:
		default:
		}
	}
}

// Run is present until ctx ends.
func (p *Presence) Run(ctx context.Context) {
	go p.obey(ctx)
	p.run(ctx)
}

// obey does what was chosen, away from the bus, which must not wait for it.
func (p *Presence) obey(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case verb := <-p.verbs:
			p.do(verb)
		}
	}
}

// chose notes what a person chose. Who presses faster than it can be done is not answered twice.
func (p *Presence) chose(verb Verb) {
	select {
	case p.verbs <- verb:
	default:
	}
}
