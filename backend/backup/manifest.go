package backup

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"northboard/backend/clock"
	"northboard/backend/durable"
	"northboard/backend/store"
)

const (
	manifestName   = "manifest.json"
	sumsName       = "SHA256SUMS"
	manifestFormat = 1
	// longestManifest bounds what is read: a hundred bytes a picture, and a million of them.
	longestManifest = 128 << 20
)

// manifest is manifest.json: what a backup holds. Format is raised when older programs can no longer read it.
type manifest struct {
	Format   int            `json:"format"`
	ID       string         `json:"id"`
	Library  string         `json:"library"` // the marker's id
	Created  clock.Instant  `json:"created"` // milliseconds since 1970 UTC
	Why      Why            `json:"why"`
	Program  string         `json:"program"`
	Schema   int            `json:"schema"`
	Seq      int64          `json:"seq"` // the end of the log
	Files    []fileSum      `json:"files"`
	Pictures []pictureEntry `json:"pictures"`
	Counts   []store.Count  `json:"counts"`
}

// fileSum is a file of the backup's own folder.
type fileSum struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// pictureEntry is a picture; its name begins with its SHA-256. Missing ones could not be read when the backup was made.
type pictureEntry struct {
	File    string `json:"file"`
	Bytes   int64  `json:"bytes"`
	Title   string `json:"title"`
	Missing bool   `json:"missing,omitempty"`
}

func (e pictureEntry) sum() string {
	sum, _, _ := strings.Cut(e.File, ".")
	return sum
}

// validPicture guards paths: only <64 hex digits>.<short extension> is ever a picture's file.
func validPicture(file string) bool {
	sum, ext, ok := strings.Cut(file, ".")
	if !ok || len(sum) != 64 || ext == "" || len(ext) > 8 {
		return false
	}
	if decoded, err := hex.DecodeString(sum); err != nil || hex.EncodeToString(decoded) != sum {
		return false
	}
	for _, c := range ext {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// rows counts what people made.
func (m manifest) rows() int64 {
	var n int64
	for _, c := range m.Counts {
		if store.Own(c.Table) {
			n += c.Rows
		}
	}
	return n
}

func (m manifest) database() fileSum {
	for _, f := range m.Files {
		if f.Name == store.DatabaseName {
			return f
		}
	}
	return fileSum{}
}

// write puts the manifest and the sums into a backup's folder, the manifest last.
func (m manifest) write(dir string) error {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	text = append(text, '\n')
	if err := durable.Write(filepath.Join(dir, sumsName), []byte(m.sums(text)), unfinished+"*"); err != nil {
		return err
	}
	return durable.Write(filepath.Join(dir, manifestName), text, unfinished+"*")
}

// sums is what SHA256SUMS holds: the backup's own files, and the manifest as it is written.
func (m manifest) sums(text []byte) string {
	sum := sha256.Sum256(text)
	var lines strings.Builder
	for _, f := range append(slices.Clone(m.Files), fileSum{Name: manifestName, SHA256: hex.EncodeToString(sum[:])}) {
		fmt.Fprintf(&lines, "%s  %s\n", f.SHA256, f.Name)
	}
	return lines.String()
}

var errManifest = errors.New("the manifest is not what its hash says")

// readManifest reads a backup's manifest and holds it against its sum.
func readManifest(dir, id string) (manifest, error) {
	var m manifest
	path := filepath.Join(dir, manifestName)
	if info, err := os.Stat(path); err != nil || info.Size() > longestManifest {
		return m, errors.Join(err, errManifest)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return m, err
	}
	sums, err := os.ReadFile(filepath.Join(dir, sumsName))
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return m, errors.Join(err, errManifest)
	}
	if string(sums) != m.sums(text) || m.ID != id || m.database().SHA256 == "" {
		return m, errManifest
	}
	for _, p := range m.Pictures {
		if !validPicture(p.File) {
			return m, fmt.Errorf("a picture is called %q: %w", p.File, errManifest)
		}
	}
	for _, f := range m.Files {
		if f.Name != filepath.Base(f.Name) {
			return m, fmt.Errorf("a file is called %q: %w", f.Name, errManifest)
		}
	}
	return m, nil
}
