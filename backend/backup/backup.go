// Package backup owns the copies of a library: making them, proving them, thinning them, restoring one, and finding
// and mending damage.
//
// A place is a folder of backups: the library's own folder "backups", and a second one on another disk if the person
// wants one. In it each backup is a folder named by its time, and all backups of the place share one folder "pictures".
//
//	backups/20261122T020000Z-1a2b3c4d/northboard.db     one moment of the library, by VACUUM INTO
//	backups/20261122T020000Z-1a2b3c4d/library.json      the library's marker
//	backups/20261122T020000Z-1a2b3c4d/manifest.json     hashes, counts, schema, when, why, by which version
//	backups/20261122T020000Z-1a2b3c4d/SHA256SUMS        the same hashes, for sha256sum -c
//	backups/pictures/ab/<sha256>.<ext>                  every picture that a backup of this place names, once
//
// Promises:
//
//   - A backup is made beside its place and put there by one rename, after it was opened, checked, hashed and compared
//     with the library. What a crash leaves is never taken for a backup, and is swept by the next.
//   - A backup that is damaged is never offered as good, and never restored.
//   - Restoring makes a new folder, proves it, and swaps it for the library's by rename; the old folder is kept. Killed at
//     any step, the library's place holds either the old or the restored library, whole (Settle finishes what is left).
//   - Only one process at a time makes, thins, mends or restores: whoever holds the lock "backup".
//   - Nothing is thinned while the newest backup is suspiciously small.
//
// It never opens the running library for writing, never stops another process (whoever restores does that first), and
// knows no noun but where pictures lie.
package backup

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/instance"
	"northboard/backend/store"
)

// Role is the part of the process that works on backups.
const Role instance.Role = "backup"

// Why says what a backup was made for.
type Why string

// The reasons.
const (
	Nightly         Why = "nightly"
	OnDemand        Why = "on demand"
	BeforeMigration Why = "before migration"
	BeforeRestore   Why = "before restore"
	BeforeImport    Why = "before import"
)

// Config is what a keeper needs from outside. Zero fields but Library take what the program uses.
type Config struct {
	Library string // the library's folder; it need not hold one that can be opened
	Clock   clock.Clock
	Log     *slog.Logger
	Program string // the version that makes the backups
}

// Keeper looks after the backups of one library. It is safe for concurrent use and needs no open library.
type Keeper struct {
	Config
	// step is called between the steps of a backup and a restore; tests end the process there.
	step func(name string)
	// renameOnly makes do without the atomic exchange of two folders, as some file systems must.
	renameOnly bool

	mu     sync.Mutex
	open   *store.Store
	proved map[string]proof // what was hashed already, by path
}

// New makes a keeper. It touches nothing until it is asked to.
func New(cfg Config) *Keeper {
	if cfg.Clock == nil {
		cfg.Clock = clock.System()
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.Program == "" {
		cfg.Program = "dev"
	}
	if abs, err := filepath.Abs(cfg.Library); err == nil {
		cfg.Library = abs
	}
	return &Keeper{Config: cfg, step: func(string) {}, proved: map[string]proof{}}
}

// Use makes the keeper read the library through an open store of this process: on a network folder no second
// connection may be. nil ends that.
func (k *Keeper) Use(s *store.Store) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.open = s
}

func (k *Keeper) opened() *store.Store {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.open
}

func (k *Keeper) database() string { return filepath.Join(k.Library, store.DatabaseName) }

// standing reads what the library holds now.
func (k *Keeper) standing(ctx context.Context) (store.Standing, error) {
	if s := k.opened(); s != nil {
		return s.Standing(ctx)
	}
	return store.StandingOf(ctx, k.database())
}

// copyTo copies one moment of the library's database.
func (k *Keeper) copyTo(ctx context.Context, to string) error {
	if s := k.opened(); s != nil {
		return s.Copy(ctx, to)
	}
	return store.Copy(ctx, k.database(), to)
}

// Progress says how far something long is.
type Progress struct {
	Doing string `json:"doing"` // a few words: "Copying pictures"
	Done  int64  `json:"done"`
	Total int64  `json:"total"` // 0: not known
}

// say calls progress where somebody listens.
func say(progress func(Progress), doing string, done, total int64) {
	if progress != nil {
		progress(Progress{doing, done, total})
	}
}

// lockFor takes the lock of those who work on backups, waiting a little for one that is about to finish.
func (k *Keeper) lockFor(ctx context.Context, what string) (*instance.Lock, error) {
	const wait = 50 * time.Millisecond
	for waited := time.Duration(0); ; waited += wait {
		lock, ok, err := instance.TryLock(instance.LockPath(k.Library, Role), what)
		if err != nil || ok {
			return lock, err
		}
		if waited >= 5*time.Second {
			return nil, fault.New(fault.InUse, "Northboard is already at work on the backups. Nothing was changed; please try again in a moment.")
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(wait):
		}
	}
}

const stampLayout = "20060102T150405Z"

// newID names a backup by its time, so that names sort by it. Two of one second are in order, too.
func (k *Keeper) newID() (string, error) {
	names, err := k.first().names()
	if err != nil {
		return "", err
	}
	stamp, number := k.Clock.Now().In(time.UTC).Format(stampLayout), rand.Uint32()>>1
	for _, name := range names {
		before, last, _ := strings.Cut(name, "-")
		if was, err := strconv.ParseUint(last, 16, 32); before == stamp && err == nil {
			number = max(number, uint32(was)+1)
		}
	}
	return fmt.Sprintf("%s-%08x", stamp, number), nil
}

// timeOf reads when a backup was made from its name.
func timeOf(id string) (time.Time, bool) {
	stamp, tail, ok := strings.Cut(id, "-")
	if !ok || len(tail) != 8 {
		return time.Time{}, false
	}
	at, err := time.Parse(stampLayout, stamp)
	return at, err == nil
}

// exists says whether the library's folder holds something that can be backed up.
func (k *Keeper) exists() bool {
	info, err := os.Stat(k.database())
	return err == nil && info.Size() > 0
}

// MigrationHook is what store calls before it changes the schema of a library: no backup, no migration.
func (k *Keeper) MigrationHook(ctx context.Context, _ string, schema int) error {
	_, err := k.Make(ctx, BeforeMigration, nil)
	if err != nil {
		return fmt.Errorf("back up before leaving schema %d: %w", schema, err)
	}
	return nil
}
