// Package phrase is the one grammar for what people type about time and
// amounts: "Finish the CV Friday", "Read 12 books by June". It owns the words
// it understands and how they read on a given day.
//
// It never asks the clock, never stores anything and never panics. It reads
// carefully rather than eagerly: a word that may be part of the title stays
// there ("Monitor the build", "Sun contract", "May review"), and every reading
// is a chip that the person can reject.
package phrase

import (
	"northboard/backend/clock"
)

// Rules:
//   - At most one day, one time and (in goals) one number is read.
//   - A day or time that is read leaves the title together with the word that
//     leads to it ("by", "on"); the number of a goal stays in the title.
//   - A reading never empties the title: "Friday" alone is a title.
//   - A day that has passed is never read; "6 March" is the next one to come.
//   - "Friday" said on a Friday is the next one. "next Friday" is the Friday of
//     next week; weeks begin on Monday.
//   - "by June" is the 1st, "in June" its last day, "before June" 31 May.
//   - Offsets count runes, not bytes.

// DateOrder says how "6/3" is meant.
type DateOrder string

const (
	DMY DateOrder = "dmy" // 6/3 is 6 March
	MDY DateOrder = "mdy" // 6/3 is 3 June
	YMD DateOrder = "ymd" // 6/3 is 3 June, 27/6/3 is 3 June 2027
)

// What a chip holds.
const (
	KindDay    = "day"
	KindTime   = "time"
	KindNumber = "number"

	KindRepeat   = "repeat"
	KindUntil    = "until" // when the repeat ends
	KindStart    = "start"
	KindGoal     = "goal"
	KindEstimate = "estimate"
	KindPriority = "priority"
	KindWaiting  = "waiting"
)

// Chip is one reading, shown beside the field so that it can be rejected.
type Chip struct {
	Kind  string `json:"kind"`  // "day", "time", "number", "repeat", ...
	Text  string `json:"text"`  // as typed, with the word that leads to it
	Label string `json:"label"` // how it was understood: "Fri 27 Nov", "17:00", "20 books"
	Start int    `json:"start"` // rune offsets into the text
	End   int    `json:"end"`
	Value string `json:"value"` // "2026-11-27", "17:00", "20"
}

// Phrase is a line as it was understood.
type Phrase struct {
	Title  string          `json:"title"`
	Chips  []Chip          `json:"chips"`
	Day    clock.Day       `json:"day"`
	Time   clock.TimeOfDay `json:"time"`
	Number *float64        `json:"number"`
	Unit   string          `json:"unit"`
	Task   *TaskParts      `json:"task"` // only of ParseTask
}

// longest is the number of runes beyond which a text is prose, not a line to
// be read: it becomes the title as it stands.
const longest = 1000

// Parse reads the day and the time of a line such as a task.
func Parse(text string, today clock.Day, order DateOrder) Phrase {
	return read(text, today, order, nil, false)
}

// ParseRejecting is Parse without the readings that the person turned down:
// rejected holds the Text of their chips. Nothing inside a rejected text is
// read, so "Friday" does not come back out of a rejected "next Friday".
func ParseRejecting(text string, today clock.Day, order DateOrder, rejected []string) Phrase {
	return read(text, today, order, rejected, false)
}

// ParseGoal also reads the number that would measure a goal.
func ParseGoal(text string, today clock.Day, order DateOrder, rejected []string) Phrase {
	return read(text, today, order, rejected, true)
}

// ParseDay reads a text that stands in a field for a day: "Friday", "within six
// months", "yesterday". Unlike in a line, the day need not leave a title and may
// have passed. A text without a day gives a Phrase without one.
func ParseDay(text string, today clock.Day, order DateOrder) Phrase {
	p := parser{text: []rune(text), today: dateOf(today), order: order}
	out := Phrase{Title: tidy(text), Chips: []Chip{}}
	if len(p.text) > longest || p.today.IsZero() {
		return out
	}
	p.words = split(p.text)
	day := p.pastDay()
	if day == nil {
		day = p.bestDay()
	}
	if day != nil {
		p.accept(&out, day, nil)
	}
	return out
}

func read(text string, today clock.Day, order DateOrder, rejected []string, goal bool) Phrase {
	p := parser{text: []rune(text), today: dateOf(today), order: order}
	whole := Phrase{Title: tidy(text), Chips: []Chip{}}
	if len(p.text) > longest || p.today.IsZero() {
		return whole
	}
	p.words = split(p.text)
	p.closed = closedSpans(p.text, rejected)

	day := p.bestDay()
	at := p.bestTime(day)
	if title := p.titleWithout(day, at); title != "" {
		whole.Title = title
		p.accept(&whole, day, at)
	} else {
		day, at = nil, nil
	}
	if goal {
		if n := p.number(day, at); n != nil {
			whole.Number, whole.Unit = &n.value, n.unit
			whole.Chips = append(whole.Chips, Chip{
				Kind: KindNumber, Text: string(p.text[n.start:n.end]), Label: n.label(),
				Start: n.start, End: n.end, Value: plainNumber(n.value),
			})
		}
	}
	return whole
}

// accept puts the day and the time into the phrase.
func (p *parser) accept(out *Phrase, day, at *reading) {
	if day != nil {
		out.Day, out.Time = dayOf(day.day), day.time
		label := p.dayLabel(day.day)
		if day.time != "" && at == nil {
			label += ", " + string(day.time)
		}
		out.Chips = append(out.Chips, p.chip(KindDay, day, label, string(out.Day)))
	}
	if at != nil {
		out.Time = at.time
		label := string(at.time)
		if day == nil {
			// A time without a day is meant for today.
			out.Day = dayOf(p.today)
			label = "Today " + label
		}
		out.Chips = append(out.Chips, p.chip(KindTime, at, label, string(at.time)))
	}
}

func (p *parser) chip(kind string, r *reading, label, value string) Chip {
	start, end := p.span(r)
	return Chip{Kind: kind, Text: string(p.text[start:end]), Label: label, Start: start, End: end, Value: value}
}
