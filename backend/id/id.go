// Package id owns the names of rows (UUIDv7 text) and their order among siblings (fractional index
// strings). It never looks at the database and never reads the clock for anything but an id.
package id

import (
	"fmt"
	"sync/atomic"

	"github.com/google/uuid"
)

// Source makes new ids. It is safe for concurrent use, and no two calls give the same id.
type Source interface {
	New() string
}

// UUIDv7 makes ids that sort by the time they were made.
func UUIDv7() Source { return random{} }

type random struct{}

// New panics only when the system has no randomness, and then nothing can be trusted.
func (random) New() string { return uuid.Must(uuid.NewV7()).String() }

// Counting makes the same ids in every run, for tests. They have the form of a UUIDv7.
func Counting() Source { return &counting{} }

type counting struct{ n atomic.Uint64 }

func (c *counting) New() string {
	return fmt.Sprintf("00000000-0000-7000-8000-%012x", c.n.Add(1))
}
