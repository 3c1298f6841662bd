package api

import (
	"context"

	"northboard/backend"
	"northboard/backend/flow"
	"northboard/backend/remind"
)

// Remind is what the page may do with reminders and the Inbox.
type Remind struct{ host *Host }

// View reads the rules, what comes next and the Inbox.
func (a *Remind) View() (flow.ReminderView, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.ReminderView, error) { return b.Flow.Reminders(ctx) })
}

// Patch changes when a reminder comes, or whether.
func (a *Remind) Patch(id string, patch remind.ReminderPatch) (remind.Reminder, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (remind.Reminder, error) {
		return b.Flow.PatchReminder(ctx, id, patch)
	})
}

// Answer does what a button in the Inbox says: "done", "snooze", "open" or "dismiss".
func (a *Remind) Answer(occurrenceID, answer string) (flow.ReminderAnswer, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.ReminderAnswer, error) {
		return b.Flow.AnswerReminder(ctx, occurrenceID, answer)
	})
}
