//go:build !linux && !darwin && !windows

package store

// fileSystemOf knows nothing of this system's file systems.
func fileSystemOf(string) string { return "" }
