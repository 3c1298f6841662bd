//go:build unix

package agent

import "syscall"

// detached puts a process into a session of its own, so that closing this one's terminal does not end it.
func detached() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }
