// Northboard without its window: the agent and every command, in a program that links no toolkit.
//
// It lies beside the program northboard, which runs its agent with it. What needs a window is handed to that one.
package main

import (
	"context"
	"os"

	"northboard/backend/clock"
	"northboard/backend/command"
	"northboard/backend/desktop"
)

func main() {
	os.Exit(command.Main(os.Args[1:], command.Deps{
		Clock:  clock.System(),
		Stdout: os.Stdout,
		Stderr: os.Stderr,
		Window: func(context.Context, command.WindowOptions) error { return handOver() },
		Paint:  func(context.Context, command.PaintOptions) error { return handOver() },
	}))
}

// handOver gives this run of the command line to the program that has a window.
func handOver() error { return desktop.Become(desktop.WindowProgram(), os.Args[1:]) }
