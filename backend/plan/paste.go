package plan

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"northboard/backend/fault"
)

// Rules of a pasted list:
//   - A line's depth is its indentation: deeper than the line before is one level
//     more, however many spaces or tabs that took; less deep goes back to the
//     level that was indented like it.
//   - Bullets ("-", "*", "+", "•"), numbers ("1.", "2)") and boxes ("[ ]", "[x]")
//     go; a box that is ticked is done.
//   - A Markdown heading stands above what follows it, down to the next heading
//     of its rank, and is Heading.
//   - Empty lines, rules ("---") and code fences are nothing. Marks around a whole
//     line (**, __, `) go; those inside it stay.
//   - Limits come first: 200,000 bytes, 2,000 lines. A line that is too long for a
//     title keeps its beginning as the title and all of it as a note.

// The limits of a pasted list.
const (
	mostPasted     = 200_000
	mostLines      = 2_000
	deepestPasted  = 40
	tabWidth       = 4
	titleOfTooLong = 120
)

// PastedLine is a line of a pasted list as it was understood.
type PastedLine struct {
	Depth   int    `json:"depth"`
	Title   string `json:"title"`
	Notes   string `json:"notes"` // all of a line that is too long for a title
	Done    bool   `json:"done"`
	Heading bool   `json:"heading"`
}

var (
	headingForm = regexp.MustCompile(`^(#{1,6})\s+(.*?)\s*#*$`)
	bulletForm  = regexp.MustCompile(`^(?:[-*+•‣◦–—]|\d{1,3}[.)])(?:\s+|$)`)
	boxForm     = regexp.MustCompile(`^\[([ xX✓✔]?)\](?:\s+|$)`)
	ruleForm    = regexp.MustCompile(`^(?:-\s*){3,}$|^(?:\*\s*){3,}$|^(?:_\s*){3,}$|^={3,}$`)
)

// ReadPasted reads an indented or Markdown list.
func ReadPasted(text string) ([]PastedLine, error) {
	if len(text) > mostPasted {
		return nil, fault.New(fault.TooLarge, "That is more text than a list. Nothing was changed; paste up to 2,000 lines at a time.").WithField("text")
	}
	text = strings.ToValidUTF8(strings.TrimPrefix(text, "\uFEFF"), "\uFFFD")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\v", "\n", "\f", "\n").Replace(text)
	all := []PastedLine{}
	under := 0           // how deep the headings are that stand above
	ranks := []int{}     // their ranks
	indents := []int{-1} // of the lines above, in columns
	for line := range strings.SplitSeq(text, "\n") {
		indent, words := indentOf(line)
		if words == "" || ruleForm.MatchString(words) || strings.HasPrefix(words, "```") {
			continue
		}
		read := PastedLine{}
		if m := headingForm.FindStringSubmatch(words); m != nil {
			for len(ranks) > 0 && ranks[len(ranks)-1] >= len(m[1]) {
				ranks = ranks[:len(ranks)-1]
			}
			read.Depth, read.Heading, words = len(ranks), true, m[2]
			ranks = append(ranks, len(m[1]))
			under, indents = len(ranks), []int{-1}
		} else {
			for len(indents) > 1 && indents[len(indents)-1] >= indent {
				indents = indents[:len(indents)-1]
			}
			read.Depth = under + len(indents) - 1
			indents = append(indents, indent)
			words, read.Done = unmark(words)
		}
		if read.Title, read.Notes = titleAndNotes(plainWords(words)); read.Title == "" {
			continue
		}
		if all = append(all, read); len(all) > mostLines {
			return nil, fault.Newf(fault.TooLarge, "That is more than %d lines. Nothing was changed; paste it in parts.", mostLines).WithField("text")
		}
	}
	if len(all) == 0 {
		return nil, fault.New(fault.Invalid, "There are no lines in that. Nothing was changed; copy a list and paste it again.").WithField("text")
	}
	level(all)
	return all, nil
}

// indentOf measures what a line begins with, in columns.
func indentOf(line string) (columns int, rest string) {
	for i, r := range line {
		switch {
		case r == '\t':
			columns += tabWidth - columns%tabWidth
		case r == '>' || unicode.IsSpace(r): // A quoted list is a list.
			columns++
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r): // Marks of direction, zeroes: they take no room.
		default:
			return columns, strings.TrimSpace(line[i:])
		}
	}
	return columns, ""
}

// unmark takes a bullet and a box off a line.
func unmark(words string) (rest string, done bool) {
	words = words[len(bulletForm.FindString(words)):]
	if m := boxForm.FindStringSubmatch(words); m != nil {
		return words[len(m[0]):], strings.TrimSpace(m[1]) != ""
	}
	return words, false
}

// plainWords takes away what cannot be seen, and marks around all of it.
func plainWords(words string) string {
	words = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, words)
	words = strings.Join(strings.Fields(words), " ")
	for _, mark := range []string{"**", "__", "`", "~~"} {
		inner, opened := strings.CutPrefix(words, mark)
		inner, closed := strings.CutSuffix(inner, mark)
		if opened && closed && inner != "" && !strings.Contains(inner, mark) {
			words = inner
		}
	}
	return strings.TrimSpace(words)
}

func titleAndNotes(words string) (title, notes string) {
	if utf8.RuneCountInString(words) <= maxTitle {
		return words, ""
	}
	r := []rune(words)
	cut := strings.TrimSpace(string(r[:titleOfTooLong])) + "…"
	return cut, string(r[:min(len(r), maxProse)])
}

// level makes the first line the top, and no line more than one deeper than the
// one before.
func level(all []PastedLine) {
	lowest := all[0].Depth
	for _, l := range all {
		lowest = min(lowest, l.Depth)
	}
	before := -1
	for i := range all {
		all[i].Depth = min(all[i].Depth-lowest, before+1, deepestPasted)
		before = all[i].Depth
	}
}
