package plan

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// Rules of two editors of one row: a patch may say when its editor last read
// the row. It is refused when one of the columns that it writes to was changed
// after that; other columns do not stand in its way. What was changed is asked
// of the log.

// part is a column and whether a patch writes to it.
type part struct {
	column string
	given  bool
}

func given(parts ...part) []string {
	columns := []string{}
	for _, p := range parts {
		if p.given {
			columns = append(columns, p.column)
		}
	}
	return columns
}

// unchanged refuses to write over what somebody else wrote meanwhile. What
// names the row at the beginning of the sentence; updated is what the row says.
func unchanged(tx *store.Tx, kind, id, what string, updated clock.Instant, seen *clock.Instant, columns []string) error {
	if seen == nil || *seen == updated || len(columns) == 0 {
		return nil
	}
	const far = 50 // A row that was changed more often since cannot be told apart from one that was changed there.
	entries, err := store.LogOf(tx, []store.Row{{Kind: kind, ID: id}}, far)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.At <= *seen {
			return nil
		}
		var row map[string]json.RawMessage
		if len(e.After) > 0 {
			if err := json.Unmarshal(e.After, &row); err != nil {
				return fmt.Errorf("read entry %d of the log: %w", e.Seq, err)
			}
		}
		if slices.ContainsFunc(columns, func(c string) bool { _, ok := row[c]; return ok }) {
			return fault.Newf(fault.Conflict,
				"%s was changed elsewhere while you were writing. Nothing was lost: what you wrote is still here, and so is the other change. Look at what it says now, then save again.", what)
		}
	}
	return nil
}

// set changes what a patch gives.
func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

func among(s string, all []string, field string) error {
	if slices.Contains(all, s) {
		return nil
	}
	return fault.New(fault.Invalid, "There is no such choice. Nothing was changed; choose one of those that are shown.").WithField(field)
}

// joinLines keeps a list of one-line texts as one text.
func joinLines(lines []string) string { return strings.Join(lines, "\n") }

func splitLines(text string) []string {
	if text == "" {
		return []string{}
	}
	return strings.Split(text, "\n")
}
