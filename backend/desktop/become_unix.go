//go:build unix

package desktop

import (
	"fmt"
	"os"
	"syscall"
)

func become(program string, args []string) error {
	err := syscall.Exec(program, append([]string{program}, args...), os.Environ())
	return fmt.Errorf("become %s: %w", program, err)
}
