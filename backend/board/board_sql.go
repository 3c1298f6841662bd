package board

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"northboard/backend/fault"
	"northboard/backend/id"
	"northboard/backend/store"
)

const boardColumns = `id, title, background, created, updated`

// EnsureBoard returns the first board and makes it when there is none.
func EnsureBoard(tx *store.Tx) (Board, error) {
	boards, err := Boards(tx)
	if err != nil {
		return Board{}, err
	}
	if len(boards) > 0 {
		return boards[0], nil
	}
	return AddBoard(tx, BoardDraft{Title: FirstTitle})
}

// AddBoard puts a new, empty board behind the others.
func AddBoard(tx *store.Tx, draft BoardDraft) (Board, error) {
	title, err := normalTitle(draft.Title)
	if err != nil {
		return Board{}, err
	}
	background, err := draft.Background.normal()
	if err != nil {
		return Board{}, err
	}
	var last sql.NullString
	if err := tx.QueryRow(`SELECT max(rank) FROM board`).Scan(&last); err != nil {
		return Board{}, fmt.Errorf("read the last board: %w", err)
	}
	rank, err := id.Between(last.String, "")
	if err != nil {
		return Board{}, fmt.Errorf("rank the new board: %w", err)
	}
	b := Board{ID: tx.NewID(), Title: title, Background: background, Created: tx.Now(), Updated: tx.Now()}
	if _, err := tx.Exec(`
		INSERT INTO board (id, title, background, rank, created, updated)
		VALUES (?, ?, ?, ?, ?, ?)`,
		b.ID, b.Title, jsonText(b.Background), rank, b.Created, b.Updated); err != nil {
		return Board{}, fmt.Errorf("add a board: %w", err)
	}
	return b, nil
}

// PatchBoard changes a board's title or background.
func PatchBoard(tx *store.Tx, boardID string, patch BoardPatch) (Board, error) {
	b, err := BoardByID(tx, boardID)
	if err != nil {
		return Board{}, err
	}
	if patch.Title != nil {
		if b.Title, err = normalTitle(*patch.Title); err != nil {
			return Board{}, err
		}
	}
	if patch.Background != nil {
		if b.Background, err = patch.Background.normal(); err != nil {
			return Board{}, err
		}
	}
	b.Updated = tx.Now()
	if _, err := tx.Exec(`
		UPDATE board
		SET title = ?, background = ?, updated = ?
		WHERE id = ?`,
		b.Title, jsonText(b.Background), b.Updated, b.ID); err != nil {
		return Board{}, fmt.Errorf("change board %s: %w", boardID, err)
	}
	return b, nil
}

// Boards lists all boards in their order.
func Boards(tx *store.Tx) ([]Board, error) {
	rows, err := tx.Query(`
		SELECT ` + boardColumns + `
		FROM board
		ORDER BY rank, id`)
	if err != nil {
		return nil, fmt.Errorf("list the boards: %w", err)
	}
	defer rows.Close()
	boards := []Board{}
	for rows.Next() {
		b, err := scanBoard(rows)
		if err != nil {
			return nil, err
		}
		boards = append(boards, b)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list the boards: %w", err)
	}
	return boards, nil
}

// BoardByID finds one board.
func BoardByID(tx *store.Tx, boardID string) (Board, error) {
	b, err := scanBoard(tx.QueryRow(`
		SELECT `+boardColumns+`
		FROM board
		WHERE id = ?`, boardID))
	if errors.Is(err, sql.ErrNoRows) {
		return Board{}, fault.Wrap(err, fault.NotFound, "This board is no longer in the library. Nothing was changed; go back to the boards and choose another, or undo its deletion.")
	}
	return b, err
}

// scanner is a row, alone or in a list.
type scanner interface{ Scan(dest ...any) error }

func scanBoard(row scanner) (Board, error) {
	var b Board
	var background string
	if err := row.Scan(&b.ID, &b.Title, &background, &b.Created, &b.Updated); err != nil {
		return Board{}, fmt.Errorf("read a board: %w", err)
	}
	if err := json.Unmarshal([]byte(background), &b.Background); err != nil {
		return Board{}, fmt.Errorf("read the background of board %s: %w", b.ID, err)
	}
	if b.Background == (Background{}) {
		b.Background = DefaultBackground
	}
	return b, nil
}

// jsonText is a value of our own struct types as JSON; those always marshal.
func jsonText(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("marshal %T: %v", v, err))
	}
	return string(data)
}
