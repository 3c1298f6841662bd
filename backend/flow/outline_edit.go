package flow

import (
	"context"
	"slices"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// mostNodes is how many nodes one verb takes.
const mostNodes = 2000

// Place is a place in the outline: under a parent (nil is the root), behind a
// sibling; without one it is the first, or with Last the last.
type Place struct {
	Parent  *NodeRef `json:"parent"`
	AfterID string   `json:"afterId"`
	Last    bool     `json:"last"`
}

// NodeInput is a new node as typed. Kind "" is what fits the place.
type NodeInput struct {
	Place Place  `json:"place"`
	Kind  string `json:"kind"`
	Line  Line   `json:"line"`
}

// AddNode adds a node at a place.
func (f *Flow) AddNode(ctx context.Context, in NodeInput) (Node, error) {
	kind := in.Kind
	if kind == "" {
		kind = fitting(in.Place.Parent)
	}
	label := map[string]string{nodeAspiration: "Add aspiration", nodeGoal: "Add goal", nodeMilestone: "Add milestone"}[kind]
	if label == "" {
		label = "Add task"
	}
	return write(ctx, f, label, func(tx *store.Tx) (Node, error) {
		ref, err := addNode(tx, kind, in)
		if err != nil {
			return Node{}, err
		}
		return oneNode(tx, ref)
	})
}

// fitting is the kind of node that a parent usually holds.
func fitting(parent *NodeRef) string {
	switch {
	case parent == nil:
		return nodeAspiration
	case parent.Kind == nodeAspiration:
		return nodeGoal
	}
	return nodeTask
}

func oneNode(tx *store.Tx, ref NodeRef) (Node, error) {
	nodes, err := nodesOf(tx, []NodeRef{ref})
	if err != nil {
		return Node{}, err
	}
	if len(nodes) == 0 {
		return Node{}, goneNode()
	}
	return nodes[0], nil
}

func addNode(tx *store.Tx, kind string, in NodeInput) (NodeRef, error) {
	ref := NodeRef{Kind: kind}
	switch kind {
	case nodeAspiration:
		a, err := plan.AddAspiration(tx, plan.AspirationDraft{What: in.Line.Text})
		if err != nil {
			return ref, err
		}
		ref.ID = a.ID
	case nodeGoal:
		g, err := addGoal(tx, GoalInput{Line: in.Line, AspirationIDs: []string{}})
		if err != nil {
			return ref, err
		}
		ref.ID = g.ID
	case nodeMilestone:
		goal, err := goalOfParent(tx, in.Place.Parent)
		if err != nil {
			return ref, err
		}
		p, err := in.Line.milestone(tx)
		if err != nil {
			return ref, err
		}
		m, err := plan.AddMilestone(tx, plan.MilestoneDraft{GoalID: goal, Title: p.Title, Due: p.Day})
		if err != nil {
			return ref, err
		}
		ref.ID = m.ID
	case nodeTask:
		place, err := taskPlace(tx, in.Place)
		if err != nil {
			return ref, err
		}
		t, err := addTaskAt(tx, in.Line, place)
		return NodeRef{nodeTask, t.ID}, err
	default:
		_, err := goalsAround(tx, &ref)
		return ref, err
	}
	return ref, moveNode(tx, ref, in.Place)
}

// goalOfParent is the goal that a milestone under a parent belongs to.
func goalOfParent(tx *store.Tx, parent *NodeRef) (string, error) {
	if parent != nil && (parent.Kind == nodeGoal || parent.Kind == nodeMilestone) {
		goals, err := goalsAround(tx, parent)
		if err != nil {
			return "", err
		}
		return goals[0], nil
	}
	return "", fault.New(fault.Invalid, "A milestone stands in a goal. Nothing was changed; choose a place in one.").WithField("place")
}

// taskPlace translates a place in the outline. A sibling of another kind stands
// for the nearest place among tasks.
func taskPlace(tx *store.Tx, p Place) (plan.TaskPlace, error) {
	to := plan.TaskPlace{AfterID: p.AfterID, Last: p.Last}
	if p.Parent != nil {
		switch p.Parent.Kind {
		case nodeGoal:
			to.GoalID = p.Parent.ID
		case nodeMilestone:
			to.MilestoneID = p.Parent.ID
		case nodeTask:
			to.ParentID = p.Parent.ID
		default:
			return to, fault.New(fault.Invalid, "A task stands in a goal or by itself. Nothing was changed; put it into one of the aspiration’s goals.").WithField("place")
		}
	}
	if p.AfterID != "" {
		if _, err := plan.TaskByID(tx, p.AfterID); err != nil {
			to.AfterID, to.Last = "", true // Behind a milestone or a goal: tasks stand before milestones, and last at the root.
			if p.Parent == nil {
				to.Last = false
			}
		}
	}
	return to, nil
}

// moveNode puts a node into a place.
func moveNode(tx *store.Tx, ref NodeRef, p Place) error {
	switch ref.Kind {
	case nodeAspiration:
		if p.Parent != nil {
			return fault.New(fault.Invalid, "An aspiration stands at the top. Nothing was changed; choose a place among the aspirations.").WithField("place")
		}
		return plan.MoveAspiration(tx, ref.ID, p.AfterID, p.Last)
	case nodeGoal:
		if p.Parent != nil && p.Parent.Kind != nodeAspiration {
			return fault.New(fault.Invalid, "A goal stands under an aspiration or by itself. Nothing was changed; choose such a place.").WithField("place")
		}
		to := ""
		if p.Parent != nil {
			to = p.Parent.ID
		}
		return plan.MoveGoal(tx, ref.ID, to, p.AfterID, p.Last)
	case nodeMilestone:
		goal, err := goalOfParent(tx, p.Parent)
		if err != nil {
			return err
		}
		return plan.MoveMilestone(tx, ref.ID, goal, p.AfterID, p.Last)
	case nodeTask:
		to, err := taskPlace(tx, p)
		if err != nil {
			return err
		}
		_, err = plan.MoveTaskTo(tx, ref.ID, to)
		return err
	}
	_, err := goalsAround(tx, &ref)
	return err
}

// Retitle writes a node's words as they are, without reading days in them.
func (f *Flow) Retitle(ctx context.Context, ref NodeRef, title string) (Node, error) {
	return write(ctx, f, "Rename "+ref.Kind, func(tx *store.Tx) (Node, error) {
		var err error
		switch ref.Kind {
		case nodeAspiration:
			_, err = plan.PatchAspiration(tx, ref.ID, plan.AspirationPatch{What: &title})
		case nodeGoal:
			_, err = plan.PatchGoal(tx, ref.ID, plan.GoalPatch{Title: &title})
		case nodeMilestone:
			_, err = plan.PatchMilestone(tx, ref.ID, plan.MilestonePatch{Title: &title})
		case nodeTask:
			_, err = plan.PatchTask(tx, ref.ID, plan.TaskPatch{Title: &title})
		default:
			_, err = goalsAround(tx, &ref)
		}
		if err != nil {
			return Node{}, err
		}
		return oneNode(tx, ref)
	})
}

// MoveNodes puts nodes, with all that is under them, into a place, in their order.
func (f *Flow) MoveNodes(ctx context.Context, refs []NodeRef, place Place) ([]Node, error) {
	return f.editNodes(ctx, "Move", refs, func(tx *store.Tx, o *outline, tops []NodeRef) ([]NodeRef, error) {
		for _, ref := range tops {
			if err := moveNode(tx, ref, place); err != nil {
				return nil, err
			}
			place.AfterID, place.Last = ref.ID, false
		}
		return tops, nil
	})
}

// editNodes runs a verb on nodes. Those that are under another of them are left
// out: they come along. What the verb hands back is read again.
func (f *Flow) editNodes(ctx context.Context, verb string, refs []NodeRef, edit func(tx *store.Tx, o *outline, tops []NodeRef) ([]NodeRef, error)) ([]Node, error) {
	if len(refs) > mostNodes {
		return nil, fault.Newf(fault.TooLarge, "That is more than %d at once. Nothing was changed; choose fewer.", mostNodes)
	}
	return write(ctx, f, verb+" "+countedNodes(refs), func(tx *store.Tx) ([]Node, error) {
		goals, err := goalsAroundAll(tx, refs)
		if err != nil {
			return nil, err
		}
		o, err := readOutline(tx, goals)
		if err != nil {
			return nil, err
		}
		tops := o.tops(refs)
		changed, err := edit(tx, o, tops)
		if err != nil {
			return nil, err
		}
		return nodesOf(tx, changed)
	})
}

func goalsAroundAll(tx *store.Tx, refs []NodeRef) ([]string, error) {
	goals := []string{}
	for _, r := range refs {
		around, err := goalsAround(tx, &r)
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			return nil, err
		}
		for _, g := range around {
			if !slices.Contains(goals, g) {
				goals = append(goals, g)
			}
		}
	}
	return goals, nil
}

// tops are those of the nodes that are there and not under another of them, in
// the order of the outline.
func (o *outline) tops(refs []NodeRef) []NodeRef {
	chosen := make(map[NodeRef]bool, len(refs))
	for _, r := range refs {
		if _, ok := o.at[r]; ok {
			chosen[r] = true
		}
	}
	tops := []NodeRef{}
	var walk func(i int)
	walk = func(i int) {
		ref := NodeRef{o.nodes[i].Kind, o.nodes[i].ID}
		if chosen[ref] {
			tops = append(tops, ref)
			return
		}
		for _, c := range o.under[ref] {
			walk(c)
		}
	}
	for _, i := range o.under[NodeRef{}] {
		walk(i)
	}
	return tops
}

// countedNodes: "3 tasks", "1 goal", "5 lines" of a mixture.
func countedNodes(refs []NodeRef) string {
	if len(refs) == 0 {
		return "nothing"
	}
	kind := refs[0].Kind
	for _, r := range refs {
		if r.Kind != kind {
			return counted(len(refs), "line", "lines")
		}
	}
	if len(refs) == 1 {
		return kind
	}
	return counted(len(refs), kind, kind+"s")
}

// siblings of a node in order, and where it stands among them.
func (o *outline) siblings(ref NodeRef) (all []NodeRef, at int) {
	n := o.nodes[o.at[ref]]
	at = -1
	for _, i := range o.under[NodeRef{n.ParentKind, n.ParentID}] {
		s := o.nodes[i]
		// What is done may be out of sight: an open node does not move around it.
		if s.Kind != ref.Kind || s.Done && !n.Done {
			continue
		}
		if s.ID == ref.ID {
			at = len(all)
		}
		all = append(all, NodeRef{s.Kind, s.ID})
	}
	return all, at
}

// Indent puts each node under the one before it. Only tasks can be inside their
// like; others stay, and are not among what is handed back.
func (f *Flow) Indent(ctx context.Context, refs []NodeRef) ([]Node, error) {
	return f.editNodes(ctx, "Indent", refs, func(tx *store.Tx, o *outline, tops []NodeRef) ([]NodeRef, error) {
		moved := []NodeRef{}
		for _, ref := range tops {
			all, at := o.siblings(ref)
			for at--; at >= 0 && slices.Contains(moved, all[at]); at-- {
			}
			if ref.Kind != nodeTask || at < 0 {
				continue
			}
			if _, err := plan.MoveTaskTo(tx, ref.ID, plan.TaskPlace{ParentID: all[at].ID, Last: true}); err != nil {
				return nil, err
			}
			moved = append(moved, ref)
		}
		return moved, nil
	})
}

// Outdent takes each task out of what it is under, to stand behind it. A task at
// the top of its goal stays.
func (f *Flow) Outdent(ctx context.Context, refs []NodeRef) ([]Node, error) {
	return f.editNodes(ctx, "Outdent", refs, func(tx *store.Tx, o *outline, tops []NodeRef) ([]NodeRef, error) {
		moved, behind := []NodeRef{}, map[NodeRef]string{}
		for _, ref := range tops {
			n := o.nodes[o.at[ref]]
			parent := NodeRef{n.ParentKind, n.ParentID}
			if ref.Kind != nodeTask || parent.Kind != nodeTask && parent.Kind != nodeMilestone {
				continue
			}
			up := o.nodes[o.at[parent]]
			place := Place{AfterID: parent.ID, Last: parent.Kind == nodeMilestone}
			if up.ParentID != "" {
				place.Parent = &NodeRef{up.ParentKind, up.ParentID}
			}
			if last, ok := behind[parent]; ok {
				place.AfterID, place.Last = last, false
			}
			if err := moveNode(tx, ref, place); err != nil {
				return nil, err
			}
			behind[parent] = ref.ID
			moved = append(moved, ref)
		}
		return moved, nil
	})
}

// MoveUp puts each node before the sibling before it.
func (f *Flow) MoveUp(ctx context.Context, refs []NodeRef) ([]Node, error) {
	return f.shift(ctx, refs, -1)
}

// MoveDown puts each node behind the sibling behind it.
func (f *Flow) MoveDown(ctx context.Context, refs []NodeRef) ([]Node, error) {
	return f.shift(ctx, refs, 1)
}

// shift moves nodes among their siblings, all or none of a group that is at the
// end.
func (f *Flow) shift(ctx context.Context, refs []NodeRef, by int) ([]Node, error) {
	return f.editNodes(ctx, "Move", refs, func(tx *store.Tx, o *outline, tops []NodeRef) ([]NodeRef, error) {
		moved := []NodeRef{}
		groups := map[NodeRef][]NodeRef{} // parent and kind -> siblings as they come to stand
		if by > 0 {
			slices.Reverse(tops)
		}
		for _, ref := range tops {
			n := o.nodes[o.at[ref]]
			key := NodeRef{n.ParentKind + "/" + ref.Kind, n.ParentID}
			all, ok := groups[key]
			if !ok {
				all, _ = o.siblings(ref)
			}
			at := slices.Index(all, ref)
			next := at + by
			if at < 0 || next < 0 || next >= len(all) || slices.Contains(tops, all[next]) && !slices.Contains(moved, all[next]) || slices.Contains(tops, all[next]) {
				groups[key] = all
				continue
			}
			all = slices.Clone(all)
			all[at], all[next] = all[next], all[at]
			groups[key] = all
			place := Place{}
			if n.ParentID != "" {
				place.Parent = &NodeRef{n.ParentKind, n.ParentID}
			}
			if next > 0 {
				place.AfterID = all[next-1].ID
			}
			if err := moveNode(tx, ref, place); err != nil {
				return nil, err
			}
			moved = append(moved, ref)
		}
		return moved, nil
	})
}

// CompleteNodes marks tasks and milestones as done and goals as reached, or takes
// that back.
func (f *Flow) CompleteNodes(ctx context.Context, refs []NodeRef, done bool) error {
	verb := "Complete"
	if !done {
		verb = "Reopen"
	}
	_, err := f.editNodes(ctx, verb, refs, func(tx *store.Tx, _ *outline, tops []NodeRef) ([]NodeRef, error) {
		for _, ref := range tops {
			var err error
			switch ref.Kind {
			case nodeGoal:
				_, err = plan.ReachGoal(tx, ref.ID, done)
			case nodeMilestone:
				_, err = plan.CompleteMilestone(tx, ref.ID, done)
			case nodeTask:
				_, err = plan.CompleteTask(tx, ref.ID, done)
			}
			if err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	return err
}

// DeleteNodes removes nodes with what is under them; the goals of an aspiration
// and the tasks of a milestone stay.
func (f *Flow) DeleteNodes(ctx context.Context, refs []NodeRef) error {
	_, err := f.editNodes(ctx, "Delete", refs, func(tx *store.Tx, _ *outline, _ []NodeRef) ([]NodeRef, error) {
		for _, ref := range refs {
			var err error
			switch ref.Kind {
			case nodeAspiration:
				err = plan.DeleteAspiration(tx, ref.ID)
			case nodeGoal:
				err = plan.DeleteGoal(tx, ref.ID)
			case nodeMilestone:
				err = plan.DeleteMilestone(tx, ref.ID)
			case nodeTask:
				err = plan.DeleteTask(tx, ref.ID)
			}
			if err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	return err
}

// DateInput gives nodes their days; Begins nil leaves the first one alone.
type DateInput struct {
	Due    clock.Day  `json:"due"`
	Begins *clock.Day `json:"begins"`
}

// DateNodes gives goals, milestones and tasks a day, or with "" takes it away.
func (f *Flow) DateNodes(ctx context.Context, refs []NodeRef, in DateInput) error {
	_, err := f.editNodes(ctx, "Date", refs, func(tx *store.Tx, _ *outline, _ []NodeRef) ([]NodeRef, error) {
		for _, ref := range refs {
			var err error
			switch ref.Kind {
			case nodeGoal:
				_, err = plan.PatchGoal(tx, ref.ID, plan.GoalPatch{Due: &in.Due, Begins: in.Begins})
			case nodeMilestone:
				_, err = plan.PatchMilestone(tx, ref.ID, plan.MilestonePatch{Due: &in.Due, Begins: in.Begins})
			case nodeTask:
				_, err = plan.PatchTask(tx, ref.ID, plan.TaskPatch{Due: &in.Due, Begins: in.Begins})
			}
			if err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	return err
}
