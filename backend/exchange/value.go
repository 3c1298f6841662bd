package exchange

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"

	"northboard/backend/board"
	"northboard/backend/clock"
	"northboard/backend/id"
)

var (
	hashForm   = regexp.MustCompile(`^[0-9a-f]{64}$`)
	colourForm = regexp.MustCompile(`^#[0-9a-f]{6}$`)
)

const (
	// longestRank is far above what ten thousand moves of one row make.
	longestRank = 500
	// The years 1 to 9999, in milliseconds since 1970.
	firstInstant, lastInstant = -62135596800000, 253402300799999
	longestJSON               = 4_000
)

// isUUID is for every row and every link, so it is no regular expression.
func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if c != '-' {
				return false
			}
		} else if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// take checks a value that was read for a column and gives it as the row holds it: nil, int64, float64 or string.
func (c column) take(v any) (any, error) {
	if v == nil {
		if !c.null {
			return nil, fmt.Errorf("%s is null", c.name)
		}
		return nil, nil
	}
	switch c.is {
	case shapeWhole, shapeInstant:
		n, ok := v.(int64)
		lo, hi := c.lo, c.hi
		if c.is == shapeInstant {
			lo, hi = firstInstant, lastInstant
		}
		if !ok || float64(n) < lo || float64(n) > hi {
			return nil, fmt.Errorf("%s is %v", c.name, v)
		}
		return n, nil
	case shapeReal:
		if n, ok := v.(int64); ok {
			v = float64(n)
		}
		f, ok := v.(float64)
		if !ok || math.IsNaN(f) || f < c.lo || f > c.hi {
			return nil, fmt.Errorf("%s is %v", c.name, v)
		}
		return f, nil
	}
	s, ok := v.(string)
	if !ok {
		return nil, fmt.Errorf("%s is no text", c.name)
	}
	if err := c.takeText(s); err != nil {
		return nil, err
	}
	return s, nil
}

func (c column) takeText(s string) error {
	ok := false
	switch c.is {
	case shapeID:
		ok = isUUID(s)
	case shapeHash:
		ok = hashForm.MatchString(s)
	case shapeRef:
		ok = isUUID(s) || c.of == "picture" && hashForm.MatchString(s)
	case shapeText:
		ok = utf8.RuneCountInString(s) <= c.most
	case shapeRank:
		_, err := id.Between(s, "")
		ok = err == nil && s != "" && len(s) <= longestRank
	case shapeDay:
		ok = clock.Day(s).Valid()
	case shapeTime:
		ok = clock.TimeOfDay(s).Valid()
	case shapeChoice:
		ok = slices.Contains(c.among, s)
	case shapeColour:
		ok = s == "" || colourForm.MatchString(s)
	case shapeBackground:
		var b board.Background
		ok = flatJSON(s, &b) && (b.Value == "" || b.Kind == board.BackgroundPaper && slices.Contains(board.Papers, b.Value) || colourForm.MatchString(b.Value))
	case shapeStyle:
		var style board.Style
		ok = flatJSON(s, &style) && style.Size >= 0 && style.Size <= board.MaxTextSize && (style.Hue == nil || *style.Hue >= 0 && *style.Hue <= 7)
	}
	if !ok {
		return fmt.Errorf("%s cannot be %.40q", c.name, s)
	}
	return nil
}

// flatJSON reads a small object of plain values into a struct.
func flatJSON(s string, into any) bool {
	if len(s) > longestJSON {
		return false
	}
	r := newReader([]byte(s))
	err := r.object(func(string) error {
		_, err := r.value()
		return err
	})
	return err == nil && r.end() == nil && json.Unmarshal([]byte(s), into) == nil
}

// appendValue writes a value as JSON, a number so that it reads back as exactly itself.
func appendValue(b []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...), nil
	case int64:
		return strconv.AppendInt(b, v, 10), nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("JSON has no number %v", v)
		}
		return appendNumber(b, v), nil
	case string:
		return appendText(b, v), nil
	}
	return nil, fmt.Errorf("JSON has no %T", v)
}

func appendNumber(b []byte, v float64) []byte {
	if abs := math.Abs(v); v == 0 || abs >= 1e-6 && abs < 1e17 {
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	}
	return strconv.AppendFloat(b, v, 'e', -1, 64)
}

func appendText(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for _, r := range s { // Text in the database is valid UTF-8.
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, '\\', 'n')
		case r < 0x20 || r == 0x7f:
			b = append(b, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}
