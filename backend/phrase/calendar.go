package phrase

import (
	"fmt"
	"time"

	"northboard/backend/clock"
)

// Days are reckoned as midnights in UTC, where every day has 24 hours.

func date(y int, m time.Month, d int) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// dateOf is zero for a day that is not valid.
func dateOf(d clock.Day) time.Time {
	t, err := time.Parse("2006-01-02", string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

func dayOf(t time.Time) clock.Day {
	return clock.Day(t.Format("2006-01-02"))
}

// addMonths keeps to the last day of a shorter month.
func addMonths(t time.Time, n int) time.Time {
	y, m, d := t.Date()
	first := date(y, m+time.Month(n), 1)
	if last := first.AddDate(0, 1, -1).Day(); d > last {
		d = last
	}
	return first.AddDate(0, 0, d-1)
}

// coming is the next such weekday, at least min days ahead.
func (p *parser) coming(day time.Weekday, min int) time.Time {
	n := (int(day) - int(p.today.Weekday()) + 7) % 7
	if n < min {
		n += 7
	}
	return p.today.AddDate(0, 0, n)
}

// ofWeek is a weekday of the week that is ahead weeks from this one.
func (p *parser) ofWeek(ahead int, day time.Weekday) time.Time {
	sinceMonday := (int(p.today.Weekday()) + 6) % 7
	return p.today.AddDate(0, 0, -sinceMonday+7*ahead+(int(day)+6)%7)
}

// comingDate is the next such day of the year, today included; zero when no
// year has it.
func (p *parser) comingDate(m time.Month, d int) time.Time {
	for y := p.today.Year(); y <= p.today.Year()+8; y++ {
		t := date(y, m, d)
		if t.Month() == m && t.Day() == d && !t.Before(p.today) {
			return t
		}
	}
	return time.Time{}
}

// comingDay is the next such day of a month.
func (p *parser) comingDay(d int) time.Time {
	y, m, _ := p.today.Date()
	for k := 0; k < 12; k++ {
		t := date(y, m+time.Month(k), d)
		if t.Day() == d && !t.Before(p.today) {
			return t
		}
	}
	return time.Time{}
}

// comingMonth is the first day of the next such month. The running month
// counts when only its end has to lie ahead.
func (p *parser) comingMonth(m time.Month, running bool) time.Time {
	first := date(p.today.Year(), m, 1)
	over := first.Before(p.today)
	if running {
		over = aMonth.end(first).Before(p.today)
	}
	if over {
		first = date(p.today.Year()+1, m, 1)
	}
	return first
}

// dayLabel: "Fri 27 Nov", with the year when it is another.
func (p *parser) dayLabel(t time.Time) string {
	label := fmt.Sprintf("%s %d %s", t.Weekday().String()[:3], t.Day(), t.Month().String()[:3])
	if t.Year() != p.today.Year() {
		label += fmt.Sprintf(" %d", t.Year())
	}
	return label
}
