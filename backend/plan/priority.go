package plan

import (
	"fmt"
	"strings"

	"northboard/backend/clock"
)

// Rules of the priority of an open task, 0 to 100, each with its reason in words:
//   - Urgency, up to 50: overdue 50, due today 45, tomorrow 40, within 3 days 30,
//     a week 20, two weeks 12, a month 6. Without a day of its own half of what
//     its goal's day gives.
//   - Alignment, up to 30: its goal serves the north star 30, another aspiration
//     20, none 8.
//   - What the person says: 6 for each exclamation mark, up to 18.
//   - 2 when another task waits for it.
//   - What cannot be done now asks for nothing: waiting, blocked, or not to begin
//     yet, the score is a quarter.

// Priority is how much a task asks to be done now, and why.
type Priority struct {
	Score   int      `json:"score"` // 0 to 100
	Reasons []string `json:"reasons"`
	Text    string   `json:"text"`
}

// Asked is what the priority of a task is computed from.
type Asked struct {
	Due        clock.Day
	GoalDue    clock.Day
	Begins     clock.Day
	Marks      int
	GoalTitle  string // "" without a goal
	Aspiration string // that the goal serves; "" for none
	NorthStar  bool
	WaitingFor string
	Blocker    string // the title of the open task that must be done first
	Blocks     bool   // another task waits for it
}

// points are what each rule gives.
type points struct {
	due, goalDue, aligned, marked, blocks int
	held                                  bool
}

func pointsOf(a Asked, today clock.Day) points {
	p := points{marked: 6 * a.Marks, held: a.Blocker != "" || a.WaitingFor != "" || a.Begins.After(today)}
	if a.Due != "" {
		p.due = urgency(a.Due, today)
	} else {
		p.goalDue = urgency(a.GoalDue, today) / 2
	}
	switch {
	case a.NorthStar:
		p.aligned = 30
	case a.Aspiration != "":
		p.aligned = 20
	case a.GoalTitle != "":
		p.aligned = 8
	}
	if a.Blocks {
		p.blocks = 2
	}
	return p
}

// ScoreOf is the score of PriorityOf without the words, for long lists.
func ScoreOf(a Asked, today clock.Day) int {
	p := pointsOf(a, today)
	score := p.due + p.goalDue + p.aligned + p.marked + p.blocks
	if p.held {
		return score / 4
	}
	return score
}

// PriorityOf computes a priority.
func PriorityOf(a Asked, today clock.Day) Priority {
	p, reasons := pointsOf(a, today), []string{}
	add := func(points int, reason func() string) {
		if points > 0 {
			reasons = append(reasons, reason())
		}
	}
	if p.held {
		reasons = append(reasons, heldText(a, today))
	}
	add(p.due, func() string { return dueText(a.Due, today) })
	add(p.goalDue, func() string { return "its goal is " + dueText(a.GoalDue, today) })
	add(p.aligned, func() string {
		switch {
		case a.NorthStar:
			return "serves your north star"
		case a.Aspiration != "":
			return "serves “" + a.Aspiration + "”"
		}
		return "leads to “" + a.GoalTitle + "”"
	})
	add(p.marked, func() string {
		if a.Marks > 1 {
			return "you marked it as pressing"
		}
		return "you marked it"
	})
	add(p.blocks, func() string { return "something else waits for it" })
	out := Priority{Score: ScoreOf(a, today), Reasons: reasons}
	if len(reasons) > 0 {
		out.Text = capital(strings.Join(reasons, ", ")) + "."
	}
	return out
}

func urgency(due, today clock.Day) int {
	left := DaysLeft(due, today)
	if left == nil {
		return 0
	}
	for _, row := range []struct{ within, points int }{{-1, 50}, {0, 45}, {1, 40}, {3, 30}, {7, 20}, {14, 12}, {31, 6}} {
		if *left <= row.within {
			return row.points
		}
	}
	return 0
}

// dueText: "due on Friday", "due in 3 weeks", "was due yesterday".
func dueText(due, today clock.Day) string {
	switch left := due.Sub(today); {
	case left < 0:
		return "was due " + pastText(due, today)
	case left == 0:
		return "due today"
	case left == 1:
		return "due tomorrow"
	case left < 7:
		return "due on " + due.Weekday().String()
	default:
		return "due in " + spanText(left)
	}
}

// heldText says why a task cannot be done now, "" when it can.
func heldText(a Asked, today clock.Day) string {
	switch {
	case a.Blocker != "":
		return "comes after “" + a.Blocker + "”"
	case a.WaitingFor != "":
		return "waits for " + a.WaitingFor
	case a.Begins.After(today):
		return "begins " + DayText(a.Begins, today)
	}
	return ""
}

// Contribution is a step's part in its goal.
type Contribution struct {
	Share float64 `json:"share"` // 0 to 1
	Text  string  `json:"text"`
}

// ContributionOf computes a step's part: its own share, or an even part of what
// the shares of others leave.
func ContributionOf(share *int, s Steps) Contribution {
	if s.Total == 0 {
		return Contribution{}
	}
	part := s.evenShare()
	if share != nil {
		part = float64(*share) / float64(max(s.Shared, 100))
	}
	text := fmt.Sprintf("About %d%% of the goal.", int(part*100+0.5))
	if share != nil {
		text = fmt.Sprintf("%d%% of the goal.", int(part*100+0.5))
	}
	return Contribution{Share: part, Text: text}
}
