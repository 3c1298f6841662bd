package plan

import (
	"encoding/json"
	"fmt"

	"northboard/backend/store"
)

// KeepNorthStar sees that there is one north star when aspirations come back: the one that shines now stays it.
func KeepNorthStar(tx *store.Tx, back []string) error {
	ids, err := json.Marshal(back)
	if err != nil {
		return fmt.Errorf("list aspirations: %w", err)
	}
	if _, err := tx.Exec(`
		UPDATE aspiration
		SET north_star = 0
		WHERE north_star = 1
			AND id IN (SELECT value FROM json_each(?1))
			AND EXISTS (SELECT 1 FROM aspiration WHERE north_star = 1 AND id NOT IN (SELECT value FROM json_each(?1)))`, string(ids)); err != nil {
		return fmt.Errorf("keep one north star: %w", err)
	}
	return nil
}
