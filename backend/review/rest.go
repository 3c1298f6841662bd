package review

import (
	"encoding/json"
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/store"
)

// Rules of rest:
//   - A goal that is let rest is not asked for until a month later, by the day.
//   - It is a setting, kept under one key; what has passed is dropped with the
//     next change.

const restSetting = "review/rests"

// Rest is since when a goal rests, and the day from which it is asked for again.
type Rest struct {
	Since clock.Instant `json:"since"`
	Until clock.Day     `json:"until"`
}

// Rests gives the goals that were let rest and whose month has not passed.
func Rests(tx *store.Tx) (map[string]Rest, error) {
	text, err := store.SettingIn(tx, restSetting)
	if err != nil {
		return nil, err
	}
	rests := map[string]Rest{}
	if text == "" {
		return rests, nil
	}
	if err := json.Unmarshal([]byte(text), &rests); err != nil {
		return nil, fmt.Errorf("read which goals rest: %w", err)
	}
	for goal, rest := range rests {
		if !rest.Until.After(tx.Today()) {
			delete(rests, goal)
		}
	}
	return rests, nil
}

// SetRest lets a goal rest from now on, or no longer.
func SetRest(tx *store.Tx, goalID string, rest bool) error {
	rests, err := Rests(tx)
	if err != nil {
		return err
	}
	delete(rests, goalID)
	if rest {
		rests[goalID] = Rest{Since: tx.Now(), Until: tx.Today().AddMonths(1)}
	}
	if len(rests) == 0 {
		return store.SetSettingIn(tx, restSetting, "")
	}
	text, err := json.Marshal(rests)
	if err != nil {
		return fmt.Errorf("keep which goals rest: %w", err)
	}
	return store.SetSettingIn(tx, restSetting, string(text))
}
