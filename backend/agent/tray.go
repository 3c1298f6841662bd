package agent

import (
	"context"
	"fmt"
	"time"

	"northboard/backend"
	"northboard/backend/clock"
	"northboard/backend/desktop"
	"northboard/backend/desktop/presence"
	"northboard/backend/remind"
)

// Routes of the page that lead to no place but open something above it.
const (
	routeAdd   = "add"
	routeInbox = "inbox"
)

// tray keeps the icon in the tray true, and does what is chosen there.
type tray struct {
	backend  *backend.Backend
	open     func(ctx context.Context, route string) error
	presence *presence.Presence
	again    chan<- struct{} // makes the loop look at once

	mark  string        // what the last look saw
	until clock.Instant // when the pause ends that it saw; 0 when there was none
}

func newTray(ctx context.Context, env desktop.Env, b *backend.Backend, open func(ctx context.Context, route string) error, again chan<- struct{}) *tray {
	t := &tray{backend: b, open: open, again: again}
	t.presence = presence.New(env, b.Log, func(verb presence.Verb) {
		if err := t.do(ctx, verb); err != nil {
			b.Log.Warn("do what was chosen in the tray", "verb", string(verb), "error", err)
		}
	})
	return t
}

// look shows what changed since the last look; when nothing did, it costs a row or two.
func (t *tray) look(ctx context.Context) error {
	now, zone := t.backend.Clock.Now(), t.backend.Clock.Location()
	inbox, err := t.backend.Flow.InboxMark(ctx)
	if err != nil {
		return err
	}
	seq, err := t.backend.Store.Seq(ctx)
	if err != nil {
		return err
	}
	mark := fmt.Sprint(inbox, seq, now.Day(zone), zone)
	if mark == t.mark && (t.until == 0 || now < t.until) {
		return nil
	}
	view, err := t.backend.Flow.Reminders(ctx, 0)
	if err != nil {
		return err
	}
	face := presence.Face{Waiting: view.Waiting, Pauses: true}
	t.until = 0
	if view.Hush != nil && view.Hush.Kind == remind.HushPause {
		t.until = view.Hush.Until
		face.Paused = sayWhen(t.until, now, zone)
	}
	if len(view.Upcoming) > 0 {
		next := view.Upcoming[0]
		face.Next = next.Title + ", " + sayWhen(next.Due, now, zone)
	}
	t.presence.Show(face)
	t.mark = mark
	return nil
}

// do does what was chosen.
func (t *tray) do(ctx context.Context, verb presence.Verb) error {
	switch verb {
	case presence.Add:
		return t.open(ctx, routeAdd)
	case presence.OpenInbox:
		return t.open(ctx, routeInbox)
	case presence.OpenNext:
		view, err := t.backend.Flow.Reminders(ctx, 0)
		if err != nil || len(view.Upcoming) == 0 {
			return err
		}
		return t.open(ctx, view.Upcoming[0].Route)
	case presence.PauseTomorrow:
		return t.pause(ctx, clock.Today(t.backend.Clock).Add(1))
	case presence.PauseMonday:
		today := clock.Today(t.backend.Clock)
		return t.pause(ctx, today.Add(1+(7+int(time.Sunday)-int(today.Weekday()))%7))
	case presence.Resume:
		return t.pause(ctx, "")
	}
	return t.open(ctx, "")
}

// morning is when a pause ends on its day: nobody wants to be woken by the end of one.
const morning = clock.TimeOfDay("06:00")

// pause holds reminders back until the morning of a day; "" ends the pause. The tray shows it at once.
func (t *tray) pause(ctx context.Context, until clock.Day) error {
	if err := t.backend.Flow.PauseReminders(ctx, until, morning); err != nil {
		return err
	}
	select {
	case t.again <- struct{}{}:
	default:
	}
	return nil
}

// sayWhen says a time as a person would today: "today 17:00", "tomorrow 09:00", "Friday 09:00", "4 December 09:00".
func sayWhen(at, now clock.Instant, zone *time.Location) string {
	day, today := at.Day(zone), now.Day(zone)
	when := ""
	switch days := day.Sub(today); {
	case days == 0:
		when = "today"
	case days == 1:
		when = "tomorrow"
	case days > 1 && days < 7:
		when = day.Weekday().String()
	default:
		_, month, number := day.Date()
		when = fmt.Sprintf("%d %s", number, month)
	}
	return when + " " + string(at.TimeOfDay(zone))
}
