// Package sleep owns the news that the computer goes to sleep and wakes up. Where the system does not tell there is no
// news, so nobody may depend on it: it only makes sooner what the wall clock shows anyway.
package sleep

import (
	"context"

	"northboard/backend/desktop"
)

// Watch calls fn when the computer is about to sleep (true) and when it has woken up (false), until ctx ends. It comes
// back by itself when the system's bus or its login service is restarted.
func Watch(ctx context.Context, env desktop.Env, fn func(asleep bool)) { watch(ctx, env, fn) }
