package sample

import "northboard/backend/board"

// Starter is a way to begin a board that has no photograph on it.
type Starter struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Sentence string `json:"sentence"`
}

// starter is a Starter with what it lays down. All of them fill the same frame of 1264 by 800 board units about the
// origin: four columns and three rows with one gap everywhere, so that each is a calm whole and fits any window.
type starter struct {
	Starter
	background board.Background
	items      []board.ItemDraft
}

const (
	gap    = 16.0
	column = 304.0
	row    = 256.0
	left   = -632.0
	top    = -400.0

	noteSize = 34.0 // large, as a marker writes; a note makes it smaller when more is written on it
)

// cell is the box that begins in column x and row y and spans w columns and h rows.
func cell(x, y, w, h int) board.ItemDraft {
	span := func(n int, one float64) float64 { return float64(n)*(one+gap) - gap }
	return board.ItemDraft{
		X: left + float64(x)*(column+gap), Y: top + float64(y)*(row+gap),
		W: span(w, column), H: span(h, row),
	}
}

func word(at board.ItemDraft, text string, hue int, look string) board.ItemDraft {
	at.Kind, at.Text = board.KindWord, text
	at.Style = board.Style{Face: "serif", Hue: &hue, Look: look}
	return at
}

func motif(at board.ItemDraft, name string, hue int, look string) board.ItemDraft {
	at.Kind = board.KindMotif
	at.Style = board.Style{Motif: name, Hue: &hue, Look: look}
	return at
}

func note(at board.ItemDraft, text, paper string, rotation float64) board.ItemDraft {
	at.Kind, at.Text, at.Rotation = board.KindNote, text, rotation
	at.Style = board.Style{Paper: paper, Face: "hand", Size: noteSize}
	return at
}

// statement is a line of serif text, set in from its cell as a card's words are.
func statement(at board.ItemDraft, text string, size float64) board.ItemDraft {
	at.Kind, at.Text = board.KindText, text
	at.X, at.Y, at.W, at.H = at.X+24, at.Y+40, at.W-48, at.H-80
	at.Style = board.Style{Face: "serif", Size: size, Align: "left"}
	return at
}

func paper(name string) board.Background {
	return board.Background{Kind: board.BackgroundPaper, Value: name}
}

const (
	full = "full"
	wash = "wash"
)

func starters() []starter {
	return []starter{
		{
			Starter:    Starter{"calm", "A calm start", "A few quiet words and two questions, for when you do not know yet."},
			background: paper("sage"),
			items: []board.ItemDraft{
				motif(cell(0, 0, 2, 1), "sun", 1, wash),
				word(cell(2, 0, 1, 1), "Breathe", 3, full),
				word(cell(3, 0, 1, 1), "Begin small", 4, wash),
				statement(cell(0, 1, 2, 1), "What would a good ordinary Tuesday look like, a year from now?", 44),
				motif(cell(2, 1, 2, 1), "wave", 5, wash),
				note(cell(0, 2, 1, 1), "More of this:\n- mornings that are mine\n- work I can explain to a friend", "butter", -1.2),
				note(cell(1, 2, 1, 1), "Less of this:\n- saying yes too fast\n- the third meeting of the day", "blush", 0.9),
				word(cell(2, 2, 1, 1), "Enough", 6, wash),
				motif(cell(3, 2, 1, 1), "leaf", 3, full),
			},
		},
		{
			Starter:    Starter{"role", "A new role", "The work you want next, what you bring to it and what is still missing."},
			background: paper("sky"),
			items: []board.ItemDraft{
				motif(cell(0, 0, 2, 2), "mountain", 5, wash),
				word(cell(2, 0, 2, 1), "Lead with care", 5, full),
				note(cell(2, 1, 1, 1), "What I bring:\n- I finish things\n- people tell me the truth\n- I know our customers", "butter", -1),
				note(cell(3, 1, 1, 1), "What is missing:\n- one project of my own\n- someone who has done it before", "lilac", 1.1),
				word(cell(0, 2, 1, 1), "Ask", 1, full),
				motif(cell(1, 2, 1, 1), "ladder", 2, wash),
				word(cell(2, 2, 1, 1), "Show the work", 0, wash),
				motif(cell(3, 2, 1, 1), "compass", 4, full),
			},
		},
		{
			Starter:    Starter{"learn", "Learn something hard", "A small daily step, a first hour and a person who could teach you."},
			background: paper("butter"),
			items: []board.ItemDraft{
				word(cell(0, 0, 2, 1), "A little every day", 1, full),
				motif(cell(2, 0, 1, 2), "book", 4, wash),
				motif(cell(3, 0, 1, 1), "lamp", 1, wash),
				statement(cell(0, 1, 2, 1), "By this time next year I can do it in front of other people, and enjoy it.", 44),
				note(cell(3, 1, 1, 1), "Who could show me?\n- someone two years ahead\n- not the best, the kindest", "sky", 1.2),
				note(cell(0, 2, 1, 1), "The first hour:\n- one good book\n- a fixed time\n- no shopping for gear", "sage", -1),
				word(cell(1, 2, 1, 1), "Start badly", 2, full),
				motif(cell(2, 2, 2, 1), "path", 3, wash),
			},
		},
		{
			Starter:    Starter{"year", "A year in four words", "Four words to hold a year against. Change them until they are yours."},
			background: paper("sand"),
			items: []board.ItemDraft{
				word(cell(0, 0, 2, 1), "Curious", 5, full),
				motif(cell(2, 0, 1, 1), "bird", 5, wash),
				motif(cell(3, 0, 1, 2), "star", 6, full),
				motif(cell(0, 1, 1, 1), "house", 0, wash),
				word(cell(1, 1, 2, 1), "Steady", 3, full),
				word(cell(0, 2, 1, 1), "Brave", 0, full),
				word(cell(1, 2, 1, 1), "Kind", 7, wash),
				motif(cell(2, 2, 2, 1), "sun", 4, wash),
			},
		},
		{
			Starter:    Starter{"five", "Five years", "From here to there in five steps, and what stays the same on the way."},
			background: paper("lilac"),
			items: []board.ItemDraft{
				statement(cell(0, 0, 3, 1), "Five years from now, on an ordinary morning, I ...", 52),
				motif(cell(3, 0, 1, 1), "mountain", 6, full),
				note(cell(0, 1, 1, 1), "This year:\n- begin\n- tell two people", "butter", -1),
				note(cell(1, 1, 1, 1), "Next year:\n- finish the first thing\n- ask for the second", "sage", 0.8),
				note(cell(2, 1, 1, 1), "Year three:\n- be asked by others", "sky", -0.6),
				motif(cell(3, 1, 1, 1), "path", 3, wash),
				word(cell(0, 2, 2, 1), "What stays the same", 6, wash),
				note(cell(2, 2, 1, 1), "Years four and five:\n- fewer things, better ones", "blush", 1.1),
				motif(cell(3, 2, 1, 1), "star", 1, full),
			},
		},
		{
			Starter:    Starter{"team", "A team to lead", "Whom it is for, how it should feel to work there, and what you will do yourself."},
			background: paper("sage"),
			items: []board.ItemDraft{
				word(cell(0, 0, 2, 1), "A team people want to join", 3, full),
				motif(cell(2, 0, 1, 1), "house", 3, wash),
				motif(cell(3, 0, 1, 1), "compass", 5, full),
				statement(cell(0, 1, 2, 1), "When it is going well, what do they say about working here?", 44),
				note(cell(2, 1, 1, 1), "Every week:\n- one honest talk with each\n- one thing cleared out of the way", "butter", 1),
				note(cell(3, 1, 1, 1), "Not mine any more:\n- being the fastest\n- the last word", "blush", -1.1),
				motif(cell(0, 2, 1, 1), "ladder", 1, wash),
				note(cell(1, 2, 1, 1), "The first hundred days:\n- listen\n- one early win that is theirs", "sky", 0.7),
				word(cell(2, 2, 2, 1), "Clear is kind", 5, wash),
			},
		},
		{
			Starter:    Starter{"balance", "A life in balance", "Work, people, body and rest side by side, so that no one of them is forgotten."},
			background: paper("butter"),
			items: []board.ItemDraft{
				word(cell(0, 0, 1, 1), "Work", 5, full),
				note(cell(1, 0, 1, 1), "Enough is:\n- home by six, four days in five", "sky", 0.9),
				word(cell(2, 0, 1, 1), "People", 0, full),
				note(cell(3, 0, 1, 1), "Whom I want to see more:\n- ", "blush", -0.8),
				motif(cell(0, 1, 2, 1), "sun", 1, wash),
				motif(cell(2, 1, 2, 1), "wave", 4, wash),
				word(cell(0, 2, 1, 1), "Body", 3, full),
				note(cell(1, 2, 1, 1), "What keeps me well:\n- sleep\n- walking, every day", "sage", -1),
				word(cell(2, 2, 1, 1), "Rest", 6, full),
				note(cell(3, 2, 1, 1), "Nothing planned:\n- Sunday mornings", "lilac", 1.1),
			},
		},
		{
			Starter:    Starter{"blank", "Blank", "An empty board, and nothing in the way."},
			background: board.DefaultBackground,
		},
	}
}

// Starters lists the ways to begin a board.
func Starters() []Starter {
	all := []Starter{}
	for _, s := range starters() {
		all = append(all, s.Starter)
	}
	return all
}

// Items gives what a starter lays on a board, and the board's background; false when there is no such starter.
func Items(starterID string) ([]board.ItemDraft, board.Background, bool) {
	for _, s := range starters() {
		if s.ID == starterID {
			return append([]board.ItemDraft{}, s.items...), s.background, true
		}
	}
	return []board.ItemDraft{}, board.Background{}, false
}
