package clock

import (
	"fmt"
	"time"
)

const timeLayout = "15:04"

// TimeOfDay is what a wall clock shows, "09:30". "" means no time. Times compare as strings do.
type TimeOfDay string

// ParseTimeOfDay reads "09:30" and nothing else; what people type is read by package phrase.
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	if t := TimeOfDay(s); t.Valid() {
		return t, nil
	}
	return "", fmt.Errorf("%q is not a time of the form 09:30", s)
}

// Valid says whether a wall clock can show it. "" is not valid.
func (t TimeOfDay) Valid() bool {
	_, _, ok := t.parts()
	return ok
}

// Minutes gives the minutes since midnight on the wall clock; 0 for a time that is not valid.
func (t TimeOfDay) Minutes() int {
	h, m, _ := t.parts()
	return h*60 + m
}

func (t TimeOfDay) parts() (hour, minute int, ok bool) {
	if len(t) != len(timeLayout) {
		return 0, 0, false
	}
	p, err := time.Parse(timeLayout, string(t))
	if err != nil {
		return 0, 0, false
	}
	return p.Hour(), p.Minute(), true
}

// Resolve gives the instant at which a wall clock in loc shows t on day d. A time that is skipped when clocks
// go forward is read with the offset before the gap (RFC 5545 3.3.5); of a time that comes twice the first is
// taken. time.Date does neither dependably. No time means the start of the day; a day that is not valid gives 0.
func Resolve(d Day, t TimeOfDay, loc *time.Location) Instant {
	y, mo, day := d.Date()
	if y == 0 {
		return 0
	}
	h, mi, _ := t.parts()
	wall := time.Date(y, mo, day, h, mi, 0, 0, time.UTC).Unix() // the wall clock's reading as if it were UTC
	near := time.Date(y, mo, day, h, mi, 0, 0, loc)
	start, end := near.ZoneBounds()

	// Every reading of this wall time uses the offset around near or one of its neighbours.
	offsets := []int64{offsetOf(near)}
	if !start.IsZero() {
		offsets = append(offsets, offsetOf(start.Add(-time.Second)))
	}
	if !end.IsZero() {
		offsets = append(offsets, offsetOf(end))
	}
	first, found := int64(0), false
	for _, offset := range offsets {
		at := wall - offset
		if offsetOf(time.Unix(at, 0).In(loc)) == offset && (!found || at < first) {
			first, found = at, true
		}
	}
	if !found {
		first = wall - offsetBeforeGap(wall, loc, start, end)
	}
	return Instant(first * 1000)
}

// offsetBeforeGap finds which of the two transitions skipped the wall time.
func offsetBeforeGap(wall int64, loc *time.Location, transitions ...time.Time) int64 {
	for _, at := range transitions {
		if at.IsZero() {
			continue
		}
		was, is := offsetOf(at.Add(-time.Second)), offsetOf(at)
		if wall >= at.Unix()+was && wall < at.Unix()+is {
			return was
		}
	}
	return offsetOf(time.Unix(wall, 0).In(loc))
}

func offsetOf(t time.Time) int64 {
	_, offset := t.Zone()
	return int64(offset)
}
