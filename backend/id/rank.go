package id

// Fractional index: strings whose plain byte order is the order of the rows, with room between any two.
//
//   - Digits are 0-9 A-Z a-z, which is also their byte order, so SQLite and the page compare them as they are.
//   - A key is a whole number followed by a fraction. The first letter says how long the whole number is:
//     a = one digit, b = two, ... z = 26; Z = one digit below zero, Y = two, ... So appending and prepending
//     count up and down, and ten thousand appends need keys of four characters.
//   - A fraction never ends in 0: otherwise nothing would fit between a key and itself with a 0 after it.

import (
	"errors"
	"fmt"
	"strings"
)

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// smallest whole number there is; nothing is below it, so it is never given out as a key by itself.
var smallest = "A" + strings.Repeat("0", 26)

var errOrder = errors.New("the lower key is not below the upper")

// Between returns a key after a and before b. "" leaves that end open: Between("", "") is the first key.
// It is an error if a is not below b or if either is not a key.
func Between(a, b string) (string, error) {
	for _, k := range []string{a, b} {
		if k != "" {
			if err := checkKey(k); err != nil {
				return "", err
			}
		}
	}
	if a != "" && b != "" && a >= b {
		return "", fmt.Errorf("between %q and %q: %w", a, b, errOrder)
	}
	switch {
	case a == "" && b == "":
		return "a0", nil
	case a == "":
		return before(b)
	case b == "":
		return after(a)
	}
	wholeA, wholeB := whole(a), whole(b)
	if wholeA == wholeB {
		return wholeA + midpoint(a[len(wholeA):], b[len(wholeB):]), nil
	}
	if next, ok := increment(wholeA); ok && next < b {
		return next, nil
	}
	return wholeA + midpoint(a[len(wholeA):], ""), nil
}

// Spread returns n keys in order, all after a and before b, kept short by halving.
func Spread(a, b string, n int) ([]string, error) {
	keys := make([]string, 0, max(n, 0))
	switch {
	case n <= 0:
		return keys, nil
	case n == 1:
		k, err := Between(a, b)
		if err != nil {
			return nil, err
		}
		return append(keys, k), nil
	case b == "":
		for range n {
			k, err := Between(a, "")
			if err != nil {
				return nil, err
			}
			keys, a = append(keys, k), k
		}
		return keys, nil
	case a == "":
		keys = keys[:n]
		for i := n - 1; i >= 0; i-- {
			k, err := Between("", b)
			if err != nil {
				return nil, err
			}
			keys[i], b = k, k
		}
		return keys, nil
	}
	mid, err := Between(a, b)
	if err != nil {
		return nil, err
	}
	low, err := Spread(a, mid, n/2)
	if err != nil {
		return nil, err
	}
	high, err := Spread(mid, b, n-n/2-1)
	if err != nil {
		return nil, err
	}
	return append(append(append(keys, low...), mid), high...), nil
}

// before gives a key below b with nothing below it to mind.
func before(b string) (string, error) {
	w := whole(b)
	if w == smallest {
		return w + midpoint("", b[len(w):]), nil
	}
	if w < b {
		return w, nil
	}
	if lower, ok := decrement(w); ok && lower != smallest {
		return lower, nil
	}
	return smallest + midpoint("", ""), nil
}

// after gives a key above a with nothing above it to mind.
func after(a string) (string, error) {
	w := whole(a)
	if next, ok := increment(w); ok {
		return next, nil
	}
	return w + midpoint(a[len(w):], ""), nil
}

// midpoint returns a fraction between a and b, where "" is 0 for a and 1 for b. It never ends in the digit 0.
func midpoint(a, b string) string {
	if b != "" {
		// A shared beginning stays; a is thought to go on with zeros.
		n := 0
		for n < len(b) && digitAt(a, n) == b[n] {
			n++
		}
		if n > 0 {
			return b[:n] + midpoint(tail(a, n), b[n:])
		}
	}
	low := 0
	if a != "" {
		low = strings.IndexByte(digits, a[0])
	}
	high := len(digits)
	if b != "" {
		high = strings.IndexByte(digits, b[0])
	}
	if high-low > 1 {
		return digits[(low+high+1)/2 : (low+high+1)/2+1]
	}
	if len(b) > 1 {
		return b[:1]
	}
	return digits[low:low+1] + midpoint(tail(a, 1), "")
}

func digitAt(s string, n int) byte {
	if n < len(s) {
		return s[n]
	}
	return '0'
}

func tail(s string, n int) string {
	if n >= len(s) {
		return ""
	}
	return s[n:]
}

// wholeLength is how many bytes the whole number has that begins with head, its letter included; 0 = no such number.
func wholeLength(head byte) int {
	switch {
	case head >= 'a' && head <= 'z':
		return int(head-'a') + 2
	case head >= 'A' && head <= 'Z':
		return int('Z'-head) + 2
	}
	return 0
}

func whole(key string) string { return key[:wholeLength(key[0])] }

func checkKey(key string) error {
	n := wholeLength(key[0])
	if n == 0 || len(key) < n {
		return fmt.Errorf("%q is not an order key", key)
	}
	for i := range len(key) {
		if strings.IndexByte(digits, key[i]) < 0 {
			return fmt.Errorf("%q is not an order key", key)
		}
	}
	if key == smallest || (len(key) > n && key[len(key)-1] == '0') {
		return fmt.Errorf("%q is not an order key: nothing would fit before it", key)
	}
	return nil
}

// increment gives the next whole number; false after the last.
func increment(w string) (string, bool) {
	b := []byte(w)
	for i := len(b) - 1; i > 0; i-- {
		d := strings.IndexByte(digits, b[i]) + 1
		if d < len(digits) {
			b[i] = digits[d]
			return string(b), true
		}
		b[i] = '0'
	}
	switch head := b[0]; head {
	case 'z':
		return "", false
	case 'Z':
		return "a0", true
	default:
		b[0] = head + 1
		return string(b[0]) + strings.Repeat("0", wholeLength(b[0])-1), true
	}
}

// decrement gives the whole number before; false before the first.
func decrement(w string) (string, bool) {
	b := []byte(w)
	for i := len(b) - 1; i > 0; i-- {
		d := strings.IndexByte(digits, b[i]) - 1
		if d >= 0 {
			b[i] = digits[d]
			return string(b), true
		}
		b[i] = 'z'
	}
	switch head := b[0]; head {
	case 'A':
		return "", false
	case 'a':
		return "Zz", true
	default:
		b[0] = head - 1
		return string(b[0]) + strings.Repeat("z", wholeLength(b[0])-1), true
	}
}
