package backup

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"northboard/backend/clock"
)

// Rules of thinning, the same as Anki's: all backups of two days stay, then the last of a day for 12 days that have
// one, of a week for 10, of a month for 9. What cannot be read is left alone, and so are the pictures then.

const (
	keepAll     = 48 * time.Hour
	keepDaily   = 12
	keepWeekly  = 10
	keepMonthly = 9

	// A backup is suspiciously small when it holds less than half of what one of the last fortnight held; a few rows
	// more or less, as in a library that was just begun, are nobody's years.
	suspectAfter = 14 * 24 * time.Hour
	suspectRows  = 40
)

// thin chooses the backups that go, of a list that begins with the newest.
func thin(all []manifest, now clock.Instant, loc *time.Location) []string {
	var gone []string
	day, week, month := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i, m := range all {
		at := m.Created.In(loc)
		year, number := at.ISOWeek()
		dayKey, weekKey, monthKey := at.Format("2006-01-02"), fmt.Sprintf("%d-%d", year, number), at.Format("2006-01")
		switch {
		case i == 0 || now.Sub(m.Created) <= keepAll:
		case !day[dayKey] && len(day) < keepDaily:
			day[dayKey] = true
		case day[dayKey]:
			gone = append(gone, m.ID)
			continue
		case !week[weekKey] && len(week) < keepWeekly:
			week[weekKey] = true
		case week[weekKey]:
			gone = append(gone, m.ID)
			continue
		case !month[monthKey] && len(month) < keepMonthly:
			month[monthKey] = true
		default:
			gone = append(gone, m.ID)
			continue
		}
	}
	return gone
}

// suspicious says whether the newest of a list holds so much less than another that somebody should look first. One that
// is from the future, as a clock that stood ahead leaves it, is not the newest.
func suspicious(all []manifest, now clock.Instant) bool {
	all = slices.DeleteFunc(slices.Clone(all), func(m manifest) bool { return m.Created > now.Add(time.Hour) })
	if len(all) == 0 {
		return false
	}
	newest := all[0]
	for _, m := range all[1:] {
		if newest.Created.Sub(m.Created) > suspectAfter || m.rows() < suspectRows {
			continue
		}
		if newest.rows()*2 < m.rows() || newest.database().Bytes*2 < m.database().Bytes {
			return true
		}
	}
	return false
}

const heldSentence = "The newest backup holds less than half of what a backup of the last two weeks held. So no older one is removed for now; please look whether something is missing."

// thinAll thins every place. It never fails: what could not be removed stays, and is tried again the next time.
func (k *Keeper) thinAll() (removed int, held string) {
	for _, p := range k.places() {
		all, whole, err := k.manifests(p)
		if err != nil {
			k.Log.Warn("thin the backups", "err", err)
			continue
		}
		if suspicious(all, k.Clock.Now()) {
			held = heldSentence
			continue
		}
		gone := thin(all, k.Clock.Now(), k.Clock.Location())
		if err := k.remove(p, all, gone, whole); err != nil {
			k.Log.Warn("thin the backups", "err", err)
			continue
		}
		removed += len(gone)
	}
	return removed, held
}

// manifests reads those of a place, the newest first. whole is false when one could not be read.
func (k *Keeper) manifests(p place) (all []manifest, whole bool, err error) {
	names, err := p.names()
	if err != nil {
		return nil, false, err
	}
	whole = true
	for _, id := range names {
		m, err := readManifest(p.backup(id), id)
		if err != nil {
			whole = false
			continue
		}
		all = append(all, m)
	}
	return all, whole, nil
}

// remove takes backups away, and then the pictures that only they named.
func (k *Keeper) remove(p place, all []manifest, gone []string, whole bool) error {
	going := map[string]bool{}
	for _, id := range gone {
		going[id] = true
		// Out of the list by one rename, before anything in it goes.
		away := p.backup(unfinished + "gone-" + id)
		if err := errors.Join(os.Rename(p.backup(id), away), os.RemoveAll(away)); err != nil {
			return fmt.Errorf("remove the backup %s: %w", id, err)
		}
		k.step("removed")
	}
	if len(gone) == 0 || !whole {
		return nil
	}
	named := map[string]bool{}
	for _, m := range all {
		for _, e := range m.Pictures {
			named[e.File] = named[e.File] || !going[m.ID]
		}
	}
	var errs []error
	for file, stays := range named {
		if stays {
			continue
		}
		if err := os.Remove(p.picture(file)); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
