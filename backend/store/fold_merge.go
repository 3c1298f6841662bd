package store

import (
	"encoding/json"
	"fmt"
	"strings"
)

// rawEntry is an entry whose values are kept as the log writes them: taking a number apart and writing it again could
// alter it.
type rawEntry struct {
	seq           int64
	verb          string
	before, after *string
	byAgent       bool
}

// rawEntries gives those of the entries that are still there, by their number.
func rawEntries(tx *Tx, seqs []int64) (map[int64]rawEntry, error) {
	list, err := json.Marshal(seqs)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`
		SELECT c.seq, c.verb, c.before, c.after, o.origin = 'agent'
		FROM json_each(?) AS wanted
		JOIN change AS c ON c.seq = wanted.value
		JOIN operation AS o ON o.id = c.operation`, string(list))
	if err != nil {
		return nil, fmt.Errorf("read what to fold: %w", err)
	}
	defer rows.Close()
	all := make(map[int64]rawEntry, len(seqs))
	for rows.Next() {
		var e rawEntry
		if err := rows.Scan(&e.seq, &e.verb, &e.before, &e.after, &e.byAgent); err != nil {
			return nil, fmt.Errorf("read what to fold: %w", err)
		}
		all[e.seq] = e
	}
	return all, rows.Err()
}

// rawField is a column with its value as JSON.
type rawField struct{ column, value string }

// rawRecord is readRecord without reading the values.
func rawRecord(text *string) ([]rawField, error) {
	if text == nil {
		return nil, nil
	}
	b := []byte(*text)
	if len(b) < 2 || b[0] != '{' || b[len(b)-1] != '}' {
		return nil, errNotRecord
	}
	var all []rawField
	for rest := b[1 : len(b)-1]; len(rest) > 0; {
		if len(all) > 0 {
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
		_, rest, err = readValue(tail[1:])
		if err != nil {
			return nil, err
		}
		all = append(all, rawField{column, string(tail[1 : len(tail)-len(rest)])})
	}
	return all, nil
}

// sides is what is known of a row, column by column, in the order in which columns came up.
type sides struct {
	order []string
	value map[string]string
}

func (s *sides) set(f rawField, over bool) {
	if s.value == nil {
		s.value = map[string]string{}
	}
	if _, known := s.value[f.column]; !known {
		s.order = append(s.order, f.column)
	} else if !over {
		return
	}
	s.value[f.column] = f.value
}

// json writes the columns as the triggers do, in the order of a row where there is a whole one.
func (s *sides) json(only func(column string) bool) *string {
	var b strings.Builder
	for _, column := range s.order {
		if !only(column) {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + column + `":` + s.value[column])
	}
	text := "{" + b.String() + "}"
	return &text
}

// mergeEntries makes one entry of the entries of a row. It gives false when the row ended as it began.
func mergeEntries(entries []rawEntry) (merged rawEntry, keep bool, err error) {
	var was, is sides
	existed := entries[0].verb != "insert"
	exists := existed
	for _, e := range entries {
		if (e.verb == "insert") == exists {
			return merged, false, errUneven
		}
		before, err := rawRecord(e.before)
		if err != nil {
			return merged, false, err
		}
		after, err := rawRecord(e.after)
		if err != nil {
			return merged, false, err
		}
		if len(before)+len(after) == 0 { // It was scrubbed, and has told long ago that the row went.
			if len(entries) > 1 {
				return merged, false, errUneven
			}
			return merged, false, nil
		}
		for _, f := range before {
			if existed {
				was.set(f, false)
			}
		}
		if e.verb == "insert" {
			is = sides{}
		}
		for _, f := range after {
			is.set(f, true)
		}
		exists = e.verb != "delete"
	}
	all := func(string) bool { return true }
	switch {
	case existed && exists:
		differs := func(column string) bool {
			now, known := is.value[column]
			return known && was.value[column] != now
		}
		merged = rawEntry{verb: "update", before: was.json(differs), after: is.json(differs)}
		return merged, *merged.before != "{}", nil
	case exists:
		return rawEntry{verb: "insert", after: is.json(all)}, true, nil
	case existed:
		return rawEntry{verb: "delete", before: was.json(all)}, true, nil
	}
	return rawEntry{}, false, nil
}
