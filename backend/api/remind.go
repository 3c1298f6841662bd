package api

import (
	"context"
	"time"

	"northboard/backend"
	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/instance"
	"northboard/backend/remind"
)

// Remind is what the page may do with reminders, quiet times and the Inbox.
type Remind struct{ host *Host }

// View reads what comes next and the latest of the Inbox; most 0 is a hundred of it.
func (a *Remind) View(most int) (flow.ReminderView, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.ReminderView, error) {
		return b.Flow.Reminders(ctx, most)
	})
}

// Answer does what a button in the Inbox says: "done", "snooze", "open" or "dismiss". until is for snooze: 0 is ten minutes.
func (a *Remind) Answer(occurrenceID, answer string, until int64) (flow.ReminderAnswer, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.ReminderAnswer, error) {
		return b.Flow.AnswerReminder(ctx, occurrenceID, answer, clock.Instant(until))
	})
}

// LetGo lets go of several of the Inbox at once, and says how many.
func (a *Remind) LetGo(occurrenceIDs []string) (int, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (int, error) {
		return b.Flow.AnswerReminders(ctx, occurrenceIDs, remind.Dismiss)
	})
}

// Settings reads everything that can be set.
func (a *Remind) Settings() (flow.ReminderSettings, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.ReminderSettings, error) {
		return b.Flow.ReminderSettings(ctx)
	})
}

// Topics lists what a reminder can be about.
func (a *Remind) Topics() ([]remind.Topic, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]remind.Topic, error) {
		return b.Flow.ReminderTopics(ctx)
	})
}

// Next gives the next five times of a reminder.
func (a *Remind) Next(id string) (remind.Preview, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (remind.Preview, error) { return b.Flow.NextOf(ctx, id) })
}

// Preview says when a reminder would come, or why it cannot be made.
func (a *Remind) Preview(r remind.Reminder) (remind.Preview, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (remind.Preview, error) {
		return b.Flow.PreviewReminder(ctx, r)
	})
}

// Add makes a reminder.
func (a *Remind) Add(r remind.Reminder) (remind.Reminder, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (remind.Reminder, error) {
		return b.Flow.AddReminder(ctx, r)
	})
}

// Patch changes when a reminder comes, or whether.
func (a *Remind) Patch(id string, patch remind.ReminderPatch) (remind.Reminder, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (remind.Reminder, error) {
		return b.Flow.PatchReminder(ctx, id, patch)
	})
}

// Delete takes a reminder away.
func (a *Remind) Delete(id string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.DeleteReminder(ctx, id) })
}

// AddBoundary keeps hours of the week free.
func (a *Remind) AddBoundary(d remind.BoundaryDraft) (remind.Boundary, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (remind.Boundary, error) {
		return b.Flow.AddBoundary(ctx, d)
	})
}

// SetBoundary makes such hours anew.
func (a *Remind) SetBoundary(id string, d remind.BoundaryDraft) (remind.Boundary, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (remind.Boundary, error) {
		return b.Flow.SetBoundary(ctx, id, d)
	})
}

// DeleteBoundary takes such hours away.
func (a *Remind) DeleteBoundary(id string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.DeleteBoundary(ctx, id) })
}

// AddDayOff takes days off; no last day is the one day.
func (a *Remind) AddDayOff(first, last, title string) (remind.DayOff, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (remind.DayOff, error) {
		return b.Flow.AddDayOff(ctx, clock.Day(first), clock.Day(last), title)
	})
}

// DeleteDayOff lets reminders come on these days after all.
func (a *Remind) DeleteDayOff(id string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.DeleteDayOff(ctx, id) })
}

// Pause holds everything back until the beginning of a day, or a time on it; no day ends the pause.
func (a *Remind) Pause(day, at string) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error {
		return b.Flow.PauseReminders(ctx, clock.Day(day), clock.TimeOfDay(at))
	})
}

// SetSnooze keeps when "this evening" and "tomorrow" are, and the person's own choices.
func (a *Remind) SetSnooze(times remind.SnoozeTimes) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.SetSnoozeTimes(ctx, times) })
}

// SetSound says whether notifications make a sound.
func (a *Remind) SetSound(on bool) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.SetReminderSound(ctx, on) })
}

const (
	// trialWithin is how long whoever reminds may take to show one.
	trialWithin = 5 * time.Second
	trialLook   = 100 * time.Millisecond
)

// Try sends one now, and waits until it was shown.
func (a *Remind) Try() error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error {
		id, err := b.Flow.TryReminder(ctx)
		if err != nil {
			return err
		}
		// The window's own loop hears of what was written; an agent is told. That there is none is no fault.
		_ = instance.Send(ctx, instance.SocketPath(b.Store.Dir(), instance.Agent), instance.Command{Verb: "look"})
		ctx, cancel := context.WithTimeout(ctx, trialWithin)
		defer cancel()
		ticker := time.NewTicker(trialLook)
		defer ticker.Stop()
		for {
			o, err := b.Flow.Occurrence(ctx, id)
			if err != nil && ctx.Err() == nil {
				return err
			}
			if err == nil && o.State == remind.Shown {
				return nil
			}
			if ctx.Err() != nil || o.Doubtful {
				return fault.New(fault.Unavailable, "This desktop did not show it. Nothing is lost: what reminds you is always kept in the Inbox. “northboard doctor” says what this desktop can show.")
			}
			select {
			case <-ctx.Done():
			case <-ticker.C:
			}
		}
	})
}
