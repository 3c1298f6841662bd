package clock

import (
	"fmt"
	"time"
)

const dayLayout = "2006-01-02"

// Day is a square on a calendar, "2026-11-22". It belongs to no time zone. "" means no day; the methods
// that calculate return "" for a Day that is not valid. Days compare as strings do.
type Day string

// DayOf gives the day that t shows in its own location.
func DayOf(t time.Time) Day { return Day(t.Format(dayLayout)) }

// MakeDay gives the day of a calendar date, and false if there is no such date.
func MakeDay(year int, month time.Month, day int) (Day, bool) {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if t.Year() != year || t.Month() != month || t.Day() != day || year < 1 || year > 9999 {
		return "", false
	}
	return DayOf(t), true
}

// ParseDay reads "2026-11-22" and nothing else; what people type is read by package phrase.
func ParseDay(s string) (Day, error) {
	if d := Day(s); d.Valid() {
		return d, nil
	}
	return "", fmt.Errorf("%q is not a day of the form 2026-11-22", s)
}

// Valid says whether there is such a day. "" is not valid.
func (d Day) Valid() bool {
	_, ok := d.utc()
	return ok
}

// utc stands for the day in calculations: in UTC every day has 24 hours.
func (d Day) utc() (time.Time, bool) {
	if len(d) != len(dayLayout) {
		return time.Time{}, false
	}
	t, err := time.Parse(dayLayout, string(d))
	return t, err == nil && t.Year() > 0
}

// dayOfUTC keeps to the years that can be written in four figures.
func dayOfUTC(t time.Time) Day {
	if t.Year() < 1 || t.Year() > 9999 {
		return ""
	}
	return DayOf(t)
}

// Add moves by n days.
func (d Day) Add(n int) Day {
	t, ok := d.utc()
	if !ok {
		return ""
	}
	return dayOfUTC(t.AddDate(0, 0, n))
}

// Sub gives the number of days from earlier to d; 0 if either is not valid.
func (d Day) Sub(earlier Day) int {
	a, okA := d.utc()
	b, okB := earlier.utc()
	if !okA || !okB {
		return 0
	}
	return int((a.Unix() - b.Unix()) / 86400)
}

// AddMonths moves by n months and stays in the month it arrives in: 31 January and a month is the end of February.
func (d Day) AddMonths(n int) Day {
	t, ok := d.utc()
	if !ok {
		return ""
	}
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return dayOfUTC(first.AddDate(0, 0, min(t.Day(), last)-1))
}

// Before says whether d comes before other. No day comes neither before nor after any.
func (d Day) Before(other Day) bool { return d != "" && other != "" && d < other }

// After says whether d comes after other. No day comes neither before nor after any.
func (d Day) After(other Day) bool { return d != "" && other != "" && d > other }

// Weekday gives the day of the week; Sunday for a Day that is not valid.
func (d Day) Weekday() time.Weekday {
	t, _ := d.utc()
	if t.IsZero() {
		return time.Sunday
	}
	return t.Weekday()
}

// Date gives year, month and day of the month; zeros for a Day that is not valid.
func (d Day) Date() (year int, month time.Month, day int) {
	t, ok := d.utc()
	if !ok {
		return 0, 0, 0
	}
	return t.Date()
}
