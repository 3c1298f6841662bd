package remind

import (
	"encoding/json"
	"fmt"

	"northboard/backend/store"
)

// silentSetting is where the ids of the tasks that never remind are kept. It is no operation: an undo that brings such
// a task back must find it silent still.
const silentSetting = "remind/silent"

// notSilentOf is the condition that a task of this name in a query may remind.
func notSilentOf(task string) string {
	return task + `.id NOT IN (
		    SELECT value FROM json_each((SELECT value FROM setting WHERE id = '` + silentSetting + `')))`
}

// Silence keeps tasks from ever reminding: those that nobody has set for themselves. It takes the place of what was
// silent before.
func Silence(tx *store.Tx, tasks []string) error {
	ids, err := json.Marshal(tasks)
	if err != nil {
		return fmt.Errorf("list the tasks that do not remind: %w", err)
	}
	return store.SetSettingIn(tx, silentSetting, string(ids))
}
