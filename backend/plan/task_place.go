package plan

import (
	"database/sql"
	"errors"
	"fmt"

	"northboard/backend/fault"
	rank "northboard/backend/id"
	"northboard/backend/store"
)

// Rules of where a task is:
//   - It is under a task, or else under a milestone, or else under a goal, or
//     stands alone. A part has the goal and the milestone of what it is part of.
//   - The tasks of a goal share one order, whatever they are under; siblings are
//     in that order.
//   - A task is never part of itself, however far up.
//   - Deleting is by cascade, which SQLite does to a depth of 1,000; maxDepth
//     stays well below.

// maxDepth is how many tasks can be inside each other.
const maxDepth = 100

// TaskPlace is a place among siblings: behind AfterID, or as the first, or as
// the last.
type TaskPlace struct {
	GoalID      string `json:"goalId"`
	MilestoneID string `json:"milestoneId"`
	ParentID    string `json:"parentId"`
	AfterID     string `json:"afterId"`
	Last        bool   `json:"last"`
}

// settle fills what a place leaves open and refuses one that cannot be.
func (p *TaskPlace) settle(tx *store.Tx) error {
	if p.ParentID != "" {
		parent, err := TaskByID(tx, p.ParentID)
		if err != nil {
			return err
		}
		p.GoalID, p.MilestoneID = parent.GoalID, parent.MilestoneID
		return nil
	}
	if p.MilestoneID != "" {
		m, err := MilestoneByID(tx, p.MilestoneID)
		if err != nil {
			return err
		}
		if p.GoalID == "" {
			p.GoalID = m.GoalID
		}
		if p.GoalID != m.GoalID {
			return fault.New(fault.Invalid, "That milestone belongs to another goal. Nothing was changed; choose one of this goal’s.").WithField("milestoneId")
		}
		return nil
	}
	if p.GoalID == "" {
		return nil
	}
	return known(tx, "goal", "That goal", p.GoalID)
}

// known refuses an id that no row has.
func known(tx *store.Tx, table, what, id string) error {
	var there bool
	if err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM "`+table+`" WHERE id = ?)`, id).Scan(&there); err != nil {
		return fmt.Errorf("look for a %s: %w", table, err)
	}
	if !there {
		return gone(what)
	}
	return nil
}

// rankIn finds the rank of a place. id is the task that goes there, "" for a
// new one.
func (p TaskPlace) rankIn(tx *store.Tx, id string) (string, error) {
	goal := orNull(p.GoalID)
	if p.Last {
		return lastRank(tx, `SELECT max(rank) FROM task WHERE goal_id IS ? AND id <> ?`, goal, id)
	}
	var before, behind sql.NullString
	if p.AfterID == "" {
		if err := tx.QueryRow(`
			SELECT min(rank)
			FROM task
			WHERE goal_id IS ? AND milestone_id IS ? AND parent_id IS ? AND id <> ?`,
			goal, orNull(p.MilestoneID), orNull(p.ParentID), id).Scan(&behind); err != nil {
			return "", fmt.Errorf("find the first place: %w", err)
		}
		if !behind.Valid {
			return lastRank(tx, `SELECT max(rank) FROM task WHERE goal_id IS ? AND id <> ?`, goal, id)
		}
		if err := tx.QueryRow(`
			SELECT max(rank)
			FROM task
			WHERE goal_id IS ? AND rank < ? AND id <> ?`, goal, behind.String, id).Scan(&before); err != nil {
			return "", fmt.Errorf("find the place before: %w", err)
		}
		return rank.Between(before.String, behind.String)
	}
	err := tx.QueryRow(`
		SELECT rank
		FROM task
		WHERE id = ? AND goal_id IS ? AND milestone_id IS ? AND parent_id IS ? AND id <> ?`,
		p.AfterID, goal, orNull(p.MilestoneID), orNull(p.ParentID), id).Scan(&before)
	if errors.Is(err, sql.ErrNoRows) {
		return "", fault.New(fault.Invalid, "That place is no longer there. Nothing was changed; try again.").WithField("afterId")
	}
	if err != nil {
		return "", fmt.Errorf("find the place: %w", err)
	}
	if err := tx.QueryRow(`
		SELECT min(rank)
		FROM task
		WHERE goal_id IS ? AND rank > ? AND id <> ?`, goal, before.String, id).Scan(&behind); err != nil {
		return "", fmt.Errorf("find the next place: %w", err)
	}
	return rank.Between(before.String, behind.String)
}

// MoveTaskTo puts a task, with all that is under it, into a place.
func MoveTaskTo(tx *store.Tx, id string, place TaskPlace) (Task, error) {
	was, err := TaskByID(tx, id)
	if err != nil {
		return Task{}, err
	}
	if place.AfterID == id {
		return was, nil // Behind itself is where it is.
	}
	if err := place.settle(tx); err != nil {
		return Task{}, err
	}
	if err := checkNesting(tx, id, place.ParentID); err != nil {
		return Task{}, err
	}
	r, err := place.rankIn(tx, id)
	if err != nil {
		return Task{}, err
	}
	t := was
	t.GoalID, t.MilestoneID, t.ParentID, t.Updated = place.GoalID, place.MilestoneID, place.ParentID, tx.Now()
	if _, err := tx.Exec(`
		UPDATE task
		SET goal_id = ?, milestone_id = ?, parent_id = ?, rank = ?, updated = ?
		WHERE id = ?`, orNull(t.GoalID), orNull(t.MilestoneID), orNull(t.ParentID), r, t.Updated, id); err != nil {
		return Task{}, fmt.Errorf("move task: %w", err)
	}
	if t.GoalID == was.GoalID && t.MilestoneID == was.MilestoneID {
		return t, nil
	}
	if _, err := tx.Exec(`
		WITH RECURSIVE under (id) AS (
			SELECT id FROM task WHERE parent_id = ?1
			UNION
			SELECT t.id FROM task AS t JOIN under AS u ON t.parent_id = u.id
		)
		UPDATE task
		SET goal_id = ?2, milestone_id = ?3, updated = ?4
		WHERE id IN (SELECT id FROM under)`, id, orNull(t.GoalID), orNull(t.MilestoneID), t.Updated); err != nil {
		return Task{}, fmt.Errorf("move what is under a task: %w", err)
	}
	return t, nil
}

// checkNesting refuses to put a task under itself, or too deep. id "" is a new
// task.
func checkNesting(tx *store.Tx, id, parentID string) error {
	if parentID == "" {
		return nil
	}
	var circle bool
	var above int
	if err := tx.QueryRow(`
		WITH RECURSIVE above (id, depth) AS (
			SELECT ?1, 1
			UNION
			SELECT t.parent_id, a.depth + 1 FROM task AS t JOIN above AS a ON t.id = a.id WHERE t.parent_id IS NOT NULL AND a.depth <= ?3
		)
		SELECT max(depth), coalesce(max(id = ?2), 0) FROM above`, parentID, id, 2*maxDepth).Scan(&above, &circle); err != nil {
		return fmt.Errorf("follow what a task is part of: %w", err)
	}
	if circle {
		return fault.New(fault.Invalid, "A task cannot be put under itself. Nothing was changed; choose another place.").WithField("parentId")
	}
	height := 1
	if id != "" {
		if err := tx.QueryRow(`
			WITH RECURSIVE under (id, depth) AS (
				SELECT ?1, 1
				UNION
				SELECT t.id, u.depth + 1 FROM task AS t JOIN under AS u ON t.parent_id = u.id
			)
			SELECT max(depth) FROM under`, id).Scan(&height); err != nil {
			return fmt.Errorf("follow what is under a task: %w", err)
		}
	}
	if above+height > maxDepth {
		return fault.Newf(fault.TooLarge, "That would be more than %d tasks inside each other. Nothing was changed; put it further up.", maxDepth).WithField("parentId")
	}
	return nil
}

// checkBlock refuses a task that would wait for itself.
func checkBlock(tx *store.Tx, id, blockedBy string) error {
	if blockedBy == "" {
		return nil
	}
	if err := known(tx, "task", "That task", blockedBy); err != nil {
		return err
	}
	var circle bool
	if err := tx.QueryRow(`
		WITH RECURSIVE before (id) AS (
			SELECT ?1
			UNION
			SELECT t.blocked_by FROM task AS t JOIN before AS b ON t.id = b.id WHERE t.blocked_by IS NOT NULL
		)
		SELECT EXISTS (SELECT 1 FROM before WHERE id = ?2)`, blockedBy, id).Scan(&circle); err != nil {
		return fmt.Errorf("follow what blocks a task: %w", err)
	}
	if circle {
		return fault.New(fault.Invalid, "That task waits for this one already, so neither could begin. Nothing was changed; choose another.").WithField("blockedBy")
	}
	return nil
}
