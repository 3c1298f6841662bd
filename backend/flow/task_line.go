package flow

import (
	"cmp"
	"slices"

	"northboard/backend/phrase"
	"northboard/backend/plan"
	"northboard/backend/recur"
	"northboard/backend/store"
)

// Which goal a line names with "#" is in goal_named.go. A name that no goal has stays in the title: nothing that was
// typed is lost.

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
	goals, err := goalsNamed(tx, p.Task.Goal)
	if err != nil {
		return p, "", err
	}
	at := slices.IndexFunc(p.Chips, func(c phrase.Chip) bool { return c.Kind == phrase.KindGoal })
	if len(goals) > 0 && at >= 0 {
		p.Chips[at].Label, p.Chips[at].Value = goals[0].Title, goals[0].ID
		return p, goals[0].ID, nil
	}
	if at >= 0 {
		p = phrase.ParseTask(l.Text, tx.Today(), order, append(slices.Clone(l.Rejected), p.Chips[at].Text))
	}
	return p, "", nil
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
