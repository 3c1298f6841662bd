package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"northboard/backend/store"
)

// Pages are the same words as library.json, to be read by people and by any program that shows Markdown. Nothing is
// read back from them.

type page struct{ name, text string }

func (c content) pages() []page {
	return []page{
		{pagesFolder + "aspirations.md", c.aspirationsPage()},
		{pagesFolder + "goals.md", c.goalsPage()},
		{pagesFolder + "tasks.md", c.tasksPage()},
		{pagesFolder + "boards.md", c.boardsPage()},
		{pagesFolder + "reviews.md", c.reviewsPage()},
	}
}

// plain keeps words from being read as Markdown, and on one line.
func plain(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "!", `\!`).Replace(s)
}

// paragraphs is prose of several lines.
func paragraphs(b *strings.Builder, s, before string) {
	for line := range strings.Lines(s) {
		if line = plain(line); line != "" {
			b.WriteString(before + line + "\n\n")
		}
	}
}

func dayOf(instant any) string {
	if ms, ok := instant.(int64); ok {
		return time.UnixMilli(ms).UTC().Format(time.DateOnly)
	}
	return ""
}

func number(v any) string {
	f, ok := v.(float64)
	if !ok {
		return ""
	}
	return string(appendNumber(nil, f))
}

// of gives the rows of a kind that belong to a parent, in the order the person gave them.
func (c content) of(kind, parent, id string) []store.Record {
	var found []store.Record
	for _, r := range c.rows[kind] {
		if r.Text(parent) == id {
			found = append(found, r)
		}
	}
	return inOrder(found, "rank")
}

func inOrder(rows []store.Record, column string) []store.Record {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b store.Record) int { return cmp.Compare(a.Text(column), b.Text(column)) })
	return rows
}

func (c content) aspirationsPage() string {
	var b strings.Builder
	b.WriteString("# Aspirations\n\n")
	titles := map[string]string{}
	for _, g := range c.rows["goal"] {
		titles[g.Text("id")] = g.Text("title")
	}
	for _, a := range inOrder(c.rows["aspiration"], "rank") {
		fmt.Fprintf(&b, "## %s\n\n", plain(a.Text("what")))
		paragraphs(&b, a.Text("why"), "")
		for _, link := range c.rows["goal_aspiration"] {
			if link.Text("aspiration_id") == a.Text("id") {
				fmt.Fprintf(&b, "- Goal: %s\n", plain(titles[link.Text("goal_id")]))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func (c content) goalsPage() string {
	var b strings.Builder
	b.WriteString("# Goals\n\n")
	for _, g := range inOrder(c.rows["goal"], "rank") {
		c.goal(&b, g)
	}
	return b.String()
}

func (c content) goal(b *strings.Builder, g store.Record) {
	id := g.Text("id")
	fmt.Fprintf(b, "## %s\n\n", plain(g.Text("title")))
	paragraphs(b, g.Text("why"), "> ")
	if due := g.Text("due"); due != "" {
		fmt.Fprintf(b, "- By %s\n", due)
	}
	if target := number(g.Value("target")); target != "" {
		fmt.Fprintf(b, "- From %s to %s %s\n", number(g.Value("start")), target, plain(g.Text("unit")))
	}
	if reached := dayOf(g.Value("reached")); reached != "" {
		fmt.Fprintf(b, "- Reached on %s\n", reached)
	}
	readings := c.of("reading", "goal_id", id)
	slices.SortStableFunc(readings, func(a, b store.Record) int { return cmp.Compare(a.Text("day"), b.Text("day")) })
	for _, r := range readings {
		fmt.Fprintf(b, "- %s: %s %s\n", r.Text("day"), number(r.Value("value")), plain(r.Text("note")))
	}
	b.WriteString("\n")
	for _, m := range c.of("milestone", "goal_id", id) {
		fmt.Fprintf(b, "### %s\n\n", withDay(m))
		c.tasks(b, c.of("task", "milestone_id", m.Text("id")))
	}
	c.tasks(b, slices.DeleteFunc(c.of("task", "goal_id", id), func(t store.Record) bool { return t.Text("milestone_id") != "" }))
}

// withDay is a step's title with its day, and when it was done.
func withDay(step store.Record) string {
	s := plain(step.Text("title"))
	if due := step.Text("due"); due != "" {
		s += " (" + strings.TrimSpace(due+" "+step.Text("due_time")) + ")"
	}
	if done := dayOf(step.Value("done")); done != "" {
		s += ", done " + done
	}
	return s
}

func (c content) tasks(b *strings.Builder, tasks []store.Record) {
	for _, t := range tasks {
		box := "[ ]"
		if t.Value("done") != nil {
			box = "[x]"
		}
		fmt.Fprintf(b, "- %s %s\n", box, withDay(t))
	}
	if len(tasks) > 0 {
		b.WriteString("\n")
	}
}

func (c content) tasksPage() string {
	var b strings.Builder
	b.WriteString("# Tasks without a goal\n\n")
	c.tasks(&b, c.of("task", "goal_id", ""))
	return b.String()
}

func (c content) boardsPage() string {
	var b strings.Builder
	b.WriteString("# Boards\n\n")
	pictures := map[string]store.Record{}
	for _, p := range c.rows["picture"] {
		pictures[p.Text("id")] = p
	}
	for _, board := range inOrder(c.rows["board"], "rank") {
		fmt.Fprintf(&b, "## %s\n\n", plain(board.Text("title")))
		items := inOrder(c.of("item", "board_id", board.Text("id")), "z")
		for _, item := range items {
			if p, ok := pictures[item.Text("picture_id")]; ok {
				fmt.Fprintf(&b, "![%s](../%s)\n\n", plain(p.Text("name")), pictureMember(p.Text("id"), p.Text("ext")))
			}
			paragraphs(&b, item.Text("text"), "")
		}
	}
	return b.String()
}

func (c content) reviewsPage() string {
	var b strings.Builder
	b.WriteString("# Reviews and wins\n\n")
	reviews := slices.Clone(c.rows["review"])
	slices.SortStableFunc(reviews, func(a, b store.Record) int {
		return cmp.Compare(a.Value("started").(int64), b.Value("started").(int64))
	})
	for _, r := range reviews {
		fmt.Fprintf(&b, "## Review of %s\n\n", dayOf(r.Value("started")))
		c.wins(&b, r.Text("id"))
	}
	b.WriteString("## Other wins\n\n")
	c.wins(&b, "")
	return b.String()
}

func (c content) wins(b *strings.Builder, review string) {
	for _, w := range c.of("win", "review_id", review) {
		fmt.Fprintf(b, "- %s: %s\n", w.Text("day"), plain(w.Text("text")))
	}
	b.WriteString("\n")
}

func readme(withoutPlaces bool) string {
	pictures := "pictures/     the originals, byte for byte, named by the SHA-256 of their bytes"
	if withoutPlaces {
		pictures = "pictures/     the pictures without place, time or camera, named by the SHA-256 of their bytes"
	}
	return `A Northboard archive.

read/         your words, to read: aspirations, goals, tasks, boards, reviews (Markdown)
` + pictures + `
library.json  everything that was written, for programs; schema.json says how
manifest.json what this archive holds, with the SHA-256 of each file

To have it back in Northboard: Library, "Import an archive", or: northboard import FILE
`
}
