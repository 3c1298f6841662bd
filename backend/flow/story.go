package flow

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"

	"northboard/backend/clock"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// Rules of telling the change log as sentences:
//   - What was done and taken back is not told; what was undone neither.
//   - Only what means something to a person is told: not an order or a note of
//     when a row was touched.
//   - A row tells one thing: finished before moved before renamed.

// rowStory is what became of one row.
type rowStory struct {
	kind, id string
	at       clock.Instant
	existed  bool           // before the first of its entries
	exists   bool           // after the last
	was, is  map[string]any // the columns that are known of then and now
}

// storiesOf puts the entries of each row together, in the order in which the
// rows were last touched; entries come oldest first.
func storiesOf(entries []store.Entry) ([]*rowStory, error) {
	rows := map[[2]string]*rowStory{}
	order := [][2]string{}
	last := map[[2]string]int{}
	for n, e := range entries {
		before, after := map[string]any{}, map[string]any{}
		if err := json.Unmarshal(e.Before, &before); err != nil {
			return nil, fmt.Errorf("read entry %d of the log: %w", e.Seq, err)
		}
		if err := json.Unmarshal(e.After, &after); err != nil {
			return nil, fmt.Errorf("read entry %d of the log: %w", e.Seq, err)
		}
		key := [2]string{e.Kind, e.Row}
		s := rows[key]
		if s == nil {
			s = &rowStory{kind: e.Kind, id: e.Row, existed: e.Verb != "insert", was: map[string]any{}, is: map[string]any{}}
			rows[key] = s
		}
		order = append(order, key)
		last[key] = n
		s.take(e, before, after)
	}
	told := []*rowStory{}
	for n, key := range order {
		if last[key] == n {
			told = append(told, rows[key])
		}
	}
	return told, nil
}

func (s *rowStory) take(e store.Entry, before, after map[string]any) {
	s.at = e.At
	for column, v := range before {
		if _, known := s.was[column]; !known && s.existed {
			s.was[column] = v
		}
		if _, known := s.is[column]; !known {
			s.is[column] = v
		}
	}
	for column, v := range after {
		s.is[column] = v
	}
	s.exists = e.Verb != "delete"
}

func (s *rowStory) inserted() bool { return !s.existed && s.exists }
func (s *rowStory) deleted() bool  { return s.existed && !s.exists }

// changed tells whether a column of a row that was there all along is another
// now.
func (s *rowStory) changed(column string) bool {
	if !s.existed || !s.exists {
		return false
	}
	was, known := s.was[column]
	return known && !reflect.DeepEqual(was, s.is[column])
}

func text(values map[string]any, column string) string {
	s, _ := values[column].(string)
	return s
}

// teller words stories; it looks up what the log does not say of a row.
type teller struct {
	today  clock.Day
	goals  map[string]plan.Goal
	titles map[string]string // of tasks and milestones
	goalOf map[string]string // of tasks and milestones
}

// newTeller reads what the stories need in three queries.
func newTeller(tx *store.Tx, stories []*rowStory) (*teller, error) {
	t := &teller{today: tx.Today(), goals: map[string]plan.Goal{}, titles: map[string]string{}, goalOf: map[string]string{}}
	ids := map[string][]string{}
	for _, s := range stories {
		ids[s.kind] = append(ids[s.kind], s.id)
		if goal := text(s.is, "goal_id"); goal != "" {
			ids["goal"] = append(ids["goal"], goal)
		}
	}
	tasks, err := plan.TasksByID(tx, ids["task"])
	if err != nil {
		return nil, err
	}
	for _, task := range tasks {
		t.titles[task.ID], t.goalOf[task.ID] = task.Title, task.GoalID
		ids["goal"] = append(ids["goal"], task.GoalID)
	}
	milestones, err := plan.MilestonesByID(tx, ids["milestone"])
	if err != nil {
		return nil, err
	}
	for _, m := range milestones {
		t.titles[m.ID], t.goalOf[m.ID] = m.Title, m.GoalID
		ids["goal"] = append(ids["goal"], m.GoalID)
	}
	goals, err := plan.GoalsByID(tx, ids["goal"])
	if err != nil {
		return nil, err
	}
	for _, g := range goals {
		t.goals[g.ID] = g
		t.titles[g.ID] = g.Title
	}
	return t, nil
}

// goal is the goal that a story belongs to, "" for none.
func (t *teller) goal(s *rowStory) string {
	if s.kind == "goal" {
		return s.id
	}
	if goal := text(s.is, "goal_id"); goal != "" {
		return goal
	}
	return t.goalOf[s.id]
}

func (t *teller) title(s *rowStory) string {
	for _, column := range []string{"title", "what", "text"} {
		if title := text(s.is, column); title != "" {
			return quoted(title)
		}
	}
	return quoted(t.titles[s.id])
}

// sentence tells a story, "" when it holds nothing worth telling.
func (t *teller) sentence(s *rowStory) string {
	switch s.kind {
	case "task":
		return t.step(s, "Finished "+t.title(s), "Took up "+t.title(s)+" again", "Added "+t.title(s))
	case "milestone":
		return t.step(s, "Reached the milestone "+t.title(s), "Took up the milestone "+t.title(s)+" again", "Added the milestone "+t.title(s))
	case "goal":
		if _, there := t.goals[s.id]; there {
			return t.ownStep(s)
		}
		if s.deleted() {
			return "Let go of " + t.title(s)
		}
	case "aspiration":
		if s.inserted() {
			return "New aspiration: " + t.title(s)
		}
		if s.deleted() {
			return "Let go of " + t.title(s)
		}
	case "reading":
		if value, ok := s.is["value"].(float64); ok && s.inserted() {
			return "Noted " + t.amount(t.goal(s), value)
		}
	case "item":
		return t.hung(s)
	case "win":
		if s.inserted() {
			return "Kept a win: " + t.title(s)
		}
	}
	return ""
}

// step tells the stories that tasks and milestones have in common.
func (t *teller) step(s *rowStory, done, undone, added string) string {
	isDone := s.is["done"] != nil
	switch {
	case s.inserted() && isDone, s.changed("done") && s.was["done"] == nil:
		return done
	case s.inserted():
		return added
	case s.deleted():
		return "Let go of " + t.title(s)
	case s.changed("done") && !isDone:
		return undone
	case s.changed("due"):
		if due := clock.Day(text(s.is, "due")); due != "" {
			return "Moved " + t.title(s) + " to " + plan.DayText(due, t.today)
		}
		return "Took the day off " + t.title(s)
	case s.changed("title"):
		return "Renamed " + quoted(text(s.was, "title")) + " to " + t.title(s)
	}
	return ""
}

// ownStep tells what became of a goal under its own title.
func (t *teller) ownStep(s *rowStory) string {
	isReached := s.is["reached"] != nil
	switch {
	case s.inserted() && isReached, s.changed("reached") && s.was["reached"] == nil:
		return "Reached"
	case s.inserted():
		return "New goal"
	case s.changed("reached") && !isReached:
		return "Taken up again"
	case s.changed("due"):
		if due := clock.Day(text(s.is, "due")); due != "" {
			return "Moved to " + plan.DayText(due, t.today)
		}
		return "Its day was taken off"
	case s.changed("target"):
		if target, ok := s.is["target"].(float64); ok {
			return "Set a target: " + t.amount(s.id, target)
		}
	case s.changed("title"):
		return "Renamed from " + quoted(text(s.was, "title"))
	}
	return ""
}

// hung tells that a goal came to hang on the board.
func (t *teller) hung(s *rowStory) string {
	if text(s.is, "goal_id") == "" || !s.exists {
		return ""
	}
	if s.inserted() || s.changed("goal_id") {
		return "Put it on the board"
	}
	return ""
}

// amount is a value in the goal's unit.
func (t *teller) amount(goalID string, value float64) string {
	return amount(value, t.goals[goalID].Unit)
}

func amount(value float64, unit string) string {
	n := strconv.FormatFloat(value, 'f', -1, 64)
	switch unit {
	case "":
		return n
	case "%":
		return n + " %"
	case "€", "$", "£", "¥":
		return unit + n
	}
	return n + " " + unit
}
