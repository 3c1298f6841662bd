package store_test

import (
	"database/sql"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// history is a library with commits in its -wal file, as a crash leaves it: the database, its -wal, and what the
// library held after each commit.
type history struct {
	database, wal []byte
	after         []string
}

func crashed(t testing.TB, dir string, commits int, random *rand.Rand) (h history) {
	t.Helper()
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	as(t, s, store.User, "Begin", aBoard, addShared)
	if err := s.OnWriter(func(db *sql.DB) error {
		_, err := db.Exec(`PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	h.after = []string{whole(t, s)}
	someWrites(t, commits, random)(s, func() { h.after = append(h.after, whole(t, s)) })
	for name, into := range map[string]*[]byte{"northboard.db": &h.database, "northboard.db-wal": &h.wal} {
		if *into, err = os.ReadFile(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if len(h.wal) < 100000 {
		t.Fatalf("the -wal file has only %d bytes", len(h.wal))
	}
	return h
}

// opened opens a library made of bytes and says which commit of after it holds, or with what it was refused. A refusal
// changes no byte of either file. Without after only the opening is tried.
func opened(t testing.TB, database, wal []byte, after []string) (holds int, refused *fault.Error, wrong string) {
	t.Helper()
	dir := filepath.Join(fastFolder(t), "library")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "northboard.db", database)
	put(t, dir, "library.json", []byte(`{"id":"x","created":1,"format":1}`))
	if wal != nil {
		put(t, dir, "northboard.db-wal", wal)
	}
	before := contents(t, dir)
	s, err := open(dir)
	if err != nil {
		now := contents(t, dir)
		for _, name := range []string{"northboard.db", "northboard.db-wal"} {
			if now[name] != before[name] {
				wrong = name + " was changed although it was refused"
			}
		}
		return -1, fault.From(err), wrong
	}
	defer s.Close()
	if after == nil {
		return -1, nil, ""
	}
	if wrong = sound(t, s); wrong != "" {
		return -1, nil, wrong
	}
	return slices.Index(after, whole(t, s)), nil, ""
}

// TestDamage_WAL cuts the -wal file at any length and flips any byte of it. What was committed before the damage is
// there, in order; what comes after it in the file is not taken.
func TestDamage_WAL(t *testing.T) {
	random := rand.New(rand.NewPCG(seedOf(t), 5))
	h := crashed(t, filepath.Join(fastFolder(t), "library"), 12, random)
	if holds, refused, wrong := opened(t, h.database, h.wal, h.after); holds != len(h.after)-1 {
		t.Fatalf("undamaged it holds %d of %d: %v %s", holds, len(h.after)-1, refused, wrong)
	}
	kinds := map[string]func() []byte{
		"cut": func() []byte { return h.wal[:random.IntN(len(h.wal))] },
		"flip": func() []byte {
			wal := slices.Clone(h.wal)
			wal[random.IntN(len(wal))] ^= 1 << random.IntN(8)
			return wal
		},
		"zeros": func() []byte {
			wal := slices.Clone(h.wal)
			at := random.IntN(len(wal))
			clear(wal[at:min(len(wal), at+512+random.IntN(8192))])
			return wal
		},
	}
	for name, spoil := range kinds {
		states, held := 0, map[int]bool{}
		for range tortured(15, 400) {
			holds, refused, wrong := opened(t, h.database, spoil(), h.after)
			states++
			if refused != nil || wrong != "" || holds < 0 {
				t.Errorf("%s: holds %d, %v, %s", name, holds, refused, wrong)
			}
			held[holds] = true
		}
		figures(t, "damaged -wal files, "+name, map[string]int{"states": states, "different commits found": len(held), "inconsistent": 0})
		if len(held) < 3 {
			t.Errorf("%s: only %d different commits were found", name, len(held))
		}
	}
}

// TestDamage_ForeignWAL lays a database beside the -wal file of another, as happens when somebody copies a backup over
// a library that had crashed. It is refused with neither file changed, or opens as one of the two was at some moment.
func TestDamage_ForeignWAL(t *testing.T) {
	random := rand.New(rand.NewPCG(seedOf(t), 6))
	refusals, opens := 0, 0
	for round := range tortured(4, 60) {
		root := fastFolder(t)
		own := filepath.Join(root, "own")
		old := crashed(t, own, 10, random)
		compact, err := os.ReadFile(filepath.Join(own, "northboard.db"))
		if err != nil {
			t.Fatal(err)
		}
		vacuumed := filepath.Join(root, "vacuumed.db")
		db := raw(t, filepath.Join(own, "northboard.db"))
		if _, err := db.Exec(`VACUUM INTO ?`, vacuumed); err != nil {
			t.Fatal(err)
		}
		db.Close()
		backup, err := os.ReadFile(vacuumed)
		if err != nil {
			t.Fatal(err)
		}
		other := crashed(t, filepath.Join(root, "other"), 10, random)
		known := slices.Concat(old.after, other.after)
		for name, pair := range map[string][2][]byte{
			"a backup beside the old -wal":         {backup, old.wal},
			"the later file beside the old -wal":   {compact, old.wal},
			"another library beside the old -wal":  {other.database, old.wal},
			"the old file beside another's -wal":   {old.database, other.wal},
			"a backup beside another's -wal":       {backup, other.wal},
			"the later file beside another's -wal": {compact, other.wal},
		} {
			holds, refused, wrong := opened(t, pair[0], pair[1], known)
			switch {
			case wrong != "":
				t.Errorf("round %d, %s: %s (%v)", round, name, wrong, refused)
			case refused != nil && refused.Code == fault.Damaged:
				refusals++
			case refused != nil:
				t.Errorf("round %d, %s: %v", round, name, refused)
			case holds < 0:
				t.Errorf("round %d, %s: opened as neither ever was", round, name)
			default:
				opens++
			}
		}
	}
	figures(t, "databases beside a foreign -wal", map[string]int{"refused": refusals, "opened as it was": opens, "mixed": 0})
}

// TestDamage_Pages spoils one page after the other. The library is refused and named as damaged, with no byte changed,
// or it opens because the structure does not show it (values that changed, an index that no longer fits); nothing else
// happens. What the structure does not show the hashes of backups do.
func TestDamage_Pages(t *testing.T) {
	random := rand.New(rand.NewPCG(seedOf(t), 7))
	dir := library(t)
	good, err := os.ReadFile(filepath.Join(dir, "northboard.db"))
	if err != nil {
		t.Fatal(err)
	}
	const size = 4096
	refusals, opens := 0, 0
	for page := 0; page < len(good)/size; page += tortured(3, 1) {
		for name, spoil := range map[string]func([]byte){
			"zeros":  func(p []byte) { clear(p) },
			"noise":  func(p []byte) { fill(p, random) },
			"sector": func(p []byte) { fill(p[512*random.IntN(8):][:512], random) },
			"other":  func(p []byte) { copy(p, good[size*random.IntN(len(good)/size):][:size]) },
		} {
			bad := slices.Clone(good)
			spoil(bad[page*size:][:size])
			if slices.Equal(bad, good) {
				continue
			}
			_, refused, wrong := opened(t, bad, nil, nil)
			switch {
			case refused == nil:
				opens++
			case wrong != "":
				t.Errorf("page %d, %s: %s", page+1, name, wrong)
			case !slices.Contains([]fault.Code{fault.Damaged, fault.NotALibrary, fault.NewerLibrary}, refused.Code):
				t.Errorf("page %d, %s: %v", page+1, name, refused)
			default:
				refusals++
			}
		}
	}
	figures(t, "damaged pages", map[string]int{"refused": refusals, "opened, the structure does not show it": opens})
	if refusals < 20 {
		t.Errorf("only %d were refused", refusals)
	}
}

func fill(b []byte, random *rand.Rand) {
	for i := range b {
		b[i] = byte(random.Uint32())
	}
}

// TestDamage_WhileOpen spoils the file under an open library: the damage is said with its sentence, and nothing is
// written on top of it.
func TestDamage_WhileOpen(t *testing.T) {
	dir := library(t)
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	path := filepath.Join(dir, "northboard.db")
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	bad := slices.Clone(good)
	for i := 4096; i < len(bad); i++ {
		bad[i] = 0xa5
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0) // Not replaced: written into.
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(bad); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	var failed error
	for i := range 3 {
		failed = errors.Join(failed, childWrite(s, i, store.User))
	}
	if fault.CodeOf(failed) != fault.Damaged {
		t.Errorf("error is %v", failed)
	}
	if err := s.Read(ctx, func(tx *store.Tx) error {
		return tx.QueryRow(`SELECT count(*) FROM (SELECT text FROM item)`).Scan(new(int))
	}); fault.CodeOf(err) != fault.Damaged {
		t.Errorf("read: %v", err)
	}
}
