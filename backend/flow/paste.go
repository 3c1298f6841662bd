package flow

import (
	"context"
	"strings"

	"northboard/backend/plan"
	"northboard/backend/store"
)

// Rules of what a pasted line becomes:
//   - At the root an aspiration, under it a goal, under that a task; what is
//     deeper is a part of what stands above.
//   - In a goal a heading, or Kind "milestone", is a milestone; under a task it is
//     a task.
//   - Kind says what the lines at the top become where that can be chosen.

// PasteInput is a list and where it goes. Kind "" is what fits the place.
type PasteInput struct {
	Place Place  `json:"place"`
	Kind  string `json:"kind"`
	Text  string `json:"text"`
}

// PasteLine is a line of a pasted list as it would come.
type PasteLine struct {
	Kind  string `json:"kind"`
	Depth int    `json:"depth"`
	Title string `json:"title"`
	Done  bool   `json:"done"`
}

// PastePreview says what a paste would make.
type PastePreview struct {
	Lines []PasteLine `json:"lines"`
	Text  string      `json:"text"` // "2 milestones and 12 tasks"
}

// Pasted says what a paste made.
type Pasted struct {
	Nodes []Node `json:"nodes"`
	Text  string `json:"text"`
}

// ReadPaste says what a paste would make; it changes nothing.
func (f *Flow) ReadPaste(ctx context.Context, in PasteInput) (PastePreview, error) {
	lines, err := plan.ReadPasted(in.Text)
	if err != nil {
		return PastePreview{Lines: []PasteLine{}}, err
	}
	kinds := pastedKinds(lines, in)
	p := PastePreview{Lines: make([]PasteLine, len(lines)), Text: pastedText(kinds)}
	for i, l := range lines {
		p.Lines[i] = PasteLine{Kind: kinds[i], Depth: l.Depth, Title: l.Title, Done: l.Done}
	}
	return p, nil
}

// Paste makes an indented or Markdown list a part of the plan.
func (f *Flow) Paste(ctx context.Context, in PasteInput) (Pasted, error) {
	lines, err := plan.ReadPasted(in.Text)
	if err != nil {
		return Pasted{Nodes: []Node{}}, err
	}
	kinds := pastedKinds(lines, in)
	text := pastedText(kinds)
	return write(ctx, f, "Paste "+text, func(tx *store.Tx) (Pasted, error) {
		refs, err := pasteLines(tx, lines, kinds, in.Place)
		if err != nil {
			return Pasted{}, err
		}
		nodes, err := nodesOf(tx, refs)
		return Pasted{Nodes: nodes, Text: text}, err
	})
}

// pastedKinds decides what each line becomes.
func pastedKinds(lines []plan.PastedLine, in PasteInput) []string {
	kinds := make([]string, len(lines))
	above := []string{} // the kinds of the lines that a line stands under
	for i, l := range lines {
		above = above[:l.Depth]
		parent := ""
		if l.Depth > 0 {
			parent = above[l.Depth-1]
		} else if in.Place.Parent != nil {
			parent = in.Place.Parent.Kind
		}
		kind := map[string]string{"": nodeAspiration, nodeAspiration: nodeGoal}[parent]
		if kind == "" {
			kind = nodeTask
		}
		if l.Depth == 0 && in.Kind != "" {
			kind = in.Kind
		}
		if parent == nodeGoal && l.Heading {
			kind = nodeMilestone
		}
		kinds[i] = kind
		above = append(above, kind)
	}
	return kinds
}

func pastedText(kinds []string) string {
	parts := []string{}
	for _, kind := range []string{nodeAspiration, nodeGoal, nodeMilestone, nodeTask} {
		n := 0
		for _, k := range kinds {
			if k == kind {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, counted(n, kind, kind+"s"))
		}
	}
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

// pasteLines adds the lines: those at the top in a row at the place, the others
// last under what they stand under.
func pasteLines(tx *store.Tx, lines []plan.PastedLine, kinds []string, place Place) ([]NodeRef, error) {
	refs := make([]NodeRef, 0, len(lines))
	above := []NodeRef{}
	last := map[string]string{} // at the top: the last sibling of a kind
	for i, l := range lines {
		above = above[:l.Depth]
		at := place
		if l.Depth > 0 {
			at = Place{Parent: &above[l.Depth-1], Last: true}
		} else if id, ok := last[kinds[i]]; ok {
			at.AfterID, at.Last = id, false
		}
		ref, err := pasteLine(tx, l, kinds[i], at)
		if err != nil {
			return nil, err
		}
		if l.Depth == 0 {
			last[kinds[i]] = ref.ID
		}
		above = append(above, ref)
		refs = append(refs, ref)
	}
	return refs, nil
}

func pasteLine(tx *store.Tx, l plan.PastedLine, kind string, at Place) (NodeRef, error) {
	ref := NodeRef{Kind: kind}
	switch kind {
	case nodeAspiration:
		a, err := plan.AddAspiration(tx, plan.AspirationDraft{What: l.Title, How: l.Notes})
		if err != nil {
			return ref, err
		}
		ref.ID = a.ID
	case nodeGoal:
		g, err := plan.AddGoal(tx, plan.GoalDraft{Title: l.Title, Specific: l.Notes})
		if err != nil {
			return ref, err
		}
		ref.ID = g.ID
		if l.Done {
			if _, err := plan.ReachGoal(tx, g.ID, true); err != nil {
				return ref, err
			}
		}
	case nodeMilestone:
		goal, err := goalOfParent(tx, at.Parent)
		if err != nil {
			return ref, err
		}
		m, err := plan.AddMilestone(tx, plan.MilestoneDraft{GoalID: goal, Title: l.Title, Notes: l.Notes})
		if err != nil {
			return ref, err
		}
		ref.ID = m.ID
		if l.Done {
			if _, err := plan.CompleteMilestone(tx, m.ID, true); err != nil {
				return ref, err
			}
		}
	default:
		place, err := taskPlace(tx, at)
		if err != nil {
			return ref, err
		}
		t, err := plan.AddTaskAt(tx, plan.TaskDraft{Title: l.Title, Notes: l.Notes}, place)
		if err == nil && l.Done {
			_, err = plan.CompleteTask(tx, t.ID, true)
		}
		return NodeRef{nodeTask, t.ID}, err
	}
	return ref, moveNode(tx, ref, at)
}
