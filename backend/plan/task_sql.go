package plan

import (
	"database/sql"
	"errors"
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/fault"
	rank "northboard/backend/id"
	"northboard/backend/store"
)

// AddTask adds one behind the sibling it names, or last.
func AddTask(tx *store.Tx, draft TaskDraft) (Task, error) {
	t := Task{
		ID: tx.NewID(), GoalID: draft.GoalID, MilestoneID: draft.MilestoneID, Title: draft.Title,
		Due: draft.Due, DueTime: draft.DueTime, Created: tx.Now(), Updated: tx.Now(),
	}
	if err := t.check(); err != nil {
		return Task{}, err
	}
	if err := place(tx, &t); err != nil {
		return Task{}, err
	}
	r, err := rankAfter(tx, t, draft.AfterID)
	if err != nil {
		return Task{}, err
	}
	if _, err := tx.Exec(`
		INSERT INTO task (id, goal_id, milestone_id, title, due, due_time, done, rank, created, updated)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		t.ID, orNull(t.GoalID), orNull(t.MilestoneID), t.Title, orNull(t.Due), orNull(t.DueTime), t.Done, r, t.Created, t.Updated); err != nil {
		return Task{}, fmt.Errorf("add task: %w", err)
	}
	return t, nil
}

// place checks that goal and milestone exist and belong together.
func place(tx *store.Tx, t *Task) error {
	if t.MilestoneID != "" {
		m, err := MilestoneByID(tx, t.MilestoneID)
		if err != nil {
			return err
		}
		if t.GoalID == "" {
			t.GoalID = m.GoalID
		}
		if t.GoalID != m.GoalID {
			return fault.New(fault.Invalid, "That milestone belongs to another goal. Nothing was changed; choose one of this goal’s.").WithField("milestoneId")
		}
		return nil
	}
	if t.GoalID == "" {
		return nil
	}
	_, err := GoalByID(tx, t.GoalID)
	return err
}

// rankAfter finds the rank behind a sibling: a task of the same goal. "" is
// behind the last.
func rankAfter(tx *store.Tx, t Task, afterID string) (string, error) {
	if afterID == "" {
		return lastRank(tx, `SELECT max(rank) FROM task WHERE goal_id IS ?`, orNull(t.GoalID))
	}
	var before string
	err := tx.QueryRow(`
		SELECT rank
		FROM task
		WHERE id = ? AND goal_id IS ? AND id <> ?`, afterID, orNull(t.GoalID), t.ID).Scan(&before)
	if errors.Is(err, sql.ErrNoRows) {
		return "", fault.New(fault.Invalid, "That place is no longer there. Nothing was changed; try again.").WithField("afterId")
	}
	if err != nil {
		return "", fmt.Errorf("find the place: %w", err)
	}
	var behind sql.NullString
	if err := tx.QueryRow(`
		SELECT min(rank)
		FROM task
		WHERE goal_id IS ? AND rank > ? AND id <> ?`, orNull(t.GoalID), before, t.ID).Scan(&behind); err != nil {
		return "", fmt.Errorf("find the next place: %w", err)
	}
	return rank.Between(before, behind.String)
}

// PatchTask changes one.
func PatchTask(tx *store.Tx, id string, patch TaskPatch) (Task, error) {
	was, err := TaskByID(tx, id)
	if err != nil {
		return Task{}, err
	}
	t := was
	patch.apply(&t)
	if err := t.check(); err != nil {
		return Task{}, err
	}
	if t.GoalID != was.GoalID || t.MilestoneID != was.MilestoneID {
		if err := place(tx, &t); err != nil {
			return Task{}, err
		}
	}
	if t.GoalID != was.GoalID {
		r, err := rankAfter(tx, t, "")
		if err != nil {
			return Task{}, err
		}
		if err := setRank(tx, id, r); err != nil {
			return Task{}, err
		}
	}
	return t, saveTask(tx, was, &t)
}

// CompleteTask marks one as done, or takes that back. Doing it twice is doing
// it once.
func CompleteTask(tx *store.Tx, id string, done bool) (Task, error) {
	was, err := TaskByID(tx, id)
	if err != nil {
		return Task{}, err
	}
	t := was
	t.Done = mark(tx.Now(), done, was.Done)
	return t, saveTask(tx, was, &t)
}

// MoveTask puts one behind a sibling of the same goal; "" puts it first.
func MoveTask(tx *store.Tx, id, afterID string) error {
	t, err := TaskByID(tx, id)
	if err != nil {
		return err
	}
	if afterID == id {
		return nil
	}
	if afterID != "" {
		r, err := rankAfter(tx, t, afterID)
		if err != nil {
			return err
		}
		return setRank(tx, id, r)
	}
	var first sql.NullString
	if err := tx.QueryRow(`
		SELECT min(rank)
		FROM task
		WHERE goal_id IS ? AND id <> ?`, orNull(t.GoalID), id).Scan(&first); err != nil {
		return fmt.Errorf("find the first place: %w", err)
	}
	r, err := rank.Between("", first.String)
	if err != nil {
		return err
	}
	return setRank(tx, id, r)
}

func setRank(tx *store.Tx, id, r string) error {
	if _, err := tx.Exec(`
		UPDATE task
		SET rank = ?, updated = ?
		WHERE id = ?`, r, tx.Now(), id); err != nil {
		return fmt.Errorf("move task: %w", err)
	}
	return nil
}

func saveTask(tx *store.Tx, was Task, t *Task) error {
	if t.equal(was) {
		return nil
	}
	t.Updated = tx.Now()
	if _, err := tx.Exec(`
		UPDATE task
		SET goal_id = ?, milestone_id = ?, title = ?, due = ?, due_time = ?, done = ?, updated = ?
		WHERE id = ?`,
		orNull(t.GoalID), orNull(t.MilestoneID), t.Title, orNull(t.Due), orNull(t.DueTime), t.Done, t.Updated, t.ID); err != nil {
		return fmt.Errorf("change task: %w", err)
	}
	return nil
}

// DeleteTask removes one. One that is gone already is no error.
func DeleteTask(tx *store.Tx, id string) error {
	if _, err := tx.Exec(`
		DELETE FROM task
		WHERE id = ?`, id); err != nil {
		return fmt.Errorf("delete task: %w", err)
	}
	return nil
}

const taskColumns = `id, coalesce(goal_id, ''), coalesce(milestone_id, ''), title, coalesce(due, ''), coalesce(due_time, ''), done, created, updated`

func scanTask(row scanner) (t Task, err error) {
	err = row.Scan(&t.ID, &t.GoalID, &t.MilestoneID, &t.Title, &t.Due, &t.DueTime, &t.Done, &t.Created, &t.Updated)
	return t, err
}

// Tasks lists those of a goal in order; "" lists those of none.
func Tasks(tx *store.Tx, goalID string) ([]Task, error) {
	all, err := list(tx, scanTask, `
		SELECT `+taskColumns+`
		FROM task
		WHERE goal_id IS ?
		ORDER BY rank, id`, orNull(goalID))
	if err != nil {
		return nil, fmt.Errorf("list tasks: %w", err)
	}
	return all, nil
}

// TasksDue lists the open ones that are due on the day or were before, the
// earliest first.
func TasksDue(tx *store.Tx, until clock.Day) ([]Task, error) {
	all, err := list(tx, scanTask, `
		SELECT `+taskColumns+`
		FROM task
		WHERE done IS NULL AND due <= ?
		ORDER BY due, coalesce(due_time, '99'), rank, id`, until)
	if err != nil {
		return nil, fmt.Errorf("list due tasks: %w", err)
	}
	return all, nil
}

// TaskByID finds one.
func TaskByID(tx *store.Tx, id string) (Task, error) {
	return one(tx, scanTask, "That task", `
		SELECT `+taskColumns+`
		FROM task
		WHERE id = ?`, id)
}

// TasksByID finds those that exist.
func TasksByID(tx *store.Tx, ids []string) ([]Task, error) {
	which, err := idList(ids)
	if err != nil {
		return nil, err
	}
	all, err := list(tx, scanTask, `
		SELECT `+taskColumns+`
		FROM task
		WHERE id IN (SELECT value FROM json_each(?))
		ORDER BY rank, id`, which)
	if err != nil {
		return nil, fmt.Errorf("list tasks: %w", err)
	}
	return all, nil
}
