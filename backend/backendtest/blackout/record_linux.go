package blackout

import (
	"bufio"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// Mark begins a line that the child prints: what it did until then is acknowledged, and must not be lost any more.
const Mark = "acknowledged "

// Available says why nothing can be recorded here; "" when it can.
func Available() string {
	if said, err := exec.Command("strace", "-f", "--seccomp-bpf", "-qq", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		return fmt.Sprintf("strace cannot watch a process here: %v %s", err, said)
	}
	return ""
}

// calls are the system calls that change files, and those that say which file a number stands for.
const calls = "openat,open,creat,close,dup,dup2,dup3,fcntl,lseek,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,fsync,fdatasync," +
	"rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,copy_file_range,sendfile,splice,ioctl"

// Run runs a child and records what it does below root. The child must change nothing there before it is watched, and
// start no other process that does.
func Run(root string, child *exec.Cmd) (*Record, error) {
	root, err := filepath.EvalSymlinks(root)
	if err != nil {
		return nil, err
	}
	r := &Record{root: root, marks: []string{}}
	if err := r.begin(); err != nil {
		return nil, err
	}
	trace, err := os.CreateTemp("", "blackout-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = errors.Join(trace.Close(), os.Remove(trace.Name())) }()
	watched := exec.Command("strace", append([]string{
		"-f", "--seccomp-bpf", "-qq", "-xx", "-s", "100000000", "-e", "signal=none", "-e", "trace=" + calls, "-o", trace.Name(), child.Path,
	}, child.Args[1:]...)...)
	watched.Env, watched.Dir = child.Env, child.Dir
	if said, err := watched.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("the child: %w: %s", err, said)
	}
	return r, r.read(trace)
}

var (
	begun   = regexp.MustCompile(`^(\d+) +(.*) <unfinished \.\.\.>$`)
	resumed = regexp.MustCompile(`^(\d+) +<\.\.\. \w+ resumed>(.*)$`)
	whole   = regexp.MustCompile(`^(?:\d+) +(\w+)\((.*)\) += (-?\d+|\?)`)
)

// read goes through strace's lines. A call that another interrupts is taken to happen where it ends.
func (r *Record) read(trace *os.File) error {
	lines := bufio.NewReaderSize(trace, 1<<20)
	open := map[string]string{} // by process
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return nil // The trace's end.
		}
		line = strings.TrimSuffix(line, "\n")
		if m := begun.FindStringSubmatch(line); m != nil {
			open[m[1]] = m[1] + " " + m[2]
			continue
		}
		if m := resumed.FindStringSubmatch(line); m != nil {
			line = open[m[1]] + m[2]
		}
		m := whole.FindStringSubmatch(line)
		if m == nil || m[3] == "?" || strings.HasPrefix(m[3], "-") {
			continue
		}
		result, err := strconv.ParseInt(m[3], 10, 64)
		if err != nil {
			return err
		}
		args, err := arguments(m[2])
		if err != nil {
			return err
		}
		if err := r.call(m[1], args, result); err != nil {
			return fmt.Errorf("%.200s: %w", line, err)
		}
	}
}

// arguments takes the arguments of a call apart. Strings are in hexadecimal, so that no comma is in them.
func arguments(text string) ([]string, error) {
	args := strings.Split(text, ", ")
	for i, arg := range args {
		quoted, ok := strings.CutPrefix(arg, `"`)
		if !ok {
			continue
		}
		quoted, ok = strings.CutSuffix(quoted, `"`)
		if !ok {
			return nil, fmt.Errorf("a string was cut: %.40s", arg)
		}
		plain, err := hex.DecodeString(strings.ReplaceAll(quoted, `\x`, ""))
		if err != nil {
			return nil, err
		}
		args[i] = string(plain)
	}
	return args, nil
}

func number(text string) int64 {
	n, err := strconv.ParseInt(text, 0, 64)
	if err != nil {
		return -1
	}
	return n
}

// file is what a number stands for in the child.
type file struct {
	node   int
	at     int64
	append bool
}

// call follows one call that went well.
func (r *Record) call(name string, args []string, result int64) error {
	at := func(i int) *file { return r.open[number(args[i])] }
	switch name {
	case "open":
		return r.opened(r.root, args[0], args[1], result)
	case "openat":
		return r.opened(args[0], args[1], args[2], result)
	case "creat":
		return r.opened(r.root, args[0], "O_CREAT|O_TRUNC", result)
	case "close":
		delete(r.open, number(args[0]))
	case "dup", "dup2", "dup3":
		r.same(at(0), result)
	case "fcntl":
		if strings.HasPrefix(args[1], "F_DUPFD") {
			r.same(at(0), result)
		}
	case "lseek":
		if f := at(0); f != nil {
			f.at = result
		}
	case "write":
		if number(args[0]) == 1 {
			r.said(args[1])
		}
		if f := at(0); f != nil {
			if f.append {
				f.at = int64(len(r.live.data[f.node]))
			}
			r.do(step{kind: write, node: f.node, at: f.at, data: []byte(args[1])[:result]})
			f.at += result
		}
	case "pwrite64":
		if f := at(0); f != nil {
			r.do(step{kind: write, node: f.node, at: number(args[3]), data: []byte(args[1])[:result]})
		}
	case "ftruncate":
		if f := at(0); f != nil {
			r.do(step{kind: truncate, node: f.node, at: number(args[1])})
		}
	case "fallocate":
		if f := at(0); f != nil && number(args[2])+number(args[3]) > int64(len(r.live.data[f.node])) {
			r.do(step{kind: truncate, node: f.node, at: number(args[2]) + number(args[3])})
		}
	case "fsync", "fdatasync":
		if f := at(0); f != nil {
			r.do(step{kind: flush, node: f.node})
		}
	case "rename":
		return r.renamed(r.root, args[0], r.root, args[1], false)
	case "renameat":
		return r.renamed(args[0], args[1], args[2], args[3], false)
	case "renameat2":
		return r.renamed(args[0], args[1], args[2], args[3], strings.Contains(args[4], "EXCHANGE"))
	case "link":
		return r.linked(r.root, args[0], r.root, args[1])
	case "linkat":
		return r.linked(args[0], args[1], args[2], args[3])
	case "unlink", "rmdir":
		return r.removed(r.root, args[0])
	case "unlinkat":
		return r.removed(args[0], args[1])
	case "mkdir":
		return r.made(r.root, args[0])
	case "mkdirat":
		return r.made(args[0], args[1])
	case "ioctl":
		if strings.Contains(args[1], "FICLONE") && at(0) != nil {
			return errors.New("this file system shares blocks, which is not followed")
		}
	case "truncate", "symlink", "symlinkat":
		if _, ok := r.within(args[0]); ok {
			return errors.New("this call is not followed")
		}
	default: // Several pieces at once, and copies inside the system.
		for i := range args {
			if f := at(i); f != nil && i < 3 && name != "splice" {
				return errors.New("this call is not followed")
			}
		}
	}
	return nil
}

func (r *Record) same(f *file, as int64) {
	delete(r.open, as)
	if f != nil {
		r.open[as] = f
	}
}

// within gives the part of a path below the root.
func (r *Record) within(path string) (string, bool) {
	below, err := filepath.Rel(r.root, filepath.Clean(path))
	return below, err == nil && below != ".." && !strings.HasPrefix(below, "../")
}

// find follows a path to the folder it lies in, and its name there. ok is false outside the root.
func (r *Record) find(from, path string) (dir int, name string, ok bool, err error) {
	parts := strings.Split(filepath.Clean(path), "/")
	dir = rootNode
	if filepath.IsAbs(path) || !isNumber(from) {
		below, in := r.within(path)
		if !filepath.IsAbs(path) || !in {
			return 0, "", false, nil
		}
		parts = strings.Split(below, "/")
	} else {
		f := r.open[number(from)]
		if f == nil {
			return 0, "", false, nil
		}
		dir = f.node
	}
	for _, part := range parts[:len(parts)-1] {
		next, there := r.live.names[dir][part]
		if !there {
			return 0, "", false, fmt.Errorf("the folder %q of %q is not known", part, path)
		}
		dir = next
	}
	return dir, parts[len(parts)-1], true, nil
}

func isNumber(text string) bool { return number(text) >= 0 }

func (r *Record) opened(from, path, flags string, fd int64) error {
	delete(r.open, fd)
	dir, name, ok, err := r.find(from, path)
	if err != nil || !ok {
		return err
	}
	node, there := r.live.names[dir][name]
	switch {
	case name == ".":
		node, there = dir, true
	case !there && strings.Contains(flags, "O_CREAT"):
		r.nodes++
		node = r.nodes
		r.live.data[node] = []byte{}
		r.do(step{kind: names, changes: []change{{dir, name, node}}})
	case !there:
		return fmt.Errorf("%q is not known", path)
	}
	if there && strings.Contains(flags, "O_TRUNC") {
		r.do(step{kind: truncate, node: node})
	}
	r.open[fd] = &file{node: node, append: strings.Contains(flags, "O_APPEND")}
	return nil
}

func (r *Record) renamed(fromAt, from, toAt, to string, exchange bool) error {
	a, was, ok, err := r.find(fromAt, from)
	b, is, ok2, err2 := r.find(toAt, to)
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	if !ok && !ok2 {
		return nil
	}
	if ok != ok2 {
		return errors.New("something comes from outside or goes there")
	}
	moved, other := r.live.names[a][was], 0
	if exchange {
		other = r.live.names[b][is]
	}
	r.do(step{kind: names, changes: []change{{a, was, other}, {b, is, moved}}})
	return nil
}

func (r *Record) linked(fromAt, from, toAt, to string) error {
	a, was, ok, err := r.find(fromAt, from)
	b, is, ok2, err2 := r.find(toAt, to)
	if err := errors.Join(err, err2); err != nil || !ok2 {
		return err
	}
	if !ok {
		return errors.New("a link comes from outside")
	}
	r.do(step{kind: names, changes: []change{{b, is, r.live.names[a][was]}}})
	return nil
}

func (r *Record) removed(at, path string) error {
	dir, name, ok, err := r.find(at, path)
	if err == nil && ok {
		r.do(step{kind: names, changes: []change{{dir, name, 0}}})
	}
	return err
}

func (r *Record) made(at, path string) error {
	dir, name, ok, err := r.find(at, path)
	if err != nil || !ok {
		return err
	}
	r.nodes++
	// That it is a folder comes with its name, however little of what is in it arrives.
	r.start.names[r.nodes], r.live.names[r.nodes] = map[string]int{}, map[string]int{}
	r.do(step{kind: names, changes: []change{{dir, name, r.nodes}}})
	return nil
}

// said looks for marks in what the child prints.
func (r *Record) said(text string) {
	for _, line := range strings.Split(text, "\n") {
		if mark, ok := strings.CutPrefix(line, Mark); ok {
			r.marks = append(r.marks, mark)
			r.steps = append(r.steps, step{kind: acknowledge})
		}
	}
}
