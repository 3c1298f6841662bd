//go:build !linux

package wallpaper

import (
	"context"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

var errElsewhere = fault.New(fault.Unavailable, "Northboard cannot set the wallpaper on this system yet.")

func detect(context.Context, desktop.Env, string) (Setter, error) { return nil, errElsewhere }

func kind(context.Context, desktop.Env) (string, error) { return "", errElsewhere }

func bare(context.Context, desktop.Env) (bool, error) { return false, errElsewhere }
