//go:build bench && linux

// Runs a command and prints, as JSON on its last line, what it used by the system's own count: processor time of the
// command and its children in milliseconds, and the most memory that one of them held in MB. Never shipped.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: usage COMMAND ARGUMENT...")
		os.Exit(2)
	}
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	used, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		fmt.Fprintln(os.Stderr, "the system does not say what was used")
		os.Exit(1)
	}
	cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	_ = json.NewEncoder(os.Stdout).Encode(map[string]float64{
		"cpuMs":  float64(cpu.Microseconds()) / 1000,
		"peakMB": float64(used.Maxrss) / 1024,
	})
}
