package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"northboard/backend/picture"
	"northboard/backend/store"
)

// stagingPrefix begins the name of the one folder that an import writes in before it writes to the library.
const stagingPrefix = ".import-"

// leftAfter is how old a staging folder must be, in milliseconds, to be one that a crash has left.
const leftAfter = 24 * 3_600_000

// staging is the folder, and what was taken in from it.
type staging struct {
	x      *Exchange
	dir    string
	source []picture.Source
	ids    []string
	taken  map[string]picture.Info
}

// stage reads every member to its end, which holds it to its hash, and puts the pictures that are wanted into the
// staging folder. The names there are made of the hash, never of what the archive says.
func (x *Exchange) stage(ctx context.Context, a *archive, wanted []store.Record, tell teller) (s *staging, err error) {
	x.sweep()
	dir, err := os.MkdirTemp(x.store.Dir(), stagingPrefix+"*")
	if err != nil {
		return nil, fmt.Errorf("make the staging folder: %w", err)
	}
	s = &staging{x: x, dir: dir, taken: map[string]picture.Info{}}
	defer func() {
		if err != nil {
			s.remove()
		}
	}()
	rows := map[string]store.Record{}
	for _, row := range wanted {
		rows[pictureMember(row.Text("id"), row.Text("ext"))] = row
	}
	total, read := a.size(), int64(0)
	for _, m := range a.manifest.Members {
		tell.tell("Checking the archive", read, total)
		read += m.Bytes
		row, isWanted := rows[m.Name]
		if err := s.member(ctx, a, m.Name, row, isWanted); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (s *staging) member(ctx context.Context, a *archive, name string, row store.Record, isWanted bool) (err error) {
	in, err := a.open(ctx, name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	if !isWanted {
		return in.drain()
	}
	path := filepath.Join(s.dir, row.Text("id")+"."+row.Text("ext"))
	out, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("stage a picture: %w", err)
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	s.ids = append(s.ids, row.Text("id"))
	s.source = append(s.source, picture.Source{Name: row.Text("name"), Path: path})
	return nil
}

// takeIn hands the pictures to the library. Files without a row are normal there, so stopping here changes nothing.
func (s *staging) takeIn(ctx context.Context, tell teller) error {
	results, err := s.x.pictures.StageAll(ctx, s.source, func(p picture.Progress) {
		tell.tell("Taking in pictures", int64(p.Done), int64(p.Total))
	})
	if err != nil {
		return err
	}
	for i, r := range results {
		if r.Fault != nil {
			return r.Fault
		}
		if r.Staged.Info.ID != s.ids[i] {
			return broken(fmt.Errorf("%s came in as %s", s.ids[i], r.Staged.Info.ID))
		}
		s.taken[s.ids[i]] = r.Staged.Info
	}
	return nil
}

func (s *staging) remove() {
	if err := os.RemoveAll(s.dir); err != nil {
		s.x.log.Warn("remove the staging folder", "path", s.dir, "error", err)
	}
}

// sweep removes what an import that crashed has left.
func (x *Exchange) sweep() {
	left, err := filepath.Glob(filepath.Join(x.store.Dir(), stagingPrefix+"*"))
	if err != nil {
		return
	}
	for _, dir := range left {
		stat, err := os.Stat(dir)
		if err != nil || int64(x.clock.Now())-stat.ModTime().UnixMilli() < leftAfter {
			continue
		}
		if err := os.RemoveAll(dir); err != nil {
			x.log.Warn("remove what an unfinished import left", "path", dir, "error", err)
		}
	}
}
