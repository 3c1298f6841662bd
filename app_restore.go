//go:build !bindings

package main

import (
	"context"

	"northboard/backend/agent"
	"northboard/backend/backup"
	"northboard/backend/command"
	"northboard/backend/fault"
	"northboard/backend/instance"
)

// Restore closes the library, puts a backup in its place and opens that. Whatever happens, the window ends with the
// library open that is in the place then, or with the fault that keeps it closed.
func (a *app) Restore(ctx context.Context, ref string, progress func(backup.Progress)) (done backup.Restored, err error) {
	resume, err := agent.StepAside(ctx, a.options.Library, "")
	if err != nil {
		return done, err
	}
	a.detach()
	done, err = a.host.Backups.Restore(ctx, ref, progress)
	a.open(a.ctx)
	if a.backend != nil {
		if _, claimErr := a.claim(); claimErr != nil {
			a.log.Warn("take the window's lock again", "error", claimErr)
		}
		a.attach(a.ctx)
	}
	if resumeErr := resume(); resumeErr != nil {
		a.log.Warn("start the agent again", "error", resumeErr)
	}
	return done, err
}

// OpenLibrary opens another library in a window of its own; this window and its library stay as they are.
func (a *app) OpenLibrary(ctx context.Context, folder string) error {
	return agent.OpenWindow(ctx, command.Program(), folder, "")
}

// detach ends what works on the library, closes it and frees the window's lock: it lies in the library's folder.
func (a *app) detach() {
	for i := len(a.close) - 1; i >= 0; i-- {
		a.close[i]()
	}
	a.close = nil
	a.mu.Lock()
	a.openFault = fault.New(fault.Unavailable, "The library is closed for a moment. Nothing was changed; please try again when it is open.")
	a.mu.Unlock()
	if a.backend != nil {
		// Whoever watches still looks at it until it is closed.
		if err := a.backend.Close(); err != nil {
			a.log.Error("close the library", "error", err)
		}
	}
	a.mu.Lock()
	a.backend = nil
	a.mu.Unlock()
	if a.lock != nil {
		if err := a.lock.Close(); err != nil {
			a.log.Warn("free the window's lock", "error", err)
		}
		a.lock = nil
	}
}

// mayBackUp leaves the nightly backup to the agent while there is one.
func (a *app) mayBackUp() bool {
	_, alive, err := instance.Held(instance.LockPath(a.options.Library, instance.Agent))
	return err == nil && !alive
}
