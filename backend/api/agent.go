package api

import (
	"context"

	"northboard/backend"
	"northboard/backend/desktop"
)

// Agent is what the page may set about the process that reminds while no window is open.
type Agent struct{ host *Host }

// AtLogin says whether reminders start at login, and whether that is to be asked.
func (a *Agent) AtLogin() (backend.AtLogin, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (backend.AtLogin, error) {
		return b.AtLogin(ctx, desktop.System())
	})
}

// StartAtLogin lets reminders start at login, or no longer, and says how it is then.
func (a *Agent) StartAtLogin(on bool) (backend.AtLogin, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (backend.AtLogin, error) {
		if err := b.StartAtLogin(ctx, desktop.System(), on); err != nil {
			return backend.AtLogin{}, err
		}
		return b.AtLogin(ctx, desktop.System())
	})
}
