package plan

import (
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/store"
)

// AddTask adds one behind the sibling it names, or last.
func AddTask(tx *store.Tx, draft TaskDraft) (Task, error) {
	return AddTaskAt(tx, draft, TaskPlace{
		GoalID: draft.GoalID, MilestoneID: draft.MilestoneID, ParentID: draft.ParentID, AfterID: draft.AfterID, Last: draft.AfterID == "",
	})
}

// AddTaskAt adds one at a place.
func AddTaskAt(tx *store.Tx, draft TaskDraft, place TaskPlace) (Task, error) {
	t := draft.task()
	t.ID, t.Created, t.Updated = tx.NewID(), tx.Now(), tx.Now()
	if err := t.setRepeat(draft.Repeat, tx.Today()); err != nil {
		return Task{}, err
	}
	if err := t.check(); err != nil {
		return Task{}, err
	}
	if err := place.settle(tx); err != nil {
		return Task{}, err
	}
	t.GoalID, t.MilestoneID, t.ParentID = place.GoalID, place.MilestoneID, place.ParentID
	if err := checkNesting(tx, "", t.ParentID); err != nil {
		return Task{}, err
	}
	r, err := place.rankIn(tx, "")
	if err != nil {
		return Task{}, err
	}
	return t, insertTask(tx, t, r)
}

func insertTask(tx *store.Tx, t Task, rank string) error {
	if _, err := tx.Exec(`
		INSERT INTO task (id, goal_id, milestone_id, parent_id, title, notes, begins, due, due_time, estimate, energy, priority, checklist, waiting_for,
			blocked_by, repeat, repeat_from, series_id, series_start, share, done, rank, created, updated)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		t.ID, orNull(t.GoalID), orNull(t.MilestoneID), orNull(t.ParentID), t.Title, t.Notes, orNull(t.Begins), orNull(t.Due), orNull(t.DueTime),
		t.Estimate, t.Energy, t.Priority, checklistText(t.Checklist), t.WaitingFor, orNull(t.BlockedBy), t.Repeat.Rule, t.Repeat.From,
		orNull(t.SeriesID), orNull(t.SeriesStart), t.Share, t.Done, rank, t.Created, t.Updated); err != nil {
		return fmt.Errorf("add task: %w", err)
	}
	return nil
}

// PatchTask changes one.
func PatchTask(tx *store.Tx, id string, patch TaskPatch) (Task, error) {
	was, err := TaskByID(tx, id)
	if err != nil {
		return Task{}, err
	}
	if err := unchanged(tx, "task", id, "This task", was.Updated, patch.Seen, patch.columns()); err != nil {
		return Task{}, err
	}
	if place := patch.place(was); place != nil {
		if was, err = MoveTaskTo(tx, id, *place); err != nil {
			return Task{}, err
		}
	}
	t := was
	patch.apply(&t)
	if patch.Repeat != nil {
		if err := t.setRepeat(*patch.Repeat, tx.Today()); err != nil {
			return Task{}, err
		}
	}
	if err := t.check(); err != nil {
		return Task{}, err
	}
	if t.BlockedBy != was.BlockedBy {
		if err := checkBlock(tx, id, t.BlockedBy); err != nil {
			return Task{}, err
		}
	}
	return t, saveTask(tx, was, &t)
}

// CompleteTask marks one as done, with all that is under it, and makes the next
// instance of a repeat; or takes the mark back, and that of all above it. Doing
// it twice is doing it once.
func CompleteTask(tx *store.Tx, id string, done bool) (Task, error) {
	was, err := TaskByID(tx, id)
	if err != nil || was.Open() != done {
		return was, err
	}
	t := was
	t.Done = mark(tx.Now(), done, was.Done)
	if !done {
		if err := leaveSeries(tx, &t); err != nil {
			return Task{}, err
		}
		if t.ParentID != "" {
			if _, err := CompleteTask(tx, t.ParentID, false); err != nil {
				return Task{}, err
			}
		}
		return t, saveTask(tx, was, &t)
	}
	if err := saveTask(tx, was, &t); err != nil {
		return Task{}, err
	}
	if !t.Repeat.None() {
		if err := addFollowing(tx, t); err != nil {
			return Task{}, err
		}
	}
	if _, err := tx.Exec(`
		WITH RECURSIVE under (id) AS (
			SELECT id FROM task WHERE parent_id = ?1
			UNION
			SELECT t.id FROM task AS t JOIN under AS u ON t.parent_id = u.id
		)
		UPDATE task
		SET done = ?2, updated = ?2
		WHERE done IS NULL AND id IN (SELECT id FROM under)`, id, tx.Now()); err != nil {
		return Task{}, fmt.Errorf("complete the parts of a task: %w", err)
	}
	return t, nil
}

// MoveTask puts one behind a sibling; "" puts it first.
func MoveTask(tx *store.Tx, id, afterID string) error {
	t, err := TaskByID(tx, id)
	if err != nil {
		return err
	}
	_, err = MoveTaskTo(tx, id, TaskPlace{GoalID: t.GoalID, MilestoneID: t.MilestoneID, ParentID: t.ParentID, AfterID: afterID})
	return err
}

func saveTask(tx *store.Tx, was Task, t *Task) error {
	if t.equal(was) {
		return nil
	}
	t.Updated = tx.Now()
	if _, err := tx.Exec(`
		UPDATE task
		SET title = ?, notes = ?, begins = ?, due = ?, due_time = ?, estimate = ?, energy = ?, priority = ?, checklist = ?, waiting_for = ?,
			blocked_by = ?, repeat = ?, repeat_from = ?, series_id = ?, series_start = ?, share = ?, done = ?, updated = ?
		WHERE id = ?`,
		t.Title, t.Notes, orNull(t.Begins), orNull(t.Due), orNull(t.DueTime), t.Estimate, t.Energy, t.Priority, checklistText(t.Checklist), t.WaitingFor,
		orNull(t.BlockedBy), t.Repeat.Rule, t.Repeat.From, orNull(t.SeriesID), orNull(t.SeriesStart), t.Share, t.Done, t.Updated, t.ID); err != nil {
		return fmt.Errorf("change task: %w", err)
	}
	return nil
}

// DeleteTask removes one with all that is under it. One that is gone already is no error.
func DeleteTask(tx *store.Tx, id string) error {
	if _, err := tx.Exec(`
		DELETE FROM task
		WHERE id = ?`, id); err != nil {
		return fmt.Errorf("delete task: %w", err)
	}
	return nil
}

const taskColumns = `id, coalesce(goal_id, ''), coalesce(milestone_id, ''), coalesce(parent_id, ''), title, notes, coalesce(begins, ''), coalesce(due, ''),
	coalesce(due_time, ''), estimate, energy, priority, checklist, waiting_for, coalesce(blocked_by, ''), repeat, repeat_from, coalesce(series_id, ''),
	coalesce(series_start, ''), share, done, created, updated`

func scanTask(row scanner) (t Task, err error) {
	var checklist string
	err = row.Scan(&t.ID, &t.GoalID, &t.MilestoneID, &t.ParentID, &t.Title, &t.Notes, &t.Begins, &t.Due, &t.DueTime, &t.Estimate, &t.Energy, &t.Priority,
		&checklist, &t.WaitingFor, &t.BlockedBy, &t.Repeat.Rule, &t.Repeat.From, &t.SeriesID, &t.SeriesStart, &t.Share, &t.Done, &t.Created, &t.Updated)
	t.Checklist = readChecklist(checklist)
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

// TasksUnder lists the parts of a task in order.
func TasksUnder(tx *store.Tx, id string) ([]Task, error) {
	all, err := list(tx, scanTask, `
		SELECT `+taskColumns+`
		FROM task
		WHERE parent_id = ?
		ORDER BY rank, id`, id)
	if err != nil {
		return nil, fmt.Errorf("list the parts of a task: %w", err)
	}
	return all, nil
}

// TasksBlockedBy lists the tasks that wait for one.
func TasksBlockedBy(tx *store.Tx, id string) ([]Task, error) {
	all, err := list(tx, scanTask, `
		SELECT `+taskColumns+`
		FROM task
		WHERE blocked_by = ?
		ORDER BY done IS NOT NULL, rank, id`, id)
	if err != nil {
		return nil, fmt.Errorf("list what waits for a task: %w", err)
	}
	return all, nil
}

// Surroundings are what a list of tasks needs to know beside each of them.
type Surroundings struct {
	Parent  string // the title of the task that it is part of
	Blocker string // the title of the open task that must be done first
	Blocks  bool   // an open task waits for it
}

// Around reads the surroundings of some tasks.
func Around(tx *store.Tx, tasks []Task) (map[string]Surroundings, error) {
	ids := make([]string, len(tasks))
	for i, t := range tasks {
		ids[i] = t.ID
	}
	which, err := idList(ids)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`
		SELECT t.id, coalesce(p.title, ''), coalesce(b.title, ''), EXISTS (SELECT 1 FROM task AS w WHERE w.blocked_by = t.id AND w.done IS NULL)
		FROM task AS t
		LEFT JOIN task AS p ON p.id = t.parent_id
		LEFT JOIN task AS b ON b.id = t.blocked_by AND b.done IS NULL
		WHERE t.id IN (SELECT value FROM json_each(?))`, which)
	if err != nil {
		return nil, fmt.Errorf("read what is around tasks: %w", err)
	}
	defer rows.Close()
	all := make(map[string]Surroundings, len(tasks))
	for rows.Next() {
		var id string
		var s Surroundings
		if err := rows.Scan(&id, &s.Parent, &s.Blocker, &s.Blocks); err != nil {
			return nil, fmt.Errorf("read what is around tasks: %w", err)
		}
		all[id] = s
	}
	return all, rows.Err()
}
