package remind

import (
	"database/sql"
	"errors"
	"fmt"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// insert adds an occurrence unless its key is there already, and says whether it did. It fills in the id.
func insert(tx *store.Tx, o *Occurrence) (bool, error) {
	o.ID, o.Created = tx.NewID(), tx.Now()
	if o.State == Answered {
		o.Answered = &o.Created
	}
	result, err := tx.Exec(`
		INSERT INTO occurrence (id, key, kind, subject, title, body, due, state, claimed, claimed_by, answered, answer, created,
			reminder_id, why, picture, route)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (key) DO NOTHING`,
		o.ID, o.Key, o.Kind, o.Subject, o.Title, o.Body, o.Due, o.State, o.Claimed, o.ClaimedBy, o.Answered, o.Answer, o.Created,
		o.ReminderID, o.Why, o.Picture, o.OwnRoute)
	if err != nil {
		return false, fmt.Errorf("add an occurrence: %w", err)
	}
	return touched(result)
}

func touched(result sql.Result) (bool, error) {
	n, err := result.RowsAffected()
	return n > 0, err
}

const columns = `o.id, o.key, o.kind, o.subject, o.title, o.body, o.due, o.state, o.claimed, o.claimed_by, o.shown,
	coalesce(o.notification, 0), o.answered, o.answer, o.doubtful, coalesce(o.digest_id, ''), o.created,
	o.reminder_id, o.why, o.picture, o.route, o.held`

func (o *Occurrence) fields() []any {
	return []any{&o.ID, &o.Key, &o.Kind, &o.Subject, &o.Title, &o.Body, &o.Due, &o.State, &o.Claimed, &o.ClaimedBy, &o.Shown,
		&o.Notification, &o.Answered, &o.Answer, &o.Doubtful, &o.DigestID, &o.Created,
		&o.ReminderID, &o.Why, &o.Picture, &o.OwnRoute, &o.Held}
}

// list reads the occurrences that a query ending in rest selects.
func list(tx *store.Tx, rest string, args ...any) ([]Occurrence, error) {
	rows, err := tx.Query(`SELECT `+columns+` FROM occurrence o `+rest, args...)
	if err != nil {
		return nil, fmt.Errorf("read occurrences: %w", err)
	}
	defer rows.Close()
	occurrences := []Occurrence{}
	for rows.Next() {
		var o Occurrence
		if err := rows.Scan(o.fields()...); err != nil {
			return nil, fmt.Errorf("read an occurrence: %w", err)
		}
		occurrences = append(occurrences, o)
	}
	return occurrences, rows.Err()
}

// ByID gives an occurrence.
func ByID(tx *store.Tx, id string) (Occurrence, error) {
	var o Occurrence
	err := tx.QueryRow(`SELECT `+columns+` FROM occurrence o WHERE o.id = ?`, id).Scan(o.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		return o, fault.New(fault.NotFound, "This reminder is not there any more. Nothing was changed.")
	}
	if err != nil {
		return o, fmt.Errorf("read an occurrence: %w", err)
	}
	return o, nil
}

// Materialise writes what the rules say at the transaction's instant: what came due gets its occurrence, what waits
// without a reason any more is taken away, and what was claimed too long ago is in doubt. It gives the look it
// acted on.
func Materialise(tx *store.Tx, more ...Source) (Look, error) {
	if err := doubtOld(tx); err != nil {
		return Look{}, err
	}
	look, err := LookAt(tx, more...)
	if err != nil {
		return look, err
	}
	for i := range look.Fresh {
		o := &look.Fresh[i]
		if _, err := insert(tx, o); err != nil {
			return look, err
		}
		if o.repeats && o.State == Due {
			if err := giveWay(tx, *o); err != nil {
				return look, err
			}
		}
	}
	for _, id := range look.Stale {
		if _, err := tx.Exec(`DELETE FROM occurrence WHERE id = ? AND state = 'due'`, id); err != nil {
			return look, fmt.Errorf("take away an occurrence: %w", err)
		}
	}
	return look, nil
}

// Claim makes the occurrence who's to show, and says whether it was still to be had.
func Claim(tx *store.Tx, id, who string) (bool, error) {
	result, err := tx.Exec(`
		UPDATE occurrence
		SET state = 'claimed', claimed = ?, claimed_by = ?
		WHERE id = ? AND state = 'due' AND due <= ?`,
		tx.Now(), who, id, tx.Now())
	if err != nil {
		return false, fmt.Errorf("claim an occurrence: %w", err)
	}
	return touched(result)
}

// MarkShown notes that a claimed occurrence was shown. A digest that was shown stands for its members.
func MarkShown(tx *store.Tx, id string, notification uint32) error {
	_, err := tx.Exec(`
		UPDATE occurrence
		SET state = 'shown', shown = ?, notification = ?
		WHERE id = ? AND state = 'claimed'`,
		tx.Now(), notification, id)
	if err != nil {
		return fmt.Errorf("note what was shown: %w", err)
	}
	return nil
}

// MarkDoubtful notes that a claimed occurrence may or may not have been shown: it stays in the Inbox, is named in
// the next digest, and never gets a notification of its own again.
func MarkDoubtful(tx *store.Tx, id string) error {
	_, err := tx.Exec(`
		UPDATE occurrence
		SET state = 'digested', doubtful = 1
		WHERE id = ? AND state = 'claimed'`, id)
	if err != nil {
		return fmt.Errorf("note what may have been shown: %w", err)
	}
	return nil
}

// doubtOld says the same of every claim that has stood too long, or was made by a clock that has been set back.
func doubtOld(tx *store.Tx) error {
	_, err := tx.Exec(`
		UPDATE occurrence
		SET state = 'digested', doubtful = 1
		WHERE state = 'claimed' AND (claimed <= ? OR claimed > ?)`,
		tx.Now().Add(-DoubtAfter), tx.Now().Add(DoubtAfter))
	if err != nil {
		return fmt.Errorf("look for old claims: %w", err)
	}
	return nil
}

// AnswerWith notes what the person answered and says whether that was news: answering twice changes nothing, except that Done
// may follow Snooze, Open and Dismiss.
func AnswerWith(tx *store.Tx, id, answer string) (bool, error) {
	switch answer {
	case Done, Snooze, Open, Dismiss:
	default:
		return false, fault.Newf(fault.Invalid, "A reminder cannot be answered with “%s”. Nothing was changed.", answer)
	}
	result, err := tx.Exec(`
		UPDATE occurrence
		SET state = 'answered', answered = ?1, answer = ?2
		WHERE id = ?3
		  AND (state <> 'answered' OR (?2 = 'done' AND answer NOT IN ('done', 'void')))`,
		tx.Now(), answer, id)
	if err != nil {
		return false, fmt.Errorf("note an answer: %w", err)
	}
	news, err := touched(result)
	if err != nil || news {
		return news, err
	}
	_, err = ByID(tx, id)
	return false, err
}

// Completes gives the task or the milestone that Done completes; neither for what is only to be known.
func Completes(tx *store.Tx, o Occurrence) (task, milestone string, err error) {
	switch o.Kind {
	case KindTask, KindNotice:
		return o.Subject, "", nil
	case KindMilestone:
		return "", o.Subject, nil
	case KindAbout:
		r, err := ReminderByID(tx, o.ReminderID)
		if fault.CodeOf(err) == fault.NotFound {
			return "", "", nil
		}
		return r.TaskID, r.MilestoneID, err
	}
	return "", "", nil
}
