package picture

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// Add names staged pictures in the library, in the order given, and queues the previews that are still to be made.
// A picture that is there already stays as it is, and its Info comes back.
func Add(tx *store.Tx, staged []Staged) ([]Info, error) {
	infos := make([]Info, 0, len(staged))
	for _, s := range staged {
		known, err := ByID(tx, s.Info.ID)
		if err == nil {
			infos = append(infos, known)
			continue
		}
		if fault.CodeOf(err) != fault.NotFound {
			return nil, err
		}
		if err := insert(tx, s.Info); err != nil {
			return nil, err
		}
		infos = append(infos, s.Info)
	}
	return infos, nil
}

func insert(tx *store.Tx, p Info) error {
	if _, err := tx.Exec(`
		INSERT INTO picture (id, ext, name, width, height, bytes, animated, colour, created)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		p.ID, p.Ext, p.Name, p.Width, p.Height, p.Bytes, p.Animated, p.Colour, tx.Now()); err != nil {
		return fmt.Errorf("insert picture %s: %w", p.ID, err)
	}
	return queue(tx, p.ID)
}

// queue asks for the previews of a picture; asking twice is asking once.
func queue(tx *store.Tx, id string) error {
	if _, err := tx.Exec(`
		INSERT INTO preview_job (picture_id, attempts, queued)
		VALUES (?, 0, ?)
		ON CONFLICT (picture_id) DO NOTHING`,
		id, tx.Now()); err != nil {
		return fmt.Errorf("queue previews of %s: %w", id, err)
	}
	return nil
}

const columns = `id, ext, name, width, height, bytes, animated, colour`

func scan(row interface{ Scan(...any) error }) (Info, error) {
	var p Info
	err := row.Scan(&p.ID, &p.Ext, &p.Name, &p.Width, &p.Height, &p.Bytes, &p.Animated, &p.Colour)
	return p, err
}

// ByID reads one picture.
func ByID(tx *store.Tx, id string) (Info, error) {
	p, err := scan(tx.QueryRow(`
		SELECT `+columns+`
		FROM picture
		WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Info{}, fault.New(fault.NotFound, "This picture is not in the library any more. Nothing else was changed; add it again if you miss it.")
	}
	if err != nil {
		return Info{}, fmt.Errorf("read picture %s: %w", id, err)
	}
	return p, nil
}

// ByIDs reads the pictures that are there among the ids, in no particular order.
func ByIDs(tx *store.Tx, ids []string) ([]Info, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("list picture ids: %w", err)
	}
	return read(tx, `
		SELECT `+columns+`
		FROM picture
		WHERE id IN (SELECT value FROM json_each(?))`, string(list))
}

// All reads every picture, the oldest first.
func All(tx *store.Tx) ([]Info, error) {
	return read(tx, `
		SELECT `+columns+`
		FROM picture
		ORDER BY created, id`)
}

func read(tx *store.Tx, query string, args ...any) ([]Info, error) {
	rows, err := tx.Query(query, args...)
	if err != nil {
		return nil, fmt.Errorf("read pictures: %w", err)
	}
	defer rows.Close()
	pictures := []Info{}
	for rows.Next() {
		p, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("read pictures: %w", err)
		}
		pictures = append(pictures, p)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read pictures: %w", err)
	}
	return pictures, nil
}
