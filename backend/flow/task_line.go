package flow

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"northboard/backend/phrase"
	"northboard/backend/plan"
	"northboard/backend/recur"
	"northboard/backend/store"
)

// Rules of a goal that a line names with "#":
//   - Case, spaces and punctuation do not count: "#leadateam" is "Lead a team".
//   - The whole title counts before its beginning, that before the beginning of
//     one of its words, and that before any part. The goals somebody is after
//     come first, in the person's order.
//   - A name that no goal has stays in the title: nothing that was typed is lost.

// task reads the line as a task. goalID is the goal that it names, "" for none.
func (l Line) task(tx *store.Tx) (p phrase.Phrase, goalID string, err error) {
	order, err := l.order(tx)
	if err != nil {
		return p, "", err
	}
	p = phrase.ParseTask(l.Text, tx.Today(), order, l.Rejected)
	if p.Task == nil || p.Task.Goal == "" {
		return p, "", nil
	}
	goal, found, err := goalNamed(tx, p.Task.Goal)
	if err != nil {
		return p, "", err
	}
	at := slices.IndexFunc(p.Chips, func(c phrase.Chip) bool { return c.Kind == phrase.KindGoal })
	if found && at >= 0 {
		p.Chips[at].Label, p.Chips[at].Value = goal.Title, goal.ID
		return p, goal.ID, nil
	}
	if at >= 0 {
		p = phrase.ParseTask(l.Text, tx.Today(), order, append(slices.Clone(l.Rejected), p.Chips[at].Text))
	}
	return p, "", nil
}

// goalNamed finds the goal that a word stands for.
func goalNamed(tx *store.Tx, name string) (plan.Goal, bool, error) {
	name = bare(name)
	if name == "" {
		return plan.Goal{}, false, nil
	}
	goals, err := plan.Goals(tx)
	if err != nil {
		return plan.Goal{}, false, err
	}
	best, bestRank := -1, 9
	for i, g := range goals {
		rank := nameRank(g.Title, name)
		if rank < 4 && !g.Active(tx.Today()) {
			rank += 4
		}
		if rank < min(bestRank, 8) {
			best, bestRank = i, rank
		}
	}
	if best < 0 {
		return plan.Goal{}, false, nil
	}
	return goals[best], true, nil
}

// nameRank: 0 the whole title, 1 its beginning, 2 the beginning of a word, 3 any
// part, 8 nothing of it.
func nameRank(title, name string) int {
	whole := bare(title)
	switch {
	case whole == name:
		return 0
	case strings.HasPrefix(whole, name):
		return 1
	}
	words := strings.Fields(title)
	for i := range words {
		if strings.HasPrefix(bare(strings.Join(words[i:], "")), name) {
			return 2
		}
	}
	if strings.Contains(whole, name) {
		return 3
	}
	return 8
}

// bare keeps letters and digits, in small.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// draftOf makes a task of what a line says.
func draftOf(p phrase.Phrase) plan.TaskDraft {
	d := plan.TaskDraft{Title: p.Title, Due: p.Day, DueTime: p.Time}
	if p.Task == nil {
		return d
	}
	d.Begins, d.Priority, d.WaitingFor = p.Task.Start, p.Task.Priority, p.Task.Waiting
	if p.Task.Estimate > 0 {
		d.Estimate = &p.Task.Estimate
	}
	if p.Task.Repeat != "" {
		d.Repeat = plan.Repeat{Rule: p.Task.Repeat, From: string(cmp.Or(p.Task.Way, recur.Fixed))}
	}
	return d
}

// addTaskAt reads a line as a task and puts it into a place. A goal that the
// line names counts where the place gives none.
func addTaskAt(tx *store.Tx, line Line, place plan.TaskPlace) (plan.Task, error) {
	p, goalID, err := line.task(tx)
	if err != nil {
		return plan.Task{}, err
	}
	if place.GoalID == "" && place.MilestoneID == "" && place.ParentID == "" && goalID != "" {
		place = plan.TaskPlace{GoalID: goalID, Last: true}
	}
	return plan.AddTaskAt(tx, draftOf(p), place)
}
