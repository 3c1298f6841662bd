package backup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"northboard/backend/clock"
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

func TestThin(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, berlin)
	var all []manifest
	for hours := 0; hours < 24*600; hours += 6 {
		all = append(all, manifest{ID: fmt.Sprint(hours), Created: clock.FromTime(now.Add(-time.Duration(hours) * time.Hour))})
	}
	gone := map[string]bool{}
	for _, id := range thin(all, clock.FromTime(now), berlin) {
		gone[id] = true
	}
	var kept []manifest
	for _, m := range all {
		if !gone[m.ID] {
			kept = append(kept, m)
		}
	}
	// Nine of two days (both ends count), 12 days, 10 weeks, 9 months.
	if want := 9 + 12 + 10 + 9; len(kept) != want {
		t.Errorf("%d are kept, want %d", len(kept), want)
	}
	if again := thin(kept, clock.FromTime(now), berlin); len(again) != 0 {
		t.Errorf("thinning again removes %v", again)
	}
	if oldest := kept[len(kept)-1].Created.In(berlin); now.Sub(oldest) < 300*24*time.Hour {
		t.Errorf("the oldest is of %v", oldest)
	}
}

// TestThin_DayByDay lives through two years of nightly backups: what is there never reaches less far than it should.
func TestThin_DayByDay(t *testing.T) {
	now := time.Date(2025, 1, 1, 3, 0, 0, 0, time.UTC)
	var all []manifest
	for day := range 730 {
		at := now.AddDate(0, 0, day)
		all = append([]manifest{{ID: fmt.Sprint(day), Created: clock.FromTime(at)}}, all...)
		gone := map[string]bool{}
		for _, id := range thin(all, clock.FromTime(at), time.UTC) {
			gone[id] = true
		}
		var kept []manifest
		for _, m := range all {
			if !gone[m.ID] {
				kept = append(kept, m)
			}
		}
		all = kept
		if len(all) > 35 {
			t.Fatalf("day %d: %d are kept", day, len(all))
		}
		reach := at.Sub(all[len(all)-1].Created.In(time.UTC))
		if want := time.Duration(min(day, 12)) * 24 * time.Hour; reach < want {
			t.Fatalf("day %d: the oldest is %v old, want %v", day, reach, want)
		}
	}
	if reach := now.AddDate(0, 0, 729).Sub(all[len(all)-1].Created.In(time.UTC)); reach < 300*24*time.Hour {
		t.Errorf("after two years the oldest is %v old", reach)
	}
}

func TestThin_RemovesOnlyWhatNobodyNames(t *testing.T) {
	f := newFixture(t)
	files := f.life(t)
	f.make(t, OnDemand)
	f.Clock.Advance(72 * time.Hour)
	// A picture that only backups know of which the later goes when the day is thinned.
	orphan := strings.Repeat("ab", 32) + ".png"
	lone := f.make(t, OnDemand).Info.ID
	m, err := readManifest(f.first().backup(lone), lone)
	if err != nil {
		t.Fatal(err)
	}
	m.Pictures = append(m.Pictures, pictureEntry{File: orphan, Bytes: 1})
	if err := errors.Join(m.write(f.first().backup(lone)), makeFolder(filepath.Dir(f.first().picture(orphan))), os.WriteFile(f.first().picture(orphan), []byte("x"), 0o600)); err != nil {
		t.Fatal(err)
	}
	f.Clock.Advance(time.Minute)
	f.make(t, OnDemand)
	f.Clock.Advance(72 * time.Hour)
	if made := f.make(t, OnDemand); made.Thinned != 1 {
		t.Errorf("%+v", made)
	}
	if _, err := os.Stat(f.first().picture(orphan)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a picture that nobody names stays: %v", err)
	}
	for _, file := range files {
		if _, err := os.Stat(f.first().picture(file)); err != nil {
			t.Errorf("a picture that backups name is gone: %v", err)
		}
	}
}

func TestThin_HeldWhileTheNewestIsSmall(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	for i := range 60 {
		f.exec(t, fmt.Sprintf(`INSERT INTO win (id, text, day, created) VALUES ('x%d', 'x', '2026-11-22', 1)`, i))
	}
	for range 3 {
		f.make(t, OnDemand)
		f.Clock.Advance(time.Hour)
	}
	f.Clock.Advance(72 * time.Hour)
	f.exec(t, `DELETE FROM win`)
	made := f.make(t, OnDemand)
	if made.Thinned != 0 || !strings.Contains(made.Held, "less than half") || len(f.list(t)) != 4 {
		t.Errorf("%+v, %d are left", made, len(f.list(t)))
	}
	// After a fortnight the small one is how it is.
	f.Clock.Advance(15 * 24 * time.Hour)
	if made := f.make(t, OnDemand); made.Held != "" || made.Thinned != 2 {
		t.Errorf("%+v, %d are left", made, len(f.list(t)))
	}
}

func TestNightly_OnceANight(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	second := New(f.Config)
	var both sync.WaitGroup
	var mu sync.Mutex
	made := 0
	for _, k := range []*Keeper{f.Keeper, second, New(f.Config)} {
		both.Go(func() {
			did, err := k.MakeNightly(ctx)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if did {
				made++
			}
		})
	}
	both.Wait()
	if made != 1 || len(f.list(t)) != 1 {
		t.Fatalf("%d made, %d there", made, len(f.list(t)))
	}
	for _, step := range []struct {
		advance time.Duration
		due     bool
	}{
		{16 * time.Hour, false}, // 02:00 of the next night
		{2 * time.Hour, true},
		{5 * 24 * time.Hour, true}, // asleep for days: one
	} {
		f.Clock.Advance(step.advance)
		if did, err := f.MakeNightly(ctx); did != step.due || err != nil {
			t.Errorf("after %v: %v, %v", step.advance, did, err)
		}
		if f.Due() {
			t.Error("due again at once")
		}
	}
	// A clock that was a year ahead for a while must not stop the nights.
	f.Clock.Advance(365 * 24 * time.Hour)
	f.make(t, OnDemand)
	f.Clock.Advance(-365 * 24 * time.Hour)
	f.Clock.Advance(24 * time.Hour)
	if did, err := f.MakeNightly(ctx); !did || err != nil {
		t.Errorf("with a backup from the future: %v %v", did, err)
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
