package recur

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"northboard/backend/clock"
)

// Describe says the rule in plain English, to be read after "repeats": "every second Friday", "every month on the
// last day, 10 times". What is too involved for a phrase is said in parts.
func (r Rule) Describe() string {
	if !r.set {
		return ""
	}
	text := r.pattern()
	text += r.times()
	switch {
	case r.count == 1:
		text += ", once"
	case r.count > 1:
		text += ", " + strconv.Itoa(r.count) + " times"
	case r.hasUntil:
		text += ", until " + dayText(r.until.moment(true).Day)
	}
	return text
}

func dayText(d clock.Day) string {
	y, m, day := d.Date()
	return strconv.Itoa(day) + " " + m.String() + " " + strconv.Itoa(y)
}

var unitNames = [...]string{secondly: "second", Minutely: "minute", Hourly: "hour", Daily: "day", Weekly: "week", Monthly: "month", Yearly: "year"}

// every: "every day", "every second week", "every 5 months".
func every(n int, unit string) string {
	switch {
	case n <= 1:
		return "every " + unit
	case n == 2:
		return "every second " + unit
	case n == 3:
		return "every third " + unit
	}
	return "every " + strconv.Itoa(n) + " " + unit + "s"
}

func (r Rule) pattern() string {
	if text, ok := r.nearestDay(); ok {
		return text
	}
	workdays := isWorkdays(r.weekdays)
	switch {
	case r.freq == Weekly && r.onlyWeekdays() && workdays && r.interval == 1, r.freq == Daily && r.onlyWeekdays() && workdays && r.interval == 1:
		return "every weekday"
	case r.freq == Weekly && r.onlyWeekdays() && len(r.weekdays) == 1 && r.interval <= 3:
		return every(r.interval, r.weekdays[0].day.String())
	case (r.freq == Weekly || r.freq == Daily && r.interval == 1) && r.onlyWeekdays() && len(r.weekdays) > 0:
		unit := every(r.interval, "week") + " on "
		if r.interval == 1 {
			unit = "every "
		}
		return unit + weekdayList(r.weekdays)
	case r.freq == Yearly && len(r.months) == 1 && len(r.monthDays) == 1 && r.monthDays[0] > 0 && r.parts() == 2:
		return every(r.interval, "year") + " on " + strconv.Itoa(r.monthDays[0]) + " " + time.Month(r.months[0]).String()
	}
	return r.inParts()
}

func isWorkdays(list []weekdayNum) bool {
	if len(list) != 5 {
		return false
	}
	return !slices.ContainsFunc(list, func(w weekdayNum) bool {
		return w.n != 0 || w.day == time.Saturday || w.day == time.Sunday
	})
}

// parts counts the parts of the rule that speak of days.
func (r Rule) parts() int {
	n := 0
	for _, length := range []int{len(r.months), len(r.weekNos), len(r.yearDays), len(r.monthDays), len(r.weekdays), len(r.setPos)} {
		if length > 0 {
			n++
		}
	}
	return n
}

func (r Rule) onlyWeekdays() bool {
	return len(r.weekdays) > 0 && r.parts() == 1 && !slices.ContainsFunc(r.weekdays, func(w weekdayNum) bool { return w.n != 0 })
}

// nearestDay knows what From wrote for the ends of months.
func (r Rule) nearestDay() (string, bool) {
	if len(r.setPos) != 1 || r.setPos[0] != -1 || len(r.monthDays) == 0 || r.monthDays[0] != 28 {
		return "", false
	}
	for i, d := range r.monthDays {
		if d != 28+i {
			return "", false
		}
	}
	last := r.monthDays[len(r.monthDays)-1]
	switch {
	case r.freq == Monthly && r.parts() == 2:
		return every(r.interval, "month") + " on the " + ordinal(last) + " or the last day", true
	case r.freq == Yearly && r.parts() == 3 && slices.Equal(r.months, []int{2}):
		return every(r.interval, "year") + " on the last day of February", last == 29
	}
	return "", false
}

// inParts says one part after the other.
func (r Rule) inParts() string {
	text := every(r.interval, unitNames[r.freq])
	if len(r.setPos) > 0 {
		positions := make([]string, len(r.setPos))
		for i, n := range r.setPos {
			positions[i] = position(n)
		}
		text += ", the " + list(positions) + " of"
		if len(r.weekdays) > 0 && r.parts() == 2 && isWorkdays(r.weekdays) {
			return text + " the weekdays"
		}
		text += " the days"
	}
	if len(r.weekdays) > 0 {
		text += " on " + r.weekdayPart()
	}
	if len(r.monthDays) > 0 {
		joint := " on "
		if len(r.weekdays) > 0 {
			joint = " that is "
		}
		text += joint + "the " + list(dayPositions(r.monthDays))
	}
	if len(r.yearDays) > 0 {
		text += " on the " + list(dayPositions(r.yearDays)) + " of the year"
	}
	if len(r.weekNos) > 0 {
		names := make([]string, len(r.weekNos))
		for i, n := range r.weekNos {
			names[i] = strconv.Itoa(n)
		}
		text += " in week " + list(names)
	}
	if len(r.months) > 0 {
		names := make([]string, len(r.months))
		for i, m := range r.months {
			names[i] = time.Month(m).String()
		}
		text += " in " + list(names)
	}
	return text
}

// weekdayPart: "Monday and Friday", "the first Monday and the last Friday".
func (r Rule) weekdayPart() string {
	if !slices.ContainsFunc(r.weekdays, func(w weekdayNum) bool { return w.n != 0 }) {
		if isWorkdays(r.weekdays) {
			return "weekdays"
		}
		return weekdayList(r.weekdays)
	}
	names := make([]string, len(r.weekdays))
	for i, w := range r.weekdays {
		names[i] = w.day.String()
		if w.n != 0 {
			names[i] = "the " + position(w.n) + " " + names[i]
		}
	}
	return list(names)
}

func weekdayList(days []weekdayNum) string {
	names := make([]string, len(days))
	for i, w := range days {
		names[i] = w.day.String()
	}
	return list(names)
}

func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// position: first, second, last, second to last.
func position(n int) string {
	words := []string{"", "first", "second", "third", "fourth", "fifth"}
	switch {
	case n == -1:
		return "last"
	case n < 0:
		return position(-n) + " to last"
	case n < len(words):
		return words[n]
	}
	return ordinal(n)
}

func dayPositions(days []int) []string {
	var names []string
	for _, n := range days {
		if n > 0 {
			names = append(names, ordinal(n))
		}
	}
	for _, n := range days {
		if n < 0 {
			names = append(names, position(n)+" day")
		}
	}
	return names
}

func ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}

// times: " at 9:00 and 17:00" where the rule names them.
func (r Rule) times() string {
	if len(r.hours) == 0 {
		if len(r.minutes) == 0 {
			return ""
		}
		names := make([]string, len(r.minutes))
		for i, m := range r.minutes {
			names[i] = strconv.Itoa(m)
		}
		return " at minute " + list(names)
	}
	if r.freq < Daily || len(r.minutes) > 1 || len(r.hours) > 4 {
		names := make([]string, len(r.hours))
		for i, h := range r.hours {
			names[i] = strconv.Itoa(h)
		}
		return " in hour " + list(names)
	}
	minute := "00"
	if len(r.minutes) == 1 {
		minute = string(append([]byte{}, byte('0'+r.minutes[0]/10), byte('0'+r.minutes[0]%10)))
	}
	names := make([]string, len(r.hours))
	for i, h := range r.hours {
		names[i] = strconv.Itoa(h) + ":" + minute
	}
	return " at " + list(names)
}
