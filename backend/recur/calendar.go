package recur

import "time"

// dayNumber counts days since 1970. Calculating in numbers makes a rule of a hundred years cheap to look through.
type dayNumber int

// lastWall is the last second that a clock.Day can name.
var lastWall = at(dayFrom(9999, 12, 31), daySeconds-1)

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func floorMod(a, b int) int { return ((a % b) + b) % b }

// dayFrom gives the day of a date; months beyond 12 run on into other years, days beyond the month into others.
func dayFrom(y, m, d int) dayNumber {
	return dayNumber(floorDiv(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix(), daySeconds))
}

func (n dayNumber) date() (y, m, d int) {
	t := time.Unix(int64(n)*daySeconds, 0).UTC()
	return t.Year(), int(t.Month()), t.Day()
}

// weekday: 1 January 1970 was a Thursday.
func (n dayNumber) weekday() time.Weekday { return time.Weekday(floorMod(int(n)+4, 7)) }

// startOfWeek gives the first day of the week that n is in.
func (n dayNumber) startOfWeek(wkst time.Weekday) dayNumber {
	return n - dayNumber(floorMod(int(n.weekday())-int(wkst), 7))
}

// firstWeek gives the first day of the first week of a year: the week that has at least four days in it.
func firstWeek(y int, wkst time.Weekday) dayNumber { return dayFrom(y, 1, 4).startOfWeek(wkst) }

// weekYear gives the year that the week of n belongs to.
func (n dayNumber) weekYear(wkst time.Weekday) int {
	y, _, _ := n.date()
	switch {
	case n >= firstWeek(y+1, wkst):
		return y + 1
	case n < firstWeek(y, wkst):
		return y - 1
	}
	return y
}

func yearLength(y int) int { return int(dayFrom(y+1, 1, 1) - dayFrom(y, 1, 1)) }

func monthLength(y, m int) int { return int(dayFrom(y, m+1, 1) - dayFrom(y, m, 1)) }
