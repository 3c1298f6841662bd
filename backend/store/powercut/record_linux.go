package powercut

/*
#include <stdlib.h>
#include "vfs_linux.h"
*/
import "C"

import (
	"encoding/binary"
	"errors"
	"path/filepath"
	"unsafe"
)

// Kind is what a step does.
type Kind int

// The kinds of steps.
const (
	Create   Kind = C.STEP_OPEN
	Write    Kind = C.STEP_WRITE
	Truncate Kind = C.STEP_TRUNCATE
	Sync     Kind = C.STEP_SYNC
	Delete   Kind = C.STEP_DELETE
	Mark     Kind = C.STEP_MARK
)

// Step is one thing that SQLite asked of the disk, or a mark.
type Step struct {
	Kind Kind
	File string // its name in the folder
	At   int64  // Write: offset; Truncate: the new size; Delete: 1 if the folder is flushed; Mark: its number
	Data []byte
}

// What SQLite is told when a step is refused.
const (
	Full    = 13        // SQLITE_FULL
	IOError = 10 | 3<<8 // SQLITE_IOERR_WRITE
)

func install() error {
	if C.powercut_install() != 0 {
		return errors.New("powercut: the layer under SQLite could not be put in")
	}
	return nil
}

func watch(dir string, record bool, killAt, failAt, failWith int) error {
	if err := install(); err != nil {
		return err
	}
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return err
	}
	folder := C.CString(dir + string(filepath.Separator))
	defer C.free(unsafe.Pointer(folder))
	keep := 0
	if record {
		keep = 1
	}
	C.powercut_watch(folder, C.int(keep), C.long(killAt), C.long(failAt), C.int(failWith))
	return nil
}

// Record begins to write down what SQLite does in dir. One folder at a time is watched. Connections that were opened
// before the first call of this package's functions are not seen.
func Record(dir string) error { return watch(dir, true, 0, 0, 0) }

// KillAt ends this process with SIGKILL before its n-th step in dir, counted from 1.
func KillAt(dir string, n int) error { return watch(dir, false, n, 0, 0) }

// FailAt refuses the n-th step in dir and all after it, but deleting, until Stop.
func FailAt(dir string, n, with int) error { return watch(dir, false, 0, n, with) }

// Relent lets the disk take data again after FailAt.
func Relent() { C.powercut_relent() }

// Count counts the steps in dir until Stop.
func Count(dir string) error { return watch(dir, false, 0, 0, 0) }

// Acknowledge puts a mark into the record: what was done until now must not be lost any more.
func Acknowledge(number int) { C.powercut_mark(C.longlong(number)) }

// Steps gives the number of steps until now.
func Steps() int { return int(C.powercut_steps()) }

// Stop ends watching and gives what was recorded, and how many steps there were.
func Stop() ([]Step, int) {
	var at *C.uchar
	var size C.long
	count := int(C.powercut_stop(&at, &size))
	if size == 0 {
		return []Step{}, count
	}
	return parse(C.GoBytes(unsafe.Pointer(at), C.int(size))), count
}

func parse(b []byte) []Step {
	steps := []Step{}
	for len(b) > 0 {
		number := func(i int) int64 { return int64(binary.NativeEndian.Uint64(b[i*8:])) }
		kind, path, at, n := Kind(number(0)), int(number(1)), number(2), int(number(3))
		b = b[32:]
		s := Step{Kind: kind, At: at}
		if path > 0 {
			s.File = filepath.Base(string(b[:path]))
		}
		b = b[path:]
		if kind == Write {
			s.Data, b = b[:n], b[n:]
		}
		steps = append(steps, s)
	}
	return steps
}
