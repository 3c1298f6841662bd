package phrase

import (
	"strings"
	"time"
)

// edgeOf: (by) the end of March, end of the year, the middle of next month,
// mid-March.
func (p *parser) edgeOf(i int, marker string) (found, bool) {
	j := i
	if p.at(j) == "the" && p.joined(j+1) {
		j++
	}
	edge := p.at(j)
	switch {
	case strings.HasPrefix(edge, "mid-"):
		if m, ok := months[edge[4:]]; ok {
			return found{to: j + 1, day: p.comingDate(m, 15), strength: firm}, true
		}
		return found{}, false
	case edge == "mid":
		if m, ok := months[p.next(j+1)]; ok {
			return found{to: j + 2, day: p.comingDate(m, 15), strength: firm}, true
		}
		return found{}, false
	case edge != "end" && edge != "middle" && edge != "start" && edge != "beginning", p.next(j+1) != "of":
		return found{}, false
	}
	first, length, to, ok := p.stretch(j+2, edge == "end")
	if !ok {
		return found{}, false
	}
	f := found{to: to, strength: firm, ownLead: marker == "at" || marker == "in"}
	switch edge {
	case "end":
		f.day, f.last = length.end(first), true
	case "middle":
		f.day = first.AddDate(0, 0, 14)
		if length == aYear {
			f.day = first.AddDate(0, 6, 0)
		}
	default:
		f.day = first
	}
	return f, length != aWeek || edge != "middle"
}

type stretchLength int

const (
	aWeek stretchLength = iota
	aMonth
	aQuarter
	aYear
)

func (l stretchLength) end(first time.Time) time.Time {
	switch l {
	case aMonth:
		return first.AddDate(0, 1, -1)
	case aQuarter:
		return first.AddDate(0, 3, -1)
	case aYear:
		return first.AddDate(1, 0, -1)
	}
	// A working week ends on Friday.
	return first.AddDate(0, 0, 4)
}

// stretch reads "the week", "next month", "year", "March", "March 2027",
// "2027" and gives its first day. Of the running month the end is still to
// come, its middle or start may not be: then it is next year's.
func (p *parser) stretch(i int, end bool) (first time.Time, length stretchLength, to int, ok bool) {
	ahead := 0
	switch p.next(i) {
	case "the", "this":
		i++
	case "next":
		ahead = 1
		i++
	}
	w := p.next(i)
	y, m, _ := p.today.Date()
	switch w {
	case "week":
		first = p.ofWeek(ahead, time.Monday)
		if wd := p.today.Weekday(); ahead == 0 && (wd == time.Saturday || wd == time.Sunday) {
			// The working week is over: its end is this Sunday.
			first = p.ofWeek(0, time.Sunday).AddDate(0, 0, -4)
		}
		return first, aWeek, i + 1, true
	case "month":
		return date(y, m+time.Month(ahead), 1), aMonth, i + 1, true
	case "quarter":
		return date(y, (m-1)/3*3+1+time.Month(3*ahead), 1), aQuarter, i + 1, true
	case "year":
		return date(y+ahead, 1, 1), aYear, i + 1, true
	}
	if month, isMonth := months[w]; isMonth && ahead == 0 {
		if year, ok := p.year(p.next(i + 1)); ok {
			return date(year, month, 1), aMonth, i + 2, true
		}
		return p.comingMonth(month, end), aMonth, i + 1, true
	}
	if year, isYear := p.year(w); isYear && ahead == 0 {
		return date(year, 1, 1), aYear, i + 1, true
	}
	return first, length, i, false
}

// dateAt: 6 March, the 6th of March 2027, March 6, 6.3., 6/3, 2027-03-06, and
// with a marker "the 6th".
func (p *parser) dateAt(i int, marker string) (found, bool) {
	j := i
	if p.at(j) == "the" && p.joined(j+1) {
		j++
	}
	if n, ordinal, ok := dayOfMonth(p.at(j)); ok {
		k := j + 1
		if p.next(k) == "of" {
			k++
		}
		if m, isMonth := months[p.next(k)]; isMonth {
			return p.dayMonth(n, m, p.at(k), k+1)
		}
		if j > i && ordinal && (marker == "on" || marker == "by" || marker == "before" || marker == "until" || marker == "due") {
			return found{to: j + 1, day: p.comingDay(n), strength: weak}, true
		}
	}
	if j > i {
		return found{}, false
	}
	if m, isMonth := months[p.at(i)]; isMonth {
		if n, _, ok := dayOfMonth(p.next(i + 1)); ok {
			return p.dayMonth(n, m, p.at(i), i+2)
		}
	}
	return p.numeric(i, marker)
}

// dayMonth completes a day of a named month with the year that may follow.
func (p *parser) dayMonth(n int, m time.Month, name string, to int) (found, bool) {
	f := found{to: to, strength: firm}
	if wordlikeMonths[name] {
		f.strength = plain
	}
	if year, ok := p.year(p.afterComma(to)); ok {
		f.to, f.strength = to+1, strong
		f.day = date(year, m, n)
		return f, f.day.Month() == m
	}
	if n, ok := digits(p.afterComma(to), 4); ok && n >= 1000 {
		// A day of a year that is over.
		return found{}, false
	}
	f.day = p.comingDate(m, n)
	return f, !f.day.IsZero()
}

// numeric: 2027-03-06, 6.3.2027, 6/3/27, 6.3., 6/3.
func (p *parser) numeric(i int, marker string) (found, bool) {
	w := p.words[i]
	parts, sep := numericParts(w.text)
	if len(parts) < 2 {
		return found{}, false
	}
	n := [3]int{}
	for k, part := range parts {
		v, ok := digits(part, 4)
		if !ok {
			return found{}, false
		}
		n[k] = v
	}
	if p.joined(i) && counted[p.at(i-1)] {
		return found{}, false
	}
	f := found{to: i + 1, strength: plain}
	if len(parts) == 3 {
		f, ok := p.numericYear(f, n, parts)
		if day, _, isDay := p.weekday(i + 1); ok && isDay && p.joined(i+1) && day == f.day.Weekday() {
			f.to++
		}
		return f, ok
	}
	if marker == "" && w.left {
		// "[1/3]" counts what is done.
		return found{}, false
	}
	if sep == '-' || len(parts[0]) > 2 || len(parts[1]) > 2 || w.text == "24/7" {
		return found{}, false
	}
	if sep == '.' {
		// "6.3" alone is a number; with its stop, or after a marker, a day.
		if !w.dot && marker == "" || len(parts[1]) == 2 && parts[1][0] != '0' && parts[1][0] != '1' {
			return found{}, false
		}
		if marker == "" && p.order != DMY {
			// "Upgrade to 1.2." ends a sentence where nobody writes days with stops.
			return found{}, false
		}
		f.strength = strong
		if marker == "" {
			f.strength = plain
		}
	}
	d, m := n[0], n[1]
	if p.order != DMY {
		d, m = m, d
	}
	if m < 1 || m > 12 || d < 1 {
		return found{}, false
	}
	f.day = p.comingDate(time.Month(m), d)
	return f, !f.day.IsZero()
}

// numericYear resolves three numbers. Four digits say where the year stands.
func (p *parser) numericYear(f found, n [3]int, parts []string) (found, bool) {
	var y, m, d int
	switch {
	case len(parts[0]) == 4:
		y, m, d = n[0], n[1], n[2]
		f.strength = strong
	case len(parts[2]) == 4:
		y, m, d = n[2], n[1], n[0]
		if p.order == MDY {
			m, d = d, m
		}
		f.strength = strong
	case p.order == YMD:
		y, m, d = 2000+n[0], n[1], n[2]
	case p.order == MDY:
		y, m, d = 2000+n[2], n[0], n[1]
	default:
		y, m, d = 2000+n[2], n[1], n[0]
	}
	if m < 1 || m > 12 || d < 1 || d > 31 || y < p.today.Year() {
		return found{}, false
	}
	f.day = date(y, time.Month(m), d)
	return f, f.day.Day() == d
}

// numericParts cuts at the one separator a date is written with.
func numericParts(s string) ([]string, byte) {
	for _, sep := range []byte{'-', '/', '.'} {
		if parts := strings.Split(s, string(sep)); len(parts) == 2 || len(parts) == 3 {
			return parts, sep
		}
	}
	return nil, 0
}

// isDotted: "6.3", whose full stop belongs to the date.
func isDotted(s string) bool {
	parts, sep := numericParts(s)
	if sep != '.' || len(parts) != 2 {
		return false
	}
	for _, part := range parts {
		if _, ok := digits(part, 2); !ok {
			return false
		}
	}
	return true
}

// monthAt: (by) June, in June, in June 2027, June 2027.
func (p *parser) monthAt(i int, marker string) (found, bool) {
	j, inside := i, false
	if w := p.at(i); w == "in" && p.joined(i+1) {
		if _, _, isDay := p.weekday(i - 1); isDay {
			// "The first Friday in April".
			return found{}, false
		}
		j, inside = i+1, true
	}
	m, ok := months[p.at(j)]
	if !ok || len(p.at(j)) < 3 {
		return found{}, false
	}
	if year, ok := p.year(p.next(j + 1)); ok {
		f := found{to: j + 2, day: date(year, m, 1), strength: plain, ownLead: inside}
		if marker == "" {
			f.day, f.last = aMonth.end(f.day), true
		}
		return f, true
	}
	f := found{to: j + 1, strength: weak, ownLead: inside}
	switch {
	case inside:
		f.day, f.last = aMonth.end(p.comingMonth(m, true)), true
		return f, true
	case marker == "by" || marker == "before" || marker == "until" || marker == "till" || marker == "due":
		f.day = p.comingMonth(m, false)
		return f, true
	}
	return found{}, false
}

// yearAt: by 2030, in 2027.
func (p *parser) yearAt(i int, marker string) (found, bool) {
	if p.at(i) == "in" {
		year, ok := p.year(p.next(i + 1))
		return found{to: i + 2, day: date(year, 12, 31), strength: weak, last: true, ownLead: true}, ok
	}
	year, ok := p.year(p.at(i))
	if !ok || marker != "by" && marker != "before" && marker != "until" {
		return found{}, false
	}
	return found{to: i + 1, day: date(year, 1, 1), strength: weak}, true
}

// year reads four digits that name a year of this century of the person's.
func (p *parser) year(w string) (int, bool) {
	n, ok := digits(w, 4)
	return n, ok && len(w) == 4 && n >= p.today.Year() && n <= p.today.Year()+100
}
