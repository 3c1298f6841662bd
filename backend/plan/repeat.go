package plan

import (
	"errors"
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/recur"
	"northboard/backend/store"
)

// Rules of repeats:
//   - A repeat has one open instance. Completing it makes the next, in the same
//     operation, so that one undo takes both back. An index of the table refuses
//     a second one.
//   - The next instance is a copy: its days move together, its checklist and its
//     parts are open again, and nobody is waited for.
//   - Reopening an instance takes the next one away if nobody touched it; else
//     the reopened one leaves the series.
//   - A repeat without a day begins with the first day of its rule from today.

// Repeat says when a task comes again: a rule of RFC 5545, and from where it is
// counted. No rule is no repeat.
type Repeat struct {
	Rule string `json:"rule"` // "FREQ=WEEKLY;BYDAY=FR"
	From string `json:"from"` // as in package recur: "fixed", "from_done" or "next_future"
}

// None tells whether the task comes once only.
func (r Repeat) None() bool { return r.Rule == "" }

// settle reads a repeat as a person gave it, for a task that is first due on a
// day; "" is the first day of the rule from today. It gives the rule in its
// normal form and the day on which it begins.
func (r Repeat) settle(due clock.Day, at clock.TimeOfDay, today clock.Day) (Repeat, clock.Day, error) {
	rule, err := recur.Parse(r.Rule)
	if err != nil {
		return r, due, repeatFault(err)
	}
	way := recur.Way(r.From)
	if r.From == "" {
		way = recur.Fixed
	}
	if !way.Valid() {
		return r, due, fault.New(fault.Invalid, "There is no such way to repeat. Nothing was changed; choose by the calendar, from when it is done, or the next to come.").WithField("repeat")
	}
	start := due
	if start == "" {
		start = today
	}
	if way != recur.FromDone {
		rule = rule.From(start)
	}
	if err := rule.Check(recur.Moment{Day: start, Time: at}); err != nil {
		return r, due, repeatFault(err)
	}
	if due == "" {
		first := rule.Preview(recur.Moment{Day: start, Time: at}, recur.Moment{Day: start.Add(-1)}, 1)
		if len(first) == 1 {
			start = first[0].Day
		}
	}
	text := rule.String()
	if len(text) > longestRepeat {
		return r, due, fault.New(fault.TooLarge, "That repeat is too long to keep. Nothing was changed; make it simpler.").WithField("repeat")
	}
	return Repeat{Rule: text, From: string(way)}, start, nil
}

func repeatFault(err error) error {
	var known *fault.Error
	if errors.As(err, &known) {
		return known.WithField("repeat")
	}
	return fault.Wrap(err, fault.Invalid, capital(err.Error())+" Nothing was changed; choose another repeat.").WithField("repeat")
}

// setRepeat begins, changes or ends the repeat of a task.
func (t *Task) setRepeat(r Repeat, today clock.Day) error {
	if r.None() {
		t.Repeat, t.SeriesID, t.SeriesStart = Repeat{}, "", ""
		return nil
	}
	settled, due, err := r.settle(t.Due, t.DueTime, today)
	if err != nil {
		return err
	}
	if settled == t.Repeat && t.SeriesID != "" {
		return nil
	}
	t.Repeat, t.Due, t.SeriesStart = settled, due, due
	if t.SeriesID == "" {
		t.SeriesID = t.ID
	}
	return nil
}

// following is the instance after this one, if it is settled at a moment; false
// when the repeat is over.
func (t Task) following(done recur.Moment) (Task, bool, error) {
	rule, err := recur.Parse(t.Repeat.Rule)
	if err != nil {
		return Task{}, false, repeatFault(err)
	}
	way := recur.Way(t.Repeat.From)
	due := t.Due
	if due == "" {
		due = done.Day // Somebody took its day away.
	}
	next, ok := rule.Following(way, recur.Moment{Day: t.SeriesStart, Time: t.DueTime}, recur.Moment{Day: due, Time: t.DueTime}, done)
	if !ok {
		return Task{}, false, nil
	}
	out := t
	out.Due = next.Day
	if t.DueTime != "" && next.Time != "" {
		out.DueTime = next.Time
	}
	if t.Begins != "" {
		out.Begins = t.Begins.Add(next.Day.Sub(due))
	}
	if way == recur.FromDone {
		out.Repeat.Rule = rule.Fewer().String()
	}
	out.Done, out.WaitingFor, out.BlockedBy, out.Checklist = nil, "", "", unchecked(t.Checklist)
	return out, true, nil
}

func unchecked(all []Check) []Check {
	open := make([]Check, len(all))
	for i, c := range all {
		open[i] = Check{Text: c.Text}
	}
	return open
}

// now is the moment on the person's wall clock.
func now(tx *store.Tx) recur.Moment {
	return recur.Moment{Day: tx.Today(), Time: tx.Now().TimeOfDay(tx.Location())}
}

// addFollowing makes the next instance of a repeat that was completed, behind it.
func addFollowing(tx *store.Tx, done Task) error {
	next, ok, err := done.following(now(tx))
	if err != nil || !ok {
		return err
	}
	place := TaskPlace{GoalID: done.GoalID, MilestoneID: done.MilestoneID, ParentID: done.ParentID, AfterID: done.ID}
	return copyTask(tx, done.ID, next, place, next.Due.Sub(done.Due))
}

// copyTask adds a task and copies of the parts of another, their days moved.
func copyTask(tx *store.Tx, ofID string, t Task, place TaskPlace, days int) error {
	parts, err := TasksUnder(tx, ofID)
	if err != nil {
		return err
	}
	t.ID, t.Created, t.Updated = tx.NewID(), tx.Now(), tx.Now()
	t.ParentID = place.ParentID
	r, err := place.rankIn(tx, "")
	if err != nil {
		return err
	}
	if err := insertTask(tx, t, r); err != nil {
		return err
	}
	for _, p := range parts {
		id := p.ID
		p.Done, p.WaitingFor, p.BlockedBy, p.Checklist = nil, "", "", unchecked(p.Checklist)
		p.Repeat, p.SeriesID, p.SeriesStart = Repeat{}, "", "" // What repeats inside a repeat comes again with it.
		if p.Begins != "" {
			p.Begins = p.Begins.Add(days)
		}
		if p.Due != "" {
			p.Due = p.Due.Add(days)
		}
		if err := copyTask(tx, id, p, TaskPlace{GoalID: t.GoalID, MilestoneID: t.MilestoneID, ParentID: t.ID, Last: true}, days); err != nil {
			return err
		}
	}
	return nil
}

// leaveSeries makes room for an instance that is reopened.
func leaveSeries(tx *store.Tx, t *Task) error {
	if t.SeriesID == "" {
		return nil
	}
	open, err := list(tx, scanTask, `
		SELECT `+taskColumns+`
		FROM task
		WHERE series_id = ? AND done IS NULL AND id <> ?`, t.SeriesID, t.ID)
	if err != nil {
		return fmt.Errorf("find the open instance of a repeat: %w", err)
	}
	for _, next := range open {
		if next.Updated == next.Created {
			if err := DeleteTask(tx, next.ID); err != nil {
				return err
			}
			continue
		}
		t.Repeat, t.SeriesID, t.SeriesStart = Repeat{}, "", ""
	}
	return nil
}

// SkipTask leaves out one instance of a repeat: the task is due the next time.
func SkipTask(tx *store.Tx, id string) (Task, error) {
	was, err := TaskByID(tx, id)
	if err != nil {
		return Task{}, err
	}
	if was.Repeat.None() || !was.Open() {
		return Task{}, fault.New(fault.Invalid, "This task does not come again, so there is nothing to skip to. Nothing was changed.").WithField("repeat")
	}
	t, ok, err := was.following(now(tx))
	if err != nil {
		return Task{}, err
	}
	if !ok {
		return Task{}, fault.New(fault.Invalid, "This is the last time it comes. Nothing was changed; complete it or delete it.").WithField("repeat")
	}
	t.WaitingFor, t.BlockedBy = was.WaitingFor, was.BlockedBy
	return t, saveTask(tx, was, &t)
}

// RepeatPreview shows what a repeat means.
type RepeatPreview struct {
	Repeat Repeat      `json:"repeat"` // in its normal form
	Days   []clock.Day `json:"days"`   // the first five times
	Text   string      `json:"text"`
}

// PreviewRepeat reads a repeat of a task that would be due first on a day.
func PreviewRepeat(r Repeat, due clock.Day, at clock.TimeOfDay, today clock.Day) (RepeatPreview, error) {
	p := RepeatPreview{Days: []clock.Day{}}
	if r.None() {
		return p, nil
	}
	if err := optionalDay(due, "due"); err != nil {
		return p, err
	}
	settled, start, err := r.settle(due, at, today)
	if err != nil {
		return p, err
	}
	rule, err := recur.Parse(settled.Rule)
	if err != nil {
		return p, repeatFault(err)
	}
	p.Repeat, p.Text = settled, rule.Describe()
	if settled.From == string(recur.FromDone) {
		// As if it were done each time on its day.
		task := Task{Due: start, DueTime: at, SeriesStart: start, Repeat: settled}
		for ok := true; ok && len(p.Days) < previewed; {
			p.Days = append(p.Days, task.Due)
			if task, ok, err = task.following(recur.Moment{Day: task.Due, Time: at}); err != nil {
				return p, err
			}
		}
		return p, nil
	}
	for _, m := range rule.Preview(recur.Moment{Day: start, Time: at}, recur.Moment{Day: start.Add(-1)}, previewed) {
		p.Days = append(p.Days, m.Day)
	}
	return p, nil
}

// previewed is how many times of a repeat are shown.
const previewed = 5
