package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"

	"northboard/backend/fault"
)

// record is a row, or a part of one, as the log keeps it: columns in the table's order. Values are nil, int64,
// float64 or string, exactly as they were in the row.
type record []field

type field struct {
	column string
	value  any
}

func (r record) value(column string) any {
	for _, f := range r {
		if f.column == column {
			return f.value
		}
	}
	return nil
}

func unreadableLog(err error) *fault.Error {
	return fault.Wrap(fmt.Errorf("read the log: %w", err), fault.Damaged,
		"The record of what was done cannot be read, so nothing was changed. Please restore a backup if this stays.")
}

var errNotRecord = errors.New("not a flat object")

// readRecord reads the flat object that the triggers write. encoding/json would lose the order, cannot tell 1 from
// 1.0, and takes several times as long; an undo of 500 rows reads a thousand of them.
func readRecord(text []byte) (record, error) {
	if text == nil {
		return nil, nil
	}
	if len(text) < 2 || text[0] != '{' || text[len(text)-1] != '}' {
		return nil, errNotRecord
	}
	rest := text[1 : len(text)-1]
	r := make(record, 0, bytes.Count(rest, []byte(`":`)))
	for len(rest) > 0 {
		if len(r) > 0 {
			if rest[0] != ',' {
				return nil, errNotRecord
			}
			rest = rest[1:]
		}
		column, tail, err := readText(rest)
		if err != nil {
			return nil, err
		}
		if len(tail) < 2 || tail[0] != ':' {
			return nil, errNotRecord
		}
		var value any
		if value, rest, err = readValue(tail[1:]); err != nil {
			return nil, err
		}
		r = append(r, field{column, value})
	}
	return r, nil
}

func readValue(b []byte) (value any, rest []byte, err error) {
	if b[0] == '"' {
		return readBoxedText(b)
	}
	end := bytes.IndexByte(b, ',')
	if end < 0 {
		end = len(b)
	}
	token := string(b[:end])
	if token == "null" {
		return nil, b[end:], nil
	}
	if whole, err := strconv.ParseInt(token, 10, 64); err == nil {
		return whole, b[end:], nil
	}
	real, err := strconv.ParseFloat(token, 64)
	if errors.Is(err, strconv.ErrRange) && math.IsInf(real, 0) {
		err = nil // 9.0e+999 is how SQLite writes infinity.
	}
	return real, b[end:], err
}

func readBoxedText(b []byte) (any, []byte, error) {
	text, rest, err := readText(b)
	return text, rest, err
}

// readText reads a quoted string. The common one without an escape is taken as it stands.
func readText(b []byte) (text string, rest []byte, err error) {
	if len(b) == 0 || b[0] != '"' {
		return "", nil, errNotRecord
	}
	escaped := false
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			escaped = true
			i++
		case '"':
			if !escaped {
				return string(b[1:i]), b[i+1:], nil
			}
			err := json.Unmarshal(b[:i+1], &text)
			return text, b[i+1:], err
		}
	}
	return "", nil, errNotRecord
}
