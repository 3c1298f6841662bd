package store

import "golang.org/x/sys/unix"

// fileSystemOf names the file system of a folder that is there: "apfs", "smbfs".
func fileSystemOf(dir string) string {
	var st unix.Statfs_t
	if unix.Statfs(dir, &st) != nil {
		return ""
	}
	return unix.ByteSliceToString(st.Fstypename[:])
}
