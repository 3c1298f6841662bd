package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/mattn/go-sqlite3"

	"northboard/backend/fault"
)

// Rules of the place (docs/decisions/0010):
//
//   - A write-ahead log wants shared memory and locks that hold, and leaves a library in three files at once. A
//     network folder has not the first, a folder that a cloud service copies must not be met in the second. There
//     the library has a rollback journal, is flushed down to the folder (synchronous=EXTRA), and one connection of
//     one process holds it from open to close.
//   - The mode is set anew at each opening, so that a library that is carried from one place to another is right
//     in both.

// Place is where a library lies.
type Place struct {
	Kind     string `json:"kind"`     // "local", "network" or "cloud"
	Name     string `json:"name"`     // "Dropbox", "NFS"; "" for a local one
	Sentence string `json:"sentence"` // What a person should know of it; "" for a local one
}

// The kinds of places.
const (
	Local   = "local"
	Network = "network"
	Cloud   = "cloud"
)

// PlaceOf looks where a folder lies. A folder that is not there yet lies where its nearest parent does.
func PlaceOf(dir string) Place {
	dir = existing(dir)
	if name := networkName(fileSystemOf(dir)); name != "" {
		return Place{Kind: Network, Name: name, Sentence: fmt.Sprintf(
			"This library lies in a folder on the network (%s). Northboard saves there in its most careful way, which is slower, and only one Northboard can have it open at a time, so reminders come while its window is open. A folder on this computer is safer and faster.", name)}
	}
	if name := cloudName(dir); name != "" {
		return Place{Kind: Cloud, Name: name, Sentence: fmt.Sprintf(
			"This library lies in a folder that %s copies. Northboard saves there in its most careful way, which is slower, and only one Northboard can have it open at a time, so reminders come while its window is open. Opened on two computers at once it would part into two. A folder that is not copied is safer; %s is a good second place for backups.", name, name)}
	}
	return Place{Kind: Local}
}

// alone says that one connection of one process has the library.
func (p Place) alone() bool { return p.Kind != Local && p.Kind != "" }

func (p Place) pragmas() string {
	if !p.alone() {
		return pragmas
	}
	// The lock is held from open to close, so to wait long for it is of no use.
	return pragmas + `
PRAGMA busy_timeout = 2000;
PRAGMA synchronous = EXTRA;
PRAGMA locking_mode = EXCLUSIVE;
`
}

func (p Place) journalMode() string {
	if p.alone() {
		return "DELETE"
	}
	return "WAL"
}

// claim takes the lock that is then held to the end.
func (p Place) claim() string {
	if p.alone() {
		return `BEGIN EXCLUSIVE; COMMIT;`
	}
	return ""
}

// setJournalMode makes an existing database fit its place.
func setJournalMode(ctx context.Context, path string, place Place) (err error) {
	db := openOne(path, "mode=rw", run(place.pragmas()))
	defer func() { err = errors.Join(err, db.Close()) }()
	var mode string
	if err := db.QueryRowContext(ctx, `PRAGMA journal_mode = `+place.journalMode()).Scan(&mode); err != nil {
		return fmt.Errorf("set the journal mode: %w", err)
	}
	if !strings.EqualFold(mode, place.journalMode()) {
		return fmt.Errorf("the journal mode is %s", mode)
	}
	return nil
}

// readAlone runs a read on the one connection that there is, which takes no writes meanwhile. It waits for a write
// that is under way; within one it would wait for itself, so that is refused.
func (s *Store) readAlone(ctx context.Context, fn func(tx *Tx) error) error {
	if ctx.Value(insideWrite{}) == s {
		return fault.New(fault.Internal, "Something was to be read in the middle of something else. Nothing was changed; please try again.")
	}
	return s.transact(context.WithValue(ctx, insideWrite{}, s), s.writer, func(tx *Tx) (err error) {
		if _, err := tx.Exec(`PRAGMA query_only = ON`); err != nil {
			return err
		}
		defer func() {
			_, off := tx.tx.Exec(`PRAGMA query_only = OFF`)
			err = errors.Join(err, off)
		}()
		return fn(tx)
	})
}

// held are the connections to the libraries that this process has alone, by the path of their database.
var held sync.Map

// lend gives a connection to a library's file beside the store's own: where only one may be, that one. done gives it
// back.
func lend(path string, hook func(*sqlite3.SQLiteConn) error) (db *sql.DB, done func() error) {
	if one, ok := held.Load(filepath.Clean(path)); ok {
		return one.(*sql.DB), func() error { return nil }
	}
	db = openOne(path, "mode=rw&_txlock=deferred", hook)
	return db, db.Close
}

// existing gives the folder itself or the nearest parent that is there, as it really is.
func existing(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return real
		}
		if at == filepath.Dir(at) {
			return dir
		}
	}
}

// networkName names a file system whose data is on another machine; "" for all others. fuse.* are what programs of
// all kinds mount: only the known ones among them are far away.
func networkName(fileSystem string) string {
	switch strings.ToLower(fileSystem) {
	case "nfs", "nfs4":
		return "NFS"
	case "cifs", "smb", "smb2", "smb3", "smbfs":
		return "SMB"
	case "9p", "vboxsf", "fuse.vmhgfs-fuse", "prl_fs":
		return "a folder of the machine outside"
	case "afs", "afpfs", "coda", "ncpfs", "ceph", "fuse.ceph", "glusterfs", "fuse.glusterfs", "lustre", "fuse.juicefs", "remote":
		return "a network file system"
	case "fuse.sshfs":
		return "SSH"
	case "davfs", "fuse.davfs", "fuse.davfs2", "webdav":
		return "WebDAV"
	case "fuse.rclone", "fuse.s3fs", "fuse.gcsfuse", "fuse.google-drive-ocamlfuse", "fuse.onedriver", "fuse.pcloud":
		return "a cloud drive"
	case "fuse.gvfsd-fuse":
		return "a place of the file manager"
	}
	return ""
}

// cloudFolders are names by which the services' own programs call their folder.
var cloudFolders = map[string]string{
	"Dropbox": "Dropbox", "OneDrive": "OneDrive", "Google Drive": "Google Drive", "GoogleDrive": "Google Drive",
	"Nextcloud": "Nextcloud", "ownCloud": "ownCloud", "iCloudDrive": "iCloud", "iCloud Drive": "iCloud",
	"com~apple~CloudDocs": "iCloud", "Mobile Documents": "iCloud", "CloudStorage": "a cloud service", "pCloudDrive": "pCloud",
}

// cloudPrefixes are the same with something after them: "OneDrive - Work", "GoogleDrive-me@example.org".
var cloudPrefixes = map[string]string{
	"OneDrive - ": "OneDrive", "OneDrive-": "OneDrive", "Dropbox (": "Dropbox", "Dropbox-": "Dropbox", "GoogleDrive-": "Google Drive",
}

// cloudMarks are what the services' programs put into the folder that they copy.
var cloudMarks = []struct{ pattern, name string }{
	{".dropbox", "Dropbox"}, {".dropbox.cache", "Dropbox"}, {".stfolder", "Syncthing"},
	{".sync_*.db", "Nextcloud"}, {"._sync_*.db", "Nextcloud"}, {".nextcloudsync.log", "Nextcloud"}, {".owncloudsync.log", "ownCloud"},
	{".tmp.driveupload", "Google Drive"}, {".tmp.drivedownload", "Google Drive"}, {".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"},
}

// cloudName names the service that copies the folder, by the marks and names of it and of all its parents.
func cloudName(dir string) string {
	for _, variable := range []string{"OneDrive", "OneDriveConsumer", "OneDriveCommercial"} {
		if root := os.Getenv(variable); root != "" && inside(existing(root), dir) {
			return "OneDrive"
		}
	}
	home, homeErr := os.UserHomeDir()
	if homeErr == nil {
		if name := dropboxSays(home, dir); name != "" {
			return name
		}
	}
	found := ""
	for at := dir; ; at = filepath.Dir(at) {
		if name := cloudMark(at, at == home); name != "" {
			return name
		}
		if found == "" {
			found = cloudFolder(filepath.Base(at))
		}
		if at == filepath.Dir(at) {
			return found
		}
	}
}

func cloudFolder(base string) string {
	for prefix, name := range cloudPrefixes {
		if strings.HasPrefix(base, prefix) {
			return name
		}
	}
	return cloudFolders[base]
}

// cloudMark looks for a mark in one folder. In the home folder .dropbox is the program's own settings.
func cloudMark(dir string, isHome bool) string {
	for _, mark := range cloudMarks {
		if isHome && strings.HasPrefix(mark.pattern, ".dropbox") {
			continue
		}
		if hits, err := filepath.Glob(filepath.Join(escapeGlob(dir), mark.pattern)); err == nil && len(hits) > 0 {
			return mark.name
		}
	}
	return ""
}

// escapeGlob keeps a folder's own *, ? and [ from being read as a pattern.
func escapeGlob(dir string) string {
	if filepath.Separator == '\\' {
		return dir // There a backslash escapes nothing; a folder with [ in its name is then not looked into.
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

// dropboxSays asks Dropbox's own record of where its folders are.
func dropboxSays(home, dir string) string {
	text, err := os.ReadFile(filepath.Join(home, ".dropbox", "info.json"))
	if err != nil {
		return ""
	}
	var accounts map[string]struct {
		Path string `json:"path"`
	}
	if json.Unmarshal(text, &accounts) != nil {
		return ""
	}
	for _, account := range accounts {
		if account.Path != "" && inside(existing(account.Path), dir) {
			return "Dropbox"
		}
	}
	return ""
}

func inside(root, dir string) bool {
	below, err := filepath.Rel(root, dir)
	return err == nil && below != ".." && !strings.HasPrefix(below, ".."+string(filepath.Separator))
}
