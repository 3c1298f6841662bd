package flow

import (
	"context"
	"slices"

	"northboard/backend/remind"
	"northboard/backend/store"
)

// ownWithin is how many of the next reminders are looked at for one that the person set.
const ownWithin = 5

// RemindsOfOwn says whether something is coming that the person set a time for: more than the weekly review, which every
// library has.
func (f *Flow) RemindsOfOwn(ctx context.Context) (bool, error) {
	return read(ctx, f, func(tx *store.Tx) (bool, error) {
		coming, err := remind.Upcoming(tx, ownWithin)
		return slices.ContainsFunc(coming, func(c remind.Coming) bool { return c.Kind != remind.KindReview }), err
	})
}
