package agent

import (
	"context"
	"fmt"

	"northboard/backend/desktop/notify"
	"northboard/backend/fault"
	"northboard/backend/remind"
)

// remind takes what is due and shows it. Without a way to show, it only writes down what came due: it is in the
// Inbox, and it is shown, late, when there is a way.
func (l *Loop) remind(ctx context.Context) error {
	if !l.connect(ctx) {
		if err := l.Backend.Flow.KeepReminders(ctx); err != nil {
			return fmt.Errorf("write down what is due: %w", err)
		}
		return nil
	}
	// A stop must not come between a claim and its notification.
	ctx = context.WithoutCancel(ctx)
	taken, err := l.Backend.Flow.TakeReminders(ctx, l.who)
	if err != nil {
		return fmt.Errorf("take what is due: %w", err)
	}
	for _, o := range taken {
		if err := l.show(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

func (l *Loop) show(ctx context.Context, o remind.Occurrence) error {
	note := notify.Notification{Key: o.ID, Title: o.Title, Body: o.Body, Actions: actions(o.Kind)}
	if o.Kind == remind.KindDigest {
		note.ReplacesID = l.digest
	}
	id, err := l.notifier.Show(ctx, note)
	if err != nil {
		l.Log.Warn("show a reminder", "key", o.Key, "error", err)
		return l.Backend.Flow.ReminderDoubtful(ctx, o.ID)
	}
	if o.Kind == remind.KindDigest {
		l.digest = id
	}
	if id != 0 {
		l.showing[o.ID] = id
	}
	if err := l.Backend.Flow.ReminderShown(ctx, o.ID, id); err != nil {
		return fmt.Errorf("note what was shown: %w", err)
	}
	return nil
}

// actions are the buttons: a task can be done, everything but a digest can come again later.
func actions(kind string) []notify.Action {
	done := notify.Action{ID: notify.Done, Label: "Done"}
	snooze := notify.Action{ID: notify.Snooze, Label: "Snooze"}
	open := notify.Action{ID: notify.Open, Label: "Open"}
	switch kind {
	case remind.KindTask:
		return []notify.Action{done, snooze, open}
	case remind.KindReview:
		return []notify.Action{open, snooze}
	}
	return []notify.Action{open}
}

// act does what a person did with a notification, of this process or of another of ours.
func (l *Loop) act(ctx context.Context, s notify.Signal) error {
	_, ours := l.showing[s.Key]
	answer := s.Action
	switch {
	case s.Action == notify.Default:
		answer = remind.Open
	case s.Action == notify.Closed:
		delete(l.showing, s.Key)
		if s.Reason != notify.Dismissed {
			return nil // It ran out or was taken away: nobody has answered.
		}
		answer = remind.Dismiss
	}
	got, err := l.Backend.Flow.AnswerReminder(ctx, s.Key, answer)
	if fault.CodeOf(err) == fault.NotFound {
		// Another library's agent has shown it: it acts on it.
		return nil
	}
	if err != nil {
		return fmt.Errorf("answer a reminder: %w", err)
	}
	// One that had been opened before leads there again, from the process that shows it.
	if answer == remind.Open && (got.News || ours) {
		return l.Open(ctx, got.Route)
	}
	return nil
}

// withdrawSettled takes away the notifications of what was done elsewhere in the meantime.
func (l *Loop) withdrawSettled(ctx context.Context) {
	if len(l.showing) == 0 || l.notifier == nil {
		return
	}
	ids := make([]string, 0, len(l.showing))
	for id := range l.showing {
		ids = append(ids, id)
	}
	settled, err := l.Backend.Flow.SettledReminders(ctx, ids)
	l.report("look for settled reminders", err)
	for _, id := range settled {
		l.report("take a notification away", l.notifier.Withdraw(ctx, l.showing[id]))
		delete(l.showing, id)
	}
}

// connect makes sure of a notifier and says whether there is one.
func (l *Loop) connect(ctx context.Context) bool {
	if l.notifier != nil {
		return true
	}
	n, err := l.Connect(ctx)
	if err != nil {
		l.Log.Debug("connect to notifications", "error", err)
		return false
	}
	l.notifier = n
	return true
}

func (l *Loop) disconnect() {
	if l.notifier == nil {
		return
	}
	l.report("close notifications", l.notifier.Close())
	l.notifier = nil
	clear(l.showing)
	l.digest = 0
}

// signals is nil, and so never ready, while there is no notifier.
func (l *Loop) signals() <-chan notify.Signal {
	if l.notifier == nil {
		return nil
	}
	return l.notifier.Signals()
}
