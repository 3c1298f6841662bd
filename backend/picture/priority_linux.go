package picture

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// lowerPriority makes the calling goroutine yield to everything else. It keeps its thread to itself, and the thread ends
// with it. A system that refuses costs nothing but the courtesy.
func lowerPriority() {
	runtime.LockOSThread()
	_ = unix.Setpriority(unix.PRIO_PROCESS, unix.Gettid(), 10)
}
