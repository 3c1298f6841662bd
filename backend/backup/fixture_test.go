package backup

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/store"
)

var ctx = context.Background()

// fixture is a library with something in it, and its keeper.
type fixture struct {
	*backendtest.Fixture
	*Keeper
	dir string
}

// newFixture makes a library one folder deep, so that what a restore puts beside it goes with the test.
func newFixture(t testing.TB) *fixture {
	t.Helper()
	f := backendtest.New(t)
	closeStore(t, f)
	dir := filepath.Join(t.TempDir(), "library")
	if err := os.Rename(f.Dir, dir); err != nil {
		t.Fatal(err)
	}
	f.Dir = dir
	f.Store = f.Open(t)
	return &fixture{Fixture: f, Keeper: New(Config{Library: dir, Clock: f.Clock, Log: backendtest.Quiet(), Program: "test"}), dir: dir}
}

func closeStore(t testing.TB, f *backendtest.Fixture) {
	t.Helper()
	if err := f.Store.Close(); err != nil {
		t.Fatal(err)
	}
}

func (f *fixture) exec(t testing.TB, statements ...string) {
	t.Helper()
	f.Write(t, func(tx *store.Tx) error {
		for _, s := range statements {
			if _, err := tx.Exec(s); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
		return nil
	})
}

// picture puts an original of n bytes into the library, with its row, and gives its file name.
func (f *fixture) picture(t testing.TB, name string, n int) string {
	t.Helper()
	data := make([]byte, n)
	random := rand.New(rand.NewPCG(uint64(len(name)), uint64(n)))
	copy(data, name)
	for i := len(name); i < n; i++ {
		data[i] = byte(random.Uint32())
	}
	sum := sha256.Sum256(data)
	id := hex.EncodeToString(sum[:])
	path := pictureIn(f.dir, id+".jpg")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	f.exec(t, fmt.Sprintf(`INSERT INTO picture (id, ext, name, width, height, bytes, created) VALUES ('%s', 'jpg', '%s', 4, 3, %d, 1)`, id, name, n))
	return id + ".jpg"
}

// life fills the library: a board with things on it, goals with tasks, an aspiration, pictures. It gives the pictures.
func (f *fixture) life(t testing.TB) []string {
	t.Helper()
	files := []string{f.picture(t, "Harbour", 5000), f.picture(t, "Mountain", 7000)}
	f.exec(t,
		`INSERT INTO aspiration (id, what, rank, created, updated) VALUES ('a1', 'Speak', 'a0', 1, 1)`,
		`INSERT INTO goal (id, title, rank, created, updated) VALUES ('g1', 'Speak at a conference', 'a0', 1, 1), ('g2', 'Lead a team', 'a1', 1, 1)`,
		`INSERT INTO goal_aspiration (id, goal_id, aspiration_id) VALUES ('l1', 'g1', 'a1'), ('l2', 'g2', 'a1')`,
		`INSERT INTO milestone (id, goal_id, title, rank, created, updated) VALUES ('m1', 'g1', 'Find a topic', 'a0', 1, 1)`,
		`INSERT INTO task (id, goal_id, milestone_id, title, rank, created, updated) VALUES ('t1', 'g1', 'm1', 'Ask Mira', 'a0', 1, 1), ('t2', 'g1', NULL, 'Write', 'a1', 1, 1), ('t3', 'g2', NULL, 'Read', 'a0', 1, 1)`,
		`INSERT INTO reading (id, goal_id, day, value, created) VALUES ('r1', 'g1', '2026-11-20', 2, 1)`,
		`INSERT INTO board (id, title, rank, created, updated) VALUES ('b1', 'My board', 'a0', 1, 1), ('b2', 'Another', 'a1', 1, 1)`,
		fmt.Sprintf(`INSERT INTO item (id, board_id, kind, x, y, w, h, z, picture_id, goal_id, created, updated) VALUES ('i1', 'b1', 'picture', 0, 0, 4, 3, 'a0', '%s', 'g1', 1, 1)`, files[0][:64]),
		fmt.Sprintf(`INSERT INTO item (id, board_id, kind, x, y, w, h, z, picture_id, created, updated) VALUES ('i2', 'b2', 'picture', 0, 0, 4, 3, 'a0', '%s', 1, 1)`, files[1][:64]),
		`INSERT INTO item (id, board_id, kind, x, y, w, h, z, text, aspiration_id, created, updated) VALUES ('i3', 'b1', 'word', 9, 9, 4, 3, 'a1', 'calm', 'a1', 1, 1)`,
		`INSERT INTO win (id, text, day, goal_id, created) VALUES ('w1', 'Asked', '2026-11-20', 'g1', 1)`,
	)
	return files
}

// dump writes out every row of a database file that nobody writes, and its schema.
func dump(t testing.TB, path string) string {
	t.Helper()
	said, err := exec.Command("sqlite3", "file:"+strings.ReplaceAll(path, " ", "%20")+"?immutable=1", ".dump", "PRAGMA user_version").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	lines := slices.DeleteFunc(strings.Split(string(said), "\n"), func(line string) bool { return strings.Contains(line, "sqlite_sequence") })
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// dumpLive is dump of a library that may be open.
func (f *fixture) dumpLive(t testing.TB) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := store.Copy(ctx, filepath.Join(f.dir, store.DatabaseName), to); err != nil {
		t.Fatal(err)
	}
	return dump(t, to)
}

func (f *fixture) make(t testing.TB, why Why) Made {
	t.Helper()
	made, err := f.Make(ctx, why, nil)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func (f *fixture) list(t testing.TB) []Info {
	t.Helper()
	f.forget()
	all, err := f.List(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// spoil changes one byte in the middle of a file.
func spoil(t testing.TB, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 0x40
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func (f *fixture) scalar(t testing.TB, query string) string {
	t.Helper()
	var got sql.NullString
	f.Read(t, func(tx *store.Tx) error { return tx.QueryRow(query).Scan(&got) })
	return got.String
}
