package flow

import (
	"context"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/plan"
	"northboard/backend/remind"
	"northboard/backend/store"
)

// reminderSources are the nouns that remind beside what package remind knows itself.
var reminderSources = []remind.Source{}

// EnsureReminders adds the reminders that every library has, unless they are there.
func (f *Flow) EnsureReminders(ctx context.Context) error {
	complete, err := read(ctx, f, remind.Complete)
	if err != nil || complete {
		return err
	}
	_, err = writeOp(ctx, f, store.Op{Label: "Set up reminders", Origin: store.Agent}, remind.EnsureDefaults)
	return err
}

// ReminderView is what a person sees of reminders at any time: what comes next, and the Inbox.
type ReminderView struct {
	Upcoming []remind.Coming       `json:"upcoming"`
	Inbox    []remind.InboxEntry   `json:"inbox"`
	More     bool                  `json:"more"`    // the Inbox holds more than that
	Waiting  int                   `json:"waiting"` // how many in the Inbox still ask for something
	Snooze   []remind.SnoozeChoice `json:"snooze"`
	Hush     *remind.Hush          `json:"hush"` // why nothing reminds at the moment
}

const (
	upcomingShown = 5
	inboxShown    = 100
	inboxMost     = 5000
)

// Reminders reads what comes next and the latest of the Inbox; most 0 is a hundred of it.
func (f *Flow) Reminders(ctx context.Context, most int) (ReminderView, error) {
	if most <= 0 {
		most = inboxShown
	}
	most = min(most, inboxMost)
	return read(ctx, f, func(tx *store.Tx) (view ReminderView, err error) {
		if view.Upcoming, err = remind.Upcoming(tx, upcomingShown, reminderSources...); err != nil {
			return view, err
		}
		if view.Snooze, err = remind.SnoozeChoices(tx); err != nil {
			return view, err
		}
		if view.Hush, err = remind.HushAt(tx); err != nil {
			return view, err
		}
		if view.Inbox, err = remind.Inbox(tx, most+1, reminderSources...); err != nil {
			return view, err
		}
		if view.More = len(view.Inbox) > most; view.More {
			view.Inbox = view.Inbox[:most]
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
	return read(ctx, f, func(tx *store.Tx) (remind.Look, error) { return remind.LookAt(tx, reminderSources...) })
}

// NextReminder gives when something reminds next, however far off; nil for never.
func (f *Flow) NextReminder(ctx context.Context) (*clock.Instant, error) {
	coming, err := read(ctx, f, func(tx *store.Tx) ([]remind.Coming, error) { return remind.Upcoming(tx, 1, reminderSources...) })
	if err != nil || len(coming) == 0 {
		return nil, err
	}
	return &coming[0].Due, nil
}

// KeepReminders writes down what came due, without taking it: nothing can be shown at the moment.
func (f *Flow) KeepReminders(ctx context.Context) error {
	return f.materialise(ctx, func(*store.Tx) error { return nil })
}

// TakeReminders writes down what came due and claims for who what is to be shown now. dnd says that the desktop is told
// not to disturb: then nearly all of it waits.
func (f *Flow) TakeReminders(ctx context.Context, who string, dnd bool) (taken []remind.Occurrence, err error) {
	err = f.materialise(ctx, func(tx *store.Tx) (err error) {
		taken, err = remind.Take(tx, who, dnd, reminderSources...)
		return err
	})
	if err != nil {
		return nil, err
	}
	return taken, nil
}

// betweenBatches lets another process write in between.
const betweenBatches = 2 * time.Millisecond

// materialise writes down what came due, a batch after the other, and does then in the transaction of the last.
func (f *Flow) materialise(ctx context.Context, then func(tx *store.Tx) error) error {
	for {
		more := false
		err := f.Store.WriteQuiet(ctx, func(tx *store.Tx) error {
			look, err := remind.Materialise(tx, reminderSources...)
			if more = look.More; err != nil || more {
				return err
			}
			return then(tx)
		})
		if err != nil || !more {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(betweenBatches):
		}
	}
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
	return read(ctx, f, func(tx *store.Tx) ([]string, error) { return remind.Settled(tx, ids, reminderSources...) })
}

// ReminderAnswer is what an answer led to.
type ReminderAnswer struct {
	Route string         `json:"route"` // where Open leads
	News  bool           `json:"news"`  // false: it had been answered already, and nothing was done
	Back  *clock.Instant `json:"back"`  // when a snoozed one comes back
	// BackID is the id of the occurrence that then comes back.
	BackID string `json:"backId"`
}

// AnswerReminder does what a person pressed on a notification or in the Inbox. Done completes the task or milestone in the
// same transaction, so neither happens without the other. Pressing twice is pressing once. Snooze puts it off for ten
// minutes, or until an instant.
func (f *Flow) AnswerReminder(ctx context.Context, id, answer string, until clock.Instant) (got ReminderAnswer, err error) {
	fn := func(tx *store.Tx) error {
		got, err = answerReminder(tx, id, answer, until)
		return err
	}
	if answer == remind.Done {
		o, err := read(ctx, f, func(tx *store.Tx) (remind.Occurrence, error) { return remind.ByID(tx, id) })
		if err != nil {
			return ReminderAnswer{}, err
		}
		label := "Complete task"
		if o.Kind == remind.KindMilestone {
			label = "Complete milestone"
		}
		if err := f.do(ctx, label, fn); err != nil {
			return ReminderAnswer{}, err
		}
		return got, nil
	}
	if err := f.Store.WriteQuiet(ctx, fn); err != nil {
		return ReminderAnswer{}, err
	}
	return got, nil
}

func answerReminder(tx *store.Tx, id, answer string, until clock.Instant) (ReminderAnswer, error) {
	o, err := remind.ByID(tx, id)
	if err != nil {
		return ReminderAnswer{}, err
	}
	got := ReminderAnswer{Route: o.Route()}
	if answer == remind.Snooze {
		if until == 0 {
			until = tx.Now().Add(remind.SnoozeFor)
		}
		back, news, err := remind.SnoozeUntil(tx, id, until)
		if news {
			got.News, got.Back, got.BackID = true, &back.Due, back.ID
		}
		return got, err
	}
	if got.News, err = remind.AnswerWith(tx, id, answer); err != nil || !got.News || answer != remind.Done {
		return got, err
	}
	task, milestone, err := remind.Completes(tx, o)
	if err != nil {
		return got, err
	}
	switch {
	case task != "":
		_, err = plan.CompleteTask(tx, task, true)
	case milestone != "":
		_, err = plan.CompleteMilestone(tx, milestone, true)
	}
	// One that was deleted in the meantime needs no doing.
	if fault.CodeOf(err) == fault.NotFound {
		return got, nil
	}
	return got, err
}

// AnswerReminders gives one answer to several, as one step: letting go of all that waits. It says how many it was news to.
func (f *Flow) AnswerReminders(ctx context.Context, ids []string, answer string) (n int, err error) {
	if answer != remind.Dismiss {
		return 0, fault.New(fault.Invalid, "Only letting go is for many at once. Nothing was changed.")
	}
	err = f.Store.WriteQuiet(ctx, func(tx *store.Tx) error {
		n = 0
		for _, id := range ids {
			news, err := remind.AnswerWith(tx, id, answer)
			if err != nil && fault.CodeOf(err) != fault.NotFound {
				return err
			}
			if news {
				n++
			}
		}
		return nil
	})
	return n, err
}
