package phrase

import (
	"fmt"
	"strings"

	"northboard/backend/clock"
)

// Rules of times:
//   - "17:00", "5pm", "5:30 pm", "noon", "at 9".
//   - A single-digit hour from 1 to 6 without am or pm is in the afternoon.
//   - Digits alone are a time only after "at"; "16:9" and "3:16" are none.

var timeLeads = set("at by before until till @")

// notTimes before hh:mm make a duration of it: "run 10 km in 45:00".
var notTimes = set("in under below sub within over psalm verse ratio")

// bestTime is the time of the text: one that a marker leads to before one that
// stands alone, otherwise the last; never inside the day.
func (p *parser) bestTime(day *reading) *reading {
	var best *reading
	for i := 0; i < len(p.words); i++ {
		if day != nil && i >= day.from && i < day.to {
			continue
		}
		r := p.timeReading(i, day)
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

func (p *parser) timeReading(i int, day *reading) *reading {
	c, to, ok := p.clockAt(i)
	if !ok {
		return nil
	}
	lead, marked := i, false
	if p.joined(i) && timeLeads[p.at(i-1)] {
		lead, marked = i-1, true
		if p.at(lead) == "by" && p.joined(lead) && p.at(lead-1) == "due" {
			lead--
		}
	}
	beside := day != nil && (day.to == lead || day.from == to) || p.repeat != nil && (p.repeat.to == lead || p.repeat.from == to)
	if !beside && (p.recurs(len(p.words)) || p.afterDate(lead)) {
		return nil
	}
	if day != nil && to > day.from && lead < day.to {
		return nil
	}
	switch {
	case marked || beside:
		if c.bare && !marked {
			return nil
		}
		opens := beside && (day != nil && day.from == 0 && day.to == lead || // "Monday at 9 call Ana"
			p.repeat != nil && p.repeat.from == 0 && p.repeat.to == lead)
		if (c.bare || c.word) && !opens && !p.closesTime(to, day) {
			return nil
		}
	case c.bare, c.word:
		return nil
	case p.joined(i) && (notTimes[p.at(i-1)] || heralds[p.at(i-1)]):
		return nil
	case !c.half && (len(p.words[i].text) != 5 || c.minute%5 != 0 || !p.closesTime(to, day) && !p.begins(i)):
		return nil
	}
	hour := c.hour
	if !c.half && !c.word && len(p.words[i].text) < 5 && !strings.HasPrefix(p.words[i].text, "0") {
		late := day != nil && day.time >= "17:00"
		if hour >= 1 && hour <= 6 || late && hour < 12 {
			hour += 12
		}
	}
	r := &reading{from: lead, to: to, marked: marked, time: clock.TimeOfDay(fmt.Sprintf("%02d:%02d", hour, c.minute))}
	if start, end := p.span(r); !p.isOpen(start, end) {
		return nil
	}
	return r
}

// afterDate: the time belongs to a day that was not read ("2018-01-24 Wed 17:00").
func (p *parser) afterDate(lead int) bool {
	if !p.joined(lead) {
		return false
	}
	_, _, isDay := p.weekday(lead - 1)
	return isDay || p.isDateLike(lead-1)
}

// closesTime: a time may end before a day, too.
func (p *parser) closesTime(i int, day *reading) bool {
	return p.closes(i) || day != nil && day.from == i
}

type clockFound struct {
	hour, minute int
	half         bool // am or pm was given
	bare         bool // digits alone
	word         bool // "noon"
}

// clockAt reads 17:00, 5pm, 5:30 pm, 9 o'clock, noon, 9.
func (p *parser) clockAt(i int) (c clockFound, to int, ok bool) {
	w := p.at(i)
	to = i + 1
	if w == "noon" || w == "midday" {
		return clockFound{hour: 12, word: true}, to, true
	}
	half := ""
	for _, suffix := range []string{"am", "pm", "a.m", "p.m"} {
		if rest, cut := strings.CutSuffix(w, suffix); cut && rest != "" {
			w, half = rest, suffix[:1]
		}
	}
	if half == "" {
		switch p.next(to) {
		case "am", "a.m":
			half, to = "a", to+1
		case "pm", "p.m":
			half, to = "p", to+1
		case "o'clock", "o’clock":
			if n, ok := digits(w, 2); ok && n >= 1 && n <= 12 {
				return clockFound{hour: n, half: false}, to + 1, true
			}
		}
	}
	hours, minutes, colon := strings.Cut(w, ":")
	h, okH := digits(hours, 2)
	if !okH || h > 23 {
		return c, to, false
	}
	c = clockFound{hour: h, bare: !colon && half == "", half: half != ""}
	if colon {
		m, okM := digits(minutes, 2)
		if !okM || len(minutes) != 2 || m > 59 {
			return c, to, false
		}
		c.minute = m
	}
	if c.half {
		if h < 1 || h > 12 {
			return c, to, false
		}
		c.hour = h % 12
		if half == "p" {
			c.hour += 12
		}
	}
	return c, to, true
}

// isTimeWord tells whether a time stands at word i, so that a day before it is
// complete.
func (p *parser) isTimeWord(i int) bool {
	if i >= len(p.words) {
		return false
	}
	c, _, ok := p.clockAt(i)
	return ok && !c.bare
}
