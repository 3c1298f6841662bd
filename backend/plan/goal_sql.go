package plan

import (
	"fmt"
	"slices"

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
		INSERT INTO goal (id, title, why, measure, unit, start, target, due, hours, reached, rank, created, updated)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		g.ID, g.Title, g.Why, g.Measure, g.Unit, g.Start, g.Target, orNull(g.Due), g.Hours, g.Reached, rank, g.Created, g.Updated); err != nil {
		return Goal{}, fmt.Errorf("add goal: %w", err)
	}
	return g, link(tx, g.ID, nil, g.AspirationIDs)
}

// PatchGoal changes one.
func PatchGoal(tx *store.Tx, id string, patch GoalPatch) (Goal, error) {
	was, err := GoalByID(tx, id)
	if err != nil {
		return Goal{}, err
	}
	g := was
	patch.apply(&g)
	if err := g.check(); err != nil {
		return Goal{}, err
	}
	if err := link(tx, g.ID, was.AspirationIDs, g.AspirationIDs); err != nil {
		return Goal{}, err
	}
	return g, saveGoal(tx, was, &g)
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
		SET title = ?, why = ?, measure = ?, unit = ?, start = ?, target = ?, due = ?, hours = ?, reached = ?, updated = ?
		WHERE id = ?`,
		g.Title, g.Why, g.Measure, g.Unit, g.Start, g.Target, orNull(g.Due), g.Hours, g.Reached, g.Updated, g.ID); err != nil {
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

const goalColumns = `id, title, why, measure, unit, start, target, coalesce(due, ''), hours, reached, created, updated`

func scanGoal(row scanner) (g Goal, err error) {
	g.AspirationIDs = []string{}
	err = row.Scan(&g.ID, &g.Title, &g.Why, &g.Measure, &g.Unit, &g.Start, &g.Target, &g.Due, &g.Hours, &g.Reached, &g.Created, &g.Updated)
	return g, err
}

// Goals lists all, open ones first, in the person's order.
func Goals(tx *store.Tx) ([]Goal, error) {
	goals, err := list(tx, scanGoal, `
		SELECT `+goalColumns+`
		FROM goal
		ORDER BY reached IS NOT NULL, rank, id`)
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
		ORDER BY reached IS NOT NULL, rank, id`, which)
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
