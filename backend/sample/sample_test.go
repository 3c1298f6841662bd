package sample_test

import (
	"context"
	"io/fs"
	"math"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/board"
	"northboard/backend/fault"
	"northboard/backend/picture"
	"northboard/backend/plan"
	"northboard/backend/remind"
	"northboard/backend/review"
	"northboard/backend/sample"
	"northboard/backend/store"
	"northboard/backend/wallpaper"
)

// library is what a person would see of it.
type library struct {
	Items       []board.Item
	Goals       []plan.Goal
	Aspirations []plan.Aspiration
	Tasks       []plan.Task
	Wins        []review.Win
}

func look(t *testing.T, f *backendtest.Fixture) (l library) {
	t.Helper()
	f.Read(t, func(tx *store.Tx) (err error) {
		boards, err := board.Boards(tx)
		if err != nil {
			return err
		}
		for _, b := range boards {
			items, err := board.Items(tx, b.ID)
			if err != nil {
				return err
			}
			l.Items = append(l.Items, items...)
		}
		if l.Goals, err = plan.Goals(tx); err != nil {
			return err
		}
		if l.Aspirations, err = plan.Aspirations(tx); err != nil {
			return err
		}
		if l.Tasks, err = plan.TasksDue(tx, "2999-12-31"); err != nil {
			return err
		}
		l.Wins, err = review.Wins(tx, "", 100)
		return err
	})
	return l
}

func importer(t *testing.T, f *backendtest.Fixture) *picture.Importer {
	return picture.New(f.Store, t.TempDir(), backendtest.Quiet())
}

func add(t *testing.T, f *backendtest.Fixture) sample.Added {
	t.Helper()
	added, err := sample.Add(context.Background(), f.Store, importer(t, f))
	if err != nil {
		t.Fatal(err)
	}
	return added
}

func TestSample_Add(t *testing.T) {
	f := backendtest.New(t)
	before := look(t, f)
	added := add(t, f)
	l := look(t, f)
	apart(t, "sample", l.Items)
	count := map[string]int{}
	shown := map[string]bool{}
	for _, it := range l.Items {
		count[it.Kind]++
		shown[it.PictureID] = true
	}
	want := map[string]int{board.KindPicture: 12, board.KindNote: 2, board.KindWord: 3, board.KindMotif: 1, board.KindCard: 2, board.KindText: 1}
	if !reflect.DeepEqual(count, want) || len(shown) != 13 { // twelve, and "" for the rest
		t.Errorf("the board holds %v with %d pictures", count, len(shown)-1)
	}
	if len(added.ItemIDs) != len(l.Items) {
		t.Errorf("%d items are named of %d", len(added.ItemIDs), len(l.Items))
	}
	measures := map[string]bool{}
	for _, g := range l.Goals {
		measures[g.Measure] = true
		if g.Why == "" || g.Due <= "2026-11-22" || len(g.AspirationIDs) == 0 {
			t.Errorf("the goal %q is not whole: %+v", g.Title, g)
		}
	}
	if len(l.Goals) != 4 || len(measures) != 4 || len(l.Aspirations) != 2 || len(l.Wins) != 1 {
		t.Errorf("there are %d goals with %v, %d aspirations, %d wins", len(l.Goals), measures, len(l.Aspirations), len(l.Wins))
	}
	today, late := 0, 0
	for _, task := range l.Tasks {
		switch {
		case task.Due == "2026-11-22":
			today++
		case task.Due < "2026-11-22":
			late++
		}
	}
	if today != 3 || late != 1 {
		t.Errorf("%d tasks are due today and %d are late", today, late)
	}
	originals := 0
	if err := filepath.WalkDir(filepath.Join(f.Dir, "pictures"), func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			originals++
		}
		return err
	}); err != nil || originals != 12 {
		t.Errorf("%d originals were kept, %v", originals, err)
	}
	oneStep(t, f, before, l)
}

// Adding is all or nothing, once, and one step to undo.
func oneStep(t *testing.T, f *backendtest.Fixture, before, after library) {
	ctx := context.Background()
	if _, err := sample.Add(ctx, f.Store, importer(t, f)); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("a second sample: %v", err)
	}
	step, err := f.Store.Undo(ctx)
	if err != nil || step.Label != "Add the sample" || len(step.Skipped) > 0 {
		t.Fatalf("undo: %+v, %v", step, err)
	}
	if got := look(t, f); !reflect.DeepEqual(got, before) {
		t.Errorf("after undo there is %+v", got)
	}
	if _, err := f.Store.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := look(t, f); !reflect.DeepEqual(got, after) {
		t.Error("after redo the sample is not what it was")
	}
}

func TestSample_Remove(t *testing.T) {
	f, ctx := backendtest.New(t), context.Background()
	if err := sample.Remove(ctx, f.Store); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("removing what is not there: %v", err)
	}
	added := add(t, f)
	var own board.Item
	var ownGoal plan.Goal
	f.Write(t, func(tx *store.Tx) error { // the person edits the sample and adds to it
		goals, err := plan.Goals(tx)
		if err != nil {
			return err
		}
		title := "Quite another goal"
		if _, err := plan.PatchGoal(tx, goals[0].ID, plan.GoalPatch{Title: &title}); err != nil {
			return err
		}
		items, err := board.AddItems(tx, added.BoardID, []board.ItemDraft{{Kind: board.KindCard, W: 100, H: 100, GoalID: goals[0].ID}})
		if err != nil {
			return err
		}
		own = items[0]
		if err := board.DeleteItems(tx, added.ItemIDs[:1]); err != nil {
			return err
		}
		ownGoal, err = plan.AddGoal(tx, plan.GoalDraft{Title: "My own", AspirationIDs: goals[0].AspirationIDs})
		return err
	})
	before := look(t, f)
	if err := sample.Remove(ctx, f.Store); err != nil {
		t.Fatal(err)
	}
	l := look(t, f)
	if len(l.Items) != 1 || l.Items[0].ID != own.ID || l.Items[0].GoalID != "" {
		t.Errorf("on the board is left %+v", l.Items)
	}
	if len(l.Goals) != 1 || l.Goals[0].ID != ownGoal.ID || len(l.Aspirations)+len(l.Tasks)+len(l.Wins) != 0 {
		t.Errorf("of the plan is left %+v", l)
	}
	if present, err := sample.Present(ctx, f.Store); err != nil || present {
		t.Errorf("the sample is present: %v, %v", present, err)
	}
	if step, err := f.Store.Undo(ctx); err != nil || step.Label != "Remove the sample" || len(step.Skipped) > 0 {
		t.Fatalf("undo: %+v, %v", step, err)
	}
	if got := look(t, f); !reflect.DeepEqual(got, before) {
		t.Error("undo did not bring the sample back as it was")
	}
	if err := sample.Remove(ctx, f.Store); err != nil { // it is still known
		t.Fatalf("remove it once more: %v", err)
	}
	add(t, f)
	if err := sample.Remove(ctx, f.Store); err != nil {
		t.Fatalf("remove the second: %v", err)
	}
	if got := look(t, f); !reflect.DeepEqual(got, l) {
		t.Errorf("in the end there is %+v", got)
	}
}

func TestSample_AddBesideOwn(t *testing.T) {
	f := backendtest.New(t)
	var own board.Item
	f.Write(t, func(tx *store.Tx) error {
		b, err := board.EnsureBoard(tx)
		if err != nil {
			return err
		}
		items, err := board.AddItems(tx, b.ID, []board.ItemDraft{{Kind: board.KindNote, X: 500, Y: 0, W: 300, H: 200, Rotation: 30}})
		if err != nil {
			return err
		}
		own = items[0]
		_, err = plan.AddAspiration(tx, plan.AspirationDraft{What: "Mine", NorthStar: true})
		return err
	})
	add(t, f)
	l := look(t, f)
	for _, it := range l.Items {
		if it.ID != own.ID && it.X < own.X+own.W {
			t.Errorf("the sample's %s lies at %v, over the person's", it.Kind, it.X)
		}
	}
	for _, a := range l.Aspirations {
		if a.NorthStar != (a.What == "Mine") {
			t.Errorf("the north star of %q is %v", a.What, a.NorthStar)
		}
	}
}

// failing stages some pictures and then no more, as a full disk would.
type failing struct {
	sample.Stager
	left int
}

func (s *failing) Stage(ctx context.Context, source picture.Source) (picture.Staged, error) {
	if s.left--; s.left < 0 {
		return picture.Staged{}, fault.New(fault.DiskFull, "There is no room.")
	}
	return s.Stager.Stage(ctx, source)
}

func TestSample_AddErrNoRoom(t *testing.T) {
	f := backendtest.New(t)
	before := look(t, f)
	_, err := sample.Add(context.Background(), f.Store, &failing{importer(t, f), 2})
	if fault.CodeOf(err) != fault.DiskFull {
		t.Fatalf("got %v", err)
	}
	if got := look(t, f); !reflect.DeepEqual(got, before) {
		t.Errorf("half a sample is in: %+v", got)
	}
}

// All items of each starter are valid, lie beside each other and fill a calm frame.
func TestSample_Starters(t *testing.T) {
	starters := sample.Starters()
	if len(starters) != 8 {
		t.Errorf("there are %d starters", len(starters))
	}
	for _, s := range starters {
		t.Run(s.ID, func(t *testing.T) {
			f := backendtest.New(t)
			drafts, background, ok := sample.Items(s.ID)
			if !ok || s.Title == "" || s.Sentence == "" {
				t.Fatalf("the starter is %+v", s)
			}
			var items []board.Item
			f.Write(t, func(tx *store.Tx) error {
				b, err := board.EnsureBoard(tx)
				if err != nil {
					return err
				}
				if _, err := board.PatchBoard(tx, b.ID, board.BoardPatch{Background: &background}); err != nil {
					return err
				}
				items, err = board.AddItems(tx, b.ID, drafts)
				return err
			})
			apart(t, s.ID, items)
			for _, it := range items {
				if it.X < -640 || it.Y < -400 || it.X+it.W > 640 || it.Y+it.H > 400 {
					t.Errorf("%s %q is outside the frame", it.Kind, it.Text)
				}
			}
		})
	}
	if _, _, ok := sample.Items("no-such-starter"); ok {
		t.Error("a starter that does not exist has items")
	}
	if empty, _, _ := sample.Items("blank"); empty == nil || len(empty) != 0 {
		t.Errorf("the blank starter holds %v", empty)
	}
}

func apart(t *testing.T, name string, items []board.Item) {
	t.Helper()
	if len(items) == 0 && name != "blank" {
		t.Errorf("%s is empty", name)
	}
	for i, a := range items {
		for _, b := range items[i+1:] {
			if math.Min(a.X+a.W, b.X+b.W)-math.Max(a.X, b.X) > 0.01 && math.Min(a.Y+a.H, b.Y+b.H)-math.Max(a.Y, b.Y) > 0.01 {
				t.Errorf("%s: %s %q lies over %s %q", name, a.Kind, a.Text, b.Kind, b.Text)
			}
		}
	}
	if !slices.IsSortedFunc(items, func(a, b board.Item) int {
		if a.Z < b.Z {
			return -1
		}
		return 1
	}) {
		t.Errorf("%s is not in its order", name)
	}
}

// In a library of the person's own the sample is a guest: only what is theirs comes, and their review with it.
func TestSample_AddIsAGuest(t *testing.T) {
	f, ctx := backendtest.New(t), context.Background()
	var first board.Board
	f.Write(t, func(tx *store.Tx) (err error) {
		if first, err = board.EnsureBoard(tx); err != nil {
			return err
		}
		if err := wallpaper.SetChoice(tx, wallpaper.Choice{Kind: wallpaper.Board, ID: first.ID}); err != nil {
			return err
		}
		if _, err := plan.AddTask(tx, plan.TaskDraft{Title: "Mine", Due: "2026-11-23"}); err != nil {
			return err
		}
		_, err = remind.EnsureDefaults(tx)
		return err
	})
	coming := func() (titles []string) {
		f.Read(t, func(tx *store.Tx) error {
			all, err := remind.Upcoming(tx, 2)
			for _, c := range all {
				titles = append(titles, c.Title)
			}
			return err
		})
		return titles
	}
	held := func() (held bool) {
		f.Read(t, func(tx *store.Tx) (err error) {
			held, err = wallpaper.Held(tx)
			return err
		})
		return held
	}
	before := coming()
	if len(before) != 2 || held() {
		t.Fatalf("before the sample comes %v, held: %v", before, held())
	}
	add(t, f)
	if got := coming(); !slices.Equal(got, before) {
		t.Errorf("with the sample comes %v, not %v", got, before)
	}
	if !held() {
		t.Error("the wallpaper would be painted with the sample")
	}
	if _, err := f.Store.Undo(ctx); err != nil || held() {
		t.Errorf("after undo: held %v, %v", held(), err)
	}
	if _, err := f.Store.Redo(ctx); err != nil || !held() || !slices.Equal(coming(), before) {
		t.Errorf("after redo: held %v, coming %v, %v", held(), coming(), err)
	}
	f.Write(t, func(tx *store.Tx) error {
		return wallpaper.SetChoice(tx, wallpaper.Choice{Kind: wallpaper.Board, ID: first.ID})
	})
	if held() {
		t.Error("the wallpaper was chosen anew, and is still held")
	}
	if err := board.SetCamera(ctx, f.Store, first.ID, board.Camera{X: 4000, Zoom: 1}); err != nil {
		t.Fatal(err)
	}
	if err := sample.Remove(ctx, f.Store); err != nil {
		t.Fatal(err)
	}
	if c, err := board.CameraOf(ctx, f.Store, first.ID); err != nil || c != (board.Camera{}) {
		t.Errorf("the camera still stands at %+v, %v", c, err)
	}
}

func TestSample_AddDemoReminds(t *testing.T) {
	f := backendtest.New(t)
	f.Write(t, func(tx *store.Tx) error { _, err := remind.EnsureDefaults(tx); return err })
	if _, err := sample.AddDemo(context.Background(), f.Store, importer(t, f)); err != nil {
		t.Fatal(err)
	}
	f.Read(t, func(tx *store.Tx) error {
		coming, err := remind.Upcoming(tx, 3)
		if len(coming) != 3 || coming[0].Kind != remind.KindTask {
			t.Errorf("coming is %+v", coming)
		}
		return err
	})
}
