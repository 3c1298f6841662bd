//go:build !bindings

// Northboard keeps career aspirations in sight and moves them forward.
//
// This file decides which door was taken: the window, the agent, a painter or a command. The command line knows
// the doors (backend/command); what stands behind the window is in app.go.
package main

import (
	"os"

	"northboard/backend/clock"
	"northboard/backend/command"
)

func main() {
	os.Exit(command.Main(os.Args[1:], command.Deps{
		Clock:  clock.System(),
		Stdout: os.Stdout,
		Stderr: os.Stderr,
		Window: openWindow,
		Paint:  openPainter,
	}))
}
