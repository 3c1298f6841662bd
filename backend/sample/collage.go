package sample

import (
	"northboard/backend/board"
	"northboard/backend/picture"
)

// The sample's collage is justified: rows of one width, each as high as the shapes in it allow, with one gap
// everywhere. No picture is cropped and nothing is out of line.

const (
	collageWidth = 1840.0
	headHeight   = 72.0
	beside       = 160.0 // between what lies on the board already and the sample
)

// tile is one place in a row: its shape (width over height) and what lies there, one above the other.
type tile struct {
	shape float64
	items []board.ItemDraft
}

func single(shape float64, item board.ItemDraft) tile {
	return tile{shape, []board.ItemDraft{item}}
}

type samplePicture struct{ file, name string }

// collagePictures are all pictures of the sample, with the names a person reads.
func collagePictures() []samplePicture {
	return []samplePicture{
		{"dusk-hills", "Hills at dusk"},
		{"library", "The reading room"},
		{"sea", "A sail in the morning"},
		{"desk", "My desk at night"},
		{"observatory", "Under the stars"},
		{"books", "Books in the sun"},
		{"garden", "The garden house"},
		{"bridge", "The bridge in the mist"},
		{"skyline", "The city by the river"},
		{"train", "The train over the valley"},
		{"forest-path", "The path in the wood"},
		{"hut", "A light in the snow"},
	}
}

// collage lays the sample on the first board.
func (w *writer) collage() (Added, error) {
	b, err := board.EnsureBoard(w.tx)
	if err != nil {
		return Added{}, err
	}
	infos := make(map[string]picture.Info, len(w.staged))
	for _, p := range collagePictures() {
		added, err := picture.Add(w.tx, []picture.Staged{w.staged[p.file]})
		if err != nil {
			return Added{}, err
		}
		infos[p.file] = added[0]
	}
	there, err := board.Items(w.tx, b.ID)
	if err != nil {
		return Added{}, err
	}
	drafts := w.arrange(infos)
	shift := shiftBeside(there)
	for i := range drafts {
		drafts[i].X += shift
	}
	items, err := board.AddItems(w.tx, b.ID, drafts)
	if err != nil {
		return Added{}, err
	}
	added := Added{BoardID: b.ID, ItemIDs: []string{}}
	for _, it := range items {
		added.ItemIDs = append(added.ItemIDs, it.ID)
	}
	w.made.Items = append(w.made.Items, added.ItemIDs...)
	return added, nil
}

func (w *writer) arrange(infos map[string]picture.Info) []board.ItemDraft {
	shown := func(file, goalID string) tile {
		info := infos[file]
		return single(float64(info.Width)/float64(info.Height), board.ItemDraft{Kind: board.KindPicture, PictureID: info.ID, GoalID: goalID})
	}
	saying := func(text string, hue int, look string) tile {
		return single(1.12, word(board.ItemDraft{}, text, hue, look))
	}
	slip := func(text, paper string) tile { return single(0.94, note(board.ItemDraft{}, text, paper, 0)) }
	rows := [][]tile{
		{
			shown("dusk-hills", w.role.ID),
			shown("library", w.workshop.ID),
			saying("Calm tools, honest work", 4, full),
			shown("sea", ""),
		},
		{
			{1.25, []board.ItemDraft{
				{Kind: board.KindCard, GoalID: w.hours.ID},
				{Kind: board.KindCard, AspirationID: w.teach.ID},
			}},
			shown("observatory", ""),
			shown("desk", w.portfolio.ID),
			slip("From Mara:\n“Do not ask for the title. Do the work for a season, and let them notice.”", "butter"),
			shown("books", ""),
		},
		{
			shown("garden", ""),
			shown("bridge", ""),
			shown("skyline", ""),
			saying("Teach one person well", 1, full),
			single(0.8, motif(board.ItemDraft{}, "compass", 4, wash)),
		},
		{
			shown("train", ""),
			slip("Ideas for the workshop:\n- draw a door handle\n- explain it to a child\n- tea in the break", "sage"),
			shown("forest-path", ""),
			shown("hut", ""),
			saying("Home by six", 6, wash),
		},
	}
	drafts := []board.ItemDraft{{
		Kind: board.KindText, W: collageWidth, H: headHeight,
		Text:  "Make things that give people their evening back.",
		Style: board.Style{Face: "serif", Size: 48, Align: "centre"},
	}}
	y := headHeight + 2*gap
	for _, tiles := range rows {
		shapes := 0.0
		for _, t := range tiles {
			shapes += t.shape
		}
		h := (collageWidth - gap*float64(len(tiles)-1)) / shapes
		x := 0.0
		for _, t := range tiles {
			part := (h - gap*float64(len(t.items)-1)) / float64(len(t.items))
			for i, item := range t.items {
				item.X, item.Y, item.W, item.H = x, y+float64(i)*(part+gap), t.shape*h, part
				drafts = append(drafts, item)
			}
			x += t.shape*h + gap
		}
		y += h + gap
	}
	for i := range drafts { // about the origin
		drafts[i].X -= collageWidth / 2
		drafts[i].Y -= (y - gap) / 2
	}
	return drafts
}

// shiftBeside is how far right the collage must go to lie clear of what is there.
func shiftBeside(there []board.Item) float64 {
	right := -collageWidth / 2
	for _, it := range there {
		// A turned item reaches at most its width and height from its middle.
		right = max(right, it.X+it.W/2+(it.W+it.H)/2+beside)
	}
	return right + collageWidth/2
}
