package api

import (
	"context"

	"northboard/backend"
	"northboard/backend/flow"
	"northboard/backend/plan"
)

// The plan as one tree.

// Tree reads the outline or a branch of it.
func (a *Plan) Tree(in flow.TreeInput) (flow.Tree, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.Tree, error) { return b.Flow.Tree(ctx, in) })
}

// Nodes reads those of some nodes that are still there.
func (a *Plan) Nodes(refs []flow.NodeRef) ([]flow.Node, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]flow.Node, error) { return b.Flow.Nodes(ctx, refs) })
}

// AddNode adds a node at a place, as typed.
func (a *Plan) AddNode(in flow.NodeInput) (flow.Node, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.Node, error) { return b.Flow.AddNode(ctx, in) })
}

// Retitle writes a node's words as they are.
func (a *Plan) Retitle(ref flow.NodeRef, title string) (flow.Node, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.Node, error) {
		return b.Flow.Retitle(ctx, ref, title)
	})
}

// Indent puts tasks under the one before them; it gives those that moved.
func (a *Plan) Indent(refs []flow.NodeRef) ([]flow.Node, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]flow.Node, error) { return b.Flow.Indent(ctx, refs) })
}

// Outdent takes tasks out of what they are under; it gives those that moved.
func (a *Plan) Outdent(refs []flow.NodeRef) ([]flow.Node, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]flow.Node, error) { return b.Flow.Outdent(ctx, refs) })
}

// MoveUp puts nodes before the sibling before them; it gives those that moved.
func (a *Plan) MoveUp(refs []flow.NodeRef) ([]flow.Node, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]flow.Node, error) { return b.Flow.MoveUp(ctx, refs) })
}

// MoveDown puts nodes behind the sibling behind them; it gives those that moved.
func (a *Plan) MoveDown(refs []flow.NodeRef) ([]flow.Node, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]flow.Node, error) { return b.Flow.MoveDown(ctx, refs) })
}

// MoveNodes puts nodes into a place, in their order.
func (a *Plan) MoveNodes(refs []flow.NodeRef, place flow.Place) ([]flow.Node, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) ([]flow.Node, error) {
		return b.Flow.MoveNodes(ctx, refs, place)
	})
}

// CompleteNodes marks nodes as done, or takes that back.
func (a *Plan) CompleteNodes(refs []flow.NodeRef, done bool) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.CompleteNodes(ctx, refs, done) })
}

// DeleteNodes removes nodes with what is under them.
func (a *Plan) DeleteNodes(refs []flow.NodeRef) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.DeleteNodes(ctx, refs) })
}

// DateNodes gives nodes their days.
func (a *Plan) DateNodes(refs []flow.NodeRef, in flow.DateInput) error {
	return act(a.host, func(ctx context.Context, b *backend.Backend) error { return b.Flow.DateNodes(ctx, refs, in) })
}

// Patterns lists ways of breaking something down, to edit and paste.
func (a *Plan) Patterns() ([]plan.Pattern, error) { return plan.Patterns(), nil }

// ReadPaste says what a paste would make.
func (a *Plan) ReadPaste(in flow.PasteInput) (flow.PastePreview, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.PastePreview, error) {
		return b.Flow.ReadPaste(ctx, in)
	})
}

// Paste makes an indented or Markdown list a part of the plan.
func (a *Plan) Paste(in flow.PasteInput) (flow.Pasted, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.Pasted, error) { return b.Flow.Paste(ctx, in) })
}

// Chain reads the way from a node up to its why, and what is under it.
func (a *Plan) Chain(ref flow.NodeRef) (flow.Chain, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.Chain, error) { return b.Flow.Chain(ctx, ref) })
}

// Task reads a task with all that explains it.
func (a *Plan) Task(id string) (flow.TaskDetail, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (flow.TaskDetail, error) {
		return b.Flow.TaskDetail(ctx, id)
	})
}

// PreviewRepeat shows the first days of a repeat, before it is kept.
func (a *Plan) PreviewRepeat(in flow.RepeatInput) (plan.RepeatPreview, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.RepeatPreview, error) {
		return b.Flow.PreviewRepeat(ctx, in)
	})
}

// SkipTask leaves out one time of a repeat.
func (a *Plan) SkipTask(id string) (plan.Task, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (plan.Task, error) { return b.Flow.SkipTask(ctx, id) })
}
