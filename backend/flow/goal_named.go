package flow

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"northboard/backend/plan"
	"northboard/backend/store"
)

// Rules of the goals that a word behind "#" stands for, the best first:
//   - Case, spaces and punctuation do not count: "#lead-a-team" is "Lead a team".
//   - The whole title counts before its beginning, that before the beginning of
//     one of its words, that before a word each ("lead team"), that before any
//     part. The goals somebody is after come
//     first, in the person's order.

// GoalPick is a goal to choose for a line.
type GoalPick struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Hue   int    `json:"hue"` // of its first aspiration, -1 for none
	Tag   string `json:"tag"` // what to write for it: "#lead-a-team"
}

// mostPicks is the most goals that are offered.
const mostPicks = 6

// GoalsNamed offers the goals that a word could mean.
func (f *Flow) GoalsNamed(ctx context.Context, word string) ([]GoalPick, error) {
	return read(ctx, f, func(tx *store.Tx) ([]GoalPick, error) {
		goals, err := goalsNamed(tx, word)
		if err != nil {
			return nil, err
		}
		goals = goals[:min(mostPicks, len(goals))]
		ids := make([]string, len(goals))
		for i, g := range goals {
			ids[i] = g.ID
		}
		faces, err := goalFaces(tx, ids)
		if err != nil {
			return nil, err
		}
		picks := []GoalPick{}
		for _, g := range goals {
			pick := GoalPick{ID: g.ID, Title: g.Title, Hue: -1, Tag: tagOf(g.Title)}
			if at := slices.IndexFunc(faces, func(face GoalFace) bool { return face.ID == g.ID }); at >= 0 {
				pick.Hue = faces[at].Hue
			}
			picks = append(picks, pick)
		}
		return picks, nil
	})
}

// goalsNamed gives the goals that a word could mean, the best first.
func goalsNamed(tx *store.Tx, word string) ([]plan.Goal, error) {
	name := wordsOf(word)
	if len(name) == 0 {
		return []plan.Goal{}, nil
	}
	goals, err := plan.Goals(tx)
	if err != nil {
		return nil, err
	}
	type ranked struct {
		goal plan.Goal
		rank int
	}
	found := []ranked{}
	for _, g := range goals {
		rank, ok := namedRank(wordsOf(g.Title), name)
		if !ok {
			continue
		}
		if !g.Active(tx.Today()) {
			rank += 10
		}
		found = append(found, ranked{g, rank})
	}
	slices.SortStableFunc(found, func(a, b ranked) int { return a.rank - b.rank })
	named := make([]plan.Goal, len(found))
	for i, one := range found {
		named[i] = one.goal
	}
	return named, nil
}

func namedRank(title, name []string) (rank int, ok bool) {
	whole, wanted := strings.Join(title, ""), strings.Join(name, "")
	switch {
	case whole == wanted:
		return 0, true
	case strings.HasPrefix(whole, wanted):
		return 1, true
	}
	for i := range title {
		if strings.HasPrefix(strings.Join(title[i:], ""), wanted) {
			return 2, true
		}
	}
	each := !slices.ContainsFunc(name, func(n string) bool {
		return !slices.ContainsFunc(title, func(t string) bool { return strings.HasPrefix(t, n) })
	})
	if each {
		return 3, true
	}
	return 4, strings.Contains(whole, wanted)
}

// wordsOf gives the words of a title in small letters, without punctuation.
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}

// tagOf writes a title as it is read behind "#": from its first word that begins with a letter.
func tagOf(title string) string {
	words := wordsOf(title)
	at := slices.IndexFunc(words, func(w string) bool { return unicode.IsLetter([]rune(w)[0]) })
	if at < 0 {
		return ""
	}
	return "#" + strings.Join(words[at:], "-")
}
