package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/id"
)

// Config is what a store needs from outside. Zero fields but Dir take what the program uses.
type Config struct {
	Dir   string
	Clock clock.Clock
	IDs   id.Source
	Log   *slog.Logger
	// BeforeMigrate is called with a library that an older Northboard made, before anything in it is changed and
	// while the store has no connection to it: a backup is made here. An error means that it is not migrated.
	BeforeMigrate func(ctx context.Context, path string, schema int) error
}

// Store is an open library. It is safe for concurrent use.
type Store struct {
	dir    string
	path   string
	clock  clock.Clock
	ids    id.Source
	log    *slog.Logger
	place  Place
	writer *sql.DB
	reader *sql.DB     // The writer itself where only one connection may be.
	file   os.FileInfo // What the database file was when it was opened.

	held     atomic.Bool // The last transaction waited in vain for another process.
	mu       sync.Mutex
	closed   bool
	moved    *fault.Error // Set once the file was seen to be moved or replaced; nothing is written after that.
	active   sync.WaitGroup
	ballast  ballast
	watchers watchers
}

// Open opens the library in cfg.Dir, making a new one if the folder holds none. Close it when done.
func Open(ctx context.Context, cfg Config) (*Store, error) {
	s := &Store{dir: cfg.Dir, clock: cfg.Clock, ids: cfg.IDs, log: cfg.Log}
	if s.clock == nil {
		s.clock = clock.System()
	}
	if s.ids == nil {
		s.ids = id.UUIDv7()
	}
	if s.log == nil {
		s.log = slog.Default()
	}
	if s.dir == "" {
		return nil, fault.New(fault.Invalid, "No folder was named for the library. Please choose one.")
	}
	err := s.tryOpen(ctx, cfg)
	if fault.CodeOf(err) == fault.DiskFull && s.ballast.freed() {
		err = s.tryOpen(ctx, cfg) // Even opening needs a little room, which there is now.
	}
	if err != nil {
		s.ballast.close()
		return nil, err
	}
	return s, nil
}

func (s *Store) tryOpen(ctx context.Context, cfg Config) error {
	err := s.open(ctx, cfg)
	if err == nil {
		return nil
	}
	if closing := s.closeHandles(); closing != nil {
		s.log.Warn("close a library that could not be opened", "err", closing)
	}
	s.writer, s.reader, s.watchers.poll = nil, nil, nil
	return s.explain(err)
}

func (s *Store) open(ctx context.Context, cfg Config) error {
	dir, err := filepath.Abs(s.dir)
	if err != nil {
		return fmt.Errorf("find the library's folder: %w", err)
	}
	s.dir, s.path = dir, filepath.Join(dir, databaseName)
	s.ballast.find(s.dir, s.log)
	if err := s.prepareFolder(ctx); err != nil {
		return err
	}
	if err := migrateFile(ctx, s.path, s.place.pragmas(), cfg.BeforeMigrate); err != nil {
		return err
	}
	if err := setJournalMode(ctx, s.path, s.place); err != nil {
		return err
	}
	if s.file, err = os.Stat(s.path); err != nil {
		return fmt.Errorf("look at the library's file: %w", err)
	}
	s.writer = openWriter(s.path, s.place)
	s.reader = s.writer
	if !s.place.alone() {
		s.reader = openReader(s.path)
	}
	if err := s.writer.PingContext(ctx); err != nil {
		return fmt.Errorf("open for writing: %w", err)
	}
	if err := s.reader.PingContext(ctx); err != nil {
		return fmt.Errorf("open for reading: %w", err)
	}
	s.ballast.lay()
	if err := s.startWatching(ctx); err != nil {
		return err
	}
	if s.place.alone() {
		held.Store(s.path, s.writer)
	}
	return nil
}

// Dir gives the library's folder, absolute.
func (s *Store) Dir() string { return s.dir }

// Place says where the library lies and what follows from it.
func (s *Store) Place() Place { return s.place }

// Close waits for what is under way, stops watching and closes the file. It must not be called from within a
// transaction or a watcher. Closing twice is fine.
func (s *Store) Close() error {
	s.mu.Lock()
	was := s.closed
	s.closed = true
	s.mu.Unlock()
	if was {
		return nil
	}
	s.stopWatching()
	s.active.Wait()
	s.ballast.close()
	held.CompareAndDelete(s.path, s.writer)
	return s.closeHandles()
}

// closeHandles closes the writer last: the last to close folds the -wal file into the database, and a reader may not.
func (s *Store) closeHandles() error {
	var errs []error
	for _, db := range []*sql.DB{s.watchers.poll, s.reader, s.writer} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// enter counts a transaction in, so that Close waits for it.
func (s *Store) enter() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return fault.New(fault.Unavailable, "The library was already closed, so nothing was changed. Please start Northboard again.")
	}
	s.active.Add(1)
	return nil
}
