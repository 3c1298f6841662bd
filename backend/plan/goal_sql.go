package plan

import (
	"fmt"
	"slices"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// AddGoal adds one behind the others and links it to its aspirations.
func AddGoal(tx *store.Tx, draft GoalDraft) (Goal, error) {
	g := draft.goal()
	if err := g.check(); err != nil {
		return Goal{}, err
	}
	rank, err := lastRank(tx, `SELECT max(rank) FROM goal`)
	if err != nil {
		return Goal{}, err
	}
	g.ID, g.Created, g.Updated = tx.NewID(), tx.Now(), tx.Now()
	if _, err := tx.Exec(`
		INSERT INTO goal (id, title, why, specific, measure, unit, start, target, begins, due, horizon, hours, effort, reward, rank, created, updated)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		g.ID, g.Title, g.Why, g.Specific, g.Measure, g.Unit, g.Start, g.Target, orNull(g.Begins), orNull(g.Due), g.Horizon, g.Hours, g.Effort, g.Reward,
		rank, g.Created, g.Updated); err != nil {
		return Goal{}, fmt.Errorf("add goal: %w", err)
	}
	return g, link(tx, g.ID, nil, g.AspirationIDs)
}

// PatchGoal changes one, and keeps what it said before as a version.
func PatchGoal(tx *store.Tx, id string, patch GoalPatch) (Goal, error) {
	was, err := GoalByID(tx, id)
	if err != nil {
		return Goal{}, err
	}
	if err := unchanged(tx, "goal", id, "This goal", was.Updated, patch.Seen, patch.columns()); err != nil {
		return Goal{}, err
	}
	g := was
	patch.apply(&g)
	if err := g.check(); err != nil {
		return Goal{}, err
	}
	if g.TowardID != was.TowardID {
		if err := checkToward(tx, g); err != nil {
			return Goal{}, err
		}
	}
	if err := link(tx, g.ID, was.AspirationIDs, g.AspirationIDs); err != nil {
		return Goal{}, err
	}
	if err := keepVersion(tx, was, g, patch.Reason); err != nil {
		return Goal{}, err
	}
	return g, saveGoal(tx, was, &g)
}

// checkToward refuses a goal that would lead to itself.
func checkToward(tx *store.Tx, g Goal) error {
	if g.TowardID == "" {
		return nil
	}
	if _, err := GoalByID(tx, g.TowardID); err != nil {
		return err
	}
	var circle bool
	if err := tx.QueryRow(`
		WITH RECURSIVE after (id) AS (
			SELECT ?1
			UNION
			SELECT g.toward_id FROM goal AS g JOIN after AS a ON g.id = a.id WHERE g.toward_id IS NOT NULL
		)
		SELECT EXISTS (SELECT 1 FROM after WHERE id = ?2)`, g.TowardID, g.ID).Scan(&circle); err != nil {
		return fmt.Errorf("follow where goals lead: %w", err)
	}
	if circle {
		return fault.New(fault.Invalid, "That goal leads to this one already, so they would go in a circle. Nothing was changed; choose another.").WithField("towardId")
	}
	return nil
}

// ReachGoal marks a goal as reached, or takes that back.
func ReachGoal(tx *store.Tx, id string, reached bool) (Goal, error) {
	was, err := GoalByID(tx, id)
	if err != nil {
		return Goal{}, err
	}
	g := was
	g.Reached = mark(tx.Now(), reached, was.Reached)
	return g, saveGoal(tx, was, &g)
}

func saveGoal(tx *store.Tx, was Goal, g *Goal) error {
	if g.equal(was) {
		return nil
	}
	g.Updated = tx.Now()
	if _, err := tx.Exec(`
		UPDATE goal
		SET title = ?, why = ?, specific = ?, measure = ?, unit = ?, start = ?, target = ?, begins = ?, due = ?, horizon = ?, hours = ?, effort = ?,
			constraints = ?, commitment = ?, committed = ?, reward = ?, state = ?, state_at = ?, state_why = ?, paused_until = ?, into_id = ?, toward_id = ?,
			reached = ?, updated = ?
		WHERE id = ?`,
		g.Title, g.Why, g.Specific, g.Measure, g.Unit, g.Start, g.Target, orNull(g.Begins), orNull(g.Due), g.Horizon, g.Hours, g.Effort,
		g.Constraints, g.Commitment, g.Committed, g.Reward, g.State, g.StateAt, g.StateWhy, orNull(g.PausedUntil), orNull(g.IntoID), orNull(g.TowardID),
		g.Reached, g.Updated, g.ID); err != nil {
		return fmt.Errorf("change goal: %w", err)
	}
	return nil
}

// DeleteGoal removes a goal with its readings, milestones and tasks. One that
// is gone already is no error.
func DeleteGoal(tx *store.Tx, id string) error {
	if _, err := tx.Exec(`
		DELETE FROM goal
		WHERE id = ?`, id); err != nil {
		return fmt.Errorf("delete goal: %w", err)
	}
	return nil
}

// MoveGoal puts a goal under another of its aspirations ("" is under none), and
// behind another goal, or first, or last.
func MoveGoal(tx *store.Tx, id, aspirationID, afterID string, last bool) error {
	g, err := GoalByID(tx, id)
	if err != nil || afterID == id {
		return err
	}
	switch {
	case aspirationID == "":
		err = link(tx, id, g.AspirationIDs, nil)
	case !slices.Contains(g.AspirationIDs, aspirationID):
		is := []string{aspirationID}
		if len(g.AspirationIDs) > 1 {
			is = append(is, g.AspirationIDs[1:]...)
		}
		err = link(tx, id, g.AspirationIDs, is)
	}
	if err != nil {
		return err
	}
	// All goals share one order, whatever they are under.
	const all = `? IS NULL`
	if afterID, err = sibling(tx, "goal", all, nil, id, afterID, last); err != nil {
		return err
	}
	r, err := rankAfter(tx, "goal", all, nil, id, afterID)
	if err != nil {
		return err
	}
	return setRank(tx, "goal", id, r)
}

// link changes which aspirations a goal serves.
func link(tx *store.Tx, goalID string, was, is []string) error {
	for _, a := range was {
		if slices.Contains(is, a) {
			continue
		}
		if _, err := tx.Exec(`
			DELETE FROM goal_aspiration
			WHERE goal_id = ? AND aspiration_id = ?`, goalID, a); err != nil {
			return fmt.Errorf("unlink aspiration: %w", err)
		}
	}
	for _, a := range is {
		if slices.Contains(was, a) {
			continue
		}
		if _, err := AspirationByID(tx, a); err != nil {
			return err
		}
		if _, err := tx.Exec(`
			INSERT INTO goal_aspiration (id, goal_id, aspiration_id)
			VALUES (?, ?, ?)`, tx.NewID(), goalID, a); err != nil {
			return fmt.Errorf("link aspiration: %w", err)
		}
	}
	return nil
}

const goalColumns = `id, title, why, specific, measure, unit, start, target, coalesce(begins, ''), coalesce(due, ''), horizon, hours, effort,
	constraints, commitment, committed, reward, state, state_at, state_why, coalesce(paused_until, ''), coalesce(into_id, ''), coalesce(toward_id, ''),
	reached, created, updated`

func scanGoal(row scanner) (g Goal, err error) {
	g.AspirationIDs = []string{}
	err = row.Scan(&g.ID, &g.Title, &g.Why, &g.Specific, &g.Measure, &g.Unit, &g.Start, &g.Target, &g.Begins, &g.Due, &g.Horizon, &g.Hours, &g.Effort,
		&g.Constraints, &g.Commitment, &g.Committed, &g.Reward, &g.State, &g.StateAt, &g.StateWhy, &g.PausedUntil, &g.IntoID, &g.TowardID,
		&g.Reached, &g.Created, &g.Updated)
	return g, err
}

// Goals lists all, in the person's order: open and paused ones, then dropped
// and merged ones, then those that are reached.
func Goals(tx *store.Tx) ([]Goal, error) {
	goals, err := list(tx, scanGoal, `
		SELECT `+goalColumns+`
		FROM goal
		ORDER BY reached IS NOT NULL, state IN ('dropped', 'merged'), rank, id`)
	if err != nil {
		return nil, fmt.Errorf("list goals: %w", err)
	}
	return goals, addLinks(tx, goals, `1`)
}

// GoalsByID finds those that exist, in the order of Goals.
func GoalsByID(tx *store.Tx, ids []string) ([]Goal, error) {
	which, err := idList(ids)
	if err != nil {
		return nil, err
	}
	goals, err := list(tx, scanGoal, `
		SELECT `+goalColumns+`
		FROM goal
		WHERE id IN (SELECT value FROM json_each(?))
		ORDER BY reached IS NOT NULL, state IN ('dropped', 'merged'), rank, id`, which)
	if err != nil {
		return nil, fmt.Errorf("list goals: %w", err)
	}
	return goals, addLinks(tx, goals, `l.goal_id IN (SELECT value FROM json_each(?))`, which)
}

// GoalByID finds one.
func GoalByID(tx *store.Tx, id string) (Goal, error) {
	g, err := one(tx, scanGoal, "That goal", `
		SELECT `+goalColumns+`
		FROM goal
		WHERE id = ?`, id)
	if err != nil {
		return Goal{}, err
	}
	goals := []Goal{g}
	err = addLinks(tx, goals, `l.goal_id = ?`, id)
	return goals[0], err
}

// addLinks fills AspirationIDs, the north star first.
func addLinks(tx *store.Tx, goals []Goal, where string, args ...any) error {
	type pair struct{ goal, aspiration string }
	pairs, err := list(tx, func(row scanner) (p pair, err error) {
		err = row.Scan(&p.goal, &p.aspiration)
		return p, err
	}, `
		SELECT l.goal_id, l.aspiration_id
		FROM goal_aspiration AS l
		JOIN aspiration AS a ON a.id = l.aspiration_id
		WHERE `+where+`
		ORDER BY a.north_star DESC, a.rank, a.id`, args...)
	if err != nil {
		return fmt.Errorf("list links to aspirations: %w", err)
	}
	at := make(map[string]int, len(goals))
	for i, g := range goals {
		at[g.ID] = i
	}
	for _, p := range pairs {
		if i, ok := at[p.goal]; ok {
			goals[i].AspirationIDs = append(goals[i].AspirationIDs, p.aspiration)
		}
	}
	return nil
}

// GoalsServing finds the ids of the goals of some aspirations.
func GoalsServing(tx *store.Tx, aspirationIDs []string) ([]string, error) {
	which, err := idList(aspirationIDs)
	if err != nil {
		return nil, err
	}
	ids, err := list(tx, scanID, `
		SELECT DISTINCT goal_id
		FROM goal_aspiration
		WHERE aspiration_id IN (SELECT value FROM json_each(?))`, which)
	if err != nil {
		return nil, fmt.Errorf("list goals of aspirations: %w", err)
	}
	return ids, nil
}

// GoalsLeadingTo finds the ids of the goals that lead to a longer one.
func GoalsLeadingTo(tx *store.Tx, id string) ([]string, error) {
	ids, err := list(tx, scanID, `
		SELECT id
		FROM goal
		WHERE toward_id = ?
		ORDER BY coalesce(due, '9999'), rank, id`, id)
	if err != nil {
		return nil, fmt.Errorf("list goals that lead to another: %w", err)
	}
	return ids, nil
}
