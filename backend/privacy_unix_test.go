//go:build unix

package backend_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"northboard/backend"
	"northboard/backend/backup"
	"northboard/backend/board"
	"northboard/backend/exchange"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/instance"
	"northboard/backend/picture"
	"northboard/backend/store"
)

// notWords are the text columns that hold no words of a person's: what a row is called by, days, orders, kinds, states.
// A column that a migration adds is taken for words until it is named here.
var notWords = []string{
	"id", "rank", "z", "kind", "state", "due", "due_time", "day", "time", "next", "ext", "colour", "background", "style", "measure", "size", "horizon", "begins", "paused_until", "energy", "repeat", "repeat_from", "series_start", "key", "claimed_by", "answer",
	"goal_id", "into_id", "toward_id", "parent_id", "blocked_by", "series_id", "aspiration_id", "milestone_id", "board_id", "picture_id", "review_id", "digest_id",
}

// notKinds are the tables of the program's own.
var notKinds = []string{"operation", "change", "setting", "preview_job", "former_wallpaper", "reminder", "sqlite_sequence", "sqlite_stat1", "sqlite_stat4"}

// keptLog is everything that was logged, at the finest level.
type keptLog struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *keptLog) Write(data []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(data)
}

const canary = "CANARY7Q"

// TestPrivacy lets a life go by with every mask of permissions taken away and a mark in every field that takes words. All
// that is written is the person's alone to read; the mark is in the library's files and in what the person takes out,
// and nowhere else: not in what is logged, in the cache, in the folder of sockets, nor in the name of any file.
func TestPrivacy(t *testing.T) {
	was := syscall.Umask(0)
	t.Cleanup(func() { syscall.Umask(was) })
	ctx := context.Background()
	root := t.TempDir()
	runtime := filepath.Join(root, "runtime")
	if err := os.Mkdir(runtime, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_RUNTIME_DIR", runtime)
	t.Setenv("TMPDIR", t.TempDir())
	log := &keptLog{}
	cfg := backend.Config{
		Library: filepath.Join(root, "data", "library"), Cache: filepath.Join(root, "cache"), Previews: true,
		Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	b, err := backend.Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	lock, _, err := instance.TryLock(instance.LockPath(cfg.Library, instance.Window), "window")
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	columns := liveThrough(t, b)
	for _, must := range []string{"goal.title", "goal.why", "task.title", "item.text", "win.text", "picture.name", "reading.note", "aspiration.why", "occurrence.body"} {
		if !slices.Contains(columns, must) {
			t.Errorf("%s was not marked", must)
		}
	}
	marker := filepath.Join(root, "exported", "all.zip")
	if err := os.Mkdir(filepath.Dir(marker), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Exchange().Export(ctx, marker, exchange.ExportOptions{Program: "test"}, nil); err != nil {
		t.Fatal(err)
	}
	second := filepath.Join(root, "second")
	if err := os.Mkdir(second, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := b.Backups.SetSecond(second); err != nil {
		t.Fatal(err)
	}
	made, err := b.Backups.Make(ctx, backup.OnDemand, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Backups.Verify(ctx, true, nil); err != nil {
		t.Fatal(err)
	}
	goals, err := b.Flow.Trash(ctx, "", 0, 10)
	if err != nil || goals.All == 0 {
		t.Fatalf("the trash: %+v, %v", goals, err)
	}
	if _, err := b.Erase(ctx, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Tidy(ctx); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Backups.Restore(ctx, made.Info.ID, nil); err != nil {
		t.Fatal(err)
	}
	if b, err = backend.Open(ctx, cfg); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Exchange().Import(ctx, marker, "", nil); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if text := log.text.String(); strings.Contains(text, canary) {
		t.Errorf("it was logged: %s", around(text))
	}
	if strings.Contains(log.text.String(), root) && testing.Verbose() {
		t.Log("paths of the library are logged, which its words are not in")
	}
	lookThrough(t, root)
}

// liveThrough fills a library and marks every field that takes words; it gives the fields.
func liveThrough(t *testing.T, b *backend.Backend) []string {
	t.Helper()
	ctx := context.Background()
	home, err := b.Flow.AddBoard(ctx, board.BoardDraft{Title: canary})
	if err != nil {
		t.Fatal(err)
	}
	results, err := b.Pictures.StageAll(ctx, []picture.Source{{Name: canary + ".png", Data: somePicture(1)}, {Name: canary + "2.png", Data: somePicture(2)}, {Name: canary + ".txt", Data: []byte(canary)}}, nil)
	if err != nil || results[2].Fault == nil || results[2].Fault.Code != fault.NotAPicture {
		t.Fatalf("%+v, %v", results, err)
	}
	items, err := b.Flow.AddPictures(ctx, home.ID, []picture.Staged{results[0].Staged, results[1].Staged}, flow.Point{})
	if err != nil {
		t.Fatal(err)
	}
	columns := []string{}
	op := store.Op{Label: "Live", Origin: store.User}
	err = b.Store.Write(ctx, op, func(tx *store.Tx) error {
		for _, statement := range []string{
			`INSERT INTO aspiration (id, what, rank, created, updated) VALUES ('@0', 'x', 'a0', 1, 1)`,
			`INSERT INTO goal (id, title, rank, created, updated) VALUES ('@1', 'x', 'a0', 1, 1), ('@2', 'x', 'a1', 1, 1)`,
			`INSERT INTO milestone (id, goal_id, title, rank, created, updated) VALUES ('@3', '@1', 'x', 'a0', 1, 1)`,
			`INSERT INTO task (id, goal_id, title, rank, created, updated) VALUES ('@4', '@1', 'x', 'a0', 1, 1), ('@5', '@2', 'x', 'a0', 1, 1)`,
			`INSERT INTO reading (id, goal_id, day, value, created) VALUES ('@6', '@1', '2026-11-20', 2, 1)`,
			`INSERT INTO occurrence (id, key, kind, title, due, state, created) VALUES ('@7', 'task/t/2026-11-22T09:00', 'task', 'x', 1, 'shown', 1)`,
			`INSERT INTO win (id, text, day, created) VALUES ('@8', 'x', '2026-11-20', 1)`,
			`INSERT INTO item (id, board_id, kind, x, y, w, h, z, text, created, updated) VALUES ('@9', '` + home.ID + `', 'note', 0, 0, 4, 3, 'a0', 'x', 1, 1)`,
		} {
			if _, err := tx.Exec(strings.ReplaceAll(statement, "'@", "'00000000-0000-7000-8000-00000000000")); err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
		rows, err := tx.Query(`SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.type = 'TEXT'`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var table, column string
			if err := rows.Scan(&table, &column); err != nil {
				return err
			}
			if !slices.Contains(notKinds, table) && !slices.Contains(notWords, column) && table != "occurrence" || table == "occurrence" && (column == "title" || column == "body") {
				columns = append(columns, table+"."+column)
			}
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	err = b.Store.Write(ctx, op, func(tx *store.Tx) error {
		for _, column := range columns {
			table, name, _ := strings.Cut(column, ".")
			if _, err := tx.Exec(fmt.Sprintf(`UPDATE %s SET %s = '%s %s'`, table, name, canary, column)); err != nil {
				return fmt.Errorf("%s: %w", column, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Flow.DeleteItems(ctx, []string{items[1].ID}); err != nil {
		t.Fatal(err)
	}
	if err := b.Store.Write(ctx, op, func(tx *store.Tx) error { _, err := tx.Exec(`DELETE FROM goal WHERE id LIKE '%0002'`); return err }); err != nil {
		t.Fatal(err)
	}
	return columns
}

// mayHold says where the mark may be: in the library's file and in those made of it for the person. A manifest names
// pictures, so that a check can say which one is damaged.
func mayHold(path string) bool {
	name := filepath.Base(path)
	return strings.HasPrefix(name, store.DatabaseName) || name == "manifest.json" && strings.Contains(path, "ackups")
}

func lookThrough(t *testing.T, root string) {
	t.Helper()
	marked, seen := map[string]bool{}, 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == root {
			return err
		}
		seen++
		below, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %v", below, info.Mode())
		}
		if strings.Contains(entry.Name(), canary) {
			t.Errorf("%s is a name", below)
		}
		if !info.Mode().IsRegular() {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if bytes.Contains(data, []byte(canary)) {
			marked[entry.Name()] = true
			if !mayHold(path) {
				t.Errorf("%s holds %s", below, around(string(data)))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if !marked[store.DatabaseName] || seen < 40 {
		t.Errorf("%v hold it, of %d: the test would see nothing", marked, seen)
	}
}

func around(text string) string {
	at := strings.Index(text, canary)
	return fmt.Sprintf("%q", text[max(0, at-120):min(len(text), at+80)])
}
