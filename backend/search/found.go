package search

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"northboard/backend/store"
)

// Found is a row as it is shown among what a search found.
type Found struct {
	Kind  string `json:"kind"` // aspiration, goal, milestone, task, reading, item, board, picture, win
	ID    string `json:"id"`
	Title string `json:"title"`
	// Text is a piece of what else it says, around the first word that was found there; "" when the title has them all.
	Text    string `json:"text"`
	Place   string `json:"place"`   // where it belongs: the goal's title, the board's
	GoalID  string `json:"goalId"`  // the goal that shows it; "" for none
	BoardID string `json:"boardId"` // the board it lies on; "" for none
	ItemID  string `json:"itemId"`  // what lies there; "" for none
	Hue     int    `json:"hue"`     // of its aspiration, -1 for none
	Done    bool   `json:"done"`

	score float64
}

// faces says how each kind is shown: id, title, body, place, goal, board, item, hue, done.
var faces = map[string]string{
	"aspiration": `SELECT id, what, ` + aspirationBody + `, '', '', '', '', hue, 0 FROM aspiration AS r`,
	"goal": `SELECT r.id, r.title, ` + goalBody + `, coalesce(a.what, ''), r.id, '', '', coalesce(a.hue, -1), r.reached IS NOT NULL
		FROM goal AS r
		LEFT JOIN goal_aspiration AS l ON l.id = (SELECT min(id) FROM goal_aspiration WHERE goal_id = r.id)
		LEFT JOIN aspiration AS a ON a.id = l.aspiration_id`,
	"milestone": `SELECT r.id, r.title, ` + milestoneBody + `, g.title, g.id, '', '', -1, r.done IS NOT NULL FROM milestone AS r JOIN goal AS g ON g.id = r.goal_id`,
	"task": `SELECT r.id, r.title, ` + taskBody + `, coalesce(g.title, ''), coalesce(g.id, ''), '', '', -1, r.done IS NOT NULL
		FROM task AS r
		LEFT JOIN goal AS g ON g.id = r.goal_id`,
	"reading": `SELECT r.id, r.note, '', g.title || ', ' || r.day, g.id, '', '', -1, 0 FROM reading AS r JOIN goal AS g ON g.id = r.goal_id`,
	"board":   `SELECT id, title, '', '', '', id, '', -1, 0 FROM board AS r`,
	"item":    `SELECT r.id, r.text, '', b.title, '', b.id, r.id, -1, 0 FROM item AS r JOIN board AS b ON b.id = r.board_id`,
	// A picture is where it hangs; one that hangs nowhere cannot be gone to.
	"picture": `SELECT r.id, r.name, '', b.title, '', b.id, i.id, -1, 0
		FROM picture AS r
		JOIN item AS i ON i.id = (SELECT min(id) FROM item WHERE picture_id = r.id)
		JOIN board AS b ON b.id = i.board_id`,
	"win": `SELECT r.id, r.text, '', r.day, coalesce(r.goal_id, ''), '', '', -1, 0 FROM win AS r`,
}

// Faces reads what is shown of the hits, the best first, at most limit. A title that begins with the query comes before
// one that has it somewhere.
func Faces(tx *store.Tx, hits []Hit, query string, limit int) ([]Found, error) {
	byKind := map[string][]string{}
	scores := map[Hit]float64{}
	for _, h := range hits {
		byKind[h.Kind] = append(byKind[h.Kind], h.ID)
		scores[Hit{Kind: h.Kind, ID: h.ID}] = h.score
	}
	found := []Found{}
	for _, s := range sources {
		ids := byKind[s.kind]
		if len(ids) == 0 {
			continue
		}
		some, err := facesOf(tx, s.kind, ids, query)
		if err != nil {
			return nil, fmt.Errorf("read what was found of %s: %w", s.kind, err)
		}
		for i := range some {
			some[i].score = scores[Hit{Kind: s.kind, ID: some[i].ID}] * begins(some[i].Title, query)
		}
		found = append(found, some...)
	}
	slices.SortStableFunc(found, func(a, b Found) int {
		switch {
		case a.score < b.score:
			return -1
		case a.score > b.score:
			return 1
		}
		return 0
	})
	return found[:min(limit, len(found))], nil
}

// begins is by how much a match counts more for where it is in the title.
func begins(title, query string) float64 {
	title, query = strings.ToLower(fold(title)), strings.ToLower(strings.TrimSpace(fold(query)))
	switch {
	case title == query:
		return 4
	case strings.HasPrefix(title, query):
		return 2
	}
	return 1
}

func facesOf(tx *store.Tx, kind string, ids []string, query string) ([]Found, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(faces[kind]+` WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.id`, string(list))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := []Found{}
	for rows.Next() {
		f := Found{Kind: kind}
		body := ""
		if err := rows.Scan(&f.ID, &f.Title, &body, &f.Place, &f.GoalID, &f.BoardID, &f.ItemID, &f.Hue, &f.Done); err != nil {
			return nil, err
		}
		f.Title, f.Text = shown(f.Title, body, query)
		found = append(found, f)
	}
	return found, rows.Err()
}

// longestShown is the number of runes of a title or text that are shown.
const longestShown = 120

// shown shortens a title to its first line, and finds a piece of the rest that says why it was found.
func shown(title, body, query string) (line, piece string) {
	line = strings.TrimSpace(title)
	if first, rest, cut := strings.Cut(line, "\n"); cut {
		line, body = strings.TrimSpace(first), strings.TrimSpace(rest)+" "+body
	}
	if r := []rune(line); len(r) > longestShown {
		body = string(r[longestShown-1:]) + " " + body
		line = string(r[:longestShown-1]) + "…"
	}
	missing := []string{}
	for _, word := range words(query) {
		if !has(line, word) {
			missing = append(missing, strings.Join(word, ""))
		}
	}
	if len(missing) == 0 || strings.TrimSpace(body) == "" {
		return line, ""
	}
	return line, around(strings.Join(strings.Fields(body), " "), missing)
}

func has(text string, word []string) bool {
	return strings.Contains(plain(text), plain(strings.Join(word, "")))
}

// plain is for finding a piece: letters without accents, in small.
func plain(text string) string { return strings.ToLower(strings.ReplaceAll(fold(text), " ", "")) }

// around cuts a piece of the text about the first word that it has.
func around(text string, words []string) string {
	runes := []rune(text)
	if len(runes) <= longestShown {
		return text
	}
	at := 0
	for i := range runes {
		if i > 0 && (unicode.IsLetter(runes[i-1]) || unicode.IsNumber(runes[i-1])) && !isAlone(runes[i]) {
			continue
		}
		end := min(len(runes), i+40)
		if slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(plain(string(runes[i:end])), plain(w)) }) {
			at = i
			break
		}
	}
	from := max(0, at-longestShown/3)
	for from > 0 && from < at && !unicode.IsSpace(runes[from-1]) {
		from++
	}
	piece := string(runes[from:min(len(runes), from+longestShown)])
	if from > 0 {
		piece = "…" + piece
	}
	if from+longestShown < len(runes) {
		piece += "…"
	}
	return piece
}
