// Package recur reads, writes and expands rules of repetition (RFC 5545, 3.3.10) on the wall clock of the person.
// It knows no time zone but the one it is handed, never asks what time it is and never expands beyond the window
// that it is asked for.
//
// The choices that the RFC leaves open:
//   - A start that does not match the rule is no occurrence.
//   - A rule is counted on the wall clock; only Moment.In makes a point in time of it, by clock.Resolve: a time that
//     is skipped takes the offset before the gap, of a time that comes twice the first is taken.
//   - "FREQ=MONTHLY;BYMONTHDAY=31" is what the RFC says: months without a 31st have none. A rule that a person makes
//     goes through Rule.From, which writes "the last day" for the 31st, in terms that every other program reads alike.
//   - The year of BYWEEKNO is the year of its weeks, so INTERVAL counts those.
//   - BYWEEKNO without BYDAY means the weekday of the start.
package recur

import (
	"slices"
	"time"

	"northboard/backend/clock"
)

// Moment is a wall time. Without a Time it is the whole day.
type Moment struct {
	Day  clock.Day
	Time clock.TimeOfDay
}

// In gives the point in time at which a wall clock in loc shows m; of a whole day its start.
func (m Moment) In(loc *time.Location) clock.Instant { return clock.Resolve(m.Day, m.Time, loc) }

// wall is a wall clock's reading in seconds since 1970, as if it were UTC.
type wall int64

const daySeconds = 24 * 60 * 60

func (w wall) day() dayNumber { return dayNumber(floorDiv(int64(w), daySeconds)) }
func (w wall) second() int    { return int(int64(w) - int64(w.day())*daySeconds) }

func (m Moment) wall() wall {
	y, mo, d := m.Day.Date()
	return at(dayFrom(y, int(mo), d), m.Time.Minutes()*60)
}

func at(d dayNumber, second int) wall { return wall(int64(d)*daySeconds + int64(second)) }

func (w wall) moment(wholeDay bool) Moment {
	t := time.Unix(int64(w), 0).UTC()
	m := Moment{Day: clock.DayOf(t)}
	if !wholeDay {
		m.Time = clock.TimeOfDay(t.Format("15:04"))
	}
	return m
}

// Freq is the unit that a rule counts in.
type Freq int

// From the finest to the coarsest; seconds are understood and refused by Parse.
const (
	secondly Freq = iota
	Minutely
	Hourly
	Daily
	Weekly
	Monthly
	Yearly
)

// weekdayNum is a day of the week, of a month or year the n-th (from the end if negative), 0 = every.
type weekdayNum struct {
	n   int
	day time.Weekday
}

// Rule is a rule of repetition. It does not change once made; the zero Rule repeats nothing.
type Rule struct {
	set      bool
	freq     Freq
	interval int // at least 1
	count    int // 0 = without end
	until    wall
	hasUntil bool
	untilUTC bool // until is a point in time, written with Z
	untilDay bool // until is a day: all of it belongs
	wkst     time.Weekday

	months, monthDays, yearDays, weekNos []int
	hours, minutes, seconds              []int
	weekdays                             []weekdayNum
	setPos                               []int
}

// Unit is what Every counts.
type Unit = Freq

// Every makes a rule of "every n units", on some weekdays if any are given. n under 1 counts as 1.
func Every(n int, unit Unit, weekdays ...time.Weekday) Rule {
	r := Rule{set: true, freq: unit, interval: max(1, n), wkst: time.Monday}
	for _, d := range weekdays {
		r.weekdays = append(r.weekdays, weekdayNum{day: d})
	}
	slices.SortFunc(r.weekdays, compareWeekdays)
	r.weekdays = slices.Compact(r.weekdays)
	return r
}

// IsZero says whether there is no rule.
func (r Rule) IsZero() bool { return !r.set }

// Freq gives the unit that it counts in.
func (r Rule) Freq() Freq { return r.freq }

// Times gives how often it happens in all; 0 means without end.
func (r Rule) Times() int { return r.count }

// Limit ends the rule after n occurrences; 0 takes the end away.
func (r Rule) Limit(n int) Rule {
	r.count, r.hasUntil = max(0, n), false
	return r
}

// Until ends the rule with a day; "" takes the end away.
func (r Rule) Until(d clock.Day) Rule {
	r.count, r.hasUntil, r.untilDay, r.untilUTC = 0, d.Valid(), true, false
	if r.hasUntil {
		r.until = Moment{Day: d}.wall()
	}
	return r
}

// At turns an UNTIL that was written as a point in time into the wall clock of loc. Rules of other programs have
// such; what this package writes has none, so a rule moves with the person.
func (r Rule) At(loc *time.Location) Rule {
	if !r.hasUntil || !r.untilUTC {
		return r
	}
	t := time.Unix(int64(r.until), 0).In(loc)
	_, offset := t.Zone()
	r.until, r.untilUTC = r.until+wall(offset), false
	return r
}

// end gives the last wall time that may occur.
func (r Rule) end() wall {
	switch {
	case !r.hasUntil:
		return lastWall
	case r.untilDay:
		return r.until + daySeconds - 1
	}
	return r.until
}

// horizon is how far Next and Check look before a rule counts as over: longer than anybody plans, and longer than the
// 40 years between two leap days that fall on one weekday.
const horizonYears = 100

// Next gives the first occurrence strictly after a moment; false when there is none within a hundred years.
// A whole day as after means that day's occurrences are past.
func (r Rule) Next(start, after Moment) (Moment, bool) {
	from := after.wall() + 1
	if after.Time == "" {
		from = after.wall() + daySeconds
	}
	found := r.expand(start, from, r.horizon(max(from, start.wall())), 1)
	if len(found) == 0 {
		return Moment{}, false
	}
	return found[0], true
}

// Between gives the occurrences from one moment to another, both included, at most limit of them. A whole day as to
// includes all of it. The work is bounded by the window, but for a rule with a COUNT, which is counted from the start.
func (r Rule) Between(start, from, to Moment, limit int) []Moment {
	last := to.wall()
	if to.Time == "" {
		last += daySeconds - 1
	}
	return r.expand(start, from.wall(), last, limit)
}

// Preview gives the next n occurrences strictly after a moment.
func (r Rule) Preview(start, after Moment, n int) []Moment {
	found := []Moment{}
	for len(found) < n {
		next, ok := r.Next(start, after)
		if !ok {
			break
		}
		found, after = append(found, next), next
	}
	return found
}

func (r Rule) horizon(from wall) wall {
	y, m, d := from.day().date()
	return min(at(dayFrom(y+horizonYears, m, d), 0), lastWall)
}

func (r Rule) expand(start Moment, from, to wall, limit int) []Moment {
	if !r.set || !start.Day.Valid() || limit <= 0 {
		return []Moment{}
	}
	wholeDay := start.Time == "" && r.freq >= Daily && len(r.hours) == 0 && len(r.minutes) == 0
	found := []Moment{}
	r.walk(start.wall(), from, to, func(w wall) bool {
		m := w.moment(wholeDay)
		if len(found) == 0 || found[len(found)-1] != m {
			found = append(found, m)
		}
		return len(found) < limit
	})
	return found
}
