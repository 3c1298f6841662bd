package phrase

import (
	"strconv"
	"strings"
	"time"

	"northboard/backend/clock"
	"northboard/backend/recur"
)

// Rules of repeats:
//   - "every Friday", "every second week", "each month on the 15th", "on
//     Mondays", "on the first Monday of every month", and "daily" at the end.
//   - "every second Friday" is every fortnight; "every second Friday of the
//     month" the second of each. "every first" and "every last" are of the month.
//   - It is read where the text could end after it. At its beginning a weekday
//     must be named: "Every Monday call Ana", but "Every day counts".
//   - "after done" behind it counts from when it was done.
//   - Without a day of its own the first one is the first that fits, today at
//     the earliest.

// repeatFound is a repeat before its start is known.
type repeatFound struct {
	from, to int
	rule     recur.Rule
	way      recur.Way
	firm     bool // it may open the text
	atEnd    bool // it may only end the text
	last     clock.Day
	time     clock.TimeOfDay // "every evening"
}

func (p *parser) repeatPart() (part, bool) {
	for i := range p.words {
		f, ok := p.repeatAt(i)
		if !ok {
			continue
		}
		f.from = i
		p.repeatTail(&f)
		start, end := p.words[i].start, p.words[f.to-1].end
		if !p.repeatBelieved(f) || !p.isOpen(start, end) {
			continue
		}
		p.repeat = &f
		return part{
			reading: reading{from: i, to: f.to},
			chip:    p.cutOut(KindRepeat, start, end, f.rule.Describe(), f.rule.String()),
			put:     func(*TaskParts) {}, // settleRepeat, once the day is known
		}, true
	}
	return part{}, false
}

// notEvery before "every" makes a saying of it.
var notEvery = set("almost nearly in like than not just from of to between and practically")

func (p *parser) repeatBelieved(f repeatFound) bool {
	switch {
	case p.joined(f.from) && (heralds[p.at(f.from-1)] || notEvery[p.at(f.from-1)]):
		return false
	case f.atEnd:
		return f.from > 0 && p.ends(f.to)
	case f.from == 0 && !f.firm:
		return p.ends(f.to)
	}
	return p.closes(f.to) || p.repeatStop(f.to) || f.from == 0
}

// repeatStop: a day may follow ("every week starting Monday").
func (p *parser) repeatStop(i int) bool {
	_, _, isDay := p.weekday(i)
	w := p.at(i)
	return isDay || w == "today" || w == "tomorrow" || w == "starting"
}

func (p *parser) repeatAt(i int) (repeatFound, bool) {
	switch w := p.at(i); w {
	case "every", "each":
		return p.everyAt(i + 1)
	case "on":
		if f, ok := p.onWeekdays(i + 1); ok {
			return f, true
		}
		return p.onThe(i + 1)
	default:
		rule, ok := adverbs[w]
		if ok && p.words[i].text == w {
			return repeatFound{to: i + 1, rule: rule, way: recur.Fixed, atEnd: true}, true
		}
	}
	return repeatFound{}, false
}

var workdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}

var adverbs = map[string]recur.Rule{
	"daily": recur.Every(1, recur.Daily), "weekly": recur.Every(1, recur.Weekly), "fortnightly": recur.Every(2, recur.Weekly),
	"monthly": recur.Every(1, recur.Monthly), "quarterly": recur.Every(3, recur.Monthly),
	"yearly": recur.Every(1, recur.Yearly), "annually": recur.Every(1, recur.Yearly),
}

// everyAt reads what follows "every".
func (p *parser) everyAt(j int) (repeatFound, bool) {
	f := repeatFound{way: recur.Fixed}
	n, position := 1, 0
	switch w := p.next(j); {
	case w == "other":
		n, j = 2, j+1
	case w == "last":
		position, j = -1, j+1
	case ordinals[w] > 0:
		n, position, j = ordinals[w], ordinals[w], j+1
	default:
		if f, ok := p.everyDate(j); ok {
			return f, true
		}
		if d, ordinal, ok := dayOfMonth(w); ok && ordinal {
			if _, isUnit := units[p.next(j+1)]; !isUnit {
				return p.everyDayOfMonth(j, d)
			}
			n, j = d, j+1
		} else if k, ok := count(w); ok && w != "a" && w != "an" && k > 0 {
			n, j = k, j+1
		}
	}
	if f, ok := p.nthWeekday(j, position, n); ok {
		return f, true
	}
	if position == -1 {
		if p.next(j) == "day" && p.ofTheMonth(j+1) > 0 {
			return monthly("BYMONTHDAY=-1", p.ofTheMonth(j+1)), true
		}
		return f, false
	}
	if days, to := p.weekdayList(j); len(days) > 0 {
		f.rule, f.to, f.firm = recur.Every(n, recur.Weekly, days...), to, true
		if part, ok := partsOfDay[p.next(to)]; ok {
			f.time, f.to = part, to+1
		}
		return f, true
	}
	unit := p.next(j)
	f.to = j + 1
	switch unit {
	case "morning", "afternoon", "evening", "night":
		f.rule, f.time = recur.Every(n, recur.Daily), partsOfDay[unit]
		return f, true
	case "weekday", "workday", "weekdays", "workdays":
		f.rule = recur.Every(1, recur.Weekly, workdays...)
		return f, n == 1
	case "working":
		f.rule, f.to = recur.Every(1, recur.Weekly, workdays...), j+2
		return f, n == 1 && p.next(j+1) == "day"
	case "weekend", "weekends":
		f.rule = recur.Every(n, recur.Weekly, time.Saturday)
		return f, true
	case "fortnight":
		f.rule = recur.Every(2, recur.Weekly)
		return f, n == 1
	case "quarter":
		f.rule = recur.Every(3*n, recur.Monthly)
		return f, true
	}
	freq, ok := units[unit]
	if !ok {
		return f, false
	}
	f.rule = recur.Every(n, freq)
	p.onPart(&f, n, freq)
	return f, true
}

var units = map[string]recur.Freq{
	"day": recur.Daily, "days": recur.Daily, "week": recur.Weekly, "weeks": recur.Weekly,
	"month": recur.Monthly, "months": recur.Monthly, "year": recur.Yearly, "years": recur.Yearly,
}

var ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}

// nthWeekday: "every last Friday", "every second Friday of the month".
func (p *parser) nthWeekday(j, position, n int) (repeatFound, bool) {
	day, _, ok := p.weekday(j)
	if !ok || p.next(j) == "" || position == 0 {
		return repeatFound{}, false
	}
	to := p.ofTheMonth(j + 1)
	if to == 0 && n > 1 && position > 1 {
		return repeatFound{}, false // every second Friday: a fortnight
	}
	return monthly("BYDAY="+strconv.Itoa(position)+dayCode(day), max(to, j+1)), true
}

// ofTheMonth gives the word after "of the month", "of every month", 0 if that does not stand at j.
func (p *parser) ofTheMonth(j int) int {
	if w := p.next(j); w != "of" && w != "in" {
		return 0
	}
	if w := p.next(j + 1); w != "the" && w != "each" && w != "every" && w != "a" {
		return 0
	}
	if p.next(j+2) != "month" {
		return 0
	}
	return j + 3
}

func monthly(part string, to int) repeatFound {
	rule, err := recur.Parse("FREQ=MONTHLY;" + part)
	return repeatFound{rule: rule, to: to, way: recur.Fixed, firm: err == nil}
}

func dayCode(d time.Weekday) string { return strings.ToUpper(d.String()[:2]) }

// everyDate: "every 6 March", "every March 6".
func (p *parser) everyDate(j int) (repeatFound, bool) {
	first, second := p.next(j), p.next(j+1)
	n, _, isDay := dayOfMonth(first)
	month, isMonth := months[second]
	to := j + 2
	if isDay && second == "of" {
		month, isMonth = months[p.next(j+2)]
		to++
	}
	if !isDay || !isMonth {
		n, _, isDay = dayOfMonth(second)
		month, isMonth = months[first]
		to = j + 2
	}
	if !isDay || !isMonth {
		return repeatFound{}, false
	}
	return p.yearly(n, month, to)
}

func (p *parser) yearly(n int, month time.Month, to int) (repeatFound, bool) {
	if p.comingDate(month, n).IsZero() {
		return repeatFound{}, false
	}
	// In a leap year, so that 29 February is a day.
	day, ok := clock.MakeDay(2028, month, n)
	return repeatFound{rule: recur.Every(1, recur.Yearly).From(day), to: to, way: recur.Fixed, firm: true}, ok
}

func (p *parser) everyDayOfMonth(j, d int) (repeatFound, bool) {
	return repeatFound{rule: monthDay(1, d), to: max(j+1, p.ofTheMonth(j+1)), way: recur.Fixed, firm: true}, true
}

func monthDay(n, d int) recur.Rule {
	day, _ := clock.MakeDay(2028, time.January, d)
	return recur.Every(n, recur.Monthly).From(day)
}

// onPart: "every two weeks on Friday", "every month on the 15th".
func (p *parser) onPart(f *repeatFound, n int, freq recur.Freq) {
	if p.next(f.to) != "on" {
		return
	}
	j := f.to + 1
	switch freq {
	case recur.Weekly:
		if days, to := p.weekdayList(j); len(days) > 0 {
			f.rule, f.to, f.firm = recur.Every(n, freq, days...), to, true
		}
	case recur.Monthly:
		if p.next(j) == "the" {
			j++
		}
		if d, _, ok := dayOfMonth(p.next(j)); ok {
			f.rule, f.to, f.firm = monthDay(n, d), j+1, true
			return
		}
		position := ordinals[p.next(j)]
		if p.next(j) == "last" {
			position = -1
		}
		switch day, _, isDay := p.weekday(j + 1); {
		case position == 0:
		case isDay && p.next(j+1) != "":
			*f = monthly("INTERVAL="+strconv.Itoa(n)+";BYDAY="+strconv.Itoa(position)+dayCode(day), j+2)
		case position == -1 && p.next(j+1) == "day":
			*f = monthly("INTERVAL="+strconv.Itoa(n)+";BYMONTHDAY=-1", j+2)
		}
	case recur.Yearly:
		if yearly, ok := p.everyDate(j); ok && n == 1 {
			*f = yearly
		}
	}
}

// weekdayList: "Monday", "Mon, Wed and Fri", "Mondays and Thursdays".
func (p *parser) weekdayList(j int) (days []time.Weekday, to int) {
	if p.next(j) == "" {
		return nil, j
	}
	for {
		day, ok := p.listedDay(j)
		if !ok {
			return days, to
		}
		days, to = append(days, day), j+1
		j = to
		if w := p.afterComma(j); w == "and" || w == "&" || w == "or" {
			j++
		} else if !p.words[j-1].comma {
			return days, to
		}
		if j >= len(p.words) || p.words[j].left {
			return days, to
		}
	}
}

// listedDay reads a day of the week, also in the plural and short.
func (p *parser) listedDay(j int) (time.Weekday, bool) {
	w := p.at(j)
	if d, ok := weekdays[strings.TrimSuffix(w, "s")]; ok {
		return d, true
	}
	d, _, ok := p.weekday(j)
	return d, ok
}

// onWeekdays: "on Mondays", "on Mondays and Thursdays", "on weekdays".
func (p *parser) onWeekdays(j int) (repeatFound, bool) {
	if w := p.next(j); w == "weekdays" || w == "workdays" {
		return repeatFound{rule: recur.Every(1, recur.Weekly, workdays...), to: j + 1, way: recur.Fixed, firm: true}, true
	}
	days, to := p.weekdayList(j)
	for i := j; i < to; i++ {
		w := p.at(i)
		if _, ok := weekdays[strings.TrimSuffix(w, "s")]; ok && strings.HasSuffix(w, "s") {
			return repeatFound{rule: recur.Every(1, recur.Weekly, days...), to: to, way: recur.Fixed, firm: true}, true
		}
	}
	return repeatFound{}, false
}

// onThe: "on the 1st of every month", "on the last Friday of each month".
func (p *parser) onThe(j int) (repeatFound, bool) {
	if p.next(j) != "the" {
		return repeatFound{}, false
	}
	recurs := func(k int) bool { w := p.next(k + 1); return p.next(k) == "of" && (w == "every" || w == "each") }
	if d, _, ok := dayOfMonth(p.next(j + 1)); ok && recurs(j+2) && p.ofTheMonth(j+2) > 0 {
		return repeatFound{rule: monthDay(1, d), to: p.ofTheMonth(j + 2), way: recur.Fixed, firm: true}, true
	}
	position := ordinals[p.next(j+1)]
	if p.next(j+1) == "last" {
		position = -1
	}
	if position == 0 || !recurs(j+3) || p.ofTheMonth(j+3) == 0 {
		return repeatFound{}, false
	}
	if day, _, ok := p.weekday(j + 2); ok {
		return monthly("BYDAY="+strconv.Itoa(position)+dayCode(day), p.ofTheMonth(j+3)), true
	}
	return monthly("BYMONTHDAY=-1", p.ofTheMonth(j+3)), position == -1 && p.next(j+2) == "day"
}

// repeatTail: "10 times", "after done".
func (p *parser) repeatTail(f *repeatFound) {
	j := f.to
	if p.next(j) == "for" {
		j++
	}
	if n, ok := count(p.next(j)); ok && n > 0 && p.next(j+1) == "times" {
		f.rule, f.to = f.rule.Limit(n), j+2
	}
	j = f.to
	if w := p.next(j); w != "after" && w != "from" && w != "when" && w != "once" {
		return
	}
	switch w := p.next(j + 1); {
	case w == "done", w == "completion", w == "completed", w == "finished":
		f.way, f.to = recur.FromDone, j+2
	case w == "it" && p.next(j+2) == "is" && p.next(j+3) == "done":
		f.way, f.to = recur.FromDone, j+4
	case w == "it's" && p.next(j+2) == "done", w == "it’s" && p.next(j+2) == "done", w == "i" && p.next(j+2) == "finish":
		f.way, f.to = recur.FromDone, j+3
	}
}

// untilPart: the end of a repeat that was read.
func (p *parser) untilPart() (part, bool) {
	if p.repeat == nil || p.repeat.rule.Times() > 0 {
		return part{}, false
	}
	for i := range p.words {
		if w := p.at(i); w != "until" && w != "till" || p.next(i+1) == "" {
			continue
		}
		f, ok := p.dayAt(i+1, "until")
		if !ok || f.day.Before(p.today) || !p.closes(f.to) {
			continue
		}
		start, end := p.words[i].start, p.words[f.to-1].end
		if !p.isOpen(start, end) {
			continue
		}
		p.repeat.last = dayOf(f.day)
		return part{
			reading: reading{from: i, to: f.to},
			chip:    p.cutOut(KindUntil, start, end, "until "+p.dayLabel(f.day), string(p.repeat.last)),
			put:     func(*TaskParts) {},
		}, true
	}
	return part{}, false
}

// tooLate: a day after the end of the repeat is not its first.
func (p *parser) tooLate(day *reading) bool {
	return p.repeat.last != "" && dayOf(day.day) > p.repeat.last
}

// settleRepeat gives the repeat its first day, and the day to the task if it has none.
func (p *parser) settleRepeat(whole *Phrase, parts []part) {
	if p.repeat == nil {
		return
	}
	rule, begins := p.repeat.rule, whole.Task.Start
	for _, part := range parts {
		if part.chip.Kind == KindStart {
			begins = clock.Day(part.chip.Value)
		}
	}
	hasDay := false
	for _, chip := range whole.Chips {
		hasDay = hasDay || chip.Kind == KindDay
	}
	if !hasDay {
		first := dayOf(p.today)
		if begins > first {
			first = begins
		}
		whole.Day = first
		if next, ok := rule.From(first).Next(recur.Moment{Day: first}, recur.Moment{Day: first.Add(-1)}); ok {
			whole.Day = next.Day
		}
	}
	if whole.Time == "" {
		whole.Time = p.repeat.time
	}
	if p.repeat.way == recur.Fixed {
		rule = rule.From(whole.Day)
	}
	if p.repeat.last != "" {
		rule = rule.Until(p.repeat.last)
	}
	whole.Task.Repeat, whole.Task.Way = rule.String(), p.repeat.way
	for i, part := range parts {
		if part.chip.Kind == KindRepeat {
			parts[i].chip.Label = p.repeat.label()
			parts[i].chip.Value = whole.Task.Repeat
			if !hasDay {
				parts[i].chip.Label += ", from " + p.dayLabel(dateOf(whole.Day))
			}
		}
	}
	for i, chip := range whole.Chips {
		if chip.Kind == KindTime {
			whole.Chips[i].Label = chip.Value
		}
	}
}

func (f *repeatFound) label() string {
	label := f.rule.Describe()
	if f.time != "" {
		label += " at " + string(f.time)
	}
	if f.way == recur.FromDone {
		label += " after it is done"
	}
	return label
}
