// Package instance owns what the processes of one library know of each other: who holds which role, by a file
// lock that the system frees when its holder dies, and a per-user socket that carries short commands ("raise").
//
// Promises: at most one process holds a lock; a socket that was left behind is removed only by the process that
// holds the role's lock; a command is answered or it fails, it is never half done. Nothing that must be correct
// depends on a command arriving: processes read the same library.
// It never opens the library's database and never starts a process.
package instance

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
)

// Role is a part that at most one process of a library plays.
type Role string

// The roles. A process that wants to remind for as long as it lives is the Agent; whoever runs the loop at the
// moment holds Loop, and a window gives it up when it sees that an Agent has arrived.
const (
	Window Role = "window"
	Agent  Role = "agent.wanted"
	Loop   Role = "agent"
)

// LockPath gives the role's lock file in a library.
func LockPath(library string, role Role) string {
	return filepath.Join(library, string(role)+".lock")
}

// longestSocketPath is what every system allows in a socket address (sun_path holds 104 to 108 bytes).
const longestSocketPath = 100

// SocketPath gives the role's socket. It lies in the user's runtime folder, and where there is none in the
// library, or beside other temporary files when the library's path is too long for a socket.
func SocketPath(library string, role Role) string {
	if abs, err := filepath.Abs(library); err == nil {
		library = abs
	}
	sum := sha256.Sum256([]byte(library))
	name := string(role) + "-" + hex.EncodeToString(sum[:6]) + ".sock"
	if runtime := os.Getenv("XDG_RUNTIME_DIR"); filepath.IsAbs(runtime) {
		if path := filepath.Join(runtime, "northboard", name); len(path) <= longestSocketPath {
			return path
		}
	}
	if path := filepath.Join(library, name); len(path) <= longestSocketPath {
		return path
	}
	return filepath.Join(os.TempDir(), fmt.Sprintf("northboard-%d", os.Getuid()), name)
}
