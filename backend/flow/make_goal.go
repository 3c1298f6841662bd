package flow

import (
	"context"
	"strings"

	"northboard/backend/board"
	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// GoalInput is a goal as typed: one line, perhaps with a day and a number.
// Due and Target, when given, win over what the line says. Without
// AspirationIDs the goal serves the north star, or the only aspiration there
// is.
type GoalInput struct {
	Line          Line      `json:"line"`
	Why           string    `json:"why"`
	Due           clock.Day `json:"due"`
	Target        *float64  `json:"target"`
	Unit          string    `json:"unit"`
	AspirationIDs []string  `json:"aspirationIds"`
}

// AddGoal adds a goal that hangs on no board yet.
func (f *Flow) AddGoal(ctx context.Context, in GoalInput) (GoalFace, error) {
	return write(ctx, f, "Add goal", func(tx *store.Tx) (GoalFace, error) {
		g, err := addGoal(tx, in)
		if err != nil {
			return GoalFace{}, err
		}
		return oneFace(tx, g.ID)
	})
}

// MakeGoal makes the goal of an item on a board: the picture then carries it.
func (f *Flow) MakeGoal(ctx context.Context, itemID string, in GoalInput) (GoalFace, error) {
	return write(ctx, f, "Make this a goal", func(tx *store.Tx) (GoalFace, error) {
		items, err := board.ItemsByID(tx, []string{itemID})
		if err != nil {
			return GoalFace{}, err
		}
		if len(items) == 0 {
			return GoalFace{}, fault.New(fault.NotFound, "That item is no longer on the board, so no goal was made. Nothing else was changed.")
		}
		if items[0].GoalID != "" {
			return GoalFace{}, fault.New(fault.Conflict, "This item carries a goal already. Nothing was changed; open that goal, or take it off the item first.")
		}
		g, err := addGoal(tx, in)
		if err != nil {
			return GoalFace{}, err
		}
		if err := board.PatchItems(tx, []board.ItemPatch{{ID: itemID, GoalID: &g.ID}}); err != nil {
			return GoalFace{}, err
		}
		return oneFace(tx, g.ID)
	})
}

func addGoal(tx *store.Tx, in GoalInput) (plan.Goal, error) {
	p, err := in.Line.goal(tx)
	if err != nil {
		return plan.Goal{}, err
	}
	draft := plan.GoalDraft{
		Title: p.Title, Why: in.Why, Due: p.Day, Unit: p.Unit, Target: p.Number, AspirationIDs: in.AspirationIDs,
	}
	if in.Due != "" {
		draft.Due = in.Due
	}
	if in.Target != nil {
		draft.Target, draft.Unit = in.Target, strings.TrimSpace(in.Unit)
	}
	if draft.Target != nil && *draft.Target == 0 {
		// A goal that counts down to nothing needs a start that only the
		// person knows: "0 open invoices" is asked for later.
		draft.Target = nil
	}
	if len(draft.AspirationIDs) == 0 {
		if draft.AspirationIDs, err = guidingAspiration(tx); err != nil {
			return plan.Goal{}, err
		}
	}
	return plan.AddGoal(tx, draft)
}

// guidingAspiration is the north star, or the only aspiration, or none.
func guidingAspiration(tx *store.Tx) ([]string, error) {
	all, err := plan.Aspirations(tx)
	if err != nil {
		return nil, err
	}
	if len(all) == 1 || len(all) > 0 && all[0].NorthStar {
		return []string{all[0].ID}, nil
	}
	return nil, nil
}

func oneFace(tx *store.Tx, goalID string) (GoalFace, error) {
	faces, err := goalFaces(tx, []string{goalID})
	if err != nil {
		return GoalFace{}, err
	}
	if len(faces) == 0 {
		return GoalFace{}, fault.New(fault.NotFound, "That goal is no longer there; it may have been deleted. Nothing else was changed.")
	}
	return faces[0], nil
}
