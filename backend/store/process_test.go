package store_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/store"
)

// A test that needs a second process runs this binary again with asChild set: what to do, and the library.
const asChild = "NORTHBOARD_STORE_TEST_CHILD"

// stepTasks are those that a child does with a number, "kill:17", and without an open store.
var stepTasks = map[string]func(dir, step string) error{}

func TestMain(m *testing.M) {
	task, dir, ok := strings.Cut(os.Getenv(asChild), " ")
	if !ok {
		os.Exit(m.Run())
	}
	if err := child(task, dir); err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
}

// child writes until told to stop, or for its task's number of times, and says each commit that was acknowledged.
func child(task, dir string) error {
	if name, step, ok := strings.Cut(task, ":"); ok {
		return stepTasks[name](dir, step)
	}
	s, err := open(dir)
	if err != nil {
		return err
	}
	defer s.Close()
	switch task {
	case "endless":
		for i := 0; ; i++ {
			if err := childWrite(s, i, store.User); err != nil {
				return err
			}
			fmt.Println(i)
		}
	case "pair":
		return pairWriter(s)
	case "hold":
		return s.Write(ctx, user, func(tx *store.Tx) error {
			fmt.Println("holding")
			select {}
		})
	case "many", "verbs":
		for i := range 150 {
			origin := store.User
			if task == "verbs" && i%3 == 0 {
				origin = store.Agent
			}
			if err := childWrite(s, i, origin); err != nil {
				return err
			}
			if task == "verbs" && rand.IntN(4) == 0 {
				if _, err := s.Undo(context.Background()); err != nil {
					return err
				}
			}
			if task == "verbs" && rand.IntN(4) == 0 {
				if _, err := s.Redo(context.Background()); err != nil {
					return err
				}
			}
			time.Sleep(time.Millisecond) // A hot loop starves the other process.
		}
		fmt.Println("done")
	}
	return nil
}

// childWrite adds a board and moves the one of all, in one operation.
func childWrite(s *store.Store, i int, origin store.Origin) error {
	return s.Write(context.Background(), store.Op{Label: "Child", Origin: origin}, func(tx *store.Tx) error {
		_, err := tx.Exec(`INSERT INTO board (id, title, rank, created, updated) VALUES (?, ?, 'a0', 1, 1)`, tx.NewID(), fmt.Sprintf("child %d", i))
		if err != nil {
			return err
		}
		_, err = tx.Exec(`UPDATE goal SET target = coalesce(target, 0) + 1 WHERE id = 'shared'`)
		return err
	})
}

func startChild(t *testing.T, task, dir string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asChild+"="+task+" "+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill() //nolint:errcheck // It has mostly ended by itself.
		cmd.Wait()         //nolint:errcheck
	})
	return cmd, bufio.NewScanner(out)
}

const addShared = `INSERT INTO goal (id, title, rank, created, updated) VALUES ('shared', 'Shared', 'a0', 1, 1)`

// TestProcesses_NeverLocked has two processes and two goroutines write at once.
func TestProcesses_NeverLocked(t *testing.T) {
	f := backendtest.New(t)
	as(t, f.Store, store.Agent, "Begin", addShared)
	_, out := startChild(t, "many", f.Dir)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for i := range 75 {
				if err := childWrite(f.Store, i, store.User); err != nil {
					t.Errorf("write: %v", err)
					return
				}
				if n := count(t, f.Store, "goal"); n != 1 {
					t.Errorf("%d goals", n)
				}
				time.Sleep(time.Millisecond)
			}
		})
	}
	wg.Wait()
	var last string
	for out.Scan() {
		last = out.Text()
	}
	if last != "done" {
		t.Errorf("the other process said %q", last)
	}
	if n := count(t, f.Store, "board"); n != 300 {
		t.Errorf("%d boards of 300", n)
	}
	var target float64
	f.Read(t, func(tx *store.Tx) error { return tx.QueryRow(`SELECT target FROM goal`).Scan(&target) })
	if target != 300 {
		t.Errorf("the shared row counted %v of 300", target)
	}
}

// TestProcesses_UndoAll has two processes do, undo and redo at once, then takes everything back.
func TestProcesses_UndoAll(t *testing.T) {
	f := backendtest.New(t)
	as(t, f.Store, store.Agent, "Begin", addShared)
	start := dump(t, f.Store)
	_, out := startChild(t, "verbs", f.Dir)
	for i := range 100 {
		as(t, f.Store, store.User, "Mine", fmt.Sprintf(`INSERT INTO aspiration (id, what, rank, created, updated) VALUES ('a%d', 'x', 'a0', 1, 1)`, i))
		if i%5 == 0 {
			if _, err := f.Store.Undo(ctx); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Millisecond)
	}
	var last string
	for out.Scan() {
		last = out.Text()
	}
	if last != "done" {
		t.Fatalf("the other process said %q", last)
	}
	// The agent's rows stay, and its counting on the shared row is in the way of the person's: take both out.
	as(t, f.Store, store.Agent, "Aside", `DELETE FROM board WHERE id IN (SELECT row FROM change JOIN operation ON operation.id = change.operation WHERE origin = 'agent' AND change.verb = 'insert')`,
		`UPDATE goal SET target = NULL`)
	for {
		step, err := f.Store.Undo(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if !step.Done {
			break
		}
	}
	if got := dump(t, f.Store); got != start {
		t.Errorf("undoing all gave\n%s", got)
	}
}

// TestProcesses_KillKeepsAcknowledged ends a writing process the hard way and looks for every commit it had said.
func TestProcesses_KillKeepsAcknowledged(t *testing.T) {
	dir := library(t)
	said := 0
	for round := range 3 {
		cmd, out := startChild(t, "endless", dir)
		for n := 0; n < 40+round*17 && out.Scan(); n++ {
			if strings.HasPrefix(out.Text(), "error") {
				t.Fatal(out.Text())
			}
			said++
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for out.Scan() { // What it said before it died and was not read yet.
			said++
		}
		cmd.Wait() //nolint:errcheck // It was killed.
		s, err := open(dir)
		if err != nil {
			t.Fatalf("open after the kill: %v", err)
		}
		boards := count(t, s, "board") - 1 // One was there.
		if boards < said || boards > said+round+1 {
			t.Errorf("%d commits were acknowledged, %d are there", said, boards)
		}
		said = boards
		var operations, entries int
		err = s.Read(ctx, func(tx *store.Tx) error {
			return tx.QueryRow(`SELECT (SELECT count(*) FROM operation WHERE label = 'Child'), (SELECT count(*) FROM change WHERE kind = 'board')`).Scan(&operations, &entries)
		})
		if err != nil || operations != boards || entries != boards+1 {
			t.Errorf("%d boards, %d operations, %d entries, %v", boards, operations, entries, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
