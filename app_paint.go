//go:build !bindings

package main

import (
	"context"

	"northboard/backend/command"
	"northboard/backend/fault"
)

// openPainter opens the hidden window that paints.
func openPainter(_ context.Context, _ command.PaintOptions) error {
	return fault.New(fault.Unavailable, "This build of Northboard cannot paint yet.")
}
