package board

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// batch is how many rows one statement takes: large enough that 500 items are one statement, small enough
// to stay under SQLite's 32,766 parameters.
const batch = 500

const itemColumns = `id, board_id, kind, x, y, w, h, rotation, z,
		coalesce(picture_id, ''), coalesce(goal_id, ''), coalesce(aspiration_id, ''), text, style, created, updated`

// AddItems lays new items on a board, above all others and in the order of the drafts; frames lie under all others,
// since what is in them lies on them.
func AddItems(tx *store.Tx, boardID string, drafts []ItemDraft) ([]Item, error) {
	if _, err := BoardByID(tx, boardID); err != nil {
		return nil, err
	}
	if len(drafts) == 0 {
		return []Item{}, nil
	}
	frames := 0
	for _, d := range drafts {
		if d.Kind == KindFrame {
			frames++
		}
	}
	above, err := keysOnTop(tx, boardID, len(drafts)-frames)
	if err != nil {
		return nil, err
	}
	below, err := keysBeneath(tx, boardID, frames)
	if err != nil {
		return nil, err
	}
	keys := make([]string, len(drafts))
	for i, d := range drafts {
		from := &above
		if d.Kind == KindFrame {
			from = &below
		}
		keys[i], *from = (*from)[0], (*from)[1:]
	}
	items := make([]Item, len(drafts))
	for i, d := range drafts {
		items[i], err = Item{
			ID: tx.NewID(), BoardID: boardID, Kind: d.Kind, X: d.X, Y: d.Y, W: d.W, H: d.H, Rotation: d.Rotation, Z: keys[i],
			PictureID: d.PictureID, GoalID: d.GoalID, AspirationID: d.AspirationID, Text: d.Text, Style: d.Style,
			Created: tx.Now(), Updated: tx.Now(),
		}.normal()
		if err != nil {
			return nil, err
		}
	}
	for chunk := range slices.Chunk(items, batch) {
		args := make([]any, 0, len(chunk)*16)
		for _, it := range chunk {
			args = append(args, it.ID, it.BoardID, it.Kind, it.X, it.Y, it.W, it.H, it.Rotation, it.Z,
				orNull(it.PictureID), orNull(it.GoalID), orNull(it.AspirationID), it.Text, jsonText(it.Style), it.Created, it.Updated)
		}
		if _, err := tx.Exec(`
			INSERT INTO item (id, board_id, kind, x, y, w, h, rotation, z, picture_id, goal_id, aspiration_id, text, style, created, updated)
			VALUES `+tuples(len(chunk), 16), args...); err != nil {
			return nil, fmt.Errorf("add %d items: %w", len(items), linked(err))
		}
	}
	return items, nil
}

// PatchItems changes items. All of them must exist; a patch that changes nothing costs nothing.
func PatchItems(tx *store.Tx, patches []ItemPatch) error {
	ids := make([]string, len(patches))
	for i, p := range patches {
		ids[i] = p.ID
	}
	found, err := ItemsByID(tx, ids)
	if err != nil {
		return err
	}
	items := make(map[string]Item, len(found))
	for _, it := range found {
		items[it.ID] = it
	}
	var touched columns
	order := make([]string, 0, len(patches))
	changed := make(map[string]bool, len(patches))
	for _, p := range patches {
		was, ok := items[p.ID]
		if !ok {
			return missing(len(patches))
		}
		is, err := was.patched(p).normal()
		if err != nil {
			return err
		}
		if !touched.note(was, is) {
			continue
		}
		items[p.ID] = is
		if !changed[p.ID] {
			changed[p.ID] = true
			order = append(order, p.ID)
		}
	}
	return update(tx, touched.names, func(yield func(string, []any) bool) {
		for _, itemID := range order {
			if !yield(itemID, touched.values(items[itemID])) {
				return
			}
		}
	}, len(order))
}

// DeleteItems takes items off their boards, and the connectors that hold on to them: an arrow from nothing says
// nothing. One that is already gone is no error: it is where it should be.
func DeleteItems(tx *store.Tx, ids []string) error {
	wanted := jsonText(orEmpty(ids))
	if _, err := tx.Exec(`
		DELETE FROM item
		WHERE kind = 'connector'
			AND board_id IN (SELECT board_id FROM item WHERE id IN (SELECT value FROM json_each(?1)))
			AND (style ->> 'from' IN (SELECT value FROM json_each(?1)) OR style ->> 'to' IN (SELECT value FROM json_each(?1)))`, wanted); err != nil {
		return fmt.Errorf("delete the connectors of %d items: %w", len(ids), err)
	}
	if _, err := tx.Exec(`
		DELETE FROM item
		WHERE id IN (SELECT value FROM json_each(?))`, wanted); err != nil {
		return fmt.Errorf("delete %d items: %w", len(ids), err)
	}
	return nil
}

// DuplicateItems copies items, moved by dx and dy, and lays the copies on top in the order of the originals. Copies of
// a group are a group of their own, and copied connectors join the copies of what they joined.
func DuplicateItems(tx *store.Tx, ids []string, dx, dy float64) ([]Item, error) {
	originals, err := oneBoard(tx, ids)
	if err != nil || len(originals) == 0 {
		return []Item{}, err
	}
	drafts := make([]ItemDraft, len(originals))
	names := make([]string, len(originals))
	for i, it := range originals {
		drafts[i], names[i] = it.draft(), it.ID
		drafts[i].X += dx
		drafts[i].Y += dy
	}
	return AddCopies(tx, originals[0].BoardID, names, drafts)
}

// AddCopies lays items on a board that name each other by the ids they had where they were copied from, names[i] that
// of drafts[i]. Connectors hold on to the copies; an end whose item did not come is left where it was. Groups become
// new ones.
func AddCopies(tx *store.Tx, boardID string, names []string, drafts []ItemDraft) ([]Item, error) {
	groups := map[string]string{}
	drafts = slices.Clone(drafts)
	for i := range drafts {
		style := &drafts[i].Style
		if old := style.Group; old != "" {
			if groups[old] == "" {
				groups[old] = tx.NewID()
			}
			style.Group = groups[old]
		}
	}
	items, err := AddItems(tx, boardID, drafts)
	if err != nil {
		return nil, err
	}
	became := make(map[string]string, len(items))
	for i, it := range items {
		if i < len(names) {
			became[names[i]] = it.ID
		}
	}
	var patches []ItemPatch
	for i := range items {
		style := &items[i].Style
		if items[i].Kind != KindConnector || style.From == "" && style.To == "" {
			continue
		}
		style.From, style.To = became[style.From], became[style.To]
		patches = append(patches, ItemPatch{ID: items[i].ID, Style: style})
	}
	if len(patches) == 0 {
		return items, nil
	}
	return items, PatchItems(tx, patches)
}

// Items lists a board's items from the bottom to the top.
func Items(tx *store.Tx, boardID string) ([]Item, error) {
	return list(tx, `board_id = ?`, boardID)
}

// ItemsByID finds items, from the bottom to the top of each board; those that do not exist are left out.
func ItemsByID(tx *store.Tx, ids []string) ([]Item, error) {
	return list(tx, `id IN (SELECT value FROM json_each(?))`, jsonText(ids))
}

func list(tx *store.Tx, where string, args ...any) ([]Item, error) {
	rows, err := tx.Query(`
		SELECT `+itemColumns+`
		FROM item
		WHERE `+where+`
		ORDER BY board_id, z, id`, args...)
	if err != nil {
		return nil, fmt.Errorf("list items: %w", err)
	}
	defer rows.Close()
	items := []Item{}
	for rows.Next() {
		var it Item
		var style string
		if err := rows.Scan(&it.ID, &it.BoardID, &it.Kind, &it.X, &it.Y, &it.W, &it.H, &it.Rotation, &it.Z,
			&it.PictureID, &it.GoalID, &it.AspirationID, &it.Text, &style, &it.Created, &it.Updated); err != nil {
			return nil, fmt.Errorf("read an item: %w", err)
		}
		if style != "{}" {
			if err := json.Unmarshal([]byte(style), &it.Style); err != nil {
				return nil, fmt.Errorf("read the style of item %s: %w", it.ID, err)
			}
		}
		items = append(items, it)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list items: %w", err)
	}
	return items, nil
}

// oneBoard finds items that must all exist and lie on the same board, from the bottom to the top.
func oneBoard(tx *store.Tx, ids []string) ([]Item, error) {
	items, err := ItemsByID(tx, ids)
	if err != nil {
		return nil, err
	}
	unique := make(map[string]bool, len(ids))
	for _, itemID := range ids {
		unique[itemID] = true
	}
	if len(items) != len(unique) {
		return nil, missing(len(unique))
	}
	for _, it := range items {
		if it.BoardID != items[0].BoardID {
			return nil, fault.New(fault.Invalid, "These items lie on different boards. Nothing was changed; select items of one board.")
		}
	}
	return items, nil
}

// column is one that PatchItems may write.
type column struct {
	name    string
	value   func(Item) any
	differs func(a, b Item) bool
}

// patchable are the columns of an item that a patch can change. Writing only those that some item needs keeps
// the statement short: a move of 500 items binds 2,000 values, not 6,500.
var patchable = []column{
	{"x", func(it Item) any { return it.X }, func(a, b Item) bool { return a.X != b.X }},
	{"y", func(it Item) any { return it.Y }, func(a, b Item) bool { return a.Y != b.Y }},
	{"w", func(it Item) any { return it.W }, func(a, b Item) bool { return a.W != b.W }},
	{"h", func(it Item) any { return it.H }, func(a, b Item) bool { return a.H != b.H }},
	{"rotation", func(it Item) any { return it.Rotation }, func(a, b Item) bool { return a.Rotation != b.Rotation }},
	{"picture_id", func(it Item) any { return orNull(it.PictureID) }, func(a, b Item) bool { return a.PictureID != b.PictureID }},
	{"goal_id", func(it Item) any { return orNull(it.GoalID) }, func(a, b Item) bool { return a.GoalID != b.GoalID }},
	{"aspiration_id", func(it Item) any { return orNull(it.AspirationID) }, func(a, b Item) bool { return a.AspirationID != b.AspirationID }},
	{"text", func(it Item) any { return it.Text }, func(a, b Item) bool { return a.Text != b.Text }},
	{"style", func(it Item) any { return jsonText(it.Style) }, func(a, b Item) bool { return !a.Style.equal(b.Style) }},
}

// columns collects which columns a set of changes touches.
type columns struct {
	names []string
	cols  []column
}

// note adds the columns in which two states of an item differ, and tells whether there are any.
func (c *columns) note(was, is Item) bool {
	differ := false
	for _, col := range patchable {
		if !col.differs(was, is) {
			continue
		}
		differ = true
		if !slices.Contains(c.names, col.name) {
			c.names = append(c.names, col.name)
			c.cols = append(c.cols, col)
		}
	}
	return differ
}

func (c *columns) values(it Item) []any {
	values := make([]any, len(c.cols))
	for i, col := range c.cols {
		values[i] = col.value(it)
	}
	return values
}

// update writes the named columns of n items, many rows to a statement.
func update(tx *store.Tx, names []string, rows func(func(string, []any) bool), n int) error {
	if n == 0 || len(names) == 0 {
		return nil
	}
	assignments := make([]string, len(names))
	for i, name := range names {
		assignments[i] = fmt.Sprintf("%s = v.column%d", name, i+2)
	}
	width := len(names) + 1
	args := make([]any, 0, min(n, batch)*width+1)
	flush := func() error {
		count := len(args) / width
		if count == 0 {
			return nil
		}
		result, err := tx.Exec(`
			WITH v AS (VALUES `+tuples(count, width)+`)
			UPDATE item
			SET `+strings.Join(assignments, ", ")+`, updated = ?
			FROM v
			WHERE item.id = v.column1`, append(args, tx.Now())...)
		if err != nil {
			return fmt.Errorf("change %d items: %w", n, linked(err))
		}
		if done, err := result.RowsAffected(); err != nil {
			return fmt.Errorf("count the changed items: %w", err)
		} else if done != int64(count) {
			return fmt.Errorf("change %d items: %d were written", count, done)
		}
		args = args[:0]
		return nil
	}
	for itemID, values := range rows {
		args = append(append(args, itemID), values...)
		if len(args) == batch*width {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// tuples writes "(?, ?), (?, ?)" for rows of width values.
func tuples(rows, width int) string {
	one := "(" + strings.TrimSuffix(strings.Repeat("?, ", width), ", ") + ")"
	return strings.TrimSuffix(strings.Repeat(one+", ", rows), ", ")
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// linked words the one failure a person can cause here: an item that names a picture, goal or aspiration which is gone.
func linked(err error) error {
	if strings.Contains(err.Error(), "FOREIGN KEY") {
		return fault.Wrap(err, fault.NotFound, "The picture, goal or aspiration of this item is no longer in the library. Nothing was changed; undo its deletion first, then try again.")
	}
	return err
}

func missing(n int) error {
	sentence := "This item is no longer on the board. Nothing was changed; undo its deletion to have it back."
	if n > 1 {
		sentence = "One of these items is no longer on the board. Nothing was changed; select them again and repeat."
	}
	return fault.New(fault.NotFound, sentence)
}
