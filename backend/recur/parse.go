package recur

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
)

// most is the largest INTERVAL and COUNT: a rule beyond it is a slip, and counting it would take long.
const most = 9999

// longest is the number of bytes beyond which a text is no rule.
const longest = 2000

var freqNames = map[string]Freq{
	"SECONDLY": secondly, "MINUTELY": Minutely, "HOURLY": Hourly, "DAILY": Daily, "WEEKLY": Weekly, "MONTHLY": Monthly, "YEARLY": Yearly,
}

var dayNames = [...]string{time.Sunday: "SU", time.Monday: "MO", time.Tuesday: "TU", time.Wednesday: "WE", time.Thursday: "TH", time.Friday: "FR", time.Saturday: "SA"}

// Parse reads a rule such as "FREQ=WEEKLY;BYDAY=FR". The error is a sentence for the person. A rule that can never
// happen, whatever its start, or that happens more often than once a minute, is refused; Check knows more, once there
// is a start.
func Parse(text string) (Rule, error) {
	r, err := parse(text)
	if err != nil {
		return Rule{}, err
	}
	if r.freq == secondly || len(r.seconds) > 1 {
		return Rule{}, refuse("A rule that repeats more often than once a minute cannot be kept. Choose minutes, hours or days.")
	}
	return r, r.valid()
}

// parse reads the grammar and nothing of what is wise.
func parse(text string) (Rule, error) {
	r := Rule{set: true, interval: 1, wkst: time.Monday}
	if len(text) > longest {
		return Rule{}, refuse("This is too long for a rule of repetition.")
	}
	text = strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(text)), "RRULE:")
	seen := map[string]bool{}
	for part := range strings.SplitSeq(strings.Trim(text, "; "), ";") {
		name, value, ok := strings.Cut(strings.TrimSpace(part), "=")
		if !ok || value == "" {
			return Rule{}, refuse("%q is no part of a rule. A rule looks like FREQ=WEEKLY;BYDAY=FR.", part)
		}
		if seen[name] {
			return Rule{}, refuse("The rule says %s twice.", name)
		}
		seen[name] = true
		if err := r.part(name, value); err != nil {
			return Rule{}, err
		}
	}
	if !seen["FREQ"] {
		return Rule{}, refuse("The rule does not say how often. Begin it with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.")
	}
	if seen["COUNT"] && seen["UNTIL"] {
		return Rule{}, refuse("The rule has two ends, COUNT and UNTIL. Keep one of them.")
	}
	return r, nil
}

func (r *Rule) part(name, value string) (err error) {
	switch name {
	case "FREQ":
		freq, ok := freqNames[value]
		if !ok {
			return refuse("%q is no frequency. Use DAILY, WEEKLY, MONTHLY or YEARLY.", value)
		}
		r.freq = freq
	case "INTERVAL":
		r.interval, err = number(name, value, 1, most)
	case "COUNT":
		r.count, err = number(name, value, 1, most)
	case "UNTIL":
		err = r.readUntil(value)
	case "WKST":
		day, ok := dayNamed(value)
		if !ok {
			return refuse("%q is no first day of a week. Use MO or SU.", value)
		}
		r.wkst = day
	case "BYMONTH":
		r.months, err = numbers(name, value, 1, 12, false)
	case "BYMONTHDAY":
		r.monthDays, err = numbers(name, value, 1, 31, true)
	case "BYYEARDAY":
		r.yearDays, err = numbers(name, value, 1, 366, true)
	case "BYWEEKNO":
		r.weekNos, err = numbers(name, value, 1, 53, true)
	case "BYHOUR":
		r.hours, err = numbers(name, value, 0, 23, false)
	case "BYMINUTE":
		r.minutes, err = numbers(name, value, 0, 59, false)
	case "BYSECOND":
		r.seconds, err = numbers(name, value, 0, 60, false)
	case "BYSETPOS":
		r.setPos, err = numbers(name, value, 1, 366, true)
	case "BYDAY":
		err = r.readWeekdays(value)
	default:
		return refuse("%s is not understood in a rule of repetition.", name)
	}
	return err
}

// refuse names the field as the page does.
func refuse(sentence string, args ...any) error {
	return fault.Newf(fault.Invalid, sentence, args...).WithField("repeat")
}

func number(name, value string, low, high int) (int, error) {
	n, err := strconv.Atoi(value)
	if err != nil || n < low || n > high {
		return 0, refuse("%s is %s, but must be a number from %d to %d.", name, value, low, high)
	}
	return n, nil
}

// numbers reads a list, sorted and without doubles.
func numbers(name, value string, low, high int, negative bool) ([]int, error) {
	list := []int{}
	for entry := range strings.SplitSeq(value, ",") {
		entry = strings.TrimSpace(entry)
		n, err := strconv.Atoi(entry)
		size := n
		if negative && n < 0 {
			size = -n
		}
		if err != nil || size < low || size > high {
			return nil, refuse("%s has %q, but its numbers go from %d to %d.", name, entry, low, high)
		}
		if name == "BYSECOND" {
			n = min(n, 59) // the leap second, which no clock here shows
		}
		list = append(list, n)
	}
	slices.Sort(list)
	return slices.Compact(list), nil
}

func dayNamed(s string) (time.Weekday, bool) {
	i := slices.Index(dayNames[:], s)
	return time.Weekday(i), i >= 0
}

func (r *Rule) readWeekdays(value string) error {
	for entry := range strings.SplitSeq(value, ",") {
		entry = strings.TrimSpace(entry)
		cut := max(0, len(entry)-2)
		day, ok := dayNamed(entry[cut:])
		n := 0
		if ok && cut > 0 {
			var err error
			n, err = strconv.Atoi(entry[:cut])
			ok = err == nil && n != 0 && n >= -53 && n <= 53
		}
		if !ok {
			return refuse("BYDAY has %q, but a day is MO, TU, WE, TH, FR, SA or SU, or 1MO for the first Monday.", entry)
		}
		r.weekdays = append(r.weekdays, weekdayNum{n, day})
	}
	slices.SortFunc(r.weekdays, compareWeekdays)
	r.weekdays = slices.Compact(r.weekdays)
	return nil
}

// compareWeekdays puts Monday first.
func compareWeekdays(a, b weekdayNum) int {
	return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare((a.day+6)%7, (b.day+6)%7))
}

func (r *Rule) readUntil(value string) error {
	for layout, set := range map[string]func(){
		"20060102":         func() { r.untilDay = true },
		"20060102T150405":  func() {},
		"20060102T150405Z": func() { r.untilUTC = true },
	} {
		t, err := time.Parse(layout, value)
		if err == nil && len(value) == len(layout) && clock.DayOf(t).Valid() {
			r.hasUntil, r.until = true, wall(t.Unix())
			set()
			return nil
		}
	}
	return refuse("UNTIL is %s, which is no day. A day looks like 20271231.", value)
}

// valid refuses what the RFC forbids and what can never happen.
func (r Rule) valid() error {
	numbered := slices.ContainsFunc(r.weekdays, func(w weekdayNum) bool { return w.n != 0 })
	switch {
	case len(r.weekNos) > 0 && r.freq != Yearly:
		return refuse("Week numbers (BYWEEKNO) only make sense in a yearly rule.")
	case len(r.yearDays) > 0 && (r.freq == Daily || r.freq == Weekly || r.freq == Monthly):
		return refuse("Days of the year (BYYEARDAY) only make sense in a yearly rule.")
	case len(r.monthDays) > 0 && r.freq == Weekly:
		return refuse("Days of the month (BYMONTHDAY) make no sense in a weekly rule.")
	case numbered && r.freq != Monthly && r.freq != Yearly || numbered && len(r.weekNos) > 0:
		return refuse("The first or last weekday (as in 1MO) only makes sense in a monthly or yearly rule.")
	case len(r.setPos) > 0 && len(r.months)+len(r.monthDays)+len(r.yearDays)+len(r.weekNos)+len(r.weekdays)+len(r.hours)+len(r.minutes)+len(r.seconds) == 0:
		return refuse("The rule chooses a position (BYSETPOS) and does not say of what.")
	}
	if !r.everMatches() {
		return errNever
	}
	return nil
}

var errNever = refuse("This rule never comes round: no day fits all of it. Nothing was changed. Take one of its conditions away.")

// everMatches looks for a start from which something happens: 44 years hold every calendar there is.
// What depends on the start is left to Check.
func (r Rule) everMatches() bool {
	if len(r.months)+len(r.monthDays)+len(r.yearDays)+len(r.weekNos)+len(r.weekdays)+len(r.setPos) == 0 {
		return true
	}
	free := r
	free.interval, free.count, free.hasUntil = 1, 0, false
	if free.freq < Daily {
		// The times of the day are looked at with the start.
		free.freq, free.setPos = Daily, nil
		free.hours, free.minutes, free.seconds = nil, nil, nil
	}
	return len(free.expand(anyStart, anyStart.wall(), anyEnd, 1)) > 0
}

var (
	anyStart = Moment{Day: "2001-01-01"}
	anyEnd   = Moment{Day: "2045-12-31"}.wall()
)

// Check says in a sentence why nothing would ever happen from a start on, or nil.
func (r Rule) Check(start Moment) error {
	if !r.set {
		return refuse("There is no rule.")
	}
	if !start.Day.Valid() {
		return refuse("A repeat needs a day to begin with.")
	}
	if len(r.expand(start, start.wall(), r.horizon(start.wall()), 1)) > 0 {
		return nil
	}
	if r.hasUntil && r.end() < start.wall() {
		return refuse("This repeat is over before it begins. Choose a later end.")
	}
	return errNever
}
