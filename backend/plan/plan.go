// Package plan owns what a person is working towards: aspirations, the goals
// under them with their measure and readings, milestones and tasks, and the
// rules that are computed from them (progress, status, next action, the SMART
// marks).
//
// Its verbs work on a transaction that somebody else opened. It never opens
// one, never stores what can be computed, and knows nothing of boards,
// pictures or reminders.
package plan

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/id"
	"northboard/backend/store"
)

// Limits keep a slip (a pasted book) from becoming a title.
const (
	maxTitle = 300
	maxProse = 10000
	maxUnit  = 40
)

// title tidies a one-line text and refuses an empty or endless one. What names
// the thing in the sentence: "A goal".
func title(s, what, field string) (string, error) {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" {
		return "", fault.Newf(fault.Invalid, "%s needs a few words. Nothing was changed; write what it is and try again.", what).WithField(field)
	}
	if utf8.RuneCountInString(s) > maxTitle {
		return "", fault.Newf(fault.TooLarge, "That is too long for a title. Nothing was changed; keep it under %d letters.", maxTitle).WithField(field)
	}
	return s, nil
}

// prose tidies a text of several lines; it may be empty.
func prose(s, field string) (string, error) {
	s = strings.TrimSpace(s)
	if utf8.RuneCountInString(s) > maxProse {
		return "", fault.Newf(fault.TooLarge, "That text is too long to keep here. Nothing was changed; keep it under %d letters.", maxProse).WithField(field)
	}
	return s, nil
}

// optionalDay lets "" pass as no day.
func optionalDay(d clock.Day, field string) error {
	if d == "" || d.Valid() {
		return nil
	}
	return fault.New(fault.Invalid, "That is not a day of the calendar. Nothing was changed; choose the day again.").WithField(field)
}

func optionalTime(t clock.TimeOfDay, field string) error {
	if t == "" || t.Valid() {
		return nil
	}
	return fault.New(fault.Invalid, "That is not a time of day. Nothing was changed; write it like 17:00.").WithField(field)
}

func number(v float64, field string) error {
	if math.IsNaN(v) || math.Abs(v) > 1e15 {
		return fault.New(fault.Invalid, "That number cannot be kept. Nothing was changed; write a smaller one.").WithField(field)
	}
	return nil
}

func gone(what string) error {
	return fault.Newf(fault.NotFound, "%s is no longer there; it may have been deleted. Nothing else was changed.", what)
}

// scanner is a row or rows.
type scanner interface{ Scan(dest ...any) error }

// list reads every row of a query.
func list[T any](tx *store.Tx, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	rows, err := tx.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := []T{}
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// one reads a single row; what names it in the sentence when it is gone.
func one[T any](tx *store.Tx, scan func(scanner) (T, error), what, query string, args ...any) (T, error) {
	got, err := scan(tx.QueryRow(query, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return got, gone(what)
	}
	return got, err
}

// orNull stores "" as NULL.
func orNull[S ~string](s S) any {
	if s == "" {
		return nil
	}
	return string(s)
}

// idList binds ids to one parameter for json_each.
func idList(ids []string) (string, error) {
	if ids == nil {
		ids = []string{}
	}
	b, err := json.Marshal(ids)
	return string(b), err
}

// lastRank is the rank behind the last sibling that the query's max gives.
func lastRank(tx *store.Tx, query string, args ...any) (string, error) {
	var last sql.NullString
	if err := tx.QueryRow(query, args...).Scan(&last); err != nil {
		return "", fmt.Errorf("find the last rank: %w", err)
	}
	return id.Between(last.String, "")
}

// rankAfter finds the rank behind a sibling of a table, or before the first. Where
// says which rows are siblings; id is the row that goes there.
func rankAfter(tx *store.Tx, table, where string, among any, self, afterID string) (string, error) {
	var before, behind sql.NullString
	if afterID != "" {
		err := tx.QueryRow(`SELECT rank FROM "`+table+`" WHERE id = ? AND `+where, afterID, among).Scan(&before)
		if errors.Is(err, sql.ErrNoRows) {
			return "", fault.New(fault.Invalid, "That place is no longer there. Nothing was changed; try again.").WithField("afterId")
		}
		if err != nil {
			return "", fmt.Errorf("find the place: %w", err)
		}
	}
	if err := tx.QueryRow(`SELECT min(rank) FROM "`+table+`" WHERE rank > ? AND id <> ? AND `+where, before.String, self, among).Scan(&behind); err != nil {
		return "", fmt.Errorf("find the next place: %w", err)
	}
	return id.Between(before.String, behind.String)
}

// sibling finds whom to follow: the last one if it is to be the last, nobody if
// the one that was named is no sibling.
func sibling(tx *store.Tx, table, where string, among any, self, afterID string, last bool) (string, error) {
	var found sql.NullString
	query := `SELECT id FROM "` + table + `" WHERE id = ?2 AND id <> ?3 AND ` + strings.Replace(where, "?", "?1", 1)
	if last {
		query = `SELECT id FROM "` + table + `" WHERE id <> ?3 AND ?2 = ?2 AND ` + strings.Replace(where, "?", "?1", 1) + ` ORDER BY rank DESC, id DESC LIMIT 1`
	}
	err := tx.QueryRow(query, among, afterID, self).Scan(&found)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("find the place: %w", err)
	}
	return found.String, nil
}

// setRank writes a row's place among its siblings.
func setRank(tx *store.Tx, table, rowID, rank string) error {
	if _, err := tx.Exec(`
		UPDATE "`+table+`"
		SET rank = ?, updated = ?
		WHERE id = ?`, rank, tx.Now(), rowID); err != nil {
		return fmt.Errorf("move a row of %s: %w", table, err)
	}
	return nil
}

// mark is the instant at which something became done, nil when it is not. It
// keeps the first one.
func mark(now clock.Instant, done bool, was *clock.Instant) *clock.Instant {
	if !done {
		return nil
	}
	if was != nil {
		return was
	}
	return &now
}

func same[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
