package flow

import (
	"context"
	"fmt"
	"strings"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/plan"
	"northboard/backend/remind"
	"northboard/backend/review"
	"northboard/backend/store"
)

// Rules of the weekly review:
//   - What moved is every change after the end of the last finished review, told
//     once per row; several additions to a goal are one sentence. A review ends
//     where the log ended when it was read: what happens until it is finished is
//     the next one's. What finishing itself writes is told by neither.
//   - Stuck is an open goal that has no next action or that nothing moved for
//     14 days. One that was let rest is not asked for, here or in Today, until
//     it moves or a month has passed.
//   - The next review is dated on the reminder's weekday nearest to a week
//     from now, unless another day is given.
//   - Finishing is one step to undo: tasks, win and date together.

const (
	stuckAfter   = 14 * 24 * time.Hour
	fewAdditions = 3
)

// StuckGoal is a goal that waits, and what it waits for.
type StuckGoal struct {
	Goal     GoalFace `json:"goal"`
	Sentence string   `json:"sentence"`
}

// RestingGoal is a goal that was let rest, and the day from which it is asked
// for again.
type RestingGoal struct {
	Goal  GoalFace  `json:"goal"`
	Until clock.Day `json:"until"`
}

// ReviewView is what a review looks at.
type ReviewView struct {
	Last     string        `json:"last"`     // the review before; give it back to FinishReview
	Until    int64         `json:"until"`    // where the log ended; give it back, too
	SinceDay clock.Day     `json:"sinceDay"` // of the last review; "" before the first
	Moved    []MovedGoal   `json:"moved"`
	Stuck    []StuckGoal   `json:"stuck"`
	Resting  []RestingGoal `json:"resting"`
	Next     []NextStep    `json:"next"` // every open goal that is not resting
	Wins     []review.Win  `json:"wins"` // the last few
	NextDay  clock.Day     `json:"nextDay"`
	Sentence string        `json:"sentence"` // what moved, in one
}

// Review reads what a review looks at.
func (f *Flow) Review(ctx context.Context) (ReviewView, error) {
	return read(ctx, f, reviewView)
}

func reviewView(tx *store.Tx) (v ReviewView, err error) {
	last, ok, err := review.Last(tx)
	if err != nil {
		return v, err
	}
	if v.Last = last.ID; ok {
		v.SinceDay = dayIn(tx, *last.Finished)
	}
	if v.Until, err = store.SeqIn(tx); err != nil {
		return v, err
	}
	if v.Moved, err = moved(tx, last.ToSeq); err != nil {
		return v, err
	}
	d, err := newDay(tx)
	if err != nil {
		return v, err
	}
	touched, err := plan.LastMoved(tx)
	if err != nil {
		return v, err
	}
	v.Stuck, v.Resting, v.Next = []StuckGoal{}, []RestingGoal{}, []NextStep{}
	for _, i := range d.open() {
		if face := d.faces[i]; d.resting[face.ID] != "" {
			v.Resting = append(v.Resting, RestingGoal{Goal: face, Until: d.resting[face.ID]})
		}
	}
	for _, i := range d.pressing() {
		face := d.faces[i]
		v.Next = append(v.Next, d.step(face))
		if s := stuckSentence(face, tx.Now().Sub(touched[face.ID])); s != "" {
			v.Stuck = append(v.Stuck, StuckGoal{Goal: face, Sentence: s})
		}
	}
	if v.Wins, err = review.Wins(tx, "", 5); err != nil {
		return v, err
	}
	if v.NextDay, err = nextReviewDay(tx); err != nil {
		return v, err
	}
	v.Sentence = movedSentence(v.Moved)
	return v, nil
}

func movedSentence(moved []MovedGoal) string {
	goals := 0
	for _, m := range moved {
		if m.GoalID != "" {
			goals++
		}
	}
	switch {
	case goals > 0:
		return counted(goals, "goal", "goals") + " moved."
	case len(moved) > 0:
		return "A few things moved."
	}
	return "A quiet week. That happens; one small step is enough."
}

func stuckSentence(face GoalFace, untouched time.Duration) string {
	switch {
	case untouched >= stuckAfter:
		return fmt.Sprintf("Not touched for %d weeks. Still yours?", int(untouched/(7*24*time.Hour)))
	case face.NextActionID == "" && !(face.Progress != nil && *face.Progress >= 1):
		return "No next step yet."
	}
	return ""
}

// nextReviewDay is the reminder's weekday nearest to a week from now.
func nextReviewDay(tx *store.Tx) (clock.Day, error) {
	reminders, err := remind.Reminders(tx)
	if err != nil {
		return "", err
	}
	day := tx.Today().Add(7)
	for _, r := range reminders {
		if r.Kind == remind.KindReview {
			off := (r.Weekday - int(day.Weekday()) + 7) % 7
			if off > 3 {
				off -= 7
			}
			day = day.Add(off)
		}
	}
	return day, nil
}

// StepInput is a next step for a goal, as typed.
type StepInput struct {
	GoalID string `json:"goalId"`
	Line   Line   `json:"line"`
}

// FinishInput is what a review comes to. Empty lines and an empty win are left
// out; NextDay "" is the default.
type FinishInput struct {
	Last      string      `json:"last"`  // of the ReviewView
	Until     int64       `json:"until"` // of the ReviewView
	NextSteps []StepInput `json:"nextSteps"`
	Win       string      `json:"win"`
	WinGoalID string      `json:"winGoalId"`
	NextDay   clock.Day   `json:"nextDay"`
}

// Finished is a review that was finished.
type Finished struct {
	ReviewID string    `json:"reviewId"`
	NextDay  clock.Day `json:"nextDay"`
	Added    int       `json:"added"` // tasks
}

// FinishReview adds the next steps and the win and dates the next review.
func (f *Flow) FinishReview(ctx context.Context, in FinishInput) (Finished, error) {
	return write(ctx, f, "Finish the review", func(tx *store.Tx) (Finished, error) { return finishReview(tx, in) })
}

func finishReview(tx *store.Tx, in FinishInput) (Finished, error) {
	last, _, err := review.Last(tx)
	if err != nil {
		return Finished{}, err
	}
	if last.ID != in.Last {
		return Finished{}, fault.New(fault.Conflict, "This review was finished already, perhaps in another window. Nothing was added twice; open Review again to see it.")
	}
	end, err := store.SeqIn(tx)
	if err != nil {
		return Finished{}, err
	}
	if in.Until < last.ToSeq || in.Until > end {
		return Finished{}, fault.New(fault.Conflict, "This review looked at another state of the library. Nothing was changed; open Review again.")
	}
	r, err := review.Start(tx)
	if err != nil {
		return Finished{}, err
	}
	done := Finished{ReviewID: r.ID, NextDay: in.NextDay}
	for _, step := range in.NextSteps {
		if strings.TrimSpace(step.Line.Text) == "" {
			continue
		}
		if _, err := addTask(tx, TaskInput{GoalID: step.GoalID, Line: step.Line}); err != nil {
			return Finished{}, err
		}
		done.Added++
	}
	if strings.TrimSpace(in.Win) != "" {
		if _, err := review.AddWin(tx, review.WinDraft{Text: in.Win, GoalID: in.WinGoalID, ReviewID: r.ID}); err != nil {
			return Finished{}, err
		}
	}
	if done.NextDay == "" {
		if done.NextDay, err = nextReviewDay(tx); err != nil {
			return Finished{}, err
		}
	}
	return done, review.Finish(tx, r.ID, done.NextDay, in.Until)
}

// RestGoal lets a goal rest, or takes it up again. It is a setting: not in the
// log, and taken back with the same verb.
func (f *Flow) RestGoal(ctx context.Context, goalID string, rest bool) error {
	return f.Store.WriteQuiet(ctx, func(tx *store.Tx) error {
		if _, err := plan.GoalByID(tx, goalID); err != nil {
			return err
		}
		return review.SetRest(tx, goalID, rest)
	})
}

// restingGoals gives the goals that rest today and until when. One that has
// moved since does not rest any more.
func restingGoals(tx *store.Tx) (map[string]clock.Day, error) {
	rests, err := review.Rests(tx)
	if err != nil || len(rests) == 0 {
		return nil, err
	}
	touched, err := plan.LastMoved(tx)
	if err != nil {
		return nil, err
	}
	resting := map[string]clock.Day{}
	for goal, rest := range rests {
		if touched[goal] <= rest.Since {
			resting[goal] = rest.Until
		}
	}
	return resting, nil
}

// AddWin keeps a win outside a review.
func (f *Flow) AddWin(ctx context.Context, draft review.WinDraft) (review.Win, error) {
	return write(ctx, f, "Keep a win", func(tx *store.Tx) (review.Win, error) { return review.AddWin(tx, draft) })
}

// Wins lists the newest wins.
func (f *Flow) Wins(ctx context.Context, limit int) ([]review.Win, error) {
	return read(ctx, f, func(tx *store.Tx) ([]review.Win, error) { return review.Wins(tx, "", limit) })
}
