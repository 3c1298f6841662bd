// Package backend builds the program without its window: the library and what works on it. The window, the agent,
// the commands and the tests all begin here, so that what one of them sees the others see.
// It holds no rule and never imports a user interface.
package backend

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"

	"northboard/backend/backup"
	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/id"
	"northboard/backend/picture"
	"northboard/backend/store"
)

// Config says where things are and what to build with. Only Library is needed.
type Config struct {
	Library string       // the library's folder; made when it is not there
	Cache   string       // where previews go; "" is the user's cache folder
	Clock   clock.Clock  // nil: the computer's
	IDs     id.Source    // nil: UUIDv7
	Log     *slog.Logger // nil: slog's own
	Decoder string       // the program whose command "decode" takes large pictures (command.Program); "" refuses them
	Version string       // of this program, for what it makes; "" is one that is not released
	// Backups looks after the library's backups; nil makes a keeper. The window has one also while no library is open.
	Backups  *backup.Keeper
	Previews bool // make the previews that wait in the queue; the window does, the agent does not
}

// Backend is an open library and what works on it.
type Backend struct {
	Store    *store.Store
	Flow     *flow.Flow
	Pictures *picture.Importer
	Backups  *backup.Keeper
	Clock    clock.Clock
	Log      *slog.Logger
}

// Open opens the library, or makes it. Close it when done.
func Open(ctx context.Context, cfg Config) (*Backend, error) {
	if cfg.Clock == nil {
		cfg.Clock = clock.System()
	}
	if cfg.IDs == nil {
		cfg.IDs = id.UUIDv7()
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.Cache == "" {
		var err error
		if cfg.Cache, err = DefaultCache(); err != nil {
			return nil, err
		}
	}
	if cfg.Backups == nil {
		cfg.Backups = backup.New(backup.Config{Library: cfg.Library, Clock: cfg.Clock, Log: cfg.Log, Program: cfg.Version})
	}
	// A restore that was cut off is finished before anything looks at the library.
	if err := cfg.Backups.Settle(); err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, store.Config{Dir: cfg.Library, Clock: cfg.Clock, IDs: cfg.IDs, Log: cfg.Log, BeforeMigrate: cfg.Backups.MigrationHook})
	if err != nil {
		return nil, err
	}
	cfg.Backups.Use(s)
	b := &Backend{Store: s, Flow: flow.New(s), Pictures: picture.New(s, cfg.Cache, cfg.Log), Backups: cfg.Backups, Clock: cfg.Clock, Log: cfg.Log}
	b.Pictures.DecodeWith(cfg.Decoder)
	if err := b.begin(ctx, cfg.Previews); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

func (b *Backend) begin(ctx context.Context, previews bool) error {
	if err := b.Flow.EnsureReminders(ctx); err != nil {
		return err
	}
	if previews {
		return b.Pictures.Start(ctx)
	}
	return nil
}

// Close stops what works on the library, and closes it.
func (b *Backend) Close() error {
	b.Backups.Use(nil)
	b.Flow.Close()
	return errors.Join(b.Pictures.Close(), b.Store.Close())
}

// DefaultLibrary is the folder of the person's library unless another is named.
func DefaultLibrary() (string, error) {
	home, err := os.UserHomeDir()
	base := os.Getenv("XDG_DATA_HOME")
	switch {
	case runtime.GOOS == "windows":
		base, err = os.UserConfigDir()
	case runtime.GOOS == "darwin":
		base = filepath.Join(home, "Library", "Application Support")
	case filepath.IsAbs(base):
		err = nil
	default:
		base = filepath.Join(home, ".local", "share")
	}
	if err != nil {
		return "", fault.Wrap(err, fault.Unavailable, "Northboard does not know where your files are. Nothing was changed; set HOME, or name a folder with --library.")
	}
	return filepath.Join(base, "northboard"), nil
}

// DefaultCache is where previews go unless another folder is named. Everything in it can be deleted at any time.
func DefaultCache() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fault.Wrap(err, fault.Unavailable, "Northboard does not know where its cache folder is. Nothing was changed; set HOME and start it again.")
	}
	return filepath.Join(dir, "northboard"), nil
}
