package board_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"northboard/backend/board"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// apart are n items that do not touch; stacked are n on the same place.
func apart(n int) []board.ItemDraft {
	drafts := make([]board.ItemDraft, n)
	for i := range drafts {
		drafts[i] = note(float64(i)*1000, 0)
	}
	return drafts
}

func stacked(n int) []board.ItemDraft {
	drafts := make([]board.ItemDraft, n)
	for i := range drafts {
		drafts[i] = note(0, 0)
	}
	return drafts
}

// reorder moves the items at the given places (as first added) and returns the new order as such places.
func (b *bench) reorder(added []board.Item, direction string, places ...int) []int {
	b.t.Helper()
	chosen := []string{}
	for _, p := range places {
		chosen = append(chosen, added[p].ID)
	}
	b.Write(b.t, func(tx *store.Tx) error { return board.Reorder(tx, chosen, direction) })
	order := []int{}
	for _, itemID := range ids(b.items()) {
		order = append(order, slices.Index(ids(added), itemID))
	}
	return order
}

func TestBoard_Reorder(t *testing.T) {
	overlap := []board.ItemDraft{note(0, 0), note(5000, 0), note(5000, 500), note(50, 50), note(60, 60)}
	turned := []board.ItemDraft{
		{Kind: board.KindNote, X: 0, Y: 0, W: 400, H: 10, Rotation: 90}, // stands upright through (200, 5)
		note(1000, 1000),
		{Kind: board.KindNote, X: 190, Y: 150, W: 20, H: 20},
	}
	for name, c := range map[string]struct {
		drafts    []board.ItemDraft
		direction string
		places    []int
		want      []int
	}{
		"front":                 {apart(5), board.ToFront, []int{1}, []int{0, 2, 3, 4, 1}},
		"front_keeps_order":     {apart(5), board.ToFront, []int{3, 0}, []int{1, 2, 4, 0, 3}},
		"front_already":         {apart(3), board.ToFront, []int{2}, []int{0, 1, 2}},
		"front_all":             {apart(3), board.ToFront, []int{0, 1, 2}, []int{0, 1, 2}},
		"back":                  {apart(5), board.ToBack, []int{2, 4}, []int{2, 4, 0, 1, 3}},
		"forward_one":           {stacked(4), board.Forward, []int{1}, []int{0, 2, 1, 3}},
		"forward_two":           {stacked(5), board.Forward, []int{0, 1}, []int{2, 0, 1, 3, 4}},
		"forward_spread":        {stacked(5), board.Forward, []int{0, 2}, []int{1, 0, 2, 3, 4}},
		"forward_top":           {stacked(3), board.Forward, []int{2}, []int{0, 1, 2}},
		"forward_over_cover":    {overlap, board.Forward, []int{0}, []int{1, 2, 3, 0, 4}},
		"forward_nothing_above": {apart(4), board.Forward, []int{1}, []int{0, 2, 1, 3}},
		"forward_turned":        {turned, board.Forward, []int{0}, []int{1, 2, 0}},
		"backward_one":          {stacked(4), board.Backward, []int{2}, []int{0, 2, 1, 3}},
		"backward_bottom":       {stacked(3), board.Backward, []int{0}, []int{0, 1, 2}},
		"backward_under_cover":  {overlap, board.Backward, []int{4}, []int{0, 1, 2, 4, 3}},
		"backward_far":          {overlap, board.Backward, []int{3}, []int{3, 0, 1, 2, 4}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			added := b.add(c.drafts...)
			if got := b.reorder(added, c.direction, c.places...); !slices.Equal(got, c.want) {
				t.Fatalf("the order is %v, want %v", got, c.want)
			}
			if after := b.items(); !slices.Equal(ids(added), ids(after)) {
				b.undoes(added, after)
			}
		})
	}
}

func TestBoard_ReorderErrors(t *testing.T) {
	b := newBench(t)
	added := b.add(stacked(2)...)
	b.fails(fault.Invalid, "direction", func(tx *store.Tx) error {
		return board.Reorder(tx, ids(added), "sideways")
	})
	b.fails(fault.NotFound, "", func(tx *store.Tx) error {
		return board.Reorder(tx, []string{added[0].ID, "gone"}, board.ToFront)
	})
	b.fails(fault.Invalid, "", func(tx *store.Tx) error {
		other, err := board.AddBoard(tx, board.BoardDraft{Title: "Other"})
		if err != nil {
			return err
		}
		there, err := board.AddItems(tx, other.ID, stacked(1))
		if err != nil {
			return err
		}
		return board.Reorder(tx, []string{added[0].ID, there[0].ID}, board.ToFront)
	})
	b.Write(t, func(tx *store.Tx) error { return board.Reorder(tx, nil, board.ToFront) })
}

// A move touches the keys of what moves, and of nothing else.
func TestBoard_ReorderWritesLittle(t *testing.T) {
	b := newBench(t)
	added := b.add(stacked(50)...)
	b.Clock.Advance(1000000000)
	b.reorder(added, board.ToBack, 30, 31)
	for i, it := range b.items() {
		if moved := i < 2; moved != (it.Updated != added[0].Updated) {
			t.Errorf("the item at %d: written is %v", i, !moved)
		}
	}
}

// Keys may be equal or long in a library that something else wrote; the order must come out right all the same.
func TestBoard_ReorderPoorKeys(t *testing.T) {
	for name, keys := range map[string][]string{
		"equal":   {"a1", "a1", "a1", "a1"},
		"long":    {"a1", "a1" + strings.Repeat("0", 62) + "1", "a1" + strings.Repeat("0", 62) + "2", "a2"},
		"no_keys": {"!", "?", "a1", "~~"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			added := b.add(stacked(4)...)
			b.Write(t, func(tx *store.Tx) error {
				for i, it := range added {
					if _, err := tx.Exec(`UPDATE item SET z = ? WHERE id = ?`, keys[i], it.ID); err != nil {
						return err
					}
				}
				return nil
			})
			if got, want := b.reorder(added, board.Forward, 1), []int{0, 2, 1, 3}; !slices.Equal(got, want) {
				t.Errorf("the order is %v, want %v", got, want)
			}
			rising(t, b.items())
			b.add(note(0, 0))
			rising(t, b.items())
		})
	}
}

func TestBoard_AddOnPoorKeys(t *testing.T) {
	b := newBench(t)
	added := b.add(stacked(2)...)
	b.Write(t, func(tx *store.Tx) error {
		_, err := tx.Exec(`UPDATE item SET z = '~~' WHERE id = ?`, added[1].ID)
		return err
	})
	b.add(note(0, 0))
	rising(t, b.items())
}

func rising(t interface{ Fatalf(string, ...any) }, items []board.Item) {
	for i, it := range items {
		if len(it.Z) > 64 {
			t.Fatalf("the key %q is too long", it.Z)
		}
		if i > 0 && it.Z <= items[i-1].Z {
			t.Fatalf("%q follows %q", it.Z, items[i-1].Z)
		}
	}
}

// Whatever is reordered, no item comes or goes, keys rise strictly, and those that move and those that stay keep
// their order among themselves.
func TestBoard_ReorderProperty(t *testing.T) {
	b := newBench(t)
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(r, "n")
		drafts := make([]board.ItemDraft, n)
		for i := range drafts {
			drafts[i] = note(rapid.Float64Range(0, 600).Draw(r, "x"), rapid.Float64Range(0, 600).Draw(r, "y"))
			drafts[i].Rotation = rapid.Float64Range(-720, 720).Draw(r, "rotation")
		}
		write := func(label string, fn func(tx *store.Tx) error) {
			if err := b.Store.Write(context.Background(), store.Op{Label: label, Origin: store.User}, fn); err != nil {
				r.Fatalf("%s: %v", label, err)
			}
		}
		write("Clear", func(tx *store.Tx) error { return board.DeleteItems(tx, ids(b.items())) })
		write("Add", func(tx *store.Tx) error { _, err := board.AddItems(tx, b.board.ID, drafts); return err })
		for step := range rapid.IntRange(1, 12).Draw(r, "steps") {
			before := ids(b.items())
			direction := rapid.SampledFrom([]string{board.ToFront, board.ToBack, board.Forward, board.Backward}).Draw(r, "direction")
			chosen := rapid.SliceOfNDistinct(rapid.SampledFrom(before), 1, n, rapid.ID).Draw(r, "chosen")
			write(fmt.Sprint("Step ", step), func(tx *store.Tx) error { return board.Reorder(tx, chosen, direction) })
			items := b.items()
			rising(r, items)
			after := ids(items)
			isChosen := func(s string) bool { return slices.Contains(chosen, s) }
			isOther := func(s string) bool { return !isChosen(s) }
			for _, part := range []func(string) bool{isChosen, isOther} {
				if was, is := slices.DeleteFunc(slices.Clone(before), part), slices.DeleteFunc(slices.Clone(after), part); !reflect.DeepEqual(was, is) {
					r.Fatalf("%s of %v turned %v into %v", direction, chosen, before, after)
				}
			}
		}
	})
}
