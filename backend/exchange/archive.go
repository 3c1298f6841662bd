package exchange

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"slices"
	"strings"

	"northboard/backend/fault"
)

// archive is a file that was found to be built as an archive of ours is. What its members hold is checked as they are
// read: a member that is not what the manifest says ends with an error before its last byte is trusted.
type archive struct {
	file     *os.File
	manifest manifest
	files    map[string]*zip.File
	listed   map[string]member
	sealed   bool
}

// openArchive opens a file and checks how it is built: the list of members, their names, kinds, sizes and places, and
// the manifest. Nothing is unpacked but the manifest.
func openArchive(path, passphrase string) (*archive, error) {
	stat, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !stat.Mode().IsRegular() {
		return nil, notOurs(fmt.Errorf("%s", stat.Mode()))
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	a := &archive{file: file}
	if err := a.read(file, stat.Size(), passphrase); err != nil {
		return nil, errors.Join(asFault(err), file.Close())
	}
	return a, nil
}

func (a *archive) close() error { return a.file.Close() }

// size is what all members come to when unpacked.
func (a *archive) size() int64 {
	total := int64(0)
	for _, m := range a.manifest.Members {
		total += m.Bytes
	}
	return total
}

func (a *archive) read(in io.ReaderAt, size int64, passphrase string) error {
	head := make([]byte, min(size, sealLength))
	if _, err := in.ReadAt(head, 0); err != nil && err != io.EOF {
		return err
	}
	if isSealed(head) {
		var err error
		if in, size, err = unseal(in, size, head, passphrase); err != nil {
			return err
		}
		a.sealed = true
	}
	return a.readZip(in, size)
}

// readZip goes from the outside to the inside, so that each look is bounded by the one before.
func (a *archive) readZip(in io.ReaderAt, size int64) error {
	count, err := checkDirectory(in, size)
	if err != nil {
		return err
	}
	listing, err := zip.NewReader(in, size)
	if err != nil {
		return unsafe("read the list of members: %w", err)
	}
	if len(listing.File) != count {
		return unsafe("%d members where %d are declared", len(listing.File), count)
	}
	if err := a.take(listing.File, size); err != nil {
		return err
	}
	if err := checkPlaces(listing.File); err != nil {
		return err
	}
	if err := a.readManifest(); err != nil {
		return err
	}
	return a.compare()
}

// take checks each member by itself and beside the others.
func (a *archive) take(files []*zip.File, size int64) error {
	a.files = map[string]*zip.File{}
	seen := map[string]bool{}
	for _, f := range files {
		if err := checkName(f.Name); err != nil {
			return unsafe("%w", err)
		}
		// Some systems cannot tell upper from lower case.
		folded := strings.ToLower(strings.TrimSuffix(f.Name, "/"))
		if seen[folded] {
			return unsafe("the name %q is there twice", f.Name)
		}
		seen[folded] = true
		isFolder := strings.HasSuffix(f.Name, "/")
		switch {
		case f.Flags&0x1 != 0 || f.Flags&0x40 != 0:
			return notOurs(fmt.Errorf("%q is encrypted by zip", f.Name))
		case isFolder && f.UncompressedSize64 == 0 && f.Mode().IsDir():
			continue
		case isFolder || !f.Mode().IsRegular():
			return unsafe("%q is no regular file but %s", f.Name, f.Mode())
		case f.Method != zip.Store && f.Method != zip.Deflate:
			return unsafe("%q is packed in the way %d", f.Name, f.Method)
		case f.CompressedSize64 > uint64(size):
			return unsafe("%q has %d bytes of %d", f.Name, f.CompressedSize64, size)
		}
		a.files[f.Name] = f
	}
	return nil
}

// checkPlaces makes sure that no two members share a byte.
func checkPlaces(files []*zip.File) error {
	type place struct{ from, to int64 }
	places := make([]place, 0, len(files))
	for _, f := range files {
		from, err := f.DataOffset()
		if err != nil {
			return unsafe("find %q: %w", f.Name, err)
		}
		places = append(places, place{from - 30 - int64(len(f.Name)), from + int64(f.CompressedSize64)})
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(places); i++ {
		if places[i].from < places[i-1].to {
			return unsafe("members overlap at byte %d", places[i].from)
		}
	}
	return nil
}

func (a *archive) readManifest() error {
	f := a.files[manifestName]
	if f == nil {
		return notOurs(errors.New("it has no manifest"))
	}
	if f.UncompressedSize64 > maxManifest {
		return tooMuch("a manifest of %d bytes", f.UncompressedSize64)
	}
	in, err := f.Open()
	if err != nil {
		return broken(err)
	}
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, int64(f.UncompressedSize64)+1))
	if err != nil {
		return broken(fmt.Errorf("read the manifest: %w", err))
	}
	if uint64(len(text)) != f.UncompressedSize64 {
		return unsafe("the manifest holds more than it declares")
	}
	a.manifest, err = readManifest(bytes.NewReader(text))
	return err
}

// compare holds the members to the manifest: the same names, the same sizes, none too large, all there.
func (a *archive) compare() error {
	a.listed = map[string]member{}
	total := int64(0)
	for _, m := range a.manifest.Members {
		limit, known := limitOf(m.Name)
		f := a.files[m.Name]
		_, twice := a.listed[m.Name]
		switch {
		case !known || m.Name == manifestName || twice:
			return unsafe("the manifest lists %q", m.Name)
		case f == nil:
			return broken(fmt.Errorf("%q is not there", m.Name))
		case f.UncompressedSize64 != uint64(m.Bytes):
			return unsafe("%q declares %d bytes and the manifest %d", m.Name, f.UncompressedSize64, m.Bytes)
		case m.Bytes > limit:
			return tooMuch("%q has %d bytes", m.Name, m.Bytes)
		}
		if id, _, ok := isPicture(m.Name); ok {
			if id != m.SHA256 {
				return unsafe("the picture %q has the hash %q", m.Name, m.SHA256)
			}
			if m.Bytes > 1<<20 && uint64(m.Bytes)/maxRatio > f.CompressedSize64 {
				return tooMuch("%q unpacks from %d to %d bytes", m.Name, f.CompressedSize64, m.Bytes)
			}
		}
		if total += m.Bytes; total > maxTotal {
			return tooMuch("more than %d bytes", int64(maxTotal))
		}
		a.listed[m.Name] = m
	}
	if len(a.listed)+1 != len(a.files) {
		return unsafe("%d members and %d in the manifest", len(a.files)-1, len(a.listed))
	}
	if _, ok := a.listed[libraryName]; !ok {
		return broken(errors.New("it has no library.json"))
	}
	return nil
}

// open opens a member that the manifest lists. Reading it ends with an error unless it is what the manifest says.
func (a *archive) open(ctx context.Context, name string) (*memberReader, error) {
	m, ok := a.listed[name]
	if !ok {
		return nil, broken(fmt.Errorf("%q is not there", name))
	}
	in, err := a.files[name].Open()
	if err != nil {
		return nil, broken(err)
	}
	return &memberReader{ctx: ctx, in: in, of: m, left: m.Bytes, sum: sha256.New()}, nil
}

// memberReader reads a member and holds it to its size and hash.
type memberReader struct {
	ctx  context.Context // of this one reading
	in   io.ReadCloser
	of   member
	left int64
	sum  hash.Hash
}

func (m *memberReader) Read(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.in.Read(p)
	if int64(n) > m.left {
		return 0, unsafe("%q holds more bytes than it declares", m.of.Name)
	}
	m.left -= int64(n)
	m.sum.Write(p[:n])
	switch {
	case err == io.EOF && m.left > 0:
		return n, broken(fmt.Errorf("%q ends %d bytes early", m.of.Name, m.left))
	case err == io.EOF && hex.EncodeToString(m.sum.Sum(nil)) != m.of.SHA256:
		return n, broken(fmt.Errorf("%q has another hash", m.of.Name))
	case err != nil && err != io.EOF:
		if fault.CodeOf(err) == fault.Internal { // zip's and age's own errors; the disk's have a sentence.
			err = broken(fmt.Errorf("read %q: %w", m.of.Name, err))
		}
		return n, err
	}
	return n, err
}

func (m *memberReader) Close() error { return m.in.Close() }

// drain reads what is left, so that size and hash are known to be right.
func (m *memberReader) drain() error {
	_, err := io.Copy(io.Discard, m)
	return err
}
