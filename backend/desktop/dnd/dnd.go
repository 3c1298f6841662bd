// Package dnd owns the question whether the person has told their desktop not to disturb them.
//
// It asks what shows notifications on this desktop, in the words that this one understands, and never starts, sets or
// writes anything. A desktop that cannot be asked has said nothing: the answer is no.
package dnd

import (
	"context"

	"northboard/backend/desktop"
)

// State is what the desktop says.
type State struct {
	On    bool // the person does not want to be disturbed now
	Known bool // the desktop could be asked; when it could not, On is false
}

// Ask asks the desktop now. It takes a few milliseconds and never longer than a second.
func Ask(ctx context.Context, env desktop.Env) State { return ask(ctx, env) }
