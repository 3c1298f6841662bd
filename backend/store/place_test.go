package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// synced makes a folder that Syncthing copies, and a library's folder in it.
func synced(t testing.TB) string {
	t.Helper()
	dir := fastFolder(t)
	if err := os.Mkdir(filepath.Join(dir, ".stfolder"), 0o700); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "Northboard")
}

func TestPlaceOf_Cloud(t *testing.T) {
	for _, c := range []struct {
		mark, library, want string
	}{
		{"Dropbox/", "Dropbox/a/northboard", "Dropbox"},
		{"Dropbox (Work)/", "Dropbox (Work)/northboard", "Dropbox"},
		{"files/.dropbox.cache/", "files/northboard", "Dropbox"},
		{"files/.dropbox", "files/northboard", "Dropbox"},
		{"OneDrive/", "OneDrive/northboard", "OneDrive"},
		{"OneDrive - Contoso/", "OneDrive - Contoso/x/y", "OneDrive"},
		{"CloudStorage/GoogleDrive-me@example.org/", "CloudStorage/GoogleDrive-me@example.org/My Drive/n", "Google Drive"},
		{"Google Drive/", "Google Drive/n", "Google Drive"},
		{"g/.tmp.drivedownload/", "g/n", "Google Drive"},
		{"Nextcloud/", "Nextcloud/n", "Nextcloud"},
		{"work [1]/.sync_0123abcd.db", "work [1]/n", "Nextcloud"},
		{"own/.owncloudsync.log", "own/n", "ownCloud"},
		{"sync/.stfolder/", "sync/deep/down/n", "Syncthing"},
		{"Mobile Documents/com~apple~CloudDocs/", "Mobile Documents/com~apple~CloudDocs/n", "iCloud"},
		{"iCloudDrive/", "iCloudDrive/n", "iCloud"},
		{"Documents/", "Documents/northboard", ""},
		{"Dropboxes/", "Dropboxes/northboard", ""},
		{"other/.stfolder/", "mine/northboard", ""},
	} {
		t.Run(strings.ReplaceAll(c.library, "/", "_"), func(t *testing.T) {
			root := t.TempDir()
			mark := filepath.Join(root, c.mark)
			if strings.HasSuffix(c.mark, "/") {
				mark = filepath.Join(mark, "x")
			}
			if err := os.MkdirAll(filepath.Dir(mark), 0o700); err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Dir(mark), filepath.Base(mark), nil)
			p := store.PlaceOf(filepath.Join(root, c.library))
			if p.Name != c.want || (p.Kind == store.Cloud) != (c.want != "") || (p.Sentence != "") != (c.want != "") {
				t.Errorf("place is %+v, want %q", p, c.want)
			}
		})
	}
}

// TestPlaceOf_Home has the settings of Dropbox's program in the home folder, which is not copied for that.
func TestPlaceOf_Home(t *testing.T) {
	home, elsewhere := t.TempDir(), t.TempDir()
	t.Setenv("HOME", home)
	if err := os.Mkdir(filepath.Join(home, ".dropbox"), 0o700); err != nil {
		t.Fatal(err)
	}
	if p := store.PlaceOf(filepath.Join(home, ".local", "share", "northboard")); p.Kind != store.Local {
		t.Errorf("place is %+v", p)
	}
	put(t, filepath.Join(home, ".dropbox"), "info.json", []byte(`{"personal": {"path": "`+elsewhere+`", "host": 1}}`))
	if p := store.PlaceOf(filepath.Join(elsewhere, "northboard")); p.Name != "Dropbox" {
		t.Errorf("place is %+v", p)
	}
	if err := os.Mkdir(filepath.Join(home, "D"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("OneDrive", filepath.Join(home, "D"))
	if p := store.PlaceOf(filepath.Join(home, "D", "n")); p.Name != "OneDrive" {
		t.Errorf("place is %+v", p)
	}
}

// TestPlaceOf_Link follows a link into a folder that is copied.
func TestPlaceOf_Link(t *testing.T) {
	copied := filepath.Dir(synced(t))
	link := filepath.Join(t.TempDir(), "plain")
	if err := os.Symlink(copied, link); err != nil {
		t.Skipf("SKIPPED: no links here: %v", err)
	}
	if p := store.PlaceOf(filepath.Join(link, "northboard")); p.Name != "Syncthing" {
		t.Errorf("place is %+v", p)
	}
}

func TestNetworkName(t *testing.T) {
	for name, far := range map[string]bool{
		"nfs4": true, "cifs": true, "smb2": true, "9p": true, "fuse.sshfs": true, "fuse.rclone": true, "afs": true, "smbfs": true, "remote": true, "davfs": true,
		"": false, "ext4": false, "fuse.mergerfs": false, "fuse.gocryptfs": false, "fuseblk": false, "tmpfs": false, "apfs": false,
	} {
		if got := store.NetworkName(name); (got != "") != far {
			t.Errorf("%s is %q", name, got)
		}
	}
}

func pragma(t testing.TB, s *store.Store, name string) (value string) {
	t.Helper()
	if err := s.OnWriter(func(db *sql.DB) error { return db.QueryRow(`PRAGMA ` + name).Scan(&value) }); err != nil {
		t.Fatal(err)
	}
	return value
}

// TestPlace_SyncedFolder works with a library in a folder that is copied: one file at rest, safe settings, and reads,
// writes, undo and watching as everywhere.
func TestPlace_SyncedFolder(t *testing.T) {
	dir := synced(t)
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if p := s.Place(); p.Kind != store.Cloud || p.Name != "Syncthing" {
		t.Errorf("place is %+v", p)
	}
	for name, want := range map[string]string{"journal_mode": "delete", "synchronous": "3", "locking_mode": "exclusive", "foreign_keys": "1"} {
		if got := pragma(t, s, name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	told := watch(t, s)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := range 10 {
				if err := childWrite(s, i*10+j, store.User); err != nil {
					t.Error(err)
				}
				if err := s.Read(ctx, func(tx *store.Tx) error { return tx.QueryRow(`SELECT count(*) FROM board`).Scan(new(int)) }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for at := int64(0); at < 40; at = next(t, told).To {
	}
	if step, err := s.Undo(ctx); err != nil || !step.Done {
		t.Errorf("undo: %+v, %v", step, err)
	}
	if n := count(t, s, "board"); n != 39 {
		t.Errorf("%d boards", n)
	}
	err = s.Read(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(`DELETE FROM board`)
		return err
	})
	if err == nil {
		t.Error("a read could write")
	}
	if err := childWrite(s, 41, store.User); err != nil {
		t.Errorf("after a read that tried to write: %v", err)
	}
	err = s.Read(ctx, func(tx *store.Tx) error { panic("in a read") })
	if fault.CodeOf(err) != fault.Internal {
		t.Errorf("error is %v", err)
	}
	if err := childWrite(s, 42, store.User); err != nil {
		t.Errorf("after a read that panicked: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "northboard.db-*")); err != nil || len(left) > 0 {
		t.Errorf("beside the database: %v %v", left, err)
	}
}

// TestPlace_Copied makes a backup's copy of a library while this process has it alone.
func TestPlace_Copied(t *testing.T) {
	s, err := open(synced(t))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := childWrite(s, 1, store.User); err != nil {
		t.Fatal(err)
	}
	from, to := filepath.Join(s.Dir(), "northboard.db"), filepath.Join(t.TempDir(), "copy.db")
	if err := store.Copy(ctx, from, to); err != nil {
		t.Fatal(err)
	}
	if standing, err := store.StandingOf(ctx, from); err != nil || standing.Seq != 1 {
		t.Errorf("standing is %+v, %v", standing, err)
	}
	if n := tableCounts(t, to)["board"]; n != 1 {
		t.Errorf("%d boards in the copy", n)
	}
	if err := childWrite(s, 2, store.User); err != nil {
		t.Errorf("after the copy: %v", err)
	}
}

// TestPlace_OneProcess has another process want a library that is held: it hears why, soon, and the first goes on.
func TestPlace_OneProcess(t *testing.T) {
	dir := synced(t)
	s, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	as(t, s, store.User, "Begin", addShared)
	start := time.Now()
	_, out := startChild(t, "many", dir)
	var said string
	for out.Scan() {
		said += out.Text()
	}
	if !strings.Contains(said, string(fault.InUse)) || !strings.Contains(said, "Syncthing") || !strings.Contains(said, "close the other one") {
		t.Errorf("the other process said %q", said)
	}
	if took := time.Since(start); took > 8*time.Second {
		t.Errorf("it took %v to say so", took)
	}
	if err := childWrite(s, 1, store.User); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, out = startChild(t, "many", dir)
	for out.Scan() {
		said = out.Text()
	}
	if said != "done" {
		t.Errorf("once the first was closed, the other said %q", said)
	}
}

// TestPlace_Carried moves a library into a folder that is copied and back: it is in the right mode each time, and
// nothing is lost on the way.
func TestPlace_Carried(t *testing.T) {
	at, other := filepath.Join(fastFolder(t), "library"), synced(t)
	if err := os.CopyFS(at, os.DirFS(library(t))); err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		s, err := open(at)
		if err != nil {
			t.Fatal(err)
		}
		want := "wal"
		if i%2 == 1 {
			want = "delete"
		}
		if got := pragma(t, s, "journal_mode"); got != want {
			t.Errorf("journal_mode is %s, want %s", got, want)
		}
		if err := childWrite(s, i, store.User); err != nil {
			t.Fatal(err)
		}
		if n := count(t, s, "board"); n != i+2 {
			t.Errorf("%d boards, want %d", n, i+2)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(at, other); err != nil {
			t.Fatal(err)
		}
		at, other = other, at
	}
}

// TestPlace_ReadWithin refuses what would wait for itself for ever.
func TestPlace_ReadWithin(t *testing.T) {
	s, err := open(synced(t))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	nothing := func(*store.Tx) error { return nil }
	within := func(tx *store.Tx) error { return s.Read(tx.Context(), nothing) }
	if err := s.Read(ctx, within); fault.CodeOf(err) != fault.Internal {
		t.Errorf("read in a read: %v", err)
	}
	if err := s.Write(ctx, user, within); fault.CodeOf(err) != fault.Internal {
		t.Errorf("read in a write: %v", err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if err := s.Read(stopped, nothing); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}
