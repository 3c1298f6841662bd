package flow

import (
	"context"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/plan"
	"northboard/backend/remind"
	"northboard/backend/store"
)

// EnsureReminders adds the reminders that every library has, unless they are there.
func EnsureReminders(ctx context.Context, s *store.Store) error {
	var have []remind.Reminder
	err := s.Read(ctx, func(tx *store.Tx) (err error) {
		have, err = remind.Reminders(tx)
		return err
	})
	if err != nil || len(have) > 0 {
		return err
	}
	return s.Write(ctx, store.Op{Label: "Set up reminders", Origin: store.Agent}, func(tx *store.Tx) error {
		_, err := remind.EnsureDefaults(tx)
		return err
	})
}

// ReminderView is what a person sees and sets about reminders.
type ReminderView struct {
	Reminders []remind.Reminder   `json:"reminders"`
	Upcoming  []remind.Coming     `json:"upcoming"`
	Inbox     []remind.InboxEntry `json:"inbox"`
	Waiting   int                 `json:"waiting"` // how many in the Inbox still ask for something
}

const (
	upcomingShown = 5
	inboxShown    = 100
)

// Reminders reads the rules, what comes next and the Inbox.
func Reminders(ctx context.Context, s *store.Store) (ReminderView, error) {
	var view ReminderView
	err := s.Read(ctx, func(tx *store.Tx) (err error) {
		if view.Reminders, err = remind.Reminders(tx); err != nil {
			return err
		}
		if view.Upcoming, err = remind.Upcoming(tx, upcomingShown); err != nil {
			return err
		}
		view.Inbox, err = remind.Inbox(tx, inboxShown)
		return err
	})
	for _, e := range view.Inbox {
		if !e.Settled {
			view.Waiting++
		}
	}
	return view, err
}

// ChangeReminder changes when a reminder comes, or whether.
func ChangeReminder(ctx context.Context, s *store.Store, id string, patch remind.ReminderPatch) (remind.Reminder, error) {
	var r remind.Reminder
	err := s.Write(ctx, store.Op{Label: "Change a reminder", Origin: store.User}, func(tx *store.Tx) (err error) {
		r, err = remind.PatchReminder(tx, id, patch)
		return err
	})
	return r, err
}

// ReminderPulse is the cheap question of every tick: has anything changed, is anything waiting.
type ReminderPulse struct {
	Seq int64
	remind.Waiting
}

// PulseOfReminders reads the pulse.
func PulseOfReminders(ctx context.Context, s *store.Store) (ReminderPulse, error) {
	var pulse ReminderPulse
	var err error
	// The number first: what changes in between is seen as a change on the next tick.
	if pulse.Seq, err = s.Seq(ctx); err != nil {
		return pulse, err
	}
	err = s.Read(ctx, func(tx *store.Tx) (err error) {
		pulse.Waiting, err = remind.WaitingAt(tx)
		return err
	})
	return pulse, err
}

// LookForReminders reads what the rules say now. It writes nothing.
func LookForReminders(ctx context.Context, s *store.Store) (remind.Look, error) {
	var look remind.Look
	err := s.Read(ctx, func(tx *store.Tx) (err error) {
		look, err = remind.LookAt(tx)
		return err
	})
	return look, err
}

// KeepReminders writes down what came due, without taking it: nothing can be shown at the moment.
func KeepReminders(ctx context.Context, s *store.Store) error {
	return s.WriteQuiet(ctx, func(tx *store.Tx) error {
		_, err := remind.Materialise(tx)
		return err
	})
}

// TakeReminders writes down what came due and claims for who what is to be shown now.
func TakeReminders(ctx context.Context, s *store.Store, who string) ([]remind.Occurrence, error) {
	var taken []remind.Occurrence
	err := s.WriteQuiet(ctx, func(tx *store.Tx) (err error) {
		if _, err = remind.Materialise(tx); err != nil {
			return err
		}
		taken, err = remind.Take(tx, who)
		return err
	})
	return taken, err
}

// ReminderShown notes the notification that an occurrence was shown in.
func ReminderShown(ctx context.Context, s *store.Store, id string, notification uint32) error {
	return s.WriteQuiet(ctx, func(tx *store.Tx) error { return remind.MarkShown(tx, id, notification) })
}

// ReminderDoubtful notes that it is not known whether an occurrence was shown.
func ReminderDoubtful(ctx context.Context, s *store.Store, id string) error {
	return s.WriteQuiet(ctx, func(tx *store.Tx) error { return remind.MarkDoubtful(tx, id) })
}

// SettledReminders says which of these occurrences ask nothing of the person any more.
func SettledReminders(ctx context.Context, s *store.Store, ids []string) ([]string, error) {
	var settled []string
	err := s.Read(ctx, func(tx *store.Tx) (err error) {
		settled, err = remind.Settled(tx, ids)
		return err
	})
	return settled, err
}

// ReminderAnswer is what an answer led to.
type ReminderAnswer struct {
	Route string         `json:"route"` // where Open leads
	News  bool           `json:"news"`  // false: it had been answered already, and nothing was done
	Back  *clock.Instant `json:"back"`  // when a snoozed one comes back
}

// AnswerReminder does what a person pressed on a notification or in the Inbox. Done completes the task in the same
// transaction, so neither happens without the other. Pressing twice is pressing once.
func AnswerReminder(ctx context.Context, s *store.Store, id, answer string) (ReminderAnswer, error) {
	var got ReminderAnswer
	fn := func(tx *store.Tx) error {
		o, err := remind.ByID(tx, id)
		if err != nil {
			return err
		}
		got = ReminderAnswer{Route: o.Route()}
		if answer == remind.Snooze {
			back, news, err := remind.SnoozeBy(tx, id, remind.SnoozeFor)
			if news {
				got.News, got.Back = true, &back.Due
			}
			return err
		}
		if got.News, err = remind.AnswerWith(tx, id, answer); err != nil || !got.News {
			return err
		}
		if answer != remind.Done || o.Kind != remind.KindTask {
			return nil
		}
		// A task that was deleted in the meantime needs no doing.
		if _, err = plan.CompleteTask(tx, o.Subject, true); fault.CodeOf(err) == fault.NotFound {
			return nil
		}
		return err
	}
	if answer == remind.Done {
		return got, s.Write(ctx, store.Op{Label: "Complete a task", Origin: store.User}, fn)
	}
	return got, s.WriteQuiet(ctx, fn)
}
