package flow

import (
	"context"
	"slices"

	"northboard/backend/board"
	"northboard/backend/clock"
	"northboard/backend/plan"
	"northboard/backend/review"
	"northboard/backend/store"
)

// longestHistory is how many lines of a goal's past are told.
const longestHistory = 100

// HistoryLine is one thing that happened.
type HistoryLine struct {
	At       clock.Instant `json:"at"`
	Day      clock.Day     `json:"day"`
	Sentence string        `json:"sentence"`
}

// GoalDetail is a goal with all that belongs to it.
type GoalDetail struct {
	Goal        plan.Goal        `json:"goal"`
	Face        GoalFace         `json:"face"`
	Readings    []plan.Reading   `json:"readings"`
	Milestones  []plan.Milestone `json:"milestones"`
	Tasks       []plan.Task      `json:"tasks"`
	Aspirations []AspirationFace `json:"aspirations"` // those it serves
	Wins        []review.Win     `json:"wins"`
	PictureIDs  []string         `json:"pictureIds"` // of the items that carry it
	BoardIDs    []string         `json:"boardIds"`   // where it hangs
	Versions    []plan.Version   `json:"versions"`   // what it said before, newest first
	Pace        plan.Pace        `json:"pace"`
	Check       plan.GoalCheck   `json:"check"`
	Toward      *GoalFace        `json:"toward"`    // the longer goal that it leads to
	LeadsHere   []GoalFace       `json:"leadsHere"` // goals that lead to it
	Into        *GoalFace        `json:"into"`      // the goal that it was merged into
	History     []HistoryLine    `json:"history"`   // newest first
}

// GoalDetail reads a goal with all that belongs to it.
func (f *Flow) GoalDetail(ctx context.Context, id string) (GoalDetail, error) {
	return read(ctx, f, func(tx *store.Tx) (GoalDetail, error) { return goalDetail(tx, id) })
}

func goalDetail(tx *store.Tx, id string) (d GoalDetail, err error) {
	if d.Goal, err = plan.GoalByID(tx, id); err != nil {
		return d, err
	}
	if d.Face, err = oneFace(tx, id); err != nil {
		return d, err
	}
	if d.Readings, err = plan.Readings(tx, id); err != nil {
		return d, err
	}
	if d.Milestones, err = plan.Milestones(tx, id); err != nil {
		return d, err
	}
	if d.Tasks, err = plan.Tasks(tx, id); err != nil {
		return d, err
	}
	if d.Versions, err = plan.Versions(tx, d.Goal); err != nil {
		return d, err
	}
	if err = linkedGoals(tx, &d); err != nil {
		return d, err
	}
	d.Pace = plan.PaceOf(d.Goal, d.Readings, tx.Today(), tx.Location())
	if d.Check, err = checkGoal(tx, d.Goal, d.Readings); err != nil {
		return d, err
	}
	if d.Wins, err = review.Wins(tx, id, longestHistory); err != nil {
		return d, err
	}
	aspirations, err := aspirationFaces(tx)
	if err != nil {
		return d, err
	}
	d.Aspirations = []AspirationFace{}
	for _, a := range aspirations {
		if slices.Contains(d.Goal.AspirationIDs, a.ID) {
			d.Aspirations = append(d.Aspirations, a)
		}
	}
	items, err := board.Showing(tx, []string{id}, nil)
	if err != nil {
		return d, err
	}
	d.PictureIDs, d.BoardIDs = []string{}, []string{}
	for _, it := range items {
		if it.PictureID != "" && !slices.Contains(d.PictureIDs, it.PictureID) {
			d.PictureIDs = append(d.PictureIDs, it.PictureID)
		}
		if !slices.Contains(d.BoardIDs, it.BoardID) {
			d.BoardIDs = append(d.BoardIDs, it.BoardID)
		}
	}
	d.History, err = history(tx, d, items)
	return d, err
}

// linkedGoals finds the goals that a goal leads to, comes from, or became part of.
func linkedGoals(tx *store.Tx, d *GoalDetail) error {
	leading, err := plan.GoalsLeadingTo(tx, d.Goal.ID)
	if err != nil {
		return err
	}
	ids := append([]string{}, leading...)
	faces, err := goalFaces(tx, append(ids, d.Goal.TowardID, d.Goal.IntoID))
	if err != nil {
		return err
	}
	d.LeadsHere = []GoalFace{}
	for i, face := range faces {
		switch {
		case slices.Contains(leading, face.ID):
			d.LeadsHere = append(d.LeadsHere, face)
		case face.ID == d.Goal.TowardID:
			d.Toward = &faces[i]
		}
		if face.ID == d.Goal.IntoID {
			d.Into = &faces[i]
		}
	}
	return nil
}

// history tells each entry about the goal and what belongs to it.
func history(tx *store.Tx, d GoalDetail, items []board.Item) ([]HistoryLine, error) {
	rows := []store.Row{{Kind: "goal", ID: d.Goal.ID}}
	for _, t := range d.Tasks {
		rows = append(rows, store.Row{Kind: "task", ID: t.ID})
	}
	for _, m := range d.Milestones {
		rows = append(rows, store.Row{Kind: "milestone", ID: m.ID})
	}
	for _, r := range d.Readings {
		rows = append(rows, store.Row{Kind: "reading", ID: r.ID})
	}
	for _, w := range d.Wins {
		rows = append(rows, store.Row{Kind: "win", ID: w.ID})
	}
	for _, it := range items {
		rows = append(rows, store.Row{Kind: "item", ID: it.ID})
	}
	entries, err := store.LogOf(tx, rows, 4*longestHistory)
	if err != nil {
		return nil, err
	}
	lines := []HistoryLine{}
	stories := make([]*rowStory, 0, len(entries))
	for _, e := range entries {
		one, err := storiesOf([]store.Entry{e})
		if err != nil {
			return nil, err
		}
		stories = append(stories, one...)
	}
	teller, err := newTeller(tx, stories)
	if err != nil {
		return nil, err
	}
	for _, s := range stories {
		if sentence := teller.sentence(s); sentence != "" && len(lines) < longestHistory {
			lines = append(lines, HistoryLine{At: s.at, Day: dayIn(tx, s.at), Sentence: sentence + "."})
		}
	}
	return lines, nil
}
