package agent

import (
	"context"
	"fmt"
	"strings"

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
	taken, err := l.Backend.Flow.TakeReminders(ctx, l.who, l.DoNotDisturb(ctx))
	if err != nil {
		return fmt.Errorf("take what is due: %w", err)
	}
	if len(taken) == 0 {
		return nil
	}
	sound, err := l.Backend.Flow.ReminderSound(ctx)
	l.report("read whether to make a sound", err)
	for i, o := range taken {
		// One sound for all that come together.
		if err := l.show(ctx, o, sound && i == 0); err != nil {
			return err
		}
	}
	return nil
}

func (l *Loop) show(ctx context.Context, o remind.Occurrence, sound bool) error {
	note := notify.Notification{Key: o.ID, Title: o.Title, Body: body(o), Actions: actions(o.Kind), Sound: sound}
	if o.Picture != "" {
		note.Image = l.Backend.Pictures.PreviewFile(o.Picture, imageSize)
	}
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

// imageSize is the preview that goes with a notification, in pixels: servers show it at 48 to 128.
const imageSize = 128

// body is the line of the notification, and what it is for below.
func body(o remind.Occurrence) string {
	switch {
	case o.Why == "":
		return o.Body
	case o.Body == "":
		return o.Why
	}
	return o.Body + "\n" + o.Why
}

// actions are the buttons. Snooze puts it off by ten minutes and then offers what else there is (later.go).
func actions(kind string) []notify.Action {
	done := notify.Action{ID: notify.Done, Label: "Done"}
	snooze := notify.Action{ID: notify.Snooze, Label: "Snooze"}
	open := notify.Action{ID: notify.Open, Label: "Open"}
	switch kind {
	case remind.KindDigest:
		return []notify.Action{open}
	case remind.KindReview, remind.KindStart:
		return []notify.Action{open, snooze}
	case remind.KindBoundary:
		return []notify.Action{{ID: notify.Done, Label: "All right"}}
	}
	return []notify.Action{done, snooze, open}
}

// act does what a person did with a notification, of this process or of another of ours.
func (l *Loop) act(ctx context.Context, s notify.Signal) error {
	_, ours := l.showing[s.Key]
	answer := s.Action
	switch {
	case s.Action == notify.Default:
		answer = remind.Open
	case strings.HasPrefix(s.Key, laterKey):
		return l.later(ctx, s)
	case s.Action == notify.Closed:
		delete(l.showing, s.Key)
		if s.Reason != notify.Dismissed {
			return nil // It ran out or was taken away: nobody has answered.
		}
		answer = remind.Dismiss
	}
	got, err := l.Backend.Flow.AnswerReminder(ctx, s.Key, answer, 0)
	if fault.CodeOf(err) == fault.NotFound {
		// Another library's agent has shown it: it acts on it.
		return nil
	}
	if err != nil {
		return fmt.Errorf("answer a reminder: %w", err)
	}
	if answer == remind.Snooze && got.News && ours {
		l.offerLater(ctx, s, got)
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
