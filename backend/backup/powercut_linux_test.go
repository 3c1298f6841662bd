package backup

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/backendtest/blackout"
	"northboard/backend/store"
)

// recorded runs a verb in a child whose every request to the disk is written down. root holds the library's folder.
func recorded(t *testing.T, root, verb, dir, ref, how string) *blackout.Record {
	t.Helper()
	if why := blackout.Available(); why != "" {
		t.Skip("SKIPPED: " + why)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asChild+"="+strings.Join([]string{verb, "", dir, ref, how}, "|"))
	record, err := blackout.Run(root, cmd)
	if err != nil {
		t.Fatal(err)
	}
	if len(record.Marks()) != 1 {
		t.Fatalf("%d steps were recorded, and the marks %v", record.Len(), record.Marks())
	}
	return record
}

// inMemory is a folder for thousands of states; what a disk does to them is in the record.
func inMemory(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "northboard-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// outcome counts what power cuts did.
type outcome struct{ states, lost, inconsistent int }

// judge makes states of a record and asks judge of each what is wrong: of a state in which what was acknowledged is
// gone, and of one that is not whole.
func judge(t *testing.T, record *blackout.Record, disks []blackout.Disk, most int, judge func(root string, acked bool) (lost, wrong string)) (o outcome) {
	t.Helper()
	seed := backendtest.Seed(t)
	root := inMemory(t)
	record.States(disks, most, rand.New(rand.NewPCG(seed, 3)), func(state blackout.State) {
		o.states++
		dir := filepath.Join(root, fmt.Sprint(o.states))
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		if err := state.WriteTo(dir); err != nil {
			t.Fatal(err)
		}
		lost, wrong := judge(dir, state.Acked > 0)
		if lost != "" {
			o.lost++
		}
		if wrong != "" {
			o.inconsistent++
		}
		if lost+wrong != "" && disks[0] != blackout.Lies && o.lost+o.inconsistent < 4 {
			t.Errorf("%s: %s %s", state, lost, wrong)
		}
	})
	return o
}

func (o outcome) tell(t *testing.T, what string) {
	t.Helper()
	backendtest.Figures(t, what, map[string]int{"states": o.states, "lost": o.lost, "inconsistent": o.inconsistent})
}

// control drops every flush: a judge that sees nothing then is blind.
func control(t *testing.T, what string, record *blackout.Record, see func(root string, acked bool) (lost, wrong string)) {
	t.Helper()
	o := judge(t, record, []blackout.Disk{blackout.Lies}, backendtest.Tortured(30, 300), see)
	o.tell(t, "control: "+what+", flush dropped")
	if o.lost+o.inconsistent == 0 {
		t.Errorf("%+v; the judge is blind", o)
	}
}

// whole gives the rows of a library, or what is wrong with it.
func whole(t *testing.T, dir string) (rows, wrong string) {
	t.Helper()
	copied := filepath.Join(dir+".copy", store.DatabaseName)
	if err := os.Mkdir(filepath.Dir(copied), 0o700); err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(filepath.Dir(copied))
	if err := store.CheckFile(ctx, filepath.Join(dir, store.DatabaseName)); err != nil {
		return "", err.Error()
	}
	if _, err := store.MarkerOf(dir); err != nil {
		return "", err.Error()
	}
	if err := store.Copy(ctx, filepath.Join(dir, store.DatabaseName), copied); err != nil {
		return "", err.Error()
	}
	return dump(t, copied), ""
}

func missing(dir string, files []string) string {
	for _, file := range files {
		if sum, _, err := hashFile(ctx, pictureIn(dir, file)); err != nil || sum != file[:64] {
			return fmt.Sprintf("the picture %.8s is not whole: %v", file, err)
		}
	}
	return ""
}

// TestPowerCut_Restoring cuts the power at the steps of a restore, Go's own renames among them: the library's place
// holds the old or the restored library, whole, with its pictures and its backups; once it was said that it is restored,
// it is, and the old library lies beside it.
func TestPowerCut_Restoring(t *testing.T) {
	for _, how := range []string{"exchange", "renames"} {
		t.Run(how, func(t *testing.T) {
			f := newFixture(t)
			files := f.life(t)
			backup := f.make(t, OnDemand)
			restored := f.dumpLive(t)
			f.exec(t, `DELETE FROM task`, `UPDATE goal SET title = 'Changed'`)
			old := f.dumpLive(t)
			closeStore(t, f.Fixture)
			record := recorded(t, filepath.Dir(f.dir), "restore", f.dir, backup.Info.ID, how)
			see := func(root string, acked bool) (lost, wrong string) {
				library := filepath.Join(root, "library")
				k := New(Config{Library: library, Clock: f.Clock, Log: backendtest.Quiet()})
				if err := k.Settle(); err != nil {
					return "", err.Error()
				}
				rows, wrong := whole(t, library)
				if wrong == "" && rows != old && rows != restored {
					wrong = "neither the old nor the restored library"
				}
				if wrong == "" {
					wrong = missing(library, files)
				}
				if wrong != "" {
					return "", wrong
				}
				all, err := k.List(ctx)
				if err != nil || len(all) == 0 || all[len(all)-1].ID != backup.Info.ID || !all[len(all)-1].Good || all[len(all)-1].Lacking > 0 {
					return fmt.Sprintf("the backup: %+v %v", all, err), ""
				}
				if !acked {
					return "", ""
				}
				if rows != restored {
					return "the old library is in its place", ""
				}
				kept, _ := filepath.Glob(library + " before *")
				if len(kept) != 1 {
					return fmt.Sprintf("the old library is at %v", kept), ""
				}
				if rows, wrong := whole(t, kept[0]); rows != old || wrong != "" {
					return "the old library beside is not what it was: " + wrong, ""
				}
				return "", ""
			}
			judge(t, record, blackout.Honest, backendtest.Tortured(60, 1200), see).tell(t, "power cuts while restoring by "+how)
			control(t, "restoring by "+how, record, see)
		})
	}
}

// TestPowerCut_BackingUp cuts the power at the steps of a backup: the library is what it was, no half backup is offered,
// and one that was acknowledged is there, good, with its pictures.
func TestPowerCut_BackingUp(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	before := f.dumpLive(t)
	closeStore(t, f.Fixture)
	record := recorded(t, filepath.Dir(f.dir), "make", f.dir, "", "")
	see := func(root string, acked bool) (lost, wrong string) {
		library := filepath.Join(root, "library")
		if rows, wrong := whole(t, library); rows != before || wrong != "" {
			return "", "the library changed: " + wrong
		}
		k := New(Config{Library: library, Clock: f.Clock, Log: backendtest.Quiet()})
		all, err := k.List(ctx)
		if err != nil || len(all) > 1 {
			return "", fmt.Sprintf("%+v %v", all, err)
		}
		if len(all) == 0 {
			if acked {
				return "the backup is gone", ""
			}
			return "", ""
		}
		report, err := k.Verify(ctx, false, nil)
		if err != nil || len(report.Damages) > 0 || !all[0].Good || all[0].Lacking > 0 {
			return "", fmt.Sprintf("%+v %+v %v", all, report, err)
		}
		return "", ""
	}
	judge(t, record, blackout.Honest, backendtest.Tortured(60, 1200), see).tell(t, "power cuts while backing up")
	control(t, "backing up", record, see)
}
