package exchange_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"northboard/backend/board"
	"northboard/backend/exchange"
	"northboard/backend/fault"
	"northboard/backend/plan"
	"northboard/backend/store"
)

func TestRound_WipeAndImport(t *testing.T) {
	f := newFixture(t)
	f.fill(t)
	for _, o := range []exchange.ExportOptions{{}, {Passphrase: "long enough to remember"}} {
		path := f.export(t, o)
		fresh := newFixture(t)
		fresh.Write(t, func(tx *store.Tx) error {
			_, err := board.EnsureBoard(tx) // what the window makes by itself
			return err
		})
		preview, err := fresh.exchange.Inspect(ctx, path, o.Passphrase)
		if err != nil {
			t.Fatal(err)
		}
		before := fresh.dump(t)
		done := fresh.importFrom(t, path, o.Passphrase)
		if got, want := fresh.dump(t), f.dump(t); got != want {
			t.Errorf("after the round\n%s\nand not\n%s", got, want)
		}
		const want = "1 aspiration, 1 goal, 1 milestone, 2 tasks, 1 reading, 1 board, 2 things on boards, 1 picture, 1 review and 1 win"
		if done.Sentence != want+" came." || preview.Sentence != "New to your library: "+want+"." {
			t.Errorf("%q, after %q", done.Sentence, preview.Sentence)
		}
		if left := files(t, fresh.Dir); strings.Contains(left, ".import-") {
			t.Errorf("left behind: %s", left)
		}

		again := fresh.importFrom(t, path, o.Passphrase)
		if got := fresh.dump(t); got != f.dump(t) || !again.Nothing {
			t.Errorf("a second import changed something: %s", again.Sentence)
		}
		state, err := fresh.Store.UndoState(ctx)
		if err != nil || state.Undo != "Import an archive" {
			t.Fatalf("to undo: %+v, %v", state, err)
		}
		if step, err := fresh.Store.Undo(ctx); err != nil || len(step.Skipped) > 0 {
			t.Fatalf("undo: %+v, %v", step, err)
		}
		if got := fresh.dump(t); withoutSettings(got) != withoutSettings(before) {
			t.Errorf("undoing the import gave\n%s\nand not\n%s", got, before)
		}
	}
}

// withoutSettings leaves out what undo does not take back.
func withoutSettings(dump string) string {
	var kept []string
	for line := range strings.Lines(dump) {
		if !strings.Contains(line, " = ") && !strings.HasPrefix(line, "reminder") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

func TestRound_IntoAFullLibrary(t *testing.T) {
	f, other := newFixture(t), newFixture(t)
	f.fill(t)
	// Ids that count begin anew in each library; these must not meet.
	for range 1000 {
		other.IDs.New()
	}
	other.fill(t)
	path := f.export(t, exchange.ExportOptions{})
	own := other.dump(t)
	done := other.importFrom(t, path, "")
	both := other.dump(t)
	for line := range strings.Lines(own) {
		if strings.TrimSpace(line) != "" && !strings.Contains(both, line) {
			t.Errorf("what was here changed: %s", line)
		}
	}
	for line := range strings.Lines(f.dump(t)) {
		if strings.TrimSpace(line) != "" && !strings.Contains(both, line) {
			t.Errorf("what came is not there: %s", line)
		}
	}
	other.Read(t, func(tx *store.Tx) error {
		boards, err := board.Boards(tx)
		if err == nil && (len(boards) != 2 || boards[1].ID != done.BoardID) {
			t.Errorf("the board that came does not stand behind the other: %+v, %s", boards, done.BoardID)
		}
		return err
	})
}

func TestRound_WhatDiffersStays(t *testing.T) {
	f := newFixture(t)
	f.fill(t)
	path := f.export(t, exchange.ExportOptions{})
	title := "Read twenty books"
	f.Write(t, func(tx *store.Tx) error {
		goals, err := plan.Goals(tx)
		if err != nil {
			return err
		}
		_, err = plan.PatchGoal(tx, goals[0].ID, plan.GoalPatch{Title: &title})
		return err
	})
	before := f.dump(t)
	done := f.importFrom(t, path, "")
	if got := f.dump(t); got != before {
		t.Errorf("the import changed\n%s\nto\n%s", before, got)
	}
	if !strings.Contains(done.Sentence, "1 differs and stayed as it is here: goal “Read twenty books”.") {
		t.Error(done.Sentence)
	}
}

func TestExport_IsOpenAndReadable(t *testing.T) {
	f := newFixture(t)
	f.fill(t)
	path := f.export(t, exchange.ExportOptions{Program: "Northboard 1"})
	listing, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer listing.Close()
	texts := map[string]string{}
	for _, file := range listing.File {
		in, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		texts[file.Name] = string(data)
	}
	for name, want := range map[string]string{
		"read/goals.md":       "## Read twelve books",
		"read/aspirations.md": "Work “with” hands \\\\ é 🧭",
		"read/tasks.md":       "- [x] Call Ana, done 2026-11-22",
		"read/boards.md":      "](../pictures/",
		"read/reviews.md":     "- 2026-11-22: Spoke up",
		"README.txt":          "A Northboard archive.",
		"manifest.json":       `"program": "Northboard 1"`,
		"library.json":        `"title":"Read twelve books"`,
		"schema.json":         `"$schema"`,
	} {
		if !strings.Contains(texts[name], want) {
			t.Errorf("%s does not say %q but\n%s", name, want, texts[name])
		}
	}
	stat, err := os.Stat(path)
	if err != nil || stat.Mode().Perm() != 0o600 {
		t.Errorf("the archive has mode %v, %v", stat.Mode(), err)
	}
}

func TestExport_Passphrase(t *testing.T) {
	f := newFixture(t)
	f.fill(t)
	path := f.export(t, exchange.ExportOptions{Passphrase: "right"})
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, []byte("twelve")) || bytes.Contains(data, []byte("PK\x03\x04")) {
		t.Error("something of it can be read")
	}
	for _, passphrase := range []string{"", "wrong"} {
		if _, err := f.exchange.Inspect(ctx, path, passphrase); fault.CodeOf(err) != fault.Permission || fault.From(err).Field != "passphrase" {
			t.Errorf("%q: %v", passphrase, err)
		}
	}
	data[len(data)-20] ^= 1
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := f.exchange.Import(ctx, path, "right", nil); fault.CodeOf(err) != fault.Damaged {
		t.Errorf("altered: %v", err)
	}
}

func TestExport_LostPictures(t *testing.T) {
	f := newFixture(t)
	f.fill(t)
	var file string
	f.Read(t, func(tx *store.Tx) error {
		return store.EachRecord(tx, "picture", func(r store.Record) error {
			id := r.Text("id")
			file = filepath.Join(f.Dir, "pictures", id[:2], id+".jpg")
			return nil
		})
	})
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "out.zip")
	exported, err := f.exchange.Export(ctx, path, exchange.ExportOptions{}, nil)
	if err != nil || len(exported.Missing) != 1 || !strings.Contains(exported.Sentence, "1 picture could not be put in: Hut.jpg.") {
		t.Fatalf("%+v, %v", exported, err)
	}
	fresh := newFixture(t)
	done := fresh.importFrom(t, path, "")
	if !strings.Contains(done.Sentence, "1 picture that the archive does not hold") {
		t.Error(done.Sentence)
	}
	if flaws, err := fresh.pictures.Verify(ctx); err != nil || len(flaws) > 0 {
		t.Errorf("rows without their file came in: %v, %v", flaws, err)
	}
}
