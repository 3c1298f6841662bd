package flow

import (
	"context"
	"fmt"
	"slices"

	"northboard/backend/board"
	"northboard/backend/picture"
	"northboard/backend/store"
)

// BoardContents is all that is needed to draw a board.
type BoardContents struct {
	Board       board.Board      `json:"board"`
	Items       []board.Item     `json:"items"`
	Pictures    []picture.Info   `json:"pictures"`
	Goals       []GoalFace       `json:"goals"`
	Aspirations []AspirationFace `json:"aspirations"`
	Camera      board.Camera     `json:"camera"`
}

// Board reads a board with all that shows on it; "" is the first one, which is
// made when there is none.
func (f *Flow) Board(ctx context.Context, boardID string) (BoardContents, error) {
	if boardID == "" {
		first, err := f.firstBoard(ctx)
		if err != nil {
			return BoardContents{}, err
		}
		boardID = first.ID
	}
	contents, err := read(ctx, f, func(tx *store.Tx) (BoardContents, error) { return boardContents(tx, boardID) })
	if err != nil {
		return BoardContents{}, err
	}
	contents.Camera, err = board.CameraOf(ctx, f.Store, boardID)
	return contents, err
}

// firstBoard makes the first board without a step to undo: nobody asked for it.
func (f *Flow) firstBoard(ctx context.Context) (board.Board, error) {
	boards, err := f.Boards(ctx)
	if err != nil {
		return board.Board{}, err
	}
	if len(boards) > 0 {
		return boards[0], nil
	}
	return writeOp(ctx, f, store.Op{Label: "Make the first board", Origin: store.Agent}, board.EnsureBoard)
}

func boardContents(tx *store.Tx, boardID string) (c BoardContents, err error) {
	if c.Board, err = board.BoardByID(tx, boardID); err != nil {
		return c, err
	}
	if c.Items, err = board.Items(tx, boardID); err != nil {
		return c, err
	}
	pictures, goals := []string{}, []string{}
	for _, it := range c.Items {
		if it.PictureID != "" {
			pictures = append(pictures, it.PictureID)
		}
		if it.GoalID != "" {
			goals = append(goals, it.GoalID)
		}
	}
	if c.Pictures, err = picture.ByIDs(tx, pictures); err != nil {
		return c, err
	}
	if c.Goals, err = goalFaces(tx, goals); err != nil {
		return c, err
	}
	c.Aspirations, err = aspirationFaces(tx)
	return c, err
}

// Boards lists the boards, without those that are put away.
func (f *Flow) Boards(ctx context.Context) ([]board.Board, error) {
	return read(ctx, f, board.Boards)
}

// BoardShelf is every board there is.
type BoardShelf struct {
	Boards   []board.Board `json:"boards"`
	Archived []board.Board `json:"archived"`
}

// BoardShelf lists the boards and those that are put away.
func (f *Flow) BoardShelf(ctx context.Context) (BoardShelf, error) {
	return read(ctx, f, func(tx *store.Tx) (shelf BoardShelf, err error) {
		if shelf.Boards, err = board.Boards(tx); err != nil {
			return shelf, err
		}
		shelf.Archived, err = board.ArchivedBoards(tx)
		return shelf, err
	})
}

// DuplicateBoard copies a board with all that lies on it.
func (f *Flow) DuplicateBoard(ctx context.Context, boardID string) (board.Board, error) {
	return write(ctx, f, "Duplicate board", func(tx *store.Tx) (board.Board, error) { return board.DuplicateBoard(tx, boardID) })
}

// AddBoardWith adds a board with a ready arrangement on it, in one step.
func (f *Flow) AddBoardWith(ctx context.Context, draft board.BoardDraft, items []board.ItemDraft) (board.Board, error) {
	return write(ctx, f, "Add board", func(tx *store.Tx) (board.Board, error) {
		b, err := board.AddBoard(tx, draft)
		if err != nil {
			return board.Board{}, err
		}
		_, err = board.AddItems(tx, b.ID, items)
		return b, err
	})
}

// AddBoard adds a board.
func (f *Flow) AddBoard(ctx context.Context, draft board.BoardDraft) (board.Board, error) {
	return write(ctx, f, "Add board", func(tx *store.Tx) (board.Board, error) { return board.AddBoard(tx, draft) })
}

// PatchBoard changes a board's title or background, puts it away or brings it back.
func (f *Flow) PatchBoard(ctx context.Context, boardID string, patch board.BoardPatch) (board.Board, error) {
	label := "Change background"
	switch {
	case patch.Title != nil:
		label = "Rename board"
	case patch.Archived != nil && *patch.Archived:
		label = "Archive board"
	case patch.Archived != nil:
		label = "Bring back board"
	}
	return write(ctx, f, label, func(tx *store.Tx) (board.Board, error) { return board.PatchBoard(tx, boardID, patch) })
}

// Items reads items by their ids; those that are gone are left out.
func (f *Flow) Items(ctx context.Context, ids []string) ([]board.Item, error) {
	return read(ctx, f, func(tx *store.Tx) ([]board.Item, error) { return board.ItemsByID(tx, ids) })
}

// AddItems lays items on a board.
func (f *Flow) AddItems(ctx context.Context, boardID string, drafts []board.ItemDraft) ([]board.Item, error) {
	label := "Add " + counted(len(drafts), "item", "items")
	if len(drafts) == 1 {
		label = "Add " + drafts[0].Kind
	}
	return write(ctx, f, label, func(tx *store.Tx) ([]board.Item, error) { return board.AddItems(tx, boardID, drafts) })
}

// PatchItems changes items. Calls of the same burst within two seconds
// (nudging, typing) are one step.
func (f *Flow) PatchItems(ctx context.Context, patches []board.ItemPatch, burst string) error {
	return f.PatchItemsAs(ctx, "", patches, burst)
}

// patchVerbs are what a person does to items that the patches alone do not tell.
var patchVerbs = map[string]string{
	"group": "Group", "ungroup": "Ungroup", "lock": "Lock", "unlock": "Unlock", "align": "Align", "distribute": "Distribute",
	"tidy": "Tidy", "pack": "Pack", "crop": "Crop", "flip": "Flip", "replace": "Replace", "connect": "Reconnect",
}

// PatchItemsAs is PatchItems under the name of one of patchVerbs; "" tells what was done by the patches.
func (f *Flow) PatchItemsAs(ctx context.Context, verb string, patches []board.ItemPatch, burst string) error {
	if len(patches) == 0 {
		return nil
	}
	ids := make([]string, len(patches))
	for i, p := range patches {
		ids[i] = p.ID
	}
	named, err := f.named(ctx, ids)
	if err != nil {
		return err
	}
	label := patchLabel(patches[0], named)
	if known, ok := patchVerbs[verb]; ok {
		label = known + " " + named
	}
	return f.Store.Write(ctx, store.Op{Label: label, Origin: store.User, Burst: burst}, func(tx *store.Tx) error {
		return board.PatchItems(tx, patches)
	})
}

// patchLabel names what the first patch of a call does, as all of it do, and to what.
func patchLabel(p board.ItemPatch, named string) string {
	verb := "Change"
	switch {
	case p.Text != nil:
		verb = "Edit"
	case p.W != nil || p.H != nil:
		verb = "Resize"
	case p.Rotation != nil:
		verb = "Rotate"
	case p.X != nil || p.Y != nil:
		verb = "Move"
	case p.Style != nil:
		verb = "Restyle"
	case p.GoalID != nil && *p.GoalID == "":
		return "Take goal off the " + named
	case p.GoalID != nil:
		return "Give the " + named + " a goal"
	}
	return verb + " " + named
}

// named says what these items are, for the label of a step: "note", "3 pictures", "4 items" of several kinds.
func (f *Flow) named(ctx context.Context, ids []string) (string, error) {
	items, err := f.Items(ctx, ids)
	if err != nil {
		return "", err
	}
	kind := "item"
	if len(items) > 0 && !slices.ContainsFunc(items, func(it board.Item) bool { return it.Kind != items[0].Kind }) {
		kind = items[0].Kind
	}
	if len(ids) == 1 {
		return kind, nil
	}
	return fmt.Sprintf("%d %ss", len(ids), kind), nil
}

// DeleteItems takes items off their board. Goals and pictures stay.
func (f *Flow) DeleteItems(ctx context.Context, ids []string) error {
	named, err := f.named(ctx, ids)
	if err != nil {
		return err
	}
	return f.do(ctx, "Delete "+named, func(tx *store.Tx) error { return board.DeleteItems(tx, ids) })
}

// DuplicateItems copies items, moved by dx and dy.
func (f *Flow) DuplicateItems(ctx context.Context, ids []string, dx, dy float64) ([]board.Item, error) {
	named, err := f.named(ctx, ids)
	if err != nil {
		return nil, err
	}
	return write(ctx, f, "Duplicate "+named, func(tx *store.Tx) ([]board.Item, error) {
		return board.DuplicateItems(tx, ids, dx, dy)
	})
}

// Reorder moves items "front", "back", "forward" or "backward".
func (f *Flow) Reorder(ctx context.Context, ids []string, direction string) error {
	label := map[string]string{
		board.ToFront: "Bring to front", board.ToBack: "Send to back", board.Forward: "Bring forward", board.Backward: "Send backward",
	}[direction]
	if label == "" {
		label = "Reorder"
	}
	return f.do(ctx, label, func(tx *store.Tx) error { return board.Reorder(tx, ids, direction) })
}

// SetCamera keeps where a board was looked at. There is nothing to undo in it.
func (f *Flow) SetCamera(ctx context.Context, boardID string, c board.Camera) error {
	return board.SetCamera(ctx, f.Store, boardID, c)
}
