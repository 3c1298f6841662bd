// Package exchange owns the archive: everything a person made, in one open file that other programs can read and that
// Northboard takes in again. docs/file-format.md describes it.
//
//   - Export writes beside the file it was asked for, reads the whole of it back, and only then gives it its name. What
//     was there under that name stays until then. It never changes the library.
//   - Import checks the whole archive, structure, limits, hashes and every value, before it writes one row. Then
//     everything comes in as one operation, which is one step to undo. A row that the library has already is never
//     changed: what differs stays as it is in the library and is named.
//   - An archive is hostile until it is checked. No name in it ever becomes a path; nothing is written but in a staging
//     folder of its own inside the library, which is gone afterwards; memory stays bounded whatever the archive says.
//   - An archive without places has no place data in its pictures: only pixels, colour profile and orientation stay.
//
// It knows tables only through store's records and never writes SQL.
package exchange

import (
	"context"
	"log/slog"

	"northboard/backend/clock"
	"northboard/backend/picture"
	"northboard/backend/store"
)

// Exchange takes one library out and in.
type Exchange struct {
	store    *store.Store
	pictures *picture.Importer
	clock    clock.Clock
	log      *slog.Logger

	// Before is called once an archive is found good and before anything of it goes into the library; its error stops
	// the import. It makes a backup. nil does nothing.
	Before func(ctx context.Context) error
}

// New makes the exchange of an open library.
func New(st *store.Store, pictures *picture.Importer, cl clock.Clock, log *slog.Logger) *Exchange {
	return &Exchange{store: st, pictures: pictures, clock: cl, log: log}
}

// Progress says how far an export or import is. Bytes, since one picture can be as large as a hundred others.
type Progress struct {
	Doing string `json:"doing"` // a verb for the person: "Writing pictures"
	Done  int64  `json:"done"`
	Total int64  `json:"total"`
}

// teller hands on progress, and nothing where nobody listens.
type teller func(Progress)

func (t teller) tell(doing string, done, total int64) {
	if t != nil {
		t(Progress{Doing: doing, Done: done, Total: total})
	}
}

// The limits. They are checked on what an archive declares before it is read, and again on what is read.
const (
	// maxMembers is how many files an archive may hold, and maxDirectory the bytes of the list of them.
	maxMembers   = 100_000
	maxDirectory = 16 << 20
	// maxName is the longest name of a member, in bytes.
	maxName = 240
	// maxManifest and maxLibrary are the largest manifest and library.json.
	maxManifest = 32 << 20
	maxLibrary  = 64 << 20
	// maxPage is the largest page to read.
	maxPage = 64 << 20
	// maxPicture is the largest picture, as when one is added by hand.
	maxPicture = 512 << 20
	// maxTotal is what all members may come to when unpacked.
	maxTotal = 256 << 30
	// maxRatio is how many times larger than packed a picture may be: pictures are packed already.
	maxRatio = 50
	// maxRows is how many rows a library.json may hold.
	maxRows = 250_000
)
