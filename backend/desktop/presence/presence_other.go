//go:build !linux

package presence

import "context"

type watched struct{}

func (p *Presence) run(ctx context.Context) { <-ctx.Done() }
