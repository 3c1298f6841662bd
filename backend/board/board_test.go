package board_test

import (
	"context"
	"math"
	"reflect"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/board"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// bench is a library with one board, and the verbs as a test wants to say them.
type bench struct {
	*backendtest.Fixture
	t     testing.TB
	board board.Board
}

func newBench(t testing.TB) *bench {
	b := &bench{Fixture: backendtest.New(t), t: t}
	b.Write(t, func(tx *store.Tx) (err error) {
		b.board, err = board.EnsureBoard(tx)
		return err
	})
	return b
}

func (b *bench) add(drafts ...board.ItemDraft) (items []board.Item) {
	b.t.Helper()
	b.Write(b.t, func(tx *store.Tx) (err error) {
		items, err = board.AddItems(tx, b.board.ID, drafts)
		return err
	})
	return items
}

func (b *bench) items() (items []board.Item) {
	b.t.Helper()
	b.Read(b.t, func(tx *store.Tx) (err error) {
		items, err = board.Items(tx, b.board.ID)
		return err
	})
	return items
}

// fails runs fn in a write of its own and gives back the fault; the board must be as before.
func (b *bench) fails(code fault.Code, field string, fn func(tx *store.Tx) error) {
	b.t.Helper()
	before := b.items()
	err := b.Store.Write(context.Background(), store.Op{Label: "Fail", Origin: store.User}, fn)
	f := fault.From(err)
	if err == nil || f.Code != code || f.Field != field {
		b.t.Fatalf("got %v (field %q), want %s on %q", err, f.Field, code, field)
	}
	if after := b.items(); !reflect.DeepEqual(before, after) {
		b.t.Fatalf("a verb that failed changed the board: %v, then %v", before, after)
	}
}

// undoes checks that one undo brings the board back to before and one redo to after.
func (b *bench) undoes(before, after []board.Item) {
	b.t.Helper()
	for _, step := range []struct {
		name string
		run  func(context.Context) (store.Step, error)
		want []board.Item
	}{{"undo", b.Store.Undo, before}, {"redo", b.Store.Redo, after}} {
		done, err := step.run(context.Background())
		if err != nil || len(done.Skipped) > 0 {
			b.t.Fatalf("%s: %v, skipped %v", step.name, err, done.Skipped)
		}
		if got := b.items(); !reflect.DeepEqual(got, step.want) {
			b.t.Fatalf("%s gave\n%v\nwant\n%v", step.name, got, step.want)
		}
	}
}

func note(x, y float64) board.ItemDraft {
	return board.ItemDraft{Kind: board.KindNote, X: x, Y: y, W: 200, H: 160}
}

func ptr[T any](v T) *T { return &v }

func ids(items []board.Item) []string {
	all := []string{}
	for _, it := range items {
		all = append(all, it.ID)
	}
	return all
}

func TestBoard_Ensure(t *testing.T) {
	b := newBench(t)
	if b.board.Title != board.FirstTitle || b.board.Background != board.DefaultBackground {
		t.Errorf("the first board is %+v", b.board)
	}
	b.Write(t, func(tx *store.Tx) error {
		again, err := board.EnsureBoard(tx)
		if err != nil || again != b.board {
			t.Errorf("a second look gave %+v, %v", again, err)
		}
		second, err := board.AddBoard(tx, board.BoardDraft{Title: " Next ", Background: board.Background{Kind: "colour", Value: "#FFEEDD"}})
		if err != nil {
			return err
		}
		if second.Title != "Next" || second.Background.Value != "#ffeedd" {
			t.Errorf("the second board is %+v", second)
		}
		boards, err := board.Boards(tx)
		if want := []board.Board{b.board, second}; err != nil || !reflect.DeepEqual(boards, want) {
			t.Errorf("the boards are %v, %v", boards, err)
		}
		return nil
	})
}

func TestBoard_Patch(t *testing.T) {
	b := newBench(t)
	sage := board.Background{Kind: board.BackgroundPaper, Value: "sage"}
	b.Write(t, func(tx *store.Tx) error {
		_, err := board.PatchBoard(tx, b.board.ID, board.BoardPatch{Title: ptr("Where I am heading"), Background: &sage})
		return err
	})
	read := func() (got board.Board) {
		b.Read(t, func(tx *store.Tx) (err error) {
			got, err = board.BoardByID(tx, b.board.ID)
			return err
		})
		return got
	}
	if got := read(); got.Title != "Where I am heading" || got.Background != sage {
		t.Errorf("the board is %+v", got)
	}
	if _, err := b.Store.Undo(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := read(); got != b.board {
		t.Errorf("after undo the board is %+v, want %+v", got, b.board)
	}
}

func TestBoard_PatchErrors(t *testing.T) {
	b := newBench(t)
	for name, c := range map[string]struct {
		id    string
		patch board.BoardPatch
		code  fault.Code
		field string
	}{
		"gone":         {"no-such-board", board.BoardPatch{}, fault.NotFound, ""},
		"empty_title":  {b.board.ID, board.BoardPatch{Title: ptr(" \t")}, fault.Invalid, "title"},
		"long_title":   {b.board.ID, board.BoardPatch{Title: ptr(strings.Repeat("é", 201))}, fault.TooLarge, "title"},
		"paper":        {b.board.ID, board.BoardPatch{Background: &board.Background{Kind: "paper", Value: "velvet"}}, fault.Invalid, "background"},
		"colour":       {b.board.ID, board.BoardPatch{Background: &board.Background{Kind: "colour", Value: "#12345"}}, fault.Invalid, "background"},
		"kind_unknown": {b.board.ID, board.BoardPatch{Background: &board.Background{Kind: "video", Value: "x"}}, fault.Invalid, "background"},
	} {
		t.Run(name, func(t *testing.T) {
			b.t = t
			b.fails(c.code, c.field, func(tx *store.Tx) error {
				_, err := board.PatchBoard(tx, c.id, c.patch)
				return err
			})
		})
	}
}

func TestBoard_Camera(t *testing.T) {
	b, ctx := newBench(t), context.Background()
	look := func() board.Camera {
		c, err := board.CameraOf(ctx, b.Store, b.board.ID)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if got := look(); got != (board.Camera{}) {
		t.Errorf("a board nobody looked at has the camera %v", got)
	}
	want := board.Camera{X: -12.5, Y: 1e6, Zoom: 0.75}
	if err := board.SetCamera(ctx, b.Store, b.board.ID, want); err != nil {
		t.Fatal(err)
	}
	if got := look(); got != want {
		t.Errorf("the camera is %v, want %v", got, want)
	}
	for _, bad := range []board.Camera{{Zoom: 0}, {Zoom: math.NaN()}, {X: math.Inf(1), Zoom: 1}, {Y: math.NaN(), Zoom: 1}, {Zoom: 1e9}} {
		if err := board.SetCamera(ctx, b.Store, b.board.ID, bad); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("camera %v: %v", bad, err)
		}
	}
	if got := look(); got != want {
		t.Errorf("a camera that was refused left %v", got)
	}
	for _, damaged := range []string{"not json", `{"zoom":-1}`, `[]`} {
		if err := b.Store.SetSetting(ctx, "camera/"+b.board.ID, damaged); err != nil {
			t.Fatal(err)
		}
		if got := look(); got != (board.Camera{}) {
			t.Errorf("from %q the camera is %v", damaged, got)
		}
	}
	if state, err := b.Store.UndoState(ctx); err != nil || state.Undo != "Test" {
		t.Errorf("moving the camera became an undo step: %+v, %v", state, err)
	}
}

func TestBoard_ArchiveKeepsOne(t *testing.T) {
	b := newBench(t)
	away := board.BoardPatch{Archived: ptr(true)}
	b.fails(fault.Invalid, "", func(tx *store.Tx) error {
		_, err := board.PatchBoard(tx, b.board.ID, away)
		return err
	})
	var second board.Board
	b.Write(t, func(tx *store.Tx) (err error) {
		if second, err = board.AddBoard(tx, board.BoardDraft{Title: "Second"}); err != nil {
			return err
		}
		_, err = board.PatchBoard(tx, b.board.ID, away)
		return err
	})
	b.Read(t, func(tx *store.Tx) error {
		here, err := board.EnsureBoard(tx)
		if err != nil || here.ID != second.ID {
			t.Errorf("opened is %v (%v), want the one that is not put away", here, err)
		}
		gone, err := board.ArchivedBoards(tx)
		if err != nil || len(gone) != 1 || !gone[0].Archived {
			t.Errorf("put away are %v (%v)", gone, err)
		}
		return nil
	})
}

func TestBoard_Duplicate(t *testing.T) {
	b := newBench(t)
	ends := b.add(note(0, 0), note(300, 0))
	b.add(board.ItemDraft{Kind: board.KindConnector, W: 1, H: 1, Style: board.Style{From: ends[0].ID, To: ends[1].ID}})
	var copied board.Board
	b.Write(t, func(tx *store.Tx) (err error) {
		copied, err = board.DuplicateBoard(tx, b.board.ID)
		return err
	})
	b.Read(t, func(tx *store.Tx) error {
		items, err := board.Items(tx, copied.ID)
		if err != nil || len(items) != 3 || items[2].Style.From != items[0].ID || items[2].Style.To != items[1].ID {
			t.Errorf("the copy %q holds %+v (%v)", copied.Title, items, err)
		}
		return nil
	})
	if len(b.items()) != 3 {
		t.Error("the original changed")
	}
}
