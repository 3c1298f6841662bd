//go:build bench

// Makes a library with the given picture files on its board, and all their previews, for the measurements that need
// one: library -library DIR -cache DIR FILE... It prints the board's id. With -tasks N it holds that many tasks in goals
// of 50, too. Never shipped.
package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	"northboard/backend"
	"northboard/backend/clock"
	"northboard/backend/flow"
	"northboard/backend/picture"
)

func main() {
	folder := flag.String("library", "", "the library's folder")
	cache := flag.String("cache", "", "the folder of the previews")
	tasks := flag.Int("tasks", 0, "how many tasks")
	flag.Parse()
	if err := fill(context.Background(), *folder, *cache, *tasks, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func fill(ctx context.Context, folder, cache string, tasks int, files []string) (err error) {
	b, err := backend.Open(ctx, backend.Config{Library: folder, Cache: cache})
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := b.Close(); err == nil {
			err = closeErr
		}
	}()
	contents, err := b.Flow.Board(ctx, "")
	if err != nil {
		return err
	}
	if err := plan(ctx, b.Flow, tasks); err != nil {
		return err
	}
	var staged []picture.Staged
	for _, file := range files {
		one, err := b.Pictures.Stage(ctx, picture.Source{Name: filepath.Base(file), Path: file})
		if err != nil {
			return err
		}
		staged = append(staged, one)
	}
	items, err := b.Flow.AddPictures(ctx, contents.Board.ID, staged, flow.Point{})
	if err != nil {
		return err
	}
	// A preview that is asked for is made: afterwards the library is as it is some time after an import.
	for _, item := range items {
		for _, size := range []int{32, 128, 512, 1024, 2048} {
			address := fmt.Sprintf("/picture/%s?w=%d", item.PictureID, size)
			answer := httptest.NewRecorder()
			b.Pictures.Handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, address, nil))
			if answer.Code != http.StatusOK {
				return fmt.Errorf("%s answered %d", address, answer.Code)
			}
		}
	}
	fmt.Println(contents.Board.ID)
	return nil
}

// plan pastes goals of 50 tasks, every third due, as a list is pasted in the plan.
func plan(ctx context.Context, f *flow.Flow, tasks int) error {
	for first := 0; first < tasks; first += 50 {
		goal, err := f.AddGoal(ctx, flow.GoalInput{Line: flow.Line{Text: fmt.Sprint("Goal ", first/50)}})
		if err != nil {
			return err
		}
		lines := ""
		for k := first; k < min(first+50, tasks); k++ {
			lines += fmt.Sprintf("- Write part %d of it\n", k)
		}
		parent := flow.NodeRef{Kind: "goal", ID: goal.ID}
		made, err := f.Paste(ctx, flow.PasteInput{Place: flow.Place{Parent: &parent, Last: true}, Text: lines})
		if err != nil {
			return err
		}
		due := []flow.NodeRef{}
		for i := 0; i < len(made.Nodes); i += 3 {
			due = append(due, flow.NodeRef{Kind: "task", ID: made.Nodes[i].ID})
		}
		day := clock.Day("2026-11-01").Add(first / 50)
		if err := f.DateNodes(ctx, due, flow.DateInput{Due: day}); err != nil {
			return err
		}
	}
	return nil
}
