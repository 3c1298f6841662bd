package backup

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"northboard/backend/durable"
	"northboard/backend/fault"
	"northboard/backend/store"
)

const (
	folderName   = "backups"
	picturesName = "pictures"
	placesName   = "places.json"
	secondName   = "Northboard backups" // in the folder that the person chose as the second place
	unfinished   = ".new-"              // begins the names of what is not yet a backup
)

// place is a folder of backups.
type place struct {
	dir    string
	second bool
}

// name is what a person calls the place.
func (p place) name() string {
	if p.second {
		return "the second place"
	}
	return "the library’s folder"
}

func (p place) backup(id string) string { return filepath.Join(p.dir, id) }

// picture gives the path of a picture in the place, by its file name.
func (p place) picture(file string) string { return pictureIn(p.dir, file) }

func pictureIn(dir, file string) string {
	return filepath.Join(dir, picturesName, file[:2], file)
}

// names lists the place's backups, the newest first. A folder that is not there holds none.
func (p place) names() ([]string, error) {
	entries, err := os.ReadDir(p.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look for backups: %w", err)
	}
	var names []string
	for _, e := range entries {
		if _, ok := timeOf(e.Name()); ok && e.IsDir() {
			names = append(names, e.Name())
		}
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(b, a) })
	return names, nil
}

// sweep removes what a crash has left. The caller holds the lock.
func (p place) sweep() error {
	left, err := filepath.Glob(filepath.Join(escapeGlob(p.dir), unfinished+"*"))
	if err != nil {
		return err
	}
	var errs []error
	for _, path := range left {
		errs = append(errs, os.RemoveAll(path))
	}
	return errors.Join(errs...)
}

// escapeGlob keeps the signs that a folder's name may hold from meaning anything.
func escapeGlob(path string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

func (k *Keeper) first() place { return place{dir: filepath.Join(k.Library, folderName)} }

// placesFile is kept beside the backups and not in the library's file: it must be readable when that is not.
type placesFile struct {
	Second string `json:"second"` // the folder the person chose
	ID     string `json:"id"`     // of the library, to tell its backups from another's
}

func (k *Keeper) readPlaces() (placesFile, error) {
	var kept placesFile
	text, err := os.ReadFile(filepath.Join(k.first().dir, placesName))
	if errors.Is(err, fs.ErrNotExist) {
		return kept, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &kept)
	}
	if err != nil {
		return placesFile{}, fmt.Errorf("read where the second place is: %w", err)
	}
	return kept, nil
}

// Second says where the second place is, and whether it is there now.
type Second struct {
	Folder  string `json:"folder"` // "" when none was chosen
	Present bool   `json:"present"`
}

// Second gives the second place.
func (k *Keeper) Second() Second {
	kept, err := k.readPlaces()
	if err != nil {
		k.Log.Warn("read the places of backups", "err", err)
	}
	return Second{Folder: kept.Second, Present: kept.Second != "" && isFolder(kept.Second)}
}

// SetSecond chooses the second place; "" takes none from now on. What lies there stays.
func (k *Keeper) SetSecond(folder string) error {
	kept := placesFile{}
	if folder != "" {
		abs, err := filepath.Abs(folder)
		if err != nil {
			return err
		}
		if !isFolder(abs) {
			return fault.New(fault.NotFound, "That folder is not there. Nothing was changed; please choose one that is.").WithField("folder")
		}
		if inside(k.Library, abs) {
			return fault.New(fault.Invalid, "That folder is inside the library, so it would be lost with it. Nothing was changed; please choose one on another disk.").WithField("folder")
		}
		probe, err := os.CreateTemp(abs, unfinished+"*")
		if err != nil {
			return fault.Wrap(err, fault.Permission, "Northboard may not write in that folder. Nothing was changed; please choose another.").WithField("folder")
		}
		if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
			return err
		}
		marker, err := store.MarkerOf(k.Library)
		if err != nil {
			return err
		}
		kept = placesFile{Second: abs, ID: marker.ID}
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	if err := makeFolder(k.first().dir); err != nil {
		return err
	}
	return durable.Write(filepath.Join(k.first().dir, placesName), append(text, '\n'), unfinished+"*")
}

// second gives the second place if it is there now. Its folder says whose backups are in it: two libraries may share
// a disk.
func (k *Keeper) second() (place, bool) {
	kept, err := k.readPlaces()
	if err != nil || kept.Second == "" || !isFolder(kept.Second) {
		return place{}, false
	}
	return placeIn(kept.Second, kept.ID), true
}

// placeIn is where a library's backups lie in a folder that the person chose.
func placeIn(folder, library string) place {
	return place{dir: filepath.Join(folder, secondName, tail(library)), second: true}
}

// tail shortens a library's id to what a folder's name can be.
func tail(id string) string {
	clean := strings.Map(func(r rune) rune {
		if (r >= 'a' && r <= 'z') || (r >= '0' && r <= '9') {
			return r
		}
		return -1
	}, strings.ToLower(id))
	if clean == "" {
		return "library"
	}
	return clean[max(0, len(clean)-12):]
}

// places gives the places that are there now.
func (k *Keeper) places() []place {
	all := []place{k.first()}
	if second, ok := k.second(); ok {
		all = append(all, second)
	}
	return all
}

// MayBegin says whether a new library may begin in a folder that the person chose: an empty one, outside this library.
func (k *Keeper) MayBegin(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fault.Wrap(err, fault.NotFound, "That folder cannot be read. Nothing was changed; please choose another.")
	}
	if len(entries) > 0 {
		return fault.New(fault.Invalid, "That folder is not empty, so no library was begun in it. Nothing was changed; please choose or make an empty one.")
	}
	if inside(k.Library, folder) {
		return fault.New(fault.Invalid, "That folder is inside the library that could not be opened. Nothing was changed; please choose one elsewhere.")
	}
	probe, err := os.CreateTemp(folder, unfinished+"*")
	if err != nil {
		return fault.Wrap(err, fault.Permission, "Northboard may not write in that folder. Nothing was changed; please choose another.")
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// Folders gives the folders of the library's backups that are there now. away: a second place was chosen and is not
// there, or where it is cannot be read.
func (k *Keeper) Folders() (folders []string, away bool) {
	for _, p := range k.places() {
		folders = append(folders, p.dir)
	}
	kept, err := k.readPlaces()
	return folders, err != nil || kept.Second != "" && !isFolder(kept.Second)
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// inside says whether path is dir or lies in it, also through links.
func inside(dir, path string) bool {
	real := func(p string) string {
		if to, err := filepath.EvalSymlinks(p); err == nil {
			return to
		}
		return p
	}
	relative, err := filepath.Rel(real(dir), real(path))
	return err == nil && relative != ".." && !strings.HasPrefix(relative, ".."+string(filepath.Separator))
}
