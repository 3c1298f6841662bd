package plan

import (
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/store"
)

// Twig is what an outline shows of a task: what is needed of thousands at once.
type Twig struct {
	ID          string
	GoalID      string
	MilestoneID string
	ParentID    string
	Title       string
	Begins      clock.Day
	Due         clock.Day
	DueTime     clock.TimeOfDay
	Estimate    *int
	Energy      string
	Priority    int
	Waiting     bool
	Blocked     bool // by a task that is still open
	Repeats     bool
	Done        bool
	Updated     clock.Instant
}

const twigColumns = `t.id, coalesce(t.goal_id, ''), coalesce(t.milestone_id, ''), coalesce(t.parent_id, ''), t.title, coalesce(t.begins, ''), coalesce(t.due, ''),
	coalesce(t.due_time, ''), t.estimate, t.energy, t.priority, t.waiting_for <> '',
	t.blocked_by IS NOT NULL AND EXISTS (SELECT 1 FROM task AS b WHERE b.id = t.blocked_by AND b.done IS NULL), t.repeat <> '', t.done IS NOT NULL, t.updated`

func scanTwig(row scanner) (t Twig, err error) {
	err = row.Scan(&t.ID, &t.GoalID, &t.MilestoneID, &t.ParentID, &t.Title, &t.Begins, &t.Due, &t.DueTime, &t.Estimate, &t.Energy, &t.Priority,
		&t.Waiting, &t.Blocked, &t.Repeats, &t.Done, &t.Updated)
	return t, err
}

// Twigs lists the tasks of some goals in order; a goal "" stands for none, nil
// for all.
func Twigs(tx *store.Tx, goalIDs []string) ([]Twig, error) {
	query, args := `
		SELECT `+twigColumns+`
		FROM task AS t
		ORDER BY t.rank, t.id`, []any{}
	if goalIDs != nil {
		which, err := idList(goalIDs)
		if err != nil {
			return nil, err
		}
		query, args = `
		SELECT `+twigColumns+`
		FROM task AS t
		WHERE coalesce(t.goal_id, '') IN (SELECT value FROM json_each(?))
		ORDER BY t.rank, t.id`, []any{which}
	}
	all, err := list(tx, scanTwig, query, args...)
	if err != nil {
		return nil, fmt.Errorf("list tasks: %w", err)
	}
	return all, nil
}

// MilestonesOf lists the milestones of some goals in order; nil is all.
func MilestonesOf(tx *store.Tx, goalIDs []string) ([]Milestone, error) {
	query, args := `
		SELECT `+milestoneColumns+`
		FROM milestone
		ORDER BY rank, id`, []any{}
	if goalIDs != nil {
		which, err := idList(goalIDs)
		if err != nil {
			return nil, err
		}
		query, args = `
		SELECT `+milestoneColumns+`
		FROM milestone
		WHERE goal_id IN (SELECT value FROM json_each(?))
		ORDER BY rank, id`, []any{which}
	}
	all, err := list(tx, scanMilestone, query, args...)
	if err != nil {
		return nil, fmt.Errorf("list milestones: %w", err)
	}
	return all, nil
}
