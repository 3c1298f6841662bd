package instance

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Holder says who holds a lock.
type Holder struct {
	Name string // "window" or "agent", as given to TryLock
	PID  int    // 0 when the file does not say
}

// Lock is held until Close, or until the process ends however it ends.
type Lock struct {
	path string
	file *os.File
}

// TryLock takes the lock at path and writes name and the process id into it for others to read. It never waits:
// ok is false while another process, or another Lock of this one, holds it. Lock files are never removed.
func TryLock(path, name string) (lock *Lock, ok bool, err error) {
	file, err := openLock(path)
	if err != nil {
		return nil, false, err
	}
	if ok, err = lockFile(file, true); err != nil || !ok {
		file.Close()
		return nil, false, wrapLock(path, err)
	}
	if err := writeHolder(file, name); err != nil {
		file.Close()
		return nil, false, wrapLock(path, err)
	}
	return &Lock{path: path, file: file}, true, nil
}

// Path gives the lock's file.
func (l *Lock) Path() string { return l.path }

// Close frees the lock. What the file says of its holder goes first, so that nobody reads it as current.
func (l *Lock) Close() error {
	return errors.Join(l.file.Truncate(0), l.file.Close())
}

// Held says whether a process holds the lock at path, and who. It takes the lock shared for a moment to find
// out, so a TryLock at that very moment may be refused and is to be tried again.
func Held(path string) (Holder, bool, error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0o600)
	if errors.Is(err, os.ErrNotExist) {
		return Holder{}, false, nil
	}
	if err != nil {
		return Holder{}, false, wrapLock(path, err)
	}
	defer file.Close()
	free, err := lockFile(file, false)
	if err != nil || free {
		return Holder{}, false, wrapLock(path, err)
	}
	return readHolder(file), true, nil
}

func openLock(path string) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, wrapLock(path, err)
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, wrapLock(path, err)
	}
	return file, nil
}

func wrapLock(path string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("lock %s: %w", filepath.Base(path), err)
}

func writeHolder(file *os.File, name string) error {
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err := file.WriteAt([]byte(name+" "+strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

// readHolder reads what it can: a holder that has not written its name yet is still a holder.
func readHolder(file *os.File) Holder {
	data, err := io.ReadAll(io.LimitReader(file, 200))
	if err != nil {
		return Holder{}
	}
	name, pid, _ := strings.Cut(strings.TrimSpace(string(data)), " ")
	number, err := strconv.Atoi(pid)
	if err != nil {
		number = 0
	}
	return Holder{Name: name, PID: number}
}
