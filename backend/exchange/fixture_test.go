package exchange_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/board"
	"northboard/backend/exchange"
	"northboard/backend/picture"
	"northboard/backend/plan"
	"northboard/backend/remind"
	"northboard/backend/review"
	"northboard/backend/store"
)

var ctx = context.Background()

// fixture is a library with its exchange.
type fixture struct {
	*backendtest.Fixture
	pictures *picture.Importer
	exchange *exchange.Exchange
}

func newFixture(t testing.TB) *fixture {
	t.Helper()
	f := &fixture{Fixture: backendtest.New(t)}
	f.pictures = picture.New(f.Store, t.TempDir(), backendtest.Quiet())
	t.Cleanup(func() {
		if err := f.pictures.Close(); err != nil {
			t.Error(err)
		}
	})
	f.exchange = exchange.New(f.Store, f.pictures, f.Clock, backendtest.Quiet())
	err := f.Store.Write(ctx, store.Op{Label: "Reminders", Origin: store.Agent}, func(tx *store.Tx) error {
		_, err := remind.EnsureDefaults(tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func jpegOf(t testing.TB, shade uint8) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 24, 16))
	for i := range m.Pix {
		m.Pix[i] = uint8(i)*3 + shade
	}
	m.Set(0, 0, color.White)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (f *fixture) stage(t testing.TB, name string, data []byte) picture.Staged {
	t.Helper()
	staged, err := f.pictures.Stage(ctx, picture.Source{Name: name, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return staged
}

// fill puts one of everything in.
func (f *fixture) fill(t testing.TB) {
	t.Helper()
	f.fillWith(t, 1)
}

func (f *fixture) fillWith(t testing.TB, shade uint8) {
	t.Helper()
	staged := f.stage(t, "Hut.jpg", jpegOf(t, shade))
	f.Write(t, func(tx *store.Tx) error {
		a, err := plan.AddAspiration(tx, plan.AspirationDraft{What: "Work “with” hands \\ é 🧭", Why: "Lines\nof \"why\""})
		if err != nil {
			return err
		}
		target := 12.5
		g, err := plan.AddGoal(tx, plan.GoalDraft{Title: "Read twelve books", Why: "To know", Due: "2027-06-01", Measure: plan.MeasureNumber, Unit: "books", Start: 0.1, Target: &target, AspirationIDs: []string{a.ID}})
		if err != nil {
			return err
		}
		m, err := plan.AddMilestone(tx, plan.MilestoneDraft{GoalID: g.ID, Title: "The first three", Due: "2027-01-01"})
		if err != nil {
			return err
		}
		if _, err := plan.AddTask(tx, plan.TaskDraft{MilestoneID: m.ID, Title: "Buy one", Due: "2026-12-01", DueTime: "09:00"}); err != nil {
			return err
		}
		loose, err := plan.AddTask(tx, plan.TaskDraft{Title: "Call Ana"})
		if err != nil {
			return err
		}
		if _, err := plan.CompleteTask(tx, loose.ID, true); err != nil {
			return err
		}
		if _, err := plan.AddReading(tx, plan.ReadingDraft{GoalID: g.ID, Day: "2026-11-20", Value: 1.0 / 3, Note: "half"}); err != nil {
			return err
		}
		infos, err := picture.Add(tx, []picture.Staged{staged})
		if err != nil {
			return err
		}
		b, err := board.AddBoard(tx, board.BoardDraft{Title: "Becoming"})
		if err != nil {
			return err
		}
		hue := 0
		_, err = board.AddItems(tx, b.ID, []board.ItemDraft{
			{Kind: board.KindPicture, PictureID: infos[0].ID, GoalID: g.ID, X: -1.5, Y: 1e-7, W: 24, H: 16, Rotation: 12.25},
			{Kind: board.KindNote, X: 10, Y: 20, W: 30, H: 40, Text: "a\tnote\nof two", Style: board.Style{Paper: "sage", Hue: &hue}},
		})
		if err != nil {
			return err
		}
		r, err := review.Start(tx)
		if err != nil {
			return err
		}
		if err := review.Finish(tx, r.ID, tx.Today().Add(7), 3); err != nil {
			return err
		}
		_, err = review.AddWin(tx, review.WinDraft{Text: "Spoke up", GoalID: g.ID, ReviewID: r.ID})
		return err
	})
	f.Write(t, func(tx *store.Tx) error {
		all, err := remind.Reminders(tx)
		if err != nil {
			return err
		}
		off := false
		_, err = remind.PatchReminder(tx, all[1].ID, remind.ReminderPatch{Enabled: &off})
		return err
	})
	if err := f.Store.SetSetting(ctx, "theme", "dark"); err != nil {
		t.Fatal(err)
	}
	if err := f.Store.SetSetting(ctx, "window/size", "{}"); err != nil {
		t.Fatal(err)
	}
}

// dump writes out what must be equal after a round: every row but what only means something in its own library, the
// pictures' bytes, and the person's settings.
func (f *fixture) dump(t testing.TB) string {
	t.Helper()
	var b strings.Builder
	f.Read(t, func(tx *store.Tx) error {
		for _, kind := range store.Kinds() {
			var lines []string
			err := store.EachRecord(tx, kind, func(r store.Record) error {
				line := kind
				for i, c := range r.Columns {
					if kind == "review" && strings.HasSuffix(c, "_seq") || kind == "reminder" && (c == "id" || c == "updated") || kind == "board" && c == "rank" {
						continue
					}
					line += fmt.Sprintf(" %s=%T:%#v", c, r.Values[i], r.Values[i])
				}
				if kind == "picture" {
					line += " " + f.hashOf(r)
				}
				lines = append(lines, line)
				return nil
			})
			if err != nil {
				return err
			}
			slices.Sort(lines)
			b.WriteString(strings.Join(lines, "\n") + "\n")
		}
		settings, err := store.Settings(tx)
		for _, s := range settings {
			if s.Key != "window/size" {
				fmt.Fprintf(&b, "%s = %q\n", s.Key, s.Value)
			}
		}
		return err
	})
	return b.String()
}

func (f *fixture) hashOf(r store.Record) string {
	id := r.Text("id")
	data, err := os.ReadFile(filepath.Join(f.Dir, "pictures", id[:2], id+"."+r.Text("ext")))
	if err != nil {
		return err.Error()
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func (f *fixture) export(t testing.TB, o exchange.ExportOptions) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out.zip")
	if _, err := f.exchange.Export(ctx, path, o, nil); err != nil {
		t.Fatalf("export: %+v", err)
	}
	return path
}

func (f *fixture) importFrom(t testing.TB, path, passphrase string) exchange.Imported {
	t.Helper()
	done, err := f.exchange.Import(ctx, path, passphrase, nil)
	if err != nil {
		t.Fatalf("import: %+v", err)
	}
	return done
}

// files lists what is in a folder, with sizes, but for the database's own.
func files(t testing.TB, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !e.IsDir() && !strings.HasPrefix(e.Name(), "northboard.db") {
			b.WriteString(path + "\n")
		} else if strings.HasPrefix(e.Name(), ".") {
			b.WriteString(path + "\n")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
