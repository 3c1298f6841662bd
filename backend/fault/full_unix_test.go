//go:build unix

package fault_test

import (
	"io/fs"
	"syscall"
	"testing"

	"northboard/backend/fault"
)

func TestFrom_System(t *testing.T) {
	for errno, want := range map[syscall.Errno]fault.Code{
		syscall.ENOSPC: fault.DiskFull, syscall.EDQUOT: fault.DiskFull,
		syscall.EACCES: fault.Permission, syscall.EPERM: fault.Permission, syscall.ENOENT: fault.NotFound, syscall.EIO: fault.Internal,
	} {
		if got := fault.CodeOf(&fs.PathError{Op: "write", Path: "x", Err: errno}); got != want {
			t.Errorf("%v is %s, want %s", errno, got, want)
		}
	}
}
