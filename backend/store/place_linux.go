package store

import (
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// magic numbers of statfs(2) for file systems that are on another machine.
var magic = map[uint32]string{
	0x6969: "nfs", 0xff534d42: "cifs", 0xfe534d42: "smb2", 0x517b: "smb", 0x01021997: "9p", 0x5346414f: "afs", 0x6b414653: "afs",
	0x00c36400: "ceph", 0x73757245: "coda", 0x564c: "ncpfs", 0x0bd00bd0: "lustre", 0x786f4256: "vboxsf",
}

const fuseMagic = 0x65735546

// fileSystemOf names the file system of a folder that is there, "" if it is none that matters. What is behind FUSE
// only the table of mounts knows.
func fileSystemOf(dir string) string {
	var st unix.Statfs_t
	if unix.Statfs(dir, &st) != nil {
		return ""
	}
	number := uint32(st.Type) //nolint:unconvert,gosec // Its type differs between architectures, the numbers have 32 bits.
	if number != fuseMagic {
		return magic[number]
	}
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return ""
	}
	return mountedAt(string(mounts), dir)
}

// mountedAt finds the type of what dir lies on: of the mounts above it the deepest, of those the last.
func mountedAt(mountinfo, dir string) string {
	best, kind := "", ""
	unescape := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
	for line := range strings.Lines(mountinfo) {
		before, after, ok := strings.Cut(line, " - ")
		fields := strings.Fields(before)
		kinds := strings.Fields(after)
		if !ok || len(fields) < 5 || len(kinds) == 0 {
			continue
		}
		if point := unescape.Replace(fields[4]); len(point) >= len(best) && inside(point, dir) {
			best, kind = point, kinds[0]
		}
	}
	return kind
}
