// Package doctor owns the answer to "what does this desktop offer?": one plain row for each thing Northboard would like to use.
// It looks and asks; it never shows, starts, sets or writes anything, and no single question takes longer than a second.
package doctor

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"northboard/backend/desktop"
	"northboard/backend/desktop/autostart"
	"northboard/backend/desktop/dnd"
	"northboard/backend/desktop/notify"
	"northboard/backend/desktop/screen"
	"northboard/backend/desktop/wallpaper"
	"northboard/backend/fault"
)

// Row is one thing and whether it is there. A row that is not OK says what Northboard does without it.
type Row struct {
	Name     string `json:"name"`
	OK       bool   `json:"ok"`
	Sentence string `json:"sentence"`
}

const askTime = time.Second

// question is one row's name and how it is answered.
type question struct {
	name string
	ask  func(ctx context.Context, env desktop.Env) (sentence string, err error)
}

var questions = []question{
	{"Session bus", sessionBus},
	{"Notifications", notifications},
	{"Do not disturb", disturbing},
	{"Wallpaper", setter},
	{"Screens", screens},
	{"Start at login", atLogin},
	{"Tray", tray},
	{"Opening links", links},
}

// Rows asks everything at once and answers in a fixed order.
func Rows(ctx context.Context, env desktop.Env) []Row {
	rows := make([]Row, len(questions))
	var all sync.WaitGroup
	for i, q := range questions {
		all.Go(func() { rows[i] = answer(ctx, env, q) })
	}
	all.Wait()
	return rows
}

func answer(ctx context.Context, env desktop.Env, q question) Row {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	sentence, err := q.ask(ctx, env)
	if err != nil {
		return Row{Name: q.name, Sentence: fault.From(err).Sentence}
	}
	return Row{Name: q.name, OK: true, Sentence: sentence}
}

func notifications(ctx context.Context, env desktop.Env) (string, error) {
	info, err := notify.Probe(ctx, env)
	switch {
	case err != nil:
		return "", fault.Wrap(err, fault.Unavailable, "This desktop shows no notifications. Reminders are kept in the Inbox.")
	case !info.Running:
		return "A notification service starts with the first reminder.", nil
	case !info.Actions:
		return fmt.Sprintf("%s %s shows reminders, without buttons.", info.Name, info.Version), nil
	}
	return fmt.Sprintf("%s %s shows reminders with their buttons.", info.Name, info.Version), nil
}

func disturbing(ctx context.Context, env desktop.Env) (string, error) {
	switch state := dnd.Ask(ctx, env); {
	case !state.Known:
		return "", fault.New(fault.Unavailable, "This desktop does not say when you do not want to be disturbed. Quiet hours work without it.")
	case state.On:
		return "It is on: reminders wait until it is off.", nil
	}
	return "It is off; reminders wait while it is on.", nil
}

var titles = map[string]string{"xfce": "XFCE", "gnome": "GNOME", "feh": "feh, under a plain window manager"}

func setter(ctx context.Context, env desktop.Env) (string, error) {
	name, err := wallpaper.Name(ctx, env)
	if err != nil {
		f := *fault.From(err)
		f.Sentence += " Wallpapers are painted and saved, and set by hand."
		return "", &f
	}
	return fmt.Sprintf("The wallpaper is set through %s.", titles[name]), nil
}

func screens(ctx context.Context, env desktop.Env) (string, error) {
	list, err := screen.Screens(ctx, env)
	if err != nil {
		return "", fault.Wrap(err, fault.Unavailable, "No screen could be found. Wallpapers are painted when there is one.")
	}
	words := []string{}
	for _, s := range list {
		words = append(words, fmt.Sprintf("%s with %d × %d pixels", s.Name, s.W, s.H))
	}
	return strings.Join(words, ", ") + ".", nil
}

func atLogin(_ context.Context, env desktop.Env) (string, error) {
	on, err := autostart.Enabled(env)
	switch {
	case err != nil:
		return "", err
	case on:
		return "Reminders start when you log in.", nil
	}
	return "Reminders can start when you log in; at the moment they do not.", nil
}
