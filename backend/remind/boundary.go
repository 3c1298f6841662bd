package remind

import (
	"fmt"
	"strings"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/recur"
	"northboard/backend/store"
)

// The kinds of boundaries.
const (
	Quiet     = "quiet"     // nothing reminds
	Protected = "protected" // the same, with a name: it says when it begins
)

// Boundary is hours of the week that are kept free.
type Boundary struct {
	ID      string          `json:"id"`
	Kind    string          `json:"kind"`
	Title   string          `json:"title"`
	Days    int             `json:"days"` // bit 0 = Sunday; the days on which it begins
	Begins  clock.TimeOfDay `json:"begins"`
	Ends    clock.TimeOfDay `json:"ends"` // not later than Begins: on the next day
	Reminds bool            `json:"reminds"`
	Enabled bool            `json:"enabled"`
	Created clock.Instant   `json:"created"`
	Updated clock.Instant   `json:"updated"` // when its times were last set
}

// BoundaryDraft is what a boundary is made or made anew from.
type BoundaryDraft struct {
	Kind    string          `json:"kind"`
	Title   string          `json:"title"`
	Days    int             `json:"days"`
	Begins  clock.TimeOfDay `json:"begins"`
	Ends    clock.TimeOfDay `json:"ends"`
	Reminds bool            `json:"reminds"`
	Enabled bool            `json:"enabled"`
}

const (
	everyDay       = 127
	mostBoundaries = 50
	longestTitle   = 200
	longestBody    = 1000
)

// Boundaries gives quiet hours, then protected ones, in the order they were made.
func Boundaries(tx *store.Tx) ([]Boundary, error) {
	rows, err := tx.Query(`
		SELECT id, kind, title, days, begins, ends, reminds, enabled, created, updated
		FROM boundary
		ORDER BY kind DESC, created, id`)
	if err != nil {
		return nil, fmt.Errorf("read the boundaries: %w", err)
	}
	defer rows.Close()
	all := []Boundary{}
	for rows.Next() {
		var b Boundary
		if err := rows.Scan(&b.ID, &b.Kind, &b.Title, &b.Days, &b.Begins, &b.Ends, &b.Reminds, &b.Enabled, &b.Created, &b.Updated); err != nil {
			return nil, fmt.Errorf("read a boundary: %w", err)
		}
		all = append(all, b)
	}
	return all, rows.Err()
}

func (d *BoundaryDraft) check() error {
	d.Title = strings.TrimSpace(d.Title)
	switch {
	case d.Kind != Quiet && d.Kind != Protected:
		return fault.Newf(fault.Invalid, "There are no hours of the kind “%s”. Nothing was changed.", d.Kind).WithField("kind")
	case d.Days < 1 || d.Days > everyDay:
		return fault.New(fault.Invalid, "These hours are on no day. Nothing was changed; choose one day at least.").WithField("days")
	case !d.Begins.Valid() || !d.Ends.Valid():
		return fault.New(fault.Invalid, "That is not a time of day. Nothing was changed; write it like 22:00.").WithField("begins")
	case d.Begins == d.Ends:
		return fault.New(fault.Invalid, "These hours begin and end at the same time. Nothing was changed; choose another end.").WithField("ends")
	case d.Kind == Protected && d.Title == "":
		return fault.New(fault.Invalid, "Protected hours need a name, such as “No e-mail”. Nothing was changed.").WithField("title")
	case len([]rune(d.Title)) > longestTitle:
		return fault.Newf(fault.TooLarge, "That name is too long: %d characters are the most. Nothing was changed.", longestTitle).WithField("title")
	}
	d.Reminds = d.Reminds && d.Kind == Protected
	return nil
}

// AddBoundary keeps hours of the week free.
func AddBoundary(tx *store.Tx, d BoundaryDraft) (Boundary, error) {
	if err := d.check(); err != nil {
		return Boundary{}, err
	}
	all, err := Boundaries(tx)
	if err != nil {
		return Boundary{}, err
	}
	if len(all) >= mostBoundaries {
		return Boundary{}, fault.Newf(fault.TooLarge, "There are %d of them already. Nothing was changed; take one away first.", len(all))
	}
	b := Boundary{ID: tx.NewID(), Created: tx.Now(), Updated: tx.Now()}
	b.take(d)
	_, err = tx.Exec(`
		INSERT INTO boundary (id, kind, title, days, begins, ends, reminds, enabled, created, updated)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		b.ID, b.Kind, b.Title, b.Days, b.Begins, b.Ends, b.Reminds, b.Enabled, b.Created, b.Updated)
	if err != nil {
		return Boundary{}, fmt.Errorf("add a boundary: %w", err)
	}
	return b, nil
}

func (b *Boundary) take(d BoundaryDraft) {
	b.Kind, b.Title, b.Days, b.Begins, b.Ends, b.Reminds, b.Enabled = d.Kind, d.Title, d.Days, d.Begins, d.Ends, d.Reminds, d.Enabled
}

// SetBoundary makes a boundary anew.
func SetBoundary(tx *store.Tx, id string, d BoundaryDraft) (Boundary, error) {
	if err := d.check(); err != nil {
		return Boundary{}, err
	}
	all, err := Boundaries(tx)
	if err != nil {
		return Boundary{}, err
	}
	for _, b := range all {
		if b.ID != id {
			continue
		}
		b.take(d)
		b.Updated = tx.Now()
		_, err := tx.Exec(`
			UPDATE boundary
			SET kind = ?, title = ?, days = ?, begins = ?, ends = ?, reminds = ?, enabled = ?, updated = ?
			WHERE id = ?`,
			b.Kind, b.Title, b.Days, b.Begins, b.Ends, b.Reminds, b.Enabled, b.Updated, id)
		if err != nil {
			return Boundary{}, fmt.Errorf("change a boundary: %w", err)
		}
		return b, nil
	}
	return Boundary{}, fault.New(fault.NotFound, "These hours are not there any more. Nothing was changed.")
}

// DeleteBoundary takes a boundary away.
func DeleteBoundary(tx *store.Tx, id string) error {
	return deleteOne(tx, "boundary", id, "These hours are not there any more. Nothing was changed.")
}

func deleteOne(tx *store.Tx, table, id, notThere string) error {
	result, err := tx.Exec(`DELETE FROM `+table+` WHERE id = ?`, id)
	if err != nil {
		return fmt.Errorf("delete a %s: %w", table, err)
	}
	if found, err := touched(result); err != nil || found {
		return err
	}
	return fault.New(fault.NotFound, notThere)
}

// on says whether it begins on a weekday.
func (b Boundary) on(d clock.Day) bool { return b.Days&(1<<int(d.Weekday())) != 0 }

// span gives when it begins on a day, and ends.
func (b Boundary) span(d clock.Day, loc *time.Location) (from, to clock.Instant) {
	end := d
	if b.Ends <= b.Begins {
		end = d.Add(1)
	}
	return clock.Resolve(d, b.Begins, loc), clock.Resolve(end, b.Ends, loc)
}

// covers says until when it covers an instant, and whether it does.
func (b Boundary) covers(at clock.Instant, loc *time.Location) (until clock.Instant, ok bool) {
	today := at.Day(loc)
	for _, d := range []clock.Day{today.Add(-1), today} {
		if from, to := b.span(d, loc); b.on(d) && from <= at && at < to && to > until {
			until, ok = to, true
		}
	}
	return until, ok
}

// boundaries is the source of protected hours that say when they begin.
type boundaries struct{}

func (boundaries) Kinds() []string { return []string{KindBoundary} }

func (boundaries) Between(tx *store.Tx, w Window) ([]Item, error) {
	all, err := Boundaries(tx)
	if err != nil {
		return nil, err
	}
	items, loc := []Item{}, tx.Location()
	for _, b := range all {
		if !b.Reminds || !b.Enabled {
			continue
		}
		first := max(w.From.Day, b.Updated.Day(loc), tx.Today().Add(-mostOfSeries))
		for day := first; day <= min(w.To.Day, tx.Today().Add(mostAhead)); day = day.Add(1) {
			at := recur.Moment{Day: day, Time: b.Begins}
			if !b.on(day) || !w.holds(at) {
				continue
			}
			_, ends := b.span(day, loc)
			items = append(items, Item{
				Series: "b/" + b.ID, At: at, Kind: KindBoundary, Subject: b.ID, Title: b.Title, Body: until("Kept free until ", b.Ends),
				Route: "today", Set: b.Updated, Ends: ends, Repeats: true,
			})
		}
	}
	return items, nil
}

func (boundaries) Gone(tx *store.Tx, of []Occurrence) ([]string, error) {
	all, err := Boundaries(tx)
	if err != nil {
		return nil, err
	}
	lost := []string{}
	for _, o := range of {
		stands := false
		for _, b := range all {
			if b.ID == o.Subject && b.Reminds && b.Enabled {
				_, ends := b.span(o.Due.Day(tx.Location()), tx.Location())
				stands = tx.Now() < ends
			}
		}
		if !stands {
			lost = append(lost, o.ID)
		}
	}
	return lost, nil
}
