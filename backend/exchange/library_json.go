package exchange

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"northboard/backend/store"
)

const (
	libraryFormat  = "northboard-library"
	manifestFormat = "northboard-archive"
	formatVersion  = schemaOfRows // and rises with it: version 1 has the tables of schema 1
	longestSetting = 1 << 20
	mostSettings   = 10_000
)

// content is what library.json holds, in memory: an export has it whole, an import never does.
type content struct {
	rows     map[string][]store.Record
	settings []store.Setting
}

// write writes library.json: one row a line, so that two archives can be compared line by line.
func (c content) write(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "{\"format\":%q,\"version\":%d,\"kinds\":{", libraryFormat, formatVersion)
	var line []byte
	for i, k := range kinds {
		if i > 0 {
			out.WriteByte(',')
		}
		fmt.Fprintf(out, "\n%q:[", k.name)
		for n, row := range c.rows[k.name] {
			line = line[:0]
			if n > 0 {
				line = append(line, ',')
			}
			var err error
			if line, err = appendRow(append(line, '\n'), k, row); err != nil {
				return err
			}
			out.Write(line)
		}
		out.WriteString("]")
	}
	out.WriteString("},\n\"settings\":{")
	for i, s := range c.settings {
		if i > 0 {
			out.WriteByte(',')
		}
		line = append(appendText(append(line[:0], '\n'), s.Key), ':')
		out.Write(appendText(line, s.Value))
	}
	out.WriteString("}}\n")
	return out.Flush()
}

func appendRow(b []byte, k kind, row store.Record) ([]byte, error) {
	var err error
	b = append(b, '{')
	for i, c := range k.columns {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendText(b, c.name), ':')
		if b, err = appendValue(b, row.Value(c.name)); err != nil {
			return nil, fmt.Errorf("%s %s: %w", k.name, row.Text("id"), err)
		}
	}
	return append(b, '}'), nil
}

// visitor is told what is read, in the order of the file. A nil one is not.
type visitor struct {
	row     func(k kind, row store.Record) error
	setting func(s store.Setting) error
}

// readLibrary reads library.json of a version, checks every value, and hands each row on, as a row of today, without
// keeping it. Its error is errNewer, or says why the content is not what it should be.
func readLibrary(in io.Reader, version int, v visitor) error {
	r := newStreamReader(in)
	rows, has := 0, map[string]bool{}
	err := r.object(func(key string) error {
		has[key] = true
		switch key {
		case "format":
			return r.exactly(libraryFormat)
		case "version":
			n, err := r.version()
			if err == nil && n != version {
				err = fmt.Errorf("%w: version %d in an archive of version %d", errJSON, n, version)
			}
			return err
		case "kinds":
			return r.object(func(name string) error {
				k, ok := kindNamed(name)
				if !ok || k.since > version {
					return fmt.Errorf("%w: there is no kind %.40q", errJSON, name)
				}
				return r.array(func() error {
					if rows++; rows > maxRows {
						return fmt.Errorf("%w: more than %d rows", errJSON, maxRows)
					}
					row, err := r.row(k, version)
					if err != nil || v.row == nil {
						return err
					}
					return v.row(k, row)
				})
			})
		case "settings":
			return r.settings(v.setting)
		}
		return fmt.Errorf("%w: the key %.40q", errJSON, key)
	})
	if err != nil {
		return err
	}
	for _, key := range []string{"format", "version", "kinds", "settings"} {
		if !has[key] {
			return fmt.Errorf("%w: the key %q is missing", errJSON, key)
		}
	}
	return r.end()
}

// checkLibrary reads an archive's library.json to its end and keeps nothing of it.
func (a *archive) checkLibrary(ctx context.Context) error {
	in, err := a.open(ctx, libraryName)
	if err != nil {
		return err
	}
	return errors.Join(readLibrary(in, a.manifest.Version, visitor{}), in.Close())
}

func (r *reader) exactly(want string) error {
	got, err := r.value()
	if err == nil && got != want {
		err = fmt.Errorf("%w: %v where %q should be", errJSON, got, want)
	}
	return err
}

// version reads the version of a format. One above ours was written by a program that knows more.
func (r *reader) version() (int, error) {
	got, err := r.value()
	if err != nil {
		return 0, err
	}
	n, ok := got.(int64)
	switch {
	case ok && n > formatVersion:
		return 0, fmt.Errorf("%w: version %d", errNewer, n)
	case !ok || n < 1:
		return 0, fmt.Errorf("%w: the version %v", errJSON, got)
	}
	return int(n), nil
}

// row reads a row that has exactly the columns that its kind had in a version, and gives it with all of today's.
func (r *reader) row(k kind, version int) (store.Record, error) {
	row := store.Record{Columns: make([]string, 0, len(k.columns)), Values: make([]any, 0, len(k.columns))}
	err := r.object(func(name string) error {
		c, ok := k.column(name)
		if !ok || c.since > version {
			return fmt.Errorf("%w: %s has no %.40q", errJSON, k.name, name)
		}
		v, err := r.value()
		if err != nil {
			return err
		}
		if v, err = c.take(v); err != nil {
			return fmt.Errorf("%w: %s: %w", errJSON, k.name, err)
		}
		row.Columns, row.Values = append(row.Columns, c.name), append(row.Values, v)
		return nil
	})
	if err != nil {
		return row, err
	}
	if n := k.at(version); len(row.Columns) != n {
		return row, fmt.Errorf("%w: a row of %s has %d of %d columns", errJSON, k.name, len(row.Columns), n)
	}
	for _, c := range k.columns {
		if c.since > version {
			row.Columns, row.Values = append(row.Columns, c.name), append(row.Values, c.past)
		}
	}
	return row, nil
}

func (r *reader) settings(visit func(store.Setting) error) error {
	n := 0
	return r.object(func(key string) error {
		if n++; n > mostSettings {
			return fmt.Errorf("%w: more than %d settings", errJSON, mostSettings)
		}
		v, err := r.value()
		if err != nil {
			return err
		}
		text, ok := v.(string)
		check, known := personal(key)
		if !ok || !known || len(text) > longestSetting || !check(text) {
			return fmt.Errorf("%w: the setting %.80q", errJSON, key)
		}
		if visit == nil {
			return nil
		}
		return visit(store.Setting{Key: key, Value: text})
	})
}
