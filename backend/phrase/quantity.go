package phrase

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Rules of amounts (goals only):
//   - The first number that counts something measures the goal: it has a sign
//     ("80 %", "€2,000") or a unit of more than one thing ("12 books", "5 km").
//   - A number that names something is none: "chapter 3", "Java 8", "2nd".
//   - The number stays in the title.

type quantity struct {
	value      float64
	unit       string
	start, end int // rune offsets
}

func (q *quantity) label() string {
	n := plainNumber(q.value)
	switch {
	case q.unit == "%":
		return n + " %"
	case isCurrency(q.unit):
		return q.unit + n
	case q.unit == "":
		return n
	}
	return n + " " + q.unit
}

func plainNumber(v float64) string {
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// shortUnits stand beside a number without being plurals.
var shortUnits = set(`km m cm mm mi mile kg g lb lbs stone l ml h hr hrs min mins s kcal cal wpm bpm points pts people men women children words
 kilo kilos euro pound dollar gb mb`)

// number finds the amount outside the day and the time.
func (p *parser) number(day, at *reading) *quantity {
	for i := range p.words {
		if inside(i, day) || inside(i, at) {
			continue
		}
		q := p.quantityAt(i, day, at)
		if q != nil && p.isOpen(q.start, q.end) {
			return q
		}
	}
	return nil
}

func inside(i int, r *reading) bool {
	return r != nil && i >= r.from && i < r.to
}

func (p *parser) quantityAt(i int, day, at *reading) *quantity {
	w := p.words[i]
	q := &quantity{start: w.start, end: w.end}
	body := w.text
	if r, size := utf8.DecodeRuneInString(body); isCurrency(string(r)) {
		q.unit, body = string(r), body[size:]
	} else if r, size := utf8.DecodeLastRuneInString(body); isCurrency(string(r)) || r == '%' {
		q.unit, body = string(r), body[:len(body)-size]
	}
	money := isCurrency(q.unit)
	value, ok := amount(body, money)
	if !ok && q.unit == "" {
		value, ok = wordAmount(w.lower)
		if ok && isDuration(p.next(i+1)) {
			return nil
		}
	}
	if !ok {
		// "5km": digits with a known unit grown on.
		return p.grownTogether(w)
	}
	q.value = value
	if q.unit != "" {
		return q
	}
	if p.joined(i) && (p.at(i-1) == "every" || counted[p.at(i-1)] || p.namesProduct(i-1)) {
		return nil
	}
	next := i + 1
	if !p.joined(next) || inside(next, day) || inside(next, at) {
		return nil
	}
	unit := p.words[next]
	if isDuration(unit.lower) && p.joined(i) && spans[p.at(i-1)] {
		return nil
	}
	switch {
	case unit.text == "%" || isCurrency(unit.text):
		if isCurrency(unit.text) {
			q.value, _ = amount(body, true)
		}
		q.unit = unit.text
	case unit.lower == "percent":
		q.unit = "%"
	case p.isUnit(unit, value):
		q.unit = unit.text
	case p.describes(unit) && p.joined(next+1) && !inside(next+1, day) && !inside(next+1, at) && p.isUnit(p.words[next+1], value):
		// "4 case studies", "3 new clients".
		q.unit = unit.text + " " + p.words[next+1].text
		unit = p.words[next+1]
	default:
		return nil
	}
	q.end = unit.end
	return q
}

// grownTogether reads "5km", "80kg".
func (p *parser) grownTogether(w word) *quantity {
	cut := strings.IndexFunc(w.text, unicode.IsLetter)
	if cut <= 0 || !shortUnits[w.lower[strings.IndexFunc(w.lower, unicode.IsLetter):]] {
		return nil
	}
	value, ok := amount(w.text[:cut], false)
	if !ok {
		return nil
	}
	return &quantity{value: value, unit: w.text[cut:], start: w.start, end: w.end}
}

// isUnit: a plural in small letters, or a known measure; after one, any noun.
func (p *parser) isUnit(w word, value float64) bool {
	if shortUnits[w.lower] {
		return true
	}
	plural := len(w.lower) > 3 && strings.HasSuffix(w.lower, "s") && !strings.HasSuffix(w.lower, "ss")
	return plural && value != 1 && p.describes(w)
}

// describes: a plain word in small letters that could name what is counted.
func (p *parser) describes(w word) bool {
	if capital(w.text) || connectives[w.lower] || heralds[w.lower] || months[w.lower] != 0 {
		return false
	}
	for _, r := range w.text {
		if !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' {
			return false
		}
	}
	return true
}

// namesProduct: a capital inside the text before a number makes a name of
// both ("the Python 3 course"); the first word is a verb ("Read 12 books").
func (p *parser) namesProduct(i int) bool {
	return i > 0 && capital(p.words[i].text)
}

// spans before a duration make it a time, not an amount: "for 3 years".
var spans = set("for after every over last next since past another within about")

func isDuration(w string) bool {
	switch w {
	case "day", "days", "week", "weeks", "month", "months", "year", "years":
		return true
	}
	return false
}

// wordAmount: "two" to "twelve". "One" is rarely an amount.
func wordAmount(w string) (float64, bool) {
	n, ok := numberWords[w]
	return float64(n), ok && n > 1
}

// amount reads 12, 2,000, 2.5, 2,5 and, of money, 2k and 2.000.
func amount(s string, money bool) (float64, bool) {
	factor := 1.0
	if rest, cut := strings.CutSuffix(strings.ToLower(s), "k"); cut && money {
		s, factor = rest, 1000
	}
	if s == "" || len(s) > 15 || s[0] < '0' || s[0] > '9' || s[len(s)-1] < '0' || s[len(s)-1] > '9' {
		return 0, false
	}
	if len(s) > 1 && s[0] == '0' && s[1] >= '0' && s[1] <= '9' {
		return 0, false
	}
	switch {
	case grouped(s, ','):
		s = strings.ReplaceAll(s, ",", "")
	case money && grouped(s, '.'):
		s = strings.ReplaceAll(s, ".", "")
	case strings.Count(s, ",") == 1 && !strings.Contains(s, "."):
		s = strings.Replace(s, ",", ".", 1)
	}
	for _, r := range s {
		if (r < '0' || r > '9') && r != '.' {
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	return v * factor, err == nil
}

// grouped: digits in threes after the separator.
func grouped(s string, sep byte) bool {
	whole, fraction := s, ""
	if sep == ',' {
		whole, fraction, _ = strings.Cut(s, ".")
	}
	parts := strings.Split(whole, string(sep))
	if len(parts) < 2 || strings.Contains(fraction, string(sep)) {
		return false
	}
	for k, part := range parts {
		if k > 0 && len(part) != 3 || k == 0 && (len(part) == 0 || len(part) > 3) {
			return false
		}
		for _, r := range part {
			if r < '0' || r > '9' {
				return false
			}
		}
	}
	return true
}

func isCurrency(s string) bool {
	switch s {
	case "€", "$", "£", "¥":
		return true
	}
	return false
}
