package backend_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"northboard/backend"
	"northboard/backend/backendtest"
	"northboard/backend/backup"
	"northboard/backend/board"
	"northboard/backend/clock"
	"northboard/backend/flow"
	"northboard/backend/picture"
	"northboard/backend/plan"
)

// garden is a library with two pictures on a board, on a clock that a test turns.
type garden struct {
	*backend.Backend
	clock *clock.FixedClock
	items []board.Item
	dir   string
}

func newGarden(t *testing.T) *garden {
	t.Helper()
	ctx := context.Background()
	g := &garden{dir: t.TempDir(), clock: clock.Fixed(time.Now(), time.UTC)}
	g.Backend = g.open(t)
	staged := []picture.Staged{}
	for i := range 2 {
		s, err := g.Pictures.Stage(ctx, picture.Source{Name: fmt.Sprintf("Picture %d.gif", i), Data: gif(byte(i))})
		if err != nil {
			t.Fatal(err)
		}
		staged = append(staged, s)
	}
	home, err := g.Flow.Board(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	if g.items, err = g.Flow.AddPictures(ctx, home.Board.ID, staged, flow.Point{}); err != nil {
		t.Fatal(err)
	}
	return g
}

func (g *garden) open(t *testing.T) *backend.Backend {
	t.Helper()
	b, err := backend.Open(context.Background(), backend.Config{Library: g.dir, Cache: filepath.Join(t.TempDir(), "cache"), Clock: g.clock, Log: backendtest.Quiet()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// gif is a picture of one pixel in a colour.
func gif(colour byte) []byte {
	return append([]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00"), colour, 2, 3, 9, 9, 9, ',', 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, ';')
}

// wait lets days go by, also for the files.
func (g *garden) wait(t *testing.T, days int) {
	t.Helper()
	g.clock.Advance(time.Duration(days) * 24 * time.Hour)
}

func (g *garden) tidy(t *testing.T) backend.Tidied {
	t.Helper()
	done, err := g.Tidy(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func (g *garden) where(id string) (places string) {
	for _, folder := range []string{filepath.Join("pictures", id[:2]), "bin"} {
		if _, err := os.Stat(filepath.Join(g.dir, folder, id+".gif")); err == nil {
			places += strings.Split(folder, string(filepath.Separator))[0] + " "
		}
	}
	return places
}

func (g *garden) delete(t *testing.T, i int) string {
	t.Helper()
	if err := g.Flow.DeleteItems(context.Background(), []string{g.items[i].ID}); err != nil {
		t.Fatal(err)
	}
	return g.items[i].PictureID
}

func TestTidy_Bin(t *testing.T) {
	ctx := context.Background()
	g := newGarden(t)
	first, second := g.items[0].PictureID, g.items[1].PictureID
	g.delete(t, 0)
	stranger := filepath.Join(g.dir, "pictures", first[:2], first[:2]+strings.Repeat("a", 62)+".gif")
	own := filepath.Join(g.dir, "pictures", "notes.txt")
	for _, path := range []string{stranger, own} {
		if err := os.WriteFile(path, []byte("a file of the person's own"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	g.wait(t, 400)
	if done := g.tidy(t); done.Forgotten != 0 || g.where(first) != "pictures " {
		t.Errorf("what is in the trash was touched: %+v, %s", done, g.where(first))
	}
	page, err := g.Flow.Trash(ctx, "picture 0", 0, 10)
	if err != nil || len(page.Entries) != 1 || page.Entries[0].Title != "Picture “Picture 0.gif”" {
		t.Fatalf("trash: %+v, %v", page, err)
	}
	if _, err := g.Flow.Erase(ctx, page.Entries[0].ID); err != nil { // As if killed before the file was removed.
		t.Fatal(err)
	}
	if g.where(first) != "pictures " {
		t.Fatal("the file went with the row")
	}
	if done := g.tidy(t); done.Pictures.Binned != 1 || g.where(first) != "bin " || g.where(second) != "pictures " {
		t.Errorf("%+v: %s, %s", done, g.where(first), g.where(second))
	}
	// Imported anew within the thirty days.
	g.wait(t, 20)
	if done := g.tidy(t); done.Pictures.Removed != 0 || g.where(first) != "bin " {
		t.Errorf("gone too early: %+v", done)
	}
	g.wait(t, 11)
	if done := g.tidy(t); done.Pictures.Removed != 1 || g.where(first) != "" {
		t.Errorf("%+v: %s", done, g.where(first))
	}
	for _, path := range []string{stranger, own} {
		if _, err := os.Stat(path); err != nil {
			t.Errorf("a file that is not the library's was touched: %v", err)
		}
	}
	if flaws, err := g.Pictures.Verify(ctx); err != nil || len(flaws) != 0 {
		t.Errorf("%+v, %v", flaws, err)
	}
}

// TestTidy_TakeBack has a row whose file is in the bin, as a race with an import in another process could leave it.
func TestTidy_TakeBack(t *testing.T) {
	g := newGarden(t)
	id := g.items[0].PictureID
	if err := os.MkdirAll(filepath.Join(g.dir, "bin"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(g.dir, "pictures", id[:2], id+".gif"), filepath.Join(g.dir, "bin", id+".gif")); err != nil {
		t.Fatal(err)
	}
	if done := g.tidy(t); done.Pictures.Back != 1 || g.where(id) != "pictures " {
		t.Errorf("%+v: %s", done, g.where(id))
	}
}

// TestTidy_Backups keeps what a backup names, and everything while one cannot be read.
func TestTidy_Backups(t *testing.T) {
	ctx := context.Background()
	g := newGarden(t)
	first, second := g.delete(t, 0), g.delete(t, 1)
	manifest := filepath.Join(g.dir, "backups", "20261122-100000", "manifest.json")
	write := func(text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(manifest), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(manifest, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := g.Flow.Erase(ctx, 0); err != nil {
		t.Fatal(err)
	}
	g.wait(t, 3)
	write(`{"created": 1,`)
	if done := g.tidy(t); g.where(first)+g.where(second) != "pictures pictures " {
		t.Errorf("%+v with a backup that cannot be read", done)
	}
	write(fmt.Sprintf(`{"created": %d, "pictures": [{"file": "%s.gif"}]}`, g.clock.Now(), first))
	g.tidy(t)
	if g.where(first) != "pictures " || g.where(second) != "bin " {
		t.Errorf("%s, %s", g.where(first), g.where(second))
	}
}

func TestErase_Whole(t *testing.T) {
	ctx := context.Background()
	g := newGarden(t)
	const secret = "xyzzyDistinctive"
	due := g.clock.Now().Day(time.UTC)
	task, err := g.Flow.AddTask(ctx, flow.TaskInput{Line: flow.Line{Text: secret + " " + string(due)}})
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Flow.DeleteTask(ctx, task.ID); err != nil {
		t.Fatal(err)
	}
	id := g.delete(t, 0)
	backups := filepath.Join(g.dir, "backups", "x")
	if err := os.MkdirAll(backups, 0o700); err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf(`{"created": %d, "pictures": []}`, g.clock.Now())
	if err := os.WriteFile(filepath.Join(backups, "manifest.json"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	asked, err := g.AskErase(ctx, 0)
	if err != nil || !strings.Contains(asked.Title, "all 2") || !strings.Contains(asked.Sentence, "The backup of ") {
		t.Errorf("asked %+v, %v", asked, err)
	}
	said, err := g.Erase(ctx, 0)
	if err != nil || !strings.HasPrefix(said, "Erased for good. The backup of ") {
		t.Errorf("said %q, %v", said, err)
	}
	if places := g.where(id); places != "" {
		t.Errorf("the picture is in %s", places)
	}
	for _, name := range []string{"northboard.db", "northboard.db-wal", "northboard.db-shm"} {
		if b, err := os.ReadFile(filepath.Join(g.dir, name)); err == nil && bytes.Contains(b, []byte(secret)) {
			t.Errorf("%s still has it", name)
		}
	}
	if step, err := g.Store.Undo(ctx); err != nil || len(step.Skipped) > 0 || !step.Done {
		t.Errorf("undo: %+v, %v", step, err)
	}
	if g.where(g.items[1].PictureID) != "pictures " {
		t.Error("another picture went with it")
	}
}

// TestPutBack_NorthStar keeps one north star when an older one comes back.
func TestPutBack_NorthStar(t *testing.T) {
	ctx := context.Background()
	g := newGarden(t)
	star := true
	var ids []string
	for _, what := range []string{"First", "Second"} {
		a, err := g.Flow.AddAspiration(ctx, plan.AspirationDraft{What: what, NorthStar: star})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, a.ID)
		if what == "First" {
			if err := g.Flow.DeleteAspiration(ctx, a.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	page, err := g.Flow.Trash(ctx, "", 0, 10)
	if err != nil || len(page.Entries) != 1 {
		t.Fatalf("%+v, %v", page, err)
	}
	back, err := g.Flow.PutBack(ctx, page.Entries[0].ID)
	if err != nil || back.Label != "Put back aspiration" || len(back.Left) != 0 {
		t.Fatalf("%+v, %v", back, err)
	}
	if _, err := g.Flow.PutBack(ctx, page.Entries[0].ID); err == nil {
		t.Error("it came back twice")
	}
	outline, err := g.Flow.PlanOutline(ctx)
	if err != nil {
		t.Fatal(err)
	}
	stars := 0
	for _, group := range outline.Groups {
		if a := group.Aspiration; a.NorthStar {
			stars++
			if a.ID != ids[1] {
				t.Error("the one that came back took the sky")
			}
		}
	}
	if stars != 1 {
		t.Errorf("%d north stars", stars)
	}
}

// What only a backup in the second place names stays; so does everything while that place is not there to be asked.
func TestTidy_SecondPlace(t *testing.T) {
	ctx := context.Background()
	g := newGarden(t)
	disk := t.TempDir()
	second := filepath.Join(disk, "usb")
	if err := os.Mkdir(second, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := g.Backups.SetSecond(second); err != nil {
		t.Fatal(err)
	}
	made, err := g.Backups.Make(ctx, backup.OnDemand, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(g.dir, "backups", made.Info.ID)); err != nil { // Only the second place has it.
		t.Fatal(err)
	}
	gone := g.delete(t, 0)
	if _, err := g.Erase(ctx, 0); err != nil {
		t.Fatal(err)
	}
	data := gif(0)
	path := filepath.Join(g.dir, "pictures", gone[:2], gone+".gif")
	if err := os.WriteFile(path, data, 0o600); err != nil { // As after a restore from there.
		t.Fatal(err)
	}
	g.wait(t, 400)
	if g.tidy(t); g.where(gone) != "pictures " {
		t.Errorf("what the second place's backup names is in %q", g.where(gone))
	}
	if err := os.Rename(second, second+" away"); err != nil {
		t.Fatal(err)
	}
	if g.tidy(t); g.where(gone) != "pictures " {
		t.Errorf("while the second place is away it went to %q", g.where(gone))
	}
	if err := g.Backups.SetSecond(""); err != nil {
		t.Fatal(err)
	}
	if g.tidy(t); g.where(gone) != "bin " {
		t.Errorf("what nobody names is in %q", g.where(gone))
	}
}
