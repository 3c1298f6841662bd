// Package wallpaper owns what Northboard shows on the person's desktop: what they chose to see there, and what each
// desktop showed before, so that it can be put back.
//
// It never paints (the page's painter does), never talks to a desktop (desktop/wallpaper does), and never forgets a
// former picture before it was put back.
package wallpaper

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// The kinds of choice.
const (
	Board = "board"
	Goal  = "goal"
)

// Choice is what the wallpaper shows. The zero Choice means that nothing was chosen.
type Choice struct {
	Kind string `json:"kind"` // "board" or "goal"
	ID   string `json:"id"`
}

// NotAChoice is the fault of a choice that is neither a board nor a goal.
func NotAChoice() *fault.Error {
	return fault.New(fault.Invalid, "A wallpaper shows a board or a goal. Nothing was changed; choose one of them.").WithField("kind")
}

const (
	choiceSetting = "wallpaper"
	heldSetting   = "wallpaper/held"
)

// ChoiceIn gives the choice.
func ChoiceIn(tx *store.Tx) (Choice, error) {
	var c Choice
	text, err := store.SettingIn(tx, choiceSetting)
	if err != nil || text == "" {
		return c, err
	}
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return Choice{}, fmt.Errorf("read the wallpaper's choice: %w", err)
	}
	return c, nil
}

// SetChoice keeps the choice; the zero Choice takes it back. Nothing holds it any more.
func SetChoice(tx *store.Tx, c Choice) error {
	if err := store.SetSettingIn(tx, heldSetting, ""); err != nil {
		return err
	}
	if c == (Choice{}) {
		return store.SetSettingIn(tx, choiceSetting, "")
	}
	if (c.Kind != Board && c.Kind != Goal) || c.ID == "" {
		return NotAChoice()
	}
	text, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("write the wallpaper's choice: %w", err)
	}
	return store.SetSettingIn(tx, choiceSetting, string(text))
}

// Hold keeps the wallpaper of a board as it was painted for as long as any of these items lies there, or until the
// person chooses anew: what was put on the board is not theirs. The wallpaper of anything else goes on.
func Hold(tx *store.Tx, boardID string, items []string) error {
	c, err := ChoiceIn(tx)
	if err != nil || c != (Choice{Kind: Board, ID: boardID}) {
		return err
	}
	ids, err := json.Marshal(items)
	if err != nil {
		return fmt.Errorf("list what holds the wallpaper: %w", err)
	}
	return store.SetSettingIn(tx, heldSetting, string(ids))
}

// Held says whether the wallpaper is to stay as it was painted.
func Held(tx *store.Tx) (held bool, err error) {
	err = tx.QueryRow(`
		SELECT EXISTS (
		  SELECT 1 FROM item
		  WHERE id IN (SELECT value FROM json_each((SELECT value FROM setting WHERE id = ?))))`, heldSetting).Scan(&held)
	if err != nil {
		return false, fmt.Errorf("look whether the wallpaper is held: %w", err)
	}
	return held, nil
}

// KeepFormer keeps what a desktop shows before a picture of Northboard's takes its place. It is not called for a
// picture of ours (a desktop's setter refuses to remember that one), so a later one is the person's own newer choice.
func KeepFormer(tx *store.Tx, desktop string, state json.RawMessage) error {
	_, err := tx.Exec(`
		INSERT INTO former_wallpaper (id, state, created)
		VALUES (?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET state = excluded.state, created = excluded.created`,
		desktop, string(state), tx.Now())
	if err != nil {
		return fmt.Errorf("keep the former wallpaper: %w", err)
	}
	return nil
}

// Former gives what a desktop showed before; nil when nothing is kept.
func Former(tx *store.Tx, desktop string) (json.RawMessage, error) {
	var state string
	err := tx.QueryRow(`SELECT state FROM former_wallpaper WHERE id = ?`, desktop).Scan(&state)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the former wallpaper: %w", err)
	}
	return json.RawMessage(state), nil
}

// ForgetFormer is called after the former picture was put back.
func ForgetFormer(tx *store.Tx, desktop string) error {
	if _, err := tx.Exec(`DELETE FROM former_wallpaper WHERE id = ?`, desktop); err != nil {
		return fmt.Errorf("forget the former wallpaper: %w", err)
	}
	return nil
}

// Formers gives all that is kept, so that files which one of them names are not thrown away.
func Formers(tx *store.Tx) ([]json.RawMessage, error) {
	rows, err := tx.Query(`SELECT state FROM former_wallpaper ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("list the former wallpapers: %w", err)
	}
	defer rows.Close()
	states := []json.RawMessage{}
	for rows.Next() {
		var state string
		if err := rows.Scan(&state); err != nil {
			return nil, fmt.Errorf("read a former wallpaper: %w", err)
		}
		states = append(states, json.RawMessage(state))
	}
	return states, rows.Err()
}
