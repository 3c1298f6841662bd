package flow

import (
	"context"

	"northboard/backend/clock"
	"northboard/backend/remind"
	"northboard/backend/store"
)

// ReminderSettings is everything that a person sets about reminders.
type ReminderSettings struct {
	Reminders  []remind.Line      `json:"reminders"`
	Boundaries []remind.Boundary  `json:"boundaries"`
	DaysOff    []remind.DayOff    `json:"daysOff"`
	Pause      *clock.Instant     `json:"pause"` // until when everything is held back; nil: it is not
	Snooze     remind.SnoozeTimes `json:"snooze"`
	Sound      bool               `json:"sound"`
	Today      clock.Day          `json:"today"`
}

// ReminderSettings reads them.
func (f *Flow) ReminderSettings(ctx context.Context) (ReminderSettings, error) {
	return read(ctx, f, func(tx *store.Tx) (s ReminderSettings, err error) {
		s.Today = tx.Today()
		if s.Reminders, err = remind.Lines(tx); err != nil {
			return s, err
		}
		if s.Boundaries, err = remind.Boundaries(tx); err != nil {
			return s, err
		}
		if s.DaysOff, err = remind.DaysOff(tx); err != nil {
			return s, err
		}
		if s.Pause, err = remind.PausedUntil(tx); err != nil {
			return s, err
		}
		if s.Snooze, err = remind.ReadSnoozeTimes(tx); err != nil {
			return s, err
		}
		s.Sound, err = remind.Sound(tx)
		return s, err
	})
}

// nextShown is how many coming times of a reminder are shown.
const nextShown = 5

// NextOf gives the next five times of a reminder.
func (f *Flow) NextOf(ctx context.Context, id string) (remind.Preview, error) {
	return read(ctx, f, func(tx *store.Tx) (remind.Preview, error) { return remind.Next(tx, id, nextShown) })
}

// PreviewReminder says when a reminder would come that is not made yet, or why it cannot be made.
func (f *Flow) PreviewReminder(ctx context.Context, r remind.Reminder) (remind.Preview, error) {
	return read(ctx, f, func(tx *store.Tx) (remind.Preview, error) { return remind.PreviewOf(tx, r, nextShown) })
}

// AddReminder makes a reminder.
func (f *Flow) AddReminder(ctx context.Context, r remind.Reminder) (remind.Reminder, error) {
	return write(ctx, f, "Add reminder", func(tx *store.Tx) (remind.Reminder, error) { return remind.AddReminder(tx, r) })
}

// PatchReminder changes when a reminder comes, or whether.
func (f *Flow) PatchReminder(ctx context.Context, id string, patch remind.ReminderPatch) (remind.Reminder, error) {
	return write(ctx, f, "Change reminder", func(tx *store.Tx) (remind.Reminder, error) {
		return remind.PatchReminder(tx, id, patch)
	})
}

// DeleteReminder takes a reminder away.
func (f *Flow) DeleteReminder(ctx context.Context, id string) error {
	return f.do(ctx, "Delete reminder", func(tx *store.Tx) error { return remind.DeleteReminder(tx, id) })
}

// AddBoundary keeps hours of the week free.
func (f *Flow) AddBoundary(ctx context.Context, d remind.BoundaryDraft) (remind.Boundary, error) {
	return write(ctx, f, "Add "+hoursOf(d.Kind), func(tx *store.Tx) (remind.Boundary, error) { return remind.AddBoundary(tx, d) })
}

// SetBoundary makes such hours anew.
func (f *Flow) SetBoundary(ctx context.Context, id string, d remind.BoundaryDraft) (remind.Boundary, error) {
	return write(ctx, f, "Change "+hoursOf(d.Kind), func(tx *store.Tx) (remind.Boundary, error) { return remind.SetBoundary(tx, id, d) })
}

func hoursOf(kind string) string {
	if kind == remind.Protected {
		return "protected hours"
	}
	return "quiet hours"
}

// DeleteBoundary takes such hours away.
func (f *Flow) DeleteBoundary(ctx context.Context, id string) error {
	return f.do(ctx, "Delete quiet or protected hours", func(tx *store.Tx) error { return remind.DeleteBoundary(tx, id) })
}

// AddDayOff takes days off; no last day is the one day.
func (f *Flow) AddDayOff(ctx context.Context, first, last clock.Day, title string) (remind.DayOff, error) {
	return write(ctx, f, "Take days off", func(tx *store.Tx) (remind.DayOff, error) { return remind.AddDayOff(tx, first, last, title) })
}

// DeleteDayOff lets reminders come on these days after all.
func (f *Flow) DeleteDayOff(ctx context.Context, id string) error {
	return f.do(ctx, "Cancel days off", func(tx *store.Tx) error { return remind.DeleteDayOff(tx, id) })
}

// PauseReminders holds everything back until the beginning of a day, or a time on it; no day ends the pause.
func (f *Flow) PauseReminders(ctx context.Context, day clock.Day, at clock.TimeOfDay) error {
	return f.Store.WriteQuiet(ctx, func(tx *store.Tx) error { return remind.Pause(tx, day, at) })
}

// SetSnoozeTimes keeps when "this evening" and "tomorrow" are, and the person's own choices.
func (f *Flow) SetSnoozeTimes(ctx context.Context, times remind.SnoozeTimes) error {
	return f.Store.WriteQuiet(ctx, func(tx *store.Tx) error { return remind.SetSnoozeTimes(tx, times) })
}

// SetReminderSound says whether notifications make a sound.
func (f *Flow) SetReminderSound(ctx context.Context, on bool) error {
	return f.Store.WriteQuiet(ctx, func(tx *store.Tx) error { return remind.SetSound(tx, on) })
}

// ReminderSound says whether notifications make a sound.
func (f *Flow) ReminderSound(ctx context.Context) (bool, error) { return read(ctx, f, remind.Sound) }

// SnoozeChoices gives what a person may put something off to.
func (f *Flow) SnoozeChoices(ctx context.Context) ([]remind.SnoozeChoice, error) {
	return read(ctx, f, remind.SnoozeChoices)
}

// TryReminder makes one that is due this moment, for whoever runs the loop to show.
func (f *Flow) TryReminder(ctx context.Context) (id string, err error) {
	err = f.Store.WriteQuiet(ctx, func(tx *store.Tx) error {
		o, err := remind.AddTrial(tx)
		id = o.ID
		return err
	})
	return id, err
}

// Occurrence reads one of them.
func (f *Flow) Occurrence(ctx context.Context, id string) (remind.Occurrence, error) {
	return read(ctx, f, func(tx *store.Tx) (remind.Occurrence, error) { return remind.ByID(tx, id) })
}

// mostTopics is how many of a kind are offered.
const mostTopics = 500

// ReminderTopics lists what a reminder can be about: aspirations, then goals, then what leads to them.
func (f *Flow) ReminderTopics(ctx context.Context) ([]remind.Topic, error) {
	return read(ctx, f, func(tx *store.Tx) ([]remind.Topic, error) { return remind.Topics(tx, mostTopics) })
}
