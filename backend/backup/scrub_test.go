package backup

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"northboard/backend/store"
)

// TestVerify_EverySingleDamage spoils, cuts and removes every file that a library and its backups are made of, one at a
// time: each is found and named, and mended from what is whole.
func TestVerify_EverySingleDamage(t *testing.T) {
	harms := map[string]func(path string) error{
		"spoilt": func(path string) error {
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			data[rand.IntN(len(data))] ^= 1 << rand.IntN(8)
			return os.WriteFile(path, data, 0o600)
		},
		"cut":  func(path string) error { return os.Truncate(path, 30) },
		"gone": os.Remove,
	}
	for _, where := range []string{"library", "first", "second"} {
		for harm, do := range harms {
			t.Run(where+"/"+harm, func(t *testing.T) {
				f := newFixture(t)
				f.life(t)
				if err := f.SetSecond(t.TempDir()); err != nil {
					t.Fatal(err)
				}
				f.make(t, OnDemand)
				if report, err := f.Verify(ctx, false, nil); err != nil || len(report.Damages) != 0 || report.Backups != 2 || report.Pictures != 6 {
					t.Fatalf("a whole library: %+v %v", report, err)
				}
				second, _ := f.second()
				root := map[string]string{"library": filepath.Join(f.dir, picturesName), "first": f.first().dir, "second": second.dir}[where]
				var files []string
				err := filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
					if err == nil && e.Type().IsRegular() && e.Name() != placesName && e.Name() != rememberedName {
						files = append(files, path)
					}
					return err
				})
				if err != nil || len(files) < 2 {
					t.Fatal(files, err)
				}
				for _, path := range files {
					before, err := os.ReadFile(path)
					if err != nil {
						t.Fatal(err)
					}
					if err := do(path); err != nil {
						t.Fatal(err)
					}
					report, err := f.Verify(ctx, false, nil)
					if err != nil || len(report.Damages) != 1 || report.Damages[0].Mended || len(report.Damages[0].Sentence) < 20 {
						t.Fatalf("%s: %+v %v", path, report, err)
					}
					report, err = f.Verify(ctx, true, nil)
					if err != nil || len(report.Damages) != 1 || !report.Damages[0].Mended {
						t.Fatalf("mending %s: %+v %v", path, report, err)
					}
					if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
						t.Errorf("%s is not what it was: %v", path, err)
					}
					if report, err := f.Verify(ctx, false, nil); err != nil || len(report.Damages) != 0 {
						t.Errorf("after mending %s: %+v %v", path, report, err)
					}
				}
			})
		}
	}
}

// TestVerify_OnePlace has no second place: pictures are mended from each other, a list from its database, and a
// database that nobody else has is set aside.
func TestVerify_OnePlace(t *testing.T) {
	f := newFixture(t)
	files := f.life(t)
	id := f.make(t, OnDemand).Info.ID
	for _, name := range []string{manifestName, sumsName} {
		spoil(t, filepath.Join(f.first().backup(id), name))
		report, err := f.Verify(ctx, true, nil)
		if err != nil || len(report.Damages) != 1 || !report.Damages[0].Mended {
			t.Errorf("%s: %+v %v", name, report, err)
		}
	}
	spoil(t, filepath.Join(f.first().backup(id), store.DatabaseName))
	report, err := f.Verify(ctx, true, nil)
	if err != nil || report.Left() != 1 || !strings.Contains(report.Damages[0].Sentence, "set aside") {
		t.Errorf("%+v %v", report, err)
	}
	if all := f.list(t); len(all) != 0 {
		t.Errorf("%+v", all)
	}
	if _, err := os.Stat(filepath.Join(f.first().dir, "damaged", id, store.DatabaseName)); err != nil {
		t.Error(err)
	}
	// Nobody has a second copy of what is spoilt twice: named, and left alone.
	f.make(t, OnDemand)
	spoil(t, pictureIn(f.dir, files[0]))
	spoil(t, f.first().picture(files[0]))
	report, err = f.Verify(ctx, true, nil)
	if err != nil || report.Left() != 2 || !strings.Contains(report.Damages[0].Sentence, "“Harbour” is damaged in your library") {
		t.Errorf("%+v %v", report, err)
	}
}

func TestVerify_LibraryThatCannotBeOpened(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	f.make(t, OnDemand)
	closeStore(t, f.Fixture)
	if err := os.Truncate(filepath.Join(f.dir, store.DatabaseName), 5000); err != nil {
		t.Fatal(err)
	}
	report, err := f.Verify(ctx, false, nil)
	if err != nil || len(report.Damages) != 1 || report.Damages[0].Where != "library" || report.Backups != 1 {
		t.Errorf("%+v %v", report, err)
	}
}

// TestBackupRestore_Property does random things, backs up, does more, restores: the rows are those of the backup.
func TestBackupRestore_Property(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	f := newFixture(t)
	f.life(t)
	verbs := []func(i int) string{
		func(i int) string {
			return fmt.Sprintf(`INSERT INTO task (id, goal_id, title, rank, created, updated) VALUES ('p%d', (SELECT id FROM goal ORDER BY random() LIMIT 1), 'Task “%d” — ä\n%%', 'a0', 1, 1)`, i, i)
		},
		func(i int) string { return fmt.Sprintf(`UPDATE goal SET target = %g`, random.NormFloat64()*1e9) },
		func(int) string { return `DELETE FROM task WHERE id = (SELECT id FROM task ORDER BY id LIMIT 1)` },
		func(i int) string { return fmt.Sprintf(`UPDATE item SET x = %g, y = 1.0 / 3`, random.Float64()) },
		func(i int) string {
			return fmt.Sprintf(`INSERT INTO board (id, title, rank, created, updated) VALUES ('q%d', 'B', 'a0', 1, 1)`, i)
		},
	}
	act := func(from, n int) {
		for i := range n {
			switch random.IntN(8) {
			case 0:
				if _, err := f.Store.Undo(ctx); err != nil {
					t.Fatal(err)
				}
			case 1:
				f.picture(t, fmt.Sprintf("P%d-%d", from, i), 100+random.IntN(3000))
			default:
				f.exec(t, verbs[random.IntN(len(verbs))](from+i))
			}
		}
	}
	for round := range 4 {
		act(round*100, 15)
		want := f.dumpLive(t)
		id := f.make(t, OnDemand).Info.ID
		act(round*100+50, 15)
		closeStore(t, f.Fixture)
		done, err := f.Restore(ctx, id, nil)
		if err != nil || len(done.Missing) != 0 {
			t.Fatalf("%+v %v", done, err)
		}
		f.Store = f.Open(t)
		if got := f.dumpLive(t); got != want {
			t.Fatalf("seed %d, round %d: restored\n%s\nwant\n%s", seed, round, got, want)
		}
		report, err := f.Verify(ctx, false, nil)
		if err != nil || len(report.Damages) != 0 {
			t.Fatalf("%+v %v", report, err)
		}
	}
}

// TestVerify_LeavesStrangersAlone has what an older WebKit left in the library's folder, and a file of the person's own:
// nothing of it is damage, and it stays.
func TestVerify_LeavesStrangersAlone(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	f.make(t, OnDemand)
	for _, name := range []string{"hsts-storage.sqlite", "mediakeys/v1/salt", "storage/salt", "pictures/notes.txt", "backups/notes.txt"} {
		path := filepath.Join(f.dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("not ours"), 0o600)); err != nil {
			t.Fatal(err)
		}
		report, err := f.Verify(ctx, true, nil)
		if err != nil || len(report.Damages) != 0 {
			t.Errorf("%s: %+v %v", name, report, err)
		}
		if text, err := os.ReadFile(path); err != nil || string(text) != "not ours" {
			t.Errorf("%s was touched: %v", name, err)
		}
	}
}
