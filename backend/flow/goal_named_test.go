package flow_test

import (
	"context"
	"slices"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/flow"
	"northboard/backend/plan"
	"northboard/backend/store"
)

func TestGoalsNamed(t *testing.T) {
	fixture := backendtest.New(t)
	fixture.Write(t, func(tx *store.Tx) error {
		for _, title := range []string{"Lead a design team", "Launch the portfolio", "Earn a promotion", "Read 12 books", "12 books a year", "Projektleitung übernehmen", "転職する", "Teamwork"} {
			if _, err := plan.AddGoal(tx, plan.GoalDraft{Title: title}); err != nil {
				return err
			}
		}
		return nil
	})
	f := flow.New(fixture.Store)
	for word, want := range map[string][]string{
		"promotion": {"Earn a promotion"}, "promo": {"Earn a promotion"}, "Lead-A-Design-Team": {"Lead a design team"}, "leadadesign": {"Lead a design team"},
		"l": {"Lead a design team", "Launch the portfolio", "Projektleitung übernehmen"}, "team": {"Teamwork", "Lead a design team"}, "lead team": {"Lead a design team"},
		"books": {"Read 12 books", "12 books a year"}, "über": {"Projektleitung übernehmen"}, "転職": {"転職する"}, "nothing": {}, "": {}, "-": {},
	} {
		picks, err := f.GoalsNamed(context.Background(), word)
		if err != nil {
			t.Fatal(err)
		}
		titles := []string{}
		for _, p := range picks {
			titles = append(titles, p.Title)
		}
		if !slices.Equal(titles, want) {
			t.Errorf("%q offers %q, want %q", word, titles, want)
		}
	}
	picks, err := f.GoalsNamed(context.Background(), "books")
	if err != nil || picks[1].Tag != "#books-a-year" || picks[0].Tag != "#read-12-books" {
		t.Errorf("%+v %v", picks, err)
	}
}
