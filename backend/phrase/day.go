package phrase

import (
	"time"
	"unicode"

	"northboard/backend/clock"
)

// strength says how much company a day needs before it is believed.
type strength int

const (
	weak   strength = iota // "Sun", "March": a marker before it and an end after it
	plain                  // "Friday", "6 May": an end after it, or a marker that opens the text
	firm                   // "next Friday", "in two weeks": an end after it, or it opens the text
	strong                 // "tomorrow": anywhere
)

// found is a day pattern that matched, before its company was looked at.
type found struct {
	to       int // words up to here
	day      time.Time
	time     clock.TimeOfDay
	strength strength
	last     bool // it already names an end ("the end of March"): "before" takes nothing off
	ownLead  bool // it opened with its own preposition ("in two weeks")
}

// bestDay is the day of the text: one that a marker leads to before one that
// stands alone, otherwise the last.
func (p *parser) bestDay() *reading {
	var best *reading
	for i := 0; i < len(p.words); i++ {
		r := p.dayReading(i)
		if r == nil {
			continue
		}
		if best == nil || r.marked || !best.marked {
			best = r
		}
		i = r.to - 1
	}
	return best
}

func (p *parser) dayReading(i int) *reading {
	lead, marker := p.lead(i)
	f, ok := p.dayAt(i, marker)
	if !ok {
		return nil
	}
	f = p.partOfDay(f)
	if marker == "before" && !f.last {
		f.day = f.day.AddDate(0, 0, -1)
	}
	if f.day.Before(p.today) || f.day.Year() > min(p.today.Year()+100, 9999) {
		return nil
	}
	marked := marker != "" || f.ownLead
	if !p.believed(lead, f, marked) || p.belongsToRule(lead, marker) || p.inList(f.to) {
		return nil
	}
	r := &reading{from: lead, to: f.to, marked: marked, day: f.day, time: f.time}
	if start, end := p.span(r); !p.isOpen(start, end) {
		return nil
	}
	return r
}

// dayAt tries every pattern of a day that can begin with word i.
func (p *parser) dayAt(i int, marker string) (found, bool) {
	if p.words[i].text == "" {
		return found{}, false
	}
	for _, try := range []func(int, string) (found, bool){
		p.nearDay, p.weekdayAt, p.relative, p.inSome, p.fromNow, p.edgeOf, p.dateAt, p.monthAt, p.yearAt,
	} {
		if f, ok := try(i, marker); ok {
			return f, true
		}
	}
	return found{}, false
}

// nearDay: today, tomorrow, tonight, the day after tomorrow.
func (p *parser) nearDay(i int, _ string) (found, bool) {
	if p.at(i) == "the" && p.next(i+1) == "day" {
		i++
	}
	if p.at(i) == "day" && p.next(i+1) == "after" && p.next(i+2) == "tomorrow" {
		return found{to: i + 3, day: p.today.AddDate(0, 0, 2), strength: strong}, true
	}
	f := found{to: i + 1, day: p.today, strength: strong}
	switch p.at(i) {
	case "today":
	case "tonight":
		f.time = "20:00"
	case "tomorrow":
		f.day = p.today.AddDate(0, 0, 1)
	default:
		return f, false
	}
	return f, !p.isName(i)
}

// isName: "USA Today", "Tonight Show". A capital inside the text, or two in a
// row, make a name of the word.
func (p *parser) isName(i int) bool {
	if !capital(p.words[i].text) {
		return false
	}
	if !p.begins(i) {
		return true
	}
	return p.joined(i+1) && p.words[i+1].text != "I" && capital(p.words[i+1].text)
}

func capital(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}

// weekdayAt: Friday, Fri, Friday 6 March, Friday next week.
func (p *parser) weekdayAt(i int, _ string) (found, bool) {
	day, s, ok := p.weekday(i)
	if !ok {
		return found{}, false
	}
	if p.afterComma(i+1) != "" {
		if date, ok := p.dateAt(i+1, ""); ok && date.day.Weekday() == day {
			date.strength = firm
			return date, true
		}
	}
	if p.next(i+1) == "next" && p.next(i+2) == "week" {
		return found{to: i + 3, day: p.ofWeek(1, day), strength: firm}, true
	}
	return found{to: i + 1, day: p.coming(day, 1), strength: s}, true
}

func (p *parser) weekday(i int) (time.Weekday, strength, bool) {
	w := p.at(i)
	if w == "" {
		return 0, weak, false
	}
	if d, ok := weekdays[w]; ok {
		return d, plain, true
	}
	if allCapitals(p.words[i].text) {
		// "SAT", "MON": an abbreviation of something else.
		return 0, weak, false
	}
	if d, ok := shortWeekdays[w]; ok {
		return d, plain, true
	}
	d, ok := wordlikeWeekdays[w]
	return d, weak, ok
}

func allCapitals(s string) bool {
	for _, r := range s {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return s != ""
}

// relative: next Friday, this weekend, next week, this month, the weekend.
func (p *parser) relative(i int, marker string) (found, bool) {
	which, what := p.at(i), p.next(i+1)
	f := found{to: i + 2, strength: firm}
	if which == "the" && what == "weekend" && marker != "" {
		f.day = p.coming(time.Saturday, 0)
		return f, true
	}
	ahead := 0
	switch which {
	case "this":
	case "next":
		ahead = 1
	case "coming":
		if d, _, ok := p.weekday(i + 1); ok && what != "" {
			f.day = p.coming(d, 1)
			return f, true
		}
		return f, false
	default:
		return f, false
	}
	if d, s, ok := p.weekday(i + 1); ok && what != "" {
		f.day = p.ofWeek(ahead, d)
		if s == weak {
			f.strength = plain
		}
		return f, true
	}
	return p.relativeSpan(f, ahead, what, i)
}

func (p *parser) relativeSpan(f found, ahead int, what string, i int) (found, bool) {
	y, m, _ := p.today.Date()
	f.strength = plain
	switch what {
	case "weekend":
		f.strength = firm
		f.day = p.ofWeek(ahead, time.Saturday)
		if ahead == 0 && p.today.Weekday() == time.Sunday {
			f.day = p.today
		}
	case "week":
		f.day = p.ofWeek(ahead, time.Monday)
		if ahead == 0 {
			f.day, f.last = p.ofWeek(0, time.Sunday), true
		} else if p.next(i+2) == "on" {
			if d, _, ok := p.weekday(i + 3); ok {
				f.day, f.to, f.strength = p.ofWeek(1, d), i+4, firm
			}
		} else if d, _, ok := p.weekday(i + 2); ok && p.joined(i+2) {
			f.day, f.to, f.strength = p.ofWeek(1, d), i+3, firm
		}
	case "month":
		f.day = date(y, m+time.Month(ahead), 1)
		if ahead == 0 {
			f.day, f.last = date(y, m+1, 0), true
		}
	case "year":
		f.day = date(y+ahead, 1, 1)
		if ahead == 0 {
			f.day, f.last = date(y, 12, 31), true
		}
	case "morning", "afternoon", "evening":
		if ahead != 0 {
			return f, false
		}
		f.day, f.time, f.strength = p.today, partsOfDay[what], firm
	default:
		month, ok := months[what]
		if !ok || ahead != 0 {
			return f, false
		}
		first := p.comingMonth(month, true)
		f.day, f.last = first.AddDate(0, 1, -1), true
	}
	return f, true
}

// inSome: in two weeks, within six months, in a year, within the next 3 days.
func (p *parser) inSome(i int, _ string) (found, bool) {
	if w := p.at(i); w != "in" && w != "within" {
		return found{}, false
	}
	j := i + 1
	if p.next(j) == "the" {
		j++
	}
	if w := p.next(j); j > i+1 && (w == "next" || w == "coming") {
		j++
	} else if j > i+1 {
		return found{}, false
	}
	n, ok := count(p.next(j))
	if !ok || n == 0 {
		return found{}, false
	}
	day, ok := p.later(n, p.next(j+1))
	if !ok || p.next(j) == "a" && p.next(j+1) == "day" || p.next(j+2) == "of" {
		return found{}, false
	}
	to := j + 2
	if p.at(to) == "time" && (p.joined(to) || p.words[to-1].right) {
		to++
	}
	return found{to: to, day: day, strength: firm, last: true, ownLead: true}, true
}

// fromNow: two weeks from now.
func (p *parser) fromNow(i int, _ string) (found, bool) {
	n, ok := count(p.at(i))
	if !ok || n == 0 || p.next(i+2) != "from" {
		return found{}, false
	}
	if w := p.next(i + 3); w != "now" && w != "today" {
		return found{}, false
	}
	day, ok := p.later(n, p.next(i+1))
	return found{to: i + 4, day: day, strength: firm}, ok
}

// later counts on from today. A month ahead of the 31st is the last of a
// shorter month.
func (p *parser) later(n int, unit string) (time.Time, bool) {
	switch unit {
	case "day", "days":
		return p.today.AddDate(0, 0, n), true
	case "week", "weeks":
		return p.today.AddDate(0, 0, 7*n), true
	case "fortnight", "fortnights":
		return p.today.AddDate(0, 0, 14*n), true
	case "month", "months":
		return addMonths(p.today, n), true
	case "year", "years":
		return addMonths(p.today, 12*n), true
	}
	return time.Time{}, false
}

var partsOfDay = map[string]clock.TimeOfDay{
	"morning": "09:00", "afternoon": "14:00", "evening": "19:00", "night": "20:00",
}

// partOfDay takes in "morning" after "tomorrow" or "Friday".
func (p *parser) partOfDay(f found) found {
	if at, ok := partsOfDay[p.next(f.to)]; ok && f.time == "" && !f.last {
		f.time = at
		f.to++
	}
	return f
}
