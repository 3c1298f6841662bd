package board_test

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"northboard/backend/board"
	"northboard/backend/fault"
	"northboard/backend/store"
)

func TestBoard_AddItems(t *testing.T) {
	b := newBench(t)
	before := b.items()
	style := board.Style{Paper: "sage", Face: "hand", Size: 24, Align: "left", Hue: ptr(0), Look: "wash"}
	added := b.add(
		board.ItemDraft{Kind: board.KindNote, X: 1.25, Y: -2, W: 3, H: 4, Rotation: -90, Text: "Guten Tag, مرحبا", Style: style},
		board.ItemDraft{Kind: board.KindMotif, W: 1, H: 1, Rotation: 720, Style: board.Style{Motif: "star"}},
	)
	after := b.items()
	if !reflect.DeepEqual(added, after) {
		t.Fatalf("added %v, read %v", added, after)
	}
	if first := after[0]; first.Rotation != 270 || first.X != 1.25 || !reflect.DeepEqual(first.Style, style) || first.Text != "Guten Tag, مرحبا" {
		t.Errorf("the first item is %+v", first)
	}
	if after[1].Rotation != 0 {
		t.Errorf("two full turns left %v", after[1].Rotation)
	}
	b.undoes(before, after)
	if third := b.add(note(0, 0)); third[0].Z <= after[1].Z {
		t.Errorf("a later item lies at %q, under %q", third[0].Z, after[1].Z)
	}
	if none := b.add(); none == nil || len(none) != 0 {
		t.Errorf("adding nothing gave %v", none)
	}
}

func TestBoard_ItemErrors(t *testing.T) {
	b := newBench(t)
	it := b.add(note(10, 20))[0]
	change := func(edit func(*board.ItemDraft)) board.ItemDraft {
		d := note(0, 0)
		edit(&d)
		return d
	}
	for name, c := range map[string]struct {
		draft board.ItemDraft
		code  fault.Code
		field string
	}{
		"kind":          {change(func(d *board.ItemDraft) { d.Kind = "balloon" }), fault.Invalid, "kind"},
		"x_nan":         {change(func(d *board.ItemDraft) { d.X = math.NaN() }), fault.Invalid, "x"},
		"y_infinite":    {change(func(d *board.ItemDraft) { d.Y = math.Inf(-1) }), fault.Invalid, "y"},
		"rotation_nan":  {change(func(d *board.ItemDraft) { d.Rotation = math.NaN() }), fault.Invalid, "rotation"},
		"x_far":         {change(func(d *board.ItemDraft) { d.X = board.MaxReach + 1 }), fault.TooLarge, "x"},
		"y_far":         {change(func(d *board.ItemDraft) { d.Y = -board.MaxReach - 1 }), fault.TooLarge, "y"},
		"w_zero":        {change(func(d *board.ItemDraft) { d.W = 0 }), fault.Invalid, "w"},
		"h_negative":    {change(func(d *board.ItemDraft) { d.H = -1 }), fault.Invalid, "h"},
		"w_big":         {change(func(d *board.ItemDraft) { d.W = board.MaxSide + 1 }), fault.TooLarge, "w"},
		"text_long":     {change(func(d *board.ItemDraft) { d.Text = strings.Repeat("é", board.MaxTextRunes+1) }), fault.TooLarge, "text"},
		"text_bytes":    {change(func(d *board.ItemDraft) { d.Text = "a\xffb" }), fault.Invalid, "text"},
		"paper":         {change(func(d *board.ItemDraft) { d.Style.Paper = "velvet" }), fault.Invalid, "style"},
		"face":          {change(func(d *board.ItemDraft) { d.Style.Face = "comic" }), fault.Invalid, "style"},
		"align":         {change(func(d *board.ItemDraft) { d.Style.Align = "center" }), fault.Invalid, "style"},
		"motif":         {change(func(d *board.ItemDraft) { d.Style.Motif = "skull" }), fault.Invalid, "style"},
		"hue":           {change(func(d *board.ItemDraft) { d.Style.Hue = ptr(8) }), fault.Invalid, "style"},
		"look":          {change(func(d *board.ItemDraft) { d.Style.Look = "neon" }), fault.Invalid, "style"},
		"size":          {change(func(d *board.ItemDraft) { d.Style.Size = -1 }), fault.Invalid, "style"},
		"mask":          {change(func(d *board.ItemDraft) { d.Style.Mask = "heart" }), fault.Invalid, "style"},
		"crop":          {change(func(d *board.ItemDraft) { d.Style.CropX = 1.1 }), fault.Invalid, "style"},
		"opacity_nan":   {change(func(d *board.ItemDraft) { d.Style.Opacity = math.NaN() }), fault.Invalid, "style"},
		"border":        {change(func(d *board.ItemDraft) { d.Style.Border = 1e9 }), fault.Invalid, "style"},
		"group_long":    {change(func(d *board.ItemDraft) { d.Style.Group = strings.Repeat("g", 65) }), fault.Invalid, "style"},
		"caption_long":  {change(func(d *board.ItemDraft) { d.Style.Caption = strings.Repeat("é", 301) }), fault.TooLarge, "style"},
		"shape":         {change(func(d *board.ItemDraft) { d.Style.Shape = "blob" }), fault.Invalid, "style"},
		"size_nan":      {change(func(d *board.ItemDraft) { d.Style.Size = math.NaN() }), fault.Invalid, "style"},
		"picture_gone":  {change(func(d *board.ItemDraft) { d.PictureID = strings.Repeat("a", 64) }), fault.NotFound, ""},
		"goal_gone":     {change(func(d *board.ItemDraft) { d.GoalID = "gone" }), fault.NotFound, ""},
		"aspiration_no": {change(func(d *board.ItemDraft) { d.AspirationID = "gone" }), fault.NotFound, ""},
	} {
		t.Run("add_"+name, func(t *testing.T) {
			b.t = t
			b.fails(c.code, c.field, func(tx *store.Tx) error {
				_, err := board.AddItems(tx, b.board.ID, []board.ItemDraft{note(1, 1), c.draft})
				return err
			})
		})
		if name == "kind" {
			continue // a patch cannot change it
		}
		t.Run("patch_"+name, func(t *testing.T) {
			b.t = t
			d := c.draft
			b.fails(c.code, c.field, func(tx *store.Tx) error {
				return board.PatchItems(tx, []board.ItemPatch{
					{ID: it.ID, X: ptr(5.0)},
					{ID: it.ID, X: &d.X, Y: &d.Y, W: &d.W, H: &d.H, Rotation: &d.Rotation, Text: &d.Text, Style: &d.Style,
						PictureID: &d.PictureID, GoalID: &d.GoalID, AspirationID: &d.AspirationID},
				})
			})
		})
	}
	b.t = t
	b.fails(fault.NotFound, "", func(tx *store.Tx) error {
		_, err := board.AddItems(tx, "no-such-board", []board.ItemDraft{note(0, 0)})
		return err
	})
	b.fails(fault.NotFound, "", func(tx *store.Tx) error {
		return board.PatchItems(tx, []board.ItemPatch{{ID: it.ID, X: ptr(1.0)}, {ID: "gone", X: ptr(1.0)}})
	})
}

func TestBoard_PatchItems(t *testing.T) {
	b := newBench(t)
	b.add(note(0, 0), note(10, 10), note(20, 20))
	before := b.items()
	b.Clock.Advance(5000000000)
	b.Write(t, func(tx *store.Tx) error {
		return board.PatchItems(tx, []board.ItemPatch{
			{ID: before[0].ID, X: ptr(-5.5), Rotation: ptr(-0.25)},
			{ID: before[1].ID, Text: ptr("Ask Mara"), Style: &board.Style{Paper: "sky", Hue: ptr(3)}},
			{ID: before[1].ID, W: ptr(300.0)},
			{ID: before[2].ID, Y: ptr(20.0)}, // where it is already
		})
	})
	after := b.items()
	if a := after[0]; a.X != -5.5 || a.Y != 0 || a.Rotation != 359.75 || a.Updated <= before[0].Updated {
		t.Errorf("the first is %+v", a)
	}
	if a := after[1]; a.Text != "Ask Mara" || a.W != 300 || a.Style.Paper != "sky" || *a.Style.Hue != 3 || a.X != 10 {
		t.Errorf("the second is %+v", a)
	}
	if !reflect.DeepEqual(after[2], before[2]) {
		t.Errorf("the third was not touched, but is %+v", after[2])
	}
	b.undoes(before, after)
	b.Write(t, func(tx *store.Tx) error {
		return board.PatchItems(tx, []board.ItemPatch{{ID: before[1].ID, Style: &board.Style{Paper: "sky", Hue: ptr(3)}}})
	})
	if again := b.items(); !reflect.DeepEqual(again, after) {
		t.Errorf("the style it has already changed it to %+v", again[1])
	}
}

func TestBoard_PatchManyItems(t *testing.T) {
	b := newBench(t)
	drafts := make([]board.ItemDraft, 1203) // more than two batches
	for i := range drafts {
		drafts[i] = note(float64(i), 0)
	}
	added := b.add(drafts...)
	b.Write(t, func(tx *store.Tx) error {
		patches := []board.ItemPatch{}
		for i, it := range added {
			patches = append(patches, board.ItemPatch{ID: it.ID, Y: ptr(float64(2 * i))})
		}
		return board.PatchItems(tx, patches)
	})
	after := b.items()
	for i, it := range after {
		if it.ID != added[i].ID || it.X != float64(i) || it.Y != float64(2*i) {
			t.Fatalf("item %d is %+v", i, it)
		}
	}
	b.undoes(added, after)
}

func TestBoard_DeleteItems(t *testing.T) {
	b := newBench(t)
	before := b.add(note(0, 0), note(1, 1), note(2, 2))
	b.Write(t, func(tx *store.Tx) error {
		return board.DeleteItems(tx, []string{before[0].ID, before[2].ID, "gone already"})
	})
	after := b.items()
	if !reflect.DeepEqual(after, before[1:2]) {
		t.Fatalf("left are %v", after)
	}
	b.undoes(before, after)
}

func TestBoard_DuplicateItems(t *testing.T) {
	b := newBench(t)
	before := b.add(note(0, 0), note(100, 100), note(200, 200))
	var copies []board.Item
	b.Write(t, func(tx *store.Tx) (err error) { // asked for in the other order: z decides
		copies, err = board.DuplicateItems(tx, []string{before[2].ID, before[0].ID}, 16, -16)
		return err
	})
	after := b.items()
	if len(after) != 5 || !reflect.DeepEqual(after[3:], copies) {
		t.Fatalf("the board holds %v", after)
	}
	for i, original := range []board.Item{before[0], before[2]} {
		c := copies[i]
		if c.ID == original.ID || c.X != original.X+16 || c.Y != original.Y-16 || c.W != original.W || c.Kind != original.Kind {
			t.Errorf("the copy of %+v is %+v", original, c)
		}
	}
	b.undoes(before, after)
	b.fails(fault.NotFound, "", func(tx *store.Tx) error {
		_, err := board.DuplicateItems(tx, []string{before[0].ID, "gone"}, 1, 1)
		return err
	})
	b.fails(fault.TooLarge, "x", func(tx *store.Tx) error {
		_, err := board.DuplicateItems(tx, []string{before[0].ID}, board.MaxReach+1, 0)
		return err
	})
}

func TestBoard_ItemsByID(t *testing.T) {
	b := newBench(t)
	all := b.add(note(0, 0), note(1, 1), note(2, 2))
	b.Read(t, func(tx *store.Tx) error {
		got, err := board.ItemsByID(tx, []string{all[2].ID, "gone", all[0].ID})
		if want := []board.Item{all[0], all[2]}; err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("found %v, %v", got, err)
		}
		none, err := board.ItemsByID(tx, nil)
		if err != nil || none == nil || len(none) != 0 {
			t.Errorf("no ids found %v, %v", none, err)
		}
		return nil
	})
}

// BenchmarkMove500Items is one drag of 500 items and its undo, commit included.
func BenchmarkMove500Items(b *testing.B) {
	w, ctx := newBench(b), context.Background()
	drafts := make([]board.ItemDraft, 500)
	for i := range drafts {
		drafts[i] = board.ItemDraft{Kind: board.KindWord, X: float64(i), W: 200, H: 100, Text: fmt.Sprint("Word ", i), Style: board.Style{Hue: ptr(i % 8)}}
	}
	items := w.add(drafts...)
	move := func(dx float64) {
		if err := w.Store.Write(ctx, store.Op{Label: "Move 500 items", Origin: store.User}, func(tx *store.Tx) error {
			patches := make([]board.ItemPatch, len(items))
			for i := range items {
				items[i].X += dx
				patches[i] = board.ItemPatch{ID: items[i].ID, X: &items[i].X, Y: ptr(dx)}
			}
			return board.PatchItems(tx, patches)
		}); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("move", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			move(float64(i%7) + 1.5)
		}
	})
	b.Run("front", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if err := w.Store.Write(ctx, store.Op{Label: "Bring 250 items forward", Origin: store.User}, func(tx *store.Tx) error {
				return board.Reorder(tx, ids(items[:250]), []string{board.ToFront, board.ToBack}[i%2])
			}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("one", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if err := w.Store.Write(ctx, store.Op{Label: "Move 1 item", Origin: store.User}, func(tx *store.Tx) error {
				return board.PatchItems(tx, []board.ItemPatch{{ID: items[0].ID, X: ptr(float64(i))}})
			}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// Copies of a group are a group of their own, a copied connector joins the copies, and one whose ends stay behind holds
// on to nothing.
func TestBoard_CopiesHoldOnToEachOther(t *testing.T) {
	b := newBench(t)
	grouped := note(0, 0)
	grouped.Style.Group = "g"
	ends := b.add(grouped, grouped, note(500, 0))
	arrow := b.add(board.ItemDraft{Kind: board.KindConnector, W: 40, H: 1, Style: board.Style{From: ends[0].ID, To: ends[2].ID}})[0]
	var copies []board.Item
	b.Write(t, func(tx *store.Tx) (err error) {
		copies, err = board.DuplicateItems(tx, []string{ends[0].ID, ends[1].ID, arrow.ID}, 10, 10)
		return err
	})
	copies = b.items()[len(b.items())-3:]
	if g := copies[0].Style.Group; g == "" || g == "g" || g != copies[1].Style.Group {
		t.Errorf("the copies’ groups are %q and %q", g, copies[1].Style.Group)
	}
	if s := copies[2].Style; s.From != copies[0].ID || s.To != "" {
		t.Errorf("the copied connector joins %q and %q, the copies are %q", s.From, s.To, copies[0].ID)
	}
}

func TestBoard_DeletingTakesConnectorsAlong(t *testing.T) {
	b := newBench(t)
	ends := b.add(note(0, 0), note(500, 0), note(900, 0))
	join := func(from, to string) board.ItemDraft {
		return board.ItemDraft{Kind: board.KindConnector, W: 40, H: 1, Style: board.Style{From: from, To: to}}
	}
	arrows := b.add(join(ends[0].ID, ends[1].ID), join(ends[1].ID, ends[2].ID))
	before := b.items()
	b.Write(t, func(tx *store.Tx) error { return board.DeleteItems(tx, []string{ends[0].ID}) })
	after := b.items()
	if len(after) != 3 || after[2].ID != arrows[1].ID {
		t.Errorf("left are %v", after)
	}
	b.undoes(before, after)
}

func TestBoard_FramesLieBeneath(t *testing.T) {
	b := newBench(t)
	old := b.add(note(0, 0))[0]
	frame := board.ItemDraft{Kind: board.KindFrame, W: 400, H: 300, Text: "This year"}
	added := b.add(note(10, 10), frame, frame)
	var order []string
	for _, it := range b.items() {
		order = append(order, it.ID)
	}
	if want := []string{added[1].ID, added[2].ID, old.ID, added[0].ID}; !reflect.DeepEqual(order, want) {
		t.Errorf("from the bottom lie %v, want %v", order, want)
	}
}
