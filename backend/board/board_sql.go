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

const boardColumns = `id, title, background, archived IS NOT NULL, created, updated`

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

// archive puts a board away or brings it back. One board always stays.
func archive(tx *store.Tx, b Board, away bool) error {
	if away {
		boards, err := Boards(tx)
		if err != nil {
			return err
		}
		if len(boards) < 2 {
			return fault.New(fault.Invalid, "This is the only board, so it stays. Nothing was changed; add another one first.")
		}
	}
	var since any
	if away {
		since = tx.Now()
	}
	if _, err := tx.Exec(`UPDATE board SET archived = ? WHERE id = ?`, since, b.ID); err != nil {
		return fmt.Errorf("archive board %s: %w", b.ID, err)
	}
	return nil
}

// DuplicateBoard copies a board with all that lies on it; the copy comes behind the others. Its goals and pictures are
// the same ones.
func DuplicateBoard(tx *store.Tx, boardID string) (Board, error) {
	original, err := BoardByID(tx, boardID)
	if err != nil {
		return Board{}, err
	}
	title := []rune(original.Title)
	title = append(title[:min(len(title), maxTitleRunes-len(copySuffix))], []rune(copySuffix)...)
	b, err := AddBoard(tx, BoardDraft{Title: string(title), Background: original.Background})
	if err != nil {
		return Board{}, err
	}
	items, err := Items(tx, boardID)
	if err != nil {
		return Board{}, err
	}
	names, drafts := make([]string, len(items)), make([]ItemDraft, len(items))
	for i, it := range items {
		names[i], drafts[i] = it.ID, it.draft()
	}
	_, err = AddCopies(tx, b.ID, names, drafts)
	return b, err
}

const copySuffix = ", copy"

// PatchBoard changes a board's title or background, puts it away or brings it back.
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
	if patch.Archived != nil && *patch.Archived != b.Archived {
		if err := archive(tx, b, *patch.Archived); err != nil {
			return Board{}, err
		}
		b.Archived = *patch.Archived
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

// Boards lists the boards in their order, without those that are put away.
func Boards(tx *store.Tx) ([]Board, error) { return boardsWhere(tx, `archived IS NULL`) }

// ArchivedBoards lists the boards that are put away.
func ArchivedBoards(tx *store.Tx) ([]Board, error) { return boardsWhere(tx, `archived IS NOT NULL`) }

func boardsWhere(tx *store.Tx, where string) ([]Board, error) {
	rows, err := tx.Query(`
		SELECT ` + boardColumns + `
		FROM board
		WHERE ` + where + `
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
	if err := row.Scan(&b.ID, &b.Title, &background, &b.Archived, &b.Created, &b.Updated); err != nil {
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
