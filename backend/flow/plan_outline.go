package flow

import (
	"context"

	"northboard/backend/plan"
	"northboard/backend/store"
)

// OutlineGroup is an aspiration with the goals that serve it.
type OutlineGroup struct {
	Aspiration AspirationFace `json:"aspiration"`
	Goals      []GoalFace     `json:"goals"`
}

// Outline is the whole plan at a glance. A goal of two aspirations stands under
// both.
type Outline struct {
	Groups []OutlineGroup `json:"groups"`
	Others []GoalFace     `json:"others"` // goals of no aspiration
	Loose  []plan.Task    `json:"loose"`  // open tasks of no goal
}

// PlanOutline reads the plan at a glance.
func (f *Flow) PlanOutline(ctx context.Context) (Outline, error) {
	return read(ctx, f, func(tx *store.Tx) (Outline, error) {
		d, err := newDay(tx)
		if err != nil {
			return Outline{}, err
		}
		aspirations, err := plan.Aspirations(tx)
		if err != nil {
			return Outline{}, err
		}
		out := Outline{Groups: make([]OutlineGroup, len(aspirations)), Others: []GoalFace{}, Loose: []plan.Task{}}
		at := map[string]int{}
		for i, a := range aspirations {
			at[a.ID] = i
			out.Groups[i] = OutlineGroup{Aspiration: aspirationFace(a), Goals: []GoalFace{}}
		}
		for _, face := range d.faces {
			for _, a := range face.AspirationIDs {
				group := &out.Groups[at[a]]
				group.Goals = append(group.Goals, face)
			}
			if len(face.AspirationIDs) == 0 {
				out.Others = append(out.Others, face)
			}
		}
		loose, err := plan.Tasks(tx, "")
		if err != nil {
			return Outline{}, err
		}
		for _, t := range loose {
			if t.Open() {
				out.Loose = append(out.Loose, t)
			}
		}
		return out, nil
	})
}
