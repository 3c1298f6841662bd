//go:build !linux

package dnd

import (
	"context"

	"northboard/backend/desktop"
)

func ask(context.Context, desktop.Env) State { return State{} }
