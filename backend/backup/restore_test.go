package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// A test that needs a second process runs this binary again: which verb, where it ends itself, the library, an argument.
const asChild = "NORTHBOARD_BACKUP_TEST_CHILD"

func TestMain(m *testing.M) {
	task := strings.Split(os.Getenv(asChild), "|")
	if len(task) != 5 {
		os.Exit(m.Run())
	}
	k := New(Config{Library: task[2], Log: backendtest.Quiet()})
	k.renameOnly = task[4] == "renames"
	k.step = func(name string) {
		if name == task[1] {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
	var err error
	switch task[0] {
	case "make":
		_, err = k.Make(ctx, OnDemand, nil)
	case "restore":
		_, err = k.Restore(ctx, task[3], nil)
	default:
		err = hold(k, task[0])
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("acknowledged " + task[0]) // blackout.Mark
}

// killAt runs a verb in a process that kills itself at a step; false when it came to its end.
func killAt(t *testing.T, verb, step, dir, ref, how string) bool {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asChild+"="+strings.Join([]string{verb, step, dir, ref, how}, "|"))
	said, err := cmd.CombinedOutput()
	if err == nil {
		return false
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGKILL {
		return true
	}
	t.Fatalf("the child: %v %s", err, said)
	return false
}

// TestKilledAnywhere ends backups and restores at moments of chance, and counts what became of them. Long in make torture.
func TestKilledAnywhere(t *testing.T) {
	seed := backendtest.Seed(t)
	random := rand.New(rand.NewPCG(seed, 2))
	f := newFixture(t)
	f.life(t)
	first := f.make(t, OnDemand).Info.ID
	restored := f.dumpLive(t)
	f.exec(t, `DELETE FROM task`)
	old := f.dumpLive(t)
	closeStore(t, f.Fixture)
	counts := map[string]int{"kills": 0, "lost": 0, "inconsistent": 0, "half backups offered": 0}
	for range backendtest.Tortured(8, 300) {
		verb, how := []string{"make", "restore"}[random.IntN(2)], []string{"exchange", "renames"}[random.IntN(2)]
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), asChild+"="+strings.Join([]string{verb, "", f.dir, first, how}, "|"))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.IntN(120_000)) * time.Microsecond) // The moment is what is tried here.
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		counts["kills"]++
		f.reopen(t)
		if got := f.dumpLive(t); got != old && got != restored {
			counts["lost"]++
			t.Errorf("neither the old nor the restored library:\n%s", got)
		}
		closeStore(t, f.Fixture)
		for _, info := range f.list(t) {
			if !info.Good || info.Lacking > 0 {
				counts["half backups offered"]++
				t.Errorf("%+v", info)
			}
		}
		if random.IntN(10) == 0 {
			report, err := f.Verify(ctx, false, nil)
			if err != nil || len(report.Damages) > 0 {
				counts["inconsistent"]++
				t.Errorf("%+v %v", report, err)
			}
		}
	}
	backendtest.Figures(t, "backups and restores killed", counts)
}

func (f *fixture) reopen(t testing.TB) {
	t.Helper()
	if err := New(f.Config).Settle(); err != nil {
		t.Fatal(err)
	}
	f.Store = f.Open(t)
}

// TestMake_Killed ends a backup at each of its steps: what is listed is good, and the next one works and sweeps.
func TestMake_Killed(t *testing.T) {
	for _, step := range []string{"begin", "copied", "database", "picture", "pictures", "manifest", "in place", "thinned"} {
		t.Run(step, func(t *testing.T) {
			f := newFixture(t)
			f.life(t)
			before := f.dumpLive(t)
			if !killAt(t, "make", step, f.dir, "", "") {
				t.Fatal("it was not killed: there is no such step")
			}
			counts := 0
			if step == "in place" || step == "thinned" {
				counts = 1
			}
			all := f.list(t)
			if len(all) != counts || counts == 1 && !all[0].Good {
				t.Errorf("%+v", all)
			}
			f.make(t, OnDemand)
			if all = f.list(t); len(all) != counts+1 || !all[0].Good || all[0].Lacking != 0 {
				t.Errorf("%+v", all)
			}
			if left, _ := filepath.Glob(filepath.Join(f.first().dir, unfinished+"*")); len(left) != 0 {
				t.Errorf("%v is left", left)
			}
			if report, err := f.Verify(ctx, false, nil); err != nil || len(report.Damages) != 0 {
				t.Errorf("%+v %v", report, err)
			}
			if f.dumpLive(t) != before {
				t.Error("the library changed")
			}
		})
	}
}

// TestRestore_Killed ends a restore at each of its steps: the library's place holds the old or the restored library, whole,
// with every backup, and another restore works.
func TestRestore_Killed(t *testing.T) {
	for _, how := range []string{"exchange", "renames"} {
		for _, step := range []string{"found", "copied", "proved", "backed up", "ready", "planned", "half swapped", "swapped", "named", "moved"} {
			if how == "exchange" && (step == "planned" || step == "half swapped") || how == "renames" && step == "named" {
				continue
			}
			t.Run(how+"/"+step, func(t *testing.T) {
				f := newFixture(t)
				files := f.life(t)
				backup := f.make(t, OnDemand)
				restored := f.dumpLive(t)
				f.exec(t, `DELETE FROM task`, `UPDATE goal SET title = 'Changed'`)
				old := f.dumpLive(t)
				closeStore(t, f.Fixture)
				if !killAt(t, "restore", step, f.dir, backup.Info.ID, how) {
					t.Fatal("it was not killed: there is no such step")
				}
				f.reopen(t)
				got := f.dumpLive(t)
				if got != old && got != restored {
					t.Fatalf("neither the old nor the restored library:\n%s", got)
				}
				for _, file := range files {
					if sum, _, err := hashFile(ctx, pictureIn(f.dir, file)); err != nil || sum != file[:64] {
						t.Errorf("%s: %v", file, err)
					}
				}
				if all := f.list(t); len(all) == 0 || all[len(all)-1].ID != backup.Info.ID || !all[len(all)-1].Good {
					t.Errorf("%+v", all)
				}
				closeStore(t, f.Fixture)
				done, err := f.Restore(ctx, backup.Info.ID, nil)
				if err != nil {
					t.Fatal(err)
				}
				f.reopen(t)
				if f.dumpLive(t) != restored {
					t.Error("the second restore did not restore")
				}
				if !isFolder(done.Kept) {
					t.Errorf("the old library is not at %q", done.Kept)
				}
				left, _ := filepath.Glob(escapeGlob(f.dir) + "*")
				for _, path := range left {
					if strings.Contains(path, preparing) || strings.HasSuffix(path, planSuffix) {
						t.Errorf("%s is left", path)
					}
				}
			})
		}
	}
}

func TestRestore_KeepsTheOldLibrary(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	backup := f.make(t, OnDemand)
	want := f.dumpLive(t)
	f.exec(t, `INSERT INTO win (id, text, day, created) VALUES ('w9', 'Since', '2026-11-22', 1)`)
	since := f.dumpLive(t)
	f.Clock.Advance(10 * time.Second)
	open := f.Store // As an agent that did not step aside.
	done, err := f.Restore(ctx, backup.Info.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Dir(done.Kept) != filepath.Dir(f.dir) || !strings.Contains(done.Kept, " before 2026-11-22 10.00") {
		t.Errorf("kept at %s", done.Kept)
	}
	err = open.Write(ctx, store.Op{Label: "Late", Origin: store.User}, func(tx *store.Tx) error {
		_, err := tx.Exec(`DELETE FROM goal`)
		return err
	})
	if err == nil {
		t.Error("a process that had the old library open could write to it")
	}
	closeStore(t, f.Fixture)
	f.Store = f.Open(t)
	if got := f.dumpLive(t); got != want {
		t.Errorf("restored\n%s\nwant\n%s", got, want)
	}
	kept := filepath.Join(t.TempDir(), "kept.db")
	if err := store.Copy(ctx, filepath.Join(done.Kept, store.DatabaseName), kept); err != nil {
		t.Fatal(err)
	}
	if got := dump(t, kept); got != since {
		t.Errorf("the old library holds\n%s\nwant\n%s", got, since)
	}
	all := f.list(t)
	if len(all) != 2 || all[0].Why != BeforeRestore || all[1].ID != backup.Info.ID || !all[0].Good || !all[1].Good {
		t.Errorf("%+v", all)
	}
}

// TestRestore_WhateverIsThere restores over libraries that cannot be opened.
func TestRestore_WhateverIsThere(t *testing.T) {
	harms := map[string]func(dir string) error{
		"missing": func(dir string) error { return os.Remove(filepath.Join(dir, store.DatabaseName)) },
		"empty":   func(dir string) error { return os.Truncate(filepath.Join(dir, store.DatabaseName), 0) },
		"text": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, store.DatabaseName), []byte(strings.Repeat("no database ", 999)), 0o600)
		},
		"foreign wal": func(dir string) error {
			return errors.Join(os.WriteFile(filepath.Join(dir, store.DatabaseName+"-wal"), []byte(strings.Repeat("w", 40000)), 0o600),
				os.Truncate(filepath.Join(dir, store.DatabaseName), 8192))
		},
		"no marker": func(dir string) error { return os.Remove(filepath.Join(dir, store.MarkerName)) },
	}
	for name, harm := range harms {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.life(t)
			id := f.make(t, OnDemand).Info.ID
			want := f.dumpLive(t)
			closeStore(t, f.Fixture)
			if err := harm(f.dir); err != nil {
				t.Fatal(err)
			}
			if _, err := f.Restore(ctx, id, nil); err != nil {
				t.Fatal(err)
			}
			f.Store = f.Open(t)
			if got := f.dumpLive(t); got != want {
				t.Errorf("restored\n%s\nwant\n%s", got, want)
			}
			if left, _ := filepath.Glob(filepath.Join(f.dir, "*-journal")); len(left) > 0 {
				t.Error(left)
			}
		})
	}
}

// TestRestore_ForeignWAL puts another database's -wal and -journal beside a backup and beside the library: they are
// neither read nor restored, and none is beside the restored file.
func TestRestore_ForeignWAL(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	id := f.make(t, OnDemand).Info.ID
	want := f.dumpLive(t)
	f.exec(t, `DELETE FROM task`)
	wal, err := os.ReadFile(filepath.Join(f.dir, store.DatabaseName+"-wal"))
	if err != nil || len(wal) == 0 {
		t.Fatalf("no -wal to put there: %v", err)
	}
	// A journal that SQLite would roll back: its head, and a page for the database's first.
	journal := append([]byte("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x02\x00\x00\x00\x10\x00"), make([]byte, 8192)...)
	closeStore(t, f.Fixture)
	for _, dir := range []string{f.first().backup(id), f.dir} {
		for suffix, data := range map[string][]byte{"-wal": wal, "-journal": journal} {
			if err := os.WriteFile(filepath.Join(dir, store.DatabaseName+suffix), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := f.Restore(ctx, id, nil); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"-wal", "-shm", "-journal"} {
		if _, err := os.Lstat(filepath.Join(f.dir, store.DatabaseName+suffix)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s lies beside the restored file: %v", suffix, err)
		}
	}
	f.Store = f.Open(t)
	if got := f.dumpLive(t); got != want {
		t.Errorf("restored\n%s\nwant\n%s", got, want)
	}
}

func TestRestore_DisksThatAreFull(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	closeStore(t, f.Fixture)
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=24m"); err != nil {
		t.Skipf("SKIPPED: no small file system can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	on := filepath.Join(disk, "library")
	if err := os.CopyFS(on, os.DirFS(f.dir)); err != nil {
		t.Fatal(err)
	}
	f.dir, f.Fixture.Dir, f.Library = on, on, on
	f.Store = f.Open(t)
	f.picture(t, "Large", 9<<20)
	id := f.make(t, OnDemand).Info.ID // On a small disk the picture is linked, not copied.
	kept, err := os.Stat(f.first().picture(f.scalar(t, `SELECT id || '.jpg' FROM picture WHERE name = 'Large'`)))
	if err != nil || kept.Sys().(*syscall.Stat_t).Nlink != 2 {
		t.Errorf("the large picture was not linked: %v", err)
	}
	before := f.dumpLive(t)
	// Leave less and less room, until both fail; whatever happens, the library stays and what is listed is good.
	hog, err := os.Create(filepath.Join(disk, "hog"))
	if err != nil {
		t.Fatal(err)
	}
	defer hog.Close()
	for block := make([]byte, 256<<10); err == nil; {
		_, err = hog.Write(block)
	}
	full := 0
	for room := int64(0); room < 3<<20; room += 150 << 10 {
		info, err := hog.Stat()
		if err != nil {
			t.Fatal(err)
		}
		if err := hog.Truncate(info.Size() - min(room, 150<<10)); err != nil {
			t.Fatal(err)
		}
		_, making := f.Make(ctx, OnDemand, nil)
		_, restoring := f.Restore(ctx, id, nil)
		for _, err := range []error{making, restoring} {
			if err != nil && fault.CodeOf(err) != fault.DiskFull {
				t.Errorf("%v", err)
			}
			if err != nil {
				full++
			}
		}
		for _, info := range f.list(t) {
			if !info.Good {
				t.Errorf("%+v", info)
			}
		}
		closeStore(t, f.Fixture)
		f.Store = f.Open(t)
		if restoring != nil && f.dumpLive(t) != before {
			t.Error("the library changed")
		}
	}
	if full < 4 {
		t.Errorf("only %d times was the disk full", full)
	}
	if len(f.list(t)) < 2 {
		t.Error("no backup was made when there was room again")
	}
}

func TestRestore_NotThereOrNoBackup(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	for _, ref := range []string{"nothing", "20260101T000000Z-00000000", "../evil", "/nowhere/20260101T000000Z-00000000"} {
		if _, err := f.Restore(ctx, ref, nil); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s: %v", ref, err)
		}
	}
}

func TestBringBack(t *testing.T) {
	f := newFixture(t)
	files := f.life(t)
	id := f.make(t, OnDemand).Info.ID
	whole := f.dumpLive(t)
	put := func(kind, row string) int {
		t.Helper()
		family, err := f.Family(ctx, id, kind, row)
		if err != nil {
			t.Fatal(err)
		}
		changed := 0
		err = f.Store.Write(ctx, store.Op{Label: "Bring back", Origin: store.User}, func(tx *store.Tx) error {
			changed, err = store.PutFamily(tx, family)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return changed
	}
	if n := put("goal", "g1") + put("board", "b1"); n != 0 || f.dumpLive(t) != whole {
		t.Errorf("bringing back what is there changed %d rows", n)
	}
	f.exec(t, `DELETE FROM goal WHERE id = 'g1'`, `UPDATE task SET title = 'Kept as it is' WHERE id = 't3'`)
	put("goal", "g1")
	want := map[string]string{
		`SELECT title FROM goal WHERE id = 'g1'`:                             "Speak at a conference",
		`SELECT group_concat(id) FROM task WHERE goal_id = 'g1' ORDER BY id`: "t1,t2",
		`SELECT milestone_id FROM task WHERE id = 't1'`:                      "m1",
		`SELECT goal_id FROM item WHERE id = 'i1'`:                           "g1", // the picture carries it again
		`SELECT goal_id FROM win WHERE id = 'w1'`:                            "g1",
		`SELECT count(*) FROM goal_aspiration`:                               "2",
		`SELECT title FROM task WHERE id = 't3'`:                             "Kept as it is",
	}
	for query, value := range want {
		if got := f.scalar(t, query); got != value {
			t.Errorf("%s gives %q, want %q", query, got, value)
		}
	}
	if _, err := f.Store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := f.scalar(t, `SELECT count(*) FROM goal WHERE id = 'g1'`); got != "0" {
		t.Error("bringing back cannot be undone in one step")
	}
	// A board whose picture, goal and aspiration are gone, file and all.
	f.exec(t, `DELETE FROM board WHERE id = 'b1'`, `DELETE FROM aspiration`, `DELETE FROM picture WHERE name = 'Harbour'`,
		`INSERT INTO board (id, title, rank, created, updated) VALUES ('b3', 'New', 'a2', 1, 1)`)
	if err := os.Remove(pictureIn(f.dir, files[0])); err != nil {
		t.Fatal(err)
	}
	put("board", "b1")
	for query, value := range map[string]string{
		`SELECT group_concat(id) FROM item WHERE board_id = 'b1'`:                            "i1,i3",
		`SELECT name FROM picture JOIN item ON picture_id = picture.id WHERE item.id = 'i1'`: "Harbour",
		`SELECT goal.title FROM item JOIN goal ON goal_id = goal.id WHERE item.id = 'i1'`:    "Speak at a conference",
		`SELECT count(*) FROM task WHERE goal_id = 'g1'`:                                     "2",
		`SELECT what FROM aspiration WHERE id = 'a1'`:                                        "Speak",
		`SELECT count(*) FROM board`:                                                         "3",
	} {
		if got := f.scalar(t, query); got != value {
			t.Errorf("%s gives %q, want %q", query, got, value)
		}
	}
	if sum, _, err := hashFile(ctx, pictureIn(f.dir, files[0])); err != nil || sum != files[0][:64] {
		t.Errorf("the picture's file: %v", err)
	}
	if n := put("board", "b1"); n != 0 {
		t.Errorf("the second time %d rows changed", n)
	}
	if _, err := f.Family(ctx, id, "board", "nothing"); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("%v", err)
	}
	parts, err := f.Parts(ctx, id)
	if err != nil || len(parts) != 4 || parts[0] != (Part{"board", "b1", "My board", 2}) {
		t.Errorf("%+v %v", parts, err)
	}
}
