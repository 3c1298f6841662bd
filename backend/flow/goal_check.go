package flow

import (
	"context"

	"northboard/backend/plan"
	"northboard/backend/store"
)

// GoalCheckInput is a goal as it is being written: what is kept, and what the
// fields say that is not saved yet. GoalID "" is a new one.
type GoalCheckInput struct {
	GoalID string         `json:"goalId"`
	Patch  plan.GoalPatch `json:"patch"`
}

// CheckGoal looks at a goal while it is written; it changes nothing.
func (f *Flow) CheckGoal(ctx context.Context, in GoalCheckInput) (plan.GoalCheck, error) {
	return read(ctx, f, func(tx *store.Tx) (plan.GoalCheck, error) {
		g, readings := plan.Goal{Created: tx.Now()}, []plan.Reading{}
		if in.GoalID != "" {
			var err error
			if g, err = plan.GoalByID(tx, in.GoalID); err != nil {
				return plan.GoalCheck{}, err
			}
			if readings, err = plan.Readings(tx, in.GoalID); err != nil {
				return plan.GoalCheck{}, err
			}
		}
		return checkGoal(tx, plan.PreviewGoal(g, in.Patch), readings)
	})
}

func checkGoal(tx *store.Tx, g plan.Goal, readings []plan.Reading) (plan.GoalCheck, error) {
	load, err := plan.LoadOf(tx, g.ID)
	if err != nil {
		return plan.GoalCheck{}, err
	}
	all, err := plan.Aspirations(tx)
	if err != nil {
		return plan.GoalCheck{}, err
	}
	for _, id := range g.AspirationIDs {
		for _, a := range all {
			if a.ID == id {
				load.Serves = append(load.Serves, a.What)
			}
		}
	}
	return plan.CheckGoal(g, load, plan.PaceOf(g, readings, tx.Today(), tx.Location()), tx.Today()), nil
}

// Hours reads what the person has in a week and what is promised of it.
func (f *Flow) Hours(ctx context.Context) (plan.Hours, error) { return read(ctx, f, plan.HoursOf) }

// SetHours keeps how many hours a week the person has; 0 forgets it.
func (f *Flow) SetHours(ctx context.Context, have float64) (plan.Hours, error) {
	key, value, err := plan.HoursText(have)
	if err != nil {
		return plan.Hours{}, err
	}
	if err := f.Store.SetSetting(ctx, key, value); err != nil {
		return plan.Hours{}, err
	}
	return f.Hours(ctx)
}
