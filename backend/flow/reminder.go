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
func (f *Flow) EnsureReminders(ctx context.Context) error {
	have, err := read(ctx, f, remind.Reminders)
	if err != nil || len(have) > 0 {
		return err
	}
	_, err = writeOp(ctx, f, store.Op{Label: "Set up reminders", Origin: store.Agent}, remind.EnsureDefaults)
	return err
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
func (f *Flow) Reminders(ctx context.Context) (ReminderView, error) {
	return read(ctx, f, func(tx *store.Tx) (view ReminderView, err error) {
		if view.Reminders, err = remind.Reminders(tx); err != nil {
			return view, err
		}
		if view.Upcoming, err = remind.Upcoming(tx, upcomingShown); err != nil {
			return view, err
		}
		if view.Inbox, err = remind.Inbox(tx, inboxShown); err != nil {
			return view, err
		}
		for _, e := range view.Inbox {
			if !e.Settled {
				view.Waiting++
			}
		}
		return view, nil
	})
}

// InboxMark is another text whenever the Inbox is to be read again: what comes due is in no log.
func (f *Flow) InboxMark(ctx context.Context) (string, error) {
	return read(ctx, f, remind.Mark)
}

// PatchReminder changes when a reminder comes, or whether.
func (f *Flow) PatchReminder(ctx context.Context, id string, patch remind.ReminderPatch) (remind.Reminder, error) {
	return write(ctx, f, "Change reminder", func(tx *store.Tx) (remind.Reminder, error) {
		return remind.PatchReminder(tx, id, patch)
	})
}

// ReminderPulse is the cheap question of every tick: has anything changed, is anything waiting.
type ReminderPulse struct {
	Seq int64
	remind.Waiting
}

// ReminderPulse reads the pulse.
func (f *Flow) ReminderPulse(ctx context.Context) (pulse ReminderPulse, err error) {
	// The number first: what changes in between is seen as a change on the next tick.
	if pulse.Seq, err = f.Store.Seq(ctx); err != nil {
		return pulse, err
	}
	pulse.Waiting, err = read(ctx, f, remind.WaitingAt)
	return pulse, err
}

// LookForReminders reads what the rules say now. It writes nothing.
func (f *Flow) LookForReminders(ctx context.Context) (remind.Look, error) {
	return read(ctx, f, remind.LookAt)
}

// NextReminder gives when something reminds next, however far off; nil for never.
func (f *Flow) NextReminder(ctx context.Context) (*clock.Instant, error) {
	coming, err := read(ctx, f, func(tx *store.Tx) ([]remind.Coming, error) { return remind.Upcoming(tx, 1) })
	if err != nil || len(coming) == 0 {
		return nil, err
	}
	return &coming[0].Due, nil
}

// KeepReminders writes down what came due, without taking it: nothing can be shown at the moment.
func (f *Flow) KeepReminders(ctx context.Context) error {
	return f.Store.WriteQuiet(ctx, func(tx *store.Tx) error {
		_, err := remind.Materialise(tx)
		return err
	})
}

// TakeReminders writes down what came due and claims for who what is to be shown now.
func (f *Flow) TakeReminders(ctx context.Context, who string) (taken []remind.Occurrence, err error) {
	err = f.Store.WriteQuiet(ctx, func(tx *store.Tx) error {
		if _, err := remind.Materialise(tx); err != nil {
			return err
		}
		taken, err = remind.Take(tx, who)
		return err
	})
	if err != nil {
		return nil, err
	}
	return taken, nil
}

// ReminderShown notes the notification that an occurrence was shown in.
func (f *Flow) ReminderShown(ctx context.Context, id string, notification uint32) error {
	return f.Store.WriteQuiet(ctx, func(tx *store.Tx) error { return remind.MarkShown(tx, id, notification) })
}

// ReminderDoubtful notes that it is not known whether an occurrence was shown.
func (f *Flow) ReminderDoubtful(ctx context.Context, id string) error {
	return f.Store.WriteQuiet(ctx, func(tx *store.Tx) error { return remind.MarkDoubtful(tx, id) })
}

// SettledReminders says which of these occurrences ask nothing of the person any more.
func (f *Flow) SettledReminders(ctx context.Context, ids []string) ([]string, error) {
	return read(ctx, f, func(tx *store.Tx) ([]string, error) { return remind.Settled(tx, ids) })
}

// ReminderAnswer is what an answer led to.
type ReminderAnswer struct {
	Route string         `json:"route"` // where Open leads
	News  bool           `json:"news"`  // false: it had been answered already, and nothing was done
	Back  *clock.Instant `json:"back"`  // when a snoozed one comes back
}

// AnswerReminder does what a person pressed on a notification or in the Inbox. Done completes the task in the same
// transaction, so neither happens without the other. Pressing twice is pressing once.
func (f *Flow) AnswerReminder(ctx context.Context, id, answer string) (got ReminderAnswer, err error) {
	fn := func(tx *store.Tx) error {
		got, err = answerReminder(tx, id, answer)
		return err
	}
	if answer == remind.Done {
		err = f.do(ctx, "Complete task", fn)
	} else {
		err = f.Store.WriteQuiet(ctx, fn)
	}
	if err != nil {
		return ReminderAnswer{}, err
	}
	return got, nil
}

func answerReminder(tx *store.Tx, id, answer string) (ReminderAnswer, error) {
	o, err := remind.ByID(tx, id)
	if err != nil {
		return ReminderAnswer{}, err
	}
	got := ReminderAnswer{Route: o.Route()}
	if answer == remind.Snooze {
		back, news, err := remind.SnoozeBy(tx, id, remind.SnoozeFor)
		if news {
			got.News, got.Back = true, &back.Due
		}
		return got, err
	}
	if got.News, err = remind.AnswerWith(tx, id, answer); err != nil || !got.News {
		return got, err
	}
	if answer != remind.Done || o.Kind != remind.KindTask {
		return got, nil
	}
	// A task that was deleted in the meantime needs no doing.
	if _, err = plan.CompleteTask(tx, o.Subject, true); fault.CodeOf(err) == fault.NotFound {
		return got, nil
	}
	return got, err
}
