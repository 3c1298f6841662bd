package agent

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"northboard/backend/clock"
	"northboard/backend/desktop/notify"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/remind"
)

// Rules of Snooze on a notification:
// - It puts the reminder off by ten minutes at once, whatever comes after: nobody has to choose.
// - The notification then says so and offers an hour, this evening, tomorrow, next week and the person's own times. It is
//   no second reminder: it answers the press, in the place of the first, and nothing is lost when it is passed over.

const (
	// laterPrefix begins the ids of those buttons; the instant follows.
	laterPrefix = "until-"
	// laterKey begins the notification's key; the id of what comes back follows.
	laterKey = "later-"
)

func (l *Loop) offerLater(ctx context.Context, s notify.Signal, got flow.ReminderAnswer) {
	if l.notifier == nil || got.Back == nil {
		return
	}
	choices, err := l.Backend.Flow.SnoozeChoices(ctx)
	if err != nil || len(choices) < 2 {
		l.report("look for times to put off to", err)
		return
	}
	note := notify.Notification{
		Key: laterKey + got.BackID, ReplacesID: s.NotificationID, Urgency: notify.Low,
		Title: fmt.Sprintf("It comes back at %s", got.Back.TimeOfDay(l.Backend.Clock.Location())),
		Body:  "Or later:",
	}
	for _, c := range choices[1:] {
		note.Actions = append(note.Actions, notify.Action{ID: laterPrefix + strconv.FormatInt(int64(c.At), 10), Label: c.Title})
	}
	_, err = l.notifier.Show(ctx, note)
	l.report("offer later times", err)
}

// later puts what was snoozed off once more, to the time that was chosen. Whatever else is done with that notification
// changes nothing.
func (l *Loop) later(ctx context.Context, s notify.Signal) error {
	chosen, ok := strings.CutPrefix(s.Action, laterPrefix)
	at, err := strconv.ParseInt(chosen, 10, 64)
	if !ok || err != nil {
		return nil
	}
	_, err = l.Backend.Flow.AnswerReminder(ctx, strings.TrimPrefix(s.Key, laterKey), remind.Snooze, clock.Instant(at))
	if code := fault.CodeOf(err); code == fault.NotFound || code == fault.Invalid {
		return nil // Another library's, or pressed so late that the time is past: it comes as it would have.
	}
	return err
}
