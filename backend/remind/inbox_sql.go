package remind

import (
	"cmp"
	"fmt"
	"slices"

	"northboard/backend/clock"
	"northboard/backend/recur"
	"northboard/backend/store"
)

// InboxEntry is something that came due, as the Inbox shows it.
type InboxEntry struct {
	Occurrence
	Settled bool   `json:"settled"` // answered, or its task is done or gone, or a review was finished since: nothing is asked of the person any more
	Note    string `json:"note"`    // "" or a remark in words
}

// Inbox gives what came due, latest first, whether or not it could be shown.
func Inbox(tx *store.Tx, limit int, more ...Source) ([]InboxEntry, error) {
	rows, err := tx.Query(`
		SELECT `+columns+`,
			o.kind = 'task' AND t.id IS NULL
			OR o.kind = 'review' AND EXISTS (SELECT 1 FROM review r WHERE r.finished >= o.due)
		FROM occurrence o
		LEFT JOIN task t ON t.id = o.subject AND t.done IS NULL
		WHERE o.due <= ?
		  AND o.kind NOT IN ('digest', 'trial')
		  AND o.answer <> 'void'
		ORDER BY o.due DESC, o.key
		LIMIT ?`,
		tx.Now(), limit)
	if err != nil {
		return nil, fmt.Errorf("read the inbox: %w", err)
	}
	defer rows.Close()
	entries, open := []InboxEntry{}, []Occurrence{}
	for rows.Next() {
		var e InboxEntry
		var closed bool
		if err := rows.Scan(append(e.fields(), &closed)...); err != nil {
			return nil, fmt.Errorf("read the inbox: %w", err)
		}
		e.Settled = e.State == Answered || closed
		if !e.Settled {
			open = append(open, e.Occurrence)
		}
		e.Note = note(e.Occurrence)
		entries = append(entries, e)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	lost, err := gone(tx, open, more)
	for i, e := range entries {
		entries[i].Settled = e.Settled || lost[e.ID]
	}
	return entries, err
}

func note(o Occurrence) string {
	switch {
	case o.Doubtful:
		return "This may have been shown already."
	case o.Held && o.State == Due:
		return "It waits for the end of a quiet time."
	}
	return ""
}

// Mark is another text whenever something came due, was shown or was answered: the Inbox is to be read again.
func Mark(tx *store.Tx) (mark string, err error) {
	err = tx.QueryRow(`
		SELECT concat_ws('/', count(*), count(claimed), count(shown), count(answered), coalesce(sum(doubtful), 0), sum(held),
			max(max(coalesce(claimed, 0), coalesce(shown, 0), coalesce(answered, 0))),
			(SELECT group_concat(value) FROM setting WHERE id IN ('remind/pause', 'remind/snooze', 'remind/sound')))
		FROM occurrence`).Scan(&mark)
	if err != nil {
		return "", fmt.Errorf("read the inbox's mark: %w", err)
	}
	return mark, nil
}

// Settled says which of these occurrences ask nothing of the person any more.
func Settled(tx *store.Tx, ids []string, more ...Source) ([]string, error) {
	settled, open := []string{}, []Occurrence{}
	for _, id := range ids {
		found, err := list(tx, `
			LEFT JOIN task t ON t.id = o.subject AND t.done IS NULL
			WHERE o.id = ?
			  AND o.state <> 'answered'
			  AND (o.kind <> 'task' OR t.id IS NOT NULL)
			  AND (o.kind <> 'review' OR NOT EXISTS (SELECT 1 FROM review r WHERE r.finished >= o.due))`, id)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			settled = append(settled, id)
		}
		open = append(open, found...)
	}
	lost, err := gone(tx, open, more)
	for id := range lost {
		settled = append(settled, id)
	}
	return settled, err
}

// Coming is a reminder that is still to come.
type Coming struct {
	Kind    string        `json:"kind"`
	Subject string        `json:"subject"`
	Title   string        `json:"title"`
	Due     clock.Instant `json:"due"`
	Route   string        `json:"route"`
}

// Upcoming gives the next n reminders: of tasks, of reviews, of every source, and snoozed ones.
func Upcoming(tx *store.Tx, n int, more ...Source) ([]Coming, error) {
	found, err := upcoming(tx, n, more)
	if err != nil {
		return nil, err
	}
	coming := []Coming{}
	for _, o := range found {
		if len(coming) < n {
			coming = append(coming, Coming{Kind: o.Kind, Subject: o.Subject, Title: o.Title, Due: o.Due, Route: o.Route()})
		}
	}
	return coming, nil
}

// upcoming gives at least the next n, in order.
func upcoming(tx *store.Tx, n int, more []Source) ([]Occurrence, error) {
	all, err := readRules(tx)
	if err != nil {
		return nil, err
	}
	found, err := list(tx, `WHERE o.state = 'due' AND o.due > ? AND o.kind <> 'trial' ORDER BY o.due LIMIT ?`, tx.Now(), n)
	if err != nil {
		return nil, err
	}
	if all.task.Enabled {
		tasks, err := tasksBetween(tx, all.task, tx.Today(), "9999-12-31", n+tasksOfToday)
		if err != nil {
			return nil, err
		}
		for _, s := range tasks {
			found = append(found, s.occurrence(tx.Location()))
		}
	}
	if all.review.Enabled {
		for _, day := range nextReviews(all, tx, n) {
			found = append(found, Occurrence{Kind: KindReview, Title: reviewTitle, Due: clock.Resolve(day, all.review.Time, tx.Location())})
		}
	}
	ahead, err := ahead(tx, n, more)
	if err != nil {
		return nil, err
	}
	found = append(found, ahead...)
	found = slices.DeleteFunc(found, func(o Occurrence) bool { return o.Due <= tx.Now() })
	slices.SortStableFunc(found, func(a, b Occurrence) int { return cmp.Compare(a.Due, b.Due) })
	return found, nil
}

// ahead asks the sources for what is to come: as far as it takes to find n, and what is further off than ten years not.
func ahead(tx *store.Tx, n int, more []Source) ([]Occurrence, error) {
	for _, days := range []int{8, 60, 800, 3660} {
		found := []Occurrence{}
		for _, s := range sources(more) {
			items, err := s.Between(tx, Window{wallNow(tx), recur.Moment{Day: tx.Today().Add(days), Time: "23:59"}})
			if err != nil {
				return nil, err
			}
			for _, it := range items {
				if o := it.occurrence(tx); o.Due > tx.Now() && it.Set <= o.Due {
					found = append(found, o)
				}
			}
		}
		if len(found) >= n || days == 3660 {
			return found, nil
		}
	}
	return nil, nil
}

// tasksOfToday is room for today's tasks whose time has passed and whose occurrence is not written yet.
const tasksOfToday = 100

// nextReviews gives today's review day if it is one, and the following ones.
func nextReviews(all rules, tx *store.Tx, n int) []clock.Day {
	days := []clock.Day{}
	latest, day := reviewDays(all.review, all.last, tx.Today(), tx.Location())
	if latest == tx.Today() {
		days = append(days, latest)
	}
	for ; day != "" && len(days) < n; _, day = reviewDays(all.review, all.last, day, tx.Location()) {
		days = append(days, day)
	}
	return days
}
