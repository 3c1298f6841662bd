package backup

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"northboard/backend/backendtest"
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
