package phrase

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"northboard/backend/clock"
	"northboard/backend/recur"
)

// Rules of what a task may say besides its day and time:
//   - "#promotion" names a goal: a sign and a letter at the beginning of a word.
//     "C#" and "#1" are none. "#lead-a-team" stands for three words.
//   - "~45m", "~2h", "~1h30", "~1.5 hours" is how long it takes.
//   - "!" to "!!!" alone, with space around, is how much it matters. "Done!" is
//     a title.
//   - "starting Monday", "not before Monday" is the day from which it can begin.
//   - ", waiting for Ana" after punctuation or another reading says on whom it
//     waits. "Stop waiting for permission" is a title.

// TaskParts is what a task says besides its day and time.
type TaskParts struct {
	Repeat   string    `json:"repeat"`   // RFC 5545, "" = once
	Way      recur.Way `json:"way"`      // what it counts from; "" without Repeat
	Start    clock.Day `json:"start"`    // from when it can begin
	Goal     string    `json:"goal"`     // as typed behind the sign, hyphens made spaces
	Estimate int       `json:"estimate"` // minutes, 0 = not said
	Priority int       `json:"priority"` // 0 to 3
	Waiting  string    `json:"waiting"`  // for whom or what
}

// part is one reading of a task besides its day and time: a chip, and what it
// puts into the parts.
type part struct {
	reading
	chip  Chip
	put   func(*TaskParts)
	plain bool // it is a sign, which no title needs: kept also where words alone would empty the title
}

// maxEstimate is 400 hours: a working quarter. More is a goal, not a step.
const maxEstimate = 400 * 60

// ParseTask reads all that a line for a task may hold: "Finish the CV Friday
// 17:00 every week #promotion ~45m !".
func ParseTask(text string, today clock.Day, order DateOrder, rejected []string) Phrase {
	p := parser{text: []rune(text), today: dateOf(today), order: order}
	whole := Phrase{Title: tidy(text), Chips: []Chip{}, Task: &TaskParts{}}
	if len(p.text) > longest || p.today.IsZero() {
		return whole
	}
	p.words = split(p.text)
	p.closed = closedSpans(p.text, rejected)

	signs := p.signs()
	words := p.wordParts()
	day := p.bestDay()
	at := p.bestTime(day)
	if p.repeat != nil && day != nil && p.tooLate(day) {
		day = nil
	}

	parts := slices.Concat(signs, words)
	title := p.titleOf(parts, day, at)
	if title == "" {
		parts, day, at, p.repeat = signs, nil, nil, nil
		title = p.titleOf(parts, nil, nil)
	}
	if title == "" {
		return whole
	}
	whole.Title = title
	p.accept(&whole, day, at)
	p.settleRepeat(&whole, parts)
	for _, part := range parts {
		part.put(whole.Task)
		whole.Chips = append(whole.Chips, part.chip)
	}
	slices.SortStableFunc(whole.Chips, func(a, b Chip) int { return a.Start - b.Start })
	return whole
}

// titleOf is the text without the parts, the day and the time.
func (p *parser) titleOf(parts []part, day, at *reading) string {
	cut := make([]span, 0, len(parts)+2)
	for _, part := range parts {
		cut = append(cut, span{part.chip.Start, part.chip.End})
	}
	for _, r := range []*reading{day, at} {
		if r != nil {
			start, end := p.span(r)
			cut = append(cut, span{start, end})
		}
	}
	return p.titleWithoutSpans(cut)
}

// take blanks the words of a reading: for all that is read later they are a
// stop, as punctuation is.
func (p *parser) take(from, to int) {
	for i := from; i < to; i++ {
		p.words[i].text, p.words[i].lower = "", ""
	}
}

func (p *parser) cutOut(kind string, start, end int, label, value string) Chip {
	return Chip{Kind: kind, Text: string(p.text[start:end]), Label: label, Start: start, End: end, Value: value}
}

// signs reads "#goal", "~45m" and "!", each once.
func (p *parser) signs() []part {
	found := []part{}
	have := map[string]bool{}
	for i := 0; i < len(p.words); i++ {
		for _, try := range []func(int) (part, bool){p.goalAt, p.estimateAt, p.priorityAt} {
			s, ok := try(i)
			if !ok || have[s.chip.Kind] || !p.isOpen(s.chip.Start, s.chip.End) {
				continue
			}
			have[s.chip.Kind] = true
			found = append(found, s)
			p.take(s.from, s.to)
			i = s.to - 1
			break
		}
	}
	return found
}

func (p *parser) goalAt(i int) (part, bool) {
	w := p.words[i]
	raw := p.text[w.from:w.to]
	if len(raw) < 2 || raw[0] != '#' || !unicode.IsLetter(raw[1]) {
		return part{}, false
	}
	end := w.from + 1
	for end < w.to && (unicode.IsLetter(p.text[end]) || unicode.IsMark(p.text[end]) || unicode.IsDigit(p.text[end]) || strings.ContainsRune("-_'’", p.text[end])) {
		end++
	}
	for _, r := range p.text[end:w.to] {
		if !isMark(r) {
			return part{}, false // "#ana@mail" is an address
		}
	}
	name := strings.Trim(strings.NewReplacer("-", " ", "_", " ").Replace(string(p.text[w.from+1:end])), " ")
	return part{
		reading: reading{from: i, to: i + 1}, plain: true,
		chip: p.cutOut(KindGoal, w.from, end, name, name),
		put:  func(t *TaskParts) { t.Goal = name },
	}, name != ""
}

func (p *parser) priorityAt(i int) (part, bool) {
	w := p.words[i]
	raw := string(p.text[w.from:w.to])
	n := len(raw)
	if n > 3 || strings.Trim(raw, "!") != "" {
		return part{}, false
	}
	return part{
		reading: reading{from: i, to: i + 1}, plain: true,
		chip: p.cutOut(KindPriority, w.from, w.to, []string{"", "matters", "matters much", "matters most"}[n], strconv.Itoa(n)),
		put:  func(t *TaskParts) { t.Priority = n },
	}, true
}

func (p *parser) estimateAt(i int) (part, bool) {
	w := p.words[i]
	if w.from == w.to || p.text[w.from] != '~' || w.start != w.from+1 {
		return part{}, false
	}
	minutes, ok := lasting(w.lower)
	to := i + 1
	if !ok {
		// "~45 min", "~2 hours"
		minutes, ok = lasting(w.lower + p.next(to))
		to++
	}
	if !ok || minutes < 1 || minutes > maxEstimate {
		return part{}, false
	}
	if more, isMore := lasting(p.next(to)); isMore && minutes%60 == 0 && more < 60 && !p.words[to-1].right {
		// "~1h 30m"
		minutes, to = minutes+more, to+1
	}
	return part{
		reading: reading{from: i, to: to}, plain: true,
		chip: p.cutOut(KindEstimate, w.from, p.words[to-1].end, lastingLabel(minutes), strconv.Itoa(minutes)),
		put:  func(t *TaskParts) { t.Estimate = minutes },
	}, true
}

// lasting reads 45m, 45min, 2h, 1.5h, 1,5hours, 1h30, 1h30m as minutes.
func lasting(s string) (int, bool) {
	cut := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' })
	if cut <= 0 || cut > 6 {
		return 0, false
	}
	n, err := strconv.ParseFloat(strings.Replace(s[:cut], ",", ".", 1), 64)
	if err != nil || n > maxEstimate {
		return 0, false
	}
	switch unit := s[cut:]; unit {
	case "m", "min", "mins", "minute", "minutes":
		return int(n), n == float64(int(n))
	case "h", "hr", "hrs", "hour", "hours":
		return int(n*60 + 0.5), true
	default:
		rest, ok := strings.CutPrefix(unit, "h")
		minutes, isNumber := digits(strings.TrimSuffix(strings.TrimSuffix(rest, "in"), "m"), 2)
		return int(n)*60 + minutes, ok && isNumber && n == float64(int(n)) && minutes < 60
	}
}

func lastingLabel(minutes int) string {
	h, m := minutes/60, minutes%60
	switch {
	case h == 0:
		return strconv.Itoa(m) + " min"
	case m == 0:
		return strconv.Itoa(h) + " h"
	}
	return strconv.Itoa(h) + " h " + strconv.Itoa(m) + " min"
}

// wordParts reads what is said in words: repeat, its end, start, waiting.
func (p *parser) wordParts() []part {
	found := []part{}
	for _, read := range []func() (part, bool){p.startPart, p.repeatPart, p.untilPart, p.waitingPart} {
		if r, ok := read(); ok {
			found = append(found, r)
			p.take(r.from, r.to)
		}
	}
	return found
}

// startPart: "starting Monday", "not before Monday", "from Monday on".
func (p *parser) startPart() (part, bool) {
	for i := range p.words {
		j, needsOn := i, false
		switch {
		case p.at(i) == "starting":
			j = i + 1
		case p.at(i) == "start" && p.joined(i):
			j = i + 1
		case p.at(i) == "not" && (p.next(i+1) == "before" || p.next(i+1) == "until"):
			j = i + 2
		case p.at(i) == "from":
			j, needsOn = i+1, true
		default:
			continue
		}
		if w := p.next(j); w == "on" || w == "in" && !needsOn {
			j++
		}
		if p.next(j) == "" {
			continue
		}
		f, ok := p.dayAt(j, "by")
		if !ok || f.day.Before(p.today) {
			continue
		}
		to := f.to
		if needsOn {
			if w := p.next(to); w != "on" && w != "onward" && w != "onwards" {
				continue
			}
			to++
		}
		start, end := p.words[i].start, p.words[to-1].end
		if !p.closes(to) && i != 0 || !p.isOpen(start, end) {
			continue
		}
		day := dayOf(f.day)
		return part{
			reading: reading{from: i, to: to},
			chip:    p.cutOut(KindStart, start, end, "from "+p.dayLabel(f.day), string(day)),
			put:     func(t *TaskParts) { t.Start = day },
		}, true
	}
	return part{}, false
}

// waitingPart: ", waiting for Ana".
func (p *parser) waitingPart() (part, bool) {
	for i := 1; i < len(p.words); i++ {
		if p.at(i) != "waiting" || p.joined(i) {
			continue
		}
		if w := p.next(i + 1); w != "for" && w != "on" {
			continue
		}
		to := i + 2
		for p.next(to) != "" {
			to++
		}
		start, end := p.words[i].start, p.words[to-1].end
		if to == i+2 || to-i > 8 || !p.isOpen(start, end) {
			continue
		}
		who := string(p.text[p.words[i+2].start:end])
		return part{
			reading: reading{from: i, to: to},
			chip:    p.cutOut(KindWaiting, start, end, "waiting for "+who, who),
			put:     func(t *TaskParts) { t.Waiting = who },
		}, true
	}
	return part{}, false
}
