package plan

import (
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// Reading is where a measured goal stood on a day.
type Reading struct {
	ID      string        `json:"id"`
	GoalID  string        `json:"goalId"`
	Day     clock.Day     `json:"day"`
	Value   float64       `json:"value"`
	Note    string        `json:"note"`
	Created clock.Instant `json:"created"`
}

// ReadingDraft is a new reading. Day "" is today.
type ReadingDraft struct {
	GoalID string    `json:"goalId"`
	Day    clock.Day `json:"day"`
	Value  float64   `json:"value"`
	Note   string    `json:"note"`
}

// AddReading keeps a reading of a goal that is measured.
func AddReading(tx *store.Tx, draft ReadingDraft) (Reading, error) {
	g, err := GoalByID(tx, draft.GoalID)
	if err != nil {
		return Reading{}, err
	}
	r := Reading{ID: tx.NewID(), GoalID: g.ID, Day: draft.Day, Value: draft.Value, Note: draft.Note, Created: tx.Now()}
	if r.Day == "" {
		r.Day = tx.Today()
	}
	if err := optionalDay(r.Day, "day"); err != nil {
		return Reading{}, err
	}
	if r.Day.After(tx.Today()) {
		return Reading{}, fault.New(fault.Invalid, "That day has not come yet. Nothing was changed; choose today or an earlier day.").WithField("day")
	}
	if err := number(r.Value, "value"); err != nil {
		return Reading{}, err
	}
	if g.Measure != MeasureNumber && g.Measure != MeasurePercent {
		return Reading{}, fault.New(fault.Invalid, "This goal has no number to follow yet. Nothing was changed; give it a target first.").WithField("measure")
	}
	if r.Note, err = prose(r.Note, "note"); err != nil {
		return Reading{}, err
	}
	if _, err := tx.Exec(`
		INSERT INTO reading (id, goal_id, day, value, note, created)
		VALUES (?, ?, ?, ?, ?, ?)`,
		r.ID, r.GoalID, r.Day, r.Value, r.Note, r.Created); err != nil {
		return Reading{}, fmt.Errorf("add reading: %w", err)
	}
	return r, nil
}

// DeleteReading removes one. One that is gone already is no error.
func DeleteReading(tx *store.Tx, id string) error {
	if _, err := tx.Exec(`
		DELETE FROM reading
		WHERE id = ?`, id); err != nil {
		return fmt.Errorf("delete reading: %w", err)
	}
	return nil
}

// Readings lists those of a goal, the oldest first.
func Readings(tx *store.Tx, goalID string) ([]Reading, error) {
	all, err := list(tx, func(row scanner) (r Reading, err error) {
		err = row.Scan(&r.ID, &r.GoalID, &r.Day, &r.Value, &r.Note, &r.Created)
		return r, err
	}, `
		SELECT id, goal_id, day, value, note, created
		FROM reading
		WHERE goal_id = ?
		ORDER BY day, created, id`, goalID)
	if err != nil {
		return nil, fmt.Errorf("list readings: %w", err)
	}
	return all, nil
}
