package phrase

// Rules of the company a day keeps:
//   - A word that may be part of the title counts as a day only where the text
//     could end after it: at its end, at punctuation, before "with" or a time.
//   - "by", "on", "before" and the like lead to a day and make it likelier.
//   - After "the", "every", "last", "to" and the like it belongs to the title.
//   - What recurs and what is listed is not one day.

// lead finds the words that lead to a day at i ("by", "due on") and the one
// that decides its meaning.
func (p *parser) lead(i int) (from int, marker string) {
	from = i
	if i >= 3 && p.joined(i) && p.joined(i-1) && p.joined(i-2) &&
		p.at(i-3) == "no" && p.at(i-2) == "later" && p.at(i-1) == "than" {
		return i - 3, "by"
	}
	for from > 0 && i-from < 2 && markers[p.at(from-1)] && (p.joined(from) || p.at(from-1) == "due") {
		from--
		if marker == "" {
			marker = p.at(from)
		}
	}
	if marker == "" && p.joined(i) && p.at(i) == "the" {
		if w := p.at(i - 1); w == "at" || w == "in" || w == "over" {
			return i - 1, w
		}
	}
	return from, marker
}

// believed looks at the company of a day.
func (p *parser) believed(lead int, f found, marked bool) bool {
	if p.joined(lead) && !marked && (heralds[p.at(lead-1)] || p.isDateLike(lead-1)) {
		return false
	}
	switch f.strength {
	case weak:
		return marked && p.closesStrictly(f.to)
	case plain:
		if lead == 0 && !marked && p.at(f.to) != "at" {
			// "Friday with friends" is more likely a name than a day.
			return p.ends(f.to) || p.isTimeWord(f.to)
		}
		return p.closes(f.to) || marked && p.begins(lead)
	case firm:
		return p.closes(f.to) || p.begins(lead)
	}
	return true
}

// belongsToRule: "every other week on Tuesday" says when something recurs, not
// when it is due. Only "by", "before", "until" and "due" still date it.
func (p *parser) belongsToRule(lead int, marker string) bool {
	switch marker {
	case "by", "before", "until", "till", "due":
		return false
	}
	return p.recurs(lead)
}

// recurs tells whether "every" or "each" stands before word i.
func (p *parser) recurs(i int) bool {
	for _, w := range p.words[:i] {
		if w.lower == "every" || w.lower == "each" {
			return true
		}
	}
	return false
}

// inList: "Monday and Wednesday", "Tuesday, Thursday or Friday" are no one day.
func (p *parser) inList(to int) bool {
	if to >= len(p.words) {
		return false
	}
	w, comma := p.afterComma(to), p.words[to-1].comma
	if w == "and" || w == "or" {
		to++
		w, comma = p.next(to), true
	}
	if w == "" || !comma {
		return false
	}
	_, _, ok := p.weekday(to)
	return ok
}

// closes tells whether a day or time may end before word i: at the end of the
// text, at punctuation, or before a word that goes on with something else.
func (p *parser) closes(i int) bool {
	return p.ends(i) || connectives[p.at(i)] || p.isTimeWord(i)
}

// isDateLike: a date in digits, which a weekday after it belongs to
// ("2024-09-28 Sat").
func (p *parser) isDateLike(i int) bool {
	parts, _ := numericParts(p.at(i))
	if len(parts) != 3 {
		return false
	}
	for _, part := range parts {
		if _, ok := digits(part, 4); !ok {
			return false
		}
	}
	return true
}

func (p *parser) closesStrictly(i int) bool {
	switch p.at(i) {
	case "and", "or", "for", "to", "as":
		return p.ends(i)
	}
	return p.closes(i)
}
