package remind

import (
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// EnsureDefaults adds the standing reminders that are missing: tasks, milestones and starts at nine in the morning, of
// milestones a week's notice too, the review on Sunday at six in the evening. It says whether it added any.
func EnsureDefaults(tx *store.Tx) (bool, error) {
	added := false
	for _, r := range []struct {
		kind    string
		weekday any
		time    string
		ahead   int
	}{{KindTask, nil, "09:00", 0}, {KindMilestone, nil, "09:00", 7}, {KindStart, nil, "09:00", 0}, {KindReview, 0, "18:00", 0}} {
		result, err := tx.Exec(`
			INSERT INTO reminder (id, kind, enabled, weekday, time, days_before, updated)
			VALUES (?, ?, 1, ?, ?, ?, ?)
			ON CONFLICT (kind) WHERE kind IN ('task', 'milestone', 'start', 'review') DO NOTHING`,
			tx.NewID(), r.kind, r.weekday, r.time, r.ahead, tx.Now())
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

// Complete says whether every standing reminder is there.
func Complete(tx *store.Tx) (bool, error) {
	var n int
	err := tx.QueryRow(`SELECT count(*) FROM reminder WHERE kind IN ('task', 'milestone', 'start', 'review')`).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("count the reminders: %w", err)
	}
	return n == 4, nil
}

const reminderColumns = `r.id, r.kind, r.enabled, coalesce(r.weekday, 0), r.time, coalesce(r.until, ''), r.title, r.body, r.rule,
	coalesce(r.day, ''), r.anchor, r.days_before, coalesce(r.aspiration_id, ''), coalesce(r.goal_id, ''),
	coalesce(r.milestone_id, ''), coalesce(r.task_id, ''), r.updated`

func (r *Reminder) fields() []any {
	return []any{&r.ID, &r.Kind, &r.Enabled, &r.Weekday, &r.Time, &r.Until, &r.Title, &r.Body, &r.Rule, &r.Day, &r.Anchor, &r.DaysBefore,
		&r.AspirationID, &r.GoalID, &r.MilestoneID, &r.TaskID, &r.Updated}
}

// Reminders gives every reminder: the standing ones first, tasks, milestones, starts, the review; then the others in the
// order they were made.
func Reminders(tx *store.Tx) ([]Reminder, error) {
	rows, err := tx.Query(`
		SELECT ` + reminderColumns + `
		FROM reminder r
		ORDER BY CASE r.kind WHEN 'task' THEN 0 WHEN 'milestone' THEN 1 WHEN 'start' THEN 2 WHEN 'review' THEN 3 ELSE 4 END, r.id`)
	if err != nil {
		return nil, fmt.Errorf("read the reminders: %w", err)
	}
	defer rows.Close()
	reminders := []Reminder{}
	for rows.Next() {
		var r Reminder
		if err := rows.Scan(r.fields()...); err != nil {
			return nil, fmt.Errorf("read a reminder: %w", err)
		}
		reminders = append(reminders, r)
	}
	return reminders, rows.Err()
}

// ReminderByID gives one reminder.
func ReminderByID(tx *store.Tx, id string) (Reminder, error) {
	reminders, err := Reminders(tx)
	if err != nil {
		return Reminder{}, err
	}
	for _, r := range reminders {
		if r.ID == id {
			return r, nil
		}
	}
	return Reminder{}, fault.New(fault.NotFound, "This reminder is not there any more. Nothing was changed.")
}

// mostReminders is how many of a person's own there may be: every look reads them all.
const mostReminders = 500

// AddReminder makes a reminder of a person's own.
func AddReminder(tx *store.Tx, r Reminder) (Reminder, error) {
	r.ID, r.Updated = tx.NewID(), tx.Now()
	if err := r.check(tx); err != nil {
		return Reminder{}, err
	}
	var n int
	if err := tx.QueryRow(`SELECT count(*) FROM reminder`).Scan(&n); err != nil {
		return Reminder{}, fmt.Errorf("count the reminders: %w", err)
	}
	if n >= mostReminders {
		return Reminder{}, fault.Newf(fault.TooLarge, "There are %d reminders already. Nothing was changed; delete one first.", n)
	}
	_, err := tx.Exec(`
		INSERT INTO reminder (id, kind, enabled, weekday, time, until, title, body, rule, day, anchor, days_before,
			aspiration_id, goal_id, milestone_id, task_id, updated)
		VALUES (?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		r.ID, r.Kind, r.Enabled, r.Time, orNull(string(r.Until)), r.Title, r.Body, r.Rule, orNull(string(r.Day)), r.Anchor, r.DaysBefore,
		orNull(r.AspirationID), orNull(r.GoalID), orNull(r.MilestoneID), orNull(r.TaskID), r.Updated)
	if err != nil {
		return Reminder{}, fmt.Errorf("add a reminder: %w", err)
	}
	return r, nil
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// PatchReminder changes a reminder. What came due under the old rule stays as it is.
func PatchReminder(tx *store.Tx, id string, p ReminderPatch) (Reminder, error) {
	was, err := ReminderByID(tx, id)
	if err != nil {
		return Reminder{}, err
	}
	r, err := was.with(p)
	if err != nil {
		return Reminder{}, err
	}
	if err := r.check(tx); err != nil {
		return Reminder{}, err
	}
	if r.timing() != was.timing() {
		r.Updated = tx.Now()
	}
	return r, save(tx, r)
}

// timing is what decides when it comes: a new title does not make it begin anew.
func (r Reminder) timing() Reminder {
	r.Title, r.Body, r.Updated = "", "", 0
	return r
}

// with applies a patch.
func (r Reminder) with(p ReminderPatch) (Reminder, error) {
	if p.Weekday != nil && (r.Kind != KindReview || *p.Weekday < 0 || *p.Weekday > 6) {
		return r, fault.New(fault.Invalid, "That is not a day of the week for the review. Nothing was changed; choose one from Sunday to Saturday.").WithField("weekday")
	}
	if r.Standing() && (p.Until != nil || p.Title != nil || p.Body != nil || p.Rule != nil || p.Day != nil || p.Anchor != nil ||
		p.AspirationID != nil || p.GoalID != nil || p.MilestoneID != nil || p.TaskID != nil) {
		return r, fault.New(fault.Invalid, "This reminder only has a time, and whether it comes. Nothing was changed.")
	}
	set(&r.Enabled, p.Enabled)
	set(&r.Weekday, p.Weekday)
	set(&r.Time, p.Time)
	set(&r.Until, p.Until)
	set(&r.Title, p.Title)
	set(&r.Body, p.Body)
	set(&r.Rule, p.Rule)
	set(&r.Day, p.Day)
	set(&r.Anchor, p.Anchor)
	set(&r.DaysBefore, p.DaysBefore)
	set(&r.AspirationID, p.AspirationID)
	set(&r.GoalID, p.GoalID)
	set(&r.MilestoneID, p.MilestoneID)
	set(&r.TaskID, p.TaskID)
	return r, nil
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

func save(tx *store.Tx, r Reminder) error {
	var weekday any
	if r.Kind == KindReview {
		weekday = r.Weekday
	}
	_, err := tx.Exec(`
		UPDATE reminder
		SET enabled = ?, weekday = ?, time = ?, until = ?, title = ?, body = ?, rule = ?, day = ?, anchor = ?, days_before = ?,
			aspiration_id = ?, goal_id = ?, milestone_id = ?, task_id = ?, updated = ?
		WHERE id = ?`,
		r.Enabled, weekday, r.Time, orNull(string(r.Until)), r.Title, r.Body, r.Rule, orNull(string(r.Day)), r.Anchor, r.DaysBefore,
		orNull(r.AspirationID), orNull(r.GoalID), orNull(r.MilestoneID), orNull(r.TaskID), r.Updated, r.ID)
	if err != nil {
		return fmt.Errorf("change a reminder: %w", err)
	}
	return nil
}

// DeleteReminder takes a reminder of a person's own away. What came due stays in the Inbox.
func DeleteReminder(tx *store.Tx, id string) error {
	r, err := ReminderByID(tx, id)
	if err != nil {
		return err
	}
	if r.Standing() {
		return fault.New(fault.Invalid, "This reminder belongs to every library. Nothing was changed; switch it off instead.")
	}
	return deleteOne(tx, "reminder", id, "This reminder is not there any more. Nothing was changed.")
}

// rules is the two oldest rules and the last review, as one look at the library needs them.
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
