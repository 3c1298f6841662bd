package backend

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"northboard/backend/calendar"
	"northboard/backend/durable"
	"northboard/backend/fault"
)

// SaveCalendar writes the reminders (one, by its id or that of what it is about; "" is all) as an .ics file and says how
// many there are. A file that is there is replaced, whole or not at all.
func (b *Backend) SaveCalendar(ctx context.Context, path, id string) (int, error) {
	found, err := b.Flow.CalendarEntries(ctx, id)
	if err != nil {
		return 0, err
	}
	entries := make([]calendar.Entry, len(found))
	for i, e := range found {
		entries[i] = calendar.Entry(e)
	}
	var text bytes.Buffer
	if err := calendar.Write(&text, entries, b.Clock.Now()); err != nil {
		return 0, err
	}
	return len(entries), writeFor(path, text.Bytes())
}

// SaveReviewMail writes the weekly review as a draft of a mail.
func (b *Backend) SaveReviewMail(ctx context.Context, path string) error {
	subject, body, err := b.reviewWords(ctx)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := calendar.WriteDraft(&text, subject, body, b.Clock.Now(), b.Clock.Location()); err != nil {
		return err
	}
	return writeFor(path, text.Bytes())
}

// ReviewMailto gives the address that opens the person's mail program with the weekly review in it.
func (b *Backend) ReviewMailto(ctx context.Context) (string, error) {
	subject, body, err := b.reviewWords(ctx)
	return calendar.Mailto(subject, body), err
}

// writeFor writes a file that the person asked for.
func writeFor(path string, text []byte) error {
	if err := durable.Write(path, text, ".northboard-*"); err != nil {
		return fault.Wrap(err, fault.From(err).Code, "The file could not be written. Nothing else was changed; choose another place.")
	}
	return nil
}

// reviewWords says the weekly review in words.
func (b *Backend) reviewWords(ctx context.Context) (subject, body string, err error) {
	v, err := b.Flow.Review(ctx)
	if err != nil {
		return "", "", err
	}
	var text strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&text, format+"\n", args...) }
	section := func(heading string, n int, line func(i int)) {
		if n == 0 {
			return
		}
		say("\n%s", heading)
		for i := range n {
			line(i)
		}
	}
	say("%s", v.Sentence)
	section("What moved", len(v.Moved), func(i int) {
		say("- %s: %s", v.Moved[i].Title, strings.Join(v.Moved[i].Sentences, " "))
	})
	section("What is stuck", len(v.Stuck), func(i int) { say("- %s: %s", v.Stuck[i].Goal.Title, v.Stuck[i].Sentence) })
	section("Next steps", len(v.Next), func(i int) {
		step := v.Next[i].TaskTitle
		if v.Next[i].MissingNext {
			step = "no next step yet"
		}
		say("- %s: %s", v.Next[i].Goal.Title, step)
	})
	section("Wins", len(v.Wins), func(i int) { say("- %s", v.Wins[i].Text) })
	return "My weekly review", text.String(), nil
}
