package exchange_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"northboard/backend/backendtest"
	"northboard/backend/board"
	"northboard/backend/clock"
	"northboard/backend/exchange"
	"northboard/backend/picture"
	"northboard/backend/plan"
	"northboard/backend/review"
	"northboard/backend/store"
)

// life is a random library made by the verbs that a person has.
type life struct {
	rt *rapid.T
	f  *fixture
	t  *testing.T
	// What there is to hang things on.
	aspirations, goals, measured, milestones, boards, pictures []string
}

func (l *life) words() string {
	return "w" + rapid.StringOfN(rapid.SampledFrom([]rune("ab \"'\\é🧭\x00\u2028<{,:}\t\n")), 0, 12, -1).Draw(l.rt, "words") + "x"
}

func (l *life) one(of []string) string {
	if len(of) == 0 || rapid.Bool().Draw(l.rt, "none") {
		return ""
	}
	return rapid.SampledFrom(of).Draw(l.rt, "one")
}

func (l *life) day() clock.Day {
	if rapid.Bool().Draw(l.rt, "no day") {
		return ""
	}
	return clock.Day("2026-11-22").Add(rapid.IntRange(-500, 5000).Draw(l.rt, "day"))
}

func (l *life) number() float64 { return rapid.Float64Range(-1e14, 1e14).Draw(l.rt, "number") }

// live does a number of things, each its own step.
func (l *life) live(steps int) {
	for range steps {
		l.f.Clock.Advance(time.Duration(rapid.IntRange(1, 90_000).Draw(l.rt, "seconds")) * time.Second)
		what := rapid.IntRange(0, 11).Draw(l.rt, "what")
		var staged picture.Staged
		if what == 6 {
			staged = l.f.stage(l.t, "Picture "+l.words(), jpegOf(l.t, rapid.Byte().Draw(l.rt, "shade")))
		}
		var panicked any // rapid ends a run by a panic, which Write would make an error of.
		err := l.f.Store.Write(ctx, store.Op{Label: "Step", Origin: store.User}, func(tx *store.Tx) (err error) {
			defer func() {
				if panicked = recover(); panicked != nil {
					err = fmt.Errorf("rapid ended the run")
				}
			}()
			return l.step(tx, what, staged)
		})
		if panicked != nil {
			panic(panicked)
		}
		if err != nil {
			l.rt.Fatalf("step %d: %+v", what, err)
		}
	}
}

func (l *life) step(tx *store.Tx, what int, staged picture.Staged) error {
	switch what {
	case 0:
		a, err := plan.AddAspiration(tx, plan.AspirationDraft{What: l.words(), Why: l.words()})
		l.aspirations = append(l.aspirations, a.ID)
		return err
	case 1, 2:
		draft := plan.GoalDraft{Title: l.words(), Why: l.words(), Due: l.day()}
		if a := l.one(l.aspirations); a != "" {
			draft.AspirationIDs = []string{a}
		}
		if rapid.Bool().Draw(l.rt, "measured") {
			target := l.number()
			draft.Target, draft.Start, draft.Unit = &target, target-1-target/3, "km"
			if draft.Start == target {
				draft.Target = nil
			}
		}
		g, err := plan.AddGoal(tx, draft)
		l.goals = append(l.goals, g.ID)
		if draft.Target != nil {
			l.measured = append(l.measured, g.ID)
		}
		return err
	case 3:
		if g := l.one(l.goals); g != "" {
			m, err := plan.AddMilestone(tx, plan.MilestoneDraft{GoalID: g, Title: l.words(), Due: l.day()})
			l.milestones = append(l.milestones, m.ID)
			return err
		}
	case 4, 5:
		draft := plan.TaskDraft{Title: l.words(), Due: l.day(), GoalID: l.one(l.goals)}
		if m := l.one(l.milestones); m != "" {
			draft.GoalID, draft.MilestoneID = "", m
		}
		task, err := plan.AddTask(tx, draft)
		if err != nil || rapid.Bool().Draw(l.rt, "open") {
			return err
		}
		_, err = plan.CompleteTask(tx, task.ID, true)
		return err
	case 6:
		infos, err := picture.Add(tx, []picture.Staged{staged})
		if err == nil {
			l.pictures = append(l.pictures, infos[0].ID)
		}
		return err
	case 7:
		b, err := board.AddBoard(tx, board.BoardDraft{Title: l.words()})
		l.boards = append(l.boards, b.ID)
		return err
	case 8, 9:
		b := l.one(l.boards)
		if b == "" {
			return nil
		}
		draft := board.ItemDraft{
			Kind: board.KindNote, Text: l.words(), GoalID: l.one(l.goals), AspirationID: l.one(l.aspirations), PictureID: l.one(l.pictures),
			X: rapid.Float64Range(-1e6, 1e6).Draw(l.rt, "x"), Y: rapid.Float64Range(-1, 1e-9).Draw(l.rt, "y"),
			W: rapid.Float64Range(1e-6, 1e5).Draw(l.rt, "w"), H: 1, Rotation: rapid.Float64Range(-720, 720).Draw(l.rt, "turn"),
		}
		if draft.PictureID != "" {
			draft.Kind = board.KindPicture
		}
		_, err := board.AddItems(tx, b, []board.ItemDraft{draft})
		return err
	case 10:
		if g := l.one(l.measured); g != "" {
			_, err := plan.AddReading(tx, plan.ReadingDraft{GoalID: g, Day: "2026-11-20", Value: l.number(), Note: l.words()})
			return err
		}
	case 11:
		r, err := review.Start(tx)
		if err != nil {
			return err
		}
		if _, err := review.AddWin(tx, review.WinDraft{Text: l.words(), GoalID: l.one(l.goals), ReviewID: r.ID}); err != nil || rapid.Bool().Draw(l.rt, "begun") {
			return err
		}
		seq, err := store.LastSeq(tx)
		if err != nil {
			return err
		}
		return review.Finish(tx, r.ID, tx.Today().Add(7), seq)
	}
	return nil
}

// TestProperty_Round is the promise: whatever a person has made, exporting it, wiping it and importing it again gives an
// equal library; doing it twice changes nothing; and into another library both come to stand side by side.
func TestProperty_Round(t *testing.T) {
	runs, most := 0, backendtest.Tortured(12, 60)
	if exchange.RaceDetector {
		most = 4
	}
	rapid.Check(t, func(rt *rapid.T) {
		if runs++; runs > most {
			return // A run opens three real libraries.
		}
		f := newFixture(t)
		(&life{rt: rt, f: f, t: t}).live(rapid.IntRange(0, 25).Draw(rt, "steps"))
		path := filepath.Join(t.TempDir(), "out.zip")
		if _, err := f.exchange.Export(ctx, path, exchange.ExportOptions{}, nil); err != nil {
			rt.Fatalf("export: %+v", err)
		}
		want := f.dump(t)
		fresh := newFixture(t)
		for range 2 {
			if _, err := fresh.exchange.Import(ctx, path, "", nil); err != nil {
				rt.Fatalf("import: %+v", err)
			}
			if got := fresh.dump(t); got != want {
				rt.Fatalf("after the round\n%s\nand not\n%s", got, want)
			}
		}

		other := newFixture(t)
		for range 1000 {
			other.IDs.New()
		}
		(&life{rt: rt, f: other, t: t}).live(rapid.IntRange(0, 10).Draw(rt, "other steps"))
		own := other.dump(t)
		if _, err := other.exchange.Import(ctx, path, "", nil); err != nil {
			rt.Fatalf("import into another: %+v", err)
		}
		both := other.dump(t)
		for line := range strings.Lines(own + want) {
			id, _, _ := strings.Cut(line, " ext=")
			if line = strings.TrimSpace(line); strings.HasPrefix(line, "picture ") {
				line = id // Called by the name it had here, where both have it.
			}
			if !strings.Contains(both, line) {
				rt.Fatalf("%s\nis not in\n%s", line, both)
			}
		}
	})
}
