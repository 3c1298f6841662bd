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
	if err := r.check(tx, g); err != nil {
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

func (r *Reading) check(tx *store.Tx, g Goal) (err error) {
	if err := optionalDay(r.Day, "day"); err != nil {
		return err
	}
	if r.Day.After(tx.Today()) {
		return fault.New(fault.Invalid, "That day has not come yet. Nothing was changed; choose today or an earlier day.").WithField("day")
	}
	if !measured(g.Measure) {
		return fault.New(fault.Invalid, "This goal has no number to follow yet. Nothing was changed; give it a target first.").WithField("measure")
	}
	if err := g.checkValue(r.Value, "value"); err != nil {
		return err
	}
	r.Note, err = prose(r.Note, "note")
	return err
}

// ReadingPatch changes what is not nil.
type ReadingPatch struct {
	Day   *clock.Day `json:"day"`
	Value *float64   `json:"value"`
	Note  *string    `json:"note"`
}

// PatchReading corrects a reading.
func PatchReading(tx *store.Tx, id string, patch ReadingPatch) (Reading, error) {
	was, err := one(tx, scanReading, "That reading", `
		SELECT `+readingColumns+`
		FROM reading
		WHERE id = ?`, id)
	if err != nil {
		return Reading{}, err
	}
	g, err := GoalByID(tx, was.GoalID)
	if err != nil {
		return Reading{}, err
	}
	r := was
	set(&r.Day, patch.Day)
	set(&r.Value, patch.Value)
	set(&r.Note, patch.Note)
	if r.Day == "" {
		r.Day = was.Day
	}
	if err := r.check(tx, g); err != nil {
		return Reading{}, err
	}
	if r == was {
		return r, nil
	}
	if _, err := tx.Exec(`
		UPDATE reading
		SET day = ?, value = ?, note = ?
		WHERE id = ?`, r.Day, r.Value, r.Note, r.ID); err != nil {
		return Reading{}, fmt.Errorf("change reading: %w", err)
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

const readingColumns = `id, goal_id, day, value, note, created`

func scanReading(row scanner) (r Reading, err error) {
	err = row.Scan(&r.ID, &r.GoalID, &r.Day, &r.Value, &r.Note, &r.Created)
	return r, err
}

// Readings lists those of a goal, the oldest first.
func Readings(tx *store.Tx, goalID string) ([]Reading, error) {
	all, err := list(tx, scanReading, `
		SELECT `+readingColumns+`
		FROM reading
		WHERE goal_id = ?
		ORDER BY day, created, id`, goalID)
	if err != nil {
		return nil, fmt.Errorf("list readings: %w", err)
	}
	return all, nil
}
