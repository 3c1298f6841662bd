package remind

// Rules of what is due:
// - A task that is not done is due on its day, at its own time or else at the task rule's.
// - It counts only if it was set before its own instant: a task put on this morning's list at noon is not missed.
//   When its day, its time or its being open was last set is read from the change log.
// - What else reminds is asked for from its source (source.go).
// - A key that already has an occurrence is never due again, whatever became of it.

import (
	"fmt"
	"time"

	"northboard/backend/clock"
	"northboard/backend/store"
)

// Look is what the rules say at one instant.
type Look struct {
	Fresh []Occurrence   // what came due and has no occurrence yet, earliest first; some of it void
	Stale []string       // ids of waiting occurrences whose reason is gone
	Next  *clock.Instant // when something comes due next, as far as the end of tomorrow
	More  bool           // there is more than one look takes
}

// Empty says that there is nothing to write.
func (l Look) Empty() bool { return len(l.Fresh) == 0 && len(l.Stale) == 0 }

// LookAt reads what the rules say at the transaction's instant. It writes nothing.
func LookAt(tx *store.Tx, more ...Source) (Look, error) {
	all, err := readRules(tx)
	if err != nil {
		return Look{}, err
	}
	var look Look
	if err := look.tasks(tx, all.task); err != nil {
		return Look{}, err
	}
	if err := look.review(tx, all.review, all.last); err != nil {
		return Look{}, err
	}
	for _, s := range sources(more) {
		if look.More {
			break
		}
		if err := look.from(tx, s); err != nil {
			return Look{}, err
		}
	}
	look.Stale, err = stale(tx, all, more)
	return look, err
}

// lookAheadDays is how far beyond today tasks are looked at: who looks again on each new day misses nothing.
const lookAheadDays = 1

// scheduled is a task at the moment the rule gives it.
type scheduled struct {
	id, title, goal string
	why, picture    string
	day             clock.Day
	own, at         clock.TimeOfDay
}

func (s scheduled) occurrence(loc *time.Location) Occurrence {
	return Occurrence{
		Key: taskKey(s.id, s.day, s.at), Kind: KindTask, Subject: s.id,
		Title: s.title, Body: taskBody(s.own, s.goal), Why: s.why, Picture: s.picture,
		Due: clock.Resolve(s.day, s.at, loc),
	}
}

// tasksBetween reads open tasks due from a day to a day that have no occurrence yet, in the order they come due.
func tasksBetween(tx *store.Tx, rule Reminder, from, to clock.Day, limit int) ([]scheduled, error) {
	rows, err := tx.Query(`
		SELECT t.id, t.title, coalesce(g.title, ''), t.due, coalesce(t.due_time, ''), coalesce(t.due_time, ?1),
			`+whySQL("t.goal_id", "NULL")+`, `+pictureSQL("t.goal_id", "NULL")+`
		FROM task t
		LEFT JOIN goal g ON g.id = t.goal_id
		WHERE t.done IS NULL
		  AND t.due BETWEEN ?2 AND ?3
		  AND `+notSilentOf("t")+`
		  AND NOT EXISTS (
		    SELECT 1 FROM occurrence o
		    WHERE o.key = 'task/' || t.id || '/' || t.due || 'T' || coalesce(t.due_time, ?1))
		ORDER BY t.due, coalesce(t.due_time, ?1), t.id
		LIMIT ?4`,
		rule.Time, from, to, limit)
	if err != nil {
		return nil, fmt.Errorf("read the tasks that are due: %w", err)
	}
	defer rows.Close()
	tasks := []scheduled{}
	for rows.Next() {
		var s scheduled
		if err := rows.Scan(&s.id, &s.title, &s.goal, &s.day, &s.own, &s.at, &s.why, &s.picture); err != nil {
			return nil, fmt.Errorf("read a task that is due: %w", err)
		}
		tasks = append(tasks, s)
	}
	return tasks, rows.Err()
}

func (l *Look) tasks(tx *store.Tx, rule Reminder) error {
	if !rule.Enabled {
		return nil
	}
	tasks, err := tasksBetween(tx, rule, "0001-01-01", tx.Today().Add(lookAheadDays), mostAtATime)
	if err != nil {
		return err
	}
	l.More = len(tasks) == mostAtATime
	came, ids := []Occurrence{}, []string{}
	for _, s := range tasks {
		o := s.occurrence(tx.Location())
		if o.Due > tx.Now() {
			l.comes(o.Due)
			continue
		}
		came, ids = append(came, o), append(ids, s.id)
	}
	if len(came) == 0 {
		return nil
	}
	earliest := came[0].Due
	for _, o := range came {
		earliest = min(earliest, o.Due)
	}
	set, err := setAt(tx, "task", "due", ids, earliest)
	if err != nil {
		return err
	}
	for _, o := range came {
		l.fresh(o, max(set[o.Subject], rule.Updated) > o.Due)
	}
	return nil
}

func (l *Look) review(tx *store.Tx, rule Reminder, last *lastReview) error {
	if !rule.Enabled {
		return nil
	}
	loc := tx.Location()
	latest, next := reviewDays(rule, last, tx.Today(), loc)
	at := clock.Resolve(latest, rule.Time, loc)
	if latest != "" && at > tx.Now() {
		// Today's is still to come; the one missed before it is last week's.
		l.comes(at)
		latest, _ = reviewDays(rule, last, latest.Add(-1), loc)
		at = clock.Resolve(latest, rule.Time, loc)
	}
	if latest != "" && at >= rule.Updated {
		known, err := exists(tx, reviewKey(latest, rule.Time))
		if err != nil {
			return err
		}
		if !known {
			l.fresh(Occurrence{
				Key: reviewKey(latest, rule.Time), Kind: KindReview,
				Title: reviewTitle, Body: reviewBody, Due: at,
			}, false)
		}
	}
	l.comes(clock.Resolve(next, rule.Time, loc))
	return nil
}

// fresh adds what came due; late says that the rule was set after it.
func (l *Look) fresh(o Occurrence, late bool) {
	o.State = Due
	if late {
		o.State, o.Answer = Answered, Void
	}
	l.Fresh = append(l.Fresh, o)
}

func (l *Look) comes(at clock.Instant) {
	if l.Next == nil || at < *l.Next {
		l.Next = &at
	}
}

func exists(tx *store.Tx, key string) (bool, error) {
	var found bool
	err := tx.QueryRow(`
		SELECT EXISTS (SELECT 1 FROM occurrence WHERE key = ?)`, key).Scan(&found)
	if err != nil {
		return false, fmt.Errorf("look for an occurrence: %w", err)
	}
	return found, nil
}

// stale gives the waiting occurrences whose task was done, deleted or put on another time, whose review was held,
// or whose rule was switched off.
func stale(tx *store.Tx, all rules, more []Source) ([]string, error) {
	rows, err := tx.Query(`
		SELECT o.id, o.key, o.kind, o.created, o.subject, o.reminder_id, t.id IS NOT NULL,
		       'task/' || coalesce(t.id, '') || '/' || coalesce(t.due, '') || 'T' || coalesce(t.due_time, ?)
		FROM occurrence o
		LEFT JOIN task t ON t.id = o.subject AND t.done IS NULL
		WHERE o.state = 'due'
		ORDER BY o.due`,
		all.task.Time)
	if err != nil {
		return nil, fmt.Errorf("read what is waiting: %w", err)
	}
	defer rows.Close()
	ids, others := []string{}, []Occurrence{}
	for rows.Next() {
		var id, key, kind, now, subject, reminder string
		var created clock.Instant
		var open bool
		if err := rows.Scan(&id, &key, &kind, &created, &subject, &reminder, &open, &now); err != nil {
			return nil, fmt.Errorf("read what is waiting: %w", err)
		}
		switch kind {
		case KindTask:
			if !all.task.Enabled || !open || now != baseKey(key) {
				ids = append(ids, id)
			}
		case KindReview:
			if !all.review.Enabled || (all.last != nil && all.last.finished >= created) {
				ids = append(ids, id)
			}
		default:
			others = append(others, Occurrence{ID: id, Key: key, Kind: kind, Subject: subject, ReminderID: reminder})
		}
	}
	if err := rows.Err(); err != nil || len(others) == 0 {
		return ids, err
	}
	lost, err := gone(tx, others, more)
	for _, o := range others {
		if lost[o.ID] {
			ids = append(ids, o.ID)
		}
	}
	return ids, err
}
