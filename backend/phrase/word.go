package phrase

import (
	"strings"
	"time"
	"unicode"

	"northboard/backend/clock"
)

// word is a piece of the text between spaces, without the punctuation around it.
type word struct {
	text  string // as typed
	lower string
	start int  // rune offsets of the piece without its punctuation
	end   int  //
	left  bool // punctuation stands before it
	right bool // punctuation stands after it
	dot   bool // that punctuation begins with a full stop
	comma bool // that punctuation is one comma
	from  int  // rune offsets of the piece with its punctuation
	to    int  //
}

// reading is a run of words that was understood as a day or a time.
type reading struct {
	from, to int  // words [from, to)
	marked   bool // a word such as "by" led to it
	day      time.Time
	time     clock.TimeOfDay
}

type parser struct {
	text   []rune
	words  []word
	today  time.Time
	order  DateOrder
	closed []span
	// repeat is what was read as a repetition; a time may stand beside it.
	repeat *repeatFound
}

type span struct{ start, end int }

func (p *parser) span(r *reading) (start, end int) {
	start, end = p.words[r.from].start, p.words[r.to-1].end
	// The stop of "6.3." belongs to the date.
	if last := p.words[r.to-1]; last.dot && isDotted(last.text) {
		end++
	}
	return start, end
}

// split cuts the text at white space and takes the punctuation off each piece.
func split(text []rune) []word {
	words := []word{}
	for i := 0; i < len(text); {
		if unicode.IsSpace(text[i]) {
			i++
			continue
		}
		end := i
		for end < len(text) && !unicode.IsSpace(text[end]) {
			end++
		}
		words = append(words, trim(text, i, end))
		i = end
	}
	return words
}

func trim(text []rune, from, to int) word {
	start, end := from, to
	for start < end && isMark(text[start]) {
		start++
	}
	for end > start && isMark(text[end-1]) {
		end--
	}
	t := string(text[start:end])
	w := word{text: t, lower: strings.ToLower(t), start: start, end: end, left: start > from, right: end < to, from: from, to: to}
	if w.right {
		w.dot = text[end] == '.'
		w.comma = text[end] == ',' && to == end+1
	}
	return w
}

// isMark tells punctuation that surrounds words from signs that belong to
// amounts: "80%" and "€2,000" keep theirs.
func isMark(r rune) bool {
	return r != '%' && r != '@' && (unicode.IsPunct(r) || r == '|' || r == '>' || r == '<' || r == '=' || r == '~')
}

// at gives the word in lower case, "" beyond the text.
func (p *parser) at(i int) string {
	if i < 0 || i >= len(p.words) {
		return ""
	}
	return p.words[i].lower
}

// joined tells whether word i follows word i-1 with nothing but space between.
func (p *parser) joined(i int) bool {
	if i <= 0 || i >= len(p.words) {
		return false
	}
	a, b := p.words[i-1], p.words[i]
	return a.text != "" && b.text != "" && !a.right && !b.left
}

// next is the word at i if it is joined to the one before, else "".
func (p *parser) next(i int) string {
	if !p.joined(i) {
		return ""
	}
	return p.words[i].lower
}

// afterComma is like next but lets one comma pass ("March 6, 2027").
func (p *parser) afterComma(i int) string {
	if i > 0 && i < len(p.words) && p.words[i-1].comma && !p.words[i].left {
		return p.words[i].lower
	}
	return p.next(i)
}

// begins tells whether word i opens the text or a part of it.
func (p *parser) begins(i int) bool {
	return !p.joined(i)
}

// ends tells whether nothing is joined to the word before i.
func (p *parser) ends(i int) bool {
	return !p.joined(i)
}

func (p *parser) isOpen(start, end int) bool {
	for _, c := range p.closed {
		if start >= c.start && end <= c.end {
			return false
		}
	}
	return true
}

// closedSpans finds every place where a rejected text stands.
func closedSpans(text []rune, rejected []string) []span {
	spans := []span{}
	for _, r := range rejected {
		want := []rune(strings.TrimSpace(r))
		if len(want) == 0 {
			continue
		}
		for i := 0; i+len(want) <= len(text); i++ {
			if strings.EqualFold(string(text[i:i+len(want)]), string(want)) {
				spans = append(spans, span{i, i + len(want)})
			}
		}
	}
	return spans
}

// titleWithout is the text without the readings, tidied.
func (p *parser) titleWithout(readings ...*reading) string {
	spans := make([]span, 0, len(readings))
	for _, r := range readings {
		if r != nil {
			start, end := p.span(r)
			spans = append(spans, span{start, end})
		}
	}
	return p.titleWithoutSpans(spans)
}

func (p *parser) titleWithoutSpans(spans []span) string {
	keep := make([]rune, 0, len(p.text))
	cut := make([]bool, len(p.text))
	for _, s := range spans {
		for i := s.start; i < s.end; i++ {
			cut[i] = true
		}
	}
	for i, r := range p.text {
		if !cut[i] {
			keep = append(keep, r)
		}
	}
	return tidyCut(string(keep), len(keep) < len(p.text))
}

// tidy folds white space.
func tidy(s string) string {
	return strings.Join(strings.Fields(s), " ")
}

// tidyCut mends what taking a reading out may leave: empty brackets, a space
// before a comma, a dangling comma or dash.
func tidyCut(s string, cut bool) string {
	s = tidy(s)
	if !cut {
		return s
	}
	for _, pair := range [][2]string{
		{"( ", "("}, {" )", ")"}, {"[ ", "["}, {" ]", "]"}, {"()", ""}, {"[]", ""},
		{" ,", ","}, {" ;", ";"}, {" .", "."}, {" !", "!"}, {" ?", "?"}, {" :", ":"}, {",,", ","}, {"(,", "("}, {",)", ")"},
	} {
		s = strings.ReplaceAll(s, pair[0], pair[1])
	}
	s = strings.Trim(tidy(s), " ,;:-–—|@")
	if strings.Trim(s, ".!?…") == "" {
		return ""
	}
	return tidy(s)
}
