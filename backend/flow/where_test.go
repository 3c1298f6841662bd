package flow

import (
	"testing"

	"northboard/backend/backendtest"
)

func TestFlow_Where(t *testing.T) {
	f := New(backendtest.New(t).Store)
	ctx := t.Context()
	goal, err := f.AddGoal(ctx, GoalInput{Line: Line{Text: "Run 10 km"}})
	if err != nil {
		t.Fatal(err)
	}
	step, err := f.AddTask(ctx, TaskInput{GoalID: goal.ID, Line: Line{Text: "Buy shoes"}})
	if err != nil {
		t.Fatal(err)
	}
	loose, err := f.QuickAdd(ctx, Line{Text: "Water the plants"})
	if err != nil {
		t.Fatal(err)
	}
	for route, want := range map[string]string{
		"today":            "today",
		"plan/x":           "plan/x",
		"task/" + step.ID:  "plan/" + goal.ID,
		"task/" + loose.ID: "plan/loose",
		"task/gone":        "today",
	} {
		got, err := f.Where(ctx, route)
		if err != nil || got != want {
			t.Errorf("Where(%q) = %q, %v; want %q", route, got, err, want)
		}
	}
}
