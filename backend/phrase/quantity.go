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
//   - A decimal sign is a point or a comma. Thousands stand in threes behind a
//     comma, a point, a space or an apostrophe: "12,000", "12 000", "1.000.000";
//     where two signs stand, the last is the decimal sign.
//   - One comma before three digits parts thousands; one point is a decimal
//     point ("1.500 km" is one and a half), but of money it parts thousands, too
//     ("€1.500"). The page reads its number fields alike (frontend/src/ui/number.ts).
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
	body, last := p.inThrees(i, day, at)
	q := &quantity{start: w.start, end: p.words[last].end}
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
	next := last + 1
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

// inThrees is the word at i with the thousands that follow it behind spaces
// ("12 000", "€1 250 000,50"), and the last word of it.
func (p *parser) inThrees(i int, day, at *reading) (text string, last int) {
	text, last = p.words[i].text, i
	first := strings.TrimLeft(text, "€$£¥")
	if len(first) > 3 || !allDigits(first) || first[0] == '0' {
		return text, last
	}
	for next := i + 1; p.joined(next) && !inside(next, day) && !inside(next, at); next++ {
		group := p.words[next].text
		if len(group) < 3 || !allDigits(group[:3]) || len(group) > 3 && group[3] >= '0' && group[3] <= '9' {
			break
		}
		text, last = text+" "+group, next
		if len(group) > 3 {
			break // ",50", "€", "%"
		}
	}
	return text, last
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

// amount reads 12, 2,000, 12 000, 2.5, 2,5 and, of money, 2k and 2.000.
func amount(s string, money bool) (float64, bool) {
	factor := 1.0
	if rest, cut := strings.CutSuffix(strings.ToLower(s), "k"); cut && money {
		s, factor = rest, 1000
	}
	whole, fraction := s, ""
	if at := strings.LastIndexAny(s, ".,"); at >= 0 && !isThousand(s, at, money) {
		whole, fraction = s[:at], s[at+1:]
		if !allDigits(fraction) {
			return 0, false
		}
	}
	whole, ok := ungrouped(whole)
	if !ok || len(whole)+len(fraction) > 15 {
		return 0, false
	}
	v, err := strconv.ParseFloat(whole+"."+fraction, 64)
	return v * factor, err == nil
}

// isThousand tells whether the last point or comma of s parts thousands.
func isThousand(s string, at int, money bool) bool {
	if _, ok := ungrouped(s); !ok {
		return false
	}
	// One point before three digits is a decimal point, but of money.
	return money || s[at] == ',' || strings.Count(s, ".") > 1
}

// ungrouped takes the signs out of a whole number: digits, or digits in threes
// behind one and the same sign.
func ungrouped(s string) (string, bool) {
	at := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if at < 0 {
		return s, s != "" && (len(s) == 1 || s[0] != '0')
	}
	sign, size := utf8.DecodeRuneInString(s[at:])
	if !strings.ContainsRune(",.'’ ", sign) || at == 0 || at > 3 || s[0] == '0' {
		return "", false
	}
	groups := strings.Split(s[at+size:], string(sign))
	for _, group := range groups {
		if len(group) != 3 || !allDigits(group) {
			return "", false
		}
	}
	return s[:at] + strings.Join(groups, ""), true
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func isCurrency(s string) bool {
	switch s {
	case "€", "$", "£", "¥":
		return true
	}
	return false
}
