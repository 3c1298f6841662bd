package agent

import (
	"context"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// upgrade notices that the agent's program was replaced. An upgrade is not done in one moment, so the new file must
// look the same at two looks and say its version before it is taken.
type upgrade struct {
	path string
	runs os.FileInfo // the file that runs, or one that was tried in vain
	seen os.FileInfo // the other file, at the last look
}

// soundWithin is how long a new program may take to say its version.
const soundWithin = 10 * time.Second

func watchUpgrade(path string) *upgrade {
	runs, err := os.Stat(path)
	if err != nil {
		return &upgrade{}
	}
	return &upgrade{path: path, runs: runs}
}

// ready says whether there is another program to become.
func (u *upgrade) ready(ctx context.Context) bool {
	if u.path == "" {
		return false
	}
	now, err := os.Stat(u.path)
	if err != nil || sameFile(now, u.runs) {
		u.seen = nil
		return false
	}
	if u.seen == nil || !sameFile(now, u.seen) {
		u.seen = now
		return false
	}
	if sound(ctx, u.path) {
		return true
	}
	u.runs, u.seen = now, nil
	return false
}

// now says at once whether there is another program to become, for when there is no staying as it is.
func (u *upgrade) now(ctx context.Context) bool {
	if u.path == "" {
		return false
	}
	now, err := os.Stat(u.path)
	return err == nil && !sameFile(now, u.runs) && sound(ctx, u.path)
}

func sameFile(a, b os.FileInfo) bool {
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// sound says whether a program is a Northboard that runs.
func sound(ctx context.Context, program string) bool {
	ctx, cancel := context.WithTimeout(ctx, soundWithin)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "--version")
	cmd.WaitDelay = time.Second
	said, err := cmd.Output()
	return err == nil && strings.HasPrefix(string(said), "northboard ")
}

var releaseName = regexp.MustCompile(`^v?(\d+)\.(\d+)\.(\d+)(?:-(\d+)-g[0-9a-f]+)?`)

// Newer says whether version a came after version b, as the releases are named: v1.2.3, or v1.2.3-4-gabcdef between
// two. Of a version that has no such name nothing is known.
func Newer(a, b string) bool {
	x, y := releaseName.FindStringSubmatch(a), releaseName.FindStringSubmatch(b)
	if x == nil || y == nil {
		return false
	}
	for i := 1; i < len(x); i++ {
		// What does not fit into a number counts as 0, like the part that is missing.
		m, _ := strconv.Atoi(x[i])
		n, _ := strconv.Atoi(y[i])
		if m != n {
			return m > n
		}
	}
	return false
}
