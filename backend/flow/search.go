package flow

import (
	"context"

	"northboard/backend/search"
	"northboard/backend/store"
)

// mostFound is the most rows that one search gives; twice as many are weighed.
const mostFound = 60

// Search finds anything in the library by a few words, the best first. It sees the library as it is at this moment.
func (f *Flow) Search(ctx context.Context, query string, limit int) ([]search.Found, error) {
	limit = min(max(limit, 0), mostFound)
	return read(ctx, f, func(tx *store.Tx) ([]search.Found, error) {
		if err := f.index.Refresh(tx); err != nil {
			return nil, err
		}
		hits, err := f.index.Match(ctx, query, 2*limit)
		if err != nil {
			return nil, err
		}
		return search.Faces(tx, hits, query, limit)
	})
}
