package store

import (
	"errors"
	"syscall"
)

// isReadOnly knows a medium that takes no writes (ERROR_WRITE_PROTECT).
func isReadOnly(err error) bool { return errors.Is(err, syscall.Errno(19)) }
