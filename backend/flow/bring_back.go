package flow

import (
	"context"
	"strings"

	"northboard/backend/store"
)

// BringBack puts what was read out of a backup into the library, as one step: what is gone comes back, what is there
// becomes what it was then, what was added since stays. It counts the rows that changed; 0 means all was as it is.
func (f *Flow) BringBack(ctx context.Context, family *store.Family) (changed int, err error) {
	label := "Bring back from a backup"
	if title := strings.TrimSpace(family.Title); title != "" {
		label = "Bring back “" + title + "”"
	}
	return write(ctx, f, label, func(tx *store.Tx) (int, error) { return store.PutFamily(tx, family) })
}
