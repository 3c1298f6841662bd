package flow

import (
	"context"

	"northboard/backend/remind"
	"northboard/backend/store"
)

// CalendarEntries gives what reminds as a calendar keeps it. id keeps to one: a reminder's, or that of what it is about;
// "" is all.
func (f *Flow) CalendarEntries(ctx context.Context, id string) ([]remind.Entry, error) {
	return read(ctx, f, func(tx *store.Tx) ([]remind.Entry, error) { return remind.Entries(tx, id, reminderSources...) })
}
