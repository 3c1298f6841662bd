package store_test

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"northboard/backend/fault"
	"northboard/backend/store"
	"northboard/backend/store/powercut"
)

// cutting is a recorded run: the library after each acknowledged commit, and what its disk was asked for.
type cutting struct {
	marker []byte
	before map[string][]byte
	record []powercut.Step
	after  []string // after[i] is the library with the first i commits
	place  func(testing.TB) string
}

// share of the states that are opened: all of them takes minutes.
var share = tortured(0.1, 1)

// outcome counts what a power cut did.
type outcome struct{ States, Lost, Inconsistent int }

// judge opens every state with the real store: everything acknowledged must be there, and the library must be as one
// of its commits left it.
func (c cutting) judge(t testing.TB, disks []powercut.Disk, n int, seed uint64, show bool) (o outcome) {
	t.Helper()
	first, last := map[string]int{}, map[string]int{} // A write that changes nothing leaves the library as it was.
	for i, digest := range c.after {
		if _, ok := first[digest]; !ok {
			first[digest] = i
		}
		last[digest] = i
	}
	root := c.place(t)
	random := rand.New(rand.NewPCG(seed, 1))
	powercut.States(c.before, c.record, disks, n, random, func(state powercut.State) bool {
		if random.Float64() > share {
			return true
		}
		o.States++
		dir := filepath.Join(root, fmt.Sprint(o.States))
		if err := errors.Join(os.Mkdir(dir, 0o700), os.WriteFile(filepath.Join(dir, "library.json"), c.marker, 0o600), state.WriteTo(dir)); err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		holds, wrong := -1, ""
		s, err := open(dir)
		if err != nil {
			wrong = fault.From(err).Error()
		} else {
			if wrong = sound(t, s); wrong == "" {
				digest := whole(t, s)
				var known bool
				if holds, known = last[digest]; !known {
					wrong = "it is as no commit left it"
				} else if first[digest] > state.Acked+1 {
					wrong = "it holds a commit before it was made"
				}
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		lost := wrong == "" && holds < state.Acked
		if wrong != "" {
			o.Inconsistent++
		}
		if lost {
			o.Lost++
		}
		if show && (lost || wrong != "") && o.Lost+o.Inconsistent < 5 {
			t.Errorf("%s: holds %d, %s", state, holds, wrong)
		}
		return true
	})
	return o
}

// cut runs work on a new library and records what its disk was asked for. work calls acknowledge after each write
// that returned.
func cut(t testing.TB, place func(testing.TB) string, pragmas string, work func(s *store.Store, acknowledge func())) cutting {
	t.Helper()
	dir := filepath.Join(place(t), "library")
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	as(t, s, store.User, "Begin", aBoard, addShared)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	c := cutting{place: place}
	if c.marker, err = os.ReadFile(filepath.Join(dir, "library.json")); err != nil {
		t.Fatal(err)
	}
	if c.before, err = powercut.Before(dir); err != nil {
		t.Fatal(err)
	}
	if err := powercut.Record(dir); err != nil {
		t.Fatal(err)
	}
	defer powercut.Stop()
	if s, err = open(dir); err != nil {
		t.Fatal(err)
	}
	// Checkpoints come every few commits instead of every few hundred, so that many are cut in the middle.
	if err := s.OnWriter(func(db *sql.DB) error {
		_, err := db.Exec(`PRAGMA wal_autocheckpoint = 25;` + pragmas)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	acknowledge := func() {
		powercut.Acknowledge(len(c.after))
		c.after = append(c.after, whole(t, s))
	}
	acknowledge()
	work(s, acknowledge)
	c.record, _ = powercut.Stop()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return c
}

// someWrites writes, changes, deletes, undoes and grows over pages, n times.
func someWrites(t testing.TB, n int, random *rand.Rand) func(*store.Store, func()) {
	return func(s *store.Store, acknowledge func()) {
		for i := range n {
			var err error
			switch random.IntN(6) {
			case 0:
				err = s.Write(ctx, user, statements(fmt.Sprintf(`INSERT INTO win (id, text, day, created) VALUES ('w%d', '%s', '2026-11-22', 1)`, i, strings.Repeat("long ", random.IntN(4000)))))
			case 1:
				err = s.Write(ctx, user, statements(`DELETE FROM win WHERE id IN (SELECT id FROM win LIMIT 1)`, `UPDATE goal SET target = coalesce(target, 0) + 1`))
			case 2:
				_, err = s.Undo(ctx)
			default:
				err = childWrite(s, i, store.User)
			}
			if err != nil {
				t.Fatal(err)
			}
			acknowledge()
		}
	}
}

// syncedFolder is a place that Syncthing copies.
func syncedFolder(t testing.TB) string {
	t.Helper()
	dir := fastFolder(t)
	if err := os.Mkdir(filepath.Join(dir, ".stfolder"), 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestPowerCut_Writing cuts the power at every step of a run of writes, on disks that keep their word.
func TestPowerCut_Writing(t *testing.T) {
	for name, place := range map[string]func(testing.TB) string{"local": fastFolder, "synced": syncedFolder} {
		t.Run(name, func(t *testing.T) {
			commits, chances, seed := tortured(12, 60), tortured(1, 6), seedOf(t)
			c := cut(t, place, "", someWrites(t, commits, rand.New(rand.NewPCG(seed, 2))))
			o := c.judge(t, powercut.Honest, chances, seed, true)
			figures(t, "power cuts while writing, "+name, map[string]int{"commits": len(c.after), "states": o.States, "lost": o.Lost, "inconsistent": o.Inconsistent})
			if o.States < int(float64(commits)*10*share) {
				t.Errorf("only %d states: the record holds %d steps", o.States, len(c.record))
			}
		})
	}
}

// TestPowerCut_LyingDisk drops every flush. In order, commits are lost but what is there is whole; out of order nothing
// can be promised, and that the judge sees it shows that it can see.
func TestPowerCut_LyingDisk(t *testing.T) {
	seed := seedOf(t)
	c := cut(t, fastFolder, "", someWrites(t, tortured(10, 40), rand.New(rand.NewPCG(seed, 2))))
	o := c.judge(t, []powercut.Disk{powercut.LiesInOrder}, tortured(1, 4), seed, false)
	figures(t, "control: flush dropped, in order", map[string]int{"states": o.States, "lost": o.Lost, "inconsistent": o.Inconsistent})
	if o.Lost == 0 || o.Inconsistent > 0 {
		t.Errorf("in order: %+v", o)
	}
	o = c.judge(t, []powercut.Disk{powercut.LiesReordered}, 1, seed, false)
	figures(t, "control: flush dropped and reordered", map[string]int{"states": o.States, "lost": o.Lost, "inconsistent": o.Inconsistent})
	if o.Inconsistent == 0 {
		t.Errorf("reordered: %+v; the judge is blind", o)
	}
}

// TestPowerCut_SynchronousNormal shows what FULL is for: with the driver's default acknowledged commits are lost.
func TestPowerCut_SynchronousNormal(t *testing.T) {
	seed := seedOf(t)
	c := cut(t, fastFolder, "PRAGMA synchronous = NORMAL;", someWrites(t, tortured(10, 40), rand.New(rand.NewPCG(seed, 2))))
	o := c.judge(t, powercut.Honest, 1, seed, false)
	figures(t, "control: synchronous=NORMAL", map[string]int{"states": o.States, "lost": o.Lost, "inconsistent": o.Inconsistent})
	if o.Lost == 0 || o.Inconsistent > 0 {
		t.Errorf("%+v; the judge is blind", o)
	}
}
