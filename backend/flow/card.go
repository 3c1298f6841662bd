package flow

import (
	"context"
	"strings"

	"northboard/backend/board"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// The size of a goal's card and of a word card on the board, in board units.
const (
	cardWidth  = 280
	cardHeight = 168
	wordWidth  = 620
	wordHeight = 220
	wordSize   = 44
)

// Point is a place on a board.
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// AddGoalCard hangs a goal on a board as a card, its middle at a point, or as near to it as it hides nothing.
func (f *Flow) AddGoalCard(ctx context.Context, boardID, goalID string, at Point) (board.Item, error) {
	return write(ctx, f, "Put goal on the board", func(tx *store.Tx) (board.Item, error) {
		if _, err := plan.GoalByID(tx, goalID); err != nil {
			return board.Item{}, err
		}
		there, err := boxesOn(tx, boardID)
		if err != nil {
			return board.Item{}, err
		}
		at := nearPlace(Size{W: cardWidth, H: cardHeight}, at, there)
		return addOne(tx, boardID, board.ItemDraft{
			Kind: board.KindCard, GoalID: goalID, W: cardWidth, H: cardHeight,
			X: at.X - cardWidth/2, Y: at.Y - cardHeight/2,
		})
	})
}

// AddVisionWord hangs an aspiration on a board as a word card, its middle at a
// point, or as near to it as it hides nothing.
func (f *Flow) AddVisionWord(ctx context.Context, boardID, aspirationID string, at Point) (board.Item, error) {
	return write(ctx, f, "Put aspiration on the board", func(tx *store.Tx) (board.Item, error) {
		a, err := plan.AspirationByID(tx, aspirationID)
		if err != nil {
			return board.Item{}, err
		}
		there, err := boxesOn(tx, boardID)
		if err != nil {
			return board.Item{}, err
		}
		return addVisionWord(tx, boardID, a, nearPlace(Size{W: wordWidth, H: wordHeight}, at, there))
	})
}

func addVisionWord(tx *store.Tx, boardID string, a plan.Aspiration, at Point) (board.Item, error) {
	return addOne(tx, boardID, board.ItemDraft{
		Kind: board.KindWord, AspirationID: a.ID, Text: a.What, W: wordWidth, H: wordHeight,
		X: at.X - wordWidth/2, Y: at.Y - wordHeight/2,
		Style: board.Style{Face: "serif", Align: "centre", Size: wordSize, Hue: &a.Hue},
	})
}

func addOne(tx *store.Tx, boardID string, draft board.ItemDraft) (board.Item, error) {
	items, err := board.AddItems(tx, boardID, []board.ItemDraft{draft})
	if err != nil {
		return board.Item{}, err
	}
	return items[0], nil
}

// Welcome is the first step in an empty library: the aspiration becomes the
// north star and hangs on the first board. Without an aspiration only the
// board is made. asGoal makes a goal of the same words too, read as a goal's
// line: "Lead a team within six months" then has its day.
func (f *Flow) Welcome(ctx context.Context, what, why string, asGoal bool) (board.Board, error) {
	return write(ctx, f, "Begin", func(tx *store.Tx) (board.Board, error) {
		b, err := board.EnsureBoard(tx)
		if err != nil || strings.TrimSpace(what) == "" {
			return b, err
		}
		a, err := plan.AddAspiration(tx, plan.AspirationDraft{What: what, Why: why, NorthStar: true})
		if err != nil {
			return board.Board{}, err
		}
		if _, err = addVisionWord(tx, b.ID, a, Point{}); err != nil || !asGoal {
			return b, err
		}
		_, err = addGoal(tx, GoalInput{Line: Line{Text: what}, AspirationIDs: []string{a.ID}})
		return b, err
	})
}
