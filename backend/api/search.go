package api

import (
	"context"

	"northboard/backend"
	"northboard/backend/search"
)

// Search finds anything in the library by a few words.
type Search struct{ host *Host }

// Find gives at most limit rows that have every word of a query, the best first. An empty query finds nothing, and makes
// ready for the next.
func (a *Search) Find(query string, limit int) ([]search.Found, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]search.Found, error) {
		return b.Flow.Search(ctx, query, limit)
	})
}
