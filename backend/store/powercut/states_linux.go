package powercut

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// Disk is how a disk treats what was written and not yet flushed when the power goes.
type Disk string

// The disks. The first five keep their word about flushing; the last two lie about it.
const (
	Lost      Disk = "unflushed lost"      // nothing unflushed arrived
	Kept      Disk = "unflushed kept"      // everything had arrived
	InOrder   Disk = "unflushed in order"  // the first few of the unflushed writes had arrived
	Reordered Disk = "unflushed reordered" // any of them had
	Torn      Disk = "unflushed torn"      // any 512 bytes of any of them had

	LiesInOrder   Disk = "flush dropped, in order"  // flushing does nothing, but writes arrive one after the other
	LiesReordered Disk = "flush dropped, reordered" // flushing does nothing, and they arrive as they please
)

// Honest are the disks that keep their word.
var Honest = []Disk{Lost, Kept, InOrder, Reordered, Torn}

const sector = 512

// State is a folder as the power cut left it.
type State struct {
	Disk  Disk
	Step  int // the cut came before this step of the record
	Acked int // the last mark before it; -1 for none
	Files map[string][]byte
}

// String names a state for a test's message.
func (s State) String() string {
	return fmt.Sprintf("power cut before step %d, %s, after acknowledgement %d", s.Step, s.Disk, s.Acked)
}

// WriteTo writes the files into dir.
func (s State) WriteTo(dir string) error {
	for name, content := range s.Files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// key tells states apart.
func (s State) key() [32]byte {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(s.Files)) {
		fmt.Fprintf(h, "%s %d\n", name, len(s.Files[name]))
		h.Write(s.Files[name])
	}
	return [32]byte(h.Sum(nil))
}

// Before reads the files that are in dir before recording begins; they are taken to be flushed.
func Before(dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, suffix := range []string{"", "-wal", "-journal"} {
		for _, path := range matches(dir, "*.db"+suffix) {
			content, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			files[filepath.Base(path)] = content
		}
	}
	return files, nil
}

func matches(dir, pattern string) []string {
	found, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		return nil // The pattern is ours.
	}
	return found
}

// medium is what is on the disk for certain, and what is on its way.
type medium struct {
	safe    map[string][]byte
	pending []Step
}

// States gives a state for each step of the record and each disk, n of those that are left to chance, and calls see
// with those that were not the same as an earlier one with the same acknowledgement. It ends early if see says false.
func States(before map[string][]byte, record []Step, disks []Disk, n int, random *rand.Rand, see func(State) bool) {
	lies := slices.Contains(disks, LiesInOrder) || slices.Contains(disks, LiesReordered)
	m := medium{safe: map[string][]byte{}}
	for name, content := range before {
		m.safe[name] = slices.Clone(content)
	}
	acked := -1
	type seenKey struct {
		acked int
		files [32]byte
	}
	seen := map[seenKey]bool{}
	for i := 0; i <= len(record); i++ {
		for _, disk := range disks {
			times := n
			if disk == Lost || disk == Kept {
				times = 1
			}
			for range times {
				s := State{Disk: disk, Step: i, Acked: acked, Files: m.after(disk, random)}
				k := seenKey{acked, s.key()}
				if seen[k] {
					continue
				}
				seen[k] = true
				if !see(s) {
					return
				}
			}
		}
		if i == len(record) {
			return
		}
		if record[i].Kind == Mark {
			acked = int(record[i].At)
			continue
		}
		m.take(record[i], lies)
	}
}

// take does a step. A flush makes what was pending for its file certain, and so is the name of a file whose first
// flush it is: SQLite flushes the folder with it.
func (m *medium) take(s Step, lies bool) {
	switch {
	case lies && s.Kind == Sync:
		return
	case s.Kind == Sync:
		rest := m.pending[:0]
		for _, p := range m.pending {
			if p.File == s.File {
				apply(m.safe, p, nil)
			} else {
				rest = append(rest, p)
			}
		}
		m.pending = rest
	case s.Kind == Delete && s.At == 1 && !lies:
		m.pending = slices.DeleteFunc(m.pending, func(p Step) bool { return p.File == s.File })
		delete(m.safe, s.File)
	default:
		m.pending = append(m.pending, s)
	}
}

// after gives the files as they are when the power goes now.
func (m *medium) after(disk Disk, random *rand.Rand) map[string][]byte {
	files := map[string][]byte{}
	for name, content := range m.safe {
		files[name] = slices.Clone(content)
	}
	first := len(m.pending)
	if disk == InOrder || disk == LiesInOrder {
		first = random.IntN(len(m.pending) + 1)
	}
	// Half of them on average; and often nearly all, or nearly none.
	chance := []float64{0.1, 0.5, 0.9}[random.IntN(3)]
	for i, p := range m.pending {
		switch disk {
		case Lost:
		case Kept:
			apply(files, p, nil)
		case InOrder, LiesInOrder:
			if i < first {
				apply(files, p, nil)
			}
		case Reordered, LiesReordered:
			if random.Float64() < chance {
				apply(files, p, nil)
			}
		case Torn:
			apply(files, p, func() bool { return random.Float64() < chance })
		}
	}
	return files
}

// apply does a step to files; of a write only the sectors that arrives says, all if it is nil.
func apply(files map[string][]byte, s Step, arrives func() bool) {
	whole := arrives == nil || s.Kind == Write || arrives()
	switch {
	case !whole:
	case s.Kind == Delete:
		delete(files, s.File)
	case s.Kind == Create:
		if _, there := files[s.File]; !there {
			files[s.File] = []byte{}
		}
	case s.Kind == Truncate:
		files[s.File] = resize(files[s.File], s.At)
	case s.Kind == Write:
		for at := int64(0); at < int64(len(s.Data)); {
			end := min(int64(len(s.Data)), (s.At+at)/sector*sector+sector-s.At)
			if arrives == nil || arrives() {
				content := files[s.File]
				if int64(len(content)) < s.At+end {
					content = resize(content, s.At+end)
				}
				copy(content[s.At+at:], s.Data[at:end])
				files[s.File] = content
			}
			at = end
		}
	}
}

func resize(content []byte, size int64) []byte {
	if int64(len(content)) >= size {
		return content[:size:size]
	}
	return append(content, make([]byte, size-int64(len(content)))...)
}
