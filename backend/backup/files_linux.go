package backup

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// clone makes f share the blocks of source. Few file systems can (Btrfs, XFS); it says whether this one did.
func clone(f, source *os.File) bool {
	return unix.IoctlFileClone(int(f.Fd()), int(source.Fd())) == nil
}

// freeSpace gives the bytes that may still be written in dir.
func freeSpace(dir string) (uint64, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, err
	}
	return uint64(st.Bavail) * uint64(st.Bsize), nil
}

// exchange swaps two folders in one step that is there or is not; false where the file system cannot.
func exchange(a, b string) (bool, error) {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.ENOTSUP) {
		return false, nil
	}
	return err == nil, err
}
