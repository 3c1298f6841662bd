// Package flow owns the verbs and reads that span nouns: a picture that
// becomes a goal, Today, the review. It is the one package that puts several
// nouns together, and the one that opens transactions for the page, the agent
// and the commands: each method is one store.Write (one undo step, labelled in
// plain words) or one store.Read.
//
// It holds no rule of a single noun and no SQL.
package flow

import (
	"context"
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/phrase"
	"northboard/backend/search"
	"northboard/backend/store"
)

// Flow works on one library.
type Flow struct {
	Store *store.Store

	index search.Index
}

// New makes the flows of a library.
func New(s *store.Store) *Flow { return &Flow{Store: s} }

// Close frees what was kept to find things by.
func (f *Flow) Close() { f.index.Close() }

// read runs a read and hands back what it gave.
func read[T any](ctx context.Context, f *Flow, fn func(tx *store.Tx) (T, error)) (T, error) {
	var got T
	err := f.Store.Read(ctx, func(tx *store.Tx) (err error) {
		got, err = fn(tx)
		return err
	})
	return got, err
}

// write runs one operation of the person and hands back what it gave.
func write[T any](ctx context.Context, f *Flow, label string, fn func(tx *store.Tx) (T, error)) (T, error) {
	return writeOp(ctx, f, store.Op{Label: label, Origin: store.User}, fn)
}

func writeOp[T any](ctx context.Context, f *Flow, op store.Op, fn func(tx *store.Tx) (T, error)) (T, error) {
	var got, none T
	err := f.Store.Write(ctx, op, func(tx *store.Tx) (err error) {
		got, err = fn(tx)
		return err
	})
	if err != nil {
		return none, err
	}
	return got, nil
}

// do is write for verbs that give nothing back.
func (f *Flow) do(ctx context.Context, label string, fn func(tx *store.Tx) error) error {
	return f.Store.Write(ctx, store.Op{Label: label, Origin: store.User}, fn)
}

// keyDateOrder is the setting that says how "6/3" is meant.
const keyDateOrder = "dateOrder"

// Line is something a person typed, with the readings that they turned down.
// DateOrder "" is the one of the settings.
type Line struct {
	Text      string           `json:"text"`
	Rejected  []string         `json:"rejected"`
	DateOrder phrase.DateOrder `json:"dateOrder"`
}

// order decides how digits are read.
func (l Line) order(tx *store.Tx) (phrase.DateOrder, error) {
	if l.DateOrder != "" {
		return l.DateOrder, nil
	}
	kept, err := store.SettingIn(tx, keyDateOrder)
	if err != nil || kept == "" {
		return phrase.DMY, err
	}
	return phrase.DateOrder(kept), nil
}

// milestone reads the line as a milestone: words and a day.
func (l Line) milestone(tx *store.Tx) (phrase.Phrase, error) {
	order, err := l.order(tx)
	return phrase.ParseRejecting(l.Text, tx.Today(), order, l.Rejected), err
}

// goal reads the line as a goal, with a number.
func (l Line) goal(tx *store.Tx) (phrase.Phrase, error) {
	order, err := l.order(tx)
	return phrase.ParseGoal(l.Text, tx.Today(), order, l.Rejected), err
}

// ReadTask says how a line would be read as a task, for the chips beside it.
func (f *Flow) ReadTask(ctx context.Context, line Line) (phrase.Phrase, error) {
	return read(ctx, f, func(tx *store.Tx) (phrase.Phrase, error) {
		p, _, err := line.task(tx)
		return p, err
	})
}

// ReadMilestone says how a line would be read as a milestone.
func (f *Flow) ReadMilestone(ctx context.Context, line Line) (phrase.Phrase, error) {
	return read(ctx, f, line.milestone)
}

// ReadGoal says how a line would be read as a goal.
func (f *Flow) ReadGoal(ctx context.Context, line Line) (phrase.Phrase, error) {
	return read(ctx, f, line.goal)
}

// ReadDay says how a text in a field for a day would be read.
func (f *Flow) ReadDay(ctx context.Context, text string) (phrase.Phrase, error) {
	return read(ctx, f, func(tx *store.Tx) (phrase.Phrase, error) {
		order, err := Line{}.order(tx)
		return phrase.ParseDay(text, tx.Today(), order), err
	})
}

// DateOrder is how digits are read in this library.
func (f *Flow) DateOrder(ctx context.Context) (phrase.DateOrder, error) {
	return read(ctx, f, Line{}.order)
}

// SetDateOrder keeps how digits are read.
func (f *Flow) SetDateOrder(ctx context.Context, order phrase.DateOrder) error {
	switch order {
	case phrase.DMY, phrase.MDY, phrase.YMD:
		return f.Store.SetSetting(ctx, keyDateOrder, string(order))
	}
	return fault.New(fault.Invalid, "There is no such order of day, month and year. Nothing was changed; choose one of the three.").WithField("dateOrder")
}

// counted is "1 picture", "20 pictures".
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// quoted puts a title into a sentence, shortened so that the sentence stays one.
func quoted(title string) string {
	const longest = 60
	if r := []rune(title); len(r) > longest {
		title = string(r[:longest-1]) + "…"
	}
	return "“" + title + "”"
}

// dayIn is the day of an instant where the person is.
func dayIn(tx *store.Tx, at clock.Instant) clock.Day { return at.Day(tx.Location()) }
