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

// searchTyped is what people type on the way to what they look for.
var searchTyped = []string{"a", "w", "wr", "wri", "portfolio", "write port", "draft letter 7", "strasse", "練", "練習", "résu", "no such thing"}

// BenchmarkSearchTyped is the search of a large library: 10,000 tasks in 200 goals, 20,000 readings, 5,000 things on
// boards and 2,000 notes.
func BenchmarkSearchTyped(b *testing.B) {
	f := largeSearch(b)
	b.Cleanup(f.Close)
	search := func(query string) {
		if _, err := f.Search(context.Background(), query, 20); err != nil {
			b.Fatal(err)
		}
	}
	search("")
	var spent []time.Duration
	for b.Loop() {
		for _, query := range searchTyped {
			began := time.Now()
			search(query)
			spent = append(spent, time.Since(began))
		}
	}
	slices.Sort(spent)
	b.ReportMetric(float64(spent[len(spent)*95/100].Microseconds())/1000, "p95-ms")
	b.ReportMetric(float64(spent[len(spent)-1].Microseconds())/1000, "most-ms")
}

// BenchmarkSearchIndex is what the first search waits for.
func BenchmarkSearchIndex(b *testing.B) {
	f := largeSearch(b)
	for b.Loop() {
		f.Close()
		if _, err := f.Search(context.Background(), "", 1); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearchFollows is the first search after a task was added.
func BenchmarkSearchFollows(b *testing.B) {
	f := largeSearch(b)
	b.Cleanup(f.Close)
	if _, err := f.Search(context.Background(), "", 1); err != nil {
		b.Fatal(err)
	}
	var spent time.Duration
	n := 0
	for b.Loop() {
		if _, err := f.AddTask(context.Background(), flow.TaskInput{Line: flow.Line{Text: fmt.Sprint("Write one more letter ", n)}}); err != nil {
			b.Fatal(err)
		}
		began := time.Now()
		if _, err := f.Search(context.Background(), "one more", 20); err != nil {
			b.Fatal(err)
		}
		spent += time.Since(began)
		n++
	}
	b.ReportMetric(float64(spent.Microseconds())/1000/float64(n), "search-ms")
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
