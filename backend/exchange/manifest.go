package exchange

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// manifest says what an archive holds, and what each member must be.
type manifest struct {
	Format        string         `json:"format"`
	Version       int            `json:"version"`
	Program       string         `json:"program"`
	Schema        int            `json:"schema"`
	Created       int64          `json:"created"`
	WithoutPlaces bool           `json:"withoutPlaces"`
	Counts        map[string]int `json:"counts"`
	// Missing are the ids of pictures that library.json names and the archive could not hold.
	Missing []string `json:"missing"`
	Members []member `json:"members"`
}

type member struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

func (m manifest) write(w io.Writer) error {
	slices.SortFunc(m.Members, func(a, b member) int { return strings.Compare(a.Name, b.Name) })
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	return out.Encode(m)
}

// readManifest reads a manifest and checks its every value. The version comes before all else: what a newer program
// has added must be called newer, not wrong.
func readManifest(in io.ReadSeeker) (manifest, error) {
	version := newStreamReader(in)
	if err := version.object(func(key string) error {
		if key == "version" {
			_, err := version.version()
			return err
		}
		return version.skip(0)
	}); err != nil {
		return manifest{}, err
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return manifest{}, err
	}
	m := manifest{Counts: map[string]int{}}
	r := newStreamReader(in)
	has := map[string]bool{}
	err := r.object(func(key string) error {
		has[key] = true
		return m.read(r, key)
	})
	if err != nil {
		return m, err
	}
	for _, key := range []string{"format", "version", "program", "schema", "created", "withoutPlaces", "counts", "missing", "members"} {
		if !has[key] {
			return m, fmt.Errorf("%w: the manifest has no %q", errJSON, key)
		}
	}
	return m, r.end()
}

func (m *manifest) read(r *reader, key string) error {
	switch key {
	case "format":
		m.Format = manifestFormat
		return r.exactly(manifestFormat)
	case "version":
		var err error
		m.Version, err = r.version()
		return err
	case "program":
		return take(r, &m.Program)
	case "schema":
		return r.whole(&m.Schema)
	case "created":
		return take(r, &m.Created)
	case "withoutPlaces":
		return take(r, &m.WithoutPlaces)
	case "counts":
		return r.object(func(name string) error {
			n := 0
			if err := r.whole(&n); err != nil {
				return err
			}
			m.Counts[name] = n
			return nil
		})
	case "missing":
		return r.array(func() error {
			var id string
			if err := take(r, &id); err != nil {
				return err
			}
			if !hashForm.MatchString(id) || len(m.Missing) == maxMembers {
				return fmt.Errorf("%w: the missing picture %.80q", errJSON, id)
			}
			m.Missing = append(m.Missing, id)
			return nil
		})
	case "members":
		return r.array(func() error {
			one, err := r.member()
			if err == nil && len(m.Members) == maxMembers {
				err = fmt.Errorf("%w: more than %d members", errJSON, maxMembers)
			}
			m.Members = append(m.Members, one)
			return err
		})
	}
	return fmt.Errorf("%w: the manifest's key %.40q", errJSON, key)
}

func (r *reader) member() (member, error) {
	var m member
	err := r.object(func(key string) error {
		switch key {
		case "name":
			return take(r, &m.Name)
		case "bytes":
			return take(r, &m.Bytes)
		case "sha256":
			return take(r, &m.SHA256)
		}
		return fmt.Errorf("%w: the member's key %.40q", errJSON, key)
	})
	if err == nil && (m.Name == "" || m.Bytes < 0 || !hashForm.MatchString(m.SHA256)) {
		err = fmt.Errorf("%w: the member %.80q", errJSON, m.Name)
	}
	return m, err
}

// take reads a plain value of one type.
func take[T any](r *reader, into *T) error {
	v, err := r.value()
	if err != nil {
		return err
	}
	t, ok := v.(T)
	if !ok {
		return fmt.Errorf("%w: the value %v", errJSON, v)
	}
	*into = t
	return nil
}

// whole reads a number of things.
func (r *reader) whole(into *int) error {
	var n int64
	if err := take(r, &n); err != nil {
		return err
	}
	if n < 0 || n > 1<<31-1 {
		return fmt.Errorf("%w: the number %d", errJSON, n)
	}
	*into = int(n)
	return nil
}

// deepest is how deep a value that is skipped may nest.
const deepest = 16

// skip reads any value and forgets it.
func (r *reader) skip(depth int) error {
	c, err := r.next()
	if err != nil {
		return err
	}
	if depth == deepest {
		return fmt.Errorf("%w: nested too deep", errJSON)
	}
	switch c {
	case '{':
		return r.object(func(string) error { return r.skip(depth + 1) })
	case '[':
		return r.array(func() error { return r.skip(depth + 1) })
	}
	_, err = r.value()
	return err
}
