package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"northboard/backend/clock"
	"northboard/backend/durable"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// Damage is one thing that is not what it was.
type Damage struct {
	Where    string `json:"where"` // "library", "backup" or "second"
	What     string `json:"what"`  // the name of the picture, or when the backup was made
	Sentence string `json:"sentence"`
	Mended   bool   `json:"mended"`
}

// Report is what a check of everything found.
type Report struct {
	Pictures int      `json:"pictures"` // files that were read, also those of backups
	Backups  int      `json:"backups"`
	Bytes    int64    `json:"bytes"`
	Damages  []Damage `json:"damages"`
}

// Left counts the damages that are still there.
func (r Report) Left() int {
	n := 0
	for _, d := range r.Damages {
		if !d.Mended {
			n++
		}
	}
	return n
}

// scrub is one check under way.
type scrub struct {
	*Keeper
	mend     bool
	progress func(Progress)
	total    int64
	report   Report
	places   []place
}

// Verify reads every picture and every backup, in all places that are there, against its hash, and the library's
// database as far as SQLite can tell. With mend, what another place still has whole is put back; a backup of which
// nobody has a whole copy is set aside, so that it is offered no more.
func (k *Keeper) Verify(ctx context.Context, mend bool, progress func(Progress)) (report Report, err error) {
	lock, err := k.lockFor(ctx, "verify")
	if err != nil {
		return Report{Damages: []Damage{}}, err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	k.forget()
	s := &scrub{Keeper: k, mend: mend, progress: progress, places: k.places(), report: Report{Damages: []Damage{}}}
	say(progress, "Checking your library", 0, 0)
	if err := s.library(ctx); err != nil {
		return s.report, err
	}
	for _, p := range s.places {
		if err := s.place(ctx, p); err != nil {
			return s.report, err
		}
	}
	k.forget()
	return s.report, nil
}

// healer mends a damage and says in a sentence how.
type healer func() (string, error)

// found notes a damage, and mends it where that is wanted and possible.
func (s *scrub) found(where, what, sentence string, heal healer) error {
	d := Damage{Where: where, What: what, Sentence: sentence}
	if s.mend && heal != nil {
		how, err := heal()
		d.Mended = err == nil
		if how != "" {
			d.Sentence += " " + how
		}
		if err != nil {
			s.Log.Warn("mend", "what", what, "err", err)
		}
		if fault.CodeOf(err) == fault.DiskFull {
			return err
		}
	}
	s.report.Damages = append(s.report.Damages, d)
	return nil
}

// library checks the database and the originals it names.
func (s *scrub) library(ctx context.Context) (err error) {
	if s.opened() == nil { // An open one was checked when it was opened, and its copy is checked below.
		if err := store.CheckFile(ctx, s.database()); err != nil {
			return s.unsound(ctx, err)
		}
	}
	scratch, err := s.scratch()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	copied := filepath.Join(scratch, store.DatabaseName)
	if err := s.copyTo(ctx, copied); err != nil {
		return s.unsound(ctx, err)
	}
	f, err := store.OpenFile(ctx, copied)
	if err != nil {
		return err
	}
	if err := f.Check(ctx); err != nil {
		return errors.Join(s.unsound(ctx, err), f.Close())
	}
	entries, err := s.picturesOf(ctx, f)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return s.pictures(ctx, s.Library, "library", entries)
}

// unsound notes that the library's database is damaged; other errors end the check.
func (s *scrub) unsound(ctx context.Context, err error) error {
	switch fault.CodeOf(err) {
	case fault.DiskFull, fault.InUse, fault.Unavailable, fault.Internal, fault.Cancelled:
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	sentence := fault.From(err).Sentence
	if errors.Is(err, fs.ErrNotExist) {
		sentence = "The library’s file northboard.db is missing. Please put the file back or restore a backup."
	}
	return s.found("library", "Your library’s file", sentence, nil)
}

// scratch makes a folder that the next backup sweeps if this process ends.
func (k *Keeper) scratch() (string, error) {
	if err := makeFolder(k.first().dir); err != nil {
		return "", err
	}
	return os.MkdirTemp(k.first().dir, unfinished+"*")
}

// pictures reads the pictures below dir against their names.
func (s *scrub) pictures(ctx context.Context, dir, where string, entries []pictureEntry) error {
	for _, e := range entries {
		s.total += e.Bytes
	}
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		path := pictureIn(dir, e.File)
		sum, size, err := hashFile(ctx, path)
		s.report.Pictures++
		s.report.Bytes += size
		say(s.progress, "Reading pictures", s.report.Bytes, s.total)
		if err == nil && sum == e.sum() {
			continue
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		how := "is damaged"
		switch {
		case errors.Is(err, fs.ErrNotExist):
			how = "is missing"
		case err != nil:
			how = "cannot be read"
		}
		sentence := fmt.Sprintf("The picture “%s” %s in your library.", e.named(), how)
		if where != "library" {
			sentence = fmt.Sprintf("The picture “%s” %s among the backups in %s.", e.named(), how, place{second: where == "second"}.name())
		}
		err = s.found(where, e.named(), sentence, func() (string, error) {
			if err := s.healPicture(ctx, dir, e); err != nil {
				return "", err
			}
			return "It was mended from a copy that is whole.", nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

var errNowhere = errors.New("nobody has it whole")

// healPicture puts back a picture from wherever it is whole.
func (s *scrub) healPicture(ctx context.Context, dir string, e pictureEntry) error {
	folders := []string{s.Library}
	for _, p := range s.places {
		folders = append(folders, p.dir)
	}
	for _, from := range folders {
		if from == dir {
			continue
		}
		err := copyProved(ctx, pictureIn(from, e.File), pictureIn(dir, e.File), e.sum())
		if err == nil {
			return durable.SyncFolder(filepath.Dir(pictureIn(dir, e.File)))
		}
		if ctx.Err() != nil || fault.CodeOf(err) == fault.DiskFull {
			return err
		}
	}
	return errNowhere
}

// place checks every backup of a place, and the pictures they share.
func (s *scrub) place(ctx context.Context, p place) error {
	where := "backup"
	if p.second {
		where = "second"
	}
	names, err := p.names()
	if err != nil {
		return s.found(where, p.name(), fmt.Sprintf("The backups in %s cannot be read.", p.name()), nil)
	}
	entries, known := []pictureEntry{}, map[string]bool{}
	for _, id := range names {
		s.report.Backups++
		m, err := s.backup(ctx, p, id)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			sentence := fmt.Sprintf("The backup of %s in %s is damaged.", s.spell(id), p.name())
			err := s.found(where, s.spell(id), sentence, func() (string, error) {
				healed, err := s.healBackup(ctx, p, id)
				if err == nil {
					m = healed
					return "It was mended.", nil
				}
				if ctx.Err() != nil || fault.CodeOf(err) == fault.DiskFull {
					return "", err
				}
				return "It cannot be mended, so it was set aside and is offered no more.", errors.Join(err, s.aside(p, id)())
			})
			if err != nil {
				return err
			}
		}
		for _, e := range m.Pictures {
			if !known[e.File] && !e.Missing {
				known[e.File] = true
				entries = append(entries, e)
			}
		}
	}
	return s.pictures(ctx, p.dir, where, entries)
}

// backup reads a backup's own files and opens its database.
func (s *scrub) backup(ctx context.Context, p place, id string) (manifest, error) {
	m, err := readManifest(p.backup(id), id)
	if err != nil {
		return manifest{}, err
	}
	for _, f := range m.Files {
		s.report.Bytes += f.Bytes
	}
	if err := s.prove(ctx, p.backup(id), m); err != nil {
		return m, err
	}
	return m, s.openAndCount(ctx, p.backup(id), m)
}

// healBackup copies what is damaged from another place that has the same backup whole. A list that is damaged beside a
// database that is whole is written anew.
func (s *scrub) healBackup(ctx context.Context, p place, id string) (manifest, error) {
	for _, other := range s.places {
		if other == p || !isFolder(other.backup(id)) {
			continue
		}
		m, err := readManifest(other.backup(id), id)
		if err != nil {
			continue
		}
		for _, f := range m.Files {
			if err = copyProved(ctx, filepath.Join(other.backup(id), f.Name), filepath.Join(p.backup(id), f.Name), f.SHA256); err != nil {
				break
			}
		}
		if err == nil {
			err = m.write(p.backup(id))
		}
		if err == nil {
			return m, nil
		}
	}
	return s.rewriteManifest(ctx, p, id)
}

// rewriteManifest makes the list of a backup anew, if its database is still what the list, or the sums, say it was.
func (s *scrub) rewriteManifest(ctx context.Context, p place, id string) (m manifest, err error) {
	dir := p.backup(id)
	text, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		text = nil // Then the sums may still speak for the database.
	}
	sums, err := os.ReadFile(filepath.Join(dir, sumsName))
	if err != nil {
		sums = nil
	}
	sum, size, err := hashFile(ctx, filepath.Join(dir, store.DatabaseName))
	if err != nil {
		return m, err
	}
	if json.Unmarshal(text, &m) != nil {
		m = manifest{}
	}
	if m.database().SHA256 != sum && !strings.Contains(string(sums), sum+"  "+store.DatabaseName+"\n") {
		return m, errChanged
	}
	at, _ := timeOf(id)
	fresh := manifest{Format: manifestFormat, ID: id, Library: m.Library, Created: clock.FromTime(at), Why: m.Why, Program: s.Program}
	fresh.Files = []fileSum{{Name: store.DatabaseName, Bytes: size, SHA256: sum}}
	if marker, size, err := hashFile(ctx, filepath.Join(dir, store.MarkerName)); err == nil {
		fresh.Files = append(fresh.Files, fileSum{Name: store.MarkerName, Bytes: size, SHA256: marker})
	}
	f, err := store.OpenFile(ctx, filepath.Join(dir, store.DatabaseName))
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.Check(ctx); err != nil {
		return m, err
	}
	has, err := f.Standing(ctx)
	if err != nil {
		return m, err
	}
	fresh.Schema, fresh.Seq, fresh.Counts = f.Schema(), has.Seq, has.Counts
	if fresh.Pictures, err = s.picturesOf(ctx, f); err != nil {
		return m, err
	}
	return fresh, fresh.write(dir)
}

// aside takes a damaged backup out of the list. Its files stay, for whoever can do more with them.
func (s *scrub) aside(p place, id string) func() error {
	return func() error {
		to := filepath.Join(p.dir, "damaged")
		if err := makeFolder(to); err != nil {
			return err
		}
		return errors.Join(os.Rename(p.backup(id), filepath.Join(to, id)), durable.SyncFolder(to), durable.SyncFolder(p.dir))
	}
}
