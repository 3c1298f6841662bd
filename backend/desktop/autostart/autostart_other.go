//go:build !linux && !windows

package autostart

import (
	"northboard/backend/desktop"
	"northboard/backend/fault"
)

var errElsewhere = fault.New(fault.Unavailable, "Northboard cannot start by itself at login on this system yet. Nothing was changed; open it when you need it.")

func enable(desktop.Env, string, []string) error { return errElsewhere }

func disable(desktop.Env) error { return errElsewhere }

func enabled(desktop.Env) (bool, error) { return false, errElsewhere }
