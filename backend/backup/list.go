package backup

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"northboard/backend/clock"
	"northboard/backend/store"
)

// Info is a backup as a person sees it.
type Info struct {
	ID       string        `json:"id"`
	Created  clock.Instant `json:"created"`
	Why      Why           `json:"why"`
	Program  string        `json:"program"`
	Schema   int           `json:"schema"`
	Boards   int64         `json:"boards"`
	Items    int64         `json:"items"`
	Goals    int64         `json:"goals"`
	Tasks    int64         `json:"tasks"`
	Pictures int           `json:"pictures"`
	Rows     int64         `json:"rows"`
	Bytes    int64         `json:"bytes"`   // of the database and its pictures
	Lacking  int           `json:"lacking"` // pictures that this backup names and its place does not have
	Here     bool          `json:"here"`    // it is in the library's folder
	Second   bool          `json:"second"`  // it is in the second place
	Good     bool          `json:"good"`    // its manifest and database are what they were when it was made
	Flaw     string        `json:"flaw"`    // why it is not good
}

// proof remembers that a file was read and what its hash was, for as long as the file looks the same.
type proof struct {
	info os.FileInfo
	sum  string
}

// List gives the backups of all places, the newest first. Every database is read against its hash, once for as long
// as this process lives; damaged ones are in the list and say so.
func (k *Keeper) List(ctx context.Context) ([]Info, error) {
	all := []Info{}
	for _, p := range k.places() {
		names, err := p.names()
		if err != nil && p.second {
			k.Log.Warn("look into the second place", "err", err)
			continue
		}
		if err != nil {
			return nil, err
		}
		files, err := filesOf(p.dir)
		if err != nil {
			return nil, err
		}
		for _, id := range names {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			info := k.look(ctx, p, id, files)
			if i := slices.IndexFunc(all, func(have Info) bool { return have.ID == id }); i >= 0 {
				all[i] = joined(all[i], info)
			} else {
				all = append(all, info)
			}
		}
	}
	slices.SortFunc(all, func(a, b Info) int { return strings.Compare(b.ID, a.ID) })
	return all, nil
}

// joined is a backup that is in both places: good when one of them is.
func joined(a, b Info) Info {
	best := a
	if !a.Good && b.Good || a.Good && b.Good && b.Lacking < a.Lacking {
		best = b
	}
	best.Here, best.Second = a.Here || b.Here, a.Second || b.Second
	return best
}

// look reads a backup of a place and says how it is.
func (k *Keeper) look(ctx context.Context, p place, id string, files map[string]int64) Info {
	m, err := readManifest(p.backup(id), id)
	if err == nil {
		err = k.prove(ctx, p.backup(id), m)
	}
	if err == nil {
		return k.infoOf(p, m, files)
	}
	k.Log.Debug("a backup is not good", "backup", id, "err", err)
	info := Info{ID: id, Here: !p.second, Second: p.second, Flaw: flawOf(err)}
	if at, ok := timeOf(id); ok {
		info.Created = clock.FromTime(at)
	}
	return info
}

func flawOf(err error) string {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return "A part of this backup is gone."
	case errors.Is(err, errManifest):
		return "The list of what this backup holds is damaged."
	case errors.Is(err, errChanged):
		return "This backup’s file is damaged."
	}
	return "This backup cannot be read."
}

func (k *Keeper) infoOf(p place, m manifest, files map[string]int64) Info {
	info := Info{
		ID: m.ID, Created: m.Created, Why: m.Why, Program: m.Program, Schema: m.Schema,
		Boards: store.RowsOf(m.Counts, "board"), Items: store.RowsOf(m.Counts, "item"),
		Goals: store.RowsOf(m.Counts, "goal"), Tasks: store.RowsOf(m.Counts, "task"),
		Pictures: len(m.Pictures), Rows: m.rows(), Bytes: m.database().Bytes,
		Here: !p.second, Second: p.second, Good: true,
	}
	for _, e := range m.Pictures {
		info.Bytes += e.Bytes
		size, there := files[e.File]
		if files != nil && (!there || size != e.Bytes) || files == nil && e.Missing {
			info.Lacking++
		}
	}
	return info
}

// prove reads the backup's own files against their hashes.
func (k *Keeper) prove(ctx context.Context, dir string, m manifest) error {
	for _, f := range m.Files {
		sum, err := k.sumOf(ctx, filepath.Join(dir, f.Name))
		if err != nil {
			return err
		}
		if sum != f.SHA256 {
			return errChanged
		}
	}
	return nil
}

func (k *Keeper) sumOf(ctx context.Context, path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	k.mu.Lock()
	known, ok := k.proved[path]
	k.mu.Unlock()
	if ok && os.SameFile(known.info, info) && known.info.Size() == info.Size() && known.info.ModTime().Equal(info.ModTime()) {
		return known.sum, nil
	}
	sum, _, err := hashFile(ctx, path)
	if err != nil {
		return "", err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.proved[path] = proof{info, sum}
	return sum, nil
}

// forget makes the next look read everything again.
func (k *Keeper) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.proved = map[string]proof{}
}

// Pictures names every picture, by id, that a backup of any place still speaks of. A manifest that cannot be read makes
// it fail: nobody knows then what may go.
func (k *Keeper) Pictures(ctx context.Context) (map[string]bool, error) {
	named := map[string]bool{}
	for _, p := range k.places() {
		names, err := p.names()
		if err != nil {
			return nil, err
		}
		for _, id := range names {
			m, err := readManifest(p.backup(id), id)
			if err != nil {
				return nil, err
			}
			for _, e := range m.Pictures {
				named[e.sum()] = true
			}
		}
	}
	return named, ctx.Err()
}

// Folder is where the library's own backups are.
func (k *Keeper) Folder() string { return k.first().dir }

// Held says in a sentence why nothing is thinned for now; "" when nothing is in the way.
func (k *Keeper) Held() string {
	all, _, err := k.manifests(k.first())
	if err != nil || !suspicious(all, k.Clock.Now()) {
		return ""
	}
	return heldSentence
}

// Found is a backup that lies in another folder, and the path to restore it by.
type Found struct {
	Info
	Path string `json:"path"`
}

// Look lists the backups in a folder: in itself, in its "backups", or in a second place's folder in it.
func (k *Keeper) Look(ctx context.Context, folder string) ([]Found, error) {
	folders := []string{folder, filepath.Join(folder, folderName)}
	below, err := filepath.Glob(filepath.Join(escapeGlob(folder), secondName, "*"))
	if err != nil {
		return nil, err
	}
	inside, err := filepath.Glob(filepath.Join(escapeGlob(folder), "*"))
	if err != nil {
		return nil, err
	}
	found := []Found{}
	for _, dir := range slices.Concat(folders, below, inside) {
		p := place{dir: dir, second: true}
		names, err := p.names()
		if err != nil || len(names) == 0 {
			continue // A file, or a folder that may not be read: nothing of ours.
		}
		files, err := filesOf(dir)
		if err != nil {
			return nil, err
		}
		for _, id := range names {
			if slices.ContainsFunc(found, func(f Found) bool { return f.ID == id }) {
				continue
			}
			found = append(found, Found{k.look(ctx, p, id, files), p.backup(id)})
		}
	}
	slices.SortFunc(found, func(a, b Found) int { return strings.Compare(b.ID, a.ID) })
	return found, ctx.Err()
}
