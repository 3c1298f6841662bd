package backend

import (
	"context"
	"fmt"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/picture"
	"northboard/backend/store"
	"northboard/backend/trash"
)

// lookForQuiet is how often it is looked at whether the library has been left alone, and how long that must have been.
const lookForQuiet = 10 * time.Minute

// Tidier tidies the library once a day, at a quiet moment: when nothing was changed and no pictures were imported from
// one look to the next. Every process may have one; they do not disturb each other.
type Tidier struct {
	Backend *Backend
	Every   time.Duration // 0: ten minutes

	seen int64     // the log's end at the last look
	done clock.Day // the day on which it was tidied last
}

// Run tidies until ctx ends.
func (t *Tidier) Run(ctx context.Context) {
	every := t.Every
	if every == 0 {
		every = lookForQuiet
	}
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if err := t.look(ctx); err != nil && ctx.Err() == nil {
				t.Backend.Log.Warn("tidy the library", "error", err)
			}
		}
	}
}

func (t *Tidier) look(ctx context.Context) error {
	today := clock.Today(t.Backend.Clock)
	if t.done == today {
		return nil
	}
	seq, err := t.Backend.Store.Seq(ctx)
	if err != nil {
		return err
	}
	quiet := seq == t.seen && !t.Backend.Pictures.Importing()
	t.seen = seq
	if !quiet {
		return nil
	}
	t.done = today // One that fails is not tried again at once: it would fail again.
	tidied, err := t.Backend.Tidy(ctx)
	if err == nil {
		t.Backend.Log.Info("tidied the library", "folded", tidied.Folded.Before-tidied.Folded.After, "let go", tidied.LetGo, "forgotten", tidied.Forgotten,
			"binned", tidied.Pictures.Binned, "removed", tidied.Pictures.Removed)
	}
	return err
}

// Tidied says what a Tidy did.
type Tidied struct {
	Folded    store.Folded
	LetGo     int // entries of the trash that had been there for long
	Forgotten int // pictures whose rows nothing named
	Pictures  picture.Tidied
}

// Tidy folds the log, lets go what has been in the trash for long, finishes erasing where that was cut short, and puts pictures that nothing needs into the bin. It
// can be stopped, or killed, at any point, and be run by two processes at a time.
func (b *Backend) Tidy(ctx context.Context) (done Tidied, err error) {
	if done.Folded, err = b.Store.Fold(ctx); err != nil {
		return done, err
	}
	if done.LetGo, err = b.Flow.LetGoOldTrash(ctx); err != nil {
		return done, err
	}
	waits, err := b.Store.ToScour(ctx)
	if err != nil {
		return done, err
	}
	if waits {
		if _, err := b.Store.Scour(ctx); err != nil {
			return done, err
		}
	}
	if b.Pictures.Importing() {
		return done, nil
	}
	backups, err := b.backedUp()
	if err != nil {
		return done, err
	}
	if backups.Everything {
		_, err := b.Pictures.TakeBack(ctx)
		return done, err
	}
	if done.Forgotten, err = b.Flow.ForgetUnused(ctx, backups.Pictures); err != nil {
		return done, err
	}
	done.Pictures, err = b.Pictures.Tidy(ctx, backups.Pictures)
	return done, err
}

// backedUp reads what the backups in both places hold.
func (b *Backend) backedUp() (trash.BackedUp, error) {
	folders, away := b.Backups.Folders()
	places := trash.Places{Folders: folders, Away: away}
	if away {
		places.Remembered, _ = b.Backups.RememberedSecond()
	} else if err := b.Backups.RememberSecond(); err != nil {
		b.Log.Warn("remember what the second place holds", "error", err)
	}
	return trash.ReadBackups(places, b.Clock.Now())
}

// Question is what is asked before something is erased for good.
type Question struct {
	Title    string `json:"title"`
	Sentence string `json:"sentence"`
}

// AskErase words the question before Erase.
func (b *Backend) AskErase(ctx context.Context, id int64) (Question, error) {
	page, err := b.Flow.Trash(ctx, "", 0, 0)
	if err != nil {
		return Question{}, err
	}
	since, err := b.Flow.TrashSince(ctx, id)
	if err != nil {
		return Question{}, err
	}
	q := Question{Title: "Erase this for good?", Sentence: "Undo cannot bring it back. It goes from the library, its history and its pictures."}
	if id == 0 {
		q.Title = fmt.Sprintf("Erase all %d in the trash for good?", page.All)
		q.Sentence = "Undo cannot bring them back. They go from the library, its history and its pictures."
		if page.All == 1 {
			q.Title = "Empty the trash?"
		}
	}
	held, err := b.stillHeld(since)
	if held != "" {
		q.Sentence += " " + held
	}
	return q, err
}

func (b *Backend) stillHeld(since clock.Instant) (string, error) {
	backups, err := b.backedUp()
	if err != nil {
		return "", err
	}
	// A fold keeps the last of a day: what it tells of first may have been there since that day began.
	return backups.Sentence(since.Add(-24*time.Hour), b.Clock.Location()), nil
}

// Erase erases one entry of the trash for good, or with 0 all of them, with the files of pictures, and says in a
// sentence what still holds it. What a kill leaves undone is finished by a later Tidy.
func (b *Backend) Erase(ctx context.Context, id int64) (string, error) {
	done, err := b.Flow.Erase(ctx, id)
	if err != nil {
		return "", err
	}
	scoured, err := b.finishErase(context.WithoutCancel(ctx), done)
	if err != nil {
		return "", fault.Wrap(err, fault.CodeOf(err),
			"It is erased from the library, but traces may still be in its files: they could not be written anew. Nothing else was lost; Northboard tries again at a quiet moment.")
	}
	held, err := b.stillHeld(done.Since)
	sentence := "Erased for good."
	if !scoured {
		sentence = "Erased. Another window was reading, so the last traces go at a quiet moment."
	}
	if held != "" {
		sentence += " " + held
	}
	return sentence, err
}

func (b *Backend) finishErase(ctx context.Context, done flow.Erased) (bool, error) {
	if err := b.Pictures.EraseFiles(ctx, done.Pictures); err != nil {
		return false, err
	}
	return b.Store.Scour(ctx)
}
