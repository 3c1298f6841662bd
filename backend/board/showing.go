package board

import "northboard/backend/store"

// Showing finds the items, on any board, that carry one of these goals or aspirations.
func Showing(tx *store.Tx, goalIDs, aspirationIDs []string) ([]Item, error) {
	return list(tx, `goal_id IN (SELECT value FROM json_each(?))
			OR aspiration_id IN (SELECT value FROM json_each(?))`, jsonText(orEmpty(goalIDs)), jsonText(orEmpty(aspirationIDs)))
}

// orEmpty keeps a nil slice from becoming JSON's null, which json_each reads as one row.
func orEmpty(ids []string) []string {
	if ids == nil {
		return []string{}
	}
	return ids
}
