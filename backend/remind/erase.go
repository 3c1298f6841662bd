package remind

import (
	"encoding/json"
	"fmt"

	"northboard/backend/store"
)

// Erase takes out every trace of reminders of the rows with these ids, of whatever kind, and of reminders with these ids:
// what came due, and the words of digests that named them.
func Erase(tx *store.Tx, of []string) error {
	ids, err := json.Marshal(of)
	if err != nil {
		return fmt.Errorf("list what is erased: %w", err)
	}
	for _, statement := range []string{
		`UPDATE occurrence
			SET title = 'Reminders', body = '', why = '', picture = ''
			WHERE kind = 'digest'
				AND (id IN (SELECT digest_id FROM occurrence
						WHERE subject IN (SELECT value FROM json_each(?1)) OR reminder_id IN (SELECT value FROM json_each(?1)))
					OR EXISTS (SELECT 1 FROM json_each(?1) WHERE instr(subject, value) > 0))`,
		`DELETE FROM occurrence
			WHERE kind <> 'digest'
				AND (subject IN (SELECT value FROM json_each(?1)) OR reminder_id IN (SELECT value FROM json_each(?1)))`,
	} {
		if _, err := tx.Exec(statement, string(ids)); err != nil {
			return fmt.Errorf("erase reminders: %w", err)
		}
	}
	return nil
}
