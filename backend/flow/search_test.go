package flow_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/board"
	"northboard/backend/clock"
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

// BenchmarkSearch is the search of a large library: 10,000 tasks in 200 goals, 20,000 readings, 5,000 things on boards,
// 2,000 notes.
func BenchmarkSearch(b *testing.B) {
	f := largeSearch(b)
	b.Cleanup(f.Close)
	began := time.Now()
	if _, err := f.Search(context.Background(), "", 1); err != nil {
		b.Fatal(err)
	}
	b.Logf("index made in %v", time.Since(began))
	for _, query := range []string{"a", "wr", "wri", "portfolio", "write port", "draft letter 77", "練習", "no such thing"} {
		b.Run(query, func(b *testing.B) {
			var spent []time.Duration
			for b.Loop() {
				began := time.Now()
				if _, err := f.Search(context.Background(), query, 20); err != nil {
					b.Fatal(err)
				}
				spent = append(spent, time.Since(began))
			}
			slices.Sort(spent)
			b.ReportMetric(float64(spent[len(spent)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
	b.Run("after a change", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			if _, err := f.AddTask(context.Background(), flow.TaskInput{Line: flow.Line{Text: "Write one more letter"}}); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			if _, err := f.Search(context.Background(), "one more", 20); err != nil {
				b.Fatal(err)
			}
		}
	})
}

var searchWords = strings.Fields(`write draft letter portfolio harbour page call Ana review design sketch book read learn chord run walk plan budget
 flight visa form photo print frame wall garden seed repair bike paint kitchen invoice client talk slide practise 練習 職務 経歴 Straße café résumé`)

func someWords(i, n int) string {
	list := make([]string, n)
	for k := range list {
		list[k] = searchWords[(i*7+k*k*13+i/len(searchWords))%len(searchWords)]
	}
	return strings.Join(list, " ")
}

func largeSearch(b *testing.B) *flow.Flow {
	f := backendtest.New(b)
	f.Write(b, func(tx *store.Tx) error {
		for g := range 200 {
			goal, err := plan.AddGoal(tx, plan.GoalDraft{Title: someWords(g, 4), Why: someWords(g+3, 40), Target: ptr(9.0), Unit: "books"})
			if err != nil {
				return err
			}
			for k := range 50 {
				if _, err := plan.AddTask(tx, plan.TaskDraft{GoalID: goal.ID, Title: fmt.Sprint(someWords(g*50+k, 5), " ", k)}); err != nil {
					return err
				}
			}
			for k := range 100 {
				if _, err := plan.AddReading(tx, plan.ReadingDraft{GoalID: goal.ID, Day: clock.Day("2026-01-01").Add(k), Value: float64(k), Note: someWords(g+k, 6)}); err != nil {
					return err
				}
			}
		}
		for n := range 5 {
			bd, err := board.AddBoard(tx, board.BoardDraft{Title: someWords(n, 2)})
			if err != nil {
				return err
			}
			for k := range 14 {
				drafts := []board.ItemDraft{}
				for j := range 100 {
					length := 8
					if j < 40 {
						length = 60 // a note
					}
					drafts = append(drafts, board.ItemDraft{Kind: "note", W: 10, H: 10, Text: someWords(n*1000+k*100+j, length)})
				}
				if _, err := board.AddItems(tx, bd.ID, drafts); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return flow.New(f.Store)
}
