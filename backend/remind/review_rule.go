package remind

// Rules of the weekly review:
// - It is due on its weekday at its time.
// - A finished review dates the next: nothing is due before the day it names, and that day counts whatever its
//   weekday. Changing the rule afterwards wins over that day; the day of a review is not asked for again.
// - Of several that were missed only the latest is due: nobody does five reviews.

import (
	"time"

	"northboard/backend/clock"
)

// lastReview is what the latest finished review leaves behind.
type lastReview struct {
	finished clock.Instant
	next     clock.Day
}

// reviewDays gives the latest day on or before today and the first day after it on which a review is due by the
// rule, "" for none. Whether today's time has come is for the caller to see.
func reviewDays(r Reminder, last *lastReview, today clock.Day, loc *time.Location) (latest, next clock.Day) {
	weekly := func(d clock.Day) bool { return int(d.Weekday()) == r.Weekday }
	earliest, extra := clock.Day(""), clock.Day("")
	if last != nil {
		earliest = last.finished.Day(loc).Add(1)
		if last.next.Valid() && r.Updated <= last.finished {
			earliest, extra = last.next, last.next
		}
	}
	falls := func(d clock.Day) bool { return d >= earliest && (weekly(d) || d == extra) }
	for i := range 7 {
		if d := today.Add(-i); falls(d) {
			latest = d
			break
		}
	}
	from := today.Add(1)
	if earliest > from {
		from = earliest
	}
	for i := range 7 {
		if d := from.Add(i); falls(d) {
			return latest, d
		}
	}
	return latest, next
}
