package board

import (
	"math"
	"slices"
	"unicode/utf8"

	"northboard/backend/fault"
)

// The limits of a style.
const (
	MaxTextSize  = 400 // Style.Size, board units
	maxHue       = 7
	maxBorder    = 64  // board units
	maxCrop      = 20  // Style.CropZoom
	maxCaption   = 300 // characters
	maxReference = 64  // characters of an id
)

// Papers are the coloured papers of notes, words, frames and boards.
var Papers = []string{"butter", "blush", "sage", "sky", "lilac", "sand"}

// Motifs are the drawn motifs; the painter holds a vector path for each.
var Motifs = []string{"star", "mountain", "sun", "path", "leaf", "wave", "ladder", "book", "compass", "bird", "house", "lamp"}

// The words that a style may use, beside "" for what is usual.
var (
	looks      = []string{"", "full", "wash", "bare"}
	faces      = []string{"", "sans", "serif", "hand"}
	aligns     = []string{"", "left", "centre", "right"}
	weights    = []int{0, 400, 500, 600, 700}
	masks      = []string{"", "rectangle", "rounded", "circle", "polaroid"}
	flips      = []string{"", "x", "y", "xy"}
	edges      = []string{"", "white", "ink", "gold"}
	shadows    = []string{"", "none", "flat", "lifted"}
	progresses = []string{"", "grey", "blur", "ring"}
	shapes     = []string{"", "rectangle", "ellipse", "triangle", "diamond", "line"}
	arrows     = []string{"", "none", "start", "end", "both"}
	curves     = []string{"", "straight", "curved"}
)

// Style is how an item looks. The zero value of a field means "as its kind usually does". Its fields are plain values:
// it is kept, and exchanged, as one flat object.
type Style struct {
	Paper  string  `json:"paper,omitempty"`  // one of Papers
	Face   string  `json:"face,omitempty"`   // sans, serif, hand
	Size   float64 `json:"size,omitempty"`   // of the type, in board units
	Weight int     `json:"weight,omitempty"` // of the type: 400, 500, 600, 700
	Align  string  `json:"align,omitempty"`  // left, centre, right
	Motif  string  `json:"motif,omitempty"`  // one of Motifs
	Hue    *int    `json:"hue,omitempty"`    // 0 to 7, the hues of the aspirations; a pointer because 0 is a hue, not its absence
	Look   string  `json:"look,omitempty"`   // of words, motifs and shapes: full colour, a pale wash, or bare

	// Pictures.
	CropX    float64 `json:"cropX,omitempty"`    // with CropZoom: the point of the picture in the middle of its frame, 0 to 1
	CropY    float64 `json:"cropY,omitempty"`    //
	CropZoom float64 `json:"cropZoom,omitempty"` // how much larger than needed to cover the frame, from 1; 0 = not cropped
	Flip     string  `json:"flip,omitempty"`     // x left to right, y upside down, xy both; of connectors: which corners they join
	Mask     string  `json:"mask,omitempty"`     // rectangle, rounded, circle, polaroid
	Grey     bool    `json:"grey,omitempty"`
	Caption  string  `json:"caption,omitempty"`  // beneath the picture; its text is what is said of it to those who cannot see it
	Progress string  `json:"progress,omitempty"` // how its goal's progress is painted on it: grey to colour, blur to sharp, a ring

	// Any item.
	Border  float64 `json:"border,omitempty"` // width of the line around it, or of the line it is, board units
	Edge    string  `json:"edge,omitempty"`   // colour of the border: white, ink, gold
	Shadow  string  `json:"shadow,omitempty"` // none, flat, lifted
	Opacity float64 `json:"opacity,omitempty"`
	Locked  bool    `json:"locked,omitempty"` // the hand leaves it alone
	Group   string  `json:"group,omitempty"`  // items of one board with the same group are selected and moved as one

	// Shapes and connectors.
	Shape string `json:"shape,omitempty"` // rectangle, ellipse, triangle, diamond, line
	From  string `json:"from,omitempty"`  // id of the item that a connector begins at, on the same board
	To    string `json:"to,omitempty"`    // id of the item that it leads to
	Arrow string `json:"arrow,omitempty"` // where a connector has its head: none, start, end (usual), both
	Curve string `json:"curve,omitempty"` // straight (usual) or curved
}

// Check tells whether this version knows every word and number of the style.
func (s Style) Check() error {
	for _, n := range []float64{s.Size, s.CropX, s.CropY, s.CropZoom, s.Border, s.Opacity} {
		if math.IsNaN(n) || math.IsInf(n, 0) || n < 0 {
			return unknownLook()
		}
	}
	known := (s.Paper == "" || slices.Contains(Papers, s.Paper)) &&
		slices.Contains(faces, s.Face) &&
		slices.Contains(aligns, s.Align) &&
		slices.Contains(weights, s.Weight) &&
		(s.Motif == "" || slices.Contains(Motifs, s.Motif)) &&
		(s.Hue == nil || *s.Hue >= 0 && *s.Hue <= maxHue) &&
		s.Size <= MaxTextSize &&
		slices.Contains(looks, s.Look) &&
		s.CropX <= 1 && s.CropY <= 1 && s.CropZoom <= maxCrop &&
		slices.Contains(flips, s.Flip) &&
		slices.Contains(masks, s.Mask) &&
		slices.Contains(progresses, s.Progress) &&
		s.Border <= maxBorder &&
		slices.Contains(edges, s.Edge) &&
		slices.Contains(shadows, s.Shadow) &&
		s.Opacity <= 1 &&
		slices.Contains(shapes, s.Shape) &&
		slices.Contains(arrows, s.Arrow) &&
		slices.Contains(curves, s.Curve) &&
		max(len(s.Group), len(s.From), len(s.To)) <= maxReference
	if !known {
		return unknownLook()
	}
	if utf8.RuneCountInString(s.Caption) > maxCaption {
		return fault.Newf(fault.TooLarge, "The line beneath a picture can have %d characters. Nothing was changed; shorten it, or write a note.", maxCaption).WithField("style")
	}
	if !utf8.ValidString(s.Caption) {
		return fault.New(fault.Invalid, "This text holds bytes that are no characters. Nothing was changed; copy it again from where it came.").WithField("style")
	}
	return nil
}

func unknownLook() error {
	return fault.New(fault.Invalid, "This look is not one Northboard knows. Nothing was changed; choose one from the item’s bar.").WithField("style")
}

// equal compares what the styles say, not where their hues are kept.
func (s Style) equal(o Style) bool {
	if (s.Hue == nil) != (o.Hue == nil) || s.Hue != nil && *s.Hue != *o.Hue {
		return false
	}
	s.Hue, o.Hue = nil, nil
	return s == o
}
