package recur

import "slices"

// walk calls visit for each occurrence from one wall time to another, in order, until visit returns false.
func (r Rule) walk(start, from, to wall, visit func(wall) bool) {
	e := r.engine(start)
	if !e.possible() {
		return
	}
	to = min(to, r.end(), lastWall)
	seen, k := 0, 0
	if r.count == 0 {
		k = e.periodBefore(max(from, start))
	}
	for {
		first := e.periodStart(k)
		if first > to {
			return
		}
		if r.freq < Daily {
			// Whole days on which nothing happens are passed over at one go.
			if d := first.day(); !e.dayMatches(d) {
				k = max(k+1, e.periodBefore(at(d+1, 0)))
				continue
			}
		}
		for _, w := range e.period(k) {
			if w < start {
				continue
			}
			if w > to {
				return
			}
			seen++
			if w >= from && !visit(w) {
				return
			}
			if r.count > 0 && seen >= r.count {
				return
			}
		}
		k++
	}
}

// engine is a rule with what it takes from its start.
type engine struct {
	Rule
	start      wall
	year       int // of the start; with BYWEEKNO the year of its week
	monthIndex int // months since year 0
	week       dayNumber
}

func (r Rule) engine(start wall) *engine {
	e := &engine{Rule: r, start: start}
	day := start.day()
	y, m, d := day.date()
	e.year, e.monthIndex, e.week = y, y*12+m-1, day.startOfWeek(r.wkst)
	if e.byWeek() {
		e.year = day.weekYear(r.wkst)
	}
	// What the rule does not say, the start says.
	if len(r.weekNos)+len(r.yearDays)+len(r.monthDays)+len(r.weekdays) == 0 {
		switch r.freq {
		case Yearly:
			if len(r.months) == 0 {
				e.months = []int{m}
			}
			e.monthDays = []int{d}
		case Monthly:
			e.monthDays = []int{d}
		case Weekly:
			e.weekdays = []weekdayNum{{day: day.weekday()}}
		}
	}
	if e.byWeek() && len(r.weekdays)+len(r.yearDays)+len(r.monthDays) == 0 {
		e.weekdays = []weekdayNum{{day: day.weekday()}}
	}
	second := start.second()
	if len(r.hours) == 0 && r.freq >= Daily {
		e.hours = []int{second / 3600}
	}
	if len(r.minutes) == 0 && r.freq >= Hourly {
		e.minutes = []int{second / 60 % 60}
	}
	if len(r.seconds) == 0 && r.freq >= Minutely {
		e.seconds = []int{second % 60}
	}
	if e.byWeek() && e.year != y && !slices.ContainsFunc(e.period(0), func(w wall) bool { return w >= start }) {
		// The year of the start's week is over for this rule: INTERVAL counts from the calendar's.
		e.year = y
	}
	return e
}

// byWeek: the years of the rule are made of whole weeks.
func (e *engine) byWeek() bool { return e.freq == Yearly && len(e.weekNos) > 0 }

// unit gives the seconds of a period that has always the same length; 0 for months and years.
func (f Freq) unit() int64 {
	return [...]int64{secondly: 1, Minutely: 60, Hourly: 3600, Daily: daySeconds, Weekly: 7 * daySeconds, Monthly: 0, Yearly: 0}[f]
}

// origin is where the first period begins.
func (e *engine) origin() wall {
	if e.freq == Weekly {
		return at(e.week, 0)
	}
	unit := e.freq.unit()
	return wall(floorDiv(int64(e.start), unit) * unit)
}

// periodBefore gives the last period that begins at or before w, 0 at least.
func (e *engine) periodBefore(w wall) int {
	y, m, _ := w.day().date()
	var passed int64
	switch e.freq {
	case Yearly:
		passed = int64(y - e.year)
		if e.byWeek() {
			passed = int64(w.day().weekYear(e.wkst) - e.year)
		}
	case Monthly:
		passed = int64(y*12 + m - 1 - e.monthIndex)
	default:
		passed = floorDiv(int64(w-e.origin()), e.freq.unit())
	}
	return max(0, int(floorDiv(passed, int64(e.interval))))
}

func (e *engine) periodStart(k int) wall {
	n := k * e.interval
	switch e.freq {
	case Yearly:
		if e.byWeek() {
			return at(firstWeek(e.year+n, e.wkst), 0)
		}
		return at(dayFrom(e.year+n, 1, 1), 0)
	case Monthly:
		return at(dayFrom(0, e.monthIndex+n+1, 1), 0)
	}
	return e.origin() + wall(int64(n)*e.freq.unit())
}

// period gives what occurs in one period, in order.
func (e *engine) period(k int) []wall {
	first := e.periodStart(k)
	var found []wall
	if e.freq < Daily {
		found = e.timesWithin(first)
	} else {
		for d, end := first.day(), e.periodEnd(k); d < end; d++ {
			if e.dayMatches(d) {
				found = e.timesOf(d, found)
			}
		}
	}
	return e.choose(found)
}

// periodEnd gives the day after the last of a period of days.
func (e *engine) periodEnd(k int) dayNumber {
	n := k * e.interval
	switch e.freq {
	case Yearly:
		if e.byWeek() {
			return firstWeek(e.year+n+1, e.wkst)
		}
		return dayFrom(e.year+n+1, 1, 1)
	case Monthly:
		return dayFrom(0, e.monthIndex+n+2, 1)
	case Weekly:
		return e.periodStart(k).day() + 7
	}
	return e.periodStart(k).day() + 1
}

func (e *engine) timesOf(d dayNumber, found []wall) []wall {
	for _, h := range e.hours {
		for _, m := range e.minutes {
			for _, s := range e.seconds {
				found = append(found, at(d, h*3600+m*60+s))
			}
		}
	}
	return found
}

// timesWithin gives what occurs in one hour, minute or second.
func (e *engine) timesWithin(first wall) []wall {
	second := first.second()
	h, m, s := second/3600, second/60%60, second%60
	if !allows(e.hours, h) || e.freq < Hourly && !allows(e.minutes, m) || e.freq < Minutely && !allows(e.seconds, s) {
		return nil
	}
	minutes, seconds := e.minutes, e.seconds
	if e.freq < Hourly {
		minutes = []int{m}
	}
	if e.freq < Minutely {
		seconds = []int{s}
	}
	found := []wall{}
	for _, m := range minutes {
		for _, s := range seconds {
			found = append(found, at(first.day(), h*3600+m*60+s))
		}
	}
	return found
}

func allows(list []int, n int) bool { return len(list) == 0 || slices.Contains(list, n) }

// choose applies BYSETPOS.
func (e *engine) choose(found []wall) []wall {
	if len(e.setPos) == 0 || len(found) == 0 {
		return found
	}
	chosen := []wall{}
	for _, pos := range e.setPos {
		i := pos - 1
		if pos < 0 {
			i = len(found) + pos
		}
		if i >= 0 && i < len(found) {
			chosen = append(chosen, found[i])
		}
	}
	slices.Sort(chosen)
	return slices.Compact(chosen)
}

// dayMatches applies every part of the rule that speaks of days.
func (e *engine) dayMatches(d dayNumber) bool {
	y, m, md := d.date()
	if !allows(e.months, m) {
		return false
	}
	if len(e.monthDays) > 0 && !slices.Contains(e.monthDays, md) && !slices.Contains(e.monthDays, md-monthLength(y, m)-1) {
		return false
	}
	if len(e.yearDays) > 0 {
		yd := int(d-dayFrom(y, 1, 1)) + 1
		if !slices.Contains(e.yearDays, yd) && !slices.Contains(e.yearDays, yd-yearLength(y)-1) {
			return false
		}
	}
	return e.weekMatches(d) && e.weekdayMatches(d, y, m, md)
}

func (e *engine) weekMatches(d dayNumber) bool {
	if len(e.weekNos) == 0 {
		return true
	}
	wy := d.weekYear(e.wkst)
	first := firstWeek(wy, e.wkst)
	no, weeks := int(d-first)/7+1, int(firstWeek(wy+1, e.wkst)-first)/7
	return slices.Contains(e.weekNos, no) || slices.Contains(e.weekNos, no-weeks-1)
}

func (e *engine) weekdayMatches(d dayNumber, y, m, md int) bool {
	if len(e.weekdays) == 0 {
		return true
	}
	index, length := md-1, 0
	if e.freq == Yearly && len(e.months) == 0 {
		index, length = int(d-dayFrom(y, 1, 1)), yearLength(y)
	}
	for _, w := range e.weekdays {
		if w.day != d.weekday() {
			continue
		}
		if w.n == 0 || w.n == index/7+1 {
			return true
		}
		if w.n < 0 {
			if length == 0 {
				length = monthLength(y, m)
			}
			if -w.n == (length-1-index)/7+1 {
				return true
			}
		}
	}
	return false
}

// possible says whether any time of day can ever be reached: every second minute from an even one never meets an odd
// one, and looking for it would take for ever.
func (e *engine) possible() bool {
	if e.freq >= Daily {
		return true
	}
	unit := int(e.freq.unit())
	step := gcd(e.interval*unit, daySeconds)
	from := e.origin().second() % step
	for t := from; t < daySeconds; t += step {
		if len(e.choose(e.timesWithin(at(0, t)))) > 0 {
			return true
		}
	}
	return false
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
