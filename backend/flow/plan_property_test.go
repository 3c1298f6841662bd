package flow_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"northboard/backend/backendtest"
	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// dumpPlan writes out every row of the plan, without when it was last touched.
func dumpPlan(t testing.TB, s *store.Store) string {
	var b strings.Builder
	err := s.Read(context.Background(), func(tx *store.Tx) error {
		for _, kind := range []string{"aspiration", "goal", "goal_version", "goal_aspiration", "reading", "milestone", "task"} {
			columns, err := store.ColumnsOf(tx, kind)
			if err != nil {
				return err
			}
			parts := []string{}
			for _, c := range columns {
				if c.Name != "updated" {
					parts = append(parts, `quote("`+c.Name+`")`)
				}
			}
			rows, err := tx.Query(`SELECT ` + strings.Join(parts, ` || ',' || `) + ` FROM "` + kind + `" ORDER BY id`)
			if err != nil {
				return err
			}
			for rows.Next() {
				var row string
				if err := rows.Scan(&row); err != nil {
					rows.Close()
					return err
				}
				fmt.Fprintln(&b, kind, row)
			}
			if err := rows.Err(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// planner does random things to a plan, as a person does with the keyboard.
type planner struct {
	rt *rapid.T
	f  *flow.Flow
	t  *testing.T
}

func (p *planner) nodes() []flow.Node {
	tree, err := p.f.Tree(context.Background(), flow.TreeInput{Done: true})
	if err != nil {
		p.rt.Fatal(err)
	}
	if len(tree.Nodes) != tree.Total {
		p.rt.Fatalf("%d of %d nodes hang on the tree", len(tree.Nodes), tree.Total)
	}
	return tree.Nodes
}

func (p *planner) some(nodes []flow.Node, most int) []flow.NodeRef {
	refs := []flow.NodeRef{}
	for range rapid.IntRange(1, most).Draw(p.rt, "how many") {
		refs = append(refs, p.ref(nodes))
	}
	return refs
}

func (p *planner) ref(nodes []flow.Node) flow.NodeRef {
	n := nodes[rapid.IntRange(0, len(nodes)-1).Draw(p.rt, "node")]
	return flow.NodeRef{Kind: n.Kind, ID: n.ID}
}

func (p *planner) place(nodes []flow.Node) flow.Place {
	place := flow.Place{Last: rapid.Bool().Draw(p.rt, "last")}
	if rapid.IntRange(0, 4).Draw(p.rt, "root") > 0 {
		parent := p.ref(nodes)
		place.Parent = &parent
	}
	if rapid.Bool().Draw(p.rt, "after") {
		place.AfterID = p.ref(nodes).ID
	}
	return place
}

// step does one thing. What is refused is refused with a sentence.
func (p *planner) step() {
	ctx, nodes := context.Background(), p.nodes()
	var err error
	verb := rapid.SampledFrom([]string{
		"add", "add", "add", "paste", "indent", "indent", "outdent", "up", "down", "move", "move", "complete", "reopen", "delete", "date", "repeat", "patch", "merge",
		"pause", "split", "skip", "read",
	}).Draw(p.rt, "verb")
	switch verb {
	case "add":
		kind := rapid.SampledFrom([]string{"", "", "task", "milestone", "goal", "aspiration"}).Draw(p.rt, "kind")
		_, err = p.f.AddNode(ctx, flow.NodeInput{Place: p.place(nodes), Kind: kind, Line: flow.Line{Text: "Do it Friday ~45m every week"}})
	case "paste":
		_, err = p.f.Paste(ctx, flow.PasteInput{Place: p.place(nodes), Text: "- a\n  - [x] b\n    - c\n# d\n- e"})
	case "indent":
		_, err = p.f.Indent(ctx, p.some(nodes, 4))
	case "outdent":
		_, err = p.f.Outdent(ctx, p.some(nodes, 4))
	case "up":
		_, err = p.f.MoveUp(ctx, p.some(nodes, 3))
	case "down":
		_, err = p.f.MoveDown(ctx, p.some(nodes, 3))
	case "move":
		_, err = p.f.MoveNodes(ctx, p.some(nodes, 3), p.place(nodes))
	case "complete", "reopen":
		err = p.f.CompleteNodes(ctx, p.some(nodes, 3), verb == "complete")
	case "delete":
		if len(nodes) > 15 {
			err = p.f.DeleteNodes(ctx, p.some(nodes, 2))
		}
	case "date":
		err = p.f.DateNodes(ctx, p.some(nodes, 3), flow.DateInput{Due: clock.Day(rapid.SampledFrom([]string{"", "2026-12-01", "2026-02-30"}).Draw(p.rt, "day"))})
	case "repeat":
		repeat := plan.Repeat{Rule: rapid.SampledFrom([]string{"", "FREQ=DAILY", "FREQ=MONTHLY;COUNT=2", "FREQ=SECONDLY"}).Draw(p.rt, "rule")}
		_, err = p.f.PatchTask(ctx, p.ref(nodes).ID, plan.TaskPatch{Repeat: &repeat})
	case "patch":
		_, err = p.f.PatchTask(ctx, p.ref(nodes).ID, plan.TaskPatch{BlockedBy: ptr(p.ref(nodes).ID), ParentID: ptr(p.ref(nodes).ID), Share: ptr(30)})
	case "merge":
		_, err = p.f.MergeGoal(ctx, p.ref(nodes).ID, p.ref(nodes).ID, "the same")
	case "pause":
		_, err = p.f.PauseGoal(ctx, p.ref(nodes).ID, plan.Rest{Until: "2027-01-01"})
	case "split":
		_, err = p.f.SplitGoal(ctx, p.ref(nodes).ID, plan.SplitInput{Title: "A part", TaskIDs: []string{p.ref(nodes).ID}})
	case "skip":
		_, err = p.f.SkipTask(ctx, p.ref(nodes).ID)
	case "read":
		_, err = p.f.PatchGoal(ctx, p.ref(nodes).ID, plan.GoalPatch{Target: ptr(float64(rapid.IntRange(0, 3).Draw(p.rt, "target"))), Title: ptr("Another")})
	}
	if code := fault.CodeOf(err); code == fault.Internal {
		p.rt.Fatalf("%s: %v", verb, err)
	}
}

// check holds the rules that no verb may break.
func (p *planner) check() {
	p.nodes()
	faces, err := p.f.GoalFaces(context.Background(), nil)
	if err != nil {
		p.rt.Fatal(err)
	}
	for _, face := range faces {
		if face.Progress != nil && !(*face.Progress >= 0 && *face.Progress <= 1) {
			p.rt.Fatalf("progress %v", *face.Progress)
		}
	}
	err = p.f.Store.Read(context.Background(), func(tx *store.Tx) error {
		for what, query := range map[string]string{
			"a part has another goal or milestone than the whole": `
				SELECT count(*) FROM task AS t JOIN task AS p ON p.id = t.parent_id WHERE t.goal_id IS NOT p.goal_id OR t.milestone_id IS NOT p.milestone_id`,
			"a milestone of another goal": `SELECT count(*) FROM task AS t JOIN milestone AS m ON m.id = t.milestone_id WHERE m.goal_id IS NOT t.goal_id`,
			"two open instances of one repeat": `
				SELECT count(*) FROM (SELECT series_id FROM task WHERE series_id IS NOT NULL AND done IS NULL GROUP BY series_id HAVING count(*) > 1)`,
			"a task waits for itself": `
				WITH RECURSIVE w (id, next) AS (
					SELECT id, blocked_by FROM task WHERE blocked_by IS NOT NULL
					UNION SELECT w.id, t.blocked_by FROM w JOIN task AS t ON t.id = w.next WHERE t.blocked_by IS NOT NULL)
				SELECT count(*) FROM w WHERE id = next`,
		} {
			var n int
			if err := tx.QueryRow(query).Scan(&n); err != nil {
				return err
			}
			if n > 0 {
				p.rt.Fatal(what)
			}
		}
		return nil
	})
	if err != nil {
		p.rt.Fatal(err)
	}
}

// TestPlan_AnyVerb: no verb makes a cycle, loses a node from the tree or makes two
// open instances of a repeat; undoing all is the start, redoing all is the end.
func TestPlan_AnyVerb(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ctx := context.Background()
		fix := backendtest.New(t)
		f := flow.New(fix.Store)
		p := &planner{rt: rt, f: f, t: t}
		start := dumpPlan(t, fix.Store)
		if _, err := f.Paste(ctx, flow.PasteInput{Text: "Lead\n  Hold five talks\n    Ask Ana\n      Write to her\n    Book a room\n  Read\n    One\n    Two\nPaint\n  Sell one\n    Frame it"}); err != nil {
			rt.Fatal(err)
		}
		for range rapid.IntRange(1, 16).Draw(rt, "steps") {
			p.step()
			p.check()
		}
		end := dumpPlan(t, fix.Store)
		undone := 0
		for ; ; undone++ {
			step, err := fix.Store.Undo(ctx)
			if err != nil {
				rt.Fatal(err)
			}
			if !step.Done {
				break
			}
			if len(step.Skipped) > 0 {
				rt.Fatalf("undoing %q skipped %v", step.Label, step.Skipped)
			}
		}
		if got := dumpPlan(t, fix.Store); got != start {
			rt.Fatalf("undoing all gave\n%s", got)
		}
		for range undone {
			if step, err := fix.Store.Redo(ctx); err != nil || len(step.Skipped) > 0 {
				rt.Fatalf("redo %+v: %v", step, err)
			}
		}
		if got := dumpPlan(t, fix.Store); got != end {
			rt.Fatalf("redoing all gave\n%s\nand the end was\n%s", got, end)
		}
	})
}
