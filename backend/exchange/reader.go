package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// Rules of reading JSON, stricter than encoding/json, which takes the last of two equal keys and alters text that is no
// text:
//
//   - RFC 8259 to the letter: no comments, no byte order mark, nothing after the value, no key twice.
//   - Text is valid UTF-8; an escaped surrogate has its other half.
//   - A number fits an int64 or a finite float64.
//   - It reads on demand and keeps nothing: what is not wanted costs no memory, and depth is the caller's own.

// longestText bounds one string, so that the buffer for it is bounded.
const longestText = 1 << 20

var errJSON = errors.New("not the JSON that was expected")

type reader struct {
	in  *bufio.Reader
	buf []byte
}

func newReader(data []byte) *reader        { return newStreamReader(bytes.NewReader(data)) }
func newStreamReader(in io.Reader) *reader { return &reader{in: bufio.NewReaderSize(in, 64<<10)} }

// next gives the next byte that is no white space, without taking it.
func (r *reader) next() (byte, error) {
	for {
		c, err := r.in.ReadByte()
		if err != nil {
			return 0, unexpected(err)
		}
		if c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			return c, r.in.UnreadByte()
		}
	}
}

func unexpected(err error) error {
	if err == io.EOF {
		return fmt.Errorf("%w: it ends too early", errJSON)
	}
	return err
}

// expect takes one byte that must be there.
func (r *reader) expect(want byte) error {
	c, err := r.next()
	if err != nil {
		return err
	}
	if c != want {
		return fmt.Errorf("%w: %q where %q should be", errJSON, c, want)
	}
	_, err = r.in.ReadByte()
	return err
}

// end makes sure that nothing follows.
func (r *reader) end() error {
	c, err := r.next()
	if errors.Is(err, errJSON) {
		return nil
	}
	if err != nil {
		return err
	}
	return fmt.Errorf("%w: %q after the end", errJSON, c)
}

// object reads an object. For each key fn must read the value.
func (r *reader) object(fn func(key string) error) error {
	var keys keySet
	return r.list('{', '}', func() error {
		key, err := r.text()
		if err != nil {
			return err
		}
		if !keys.add(key) {
			return fmt.Errorf("%w: the key %.40q is there twice", errJSON, key)
		}
		if keys.count == maxMembers {
			return fmt.Errorf("%w: more than %d keys", errJSON, maxMembers)
		}
		if err := r.expect(':'); err != nil {
			return err
		}
		return fn(key)
	})
}

// keySet remembers the keys of an object: the few of a row in place, since there are many rows, and more in a map.
type keySet struct {
	count int
	few   [16]string
	many  map[string]bool
}

// add is false for a key that was added before.
func (s *keySet) add(key string) bool {
	if slices.Contains(s.few[:min(s.count, len(s.few))], key) || s.many[key] {
		return false
	}
	if s.count < len(s.few) {
		s.few[s.count] = key
	} else {
		if s.many == nil {
			s.many = map[string]bool{}
		}
		s.many[key] = true
	}
	s.count++
	return true
}

// array reads an array. For each element fn must read it.
func (r *reader) array(fn func() error) error { return r.list('[', ']', fn) }

func (r *reader) list(open, shut byte, fn func() error) error {
	if err := r.expect(open); err != nil {
		return err
	}
	c, err := r.next()
	if err != nil {
		return err
	}
	if c == shut {
		return r.expect(shut)
	}
	for {
		if err := fn(); err != nil {
			return err
		}
		if c, err = r.next(); err != nil {
			return err
		}
		if c == shut {
			return r.expect(shut)
		}
		if err := r.expect(','); err != nil {
			return err
		}
	}
}

// value reads null, true, false, a number or a text: nil, bool, int64, float64 or string.
func (r *reader) value() (any, error) {
	c, err := r.next()
	if err != nil {
		return nil, err
	}
	switch {
	case c == '"':
		return r.text()
	case c == '-' || c >= '0' && c <= '9':
		return r.number()
	case c == 'n':
		return nil, r.word("null")
	case c == 't':
		return true, r.word("true")
	case c == 'f':
		return false, r.word("false")
	}
	return nil, fmt.Errorf("%w: %q where a plain value should be", errJSON, c)
}

func (r *reader) word(want string) error {
	for i := range len(want) {
		c, err := r.in.ReadByte()
		if err != nil {
			return unexpected(err)
		}
		if c != want[i] {
			return fmt.Errorf("%w: something like %s", errJSON, want)
		}
	}
	return nil
}

// number reads one that fits, written as JSON allows.
func (r *reader) number() (any, error) {
	r.buf = r.buf[:0]
	for len(r.buf) < 64 {
		c, err := r.in.ReadByte()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if (c < '0' || c > '9') && c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E' {
			if err := r.in.UnreadByte(); err != nil {
				return nil, err
			}
			break
		}
		r.buf = append(r.buf, c)
	}
	whole, ok := numberForm(r.buf)
	if !ok {
		return nil, fmt.Errorf("%w: the number %.64q", errJSON, r.buf)
	}
	if whole && string(r.buf) != "-0" {
		n, err := strconv.ParseInt(string(r.buf), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%w: the number %s is too large", errJSON, r.buf)
		}
		return n, nil
	}
	f, err := strconv.ParseFloat(string(r.buf), 64)
	if err != nil || math.IsInf(f, 0) {
		return nil, fmt.Errorf("%w: the number %s is too large", errJSON, r.buf)
	}
	return f, nil
}

// numberForm holds a number to the grammar, and says whether it is written as a whole one.
func numberForm(b []byte) (whole, ok bool) {
	digits := func() bool {
		n := 0
		for n < len(b) && b[n] >= '0' && b[n] <= '9' {
			n++
		}
		b = b[n:]
		return n > 0
	}
	if len(b) > 0 && b[0] == '-' {
		b = b[1:]
	}
	if len(b) > 1 && b[0] == '0' && b[1] >= '0' && b[1] <= '9' || !digits() {
		return false, false
	}
	whole = len(b) == 0
	if len(b) > 0 && b[0] == '.' {
		if b = b[1:]; !digits() {
			return false, false
		}
	}
	if len(b) > 0 && (b[0] == 'e' || b[0] == 'E') {
		if b = b[1:]; len(b) > 0 && (b[0] == '+' || b[0] == '-') {
			b = b[1:]
		}
		if !digits() {
			return false, false
		}
	}
	return whole, len(b) == 0
}

// text reads a string.
func (r *reader) text() (string, error) {
	if err := r.expect('"'); err != nil {
		return "", err
	}
	r.buf = r.buf[:0]
	for {
		if err := r.plain(); err != nil {
			return "", err
		}
		c, err := r.in.ReadByte()
		if err != nil {
			return "", unexpected(err)
		}
		switch {
		case c == '"':
			if !utf8.Valid(r.buf) {
				return "", fmt.Errorf("%w: bytes that are no characters", errJSON)
			}
			return string(r.buf), nil
		case c < 0x20:
			return "", fmt.Errorf("%w: a bare control character", errJSON)
		case len(r.buf) >= longestText:
			return "", fmt.Errorf("%w: a text of more than %d bytes", errJSON, longestText)
		case c == '\\':
			if err := r.escape(); err != nil {
				return "", err
			}
		default:
			r.buf = append(r.buf, c)
		}
	}
}

// plain takes what is at hand up to the first byte that means something, as most text is.
func (r *reader) plain() error {
	at, err := r.in.Peek(r.in.Buffered())
	if err != nil {
		return err
	}
	n := 0
	for n < len(at) && at[n] >= 0x20 && at[n] != '"' && at[n] != '\\' && len(r.buf)+n < longestText {
		n++
	}
	r.buf = append(r.buf, at[:n]...)
	_, err = r.in.Discard(n)
	return err
}

var escapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func (r *reader) escape() error {
	c, err := r.in.ReadByte()
	if err != nil {
		return unexpected(err)
	}
	if plain, ok := escapes[c]; ok {
		r.buf = append(r.buf, plain)
		return nil
	}
	if c != 'u' {
		return fmt.Errorf("%w: the escape \\%c", errJSON, c)
	}
	first, err := r.unit()
	if err != nil {
		return err
	}
	if utf16.IsSurrogate(first) {
		if err := r.word(`\u`); err != nil {
			return fmt.Errorf("%w: half a surrogate", errJSON)
		}
		second, err := r.unit()
		if err != nil {
			return err
		}
		if first = utf16.DecodeRune(first, second); first == utf8.RuneError {
			return fmt.Errorf("%w: half a surrogate", errJSON)
		}
	}
	r.buf = utf8.AppendRune(r.buf, first)
	return nil
}

// unit reads the four hex digits of an escape.
func (r *reader) unit() (rune, error) {
	var four [4]byte
	if _, err := io.ReadFull(r.in, four[:]); err != nil {
		return 0, unexpected(err)
	}
	for _, c := range four {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
			return 0, fmt.Errorf("%w: an escape that is none", errJSON)
		}
	}
	n, err := strconv.ParseUint(string(four[:]), 16, 32)
	return rune(n), err
}
