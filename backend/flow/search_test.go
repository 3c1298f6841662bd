package flow_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/board"
	"northboard/backend/flow"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// searched gives what a search finds as "kind: title", the best first.
func searched(t testing.TB, f *flow.Flow, query string) []string {
	t.Helper()
	found, err := f.Search(context.Background(), query, 20)
	if err != nil {
		t.Fatalf("search %q: %v", query, err)
	}
	list := []string{}
	for _, one := range found {
		list = append(list, one.Kind+": "+one.Title)
	}
	return list
}

// library holds one of each kind, in several scripts.
func searchable(t testing.TB) (*backendtest.Fixture, *flow.Flow) {
	f := backendtest.New(t)
	f.Write(t, func(tx *store.Tx) error {
		a, err := plan.AddAspiration(tx, plan.AspirationDraft{What: "Become a designer", Why: "Because drawing calms me and I want to make useful things", How: "On an anvil"})
		if err != nil {
			return err
		}
		g, err := plan.AddGoal(tx, plan.GoalDraft{Title: "Publish the portfolio", Why: "Employers ask for it", Target: ptr(9.0), Unit: "pages", AspirationIDs: []string{a.ID}})
		if err != nil {
			return err
		}
		if _, err := plan.AddMilestone(tx, plan.MilestoneDraft{GoalID: g.ID, Title: "First page online", Proof: "A brass plate"}); err != nil {
			return err
		}
		if _, err := plan.AddReading(tx, plan.ReadingDraft{GoalID: g.ID, Value: 2, Note: "Two sketches of the harbour"}); err != nil {
			return err
		}
		if _, err := plan.AddTask(tx, plan.TaskDraft{GoalID: g.ID, Title: "Ask for the key", Notes: "Behind the lantern", WaitingFor: "the gatekeeper"}); err != nil {
			return err
		}
		for _, title := range []string{"Draw the harbour", "Zoë anrufen: Straße", "職務経歴書を書く", "日本語の練習", "اكتب السيرة الذاتية", "이력서를 쓰기", "Œuvre complète", "เขียนประวัติ", "Łódź smørrebrød", "Mail (draft) C++ 100%"} {
			if _, err := plan.AddTask(tx, plan.TaskDraft{GoalID: g.ID, Title: title}); err != nil {
				return err
			}
		}
		b, err := board.AddBoard(tx, board.BoardDraft{Title: "Harbour wall"})
		if err != nil {
			return err
		}
		_, err = board.AddItems(tx, b.ID, []board.ItemDraft{{Kind: "note", W: 10, H: 10, Text: "Harbour light\nin the morning, before the ferries leave for the islands"}})
		return err
	})
	return f, flow.New(f.Store)
}

func TestSearch_Kinds(t *testing.T) {
	_, f := searchable(t)
	t.Cleanup(f.Close)
	got := searched(t, f, "harb")
	want := []string{"board: Harbour wall", "item: Harbour light", "task: Draw the harbour", "reading: Two sketches of the harbour"}
	if !slices.Equal(got, want) {
		t.Errorf("harb finds %v, want %v", got, want)
	}
	found, err := f.Search(context.Background(), "ferr", 5)
	if err != nil || len(found) != 1 || found[0].BoardID == "" || found[0].ItemID != found[0].ID || found[0].Place != "Harbour wall" || !strings.Contains(found[0].Text, "ferries leave") {
		t.Errorf("%+v %v", found, err)
	}
	found, _ = f.Search(context.Background(), "draw harb", 5)
	if len(found) != 1 || found[0].GoalID == "" || found[0].Place != "Publish the portfolio" {
		t.Errorf("%+v", found)
	}
	for _, query := range []string{"employers", "anvil", "gatekeeper", "brass", "lantern"} {
		if got := searched(t, f, query); len(got) != 1 {
			t.Errorf("%q finds %v", query, got)
		}
	}
	found, _ = f.Search(context.Background(), "useful", 5)
	if len(found) != 1 || found[0].Kind != "aspiration" || !strings.Contains(found[0].Text, "useful things") {
		t.Errorf("%+v", found)
	}
}

// TestSearch_Words: case, accents, scripts; and nothing that is typed is an operator or an error.
func TestSearch_Words(t *testing.T) {
	_, f := searchable(t)
	t.Cleanup(f.Close)
	for query, want := range map[string]string{
		"zoe": "task: Zoë anrufen: Straße", "ZOË": "task: Zoë anrufen: Straße", "strasse": "task: Zoë anrufen: Straße", "Straße": "task: Zoë anrufen: Straße",
		"職": "task: 職務経歴書を書く", "経歴": "task: 職務経歴書を書く", "書を書く": "task: 職務経歴書を書く", "練習": "task: 日本語の練習", "日本": "task: 日本語の練習",
		"السيرة": "task: اكتب السيرة الذاتية", "اُكتب": "task: اكتب السيرة الذاتية", "이력서": "task: 이력서를 쓰기", "쓰기": "task: 이력서를 쓰기",
		"oeuvre": "task: Œuvre complète", "complete": "task: Œuvre complète", "ประวัติ": "task: เขียนประวัติ", "lodz": "task: Łódź smørrebrød", "smorre": "task: Łódź smørrebrød",
		"mail c++": "task: Mail (draft) C++ 100%", "100%": "task: Mail (draft) C++ 100%", "draft)": "task: Mail (draft) C++ 100%",
		"portfolio PUBLISH": "goal: Publish the portfolio", "first-page": "milestone: First page online",
		"": "", "   ": "", `"`: "", "*": "", "()": "", "harbour OR": "", "NEAR(a b)": "", "title:harbour": "", "経書": "", "arbour": "", "-harbour^\"": "*", "\x00": "", strings.Repeat("x ", 5000): "",
	} {
		got := searched(t, f, query)
		switch {
		case want == "*" && len(got) == 0, want == "" && len(got) > 0, want != "" && want != "*" && !slices.Contains(got, want):
			t.Errorf("%.40q finds %v, want %q", query, got, want)
		}
	}
}

// TestSearch_Follows: what was added, changed, undone, deleted or written by another process is found as it is now.
func TestSearch_Follows(t *testing.T) {
	fixture, f := searchable(t)
	t.Cleanup(f.Close)
	ctx := context.Background()
	finds := func(query string, want int) {
		t.Helper()
		if got := searched(t, f, query); len(got) != want {
			t.Errorf("%q finds %v, want %d", query, got, want)
		}
	}
	finds("lighthouse", 0)
	task, err := f.AddTask(ctx, flow.TaskInput{Line: flow.Line{Text: "Paint the lighthouse"}})
	if err != nil {
		t.Fatal(err)
	}
	finds("lighthouse", 1)
	if _, err := f.Store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	finds("lighthouse", 0)
	if _, err := f.Store.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	finds("lighthouse", 1)
	title := "Paint the tower"
	if err := f.Store.Write(ctx, store.Op{Label: "Test", Origin: store.User}, func(tx *store.Tx) error {
		_, err := plan.PatchTask(tx, task.ID, plan.TaskPatch{Title: &title})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	finds("lighthouse", 0)
	finds("tower", 1)

	// Another process writes many, and deletes a goal with all it has.
	other := flow.New(fixture.Open(t))
	if err := other.Store.Write(ctx, store.Op{Label: "Test", Origin: store.User}, func(tx *store.Tx) error {
		for i := range 300 {
			if _, err := plan.AddTask(tx, plan.TaskDraft{Title: fmt.Sprint("Oar number ", i)}); err != nil {
				return err
			}
		}
		goals, err := plan.Goals(tx)
		if err != nil {
			return err
		}
		return plan.DeleteGoal(tx, goals[0].ID)
	}); err != nil {
		t.Fatal(err)
	}
	finds("oar 299", 1)
	finds("sketches", 0)
	finds("portfolio", 0)
	finds("harbour", 2) // the board and its note

	// A folded log does not reach back: everything is read again.
	f.Close()
	finds("tower", 1)
}
