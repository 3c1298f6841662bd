package backend

import (
	"context"

	"northboard/backend/desktop"
	"northboard/backend/desktop/autostart"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// loginAsked is the setting that keeps the question from being asked twice.
const loginAsked = "agent/asked"

// AtLogin says whether reminders start when the person logs in.
type AtLogin struct {
	Offered bool `json:"offered"` // this system can start a program, and this library may have an agent
	On      bool `json:"on"`
	Ask     bool `json:"ask"` // it was never asked nor set, and there is something to remind of at a time that the person chose
}

// AtLogin looks at it. It changes nothing.
func (b *Backend) AtLogin(ctx context.Context, env desktop.Env) (AtLogin, error) {
	on, err := autostart.Enabled(env)
	if fault.CodeOf(err) == fault.Unavailable || store.PlaceOf(b.Store.Dir()).Kind != store.Local {
		return AtLogin{}, nil
	}
	if err != nil || on {
		return AtLogin{Offered: true, On: on}, err
	}
	asked, err := b.Store.Setting(ctx, loginAsked)
	if err != nil || asked != "" {
		return AtLogin{Offered: true}, err
	}
	own, err := b.Flow.RemindsOfOwn(ctx)
	return AtLogin{Offered: true, Ask: own}, err
}

// StartAtLogin lets the agent of this library start when the person logs in, or no longer. Either way the question is answered.
func (b *Backend) StartAtLogin(ctx context.Context, env desktop.Env, on bool) error {
	if on {
		args := []string{"agent"}
		if usual, err := DefaultLibrary(); err != nil || usual != b.Store.Dir() {
			args = []string{"--library", b.Store.Dir(), "agent"}
		}
		if err := autostart.Enable(env, desktop.AgentProgram(), args...); err != nil {
			return err
		}
	} else if err := autostart.Disable(env); err != nil {
		return err
	}
	return b.Store.SetSetting(ctx, loginAsked, "yes")
}
