package recur

import "northboard/backend/clock"

// Way is what a repeated task counts from.
type Way string

// The ways a task repeats.
const (
	Fixed      Way = "fixed"       // by the calendar: the one after this one, overdue or not (rent)
	FromDone   Way = "from_done"   // counted anew from the day it was done (water the plants)
	NextFuture Way = "next_future" // by the calendar, without those that were missed meanwhile (weekly review)
)

// Valid says whether there is such a way.
func (w Way) Valid() bool { return w == Fixed || w == FromDone || w == NextFuture }

// From writes into a rule what it would take from its start, and keeps to the end of months: "every month" from the
// 31st is the last day of each, from the 30th the 30th or the last, "every year" from 29 February is the 28th in other
// years. Other programs read the result alike. Call it when a person makes a repeat by the calendar (FromDone takes its
// days from when it was done, so leave such a rule alone); a rule that says its days itself is left as it is.
func (r Rule) From(start clock.Day) Rule {
	_, month, day := start.Date()
	if !r.set || day == 0 || len(r.months)+len(r.monthDays)+len(r.yearDays)+len(r.weekNos)+len(r.weekdays)+len(r.setPos) > 0 {
		return r
	}
	switch r.freq {
	case Weekly:
		r.weekdays = []weekdayNum{{day: start.Weekday()}}
	case Monthly:
		r.monthDays, r.setPos = nearestMonthDay(day)
	case Yearly:
		r.months, r.monthDays = []int{int(month)}, []int{day}
		if month == 2 && day == 29 {
			r.monthDays, r.setPos = nearestMonthDay(day)
		}
	}
	return r
}

// nearestMonthDay: the last of the days up to this one that the month has.
func nearestMonthDay(day int) (days, setPos []int) {
	if day == 31 {
		return []int{-1}, nil
	}
	if day < 29 {
		return []int{day}, nil
	}
	for d := 28; d <= day; d++ {
		days = append(days, d)
	}
	return days, []int{-1}
}

// Following gives when the next instance of a repeated task is due, false when the rule is over. start is where the
// repeat began, was when the instance that is now done or skipped was due, done when that happened. There is never
// more than one open instance as long as the next is only made when this one is settled.
func (r Rule) Following(way Way, start, was, done Moment) (Moment, bool) {
	switch way {
	case FromDone:
		return r.fromDone(was, done)
	case NextFuture:
		after := was
		if done.Day > was.Day {
			// What is due today after it was done yesterday is not missed: only whole days that are over are.
			after = Moment{Day: done.Day}
		}
		return r.Next(start, after)
	}
	return r.Next(start, was)
}

// fromDone begins the rule anew with the day it was done. A COUNT says what is left: store Fewer each time.
func (r Rule) fromDone(was, done Moment) (Moment, bool) {
	if r.count == 1 {
		return Moment{}, false
	}
	r.count = 0
	if r.freq < Daily && done.Time != "" {
		return r.Next(done, done)
	}
	return r.From(done.Day).Next(Moment{Day: done.Day, Time: was.Time}, Moment{Day: done.Day})
}

// Fewer is the rule with one occurrence fewer to come, for FromDone, where only those that were done count. A rule
// without a COUNT stays as it is.
func (r Rule) Fewer() Rule {
	if r.count > 1 {
		r.count--
	}
	return r
}
