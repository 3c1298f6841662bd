package flow

import (
	"context"
	"fmt"
	"slices"
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
//   - What moved is every change after the last finished review, told once per
//     row; several additions to a goal are one sentence.
//   - Stuck is an open goal that has no next action or that nothing moved for
//     14 days.
//   - The next review is dated on the reminder's weekday nearest to a week
//     from now, unless another day is given.
//   - Finishing is one step to undo: tasks, win and date together.

const (
	stuckAfter   = 14 * 24 * time.Hour
	mostPerGoal  = 12
	fewAdditions = 3
)

// MovedGoal is what happened for one goal; Title "" is all that belongs to none.
type MovedGoal struct {
	GoalID    string   `json:"goalId"`
	Title     string   `json:"title"`
	Sentences []string `json:"sentences"`
}

// StuckGoal is a goal that waits, and what it waits for.
type StuckGoal struct {
	Goal     GoalFace `json:"goal"`
	Sentence string   `json:"sentence"`
}

// ReviewView is what a review looks at.
type ReviewView struct {
	Since    int64        `json:"since"`    // give it back to FinishReview
	SinceDay clock.Day    `json:"sinceDay"` // of the last review; "" before the first
	Moved    []MovedGoal  `json:"moved"`
	Stuck    []StuckGoal  `json:"stuck"`
	Next     []NextStep   `json:"next"` // every open goal
	Wins     []review.Win `json:"wins"` // the last few
	NextDay  clock.Day    `json:"nextDay"`
	Sentence string       `json:"sentence"` // what moved, in one
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
	v.Since = last.ToSeq
	if ok {
		v.SinceDay = dayIn(tx, *last.Finished)
	}
	if v.Moved, err = moved(tx, v.Since); err != nil {
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
	v.Stuck, v.Next = []StuckGoal{}, []NextStep{}
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

// moved tells what changed after a point of the log, goal by goal.
func moved(tx *store.Tx, since int64) ([]MovedGoal, error) {
	entries, err := store.Log(tx, since)
	if err != nil {
		return nil, err
	}
	stories, err := storiesOf(entries)
	if err != nil {
		return nil, err
	}
	teller, err := newTeller(tx, stories)
	if err != nil {
		return nil, err
	}
	groups := newMovedGroups(teller)
	readings := map[string]map[string]bool{}
	pictures := 0
	for _, s := range stories {
		goal := teller.goal(s)
		switch {
		case s.kind == "win", s.kind == "item" && goal == "":
			// Wins are shown by themselves, and a board that was tidied is no
			// step towards anything.
		case s.deleted() && s.kind != "goal" && goal != "" && teller.goals[goal].ID == "":
			// It went with its goal, which is told.
		case s.kind == "picture" && s.inserted():
			pictures++
		case s.kind == "reading" && s.inserted():
			if readings[goal] == nil {
				readings[goal] = map[string]bool{}
				groups.add(goal, "")
			}
			readings[goal][s.id] = true
		case s.kind == "task" && s.inserted() && s.is["done"] == nil:
			groups.added(goal, teller.title(s))
		default:
			if sentence := teller.sentence(s); sentence != "" {
				groups.add(goal, sentence+".")
			}
		}
	}
	for goal, fresh := range readings {
		sentence, err := progressSentence(tx, teller.goals[goal], fresh)
		if err != nil {
			return nil, err
		}
		groups.first(goal, sentence)
	}
	if pictures > 0 {
		groups.add("", "Added "+counted(pictures, "picture", "pictures")+" to the board.")
	}
	return groups.list(), nil
}

// progressSentence: "Progress on 'Run 10 km': 4 to 6 km."
func progressSentence(tx *store.Tx, g plan.Goal, fresh map[string]bool) (string, error) {
	readings, err := plan.Readings(tx, g.ID)
	if err != nil || len(readings) == 0 {
		return "", err
	}
	from := g.Start
	for _, r := range readings {
		if !fresh[r.ID] {
			from = r.Value
		}
	}
	to := readings[len(readings)-1].Value
	if from == to {
		return "Checked on " + quoted(g.Title) + ": still " + amount(to, g.Unit) + ".", nil
	}
	return "Progress on " + quoted(g.Title) + ": " + amount(from, "") + " to " + amount(to, g.Unit) + ".", nil
}

// movedGroups gathers sentences by goal, in the order in which goals come up.
type movedGroups struct {
	teller    *teller
	order     []string
	sentences map[string][]string
	additions map[string][]string // titles
}

func newMovedGroups(t *teller) *movedGroups {
	return &movedGroups{teller: t, sentences: map[string][]string{}, additions: map[string][]string{}}
}

func (m *movedGroups) meet(goal string) {
	if !slices.Contains(m.order, goal) {
		m.order = append(m.order, goal)
	}
}

func (m *movedGroups) add(goal, sentence string) {
	m.meet(goal)
	if sentence != "" {
		m.sentences[goal] = append(m.sentences[goal], sentence)
	}
}

func (m *movedGroups) first(goal, sentence string) {
	if sentence != "" {
		m.meet(goal)
		m.sentences[goal] = append([]string{sentence}, m.sentences[goal]...)
	}
}

func (m *movedGroups) added(goal, title string) {
	m.meet(goal)
	m.additions[goal] = append(m.additions[goal], title)
}

// list gives the groups, what belongs to no goal last.
func (m *movedGroups) list() []MovedGoal {
	all := []MovedGoal{}
	var others *MovedGoal
	for _, goal := range m.order {
		sentences := m.sentences[goal]
		if titles := m.additions[goal]; len(titles) > fewAdditions {
			sentences = append(sentences, fmt.Sprintf("Added %d tasks.", len(titles)))
		} else {
			for _, title := range titles {
				sentences = append(sentences, "Added "+title+".")
			}
		}
		if over := len(sentences) - mostPerGoal; over > 0 {
			sentences = append(slices.Clone(sentences[:mostPerGoal]), fmt.Sprintf("And %d more.", over))
		}
		if len(sentences) == 0 {
			continue
		}
		g, known := m.teller.goals[goal]
		if !known {
			// No goal, or one that was let go of: nothing to open.
			if others == nil {
				others = &MovedGoal{Sentences: []string{}}
			}
			others.Sentences = append(others.Sentences, sentences...)
			continue
		}
		all = append(all, MovedGoal{GoalID: goal, Title: g.Title, Sentences: sentences})
	}
	if others != nil {
		all = append(all, *others)
	}
	return all
}

// StepInput is a next step for a goal, as typed.
type StepInput struct {
	GoalID string `json:"goalId"`
	Line   Line   `json:"line"`
}

// FinishInput is what a review comes to. Empty lines and an empty win are left
// out; NextDay "" is the default.
type FinishInput struct {
	Since     int64       `json:"since"` // of the ReviewView
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
	if last.ToSeq != in.Since {
		return Finished{}, fault.New(fault.Conflict, "This review was finished already, perhaps in another window. Nothing was added twice; open Review again to see it.")
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
	// What this review added is not news to the next one.
	entries, err := store.Log(tx, in.Since)
	if err != nil {
		return Finished{}, err
	}
	toSeq := in.Since
	if len(entries) > 0 {
		toSeq = entries[len(entries)-1].Seq
	}
	return done, review.Finish(tx, r.ID, done.NextDay, toSeq)
}

// AddWin keeps a win outside a review.
func (f *Flow) AddWin(ctx context.Context, draft review.WinDraft) (review.Win, error) {
	return write(ctx, f, "Keep a win", func(tx *store.Tx) (review.Win, error) { return review.AddWin(tx, draft) })
}

// Wins lists the newest wins.
func (f *Flow) Wins(ctx context.Context, limit int) ([]review.Win, error) {
	return read(ctx, f, func(tx *store.Tx) ([]review.Win, error) { return review.Wins(tx, "", limit) })
}
