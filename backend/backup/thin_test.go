package backup

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"northboard/backend/clock"
)

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

// TestThin_ClocksThatJump lives through a year whose clock stands ahead, or behind, for some nights, and whose person
// travels. Nothing of the last two days goes, however wrong the clock was before, and nothing is lost by it that thinning would have kept.
func TestThin_ClocksThatJump(t *testing.T) {
	zones := []*time.Location{}
	for _, name := range []string{"Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		zones = append(zones, zone)
	}
	begin := time.Date(2027, 6, 1, 3, 0, 0, 0, time.UTC)
	var all []manifest
	for day := range 400 { // over the leap day of 2028
		right := begin.AddDate(0, 0, day)
		now := right
		switch {
		case day >= 100 && day < 103:
			now = right.AddDate(3, 0, 0)
		case day >= 200 && day < 203:
			now = right.AddDate(-20, 0, 0)
		}
		all = append(all, manifest{ID: fmt.Sprint(day), Created: clock.FromTime(now)})
		slices.SortFunc(all, func(a, b manifest) int { return cmp.Compare(b.Created, a.Created) })
		gone := thin(all, clock.FromTime(now), zones[day/7%len(zones)])
		all = slices.DeleteFunc(all, func(m manifest) bool { return slices.Contains(gone, m.ID) })
		for back := range min(day, 2) + 1 {
			if wrong := now != right || day >= 103 && day < 106 || day >= 203 && day < 206; !wrong && !slices.ContainsFunc(all, func(m manifest) bool { return m.ID == fmt.Sprint(day-back) }) {
				t.Errorf("on day %d the backup of %d days before is gone", day, back)
			}
		}
		if len(all) > 45 {
			t.Fatalf("day %d: %d are kept", day, len(all))
		}
	}
	reaches := 0
	for _, m := range all {
		if age := begin.AddDate(0, 0, 399).Sub(m.Created.In(time.UTC)); age > 0 && age < 300*24*time.Hour {
			reaches++
		}
	}
	if reaches < 25 {
		t.Errorf("%d are left of the last ten months", reaches)
	}
}

// TestThin_HeldBesideAFutureOne: a backup that a clock made which stood ahead is not taken for the newest.
func TestThin_HeldBesideAFutureOne(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	for i := range 60 {
		f.exec(t, fmt.Sprintf(`INSERT INTO win (id, text, day, created) VALUES ('x%d', 'x', '2026-11-22', 1)`, i))
	}
	f.Clock.Advance(365 * 24 * time.Hour)
	f.make(t, OnDemand)
	f.Clock.Advance(-365 * 24 * time.Hour)
	for range 3 {
		f.make(t, OnDemand)
		f.Clock.Advance(time.Hour)
	}
	f.Clock.Advance(72 * time.Hour)
	f.exec(t, `DELETE FROM win`)
	if made := f.make(t, OnDemand); made.Thinned != 0 || !strings.Contains(made.Held, "less than half") {
		t.Errorf("%+v", made)
	}
}
