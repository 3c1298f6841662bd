package flow

import (
	"context"

	"northboard/backend/store"
)

// BringBack puts what was read out of a backup into the library, as one step: what is gone comes back, what is there
// becomes what it was then, what was added since stays. It counts the rows that changed; 0 means all was as it is.
func (f *Flow) BringBack(ctx context.Context, family *store.Family) (changed int, err error) {
	return write(ctx, f, "Bring back “"+family.Title+"”", func(tx *store.Tx) (int, error) { return store.PutFamily(tx, family) })
}
