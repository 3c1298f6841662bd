package flow

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"northboard/backend/clock"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// ChainLink is one step on the way from a task up to its why.
type ChainLink struct {
	Kind  string `json:"kind"`
	ID    string `json:"id"`
	Title string `json:"title"`
	Why   string `json:"why"`
	Hue   int    `json:"hue"`
	Done  bool   `json:"done"`
	Also  string `json:"also"` // of an aspiration: the others that its goal serves
}

// Chain leads from an aspiration down to a node, and on to what is under it.
type Chain struct {
	Links []ChainLink `json:"links"` // the aspiration first, the node itself last
	Down  []ChainLink `json:"down"`
	Why   string      `json:"why"` // the nearest one
}

// Chain reads the way from a node up to its why, and what is under it.
func (f *Flow) Chain(ctx context.Context, ref NodeRef) (Chain, error) {
	return read(ctx, f, func(tx *store.Tx) (Chain, error) { return chain(tx, ref) })
}

func chain(tx *store.Tx, ref NodeRef) (Chain, error) {
	o, err := outlineAround(tx, ref)
	if err != nil {
		return Chain{}, err
	}
	return o.chain(ref)
}

// outlineAround reads what is needed to know of one node.
func outlineAround(tx *store.Tx, ref NodeRef) (*outline, error) {
	goals, err := goalsAround(tx, &ref)
	if err != nil {
		return nil, err
	}
	return readOutline(tx, goals)
}

func (o *outline) chain(ref NodeRef) (Chain, error) {
	i, ok := o.at[ref]
	if !ok {
		return Chain{}, goneNode()
	}
	c := Chain{Links: []ChainLink{}, Down: []ChainLink{}}
	for _, under := range o.under[ref] {
		c.Down = append(c.Down, o.link(under))
	}
	for ok {
		c.Links = append(c.Links, o.link(i))
		n := o.nodes[i]
		i, ok = o.at[NodeRef{n.ParentKind, n.ParentID}]
	}
	for _, l := range c.Links {
		c.Why = cmp.Or(c.Why, l.Why)
	}
	slices.Reverse(c.Links)
	return c, nil
}

func (o *outline) link(i int) ChainLink {
	n := o.nodes[i]
	l := ChainLink{Kind: n.Kind, ID: n.ID, Title: n.Title, Hue: n.Hue, Done: n.Done}
	switch n.Kind {
	case nodeAspiration:
		l.Why = o.day.aspirations[n.ID].Why
	case nodeGoal:
		face := o.day.faces[o.day.goals[n.ID]]
		l.Why = face.Why
		also := []string{}
		for _, id := range face.AspirationIDs[min(1, len(face.AspirationIDs)):] {
			also = append(also, o.day.aspirations[id].What)
		}
		l.Also = strings.Join(also, ", ")
	}
	return l
}

// TaskDetail is a task with all that explains it.
type TaskDetail struct {
	Task         plan.Task          `json:"task"`
	Chain        Chain              `json:"chain"`
	Children     []plan.Task        `json:"children"`
	Blocker      *plan.Task         `json:"blocker"` // what must be done first
	Blocks       []plan.Task        `json:"blocks"`  // what waits for it
	Priority     plan.Priority      `json:"priority"`
	Preview      plan.RepeatPreview `json:"preview"`
	Contribution plan.Contribution  `json:"contribution"`
}

// TaskDetail reads a task with all that explains it.
func (f *Flow) TaskDetail(ctx context.Context, id string) (TaskDetail, error) {
	return read(ctx, f, func(tx *store.Tx) (d TaskDetail, err error) {
		if d.Task, err = plan.TaskByID(tx, id); err != nil {
			return d, err
		}
		o, err := outlineAround(tx, NodeRef{nodeTask, id})
		if err != nil {
			return d, err
		}
		if d.Chain, err = o.chain(NodeRef{nodeTask, id}); err != nil {
			return d, err
		}
		if d.Children, err = plan.TasksUnder(tx, id); err != nil {
			return d, err
		}
		if d.Blocks, err = plan.TasksBlockedBy(tx, id); err != nil {
			return d, err
		}
		if d.Task.BlockedBy != "" {
			blocker, err := plan.TaskByID(tx, d.Task.BlockedBy)
			if err != nil {
				return d, err
			}
			d.Blocker = &blocker
		}
		day := o.day
		if day.around, err = plan.Around(tx, []plan.Task{d.Task}); err != nil {
			return d, err
		}
		d.Priority = day.priority(d.Task)
		d.Contribution = plan.ContributionOf(d.Task.Share, day.standings[d.Task.GoalID].Steps)
		d.Preview, err = plan.PreviewRepeat(d.Task.Repeat, d.Task.Due, d.Task.DueTime, day.today)
		return d, err
	})
}

// RepeatInput is a repeat as it is being chosen.
type RepeatInput struct {
	Repeat  plan.Repeat     `json:"repeat"`
	Due     clock.Day       `json:"due"` // the first time; "" is the first of the rule
	DueTime clock.TimeOfDay `json:"dueTime"`
}

// PreviewRepeat shows the first days of a repeat, before it is kept.
func (f *Flow) PreviewRepeat(ctx context.Context, in RepeatInput) (plan.RepeatPreview, error) {
	return read(ctx, f, func(tx *store.Tx) (plan.RepeatPreview, error) {
		return plan.PreviewRepeat(in.Repeat, in.Due, in.DueTime, tx.Today())
	})
}

// SkipTask leaves out one time of a repeat.
func (f *Flow) SkipTask(ctx context.Context, id string) (plan.Task, error) {
	return write(ctx, f, "Skip to the next time", func(tx *store.Tx) (plan.Task, error) { return plan.SkipTask(tx, id) })
}
