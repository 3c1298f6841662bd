package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"northboard/backend/clock"
	"northboard/backend/durable"
)

// Rules of the folder:
//
//   - The folder is a new library only if it has neither the marker nor the database, nor anything else of a library. A missing or empty database
//     beside a marker is damage: SQLite would take it for a good empty database and everything would seem lost.
//   - A database is made under another name and put in its place whole, then the marker is written. So a crash in
//     between leaves either nothing or a good database, whose marker is then written again.
//   - Folder 0700, files 0600. SQLite gives -wal and -shm the permissions of the database.

const (
	databaseName = "northboard.db"
	markerName   = "library.json"
	markerFormat = 1
)

// Marker is library.json: it says that this folder is a library, whatever became of the rest.
type Marker struct {
	ID      string        `json:"id"`
	Created clock.Instant `json:"created"`
	Format  int           `json:"format"`
}

// prepareFolder makes sure that the folder holds a database that may be opened.
func (s *Store) prepareFolder(ctx context.Context) error {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return noPermission(err)
		}
		return fmt.Errorf("make the library's folder: %w", err)
	}
	s.place = PlaceOf(s.dir)
	marked, err := s.checkMarker()
	if err != nil {
		return err
	}
	info, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && marked:
		return gone(fmt.Errorf("%s is missing beside %s", databaseName, markerName))
	case errors.Is(err, fs.ErrNotExist) && s.remains() != "":
		return gone(fmt.Errorf("%s and %s are missing beside %s", databaseName, markerName, s.remains()))
	case errors.Is(err, fs.ErrNotExist):
		if err := s.create(ctx); err != nil {
			return err
		}
	case err != nil:
		return fmt.Errorf("look at the library's file: %w", err)
	case !info.Mode().IsRegular():
		return notADatabase(fmt.Errorf("%s is %s", databaseName, info.Mode().Type()))
	default:
		if err := checkFileIn(ctx, s.path, s.place); err != nil {
			return err
		}
	}
	if err := s.checkWritable(); err != nil {
		return err
	}
	if !marked {
		return s.writeMarker()
	}
	return nil
}

// remains names what only a library has, in a folder that lost both its marker and its database; "" if nothing.
func (s *Store) remains() string {
	for _, suffix := range []string{"-wal", "-journal"} {
		if info, err := os.Stat(s.path + suffix); err == nil && info.Size() > 0 {
			return databaseName + suffix
		}
	}
	folders, err := os.ReadDir(filepath.Join(s.dir, "pictures"))
	if err != nil {
		return "" // No pictures, or a new folder that cannot be read: making the library will say why.
	}
	for _, f := range folders {
		if _, err := strconv.ParseUint(f.Name(), 16, 8); err == nil && len(f.Name()) == 2 && f.IsDir() {
			return "pictures"
		}
	}
	return ""
}

// checkMarker says whether the marker is there. One that cannot be read still marks, and is left as it is.
func (s *Store) checkMarker() (bool, error) {
	text, err := os.ReadFile(filepath.Join(s.dir, markerName))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if errors.Is(err, fs.ErrPermission) {
		return false, noPermission(err)
	}
	if err != nil {
		return false, fmt.Errorf("read the library's marker: %w", err)
	}
	var m Marker
	if err := json.Unmarshal(text, &m); err != nil {
		s.log.Warn("the library's marker cannot be read", "err", err)
		return true, nil
	}
	if m.Format > markerFormat {
		return true, newerLibrary(fmt.Errorf("marker format %d", m.Format))
	}
	return true, nil
}

func (s *Store) writeMarker() error {
	text, err := json.Marshal(Marker{ID: s.ids.New(), Created: s.clock.Now(), Format: markerFormat})
	if err != nil {
		return err
	}
	return durable.Write(filepath.Join(s.dir, markerName), append(text, '\n'), ".new-*")
}

// checkWritable asks before SQLite does: its own answer to a read-only folder comes late and says little.
func (s *Store) checkWritable() error {
	f, err := os.OpenFile(s.path, os.O_RDWR, 0)
	if err != nil {
		return noPermission(err)
	}
	if err := f.Close(); err != nil {
		return err
	}
	probe, err := os.CreateTemp(s.dir, ".write-*")
	if err != nil {
		if errors.Is(err, fs.ErrPermission) || isReadOnly(err) {
			return noPermission(err)
		}
		return fmt.Errorf("try to write in the library's folder: %w", err)
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// create makes a new database beside its place and puts it there. If another process was quicker, its database stays.
func (s *Store) create(ctx context.Context) error {
	f, err := os.CreateTemp(s.dir, ".new-*.db") // 0600
	if err != nil {
		if errors.Is(err, fs.ErrPermission) || isReadOnly(err) {
			return noPermission(err)
		}
		return fmt.Errorf("make the library's file: %w", err)
	}
	temp := f.Name()
	defer func() {
		for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
			if err := os.Remove(temp + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
				s.log.Warn("remove a new library's scaffold", "err", err)
			}
		}
	}()
	if err := f.Close(); err != nil {
		return err
	}
	if err := createDatabase(ctx, temp, s.place); err != nil {
		return err
	}
	err = os.Link(temp, s.path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		// A file system without hard links. The gap between looking and renaming is the best it offers.
		if _, statErr := os.Stat(s.path); errors.Is(statErr, fs.ErrNotExist) {
			err = os.Rename(temp, s.path)
		}
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("put the library's file in place: %w", err)
	}
	return durable.SyncFolder(s.dir)
}

func createDatabase(ctx context.Context, path string, place Place) (err error) {
	db := openOne(path, "mode=rw&_txlock=immediate", run(fmt.Sprintf(`%s %s
		PRAGMA application_id = %d;
		PRAGMA journal_mode = %s;`, place.pragmas(), noForeignKeys, applicationID, place.journalMode())))
	defer func() { err = errors.Join(err, db.Close()) }()
	return migrate(ctx, db)
}

// checkPlace refuses, while Northboard is open, to write to a database that is no longer in its place: SQLite
// would go on writing into a file that nobody can find.
func (s *Store) checkPlace() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.moved != nil {
		return s.moved
	}
	info, err := os.Stat(s.path)
	if err == nil && os.SameFile(info, s.file) {
		return nil
	}
	if err == nil {
		err = errors.New("another file is in its place")
	}
	s.moved = moved(err)
	return s.moved
}
