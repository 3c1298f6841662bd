package backup

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"northboard/backend/durable"
)

// What the backups of the second place name is remembered here, so that pictures can be tidied while that place is away.
// It is written before a backup goes there, and anew whenever the place is looked at: it may name too many, never too few.

const rememberedName = "second.json"

type remembered struct {
	Folder   string   `json:"folder"`
	Pictures []string `json:"pictures"` // ids
	SHA256   string   `json:"sha256"`   // of the ids: what the disk has altered names too few
}

func (r remembered) sum() string {
	sum := sha256.Sum256([]byte(strings.Join(r.Pictures, " ")))
	return hex.EncodeToString(sum[:])
}

// RememberSecond notes what the second place names now. Where there is none, or it is away, it does nothing.
func (k *Keeper) RememberSecond() error {
	p, ok := k.second()
	if !ok {
		return nil
	}
	return k.remember(p, nil)
}

// remember notes what the backups in p name, and those that are just about to go there. What cannot be read there leaves
// nothing remembered.
func (k *Keeper) remember(p place, coming []pictureEntry) error {
	ids := map[string]bool{}
	for _, e := range coming {
		ids[e.sum()] = true
	}
	names, err := p.names()
	if err != nil {
		return errors.Join(err, k.forgetSecond())
	}
	for _, id := range names {
		m, err := readManifest(p.backup(id), id)
		if err != nil {
			return k.forgetSecond()
		}
		for _, e := range m.Pictures {
			ids[e.sum()] = true
		}
	}
	kept := remembered{Folder: p.dir, Pictures: []string{}}
	for id := range ids {
		kept.Pictures = append(kept.Pictures, id)
	}
	slices.Sort(kept.Pictures)
	kept.SHA256 = kept.sum()
	text, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	return durable.Write(k.rememberedPath(), append(text, '\n'), unfinished+"*")
}

func (k *Keeper) rememberedPath() string { return filepath.Join(k.first().dir, rememberedName) }

func (k *Keeper) forgetSecond() error {
	if err := os.Remove(k.rememberedPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget what the second place holds: %w", err)
	}
	return nil
}

// RememberedSecond gives the pictures that the backups in the second place named when it was last there; false where
// that is not known.
func (k *Keeper) RememberedSecond() (map[string]bool, bool) {
	kept, err := k.readPlaces()
	if err != nil || kept.Second == "" {
		return nil, false
	}
	var was remembered
	text, err := os.ReadFile(k.rememberedPath())
	if err != nil || json.Unmarshal(text, &was) != nil || was.Folder != placeIn(kept.Second, kept.ID).dir || was.SHA256 != was.sum() {
		return nil, false
	}
	ids := map[string]bool{}
	for _, id := range was.Pictures {
		ids[id] = true
	}
	return ids, true
}
