package review_test

import (
	"context"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/review"
	"northboard/backend/store"
)

func TestReview_StartFinish(t *testing.T) {
	f := backendtest.New(t)
	var first, again review.Review
	f.Write(t, func(tx *store.Tx) (err error) {
		first, err = review.Start(tx)
		return err
	})
	f.Write(t, func(tx *store.Tx) (err error) {
		again, err = review.Start(tx)
		return err
	})
	if first.FromSeq != 0 || again.ID != first.ID {
		t.Errorf("got %+v, then %+v", first, again)
	}
	f.Write(t, func(tx *store.Tx) error { return review.Finish(tx, first.ID, "2026-11-29", 42) })
	f.Clock.Advance(time.Hour)
	f.Read(t, func(tx *store.Tx) error {
		last, ok, err := review.Last(tx)
		if !ok || last.ToSeq != 42 || last.Next != "2026-11-29" || last.Finished == nil {
			t.Errorf("got %+v %v", last, ok)
		}
		if _, open, _ := review.Current(tx); open {
			t.Error("it is still open")
		}
		return err
	})
	f.Write(t, func(tx *store.Tx) error {
		second, err := review.Start(tx)
		if second.FromSeq != 42 {
			t.Errorf("the next begins at %d", second.FromSeq)
		}
		return err
	})
	for name, day := range map[string]clock.Day{"ErrToday": "2026-11-22", "ErrNoDay": "", "ErrNonsense": "soon"} {
		t.Run(name, func(t *testing.T) {
			expect(t, f, fault.Invalid, func(tx *store.Tx) error { return review.Finish(tx, first.ID, day, 50) })
		})
	}
	t.Run("ErrTwice", func(t *testing.T) {
		expect(t, f, fault.Conflict, func(tx *store.Tx) error { return review.Finish(tx, first.ID, "2026-12-06", 50) })
	})
}

func TestReview_Wins(t *testing.T) {
	f := backendtest.New(t)
	for _, text := range []string{"Asked for help", "  Sent it \n"} {
		f.Write(t, func(tx *store.Tx) error {
			_, err := review.AddWin(tx, review.WinDraft{Text: text})
			return err
		})
		f.Clock.Advance(time.Minute)
	}
	f.Read(t, func(tx *store.Tx) error {
		wins, err := review.Wins(tx, "", 10)
		if len(wins) != 2 || wins[0].Text != "Sent it" || wins[0].Day != "2026-11-22" {
			t.Errorf("got %+v", wins)
		}
		none, _ := review.Wins(tx, "nobody", 10)
		if none == nil || len(none) != 0 {
			t.Errorf("got %v", none)
		}
		return err
	})
	expect(t, f, fault.Invalid, func(tx *store.Tx) error {
		_, err := review.AddWin(tx, review.WinDraft{Text: " "})
		return err
	})
}

func expect(t *testing.T, f *backendtest.Fixture, code fault.Code, fn func(tx *store.Tx) error) {
	t.Helper()
	err := f.Store.Write(context.Background(), store.Op{Label: "Test", Origin: store.User}, fn)
	if fault.CodeOf(err) != code {
		t.Errorf("got %v, want %s", err, code)
	}
}
