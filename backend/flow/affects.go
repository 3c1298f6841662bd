package flow

import (
	"context"
	"encoding/json"
	"fmt"

	"northboard/backend/board"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// What else shows a row of a kind, and so is to be fetched again with it:
//
//	reading, milestone, task, goal_version, goal_aspiration -> their goal, now and before
//	aspiration                                -> its goals (their hue), the items that show it
//	goal                                      -> the items that show it
//
// Goals that come from the first line go through the third. A kind that is
// named without ids makes the whole kind of its dependants.

// manyAffected is the number of ids of a kind above which the kind alone is
// named.
const manyAffected = 200

// Affects adds the rows that depend on those that changed.
func (f *Flow) Affects(ctx context.Context, changed store.Changed) (store.Changed, error) {
	if changed.All || len(changed.Rows) == 0 {
		return changed, nil
	}
	return read(ctx, f, func(tx *store.Tx) (store.Changed, error) {
		a := newAffected(changed)
		if err := a.goals(tx, changed.From); err != nil {
			return changed, err
		}
		if err := a.aspirations(tx); err != nil {
			return changed, err
		}
		if err := a.items(tx); err != nil {
			return changed, err
		}
		changed.Rows = a.rows()
		return changed, nil
	})
}

// affected gathers rows, each once, in the order in which they come up.
type affected struct {
	order []store.Row
	known map[store.Row]bool
	whole map[string]bool // kinds without ids
	count map[string]int
}

func newAffected(changed store.Changed) *affected {
	a := &affected{known: map[store.Row]bool{}, whole: map[string]bool{}, count: map[string]int{}}
	for _, r := range changed.Rows {
		a.add(r)
	}
	return a
}

func (a *affected) add(r store.Row) {
	// A row that is named as gone is not named again.
	gone := store.Row{Kind: r.Kind, ID: r.ID, Gone: true}
	if a.known[r] || a.known[gone] {
		return
	}
	a.known[r] = true
	a.order = append(a.order, r)
	a.count[r.Kind]++
	if r.ID == "" {
		a.whole[r.Kind] = true
	}
}

// ids of a kind that are still there.
func (a *affected) ids(kind string) []string {
	ids := []string{}
	for _, r := range a.order {
		if r.Kind == kind && !r.Gone && r.ID != "" {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

func (a *affected) goals(tx *store.Tx, from int64) error {
	look := false
	for _, kind := range []string{"reading", "milestone", "task", "goal_version", "goal_aspiration"} {
		if a.whole[kind] {
			a.add(store.Row{Kind: "goal"})
		}
		look = look || a.count[kind] > 0
	}
	if !look || a.whole["goal"] {
		return nil
	}
	entries, err := store.Log(tx, from)
	if err != nil {
		return err
	}
	tasks, milestones := []string{}, []string{}
	for _, e := range entries {
		switch e.Kind {
		case "task":
			tasks = append(tasks, e.Row)
		case "milestone":
			milestones = append(milestones, e.Row)
		case "reading", "goal_version", "goal_aspiration":
		default:
			continue
		}
		for _, side := range []json.RawMessage{e.Before, e.After} {
			var row struct {
				GoalID string `json:"goal_id"`
			}
			if err := json.Unmarshal(side, &row); err != nil {
				return fmt.Errorf("read entry %d of the log: %w", e.Seq, err)
			}
			if row.GoalID != "" {
				a.add(store.Row{Kind: "goal", ID: row.GoalID})
			}
		}
	}
	// An update that left the goal alone does not name it.
	foundTasks, err := plan.TasksByID(tx, tasks)
	if err != nil {
		return err
	}
	for _, t := range foundTasks {
		if t.GoalID != "" {
			a.add(store.Row{Kind: "goal", ID: t.GoalID})
		}
	}
	foundMilestones, err := plan.MilestonesByID(tx, milestones)
	if err != nil {
		return err
	}
	for _, m := range foundMilestones {
		a.add(store.Row{Kind: "goal", ID: m.GoalID})
	}
	return nil
}

func (a *affected) aspirations(tx *store.Tx) error {
	if a.whole["aspiration"] {
		a.add(store.Row{Kind: "goal"})
		return nil
	}
	ids := a.ids("aspiration")
	if len(ids) == 0 || a.whole["goal"] {
		return nil
	}
	serving, err := plan.GoalsServing(tx, ids)
	if err != nil {
		return err
	}
	for _, goal := range serving {
		a.add(store.Row{Kind: "goal", ID: goal})
	}
	return nil
}

func (a *affected) items(tx *store.Tx) error {
	if a.whole["goal"] || a.whole["aspiration"] {
		a.add(store.Row{Kind: "item"})
		return nil
	}
	items, err := board.Showing(tx, a.ids("goal"), a.ids("aspiration"))
	if err != nil {
		return err
	}
	for _, it := range items {
		a.add(store.Row{Kind: "item", ID: it.ID})
	}
	return nil
}

// rows folds kinds of which too many are named.
func (a *affected) rows() []store.Row {
	out, folded := []store.Row{}, map[string]bool{}
	for _, r := range a.order {
		if !a.whole[r.Kind] && a.count[r.Kind] <= manyAffected {
			out = append(out, r)
		} else if !folded[r.Kind] {
			folded[r.Kind] = true
			out = append(out, store.Row{Kind: r.Kind})
		}
	}
	return out
}
