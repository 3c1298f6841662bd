package remind

import (
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// EnsureDefaults adds the rules that are missing: due tasks at nine in the morning, the review on Sunday at six in
// the evening. It says whether it added any.
func EnsureDefaults(tx *store.Tx) (bool, error) {
	added := false
	for _, r := range []struct {
		kind    string
		weekday any
		time    string
	}{{KindTask, nil, "09:00"}, {KindReview, 0, "18:00"}} {
		result, err := tx.Exec(`
			INSERT INTO reminder (id, kind, enabled, weekday, time, updated)
			VALUES (?, ?, 1, ?, ?, ?)
			ON CONFLICT (kind) DO NOTHING`,
			tx.NewID(), r.kind, r.weekday, r.time, tx.Now())
		if err != nil {
			return false, fmt.Errorf("add the %s reminder: %w", r.kind, err)
		}
		n, err := result.RowsAffected()
		if err != nil {
			return false, fmt.Errorf("add the %s reminder: %w", r.kind, err)
		}
		added = added || n > 0
	}
	return added, nil
}

// Reminders gives the rules, tasks first.
func Reminders(tx *store.Tx) ([]Reminder, error) {
	rows, err := tx.Query(`
		SELECT id, kind, enabled, coalesce(weekday, 0), time, updated
		FROM reminder
		ORDER BY kind DESC`)
	if err != nil {
		return nil, fmt.Errorf("read the reminders: %w", err)
	}
	defer rows.Close()
	reminders := []Reminder{}
	for rows.Next() {
		var r Reminder
		if err := rows.Scan(&r.ID, &r.Kind, &r.Enabled, &r.Weekday, &r.Time, &r.Updated); err != nil {
			return nil, fmt.Errorf("read a reminder: %w", err)
		}
		reminders = append(reminders, r)
	}
	return reminders, rows.Err()
}

// PatchReminder changes a rule. What came due under the old rule stays as it is.
func PatchReminder(tx *store.Tx, id string, p ReminderPatch) (Reminder, error) {
	reminders, err := Reminders(tx)
	if err != nil {
		return Reminder{}, err
	}
	for _, r := range reminders {
		if r.ID != id {
			continue
		}
		if r, err = r.with(p); err != nil {
			return Reminder{}, err
		}
		return r, save(tx, &r)
	}
	return Reminder{}, fault.New(fault.NotFound, "This reminder is not there any more. Nothing was changed.")
}

// with checks and applies a patch.
func (r Reminder) with(p ReminderPatch) (Reminder, error) {
	if p.Enabled != nil {
		r.Enabled = *p.Enabled
	}
	if p.Weekday != nil {
		if r.Kind != KindReview || *p.Weekday < 0 || *p.Weekday > 6 {
			return r, fault.New(fault.Invalid, "That is not a day of the week for the review. Nothing was changed; choose one from Sunday to Saturday.").WithField("weekday")
		}
		r.Weekday = *p.Weekday
	}
	if p.Time != nil {
		if !p.Time.Valid() {
			return r, fault.New(fault.Invalid, "That is not a time of day. Nothing was changed; write it like 09:00.").WithField("time")
		}
		r.Time = *p.Time
	}
	return r, nil
}

func save(tx *store.Tx, r *Reminder) error {
	var weekday any
	if r.Kind == KindReview {
		weekday = r.Weekday
	}
	r.Updated = tx.Now()
	_, err := tx.Exec(`
		UPDATE reminder
		SET enabled = ?, weekday = ?, time = ?, updated = ?
		WHERE id = ?`,
		r.Enabled, weekday, r.Time, r.Updated, r.ID)
	if err != nil {
		return fmt.Errorf("change a reminder: %w", err)
	}
	return nil
}

// rules is the two rules and the last review, as one look at the library needs them.
type rules struct {
	task, review Reminder
	last         *lastReview
}

func readRules(tx *store.Tx) (rules, error) {
	var all rules
	reminders, err := Reminders(tx)
	if err != nil {
		return all, err
	}
	for _, r := range reminders {
		switch r.Kind {
		case KindTask:
			all.task = r
		case KindReview:
			all.review = r
		}
	}
	all.last, err = readLastReview(tx)
	return all, err
}

func readLastReview(tx *store.Tx) (*lastReview, error) {
	rows, err := tx.Query(`
		SELECT finished, coalesce(next, '')
		FROM review
		WHERE finished IS NOT NULL
		ORDER BY finished DESC
		LIMIT 1`)
	if err != nil {
		return nil, fmt.Errorf("read the last review: %w", err)
	}
	defer rows.Close()
	if !rows.Next() {
		return nil, rows.Err()
	}
	var last lastReview
	var next string
	if err := rows.Scan(&last.finished, &next); err != nil {
		return nil, fmt.Errorf("read the last review: %w", err)
	}
	last.next = clock.Day(next)
	return &last, rows.Err()
}
