package store

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Rules of the ballast: on a full disk even a delete cannot be written, so a file of 256 KiB lies in the library
// that is removed when the disk is full and laid there again once there is room for it and more.

const (
	ballastName  = "reserve"
	ballastSize  = 256 << 10
	ballastRoom  = 8 << 20          // Free space that must be there before the reserve takes its share.
	ballastRetry = 30 * time.Second // So that a nearly full disk is not asked at every write.
)

type ballast struct {
	mu    sync.Mutex
	path  string
	log   *slog.Logger
	there bool
	was   bool // It was there when the library was opened.
	timer *time.Timer
}

// find knows a reserve that lies there, so that it can be freed while the library is being opened.
func (b *ballast) find(dir string, log *slog.Logger) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.path, b.log = filepath.Join(dir, ballastName), log
	info, err := os.Stat(b.path)
	b.there = err == nil && info.Size() == ballastSize
	b.was = b.was || b.there
}

// lay lays the reserve where there is none.
func (b *ballast) lay() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.there {
		b.fill()
	}
}

// freed says that there was a reserve, and is none now.
func (b *ballast) freed() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.was && !b.there
}

// free removes the reserve and says whether there was one.
func (b *ballast) free() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.path == "" {
		return false
	}
	b.there = false
	b.later()
	err := os.Remove(b.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		b.log.Warn("free the reserve", "err", err)
	}
	return err == nil
}

// later tries again in a while to lay the reserve.
func (b *ballast) later() {
	if b.timer == nil {
		b.timer = time.AfterFunc(ballastRetry, b.again)
	} else {
		b.timer.Reset(ballastRetry)
	}
}

func (b *ballast) again() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.path != "" && !b.there {
		b.fill()
	}
}

func (b *ballast) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.path = ""
	if b.timer != nil {
		b.timer.Stop()
	}
}

// fill lays the reserve if there is room. Random bytes, since a file system may store zeros in no space at all.
func (b *ballast) fill() {
	if room, err := freeSpace(filepath.Dir(b.path)); err != nil || room < ballastRoom {
		b.later()
		return
	}
	bytes := make([]byte, ballastSize)
	rand.Read(bytes) //nolint:errcheck // crypto/rand never fails.
	if err := os.WriteFile(b.path, bytes, 0o600); err != nil {
		b.log.Warn("lay the reserve", "err", err)
		if err := os.Remove(b.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			b.log.Warn("remove a partial reserve", "err", err)
		}
		b.later()
		return
	}
	b.there = true
}
