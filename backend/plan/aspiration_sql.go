package plan

import (
	"fmt"

	"northboard/backend/store"
)

// AddAspiration adds one behind the others, in the least used hue.
func AddAspiration(tx *store.Tx, draft AspirationDraft) (Aspiration, error) {
	all, err := Aspirations(tx)
	if err != nil {
		return Aspiration{}, err
	}
	a := draft.aspiration()
	a.ID, a.Hue, a.Created, a.Updated = tx.NewID(), freeHue(all), tx.Now(), tx.Now()
	if err := a.check(); err != nil {
		return Aspiration{}, err
	}
	rank, err := lastRank(tx, `SELECT max(rank) FROM aspiration`)
	if err != nil {
		return Aspiration{}, err
	}
	if a.NorthStar {
		if err := clearNorthStar(tx); err != nil {
			return Aspiration{}, err
		}
	}
	if _, err := tx.Exec(`
		INSERT INTO aspiration (id, what, why, whys, how, path, role, impact, field, kind, size, horizon, exploring, hue, north_star, rank, created, updated)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		a.ID, a.What, a.Why, joinLines(a.Whys), a.How, a.Path, a.Role, a.Impact, a.Field, a.Kind, a.Size, a.Horizon, a.Exploring,
		a.Hue, a.NorthStar, rank, a.Created, a.Updated); err != nil {
		return Aspiration{}, fmt.Errorf("add aspiration: %w", err)
	}
	return a, nil
}

// PatchAspiration changes one. Making it the north star takes that from the
// one before.
func PatchAspiration(tx *store.Tx, id string, patch AspirationPatch) (Aspiration, error) {
	was, err := AspirationByID(tx, id)
	if err != nil {
		return Aspiration{}, err
	}
	if err := unchanged(tx, "aspiration", id, "This aspiration", was.Updated, patch.Seen, patch.columns()); err != nil {
		return Aspiration{}, err
	}
	a := was
	patch.apply(&a)
	if err := a.check(); err != nil {
		return Aspiration{}, err
	}
	if a.equal(was) {
		return a, nil
	}
	if a.NorthStar && !was.NorthStar {
		if err := clearNorthStar(tx); err != nil {
			return Aspiration{}, err
		}
	}
	a.Updated = tx.Now()
	if _, err := tx.Exec(`
		UPDATE aspiration
		SET what = ?, why = ?, whys = ?, how = ?, path = ?, role = ?, impact = ?, field = ?, kind = ?, size = ?, horizon = ?, exploring = ?,
			hue = ?, north_star = ?, updated = ?
		WHERE id = ?`,
		a.What, a.Why, joinLines(a.Whys), a.How, a.Path, a.Role, a.Impact, a.Field, a.Kind, a.Size, a.Horizon, a.Exploring,
		a.Hue, a.NorthStar, a.Updated, a.ID); err != nil {
		return Aspiration{}, fmt.Errorf("change aspiration: %w", err)
	}
	return a, nil
}

func clearNorthStar(tx *store.Tx) error {
	if _, err := tx.Exec(`
		UPDATE aspiration
		SET north_star = 0, updated = ?
		WHERE north_star = 1`, tx.Now()); err != nil {
		return fmt.Errorf("clear the north star: %w", err)
	}
	return nil
}

// MoveAspiration puts one behind another, or first, or last; the north star
// stays before all.
func MoveAspiration(tx *store.Tx, id, afterID string, last bool) error {
	if _, err := AspirationByID(tx, id); err != nil || afterID == id {
		return err
	}
	const all = `? IS NULL`
	afterID, err := sibling(tx, "aspiration", all, nil, id, afterID, last)
	if err != nil {
		return err
	}
	r, err := rankAfter(tx, "aspiration", all, nil, id, afterID)
	if err != nil {
		return err
	}
	return setRank(tx, "aspiration", id, r)
}

// DeleteAspiration removes one; its goals stay. One that is gone already is no
// error.
func DeleteAspiration(tx *store.Tx, id string) error {
	if _, err := tx.Exec(`
		DELETE FROM aspiration
		WHERE id = ?`, id); err != nil {
		return fmt.Errorf("delete aspiration: %w", err)
	}
	return nil
}

const aspirationColumns = `id, what, why, whys, how, path, role, impact, field, kind, size, horizon, exploring, hue, north_star, created, updated`

func scanAspiration(row scanner) (a Aspiration, err error) {
	var whys string
	err = row.Scan(&a.ID, &a.What, &a.Why, &whys, &a.How, &a.Path, &a.Role, &a.Impact, &a.Field, &a.Kind, &a.Size, &a.Horizon, &a.Exploring,
		&a.Hue, &a.NorthStar, &a.Created, &a.Updated)
	a.Whys = splitLines(whys)
	return a, err
}

// Aspirations lists all, the north star first.
func Aspirations(tx *store.Tx) ([]Aspiration, error) {
	all, err := list(tx, scanAspiration, `
		SELECT `+aspirationColumns+`
		FROM aspiration
		ORDER BY north_star DESC, rank, id`)
	if err != nil {
		return nil, fmt.Errorf("list aspirations: %w", err)
	}
	return all, nil
}

// AspirationByID finds one.
func AspirationByID(tx *store.Tx, id string) (Aspiration, error) {
	return one(tx, scanAspiration, "That aspiration", `
		SELECT `+aspirationColumns+`
		FROM aspiration
		WHERE id = ?`, id)
}
