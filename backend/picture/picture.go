// Package picture owns the stored images of a library: it takes files in, keeps the originals byte for byte, makes and
// serves the previews the board is drawn from, and checks that every original is still what it was.
//
//   - An original is at pictures/ab/<sha256>.<ext> in the library, durable before any row names it, never changed and
//     removed only as bin.go says. A file without a row is normal; a row without its file is damage (Verify).
//   - Previews are in the cache folder, upright and in sRGB, and can be deleted at any time: they are made again when asked.
//   - What a file is, its content says; limits are checked before pixels are decoded, and all decodes together stay
//     within a memory budget; what is larger is decoded by a process of its own, one at a time (apart.go).
//   - Importing stops between files and in the middle of one when its context ends, and leaves nothing half done.
//
// It never touches boards or items, never opens a transaction that is journaled (Add works on the caller's), and never
// sends an original's bytes unless asked for the original, or when they are just what the largest preview would show.
package picture

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"

	"golang.org/x/sync/semaphore"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// Sizes are the previews there are, by the longer side in pixels. None is enlarged: the first size that is not smaller
// than the picture holds it at its own size, and larger ones do not exist.
var Sizes = []int{32, 128, 512, 1024, 2048, 4096}

// Info is a stored picture. Width and Height are upright: the EXIF orientation is applied.
type Info struct {
	ID       string `json:"id"` // SHA-256 of the original's bytes, in hex
	Ext      string `json:"ext"`
	Name     string `json:"name"`
	Width    int    `json:"width"`
	Height   int    `json:"height"`
	Bytes    int64  `json:"bytes"`
	Animated bool   `json:"animated"`
	Colour   string `json:"colour"` // the mean, '#rrggbb', shown until a preview has loaded
}

// Source is a file to take in: by its path, or when Path is empty by its bytes.
type Source struct {
	Name string // what the person calls it; the path's last element when empty
	Path string
	Data []byte
}

// Staged is a picture whose original is safely in the library and whose first previews are made, but which no row
// names yet.
type Staged struct {
	Info Info `json:"info"`
}

// Result is what became of one Source. Fault is nil when Staged holds.
type Result struct {
	Name   string       `json:"name"`
	Staged Staged       `json:"staged"`
	Fault  *fault.Error `json:"fault"`
}

// Progress says how far an import is; Name is the file just finished.
type Progress struct {
	Done  int    `json:"done"`
	Total int    `json:"total"`
	Name  string `json:"name"`
}

// Importer takes pictures in and serves them. It is safe for concurrent use.
type Importer struct {
	store    *store.Store
	cacheDir string
	log      *slog.Logger

	memory  *semaphore.Weighted // bytes that decodes may take together
	makers  *semaphore.Weighted // pictures whose previews are made at one time
	decoder string              // the program that decodes large pictures; "" for none

	apartTurn *semaphore.Weighted // one large picture at a time
	pause     time.Duration       // after a job that failed
	staging   atomic.Int64        // files being staged now
	decodes   atomic.Int64        // pictures decoded so far; tests hold previews to one decode

	mu     sync.Mutex
	closed bool
	runs   map[string]*run      // previews being made now, by picture
	warm   map[string]*ready    // decoded by an import, waiting for the queue
	order  []string             // the keys of warm, the oldest first
	held   int64                // bytes in warm
	fresh  map[string]time.Time // files put among the pictures that no row names yet, and when they were made
	worker context.CancelFunc
	wake   chan struct{}  // one token: there may be work
	tasks  sync.WaitGroup // the worker and the runs
}

const (
	// makersAtOnce bounds the pictures decoded for previews at one time.
	makersAtOnce = 2
	// maxWarm bounds the memory of pictures that an import has decoded and the queue has not got to.
	maxWarm = 96 << 20
	// failurePause is how long the queue rests after a job that failed.
	failurePause = 2 * time.Second
)

// New makes an importer for an open library. Previews go to cacheDir/previews. Nothing runs until Start.
func New(st *store.Store, cacheDir string, log *slog.Logger) *Importer {
	return &Importer{
		store: st, cacheDir: cacheDir, log: log,
		memory: semaphore.NewWeighted(maxDecode),
		makers: semaphore.NewWeighted(makersAtOnce), apartTurn: semaphore.NewWeighted(1),
		pause: failurePause,
		runs:  map[string]*run{}, warm: map[string]*ready{}, fresh: map[string]time.Time{},
		wake: make(chan struct{}, 1),
	}
}

func (im *Importer) originalPath(id, ext string) string {
	return filepath.Join(im.store.Dir(), "pictures", id[:2], id+"."+ext)
}

// nameOf is the name a person reads for a source: one line, no control or direction marks, not too long.
func nameOf(s Source) string {
	name := s.Name
	if name == "" {
		name = filepath.Base(s.Path)
	}
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(r rune) rune {
		if r == unicode.ReplacementChar || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	if runes := []rune(name); len(runes) > 200 {
		name = string(runes[:200])
	}
	if strings.TrimSpace(name) == "" || name == "." {
		return "The picture"
	}
	return name
}

// validID reports whether a string can be a picture's id; only such strings ever become part of a path.
func validID(id string) bool {
	if len(id) != 64 {
		return false
	}
	for _, c := range []byte(id) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
