package plan

import (
	"fmt"
	"slices"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// Rules of a goal's life:
//   - Pausing, dropping and merging are decisions, not failures: they keep
//     everything, say when and why, and can be taken back.
//   - A paused goal wakes by itself when its day has come: see Awake.
//   - Merging moves steps, links and readings of the same measure to the other
//     goal; the goal itself stays as the record of what it was.

// Rest says until when and why a goal is paused. Until "" is until further
// notice.
type Rest struct {
	Until clock.Day `json:"until"`
	Why   string    `json:"why"`
}

// Awake tells whether a goal that was paused is over its pause.
func (g Goal) Awake(today clock.Day) bool {
	return g.State == StatePaused && g.PausedUntil != "" && !g.PausedUntil.After(today)
}

// Active tells whether somebody is after it today.
func (g Goal) Active(today clock.Day) bool { return g.Open() || g.Reached == nil && g.Awake(today) }

// PauseGoal lets a goal rest.
func PauseGoal(tx *store.Tx, id string, rest Rest) (Goal, error) {
	if rest.Until != "" && rest.Until.Valid() && !rest.Until.After(tx.Today()) {
		return Goal{}, fault.New(fault.Invalid, "That day is over, so there would be nothing to rest until. Nothing was changed; choose a later day, or none.").WithField("until")
	}
	return setState(tx, id, func(g *Goal) error {
		g.State, g.StateWhy, g.PausedUntil, g.IntoID = StatePaused, rest.Why, rest.Until, ""
		return nil
	})
}

// DropGoal lets a goal go.
func DropGoal(tx *store.Tx, id, why string) (Goal, error) {
	return setState(tx, id, func(g *Goal) error {
		g.State, g.StateWhy, g.PausedUntil, g.IntoID = StateDropped, why, "", ""
		return nil
	})
}

// ResumeGoal takes a goal up again, whatever it was laid down for.
func ResumeGoal(tx *store.Tx, id string) (Goal, error) {
	return setState(tx, id, func(g *Goal) error {
		g.State, g.StateWhy, g.PausedUntil, g.IntoID, g.Reached = StateOpen, "", "", "", nil
		return nil
	})
}

// setState changes where a goal is in its life, and when it came there.
func setState(tx *store.Tx, id string, change func(g *Goal) error) (Goal, error) {
	was, err := GoalByID(tx, id)
	if err != nil {
		return Goal{}, err
	}
	g := was
	if err := change(&g); err != nil {
		return Goal{}, err
	}
	if g.State != was.State || !same(g.Reached, was.Reached) {
		now := tx.Now()
		g.StateAt = &now
	}
	if err := g.check(); err != nil {
		return Goal{}, err
	}
	return g, saveGoal(tx, was, &g)
}

// CommitGoal says how much a person means it; 0 takes that back.
func CommitGoal(tx *store.Tx, id string, level int) (Goal, error) {
	return setState(tx, id, func(g *Goal) error {
		g.Commitment, g.Committed = level, nil
		if level > 0 {
			now := tx.Now()
			g.Committed = &now
		}
		return nil
	})
}

// MergeGoal moves what leads to a goal to another one, which it becomes part of.
func MergeGoal(tx *store.Tx, id, intoID, why string) (Goal, error) {
	if id == intoID {
		return Goal{}, fault.New(fault.Invalid, "A goal cannot be merged into itself. Nothing was changed; choose another.").WithField("intoId")
	}
	from, err := GoalByID(tx, id)
	if err != nil {
		return Goal{}, err
	}
	into, err := GoalByID(tx, intoID)
	if err != nil {
		return Goal{}, err
	}
	if into.State == StateMerged {
		return Goal{}, fault.New(fault.Invalid, "That goal was merged into another itself. Nothing was changed; choose the one that it became part of.").WithField("intoId")
	}
	if err := moveSteps(tx, from, into, nil, nil); err != nil {
		return Goal{}, err
	}
	if from.Measure == into.Measure && from.Unit == into.Unit {
		if _, err := tx.Exec(`
			UPDATE reading
			SET goal_id = ?
			WHERE goal_id = ?`, into.ID, from.ID); err != nil {
			return Goal{}, fmt.Errorf("move readings: %w", err)
		}
	}
	if err := link(tx, into.ID, into.AspirationIDs, unique(append(slices.Clone(into.AspirationIDs), from.AspirationIDs...))); err != nil {
		return Goal{}, err
	}
	return setState(tx, id, func(g *Goal) error {
		g.State, g.StateWhy, g.PausedUntil, g.IntoID = StateMerged, why, "", into.ID
		return nil
	})
}

// SplitInput says what becomes a goal of its own.
type SplitInput struct {
	Title        string    `json:"title"`
	Due          clock.Day `json:"due"`
	TaskIDs      []string  `json:"taskIds"`
	MilestoneIDs []string  `json:"milestoneIds"`
}

// SplitGoal makes a goal of a part of another. It serves the same aspirations
// for the same reason.
func SplitGoal(tx *store.Tx, id string, in SplitInput) (Goal, error) {
	from, err := GoalByID(tx, id)
	if err != nil {
		return Goal{}, err
	}
	part, err := AddGoal(tx, GoalDraft{Title: in.Title, Why: from.Why, Due: in.Due, AspirationIDs: from.AspirationIDs})
	if err != nil {
		return Goal{}, err
	}
	return part, moveSteps(tx, from, part, in.TaskIDs, in.MilestoneIDs)
}

// moveSteps takes milestones and tasks, with what is under them, to another
// goal; nil takes all.
func moveSteps(tx *store.Tx, from, to Goal, taskIDs, milestoneIDs []string) error {
	all := taskIDs == nil && milestoneIDs == nil
	milestones, err := Milestones(tx, from.ID)
	if err != nil {
		return err
	}
	for _, m := range milestones {
		if all || slices.Contains(milestoneIDs, m.ID) {
			if err := moveMilestoneTo(tx, m, to.ID, ""); err != nil {
				return err
			}
		}
	}
	tasks, err := Tasks(tx, from.ID) // Those of the milestones are gone from here by now.
	if err != nil {
		return err
	}
	for _, t := range tasks {
		if all && t.ParentID == "" || slices.Contains(taskIDs, t.ID) {
			if _, err := MoveTaskTo(tx, t.ID, TaskPlace{GoalID: to.ID, Last: true}); err != nil {
				return err
			}
		}
	}
	return nil
}
