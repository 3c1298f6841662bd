package search

import (
	"strings"
	"unicode"
)

// Rules of words:
//   - Case and accents do not count: FTS5's unicode61 folds what has a simple base letter; "ß", "ø", "æ" and their like
//     are written out here, in what is indexed and in what is looked for.
//   - Scripts that put no space between words (Chinese, Japanese, Thai, ...) and Korean, whose words carry endings, are
//     indexed letter by letter, and a query in them is a phrase: it finds any part of a text, one letter long or more.
//     An index of trigrams would find nothing shorter than three.
//   - Vowel signs of Arabic and Hebrew, which are mostly left out, do not count.

// alone are the scripts of which each letter is a word of its own.
var alone = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Yi,
}

func isAlone(r rune) bool { return r > 0x0E00 && unicode.In(r, alone...) }

// written out: letters that have no accent to take off.
var writtenOut = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'ø': "o", 'Ø': "o", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'đ': "d", 'Đ': "d", 'ð': "d", 'Ð': "d",
	'ł': "l", 'Ł': "l", 'þ': "th", 'Þ': "th", 'ı': "i", 'İ': "i",
	'أ': "ا", 'إ': "ا", 'آ': "ا", 'ى': "ي", 'ة': "ه", 'ـ': "",
}

// fold writes a text as it is indexed.
func fold(text string) string {
	if isPlain(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 16)
	for _, r := range text {
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case r >= 0xFF01 && r <= 0xFF5E:
			b.WriteRune(r - 0xFEE0) // full width
		case isAlone(r):
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
		case unicode.Is(unicode.Mn, r) && (unicode.Is(unicode.Arabic, r) || unicode.Is(unicode.Hebrew, r) || unicode.Is(unicode.Inherited, r)):
		default:
			if plain, ok := writtenOut[r]; ok {
				b.WriteString(plain)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// words cuts a query where FTS5 cuts a text. What stands together stays together, so that "職務" is one phrase.
func words(query string) [][]string {
	found := [][]string{}
	for _, typed := range strings.Fields(query) {
		// A letter of such a script and a Latin word beside it are found each by itself.
		var run []string
		flush := func() {
			if len(run) > 0 {
				found = append(found, run)
			}
			run = nil
		}
		for _, token := range strings.FieldsFunc(fold(typed), func(r rune) bool { return !isWord(r) }) {
			one := isAlone([]rune(token)[0])
			if len(run) > 0 && isAlone([]rune(run[0])[0]) != one {
				flush()
			}
			run = append(run, token)
		}
		flush()
	}
	return found
}

// isWord is what unicode61 makes words of.
func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Co, r) || unicode.Is(unicode.Mn, r) && !isAlone(r)
}
