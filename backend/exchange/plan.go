package exchange

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// Count is what becomes of the rows of one kind.
type Count struct {
	Kind   string `json:"kind"`
	Came   int    `json:"came"`
	Here   int    `json:"here"`   // there already, and the same
	Differ int    `json:"differ"` // there already and different; they stay as they are in the library
}

// arrival is an archive on its way in: what is new, what is here, what differs. It is worked out twice, once to know
// which pictures are needed and once while the rows are written, and both times from the library as it is then.
type arrival struct {
	a       *archive
	counts  map[string]*Count
	differs []rowName
	ids     map[string]map[string]bool // of each kind, in the archive and in the library
	needs   []link
	// pictures are the rows of pictures that are new, and whether something on a board shows them.
	pictures map[string]store.Record
	shown    map[string]bool
	leftOut  map[string]bool // pictures that the archive does not hold and the library has not
	first    string          // the first board that came
}

type rowName struct{ kind, id, title string }

// link is a row that names another.
type link struct {
	kind, column, id string
}

func newArrival(a *archive) *arrival {
	v := &arrival{
		a: a, counts: map[string]*Count{}, ids: map[string]map[string]bool{},
		pictures: map[string]store.Record{}, shown: map[string]bool{}, leftOut: map[string]bool{},
	}
	for _, k := range kinds {
		v.counts[k.name] = &Count{Kind: k.name}
		v.ids[k.name] = map[string]bool{}
	}
	return v
}

// standing says how a row of the archive stands to the library.
type standing int

const (
	isNew standing = iota
	isHere
	differs
	isLeftOut
)

// read goes through the archive's rows. For each that is new, put is called.
func (v *arrival) read(ctx context.Context, tx *store.Tx, put func(k kind, row store.Record) error, setting func(store.Setting) error) error {
	in, err := v.a.open(ctx, libraryName)
	if err != nil {
		return err
	}
	defer in.Close()
	rows := store.RowsIn(tx)
	err = readLibrary(in, v.a.manifest.Version, visitor{setting: setting, row: func(k kind, row store.Record) error {
		id := row.Text("id")
		if v.ids[k.name][id] {
			return fmt.Errorf("%w: %s %s is there twice", errJSON, k.name, id)
		}
		v.ids[k.name][id] = true
		how, err := v.stand(tx, rows, k, row)
		if err != nil {
			return err
		}
		count := v.counts[k.name]
		switch how {
		case isHere:
			count.Here++
		case differs:
			count.Differ++
			v.differs = append(v.differs, rowName{kind: k.name, id: id})
		case isNew:
			count.Came++
			v.note(k, row)
			if put != nil {
				return put(k, row)
			}
		}
		return nil
	}})
	if err != nil {
		return err
	}
	if err := in.drain(); err != nil {
		return err
	}
	v.letGo()
	return v.checkLinks(rows)
}

// letGo drops the pictures without places that nothing which comes shows: where the originals are, what is left of them
// is not wanted beside them.
func (v *arrival) letGo() {
	for id := range v.pictures {
		if v.a.manifest.WithoutPlaces && !v.shown[id] {
			delete(v.pictures, id)
			v.counts["picture"].Came--
		}
	}
}

// stand compares a row with what the library has.
func (v *arrival) stand(tx *store.Tx, rows *store.Rows, k kind, row store.Record) (standing, error) {
	has, ok, err := rows.Find(k.name, []string{"id"}, []any{row.Value("id")})
	if err != nil {
		return 0, err
	}
	if lone := loneOf(k, row); len(lone) > 0 && (!ok || isStanding(k, row)) {
		values := make([]any, len(lone))
		for i, c := range lone {
			values[i] = row.Value(c)
		}
		if has, ok, err = rows.Find(k.name, lone, values); err != nil {
			return 0, err
		}
	}
	switch {
	case !ok && k.name == "picture" && !v.holds(row):
		v.leftOut[row.Text("id")] = true
		return isLeftOut, nil
	case !ok && k.name == "item" && v.leftOut[row.Text("picture_id")]:
		return isLeftOut, nil
	case !ok:
		return isNew, nil
	case k.name == "picture" || same(k, has, row):
		return isHere, nil // A picture's id is what it is; its name is only what it was called.
	case isStanding(k, row):
		untouched, err := neverSet(tx, has.Text("id"))
		if err != nil || untouched {
			return isNew, err
		}
	}
	return differs, nil
}

// holds says whether the archive has a picture's file. One that it says it misses is no damage.
func (v *arrival) holds(row store.Record) bool {
	_, missing := slices.BinarySearch(v.a.manifest.Missing, row.Text("id"))
	return !missing
}

// same compares what a row says. When it was last touched, and what only has a meaning in its own library, does not count.
func same(k kind, a, b store.Record) bool {
	for _, c := range k.columns {
		if isStanding(k, b) && !slices.Contains(standingColumns, c.name) || c.name == "id" && len(loneOf(k, b)) > 0 || c.name == "updated" || slices.Contains(k.own, c.name) {
			continue
		}
		if a.Value(c.name) != b.Value(c.name) {
			return false
		}
	}
	return true
}

// note keeps what must be known of a new row when all have been read.
func (v *arrival) note(k kind, row store.Record) {
	for _, c := range k.columns {
		if parent := row.Text(c.name); c.is == shapeRef && parent != "" {
			v.needs = append(v.needs, link{c.of, c.name, parent})
		}
	}
	switch k.name {
	case "picture":
		v.pictures[row.Text("id")] = row
	case "item":
		v.shown[row.Text("picture_id")] = true
	case "board":
		if v.first == "" {
			v.first = row.Text("id")
		}
	}
}

// checkLinks looks whether every new row finds the row that it names, in the archive or in the library.
func (v *arrival) checkLinks(rows *store.Rows) error {
	for _, l := range v.needs {
		if v.ids[l.kind][l.id] && !(l.kind == "picture" && v.leftOut[l.id]) {
			continue
		}
		_, ok, err := rows.Find(l.kind, []string{"id"}, []any{l.id})
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("%w: %s %s is named and not there", errJSON, l.kind, l.id)
		}
		v.ids[l.kind][l.id] = true
	}
	return nil
}

// wanted are the pictures to take out of the archive.
func (v *arrival) wanted() ([]store.Record, error) {
	all := []store.Record{}
	for id, row := range v.pictures {
		m, ok := v.a.listed[pictureMember(id, row.Text("ext"))]
		if !ok || m.Bytes != row.Value("bytes") {
			return nil, broken(fmt.Errorf("the picture %s is not there as its row says", id))
		}
		all = append(all, row)
	}
	slices.SortFunc(all, func(a, b store.Record) int {
		if a.Text("id") < b.Text("id") {
			return -1
		}
		return 1
	})
	return all, nil
}

// nameDiffering finds the words for rows that stay as they are.
func (v *arrival) nameDiffering(tx *store.Tx) {
	for i, d := range v.differs {
		v.differs[i].title = store.Named(tx, d.kind, d.id)
	}
}

func (v *arrival) nothing() bool {
	return !slices.ContainsFunc(v.list(), func(c Count) bool { return c.Came > 0 })
}

func (v *arrival) count(kind string) int { return v.counts[kind].Came }

func (v *arrival) list() []Count {
	counts := []Count{}
	for _, k := range kinds {
		counts = append(counts, *v.counts[k.name])
	}
	return counts
}

// refused words what the tables do not allow; every value was checked before, so it is the archive that is wrong.
func refused(err error) error {
	if errors.Is(err, store.ErrNotAllowed) {
		return broken(err)
	}
	return asFault(err)
}

// changedMeanwhile is for a library in which something came or went between looking and writing.
func changedMeanwhile() *fault.Error {
	return fault.New(fault.Conflict, "The library changed while the archive was read. Nothing was changed; please import it again.")
}
