// Package clock owns time: the only place that asks what time it is, and the three kinds of date that are
// never mixed: Day (a square on a calendar), TimeOfDay (what a wall clock shows), Instant (a point in time).
// It knows no time zone but the one it is handed, and it never waits.
package clock

import (
	"sync"
	"time"
)

// Instant is a point in time: milliseconds since 1970 UTC.
type Instant int64

// FromTime makes an Instant of t; what is under a millisecond is dropped.
func FromTime(t time.Time) Instant { return Instant(t.UnixMilli()) }

// In gives the time in loc.
func (i Instant) In(loc *time.Location) time.Time { return time.UnixMilli(int64(i)).In(loc) }

// Day gives the day it is in loc at this instant.
func (i Instant) Day(loc *time.Location) Day { return DayOf(i.In(loc)) }

// TimeOfDay gives what a wall clock in loc shows at this instant.
func (i Instant) TimeOfDay(loc *time.Location) TimeOfDay {
	return TimeOfDay(i.In(loc).Format(timeLayout))
}

// Add moves by a duration of real time. A day is not 24 hours: use Day.Add for days.
func (i Instant) Add(d time.Duration) Instant { return i + Instant(d.Milliseconds()) }

// Sub gives the real time from earlier to i.
func (i Instant) Sub(earlier Instant) time.Duration {
	return time.Duration(i-earlier) * time.Millisecond
}

// Clock says what time it is and where. It is safe for concurrent use.
type Clock interface {
	Now() Instant
	Location() *time.Location
}

// Today gives the day it is on the clock.
func Today(c Clock) Day { return c.Now().Day(c.Location()) }

// System is the computer's clock. It notices when the computer's time zone changes, within ten seconds.
func System() Clock { return &system{zone: zoneOfSystem} }

type system struct {
	zone func() *time.Location

	mu     sync.Mutex
	loc    *time.Location
	readAt time.Time
}

// rereadAfter bounds how stale the zone can be: a traveller's laptop must not remind in yesterday's zone.
const rereadAfter = 10 * time.Second

func (s *system) Now() Instant { return FromTime(time.Now()) }

func (s *system) Location() *time.Location {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := time.Now(); s.loc == nil || now.Sub(s.readAt) > rereadAfter || now.Before(s.readAt) {
		s.loc, s.readAt = s.zone(), now
	}
	return s.loc
}

// FixedClock stands still until it is moved. For tests, and for commands told what time it is.
type FixedClock struct {
	mu  sync.Mutex
	now Instant
	loc *time.Location
}

// Fixed makes a clock that shows t in loc.
func Fixed(t time.Time, loc *time.Location) *FixedClock {
	return &FixedClock{now: FromTime(t), loc: loc}
}

// Now gives the instant it was set to.
func (f *FixedClock) Now() Instant {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now
}

// Location gives the zone it was made with or moved to.
func (f *FixedClock) Location() *time.Location {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.loc
}

// Set moves the clock to i, forwards or backwards.
func (f *FixedClock) Set(i Instant) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = i
}

// Advance moves the clock by d.
func (f *FixedClock) Advance(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = f.now.Add(d)
}

// Travel moves the clock to another zone.
func (f *FixedClock) Travel(loc *time.Location) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.loc = loc
}
