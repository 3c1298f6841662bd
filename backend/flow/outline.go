package flow

import (
	"context"
	"slices"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// Rules of the outline, which is the whole plan as one tree:
//   - Aspirations stand at the root, the north star first; behind them the goals
//     of none, and last the tasks of none.
//   - A goal of several aspirations stands under the first of them.
//   - In a goal, tasks stand before milestones; a task stands under the task it
//     is part of, or else under its milestone, or else under its goal.
//   - What is done can be left out, with all that is under it.

// The kinds of nodes.
const (
	nodeAspiration = "aspiration"
	nodeGoal       = "goal"
	nodeMilestone  = "milestone"
	nodeTask       = "task"
)

// NodeRef names a node.
type NodeRef struct {
	Kind string `json:"kind"` // "aspiration", "goal", "milestone" or "task"
	ID   string `json:"id"`
}

// Node is one line of the outline. What does not fit its kind is empty.
type Node struct {
	Kind         string          `json:"kind"`
	ID           string          `json:"id"`
	ParentKind   string          `json:"parentKind"` // "" at the root
	ParentID     string          `json:"parentId"`
	Depth        int             `json:"depth"`
	Title        string          `json:"title"`
	Done         bool            `json:"done"`
	Begins       clock.Day       `json:"begins"`
	Due          clock.Day       `json:"due"`
	DueTime      clock.TimeOfDay `json:"dueTime"`
	Estimate     *int            `json:"estimate"` // minutes
	Energy       string          `json:"energy"`
	Priority     int             `json:"priority"`
	Score        int             `json:"score"` // how much a task asks to be done now: 0 to 100
	Waiting      bool            `json:"waiting"`
	Blocked      bool            `json:"blocked"`
	Repeats      bool            `json:"repeats"`
	Hue          int             `json:"hue"`
	NorthStar    bool            `json:"northStar"`
	Status       string          `json:"status"` // of a goal
	Progress     *float64        `json:"progress"`
	Children     int             `json:"children"`
	DoneChildren int             `json:"doneChildren"`
	Updated      clock.Instant   `json:"updated"`
}

// TreeInput says which part of the outline to read.
type TreeInput struct {
	Done bool     `json:"done"` // with what is done, reached, dropped or merged
	Root *NodeRef `json:"root"` // a branch; nil is all
}

// Tree is the outline, each node before what is under it.
type Tree struct {
	Nodes []Node `json:"nodes"`
	Total int    `json:"total"` // with what was left out
}

// Tree reads the outline.
func (f *Flow) Tree(ctx context.Context, in TreeInput) (Tree, error) {
	return read(ctx, f, func(tx *store.Tx) (Tree, error) { return readTree(tx, in) })
}

func readTree(tx *store.Tx, in TreeInput) (Tree, error) {
	goals, err := goalsAround(tx, in.Root)
	if err != nil {
		return Tree{}, err
	}
	o, err := readOutline(tx, goals)
	if err != nil {
		return Tree{}, err
	}
	t := Tree{Nodes: []Node{}, Total: len(o.nodes)}
	if in.Root == nil {
		for _, i := range o.under[NodeRef{}] {
			t.Nodes = o.branch(t.Nodes, i, 0, in.Done)
		}
		return t, nil
	}
	i, ok := o.at[*in.Root]
	if !ok {
		return Tree{}, goneNode()
	}
	t.Nodes = o.branch(t.Nodes, i, 0, in.Done)
	return t, nil
}

func goneNode() error {
	return fault.New(fault.NotFound, "That part of the plan is no longer there; it may have been deleted. Nothing else was changed.")
}

// Nodes reads those of some nodes that are still there.
func (f *Flow) Nodes(ctx context.Context, refs []NodeRef) ([]Node, error) {
	return read(ctx, f, func(tx *store.Tx) ([]Node, error) { return nodesOf(tx, refs) })
}

func nodesOf(tx *store.Tx, refs []NodeRef) ([]Node, error) {
	goals := []string{}
	for _, r := range refs {
		around, err := goalsAround(tx, &r)
		if fault.CodeOf(err) == fault.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, g := range around {
			if !slices.Contains(goals, g) {
				goals = append(goals, g)
			}
		}
	}
	o, err := readOutline(tx, goals)
	if err != nil {
		return nil, err
	}
	found := []Node{}
	for _, r := range refs {
		if i, ok := o.at[r]; ok {
			n := o.nodes[i]
			n.Depth = o.depth(i)
			found = append(found, n)
		}
	}
	return found, nil
}

// goalsAround names the goals whose steps are needed to show a branch; nil is
// all, "" is none.
func goalsAround(tx *store.Tx, ref *NodeRef) ([]string, error) {
	if ref == nil {
		return nil, nil
	}
	switch ref.Kind {
	case nodeAspiration:
		return plan.GoalsServing(tx, []string{ref.ID})
	case nodeGoal:
		return []string{ref.ID}, nil
	case nodeMilestone:
		m, err := plan.MilestoneByID(tx, ref.ID)
		return []string{m.GoalID}, err
	case nodeTask:
		t, err := plan.TaskByID(tx, ref.ID)
		return []string{t.GoalID}, err
	}
	return nil, fault.New(fault.Invalid, "The plan holds aspirations, goals, milestones and tasks, and nothing else. Nothing was changed.").WithField("kind")
}

// outline is the tree while it is put together.
type outline struct {
	nodes []Node
	at    map[NodeRef]int
	under map[NodeRef][]int
	day   *day
}

// readOutline reads all aspirations and goals, and the steps of some goals; nil
// is all of them.
func readOutline(tx *store.Tx, goals []string) (*outline, error) {
	d, err := newDayOf(tx, goals)
	if err != nil {
		return nil, err
	}
	milestones, err := plan.MilestonesOf(tx, goals)
	if err != nil {
		return nil, err
	}
	twigs, err := plan.Twigs(tx, goals)
	if err != nil {
		return nil, err
	}
	size := len(d.aspirations) + len(d.faces) + len(milestones) + len(twigs)
	o := &outline{day: d, nodes: make([]Node, 0, size), at: make(map[NodeRef]int, size), under: make(map[NodeRef][]int, size/4)}
	for _, a := range d.ordered {
		o.add(Node{Kind: nodeAspiration, ID: a.ID, Title: a.What, Hue: a.Hue, NorthStar: a.NorthStar, Updated: a.Updated}, NodeRef{})
	}
	for i, face := range d.faces {
		parent := NodeRef{}
		if len(face.AspirationIDs) > 0 {
			parent = NodeRef{nodeAspiration, face.AspirationIDs[0]}
		}
		o.add(Node{
			Kind: nodeGoal, ID: face.ID, Title: face.Title, Done: face.Reached || face.State == plan.StateDropped || face.State == plan.StateMerged,
			Begins: face.Begins, Due: face.Due, Hue: face.Hue, Status: face.Status, Progress: face.Progress, Updated: d.plans[i].Updated,
		}, parent)
	}
	for _, t := range twigs {
		o.add(d.twigNode(t), twigParent(t))
	}
	for _, m := range milestones {
		o.add(Node{
			Kind: nodeMilestone, ID: m.ID, Title: m.Title, Done: m.Done != nil, Begins: m.Begins, Due: m.Due, Hue: d.hue(m.GoalID), Updated: m.Updated,
		}, NodeRef{nodeGoal, m.GoalID})
	}
	o.count()
	return o, nil
}

func twigParent(t plan.Twig) NodeRef {
	switch {
	case t.ParentID != "":
		return NodeRef{nodeTask, t.ParentID}
	case t.MilestoneID != "":
		return NodeRef{nodeMilestone, t.MilestoneID}
	case t.GoalID != "":
		return NodeRef{nodeGoal, t.GoalID}
	}
	return NodeRef{}
}

func (d *day) twigNode(t plan.Twig) Node {
	return Node{
		Kind: nodeTask, ID: t.ID, Title: t.Title, Done: t.Done, Begins: t.Begins, Due: t.Due, DueTime: t.DueTime, Estimate: t.Estimate, Energy: t.Energy,
		Priority: t.Priority, Score: d.score(t), Waiting: t.Waiting, Blocked: t.Blocked, Repeats: t.Repeats, Hue: d.hue(t.GoalID), Updated: t.Updated,
	}
}

// score is how much an open task asks to be done now.
func (d *day) score(t plan.Twig) int {
	if t.Done {
		return 0
	}
	a := plan.Asked{Due: t.Due, Begins: t.Begins, Marks: t.Priority}
	if t.Waiting || t.Blocked {
		a.WaitingFor = "somebody"
	}
	if i, ok := d.goals[t.GoalID]; ok {
		face := d.faces[i]
		a.GoalDue, a.GoalTitle, a.NorthStar = face.Due, face.Title, d.serves(t.GoalID)
		if len(face.AspirationIDs) > 0 {
			a.Aspiration = face.AspirationIDs[0]
		}
	}
	return plan.ScoreOf(a, d.today)
}

// hue is that of a goal.
func (d *day) hue(goalID string) int {
	if i, ok := d.goals[goalID]; ok {
		return d.faces[i].Hue
	}
	return 0
}

func (o *outline) add(n Node, parent NodeRef) {
	n.ParentKind, n.ParentID = parent.Kind, parent.ID
	o.at[NodeRef{n.Kind, n.ID}] = len(o.nodes)
	o.under[parent] = append(o.under[parent], len(o.nodes))
	o.nodes = append(o.nodes, n)
}

func (o *outline) count() {
	for parent, children := range o.under {
		i, ok := o.at[parent]
		if !ok {
			continue
		}
		n := &o.nodes[i]
		n.Children = len(children)
		for _, c := range children {
			if o.nodes[c].Done {
				n.DoneChildren++
			}
		}
	}
}

func (o *outline) depth(i int) int {
	depth := 0
	for o.nodes[i].ParentID != "" {
		parent, ok := o.at[NodeRef{o.nodes[i].ParentKind, o.nodes[i].ParentID}]
		if !ok {
			break
		}
		i = parent
		depth++
	}
	return depth
}

// branch adds a node and all that is under it.
func (o *outline) branch(to []Node, i, depth int, done bool) []Node {
	n := o.nodes[i]
	// A milestone can be done before all of its tasks are: they stay in sight.
	if n.Done && !done && (n.Kind != nodeMilestone || n.Children == n.DoneChildren) {
		return to
	}
	n.Depth = depth
	to = append(to, n)
	for _, c := range o.under[NodeRef{n.Kind, n.ID}] {
		to = o.branch(to, c, depth+1, done)
	}
	return to
}
