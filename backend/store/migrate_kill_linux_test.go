package store_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"northboard/backend/store"
	"northboard/backend/store/powercut"
)

// older makes a library of the newest released schema, with rows enough that migrating it takes many writes.
func older(t testing.TB, dir string) {
	t.Helper()
	released(t, store.SchemaVersion(), dir)
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Write(ctx, user, func(tx *store.Tx) error {
		for i := range 300 {
			_, err := tx.Exec(`
				INSERT INTO item (id, board_id, kind, x, y, w, h, z, text, created, updated)
				VALUES (?, 'board-1', 'note', 1, 2, 3, 4, 'a0', ?, 1, 1)`, fmt.Sprint("i", i), strings.Repeat("text ", 40))
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func copied(t testing.TB, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// migratedDigest opens dir, which migrates it, and describes what it holds then.
func migratedDigest(t testing.TB, dir string) string {
	t.Helper()
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	digest := whole(t, s)
	if wrong := sound(t, s); wrong != "" {
		t.Error(wrong)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return digest
}

// TestMigrate_KilledAtEveryStep ends a migrating process before each thing that it does to the disk, and opens what it
// left: at the old schema or at the new one, never between, and nothing is gone.
func TestMigrate_KilledAtEveryStep(t *testing.T) {
	root := fastFolder(t)
	first := filepath.Join(root, "first")
	older(t, first)
	old := store.SchemaVersion()
	withNextSchema(t)

	reference := filepath.Join(root, "reference")
	copied(t, first, reference)
	if err := powercut.Count(reference); err != nil {
		t.Fatal(err)
	}
	want := migratedDigest(t, reference)
	_, steps := powercut.Stop()
	if steps < 30 {
		t.Fatalf("only %d steps: the migration is too small to show anything", steps)
	}
	every := max(1, steps/tortured(14, steps))
	kills, before, after := 0, 0, 0
	for at := 1; at <= steps; at += every {
		dir := filepath.Join(root, "library")
		copied(t, first, dir)
		cmd, out := startChild(t, "migrate:"+strconv.Itoa(at), dir)
		for out.Scan() { // The last steps are those of closing, when it has said that it is done.
			if strings.HasPrefix(out.Text(), "error") {
				t.Fatal(out.Text())
			}
		}
		if err := cmd.Wait(); err == nil {
			t.Fatalf("step %d: the process was to be killed, but ended well", at)
		}
		kills++
		// First with the old program's eyes, where the file is still its own; then with the new one's.
		if err := store.CheckWhole(ctx, filepath.Join(dir, "northboard.db")); err != nil {
			t.Errorf("killed before step %d: %v", at, err)
		}
		db := raw(t, filepath.Join(dir, "northboard.db"))
		var version int
		if err := db.QueryRow(`PRAGMA user_version`).Scan(&version); err != nil {
			t.Fatal(err)
		}
		db.Close()
		switch version {
		case old:
			before++
		case old + 1:
			after++
		default:
			t.Errorf("killed before step %d: schema is %d", at, version)
		}
		if got := migratedDigest(t, dir); got != want {
			t.Errorf("killed before step %d (schema %d left): what was migrated differs", at, version)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	figures(t, "kills of a migration", map[string]int{"kills": kills, "steps": steps, "old schema left": before, "new schema left": after, "lost": 0})
	if before == 0 || after == 0 {
		t.Errorf("%d were left at the old schema and %d at the new: not all of the migration was met", before, after)
	}
}

// TestPowerCut_Migrating cuts the power at every step of a migration.
func TestPowerCut_Migrating(t *testing.T) {
	for name, place := range map[string]func(testing.TB) string{"local": fastFolder, "synced": syncedFolder} {
		t.Run(name, func(t *testing.T) {
			seed := seedOf(t)
			dir := filepath.Join(place(t), "library")
			older(t, dir)
			withNextSchema(t)
			c := cutting{place: place, marker: []byte(`{"id":"kept","created":1,"format":1}`)}
			var err error
			if c.before, err = powercut.Before(dir); err != nil {
				t.Fatal(err)
			}
			if err := powercut.Record(dir); err != nil {
				t.Fatal(err)
			}
			defer powercut.Stop()
			c.after = []string{migratedDigest(t, dir)}
			c.record, _ = powercut.Stop()
			o := c.judge(t, powercut.Honest, tortured(1, 4), seed, true)
			figures(t, "power cuts while migrating, "+name, map[string]int{"states": o.States, "lost": o.Lost, "inconsistent": o.Inconsistent})
			if o.States < 10 {
				t.Errorf("only %d states of %d steps", o.States, len(c.record))
			}
		})
	}
}

// killedMigration is the process of TestMigrate_KilledAtEveryStep.
func killedMigration(dir, step string) error {
	at, err := strconv.Atoi(step)
	if err != nil {
		return err
	}
	defer store.AddMigration(nextSchema)()
	if err := powercut.KillAt(dir, at); err != nil {
		return err
	}
	s, err := open(dir)
	if err != nil {
		return err
	}
	fmt.Println("migrated")
	return s.Close()
}

// TestKill_WriterAtEveryStep ends a writing process before each thing that it does to the disk.
func TestKill_WriterAtEveryStep(t *testing.T) {
	root := fastFolder(t)
	first := filepath.Join(root, "first")
	copied(t, library(t), first)
	kills, commits, lost := 0, 0, 0
	random := rand.New(rand.NewPCG(seedOf(t), 3))
	for at := 1; ; at += tortured(3+random.IntN(12), 1) {
		dir := filepath.Join(root, "library")
		copied(t, first, dir)
		cmd, out := startChild(t, "kill:"+strconv.Itoa(at), dir)
		said := 0
		ended := false
		for out.Scan() {
			switch {
			case strings.HasPrefix(out.Text(), "error"):
				t.Fatal(out.Text())
			case out.Text() == "done":
				ended = true
			default:
				said++
			}
		}
		if err := cmd.Wait(); err == nil || ended {
			break // It had fewer steps than that.
		}
		kills++
		commits += said
		s, err := open(dir)
		if err != nil {
			t.Fatalf("killed before step %d: %v", at, err)
		}
		if wrong := sound(t, s); wrong != "" {
			t.Errorf("killed before step %d: %s", at, wrong)
		}
		if boards := count(t, s, "board") - 1; boards < said || boards > said+1 {
			t.Errorf("killed before step %d: %d commits were acknowledged, %d are there", at, said, boards)
			lost += max(0, said-boards)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	figures(t, "kills of a writer at a step", map[string]int{"kills": kills, "commits": commits, "lost": lost})
	if kills < 10 || commits == 0 {
		t.Errorf("%d kills, %d commits: too few to show anything", kills, commits)
	}
}

// killedWriter writes a dozen times, with checkpoints in between, and is killed in the middle.
func killedWriter(dir, step string) error {
	at, err := strconv.Atoi(step)
	if err != nil {
		return err
	}
	if err := powercut.KillAt(dir, at); err != nil {
		return err
	}
	s, err := open(dir)
	if err != nil {
		return err
	}
	for i := range 12 {
		if i%5 == 4 {
			if err := s.Close(); err != nil {
				return err
			}
			if s, err = open(dir); err != nil {
				return err
			}
		}
		if err := childWrite(s, i, store.User); err != nil {
			return err
		}
		fmt.Println(i)
	}
	if err := s.Close(); err != nil {
		return err
	}
	fmt.Println("done")
	return nil
}
