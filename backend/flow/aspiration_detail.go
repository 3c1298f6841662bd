package flow

import (
	"context"
	"fmt"
	"slices"

	"northboard/backend/board"
	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// AspirationDetail is an aspiration with all that belongs to it.
type AspirationDetail struct {
	Aspiration plan.Aspiration `json:"aspiration"`
	Goals      []GoalFace      `json:"goals"`
	PictureID  string          `json:"pictureId"` // of the first item that shows it; "" without one
	BoardIDs   []string        `json:"boardIds"`  // where it hangs
	ItemIDs    []string        `json:"itemIds"`
	Touched    clock.Instant   `json:"touched"`  // when it, or a goal of it, or anything in one was last touched
	Quiet      string          `json:"quiet"`    // "Not touched for three weeks. Still yours?", or ""
	WhyAsked   string          `json:"whyAsked"` // the next "why", as a question; "" when all were asked
	Hint       string          `json:"hint"`     // what would make it clearer; "" when nothing is missing
}

// AspirationDetail reads an aspiration with all that belongs to it.
func (f *Flow) AspirationDetail(ctx context.Context, id string) (AspirationDetail, error) {
	return read(ctx, f, func(tx *store.Tx) (d AspirationDetail, err error) {
		if d.Aspiration, err = plan.AspirationByID(tx, id); err != nil {
			return d, err
		}
		serving, err := plan.GoalsServing(tx, []string{id})
		if err != nil {
			return d, err
		}
		if d.Goals, err = goalFaces(tx, serving); err != nil {
			return d, err
		}
		items, err := board.Showing(tx, nil, []string{id})
		if err != nil {
			return d, err
		}
		d.BoardIDs, d.ItemIDs = []string{}, []string{}
		for _, it := range items {
			d.ItemIDs = append(d.ItemIDs, it.ID)
			if d.PictureID == "" {
				d.PictureID = it.PictureID
			}
			if !slices.Contains(d.BoardIDs, it.BoardID) {
				d.BoardIDs = append(d.BoardIDs, it.BoardID)
			}
		}
		touched, err := plan.AspirationsTouched(tx)
		if err != nil {
			return d, err
		}
		d.Touched = touched[id]
		d.Quiet = quietFor(dayIn(tx, d.Touched), tx.Today())
		d.WhyAsked, d.Hint = plan.WhyAsked(d.Aspiration), plan.AspirationHint(d.Aspiration, len(d.Goals))
		return d, nil
	})
}

// quietAfter is how many days without a touch are told of.
const quietAfter = 21

// quietFor says kindly that nobody touched something for a while.
func quietFor(touched, today clock.Day) string {
	days := today.Sub(touched)
	switch {
	case days < quietAfter:
		return ""
	case days < 70:
		return fmt.Sprintf("Not touched for %s weeks. Still yours?", inWords(days/7))
	case days < 730:
		return fmt.Sprintf("Not touched for %s months. Still yours?", inWords(max(int(float64(days)/30.44), 2)))
	}
	return fmt.Sprintf("Not touched for %s years. Still yours?", inWords(int(float64(days)/365.25)))
}

func inWords(n int) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n < len(words) {
		return words[n]
	}
	return fmt.Sprint(n)
}

// ShowAspirationBy makes a picture on a board the picture of an aspiration; an
// aspiration "" takes the picture off whatever it shows.
func (f *Flow) ShowAspirationBy(ctx context.Context, aspirationID, itemID string) error {
	return f.do(ctx, "Choose the picture of an aspiration", func(tx *store.Tx) error {
		if aspirationID != "" {
			if _, err := plan.AspirationByID(tx, aspirationID); err != nil {
				return err
			}
		}
		items, err := board.ItemsByID(tx, []string{itemID})
		if err != nil {
			return err
		}
		if len(items) == 0 {
			return fault.New(fault.NotFound, "That item is no longer on the board. Nothing was changed.")
		}
		return board.PatchItems(tx, []board.ItemPatch{{ID: itemID, AspirationID: &aspirationID}})
	})
}
