package flow

import (
	"fmt"
	"slices"
	"strings"

	"northboard/backend/clock"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// MovedGoal is what happened for one goal, to be read under its title; Title ""
// is all that belongs to none.
type MovedGoal struct {
	GoalID    string   `json:"goalId"`
	Title     string   `json:"title"`
	Sentences []string `json:"sentences"`
}

// moved tells what changed after a point of the log, goal by goal.
func moved(tx *store.Tx, since int64) ([]MovedGoal, error) {
	entries, err := store.Log(tx, since)
	if err != nil {
		return nil, err
	}
	return movedIn(tx, entries, tx.Now())
}

// movedIn tells what a part of the log says, which ends at an instant.
func movedIn(tx *store.Tx, entries []store.Entry, end clock.Instant) ([]MovedGoal, error) {
	stories, err := storiesOf(worthReading(entries))
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
		sentence, err := progressSentence(tx, teller.goals[goal], fresh, end)
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

// worthReading leaves out what finishing a review wrote, and the many moves of
// things on the board that say nothing of a goal.
func worthReading(entries []store.Entry) []store.Entry {
	reviews := map[int64]bool{}
	for _, e := range entries {
		if e.Kind == "review" {
			reviews[e.Operation] = true
		}
	}
	return slices.DeleteFunc(entries, func(e store.Entry) bool {
		return reviews[e.Operation] || e.Kind == "item" && e.Verb == "update" && !strings.Contains(string(e.After), `"goal_id"`)
	})
}

// progressSentence: "Progress: 4 to 6 km."
func progressSentence(tx *store.Tx, g plan.Goal, fresh map[string]bool, end clock.Instant) (string, error) {
	readings, err := plan.Readings(tx, g.ID)
	readings = slices.DeleteFunc(readings, func(r plan.Reading) bool { return r.Created > end })
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
		return "Checked: still " + amount(to, g.Unit) + ".", nil
	}
	return "Progress: " + amount(from, "") + " to " + amount(to, g.Unit) + ".", nil
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
