package flow_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/board"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/plan"
	"northboard/backend/store"
)

func TestFlow_Affects(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	b := ok[board.Board](t)(n.Welcome(ctx, "Become a designer", "", false))
	one := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{Line: line("One goal")}))
	two := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{Line: line("Two goals")}))
	card := ok[board.Item](t)(n.AddGoalCard(ctx, b.ID, one.ID, flow.Point{}))
	task := ok[plan.Task](t)(n.AddTask(ctx, flow.TaskInput{GoalID: one.ID, Line: line("Do it")}))
	goal := func(id string) store.Row { return store.Row{Kind: "goal", ID: id} }
	item := store.Row{Kind: "item", ID: card.ID}
	for _, row := range []struct {
		name string
		do   func() error
		want []store.Row
	}{
		{"TaskMoves", func() error {
			_, err := n.PatchTask(ctx, task.ID, plan.TaskPatch{GoalID: &two.ID})
			return err
		}, []store.Row{goal(one.ID), goal(two.ID), item}},
		{"TaskRenamed", func() error {
			_, err := n.PatchTask(ctx, task.ID, plan.TaskPatch{Title: ptr("Do it well")})
			return err
		}, []store.Row{goal(two.ID)}},
		{"TaskGone", func() error { return n.DeleteTask(ctx, task.ID) }, []store.Row{goal(two.ID), {Kind: "task", ID: task.ID, Gone: true}}},
		{"AspirationHue", func() error {
			_, err := n.PatchAspiration(ctx, one.AspirationIDs[0], plan.AspirationPatch{Hue: ptr(5)})
			return err
		}, []store.Row{goal(one.ID), goal(two.ID), item}},
		{"GoalGone", func() error { return n.DeleteGoal(ctx, one.ID) }, []store.Row{{Kind: "goal", ID: one.ID, Gone: true}, item}},
		{"ManyTasks", func() error {
			return f.Store.Write(ctx, store.Op{Label: "Many", Origin: store.User}, func(tx *store.Tx) error {
				for i := range 250 {
					if _, err := plan.AddTask(tx, plan.TaskDraft{GoalID: two.ID, Title: fmt.Sprint("t", i)}); err != nil {
						return err
					}
				}
				return nil
			})
		}, []store.Row{{Kind: "task"}, {Kind: "goal"}, {Kind: "item"}}},
	} {
		t.Run(row.name, func(t *testing.T) {
			seq := ok[int64](t)(f.Store.Seq(ctx))
			check(t, row.do())
			got := ok[store.Changed](t)(n.Affects(ctx, ok[store.Changed](t)(f.Store.Changes(ctx, seq))))
			for _, want := range row.want {
				if !slices.Contains(got.Rows, want) {
					t.Errorf("%+v is missing in %+v", want, got.Rows)
				}
			}
		})
	}
	t.Run("Everything", func(t *testing.T) {
		if got := ok[store.Changed](t)(n.Affects(ctx, store.Changed{All: true})); !got.All {
			t.Errorf("got %+v", got)
		}
	})
}

func TestFlow_DateOrder(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	if p, err := n.ReadTask(ctx, line("Exam on 6/3")); err != nil || p.Day != "2027-03-06" || len(p.Chips) != 1 {
		t.Errorf("got %+v %v", p, err)
	}
	check(t, n.SetDateOrder(ctx, "mdy"))
	if p, err := n.ReadGoal(ctx, line("Read 5 books by 6/3")); err != nil || p.Day != "2027-06-03" || p.Number == nil {
		t.Errorf("got %+v %v", p, err)
	}
	if err := n.SetDateOrder(ctx, "dym"); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("got %v", err)
	}
}

func TestFlow_BoardLabels(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	b := ok[board.Board](t)(n.Welcome(ctx, "", "", false))
	items := ok[[]board.Item](t)(n.AddPictures(ctx, b.ID, staged(3), flow.Point{}))
	ids := []string{items[0].ID, items[1].ID, items[2].ID}
	three := func(p board.ItemPatch) []board.ItemPatch {
		all := []board.ItemPatch{}
		for _, id := range ids {
			p.ID = id
			all = append(all, p)
		}
		return all
	}
	for _, row := range []struct {
		want string
		do   func() error
	}{
		{"Move 3 pictures", func() error { return n.PatchItems(ctx, three(board.ItemPatch{X: ptr(5.0), Y: ptr(5.0)}), "") }},
		{"Resize picture", func() error {
			return n.PatchItems(ctx, three(board.ItemPatch{X: ptr(5.0), W: ptr(50.0)})[:1], "")
		}},
		{"Rotate 3 pictures", func() error { return n.PatchItems(ctx, three(board.ItemPatch{Rotation: ptr(9.0)}), "") }},
		{"Duplicate 3 pictures", func() error {
			_, err := n.DuplicateItems(ctx, ids, 20, 20)
			return err
		}},
		{"Add note", func() error {
			_, err := n.AddItems(ctx, b.ID, []board.ItemDraft{{Kind: board.KindNote, W: 100, H: 100}})
			return err
		}},
		{"Rename board", func() error {
			_, err := n.PatchBoard(ctx, b.ID, board.BoardPatch{Title: ptr("2027")})
			return err
		}},
		{"Delete 3 pictures", func() error { return n.DeleteItems(ctx, ids) }},
	} {
		check(t, row.do())
		if state := ok[store.UndoState](t)(f.Store.UndoState(ctx)); state.Undo != row.want {
			t.Errorf("undo says %q, want %q", state.Undo, row.want)
		}
	}
}
