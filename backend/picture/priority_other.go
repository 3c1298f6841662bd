//go:build !linux

package picture

// lowerPriority does nothing: only Linux gives a thread a priority of its own in a way that was tried.
func lowerPriority() {}
