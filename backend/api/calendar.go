package api

import (
	"context"
	"fmt"

	"northboard/backend"
	"northboard/backend/desktop"
	"northboard/backend/desktop/opener"
)

// Calendar is how reminders and the review go to other programs: as files, and to the person's mail program.
type Calendar struct{ host *Host }

// Save asks where, and writes reminders as an .ics file: one by its id or that of what it is about, "" is all. It gives
// the sentence to say; "" when nothing was chosen.
func (a *Calendar) Save(id string) (string, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (string, error) {
		path, err := a.host.Shell.SaveFile(ctx, "Save reminders for a calendar", "Northboard reminders.ics")
		if err != nil || path == "" {
			return "", err
		}
		n, err := b.SaveCalendar(ctx, path, id)
		switch {
		case err != nil:
			return "", err
		case n == 1:
			return "One reminder is in the file. Open it on your phone, or send it there.", nil
		}
		return fmt.Sprintf("%d reminders are in the file. Open it on your phone, or send it there.", n), nil
	})
}

// SaveReview asks where, and writes the weekly review as a draft of a mail. It gives the sentence to say; "" when nothing
// was chosen.
func (a *Calendar) SaveReview() (string, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (string, error) {
		path, err := a.host.Shell.SaveFile(ctx, "Save the review as a draft of a mail", "Northboard review.eml")
		if err != nil || path == "" {
			return "", err
		}
		return "The review is a draft in that file: open it with your mail program.", b.SaveReviewMail(ctx, path)
	})
}

// MailReview opens the person's mail program with the weekly review in a new mail. Nothing is sent.
func (a *Calendar) MailReview() error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error {
		address, err := b.ReviewMailto(ctx)
		if err != nil {
			return err
		}
		return opener.Open(ctx, desktop.System(), address)
	})
}
