package store_test

import (
	"os"
	"testing"

	"northboard/backend/fault"
	"northboard/backend/store"
)

func TestMountedAt(t *testing.T) {
	const mounts = `22 1 253:1 / / rw,relatime - ext4 /dev/vda rw
30 22 0:30 / /home/a/far rw,nosuid - fuse.sshfs me@host: rw,user_id=1000
31 22 0:31 / /home/a/far/near rw - fuse.gocryptfs x rw
32 22 0:32 / /home/a/my\040drive rw shared:5 - fuse.rclone drive: rw
33 22 0:33 / /home/a/twice rw - fuse.mergerfs x rw
34 22 0:34 / /home/a/twice rw - fuse.sshfs x rw
`
	for dir, want := range map[string]string{
		"/home/a":           "ext4",
		"/home/a/far":       "fuse.sshfs",
		"/home/a/far/x/y":   "fuse.sshfs",
		"/home/a/farther":   "ext4",
		"/home/a/far/near":  "fuse.gocryptfs",
		"/home/a/my drive/": "fuse.rclone",
		"/home/a/twice/x":   "fuse.sshfs",
	} {
		if got := store.MountedAt(mounts, dir); got != want {
			t.Errorf("%s lies on %q, want %q", dir, got, want)
		}
	}
	own, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		t.Skipf("SKIPPED: no table of mounts: %v", err)
	}
	if got := store.MountedAt(string(own), "/proc"); got != "proc" {
		t.Errorf("/proc lies on %q", got)
	}
}

// TestReadThrough_BadSector: what the disk cannot give is told as damage. /proc/self/mem cannot be read at its beginning,
// as a bad sector cannot.
func TestReadThrough_BadSector(t *testing.T) {
	if err := store.ReadThrough("/proc/self/mem"); fault.CodeOf(err) != fault.Damaged {
		t.Errorf("%v", err)
	}
}
