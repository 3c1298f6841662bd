// Package board owns boards and what lies on them: items (pictures, notes, texts, cards, words and motifs),
// their place, size and order, the board's background, and where its camera stands.
//
// Every verb works inside a transaction that its caller opened and is all or nothing: when it returns an
// error the caller's transaction must fail. The package never opens a transaction, never reads another
// noun's table (an item only carries the ids of its picture, goal and aspiration) and never packs or aligns:
// arranging is the canvas's work, this package keeps the result.
//
// Numbers are in board units: one unit is one CSS pixel at zoom 1; x grows to the right and y downwards.
package board

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"northboard/backend/clock"
	"northboard/backend/fault"
)

// FirstTitle is what the first board is called until the person names it.
const FirstTitle = "My board"

const maxTitleRunes = 200

// Board is one surface.
type Board struct {
	ID         string        `json:"id"`
	Title      string        `json:"title"`
	Background Background    `json:"background"`
	Archived   bool          `json:"archived"` // put away: listed apart, and never the board that opens by itself
	Created    clock.Instant `json:"created"`
	Updated    clock.Instant `json:"updated"`
}

// Background is what lies under all items: a paper by its name or a plain colour.
type Background struct {
	Kind  string `json:"kind"`  // BackgroundPaper or BackgroundColour
	Value string `json:"value"` // for a paper "" (plain) or one of Papers, for a colour "#rrggbb"
}

const (
	BackgroundPaper  = "paper"
	BackgroundColour = "colour"
)

// DefaultBackground is the one of a new board.
var DefaultBackground = Background{Kind: BackgroundPaper}

// BoardDraft is a board that is to be.
type BoardDraft struct {
	Title      string     `json:"title"`
	Background Background `json:"background"`
}

// BoardPatch changes what is not nil.
type BoardPatch struct {
	Title      *string     `json:"title"`
	Background *Background `json:"background"`
	Archived   *bool       `json:"archived"`
}

var hexColour = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// normal returns the background with its colour in lower case, or the fault a person reads.
func (b Background) normal() (Background, error) {
	if b == (Background{}) {
		return DefaultBackground, nil
	}
	switch b.Kind {
	case BackgroundPaper:
		if b.Value == "" || slices.Contains(Papers, b.Value) {
			return b, nil
		}
	case BackgroundColour:
		b.Value = strings.ToLower(b.Value)
		if hexColour.MatchString(b.Value) {
			return b, nil
		}
	}
	return b, fault.New(fault.Invalid, "This background is not one Northboard knows. The board keeps the one it has; choose a paper or a colour from the list.").WithField("background")
}

func normalTitle(title string) (string, error) {
	title = strings.TrimSpace(title)
	switch {
	case title == "":
		return "", fault.New(fault.Invalid, "A board needs a name. Nothing was changed; type one and try again.").WithField("title")
	case utf8.RuneCountInString(title) > maxTitleRunes:
		return "", fault.Newf(fault.TooLarge, "A board’s name can have %d characters. Nothing was changed; shorten it and try again.", maxTitleRunes).WithField("title")
	}
	return title, nil
}
