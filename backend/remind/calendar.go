package remind

import (
	"slices"
	"strings"
	"time"

	"northboard/backend/recur"
	"northboard/backend/store"
)

// Entry is something that reminds as a calendar keeps it: once, or by a rule.
type Entry struct {
	ID    string
	Title string
	Text  string
	At    recur.Moment
	Rule  string // RFC 5545; "" once
}

// entriesAhead bounds how many single ones a calendar gets.
const entriesAhead = 500

// Entries gives what reminds, for a calendar: reminders with a rule as that rule, the weekly review as one, and every
// task, milestone or day to come once. id keeps to one: a reminder's, or that of what it is about; "" is all.
func Entries(tx *store.Tx, id string, more ...Source) ([]Entry, error) {
	entries := []Entry{}
	ruled := map[string]bool{KindReview: true}
	for _, kind := range (series{}).Kinds() {
		ruled[kind] = true
	}
	all, err := subjects(tx, `
		WHERE r.enabled = 1 AND r.kind NOT IN ('task', 'milestone', 'start')`)
	if err != nil {
		return nil, err
	}
	for _, s := range all {
		if s.closed || id != "" && id != s.ID && id != s.id() {
			continue
		}
		if e, ok := s.entry(tx); ok {
			entries = append(entries, e)
		}
	}
	coming, err := Upcoming(tx, entriesAhead, more...)
	if err != nil {
		return nil, err
	}
	for _, c := range coming {
		if ruled[c.Kind] || id != "" && id != c.Subject {
			continue
		}
		at := recur.Moment{Day: c.Due.Day(tx.Location()), Time: c.Due.TimeOfDay(tx.Location())}
		entries = append(entries, Entry{ID: c.Kind + "-" + c.Subject, Title: c.Title, At: at})
	}
	slices.SortStableFunc(entries, func(a, b Entry) int { return strings.Compare(a.ID, b.ID) })
	return entries, nil
}

// entry gives a reminder from its next time on; false when it has none.
func (s subject) entry(tx *store.Tx) (Entry, bool) {
	if s.Kind == KindReview {
		day := tx.Today()
		for day.Weekday() != time.Weekday(s.Weekday) {
			day = day.Add(1)
		}
		code := []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}[s.Weekday]
		return Entry{ID: s.ID, Title: "Your weekly review", At: recur.Moment{Day: day, Time: s.Time}, Rule: "FREQ=WEEKLY;BYDAY=" + code}, true
	}
	title, body := s.words()
	at := s.start()
	if !at.Day.Valid() {
		return Entry{}, false
	}
	if s.Rule == "" && before(at, wallNow(tx)) {
		return Entry{}, false
	}
	if s.why != "" && body != "" {
		body += "\n\n"
	}
	return Entry{ID: s.ID, Title: title, Text: body + s.why, At: at, Rule: s.Rule}, true
}
