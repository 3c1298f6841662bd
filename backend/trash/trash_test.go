package trash

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"northboard/backend/store"
)

// entry makes an entry of one operation that deleted these rows.
func entry(t *testing.T, rows ...string) *Entry {
	t.Helper()
	e := &Entry{with: map[string]int{}}
	along := map[store.Row]bool{}
	all := []store.DeletedRow{}
	for _, r := range rows {
		kind, was, _ := strings.Cut(r, " ")
		var row struct {
			ID string `json:"id"`
		}
		if err := json.Unmarshal([]byte(was), &row); err != nil {
			t.Fatal(err)
		}
		along[store.Row{Kind: kind, ID: row.ID}] = true
		all = append(all, store.DeletedRow{Kind: kind, ID: row.ID, Was: json.RawMessage(was)})
	}
	for _, d := range all {
		if err := e.take(d, along); err != nil {
			t.Fatal(err)
		}
	}
	Name([]*Entry{e}, map[string]string{"p": "Lake.jpg", "g2": "Run 10 km"})
	return e
}

func TestEntry_Words(t *testing.T) {
	for _, c := range []struct {
		name               string
		rows               []string
		title, with, label string
	}{
		{"one", []string{`task {"id":"t","title":"Call  Ana\n"}`}, "Task “Call Ana”", "", "Put back task"},
		{"nameless", []string{`item {"id":"i","kind":"note"}`}, "A note", "", "Put back note"},
		{"picture", []string{`item {"id":"i","kind":"picture","picture_id":"p"}`}, "Picture “Lake.jpg”", "", "Put back picture"},
		{"card", []string{`item {"id":"i","kind":"card","goal_id":"g2"}`}, "Card “Run 10 km”", "", "Put back card"},
		{"goal", []string{`reading {"id":"r","goal_id":"g","value":4,"day":"2026-11-22"}`, `task {"id":"t","goal_id":"g","title":"T"}`, `goal_aspiration {"id":"x","goal_id":"g"}`,
			`task {"id":"u","goal_id":"g","title":"U"}`, `goal {"id":"g","title":"Garden"}`}, "Goal “Garden”", "2 tasks and a reading", "Put back goal"},
		{"several", []string{`item {"id":"i","kind":"note","text":"A"}`, `item {"id":"j","kind":"picture","picture_id":"p"}`, `item {"id":"k","kind":"picture","picture_id":"p"}`},
			"2 pictures and a note", "", "Put back 2 pictures and a note"},
		{"board", []string{`item {"id":"i","kind":"note","board_id":"b"}`, `board {"id":"b","title":"Home"}`}, "Board “Home”", "a note", "Put back board"},
		{"reading", []string{`reading {"id":"r","goal_id":"g","value":4.5,"day":"2026-11-22","note":"easy"}`}, "Reading “4.5 on 2026-11-22 easy”", "", "Put back reading"},
		{"link only", []string{`goal_aspiration {"id":"x","goal_id":"g"}`}, "", "", "Put back "},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := entry(t, c.rows...)
			if e.Title != c.title || e.With != c.with || e.PutBackLabel() != c.label {
				t.Errorf("%q with %q, %q", e.Title, e.With, e.PutBackLabel())
			}
		})
	}
}

func TestSearch(t *testing.T) {
	all := []*Entry{entry(t, `task {"id":"t","title":"Call Ana"}`), entry(t, `item {"id":"i","kind":"picture","picture_id":"p"}`)}
	for query, want := range map[string]int{"": 2, "ANA call": 1, "lake": 1, "picture": 1, "task “call": 1, "nobody": 0} {
		if found := Search(all, query); len(found) != want {
			t.Errorf("%q finds %d", query, len(found))
		}
	}
}

func TestReasons(t *testing.T) {
	got := Reasons([]store.Left{{Name: "task “A”", Missing: "goal"}, {Name: "win “B”"}})
	if len(got) != 2 || !strings.Contains(got[0], "its goal is gone") || !strings.Contains(got[1], "taken its place") {
		t.Errorf("%q", got)
	}
}

func TestBackups_Sentence(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a": `{"created": 1000000, "pictures": []}`, "b": `{"created": 90000000, "pictures": [{"file": "p.jpg"}]}`, "c": `broken`, "pictures": ""} {
		if err := os.MkdirAll(filepath.Join(dir, "backups", name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "backups", name, "manifest.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	folder := filepath.Join(dir, "backups")
	if gone, err := ReadBackups(Places{Folders: []string{folder}, Away: true}, 0); err != nil || !gone.Everything || !strings.HasSuffix(gone.Sentence(0, time.UTC), "The second place for backups is not there now; what is in it may hold it too.") {
		t.Errorf("a second place that is away: %+v, %v", gone, err)
	}
	b, err := ReadBackups(Places{Folders: []string{folder, folder}}, 0) // The second place has the same.
	if err != nil || !b.Everything || !b.Pictures["p"] {
		t.Fatalf("%+v, %v", b, err)
	}
	if got := b.Sentence(2000000, time.UTC); got != "The backup of 2 January 1970, 01:00 may still hold it. 2 backups cannot be read, so they may hold it too." {
		t.Error(got)
	}
	if got := b.Sentence(0, time.UTC); !strings.HasPrefix(got, "2 backups, from 1 January 1970, 00:16 to 2 January 1970, 01:00,") {
		t.Error(got)
	}
}
