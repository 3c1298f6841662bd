package trash

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"northboard/backend/clock"
)

// BackedUp is what the manifests of a library's backups say. A backup that cannot be read is taken to hold everything
// for as long as thinning might keep one: nothing that it may need is removed, and it is named when something is erased.
type BackedUp struct {
	Pictures   map[string]bool // by id
	Everything bool            // some backup cannot be read
	now        clock.Instant
	away       bool
	made       []made
}

type made struct {
	id       string
	at       clock.Instant
	readable bool
}

// unreadFor is how long a backup that cannot be read counts as holding everything: longer than any is kept.
const unreadFor = 300 * 24 * time.Hour

// setAside is the folder of backups that were found damaged. They are offered no more, but may still be of use.
const setAside = "damaged"

// Places are where a library's backups lie.
type Places struct {
	Folders []string // its own, and the second place's if there is one
	Away    bool     // the second place is not there now
	// Remembered are the pictures that the second place's backups named when it was last there; nil: that is not known.
	Remembered map[string]bool
}

// ReadBackups reads the manifests of all backups. A second place that is away names what it is remembered to have named,
// else everything.
func ReadBackups(places Places, now clock.Instant) (BackedUp, error) {
	b := BackedUp{Pictures: map[string]bool{}, Everything: places.Away && places.Remembered == nil, away: places.Away, now: now}
	if places.Away {
		maps.Copy(b.Pictures, places.Remembered)
	}
	for _, folder := range places.Folders {
		if err := b.read(folder); err != nil {
			return b, err
		}
		if err := b.read(filepath.Join(folder, setAside)); err != nil {
			return b, err
		}
	}
	return b, nil
}

func (b *BackedUp) read(root string) error {
	entries, err := os.ReadDir(root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look through the backups: %w", err)
	}
	for _, e := range entries {
		// Beside the backups lies the folder of the pictures that they share; what begins with a dot is being made.
		if !e.IsDir() || e.Name() == "pictures" || e.Name() == setAside {
			continue
		}
		if err := b.readOne(root, e); err != nil {
			return err
		}
	}
	return nil
}

func (b *BackedUp) readOne(root string, e fs.DirEntry) error {
	var m struct {
		Created  clock.Instant `json:"created"`
		Pictures *[]struct {
			File string `json:"file"`
		} `json:"pictures"`
	}
	text, err := os.ReadFile(filepath.Join(root, e.Name(), "manifest.json"))
	if err != nil || json.Unmarshal(text, &m) != nil || m.Created == 0 || m.Pictures == nil {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // It was thinned meanwhile.
		}
		if err != nil {
			return fmt.Errorf("look at a backup: %w", err)
		}
		b.Everything = b.Everything || b.now.Sub(clock.FromTime(info.ModTime())) < unreadFor
		b.made = append(b.made, made{id: e.Name()})
		return nil
	}
	for _, p := range *m.Pictures {
		id, _, _ := strings.Cut(p.File, ".")
		b.Pictures[id] = true
	}
	one := made{id: e.Name(), at: m.Created, readable: true}
	if !slices.Contains(b.made, one) { // The same backup may be in both places.
		b.made = append(b.made, one)
	}
	return nil
}

// Sentence says which backups still hold something that the library has had since a moment; "" for none.
func (b BackedUp) Sentence(since clock.Instant, loc *time.Location) string {
	var days []string
	unread := 0
	var first, last clock.Instant
	n := 0
	for _, m := range b.made {
		switch {
		case !m.readable:
			unread++
		case m.at >= since:
			n++
			if first == 0 || m.at < first {
				first = m.at
			}
			last = max(last, m.at)
		}
	}
	say := func(at clock.Instant) string { return at.In(loc).Format("2 January 2006, 15:04") }
	switch {
	case n == 1:
		days = append(days, "The backup of "+say(first)+" may still hold it.")
	case n > 1:
		days = append(days, fmt.Sprintf("%d backups, from %s to %s, may still hold it; they go as newer ones take their place.", n, say(first), say(last)))
	}
	if unread == 1 {
		days = append(days, "One backup cannot be read, so it may hold it too.")
	} else if unread > 1 {
		days = append(days, fmt.Sprintf("%d backups cannot be read, so they may hold it too.", unread))
	}
	if b.away {
		days = append(days, "The second place for backups is not there now; what is in it may hold it too.")
	}
	return strings.Join(days, " ")
}
