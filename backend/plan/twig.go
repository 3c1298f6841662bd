package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

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

// An outline reads thousands of tasks at once, and a value at a time that costs
// more than finding them: so SQLite packs each task into one text.
const (
	unitMark   = "\x1f"
	packedTwig = `concat_ws(char(31), t.id, coalesce(t.goal_id, ''), coalesce(t.milestone_id, ''), coalesce(t.parent_id, ''), coalesce(t.begins, ''), coalesce(t.due, ''),
		coalesce(t.due_time, ''), coalesce(t.estimate, ''), t.energy, t.priority, t.waiting_for <> '',
		t.blocked_by IS NOT NULL AND EXISTS (SELECT 1 FROM task AS b WHERE b.id = t.blocked_by AND b.done IS NULL), t.repeat <> '', t.done IS NOT NULL, t.updated, t.title)`
	twigParts = 16
)

func scanTwig(row scanner) (t Twig, err error) {
	var packed string
	if err := row.Scan(&packed); err != nil {
		return t, err
	}
	var part [twigParts]string
	for i := range twigParts - 1 {
		var more bool
		if part[i], packed, more = strings.Cut(packed, unitMark); !more {
			return t, fmt.Errorf("read a task: %d parts", i)
		}
	}
	t = Twig{
		ID: part[0], GoalID: part[1], MilestoneID: part[2], ParentID: part[3], Begins: clock.Day(part[4]), Due: clock.Day(part[5]), DueTime: clock.TimeOfDay(part[6]),
		Energy: part[8], Waiting: part[10] == "1", Blocked: part[11] == "1", Repeats: part[12] == "1", Done: part[13] == "1", Title: packed,
	}
	if part[7] != "" {
		minutes, err := strconv.Atoi(part[7])
		if err != nil {
			return t, err
		}
		t.Estimate = &minutes
	}
	if t.Priority, err = strconv.Atoi(part[9]); err != nil {
		return t, err
	}
	at, err := strconv.ParseInt(part[14], 10, 64)
	t.Updated = clock.Instant(at)
	return t, err
}

// Twigs lists the tasks of some goals in order, goal by goal; a goal "" stands for
// none, nil for all.
func Twigs(tx *store.Tx, goalIDs []string) ([]Twig, error) {
	which, args := `t.goal_id IS NOT NULL`, []any{}
	if goalIDs != nil {
		ids, err := idList(goalIDs)
		if err != nil {
			return nil, err
		}
		which, args = `t.goal_id IN (SELECT value FROM json_each(?))`, []any{ids}
	}
	all, err := list(tx, scanTwig, `
		SELECT `+packedTwig+`
		FROM task AS t
		WHERE `+which+`
		ORDER BY t.goal_id, t.rank`, args...)
	if err != nil {
		return nil, fmt.Errorf("list tasks: %w", err)
	}
	if goalIDs != nil && !slices.Contains(goalIDs, "") {
		return all, nil
	}
	loose, err := list(tx, scanTwig, `
		SELECT `+packedTwig+`
		FROM task AS t
		WHERE t.goal_id IS NULL
		ORDER BY t.rank`)
	if err != nil {
		return nil, fmt.Errorf("list tasks: %w", err)
	}
	return append(all, loose...), nil
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
