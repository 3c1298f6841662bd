package store

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// fileSystemOf says "remote" for a drive or share of another machine.
func fileSystemOf(dir string) string {
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(dir) + `\`)
	if err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE {
		return "remote"
	}
	return ""
}
