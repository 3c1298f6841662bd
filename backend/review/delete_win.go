package review

import (
	"fmt"

	"northboard/backend/store"
)

// DeleteWin lets go of a win. One that is gone already is no error.
func DeleteWin(tx *store.Tx, id string) error {
	if _, err := tx.Exec(`
		DELETE FROM win
		WHERE id = ?`, id); err != nil {
		return fmt.Errorf("delete win: %w", err)
	}
	return nil
}
