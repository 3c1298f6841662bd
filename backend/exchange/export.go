package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// ExportOptions says how an archive is made. The zero value is the one for oneself: originals byte for byte, not locked.
type ExportOptions struct {
	Program       string // who made it: "Northboard 0.3"
	Passphrase    string
	WithoutPlaces bool
}

// Exported is what an export made.
type Exported struct {
	Path     string   `json:"path"`
	Bytes    int64    `json:"bytes"`
	Sentence string   `json:"sentence"`
	Missing  []string `json:"missing"` // names of the pictures that could not be put in
}

// Export writes everything into one file. It reads the library at one moment; what is changed meanwhile is not in it.
func (x *Exchange) Export(ctx context.Context, path string, o ExportOptions, progress func(Progress)) (Exported, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return Exported{}, fmt.Errorf("find the folder of the archive: %w", err)
	}
	if stat, err := os.Stat(path); err == nil && !stat.Mode().IsRegular() {
		return Exported{}, fault.New(fault.Invalid, "There is a folder or a device of this name. Nothing was written; please choose another name.")
	}
	// Beside it, so that the last step is a rename.
	out, err := os.CreateTemp(filepath.Dir(path), ".northboard-export-*")
	if err != nil {
		return Exported{}, fmt.Errorf("begin the archive: %w", err)
	}
	done := false
	defer func() {
		if !done {
			// What was begun is of no use. An error of removing it changes nothing for the person.
			_ = out.Close()
			_ = os.Remove(out.Name())
		}
	}()
	e := &export{x: x, ctx: ctx, options: o, tell: progress, hashes: map[string]string{}}
	if err := e.write(out); err != nil {
		return Exported{}, asFault(err)
	}
	if err := errors.Join(out.Sync(), out.Close()); err != nil {
		return Exported{}, fmt.Errorf("save the archive: %w", err)
	}
	if err := x.readBack(ctx, out.Name(), o.Passphrase, progress); err != nil {
		return Exported{}, err
	}
	if err := os.Rename(out.Name(), path); err != nil {
		return Exported{}, fmt.Errorf("name the archive: %w", err)
	}
	done = true
	syncFolder(filepath.Dir(path), x.log)
	return e.done(path)
}

// readBack opens what was just written and reads all of it, as an import would.
func (x *Exchange) readBack(ctx context.Context, path, passphrase string, tell teller) error {
	a, err := openArchive(path, passphrase)
	if err != nil {
		return err
	}
	defer a.close()
	total, read := a.size(), int64(0)
	for _, m := range a.manifest.Members {
		tell.tell("Checking the archive", read, total)
		in, err := a.open(ctx, m.Name)
		if err != nil {
			return err
		}
		if m.Name == libraryName {
			if err := readLibrary(in, a.manifest.Version, visitor{}); err != nil {
				return errors.Join(asFault(err), in.Close())
			}
		}
		if err := errors.Join(in.drain(), in.Close()); err != nil {
			return err
		}
		read += m.Bytes
	}
	return nil
}

// export is one export under way.
type export struct {
	x       *Exchange
	ctx     context.Context // of this one export
	options ExportOptions
	tell    teller

	content  content
	hashes   map[string]string // what each picture's id becomes; a picture that is not in it is missing
	missing  []string
	zip      *zip.Writer
	manifest manifest
}

func (e *export) write(out io.Writer) error {
	now := e.x.clock.Now()
	err := e.x.store.Read(e.ctx, func(tx *store.Tx) (err error) {
		e.content, err = readContent(tx)
		return err
	})
	if err != nil {
		return err
	}
	if err := e.hashPictures(); err != nil {
		return err
	}
	whole := out
	var sealing io.WriteCloser
	if e.options.Passphrase != "" {
		if sealing, err = seal(out, e.options.Passphrase); err != nil {
			return err
		}
		whole = sealing
	}
	e.zip = zip.NewWriter(whole)
	e.manifest = manifest{
		Format: manifestFormat, Version: formatVersion, Program: e.options.Program, Schema: schemaOfRows, Created: int64(now),
		WithoutPlaces: e.options.WithoutPlaces, Counts: e.content.counts(), Missing: slices.Sorted(slices.Values(e.missing)), Members: []member{},
	}
	if e.manifest.Missing == nil {
		e.manifest.Missing = []string{}
	}
	at := time.UnixMilli(int64(now)).UTC()
	if err := e.members(at); err != nil {
		return err
	}
	if err := errors.Join(e.add(manifestName, at, true, e.manifest.write), e.zip.Close()); err != nil {
		return err
	}
	if sealing != nil {
		return sealing.Close()
	}
	return nil
}

func readContent(tx *store.Tx) (content, error) {
	c := content{rows: map[string][]store.Record{}}
	total := 0
	for _, k := range kinds {
		err := store.EachRecord(tx, k.name, func(r store.Record) error {
			if total++; total > maxRows {
				return fault.Newf(fault.TooLarge, "This library holds more than %d things, and an archive cannot. Nothing was written; copy its folder while Northboard is closed instead.", maxRows)
			}
			c.rows[k.name] = append(c.rows[k.name], r)
			return nil
		})
		if err != nil {
			return c, err
		}
	}
	var err error
	c.settings, err = readSettings(tx)
	return c, err
}

func (c content) counts() map[string]int {
	counts := map[string]int{}
	for _, k := range kinds {
		counts[k.name] = len(c.rows[k.name])
	}
	return counts
}

// hashPictures finds out which pictures can go in and what each will be called there. A picture that is lost, altered or
// cannot be freed of its place is left out and named; everything else is worth having all the same.
func (e *export) hashPictures() error {
	rows := e.content.rows["picture"]
	for i, row := range rows {
		if err := e.ctx.Err(); err != nil {
			return err
		}
		e.tell.tell("Reading pictures", int64(i), int64(len(rows)))
		id := row.Text("id")
		sum, original := sha256.New(), sha256.New()
		err := e.copyPicture(io.MultiWriter(original), row, false)
		if err == nil && hex.EncodeToString(original.Sum(nil)) != id {
			err = errors.New("its bytes are not what they were")
		}
		if err == nil && e.options.WithoutPlaces {
			err = e.copyPicture(sum, row, true)
		} else {
			sum = original
		}
		switch {
		case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
			return err
		case err != nil:
			e.x.log.Warn("leave a picture out of the archive", "picture", id, "error", err)
			e.missing = append(e.missing, id)
		default:
			e.hashes[id] = hex.EncodeToString(sum.Sum(nil))
		}
	}
	if e.options.WithoutPlaces {
		return e.rename()
	}
	return nil
}

// copyPicture writes a picture's original, or what may be handed on of it.
func (e *export) copyPicture(out io.Writer, row store.Record, strip bool) error {
	in, err := e.x.pictures.Original(row.Text("id"), row.Text("ext"))
	if err != nil {
		return err
	}
	defer in.Close()
	stat, err := in.Stat()
	if err != nil {
		return err
	}
	if strip {
		return stripPicture(out, in, stat.Size(), row.Text("ext"))
	}
	_, err = io.Copy(out, &contextReader{e.ctx, in})
	return err
}

// rename gives each picture the id of what is left of it. Two that differed only in what was taken become one.
func (e *export) rename() error {
	kept, seen := []store.Record{}, map[string]bool{}
	for _, row := range e.content.rows["picture"] {
		id, ok := e.hashes[row.Text("id")]
		if !ok {
			kept = append(kept, row)
			continue
		}
		if seen[id] {
			continue
		}
		seen[id] = true
		var size countWriter
		if err := e.copyPicture(&size, row, true); err != nil {
			return err
		}
		kept = append(kept, row.With("id", id).With("bytes", int64(size)))
	}
	for i, row := range e.content.rows["item"] {
		if id, ok := e.hashes[row.Text("picture_id")]; ok {
			e.content.rows["item"][i] = row.With("picture_id", id)
		}
	}
	originals := e.hashes
	e.hashes = map[string]string{}
	for _, row := range e.content.rows["picture"] {
		if id, ok := originals[row.Text("id")]; ok {
			e.hashes[id] = row.Text("id") // from here on: where the bytes of a new id come from
		}
	}
	e.content.rows["picture"] = kept
	return nil
}

// members writes everything but the manifest.
func (e *export) members(at time.Time) error {
	var library bytes.Buffer
	if err := e.content.write(&library); err != nil {
		return err
	}
	if library.Len() > maxLibrary {
		return fault.New(fault.TooLarge, "This library holds more text than an archive can. Nothing was written; copy its folder while Northboard is closed instead.")
	}
	texts := []page{
		{readmeName, readme(e.options.WithoutPlaces)},
		{libraryName, library.String()},
		{schemaName, schemaText()},
	}
	for _, p := range append(texts, e.content.pages()...) {
		err := e.add(p.name, at, true, func(w io.Writer) error {
			_, err := io.WriteString(w, p.text)
			return err
		})
		if err != nil {
			return err
		}
	}
	rows := e.content.rows["picture"]
	total, written := int64(0), int64(0)
	for _, row := range rows {
		total += row.Value("bytes").(int64)
	}
	for _, row := range rows {
		e.tell.tell("Writing pictures", written, total)
		written += row.Value("bytes").(int64)
		if err := e.picture(row, at); err != nil {
			return err
		}
	}
	return nil
}

func (e *export) picture(row store.Record, at time.Time) error {
	id := row.Text("id")
	source, ok := e.hashes[id]
	if !ok {
		return nil
	}
	if !e.options.WithoutPlaces {
		source = id
	}
	err := e.add(pictureMember(id, row.Text("ext")), at, false, func(w io.Writer) error {
		return e.copyPicture(w, row.With("id", source), e.options.WithoutPlaces)
	})
	if err == nil && e.manifest.Members[len(e.manifest.Members)-1].SHA256 != id {
		err = fault.New(fault.Damaged, "A picture changed on the disk while it was exported, so nothing was written. Please check the library with: northboard doctor, and export again.")
	}
	return err
}

// add writes one member and notes what it is. Pictures are packed already; packing them again only takes time.
func (e *export) add(name string, at time.Time, pack bool, write func(io.Writer) error) error {
	header := &zip.FileHeader{Name: name, Method: zip.Store, Modified: at}
	if pack {
		header.Method = zip.Deflate
	}
	header.SetMode(0o600)
	out, err := e.zip.CreateHeader(header)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	sum, size := sha256.New(), countWriter(0)
	if err := write(io.MultiWriter(out, sum, &size)); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	e.manifest.Members = append(e.manifest.Members, member{Name: name, Bytes: int64(size), SHA256: hex.EncodeToString(sum.Sum(nil))})
	return nil
}

func (e *export) done(path string) (Exported, error) {
	stat, err := os.Stat(path)
	if err != nil {
		return Exported{}, fmt.Errorf("look at the archive: %w", err)
	}
	names := []string{}
	for _, row := range e.content.rows["picture"] {
		if slices.Contains(e.missing, row.Text("id")) {
			names = append(names, row.Text("name"))
		}
	}
	return Exported{Path: path, Bytes: stat.Size(), Missing: names, Sentence: exportSentence(e.content.counts(), names, e.options.Passphrase != "")}, nil
}
