package paint

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
)

// beginning is how the names of files begin that are being written.
const beginning = ".painting-"

// write keeps a picture under a name made of name and its content. A file that is there already is the same picture.
func write(dir, name string, data []byte) (path string, err error) {
	sum := sha256.Sum256(data)
	path = filepath.Join(dir, name+"-"+hex.EncodeToString(sum[:8])+".png")
	if info, err := os.Stat(path); err == nil && info.Size() == int64(len(data)) {
		return path, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", unwritten(err, dir)
	}
	file, err := os.CreateTemp(dir, beginning+"*")
	if err != nil {
		return "", unwritten(err, dir)
	}
	defer func() {
		if err != nil {
			_ = file.Close()
			_ = os.Remove(file.Name())
			err = unwritten(err, dir)
		}
	}()
	if _, err = file.Write(data); err != nil {
		return "", err
	}
	if err = file.Sync(); err != nil {
		return "", err
	}
	if err = file.Close(); err != nil {
		return "", err
	}
	return path, os.Rename(file.Name(), path)
}

// unwritten keeps the codes that faults have words for (a full disk, no permission).
func unwritten(err error, dir string) error {
	code := fault.From(err).Code
	why := "could not be written to " + dir
	switch code {
	case fault.DiskFull:
		why = "could not be written: the disk is full"
	case fault.Permission:
		why = "could not be written: the folder " + dir + " is not yours to write to"
	}
	return fault.Wrap(fmt.Errorf("write a painted picture: %w", err), code, "The painted picture "+why+". Your wallpaper was not changed.")
}

// stale is how old a half-written file must be before it is taken for one that nobody writes any more.
const stale = time.Hour

// Prune throws away the pictures in the folder of wallpapers that are not kept. Pictures of what a desktop showed
// before ("former-") stay as long as keepsFormer says that a library still names them.
func Prune(dir string, now clock.Instant, keep []string, keepsFormer func(path string) bool) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("list the painted wallpapers: %w", err)
	}
	kept := map[string]bool{}
	for _, path := range keep {
		kept[filepath.Base(path)] = true
	}
	var failed error
	for _, entry := range entries {
		name := entry.Name()
		path := filepath.Join(dir, name)
		half := strings.HasPrefix(name, beginning)
		switch {
		case entry.IsDir() || kept[name] || !half && filepath.Ext(name) != ".png":
			continue
		case strings.HasPrefix(name, "former-") && keepsFormer(path):
			continue
		case half:
			info, err := entry.Info()
			if err != nil || now.Sub(clock.FromTime(info.ModTime())) < stale {
				continue // Another painter is writing it.
			}
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, fmt.Errorf("throw away an old wallpaper: %w", err))
		}
	}
	return failed
}
