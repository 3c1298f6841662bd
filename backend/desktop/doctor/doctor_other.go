//go:build !linux

package doctor

import (
	"context"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

var errElsewhere = fault.New(fault.Unavailable, "Northboard does not use this on this system yet.")

func sessionBus(context.Context, desktop.Env) (string, error) { return "", errElsewhere }

func tray(context.Context, desktop.Env) (string, error) { return "", errElsewhere }

func links(context.Context, desktop.Env) (string, error) { return "", errElsewhere }
