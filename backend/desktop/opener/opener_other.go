//go:build !linux

package opener

import (
	"context"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

func open(_ context.Context, _ desktop.Env, target string) error {
	return fault.Newf(fault.Unavailable, "Northboard cannot open other programs on this system yet. Open it by hand: %s", target)
}
