//go:build !linux

package sleep

import (
	"context"

	"northboard/backend/desktop"
)

func watch(ctx context.Context, _ desktop.Env, _ func(asleep bool)) { <-ctx.Done() }
