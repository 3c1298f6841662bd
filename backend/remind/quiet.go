package remind

// Rules of quiet times:
// - Quiet hours, protected hours, a day off, a pause and the desktop's own wish not to be disturbed hold back whatever
//   comes due in them. It is in the Inbox at once; when the last of these times ends it comes as one digest.
// - Protected hours do not hold back what says that hours begin, theirs or others'.
// - "Send me one now" is never held back: a person asked for it this moment.

import (
	"fmt"
	"strings"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// Hush is why nothing reminds at the moment.
type Hush struct {
	Kind  string        `json:"kind"`  // "quiet", "protected", "dayOff" or "pause"
	Title string        `json:"title"` // of protected hours or a day off; may be ""
	Until clock.Instant `json:"until"` // when this one ends; another may follow
}

// What a Hush may be beside the kinds of boundaries.
const (
	HushDayOff = "dayOff"
	HushPause  = "pause"
)

// HushAt says why nothing reminds at the transaction's instant; nil when nothing holds it back. Of several the one that
// holds back most is given: protected hours come last.
func HushAt(tx *store.Tx) (*Hush, error) {
	pause, err := PausedUntil(tx)
	if err != nil {
		return nil, err
	}
	if pause != nil {
		return &Hush{Kind: HushPause, Until: *pause}, nil
	}
	off, err := DaysOff(tx)
	if err != nil {
		return nil, err
	}
	for _, d := range off {
		if d.First <= tx.Today() && tx.Today() <= d.Last {
			return &Hush{Kind: HushDayOff, Title: d.Title, Until: clock.Resolve(d.Last.Add(1), "00:00", tx.Location())}, nil
		}
	}
	all, err := Boundaries(tx)
	if err != nil {
		return nil, err
	}
	var found *Hush
	for _, b := range all { // Quiet hours come first.
		until, ok := b.covers(tx.Now(), tx.Location())
		if !ok || !b.Enabled || found != nil && (found.Kind != b.Kind || found.Until >= until) {
			continue
		}
		found = &Hush{Kind: b.Kind, Title: b.Title, Until: until}
	}
	return found, nil
}

// passes says whether a kind is shown all the same. dnd: the desktop is told not to disturb.
func (h *Hush) passes(kind string, dnd bool) bool {
	switch {
	case kind == KindTrial:
		return true
	case dnd:
		return false
	case h == nil:
		return true
	}
	return h.Kind == Protected && kind == KindBoundary
}

const pauseSetting = "remind/pause"

// PausedUntil gives when a pause ends; nil when there is none, or it is over.
func PausedUntil(tx *store.Tx) (*clock.Instant, error) {
	kept, err := store.SettingIn(tx, pauseSetting)
	if err != nil || kept == "" {
		return nil, err
	}
	// The end is kept as wall time: "until Monday" is Monday wherever the person is then.
	day, hour, _ := strings.Cut(kept, "T")
	until := clock.Resolve(clock.Day(day), clock.TimeOfDay(hour), tx.Location())
	if until <= tx.Now() {
		return nil, nil
	}
	return &until, nil
}

// longestPause keeps a slip from silencing the program for ever.
const longestPause = 366 * 24 * time.Hour

// Pause holds everything back until the beginning of a day or a time on it; no day ends the pause.
func Pause(tx *store.Tx, day clock.Day, at clock.TimeOfDay) error {
	if day == "" {
		return store.SetSettingIn(tx, pauseSetting, "")
	}
	if at == "" {
		at = "00:00"
	}
	until := clock.Resolve(day, at, tx.Location())
	if !day.Valid() || !at.Valid() || until <= tx.Now() || until > tx.Now().Add(longestPause) {
		return fault.New(fault.Invalid, "A pause ends on a day within the next year. Nothing was changed; choose another day.").WithField("day")
	}
	return store.SetSettingIn(tx, pauseSetting, string(day)+"T"+string(at))
}

// DayOff is a stretch of days on which nothing reminds.
type DayOff struct {
	ID      string        `json:"id"`
	First   clock.Day     `json:"first"`
	Last    clock.Day     `json:"last"`
	Title   string        `json:"title"`
	Created clock.Instant `json:"created"`
}

// DaysOff gives the days off that are not over, soonest first.
func DaysOff(tx *store.Tx) ([]DayOff, error) {
	rows, err := tx.Query(`
		SELECT id, first, last, title, created
		FROM day_off
		WHERE last >= ?
		ORDER BY first, last, id`, tx.Today())
	if err != nil {
		return nil, fmt.Errorf("read the days off: %w", err)
	}
	defer rows.Close()
	all := []DayOff{}
	for rows.Next() {
		var d DayOff
		if err := rows.Scan(&d.ID, &d.First, &d.Last, &d.Title, &d.Created); err != nil {
			return nil, fmt.Errorf("read a day off: %w", err)
		}
		all = append(all, d)
	}
	return all, rows.Err()
}

// mostDaysOff is the longest stretch of days off.
const mostDaysOff = 366

// AddDayOff takes days off. No last day: the one day.
func AddDayOff(tx *store.Tx, first, last clock.Day, title string) (DayOff, error) {
	if last == "" {
		last = first
	}
	title = strings.TrimSpace(title)
	switch {
	case !first.Valid() || !last.Valid():
		return DayOff{}, fault.New(fault.Invalid, "That is not a day. Nothing was changed; choose one.").WithField("first")
	case last < first:
		return DayOff{}, fault.New(fault.Invalid, "The last day comes before the first. Nothing was changed; choose a later one.").WithField("last")
	case last < tx.Today():
		return DayOff{}, fault.New(fault.Invalid, "These days are over. Nothing was changed; choose days to come.").WithField("first")
	case last.Sub(first) >= mostDaysOff:
		return DayOff{}, fault.New(fault.Invalid, "That is more than a year off. Nothing was changed; choose an earlier last day.").WithField("last")
	case len([]rune(title)) > longestTitle:
		return DayOff{}, fault.Newf(fault.TooLarge, "That name is too long: %d characters are the most. Nothing was changed.", longestTitle).WithField("title")
	}
	d := DayOff{ID: tx.NewID(), First: first, Last: last, Title: title, Created: tx.Now()}
	_, err := tx.Exec(`
		INSERT INTO day_off (id, first, last, title, created)
		VALUES (?, ?, ?, ?, ?)`, d.ID, d.First, d.Last, d.Title, d.Created)
	if err != nil {
		return DayOff{}, fmt.Errorf("take days off: %w", err)
	}
	return d, nil
}

// DeleteDayOff lets reminders come on these days after all.
func DeleteDayOff(tx *store.Tx, id string) error {
	return deleteOne(tx, "day_off", id, "These days off are not there any more. Nothing was changed.")
}

// hold notes what came due in a quiet time and is not to be shown in it.
func hold(tx *store.Tx, of []Occurrence) error {
	list, err := idList(of)
	if err != nil || len(of) == 0 {
		return err
	}
	_, err = tx.Exec(`
		UPDATE occurrence
		SET held = 1
		WHERE state = 'due' AND id IN (SELECT value FROM json_each(?))`, list)
	if err != nil {
		return fmt.Errorf("hold reminders back: %w", err)
	}
	return nil
}
