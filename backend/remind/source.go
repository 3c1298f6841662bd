package remind

// Rules of sources:
// - A source says what falls into a window of wall time; when that has come, what was shown and what became of it is
//   looked after here, the same way for all.
// - An item's key names it for ever: series, a slash, its wall time. Whoever travels is not reminded twice of one
//   morning, and one that the traveller flew over is not lost.
// - Of a series of which several were missed only the latest asks for anything. The others are in the Inbox as missed.

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"northboard/backend/clock"
	"northboard/backend/recur"
	"northboard/backend/store"
)

// Window is a stretch of wall time, both ends included.
type Window struct{ From, To recur.Moment }

// holds says whether a moment lies in the window.
func (w Window) holds(m recur.Moment) bool { return !before(m, w.From) && !before(w.To, m) }

func before(a, b recur.Moment) bool {
	return a.Day < b.Day || a.Day == b.Day && a.Time < b.Time
}

// Item is one time that something reminds.
type Item struct {
	Series  string // with At it makes the key; no two sources share one
	At      recur.Moment
	Kind    string
	Subject string // the id of what it is about
	Title   string
	Body    string
	Why     string
	Picture string // the hash of a picture of the library
	Route   string
	// ReminderID is the row that it comes from, if there is one.
	ReminderID string
	// Set is when it was set: what was set after its own instant was never to be had, and reminds of nothing.
	Set clock.Instant
	// Ends is when it has no more sense: protected hours that are over. 0 = never.
	Ends clock.Instant
	// Repeats says that of several that were missed only the latest counts.
	Repeats bool
}

// Source is something that reminds. A noun plugs in with one, handed to LookAt, Materialise and Upcoming by package flow.
type Source interface {
	// Kinds are the kinds of its items. No two sources share one.
	Kinds() []string
	// Between gives its items in a window, the earlier of a series before the later. In a window that reaches far it may
	// leave out what is very old and what is very far, never the latest before now nor the next after it.
	Between(tx *store.Tx, w Window) ([]Item, error)
	// Gone gives the ids of those occurrences of its kinds that have lost their reason: done, deleted, switched off.
	Gone(tx *store.Tx, of []Occurrence) ([]string, error)
}

// own are the sources of this package beside tasks and the review, whose rules are in look_sql.go.
var own = []Source{dated{}, series{}, boundaries{}}

func sources(more []Source) []Source { return append(slices.Clone(own), more...) }

const (
	// lookBackDays is how long the computer may have been off and still learn of what it missed.
	lookBackDays = 400
	// mostOfSeries is how many missed ones of a series are kept.
	mostOfSeries = 100
)

func wallNow(tx *store.Tx) recur.Moment {
	return recur.Moment{Day: tx.Today(), Time: tx.Now().TimeOfDay(tx.Location())}
}

// from adds what a source says to the look.
func (l *Look) from(tx *store.Tx, s Source) error {
	today := tx.Today()
	items, err := s.Between(tx, Window{recur.Moment{Day: today.Add(-lookBackDays)}, recur.Moment{Day: today.Add(lookAheadDays), Time: "23:59"}})
	if err != nil {
		return err
	}
	known, err := knownKeys(tx, items)
	if err != nil {
		return err
	}
	latest := map[string]int{}
	for _, it := range items {
		o := it.occurrence(tx)
		if o.Due > tx.Now() {
			if !known[o.Key] {
				l.comes(o.Due)
			}
			continue
		}
		if len(l.Fresh) >= mostAtATime {
			l.More = true
			return nil
		}
		late := it.Set > o.Due
		if known[o.Key] || late && it.Repeats {
			continue
		}
		if it.Repeats {
			if i, ok := latest[it.Series]; ok {
				l.Fresh[i].State, l.Fresh[i].Answer = Answered, Missed
			}
			latest[it.Series] = len(l.Fresh)
		}
		l.fresh(o, late)
		if it.Ends != 0 && it.Ends <= tx.Now() && !late {
			last := &l.Fresh[len(l.Fresh)-1]
			last.State, last.Answer = Answered, Missed
		}
	}
	return nil
}

func (it Item) occurrence(tx *store.Tx) Occurrence {
	return Occurrence{
		Key: keyAt(it.Series, it.At), Kind: it.Kind, Subject: it.Subject, Title: it.Title, Body: it.Body,
		Why: it.Why, Picture: it.Picture, OwnRoute: it.Route, ReminderID: it.ReminderID, Due: it.At.In(tx.Location()),
		repeats: it.Repeats,
	}
}

// knownKeys says which of these items have an occurrence.
func knownKeys(tx *store.Tx, items []Item) (map[string]bool, error) {
	known := map[string]bool{}
	if len(items) == 0 {
		return known, nil
	}
	keys := make([]string, len(items))
	for i, it := range items {
		keys[i] = keyAt(it.Series, it.At)
	}
	list, err := json.Marshal(keys)
	if err != nil {
		return nil, fmt.Errorf("list keys: %w", err)
	}
	err = eachID(tx, func(key string) { known[key] = true }, `
		SELECT o.key
		FROM json_each(?) j
		JOIN occurrence o ON o.key = j.value`, string(list))
	return known, err
}

// eachID reads a query of one column of text.
func eachID(tx *store.Tx, see func(id string), query string, args ...any) error {
	rows, err := tx.Query(query, args...)
	if err != nil {
		return fmt.Errorf("read reminders: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return fmt.Errorf("read reminders: %w", err)
		}
		see(id)
	}
	return rows.Err()
}

// gone asks every source which of these occurrences have lost their reason.
func gone(tx *store.Tx, of []Occurrence, more []Source) (map[string]bool, error) {
	ids := map[string]bool{}
	for _, s := range sources(more) {
		mine := []Occurrence{}
		for _, o := range of {
			if slices.Contains(s.Kinds(), o.Kind) {
				mine = append(mine, o)
			}
		}
		if len(mine) == 0 {
			continue
		}
		lost, err := s.Gone(tx, mine)
		if err != nil {
			return nil, err
		}
		for _, id := range lost {
			ids[id] = true
		}
	}
	return ids, nil
}

// giveWay settles what waited of a series when a later one of it came due.
func giveWay(tx *store.Tx, o Occurrence) error {
	series := o.Key[:strings.LastIndex(o.Key, "/")+1]
	_, err := tx.Exec(`
		UPDATE occurrence
		SET state = 'answered', answer = 'missed', answered = ?1
		WHERE state = 'due' AND due <= ?1 AND due < ?2 AND key > ?3 AND key < ?4`,
		tx.Now(), o.Due, series, o.Key)
	if err != nil {
		return fmt.Errorf("let an earlier reminder go: %w", err)
	}
	return nil
}
