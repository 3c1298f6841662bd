// Package trash owns how what a person deleted is shown: grouped by what they did, under the names they know, and
// searched. The trash itself is the change log (see store.Deleted): there is no second place that could disagree with
// it. It knows which backups may still hold something, as far as their manifests say so.
//
// It never restores or erases anything; that is store's, and flow puts it together with pictures.
package trash

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// mostThings is how many things of an entry are named one by one.
const mostThings = 12

// Thing is something that was deleted by itself, not along with what it belonged to.
type Thing struct {
	Kind      string `json:"kind"` // picture, note, text, word, motif, card, or the name of a table
	Title     string `json:"title"`
	PictureID string `json:"pictureId"` // to show it by; "" where there is none

	id            string
	goalID        string // what a card stands for, when it has no words of its own
	aspirationID  string
	nameByPicture bool
}

// Entry is what one deletion took away.
type Entry struct {
	ID     int64         `json:"id"` // the operation
	At     clock.Instant `json:"at"`
	Title  string        `json:"title"` // 3 pictures; the goal “Run 10 km”
	With   string        `json:"with"`  // what went along: 4 tasks and a reading; "" for nothing
	Things []Thing       `json:"things"`
	More   int           `json:"more"` // things that Things does not name

	// Rows are all that went, for what restores and erases.
	Rows     []store.Row    `json:"-"`
	Seq      int64          `json:"-"` // the last of the log that tells of it
	Pictures []string       `json:"-"`
	label    string         // as the person did it
	with     map[string]int // what went along, by kind
	all      []Thing
}

// kindWords are the words for a thing of a kind, one and several.
var kindWords = map[string][2]string{
	"picture": {"picture", "pictures"}, "note": {"note", "notes"}, "text": {"text", "texts"}, "word": {"word card", "word cards"},
	"motif": {"drawing", "drawings"}, "card": {"card", "cards"}, "board": {"board", "boards"}, "goal": {"goal", "goals"},
	"aspiration": {"aspiration", "aspirations"}, "milestone": {"milestone", "milestones"}, "task": {"task", "tasks"},
	"reading": {"reading", "readings"}, "win": {"win", "wins"},
}

// kindOrder is the order in which kinds are named.
var kindOrder = []string{"board", "aspiration", "goal", "picture", "note", "text", "word", "card", "motif", "milestone", "task", "reading", "win"}

// row is a deleted row as far as it is shown.
type row struct {
	Title        string  `json:"title"`
	What         string  `json:"what"`
	Text         string  `json:"text"`
	Note         string  `json:"note"`
	Day          string  `json:"day"`
	Kind         string  `json:"kind"`
	Value        float64 `json:"value"`
	BoardID      string  `json:"board_id"`
	GoalID       string  `json:"goal_id"`
	AspirationID string  `json:"aspiration_id"`
	PictureID    string  `json:"picture_id"`
}

// Read gives every entry, the newest first. Things that are named by another row wait for Name.
func Read(tx *store.Tx) ([]*Entry, error) {
	gone, err := store.Deleted(tx)
	if err != nil {
		return nil, err
	}
	entries := []*Entry{}
	known := map[int64]*Entry{}
	deleted := map[int64]map[store.Row]bool{}
	for _, d := range gone {
		e := known[d.Operation]
		if e == nil {
			e = &Entry{ID: d.Operation, At: d.At, label: d.Label, with: map[string]int{}, Things: []Thing{}}
			known[d.Operation] = e
			deleted[d.Operation] = map[store.Row]bool{}
			entries = append(entries, e)
		}
		at := store.Row{Kind: d.Kind, ID: d.ID}
		e.Rows = append(e.Rows, at)
		e.Seq = max(e.Seq, d.Seq)
		deleted[d.Operation][at] = true
	}
	for _, d := range gone {
		if err := known[d.Operation].take(d, deleted[d.Operation]); err != nil {
			return nil, err
		}
	}
	// A link that was taken off, or what the program keeps for itself, is nothing a person would look for here.
	return slices.DeleteFunc(entries, func(e *Entry) bool { return len(e.all) == 0 }), nil
}

func (e *Entry) take(d store.DeletedRow, along map[store.Row]bool) error {
	var r row
	if err := json.Unmarshal(d.Was, &r); err != nil {
		return fmt.Errorf("read what was deleted: %w", err)
	}
	kind := d.Kind
	if kind == "item" {
		kind = r.Kind
	}
	if r.PictureID != "" && !slices.Contains(e.Pictures, r.PictureID) {
		e.Pictures = append(e.Pictures, r.PictureID)
	}
	if _, ok := kindWords[kind]; !ok {
		return nil
	}
	belongs := along[store.Row{Kind: "board", ID: r.BoardID}] ||
		(d.Kind != "item" && d.Kind != "win" && along[store.Row{Kind: "goal", ID: r.GoalID}])
	if belongs {
		e.with[kind]++
		return nil
	}
	t := Thing{Kind: kind, id: d.ID, PictureID: r.PictureID, goalID: r.GoalID, aspirationID: r.AspirationID}
	for _, words := range []string{r.Title, r.What, r.Text, r.Note} {
		if t.Title == "" {
			t.Title = oneLine(words)
		}
	}
	if kind == "reading" {
		t.Title = strings.TrimSpace(fmt.Sprintf("%v on %s %s", r.Value, r.Day, t.Title))
	}
	t.nameByPicture = t.Title == "" && r.PictureID != ""
	e.all = append(e.all, t)
	return nil
}

// Wanted gives the ids of the rows that things are named by.
func Wanted(entries []*Entry) (pictures, goals, aspirations []string) {
	for _, e := range entries {
		for _, t := range e.all {
			switch {
			case t.nameByPicture:
				pictures = append(pictures, t.PictureID)
			case t.Title == "" && t.goalID != "":
				goals = append(goals, t.goalID)
			case t.Title == "" && t.aspirationID != "":
				aspirations = append(aspirations, t.aspirationID)
			}
		}
	}
	return pictures, goals, aspirations
}

// Name names things by other rows, given by their id, and puts the entries into words.
func Name(entries []*Entry, names map[string]string) {
	for _, e := range entries {
		for i := range e.all {
			t := &e.all[i]
			for _, id := range []string{t.PictureID, t.goalID, t.aspirationID} {
				if t.Title == "" && id != "" {
					t.Title = oneLine(names[id])
				}
			}
		}
		e.word()
	}
}

// word sums the entry up: "3 pictures and a note", "the goal “Run 10 km”".
func (e *Entry) word() {
	slices.SortStableFunc(e.all, func(a, b Thing) int { return slices.Index(kindOrder, a.Kind) - slices.Index(kindOrder, b.Kind) })
	counts := map[string]int{}
	for _, t := range e.all {
		counts[t.Kind]++
	}
	switch {
	case e.label == "Remove the sample":
		e.Title = "The sample"
		for kind, n := range counts {
			e.with[kind] += n
		}
	case len(e.all) == 1 && e.all[0].Title != "":
		e.Title = capital(kindWords[e.all[0].Kind][0]) + " “" + shortened(e.all[0].Title, 80) + "”"
	default:
		e.Title = capital(sum(counts))
	}
	e.With = sum(e.with)
	e.Things = slices.Clone(e.all[:min(len(e.all), mostThings)])
	for i := range e.Things {
		e.Things[i].Title = shortened(e.Things[i].Title, 200)
	}
	e.More = len(e.all) - len(e.Things)
}

// Search keeps the entries whose words have every word of a query in them.
func Search(entries []*Entry, query string) []*Entry {
	words := strings.Fields(strings.ToLower(query))
	if len(words) == 0 {
		return entries
	}
	found := []*Entry{}
	for _, e := range entries {
		var all strings.Builder
		all.WriteString(e.Title + "\n" + e.With)
		for _, t := range e.all {
			all.WriteString("\n" + kindWords[t.Kind][0] + " " + t.Title)
		}
		text := strings.ToLower(all.String())
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) }) {
			found = append(found, e)
		}
	}
	return found
}

// Of gives one entry.
func Of(entries []*Entry, id int64) (*Entry, error) {
	for _, e := range entries {
		if e.ID == id {
			return e, nil
		}
	}
	return nil, fault.New(fault.NotFound, "This is not in the trash any more. It was put back, or erased, in the meantime; nothing else was changed.")
}

// sum is "3 pictures, a note and 2 tasks".
func sum(counts map[string]int) string {
	parts := []string{}
	for _, kind := range kindOrder {
		words := kindWords[kind]
		switch n := counts[kind]; {
		case n == 1:
			article := "a "
			if strings.ContainsRune("aeiou", rune(words[0][0])) {
				article = "an "
			}
			parts = append(parts, article+words[0])
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", n, words[1]))
		}
	}
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return strings.ToUpper(string(r)) + s[n:]
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func shortened(s string, longest int) string {
	if r := []rune(s); len(r) > longest {
		return string(r[:longest-1]) + "…"
	}
	return s
}

// PutBackLabel is what Undo calls putting the entry back. It has no words of the person's in it: a label stays in the
// log when they are erased.
func (e *Entry) PutBackLabel() string {
	if e.Title == "The sample" {
		return "Put back the sample"
	}
	counts := map[string]int{}
	for _, t := range e.all {
		counts[t.Kind]++
	}
	if len(e.all) == 1 {
		return "Put back " + kindWords[e.all[0].Kind][0]
	}
	return "Put back " + sum(counts)
}

// Reasons says of each row that could not come back why, in a sentence.
func Reasons(left []store.Left) []string {
	reasons := []string{}
	for _, l := range left {
		switch {
		case l.Missing == "":
			reasons = append(reasons, "The "+l.Name+" could not come back: something else has taken its place.")
		case l.Missing == "picture":
			reasons = append(reasons, "The "+l.Name+" could not come back: its picture was erased for good.")
		default:
			reasons = append(reasons, "The "+l.Name+" could not come back: its "+l.Missing+" is gone. Put that back first, if it is in the trash.")
		}
	}
	return reasons
}
