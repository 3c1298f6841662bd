package blackout

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// Disk is how a disk treats what was not yet flushed when the power goes.
type Disk string

// The disks. The first five keep their word about flushing; the last does nothing when it is told to flush.
const (
	Lost      Disk = "unflushed lost"
	Kept      Disk = "unflushed kept"
	InOrder   Disk = "the first of the unflushed kept"
	Names     Disk = "names kept, bytes lost"
	Reordered Disk = "unflushed reordered and torn"
	Lies      Disk = "flush dropped"
)

// Honest are the disks that keep their word.
var Honest = []Disk{Lost, Kept, InOrder, Names, Reordered}

const (
	rootNode = 1
	sector   = 512
)

type kind int

const (
	write kind = iota
	truncate
	flush
	names // one rename, link, deletion or new file: there or not
	acknowledge
)

// change says what a name in a folder stands for from now on; 0 for nothing.
type change struct {
	dir  int
	name string
	node int
}

type step struct {
	kind    kind
	node    int
	at      int64
	data    []byte
	changes []change
}

// tree is a folder with all below it. Files and folders are numbered, as one file may have several names.
type tree struct {
	names map[int]map[string]int
	data  map[int][]byte
}

// Record is what a child asked of the disk.
type Record struct {
	root  string
	start tree
	live  tree // while the record is read
	open  map[int64]*file
	nodes int
	steps []step
	marks []string
}

// begin reads the folder as it is: taken to be flushed.
func (r *Record) begin() error {
	r.start = tree{map[int]map[string]int{}, map[int][]byte{}}
	r.open = map[int64]*file{}
	at := map[string]int{}
	known := map[string]os.FileInfo{} // the first name of each file
	err := filepath.WalkDir(r.root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		node := 0
		for other, was := range known {
			if !entry.IsDir() && os.SameFile(info, was) {
				node = at[other]
			}
		}
		if node == 0 {
			r.nodes++
			node = r.nodes
		}
		at[path] = node
		if path != r.root {
			r.start.names[at[filepath.Dir(path)]][entry.Name()] = node
		}
		if entry.IsDir() {
			r.start.names[node] = map[string]int{}
			return nil
		}
		known[path] = info
		if !info.Mode().IsRegular() {
			return fmt.Errorf("%s is no plain file", path)
		}
		r.start.data[node], err = os.ReadFile(path)
		return err
	})
	r.live = r.start.clone()
	return err
}

func (t tree) clone() tree {
	c := tree{map[int]map[string]int{}, map[int][]byte{}}
	for dir, entries := range t.names {
		c.names[dir] = maps.Clone(entries)
	}
	for node, data := range t.data {
		c.data[node] = slices.Clone(data)
	}
	return c
}

// do takes a step of the child's into the record.
func (r *Record) do(s step) {
	r.steps = append(r.steps, s)
	r.live.apply(s, nil)
}

// apply does a step; of a write only the sectors that arrives says, all if it is nil.
func (t tree) apply(s step, arrives func() bool) {
	switch s.kind {
	case names:
		for _, c := range s.changes {
			if t.names[c.dir] == nil {
				t.names[c.dir] = map[string]int{}
			}
			if c.node == 0 {
				delete(t.names[c.dir], c.name)
			} else {
				t.names[c.dir][c.name] = c.node
			}
		}
	case truncate:
		t.data[s.node] = resize(t.data[s.node], s.at)
	case write:
		for at := int64(0); at < int64(len(s.data)); {
			end := min(int64(len(s.data)), (s.at+at)/sector*sector+sector-s.at)
			if arrives == nil || arrives() {
				t.data[s.node] = resize(t.data[s.node], max(int64(len(t.data[s.node])), s.at+end))
				copy(t.data[s.node][s.at+at:], s.data[at:end])
			}
			at = end
		}
	}
}

func resize(data []byte, size int64) []byte {
	if int64(len(data)) >= size {
		return data[:size]
	}
	return append(data, make([]byte, size-int64(len(data)))...)
}

// touches says whether a step changes names in one of the folders.
func (s step) touches(dirs map[int]bool) bool {
	return slices.ContainsFunc(s.changes, func(c change) bool { return dirs[c.dir] })
}

// flushed makes certain what waits for a file or a folder: its bytes, or its names. What moved from one folder to
// another takes along what came before it in both.
func flushed(safe tree, pending []step, node int) []step {
	dirs := map[int]bool{node: true}
	now := make([]bool, len(pending))
	for i, s := range slices.Backward(pending) {
		now[i] = s.kind != names && s.node == node || s.touches(dirs)
		if now[i] {
			for _, c := range s.changes {
				dirs[c.dir] = true
			}
		}
	}
	rest := []step{}
	for i, s := range pending {
		if now[i] {
			safe.apply(s, nil)
		} else {
			rest = append(rest, s)
		}
	}
	return rest
}

// State is the folder as the power cut left it.
type State struct {
	Disk  Disk
	Step  int
	Acked int // how many marks came before it
	tree  tree
}

// String names a state for a test's message.
func (s State) String() string {
	return fmt.Sprintf("power cut before step %d, %s, after %d acknowledgements", s.Step, s.Disk, s.Acked)
}

// Marks gives the words of the child's acknowledgements.
func (r *Record) Marks() []string { return r.marks }

// Len gives the number of steps.
func (r *Record) Len() int { return len(r.steps) }

// States calls see with about most states, taken evenly from all steps, and with several from after each
// acknowledgement and from the end, where most can be lost. States that are alike are seen once.
func (r *Record) States(disks []Disk, most int, random *rand.Rand, see func(State)) {
	safe, pending, acked := r.start.clone(), []step{}, 0
	share := float64(most) / float64(len(r.steps)*len(disks))
	lies := slices.Contains(disks, Lies)
	seen := map[string]bool{}
	fresh := false
	for i := 0; i <= len(r.steps); i++ {
		for _, disk := range disks {
			if !fresh && i < len(r.steps) && random.Float64() >= share {
				continue
			}
			times := 1
			if (fresh || i == len(r.steps)) && disk != Lost && disk != Kept {
				times = 5
			}
			for range times {
				s := State{Disk: disk, Step: i, Acked: acked, tree: after(safe, pending, disk, random)}
				if key := fmt.Sprint(acked, s.tree.sum(rootNode)); !seen[key] {
					seen[key] = true
					see(s)
				}
			}
		}
		if i == len(r.steps) {
			return
		}
		fresh = false
		switch s := r.steps[i]; {
		case s.kind == acknowledge:
			acked++
			fresh = true
		case s.kind != flush:
			pending = append(pending, s)
		case !lies:
			pending = flushed(safe, pending, s.node)
		}
	}
}

// after gives the folder as it is when the power goes now.
func after(safe tree, pending []step, disk Disk, random *rand.Rand) tree {
	t := safe.clone()
	first := random.IntN(len(pending) + 1)
	chance := []float64{0.1, 0.5, 0.9}[random.IntN(3)]
	stuck := map[int]bool{} // folders of which no more names arrive
	for i, s := range pending {
		switch {
		case disk == Lost:
		case disk == Kept, disk == InOrder && i < first, disk == Names && s.kind == names:
			t.apply(s, nil)
		case disk != Reordered && disk != Lies:
		case s.kind == write:
			t.apply(s, func() bool { return random.Float64() < chance })
		case s.kind == truncate:
			if random.Float64() < chance {
				t.apply(s, nil)
			}
		case s.touches(stuck) || random.Float64() > 0.95:
			for _, c := range s.changes {
				stuck[c.dir] = true
			}
		default:
			t.apply(s, nil)
		}
	}
	return t
}

// sum tells trees apart.
func (t tree) sum(node int) [32]byte {
	h := sha256.New()
	entries, isDir := t.names[node]
	if !isDir {
		return sha256.Sum256(t.data[node])
	}
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		fmt.Fprintf(h, "%q %x\n", name, t.sum(entries[name]))
	}
	return [32]byte(h.Sum(nil))
}

// WriteTo writes the state into an empty folder.
func (s State) WriteTo(dir string) error { return s.tree.write(rootNode, dir, map[int]string{}) }

func (t tree) write(node int, dir string, first map[int]string) error {
	for name, child := range t.names[node] {
		path := filepath.Join(dir, name)
		var err error
		if _, isDir := t.names[child]; isDir {
			if err = os.Mkdir(path, 0o700); err == nil {
				err = t.write(child, path, first)
			}
		} else if other, known := first[child]; known {
			err = os.Link(other, path)
		} else {
			first[child] = path
			err = os.WriteFile(path, t.data[child], 0o600)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
