//go:build !unix

package desktop

import (
	"fmt"
	"os"
	"os/exec"
)

// become starts the other program and ends: a process cannot become another one here.
func become(program string, args []string) error {
	cmd := exec.Command(program, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("become %s: %w", program, err)
	}
	os.Exit(0)
	return nil
}
