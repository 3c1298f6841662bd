package exchange

import (
	"context"
	"fmt"

	"northboard/backend/board"
	"northboard/backend/id"
	"northboard/backend/picture"
	"northboard/backend/store"
)

// Preview says what an import would do, before it is done.
type Preview struct {
	Sealed        bool    `json:"sealed"` // locked with a passphrase, which was right
	Program       string  `json:"program"`
	Created       int64   `json:"created"` // milliseconds since 1970
	WithoutPlaces bool    `json:"withoutPlaces"`
	Counts        []Count `json:"counts"`
	Nothing       bool    `json:"nothing"` // the library has all of it
	Sentence      string  `json:"sentence"`
}

// Imported says what an import did.
type Imported struct {
	Counts   []Count  `json:"counts"`
	Sentence string   `json:"sentence"`
	Differ   []string `json:"differ"`  // in words; they stayed as they are in the library
	BoardID  string   `json:"boardId"` // the first board that came, "" for none
	Nothing  bool     `json:"nothing"`
}

// Inspect opens an archive, checks how it is built and every row in it, and says what would come. It changes nothing.
func (x *Exchange) Inspect(ctx context.Context, path, passphrase string) (Preview, error) {
	a, err := openArchive(path, passphrase)
	if err != nil {
		return Preview{}, err
	}
	defer a.close()
	v, err := x.look(ctx, a)
	if err != nil {
		return Preview{}, err
	}
	p := Preview{
		Sealed: a.sealed, Program: a.manifest.Program, Created: a.manifest.Created, WithoutPlaces: a.manifest.WithoutPlaces,
		Counts: v.list(), Nothing: v.nothing(),
	}
	p.Sentence = previewSentence(v)
	return p, nil
}

// look works out how an archive stands to the library.
func (x *Exchange) look(ctx context.Context, a *archive) (*arrival, error) {
	// By itself first: an archive that is wrong in its last row is refused before a row is looked up.
	if err := a.checkLibrary(ctx); err != nil {
		return nil, asFault(err)
	}
	v := newArrival(a)
	err := x.store.Read(ctx, func(tx *store.Tx) error {
		if err := v.read(ctx, tx, nil, nil); err != nil {
			return err
		}
		v.nameDiffering(tx)
		return nil
	})
	return v, asFault(err)
}

// Import takes an archive in: all of it is checked, then all of it comes as one step to undo.
func (x *Exchange) Import(ctx context.Context, path, passphrase string, tell func(Progress)) (Imported, error) {
	progress := teller(tell)
	a, err := openArchive(path, passphrase)
	if err != nil {
		return Imported{}, err
	}
	defer a.close()
	v, err := x.look(ctx, a)
	if err != nil {
		return Imported{}, err
	}
	wanted, err := v.wanted()
	if err != nil {
		return Imported{}, err
	}
	s, err := x.stage(ctx, a, wanted, progress)
	if err != nil {
		return Imported{}, err
	}
	defer s.remove()
	if x.Before != nil && !v.nothing() {
		progress.tell("Backing up first", 0, 0)
		if err := x.Before(ctx); err != nil {
			return Imported{}, err
		}
	}
	if err := s.takeIn(ctx, progress); err != nil {
		return Imported{}, err
	}
	if v, err = x.write(ctx, a, s); err != nil {
		return Imported{}, err
	}
	done := Imported{Counts: v.list(), Differ: []string{}, BoardID: v.first, Nothing: v.nothing()}
	for _, d := range v.differs {
		done.Differ = append(done.Differ, d.title)
	}
	done.Sentence = importSentence(v)
	return done, nil
}

// write puts the rows in.
func (x *Exchange) write(ctx context.Context, a *archive, s *staging) (*arrival, error) {
	var v *arrival
	op := store.Op{Label: "Import an archive", Origin: store.User}
	err := x.store.Write(ctx, op, func(tx *store.Tx) error {
		v = newArrival(a)
		return (&merge{arrival: v, tx: tx, rows: store.RowsIn(tx), staged: s.taken}).run(ctx)
	})
	if err != nil {
		return nil, refused(err)
	}
	return v, nil
}

// merge is the writing part of an import.
type merge struct {
	*arrival
	tx     *store.Tx
	rows   *store.Rows
	staged map[string]picture.Info

	empty    string // the board that nothing was ever done with; it makes room for one that comes
	lastRank string // of the boards that stay
	pictures []string
	reviews  []store.Record
	wins     []store.Record
}

func (m *merge) run(ctx context.Context) error {
	if err := store.LinksLater(m.tx); err != nil {
		return err
	}
	if err := m.lookAtBoards(); err != nil {
		return err
	}
	err := m.read(ctx, m.tx, m.put, func(s store.Setting) error { return putSetting(m.tx, s) })
	if err != nil {
		return err
	}
	if err := m.putReviews(); err != nil {
		return err
	}
	if m.first != "" && m.empty != "" {
		if err := m.rows.Delete("board", m.empty); err != nil {
			return err
		}
	}
	if err := picture.QueuePreviews(m.tx, m.pictures); err != nil {
		return err
	}
	m.nameDiffering(m.tx)
	return store.CheckLinks(m.tx)
}

// lookAtBoards finds where boards that come are to go: behind those that are here. A first board with nothing on it that
// was never named would only stand before them, so it goes.
func (m *merge) lookAtBoards() error {
	boards, err := board.Boards(m.tx)
	if err != nil {
		return err
	}
	for i, b := range boards {
		_, used, err := m.rows.Find("item", []string{"board_id"}, []any{b.ID})
		if err != nil {
			return err
		}
		if i == 0 && len(boards) == 1 && !used && b.Title == board.FirstTitle && b.Background == board.DefaultBackground {
			m.empty = b.ID
			return nil
		}
		row, _, err := m.rows.Find("board", []string{"id"}, []any{b.ID})
		if err != nil {
			return err
		}
		m.lastRank = max(m.lastRank, row.Text("rank"))
	}
	return nil
}

func (m *merge) put(k kind, row store.Record) error {
	switch k.name {
	case "picture":
		return m.putPicture(row)
	case "board":
		if m.lastRank != "" {
			next, err := id.Between(m.lastRank, "")
			if err != nil {
				return fmt.Errorf("rank the board: %w", err)
			}
			m.lastRank = next
			row = row.With("rank", next)
		}
	case "review":
		m.reviews = append(m.reviews, row)
		return nil
	case "reminder":
		return putReminder(m.tx, m.rows, row)
	case "win":
		m.wins = append(m.wins, row)
		return nil
	}
	return m.rows.Insert(k.name, row)
}

// putPicture adds the row of a picture that was taken in, if that is what the row says it is.
func (m *merge) putPicture(row store.Record) error {
	info, ok := m.staged[row.Text("id")]
	if !ok {
		if m.a.manifest.WithoutPlaces {
			return nil // It was let go.
		}
		return changedMeanwhile()
	}
	if info.Ext != row.Text("ext") || int64(info.Width) != row.Value("width") || int64(info.Height) != row.Value("height") || info.Bytes != row.Value("bytes") {
		return broken(fmt.Errorf("the picture %s is not what its row says", info.ID))
	}
	m.pictures = append(m.pictures, info.ID)
	return m.rows.Insert("picture", row)
}

// putReviews adds reviews last: they look at the log, and what came is nothing that moved since them.
func (m *merge) putReviews() error {
	seq, err := store.LastSeq(m.tx)
	if err != nil {
		return err
	}
	seq += int64(len(m.reviews) + len(m.wins))
	for _, row := range m.reviews {
		row = row.With("from_seq", seq)
		if row.Value("to_seq") != nil {
			row = row.With("to_seq", seq)
		}
		if err := m.rows.Insert("review", row); err != nil {
			return err
		}
	}
	for _, row := range m.wins {
		if err := m.rows.Insert("win", row); err != nil {
			return err
		}
	}
	return nil
}
