package backup

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"northboard/backend/fault"
	"northboard/backend/store"
)

func TestMake_IsWholeProvedAndPrivate(t *testing.T) {
	f := newFixture(t)
	files := f.life(t)
	made := f.make(t, OnDemand)
	all := f.list(t)
	if len(all) != 1 || !all[0].Good || all[0].ID != made.Info.ID || all[0].Lacking != 0 || all[0].Pictures != 2 || all[0].Goals != 2 {
		t.Fatalf("%+v", all)
	}
	dir := f.first().backup(made.Info.ID)
	if got, want := dump(t, filepath.Join(dir, store.DatabaseName)), f.dumpLive(t); got != want {
		t.Errorf("the backup holds\n%s\nthe library\n%s", got, want)
	}
	for _, file := range files {
		kept, err := os.Stat(f.first().picture(file))
		if err != nil {
			t.Fatal(err)
		}
		original, err := os.Stat(pictureIn(f.dir, file))
		if err != nil || os.SameFile(kept, original) {
			t.Errorf("%s is the library's own file: what spoils one spoils the other", file)
		}
	}
	err := filepath.WalkDir(f.first().dir, func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s can be read by others: %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command("sh", "-c", `cd "$0" && sha256sum -c SHA256SUMS`, dir).CombinedOutput(); err != nil {
		t.Errorf("sha256sum: %v\n%s", err, said)
	}
}

// TestMake_CopiesOnlyWhatIsNew: a picture is copied once for all backups of a place, whatever it is called there or by whichever
// boards it is shown, and what lies there already is not touched.
func TestMake_CopiesOnlyWhatIsNew(t *testing.T) {
	f := newFixture(t)
	files := f.life(t)
	if err := f.SetSecond(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	second, _ := f.second()
	copied := 0
	f.step = func(name string) {
		if name == "picture" {
			copied++
		}
	}
	stat := func(p place, file string) os.FileInfo {
		t.Helper()
		info, err := os.Stat(p.picture(file))
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	for i, want := range []int{2, 0, 1, 0} { // in each of the two places
		if i == 2 {
			files = append(files, f.picture(t, "Lake", 3000))
		}
		before := map[string]os.FileInfo{}
		if i > 0 {
			for _, file := range files[:2] {
				before[file], before["second "+file] = stat(f.first(), file), stat(second, file)
			}
		}
		copied = 0
		f.Clock.Advance(time.Hour)
		f.make(t, OnDemand)
		if copied != 2*want {
			t.Errorf("backup %d copied %d pictures, want %d", i, copied, 2*want)
		}
		for _, file := range files[:2] {
			for name, p := range map[string]place{file: f.first(), "second " + file: second} {
				if was := before[name]; was != nil && (!os.SameFile(was, stat(p, file)) || !was.ModTime().Equal(stat(p, file).ModTime())) {
					t.Errorf("backup %d wrote %s anew", i, name)
				}
			}
		}
	}
	for _, p := range []place{f.first(), second} {
		if has, err := filesOf(p.dir); err != nil || len(has) != 3 {
			t.Errorf("%d pictures lie in %s, %v", len(has), p.dir, err)
		}
	}
}

func TestMake_WhileOthersWrite(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	other := f.Open(t)
	stop := make(chan struct{})
	var writing sync.WaitGroup
	writing.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			err := other.Write(ctx, store.Op{Label: "Write", Origin: store.User}, func(tx *store.Tx) error {
				if _, err := tx.Exec(`INSERT OR REPLACE INTO win (id, text, day, created) VALUES (?, 'x', '2026-11-22', 1)`, fmt.Sprint(i%50)); err != nil {
					return err
				}
				_, err := tx.Exec(`DELETE FROM win WHERE id = ?`, fmt.Sprint((i+7)%50))
				return err
			})
			if err != nil {
				t.Error(err)
				return
			}
		}
	})
	for range 5 {
		f.make(t, OnDemand)
	}
	close(stop)
	writing.Wait()
	for _, info := range f.list(t) {
		if !info.Good {
			t.Errorf("%+v", info)
		}
	}
}

func TestMake_CopyThatDoesNotCompareDoesNotCount(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	f.step = func(name string) {
		if name == "copied" { // A row goes from the copy, as a fault of SQLite or the disk would have it.
			names, _ := filepath.Glob(filepath.Join(f.first().dir, unfinished+"*", store.DatabaseName))
			if said, err := exec.Command("sqlite3", names[0], `DELETE FROM task WHERE id = 't1'`).CombinedOutput(); err != nil {
				t.Fatalf("%v %s", err, said)
			}
		}
	}
	if _, err := f.Make(ctx, OnDemand, nil); fault.CodeOf(err) != fault.Damaged {
		t.Errorf("%v", err)
	}
	if all := f.list(t); len(all) != 0 {
		t.Errorf("%+v", all)
	}
}

func TestMake_CancelledLeavesNothing(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	stopping, stop := context.WithCancel(ctx)
	f.step = func(name string) {
		if name == "database" {
			stop()
		}
	}
	if _, err := f.Make(stopping, OnDemand, nil); fault.CodeOf(err) != fault.Cancelled {
		t.Errorf("%v", err)
	}
	left, _ := os.ReadDir(f.first().dir)
	for _, e := range left {
		if e.Name() != picturesName {
			t.Errorf("%s is left", e.Name())
		}
	}
}

func TestMake_DamagedOriginalIsNotTakenIn(t *testing.T) {
	f := newFixture(t)
	files := f.life(t)
	spoil(t, pictureIn(f.dir, files[0]))
	if made := f.make(t, OnDemand); made.Info.Lacking != 1 {
		t.Errorf("%+v", made.Info)
	}
	if all := f.list(t); !all[0].Good || all[0].Lacking != 1 {
		t.Errorf("%+v", all)
	}
	if _, err := os.Stat(f.first().picture(files[0])); err == nil {
		t.Error("the damaged original is among the backups")
	}
}

func TestList_DamagedIsNeverGood(t *testing.T) {
	for _, file := range []string{store.DatabaseName, store.MarkerName, manifestName, sumsName} {
		for _, harm := range []string{"spoilt", "cut", "gone"} {
			t.Run(file+"/"+harm, func(t *testing.T) {
				f := newFixture(t)
				f.life(t)
				id := f.make(t, OnDemand).Info.ID
				path := filepath.Join(f.first().backup(id), file)
				switch harm {
				case "spoilt":
					spoil(t, path)
				case "cut":
					if err := os.Truncate(path, 40); err != nil {
						t.Fatal(err)
					}
				case "gone":
					if err := os.Remove(path); err != nil {
						t.Fatal(err)
					}
				}
				all := f.list(t)
				if len(all) != 1 || all[0].Good || all[0].Flaw == "" {
					t.Errorf("%+v", all)
				}
				before := f.dumpLive(t)
				if _, err := f.Restore(ctx, id, nil); fault.CodeOf(err) != fault.Damaged {
					t.Errorf("restore: %v", err)
				}
				if f.dumpLive(t) != before {
					t.Error("the library changed")
				}
			})
		}
	}
}

func TestSecond(t *testing.T) {
	f := newFixture(t)
	files := f.life(t)
	if err := f.SetSecond(filepath.Join(f.dir, picturesName)); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a place inside the library: %v", err)
	}
	disk := t.TempDir()
	if err := f.SetSecond(disk); err != nil {
		t.Fatal(err)
	}
	made := f.make(t, OnDemand)
	all := f.list(t)
	if len(all) != 1 || !all[0].Here || !all[0].Second || !all[0].Good {
		t.Fatalf("%+v; %s", all, made.Second)
	}
	// The disk is unplugged: no error, and it is told.
	away := disk + "-away"
	if err := os.Rename(disk, away); err != nil {
		t.Fatal(err)
	}
	f.Clock.Advance(time.Hour)
	if made = f.make(t, OnDemand); !strings.Contains(made.Second, "not there") || f.Second().Present {
		t.Errorf("%+v", made)
	}
	if err := os.Rename(away, disk); err != nil {
		t.Fatal(err)
	}
	// The library is gone with all its backups: the second place brings it back.
	want := f.dumpLive(t)
	closeStore(t, f.Fixture)
	second, _ := f.second()
	if err := os.RemoveAll(f.dir); err != nil {
		t.Fatal(err)
	}
	done, err := f.Restore(ctx, second.backup(all[0].ID), nil)
	if err != nil || done.Kept != "" || len(done.Missing) != 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	f.Store = f.Open(t)
	if got := f.dumpLive(t); got != want {
		t.Errorf("restored\n%s\nwant\n%s", got, want)
	}
	for _, file := range files {
		if sum, _, err := hashFile(ctx, pictureIn(f.dir, file)); err != nil || sum != file[:64] {
			t.Errorf("%s: %v", file, err)
		}
	}
}
