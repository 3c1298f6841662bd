//go:build unix

package store

import (
	"errors"
	"syscall"
)

// isReadOnly knows a file system that takes no writes.
func isReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }
