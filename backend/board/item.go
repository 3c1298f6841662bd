package board

import (
	"math"
	"slices"
	"unicode/utf8"

	"northboard/backend/clock"
	"northboard/backend/fault"
)

// The limits of an item. They keep every sum the canvas makes far inside what a float64 and a bitmap can hold.
const (
	MaxSide      = 100_000    // board units, width and height
	MaxReach     = 10_000_000 // board units, from the origin to an item's top left corner, on each axis
	MaxTextRunes = 20_000
)

// The kinds of items.
const (
	KindPicture = "picture"
	KindNote    = "note"
	KindText    = "text"
	KindCard    = "card"
	KindWord    = "word"
	KindMotif   = "motif"
	// KindFrame has a title (its text) and a ground; what lies in it goes where it goes.
	KindFrame = "frame"
	KindShape = "shape"
	// KindConnector joins what Style.From and Style.To name. Its box is where it ran when it was last written; an end
	// that names nothing is the box's corner: the first its top left, the last its bottom right, turned over by Style.Flip.
	KindConnector = "connector"
)

// Kinds are all kinds of items.
var Kinds = []string{KindPicture, KindNote, KindText, KindCard, KindWord, KindMotif, KindFrame, KindShape, KindConnector}

// Item is one thing on a board. X, Y, W and H describe the box before it is turned; Rotation is in degrees
// clockwise about its centre, in [0, 360).
type Item struct {
	ID           string        `json:"id"`
	BoardID      string        `json:"boardId"`
	Kind         string        `json:"kind"`
	X            float64       `json:"x"`
	Y            float64       `json:"y"`
	W            float64       `json:"w"`
	H            float64       `json:"h"`
	Rotation     float64       `json:"rotation"`
	Z            string        `json:"z"`
	PictureID    string        `json:"pictureId"`    // "" = none
	GoalID       string        `json:"goalId"`       // "" = none
	AspirationID string        `json:"aspirationId"` // "" = none
	Text         string        `json:"text"`
	Style        Style         `json:"style"`
	Created      clock.Instant `json:"created"`
	Updated      clock.Instant `json:"updated"`
}

// ItemDraft is an item that is to be.
type ItemDraft struct {
	Kind         string  `json:"kind"`
	X            float64 `json:"x"`
	Y            float64 `json:"y"`
	W            float64 `json:"w"`
	H            float64 `json:"h"`
	Rotation     float64 `json:"rotation"`
	PictureID    string  `json:"pictureId"`
	GoalID       string  `json:"goalId"`
	AspirationID string  `json:"aspirationId"`
	Text         string  `json:"text"`
	Style        Style   `json:"style"`
}

// ItemPatch changes what is not nil. A Style replaces the whole style; an empty id lets go of what it named.
type ItemPatch struct {
	ID           string   `json:"id"`
	X            *float64 `json:"x"`
	Y            *float64 `json:"y"`
	W            *float64 `json:"w"`
	H            *float64 `json:"h"`
	Rotation     *float64 `json:"rotation"`
	PictureID    *string  `json:"pictureId"`
	GoalID       *string  `json:"goalId"`
	AspirationID *string  `json:"aspirationId"`
	Text         *string  `json:"text"`
	Style        *Style   `json:"style"`
}

// draft is the item as one could add it again.
func (it Item) draft() ItemDraft {
	return ItemDraft{
		Kind: it.Kind, X: it.X, Y: it.Y, W: it.W, H: it.H, Rotation: it.Rotation,
		PictureID: it.PictureID, GoalID: it.GoalID, AspirationID: it.AspirationID, Text: it.Text, Style: it.Style,
	}
}

// patched is the item after p.
func (it Item) patched(p ItemPatch) Item {
	set(&it.X, p.X)
	set(&it.Y, p.Y)
	set(&it.W, p.W)
	set(&it.H, p.H)
	set(&it.Rotation, p.Rotation)
	set(&it.PictureID, p.PictureID)
	set(&it.GoalID, p.GoalID)
	set(&it.AspirationID, p.AspirationID)
	set(&it.Text, p.Text)
	set(&it.Style, p.Style)
	return it
}

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

// normal checks every rule of an item and returns it with its rotation in [0, 360).
func (it Item) normal() (Item, error) {
	if !slices.Contains(Kinds, it.Kind) {
		return it, fault.Newf(fault.Invalid, "Northboard knows no item of the kind “%s”. Nothing was changed.", it.Kind).WithField("kind")
	}
	for _, n := range []struct {
		field string
		value float64
	}{{"x", it.X}, {"y", it.Y}, {"w", it.W}, {"h", it.H}, {"rotation", it.Rotation}, {"style", it.Style.Size}} {
		if math.IsNaN(n.value) || math.IsInf(n.value, 0) {
			return it, fault.New(fault.Invalid, "An item’s place and size must be numbers. Nothing was changed; please try the same move again.").WithField(n.field)
		}
	}
	switch {
	case it.W <= 0:
		return it, tooSmall("w")
	case it.H <= 0:
		return it, tooSmall("h")
	case it.W > MaxSide:
		return it, tooBig("w")
	case it.H > MaxSide:
		return it, tooBig("h")
	case math.Abs(it.X) > MaxReach:
		return it, tooFar("x")
	case math.Abs(it.Y) > MaxReach:
		return it, tooFar("y")
	case utf8.RuneCountInString(it.Text) > MaxTextRunes:
		return it, fault.Newf(fault.TooLarge, "A text on the board can have %d characters. Nothing was changed; split it over two notes.", MaxTextRunes).WithField("text")
	case !utf8.ValidString(it.Text):
		return it, fault.New(fault.Invalid, "This text holds bytes that are no characters. Nothing was changed; copy it again from where it came.").WithField("text")
	}
	it.Rotation = turn(it.Rotation)
	return it, it.Style.Check()
}

// turn brings an angle into [0, 360). Mod of a tiny negative angle plus 360 is 360 itself, hence the second look.
func turn(degrees float64) float64 {
	degrees = math.Mod(degrees, 360)
	if degrees < 0 {
		degrees += 360
	}
	if degrees >= 360 || degrees == 0 { // also turns -0 into 0
		return 0
	}
	return degrees
}

func tooSmall(field string) error {
	return fault.New(fault.Invalid, "An item needs some width and height. It keeps the size it had.").WithField(field)
}

func tooBig(field string) error {
	return fault.Newf(fault.TooLarge, "An item can be %d units wide and high. It keeps the size it had.", MaxSide).WithField(field)
}

func tooFar(field string) error {
	return fault.New(fault.TooLarge, "That place is beyond the edge of the board. The item stays where it was.").WithField(field)
}
