package store_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"northboard/backend/store"
)

// pairWriter writes for ever beside another process, and names each row whose commit was acknowledged.
func pairWriter(s *store.Store) error {
	for i := 0; ; i++ {
		name := fmt.Sprintf("%d-%d", os.Getpid(), i)
		err := s.Write(ctx, user, func(tx *store.Tx) error {
			if _, err := tx.Exec(`INSERT INTO win (id, text, day, created) VALUES (?, ?, '2026-11-22', 1)`, name, strings.Repeat("x", i*37%9000)); err != nil {
				return err
			}
			_, err := tx.Exec(`UPDATE goal SET target = coalesce(target, 0) + 1 WHERE id = 'shared'`)
			return err
		})
		if err != nil {
			return err
		}
		fmt.Println(name)
		time.Sleep(time.Millisecond) // A hot loop starves the other process.
	}
}

// TestKill_TwoWriters has two processes write to one library, kills one after the other at any moment, and looks for
// every single row that was acknowledged, while the one that lives goes on.
func TestKill_TwoWriters(t *testing.T) {
	dir := library(t)
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	as(t, s, store.Agent, "Begin", addShared)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(seedOf(t), 4))
	var mu sync.Mutex
	acked := map[string]bool{}
	listen := func(out *bufio.Scanner) <-chan struct{} {
		done := make(chan struct{})
		go func() {
			defer close(done)
			for out.Scan() {
				mu.Lock()
				acked[out.Text()] = true
				mu.Unlock()
			}
		}()
		return done
	}
	kills, lost := 0, 0
	writers := make([]*exec.Cmd, 2)
	done := make([]<-chan struct{}, 2)
	for round := range tortured(8, 330) {
		which := round % 2
		for i := range writers {
			if writers[i] == nil {
				cmd, out := startChild(t, "pair", dir)
				writers[i], done[i] = cmd, listen(out)
			}
		}
		mu.Lock()
		before := len(acked)
		mu.Unlock()
		wanted := before + random.IntN(60)
		deadline := time.Now().Add(patience)
		for {
			mu.Lock()
			now := len(acked)
			mu.Unlock()
			if now > wanted {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("round %d: %d of %d rows were written", round, now-before, wanted-before)
			}
			time.Sleep(time.Millisecond)
		}
		if err := writers[which].Process.Kill(); err != nil {
			t.Fatal(err)
		}
		<-done[which]
		writers[which].Wait() //nolint:errcheck // It was killed.
		writers[which] = nil
		kills++
		if round%4 == 3 { // Both dead: what is left is opened cold.
			other := 1 - which
			if err := writers[other].Process.Kill(); err != nil {
				t.Fatal(err)
			}
			<-done[other]
			writers[other].Wait() //nolint:errcheck // It was killed.
			writers[other] = nil
			kills++
		}
		s, err := open(dir)
		if err != nil {
			t.Fatalf("round %d: open after the kill: %v", round, err)
		}
		mu.Lock()
		names := make([]string, 0, len(acked))
		for name := range acked {
			names = append(names, name)
		}
		mu.Unlock()
		there := map[string]bool{}
		var target float64
		err = s.Read(ctx, func(tx *store.Tx) error {
			rows, err := tx.Query(`SELECT id FROM win`)
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var id string
				if err := rows.Scan(&id); err != nil {
					return err
				}
				there[id] = true
			}
			if err := rows.Err(); err != nil {
				return err
			}
			return tx.QueryRow(`SELECT target FROM goal WHERE id = 'shared'`).Scan(&target)
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasPrefix(name, "error") {
				t.Fatal(name)
			}
			if !there[name] {
				lost++
				t.Errorf("round %d: %s was acknowledged and is not there", round, name)
			}
		}
		if int(target) != len(there) {
			t.Errorf("round %d: %d rows, counted %v: a commit is half there", round, len(there), target)
		}
		if wrong := sound(t, s); wrong != "" {
			t.Errorf("round %d: %s", round, wrong)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	figures(t, "kills of two writers", map[string]int{"kills": kills, "commits": len(acked), "lost": lost})
}
