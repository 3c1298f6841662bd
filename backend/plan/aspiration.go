package plan

import (
	"slices"
	"strings"

	"northboard/backend/clock"
	"northboard/backend/fault"
)

// Hues is how many hues aspirations are told apart by.
const Hues = 8

// mostWhys is how often "why" is asked. After five answers most people have
// arrived at what they live for (Toyoda's five whys).
const mostWhys = 5

// What an aspiration is about.
const (
	KindRole     = "role"
	KindSecurity = "security"
	KindSkill    = "skill"
	KindChange   = "change"
	KindOther    = "other"
)

// How large an aspiration is.
const (
	SizeSmall  = "small"
	SizeMedium = "medium"
	SizeLarge  = "large"
)

// How far away something is: within a year, within three, or further.
const (
	HorizonShort  = "short"
	HorizonMiddle = "middle"
	HorizonLong   = "long"
)

var (
	aspirationKinds = []string{"", KindRole, KindSecurity, KindSkill, KindChange, KindOther}
	sizes           = []string{"", SizeSmall, SizeMedium, SizeLarge}
	horizons        = []string{"", HorizonShort, HorizonMiddle, HorizonLong}
)

// Aspiration is a broad vision: what somebody wants to become or do, why it
// matters and how. It may be vague, which is called exploring. At most one is
// the north star.
type Aspiration struct {
	ID        string        `json:"id"`
	What      string        `json:"what"`
	Why       string        `json:"why"`
	Whys      []string      `json:"whys"` // what lies behind the why, each answer behind the one before
	How       string        `json:"how"`
	Path      string        `json:"path"`
	Role      string        `json:"role"`
	Impact    string        `json:"impact"`
	Field     string        `json:"field"`
	Kind      string        `json:"kind"`
	Size      string        `json:"size"`
	Horizon   string        `json:"horizon"`
	Exploring bool          `json:"exploring"`
	Hue       int           `json:"hue"`
	NorthStar bool          `json:"northStar"`
	Created   clock.Instant `json:"created"`
	Updated   clock.Instant `json:"updated"`
}

// AspirationDraft is what a new aspiration needs.
type AspirationDraft struct {
	What      string   `json:"what"`
	Why       string   `json:"why"`
	Whys      []string `json:"whys,omitempty"`
	How       string   `json:"how,omitempty"`
	Path      string   `json:"path,omitempty"`
	Role      string   `json:"role,omitempty"`
	Impact    string   `json:"impact,omitempty"`
	Field     string   `json:"field,omitempty"`
	Kind      string   `json:"kind,omitempty"`
	Size      string   `json:"size,omitempty"`
	Horizon   string   `json:"horizon,omitempty"`
	Exploring bool     `json:"exploring,omitempty"`
	NorthStar bool     `json:"northStar"`
}

// AspirationPatch changes what is not nil. Seen is when the editor last read
// it: see unchanged.
type AspirationPatch struct {
	What      *string        `json:"what"`
	Why       *string        `json:"why"`
	Whys      *[]string      `json:"whys"`
	How       *string        `json:"how"`
	Path      *string        `json:"path"`
	Role      *string        `json:"role"`
	Impact    *string        `json:"impact"`
	Field     *string        `json:"field"`
	Kind      *string        `json:"kind"`
	Size      *string        `json:"size"`
	Horizon   *string        `json:"horizon"`
	Exploring *bool          `json:"exploring"`
	Hue       *int           `json:"hue"`
	NorthStar *bool          `json:"northStar"`
	Seen      *clock.Instant `json:"seen"`
}

func (d AspirationDraft) aspiration() Aspiration {
	return Aspiration{
		What: d.What, Why: d.Why, Whys: d.Whys, How: d.How, Path: d.Path, Role: d.Role, Impact: d.Impact, Field: d.Field,
		Kind: d.Kind, Size: d.Size, Horizon: d.Horizon, Exploring: d.Exploring, NorthStar: d.NorthStar,
	}
}

func (a *Aspiration) check() (err error) {
	if a.What, err = title(a.What, "An aspiration", "what"); err != nil {
		return err
	}
	for _, text := range []struct {
		of    *string
		field string
	}{{&a.Why, "why"}, {&a.How, "how"}, {&a.Path, "path"}, {&a.Role, "role"}, {&a.Impact, "impact"}, {&a.Field, "field"}} {
		if *text.of, err = prose(*text.of, text.field); err != nil {
			return err
		}
	}
	if a.Whys, err = answers(a.Whys); err != nil {
		return err
	}
	if a.Hue < 0 || a.Hue >= Hues {
		return fault.New(fault.Invalid, "There is no such colour. Nothing was changed; choose one of the eight.").WithField("hue")
	}
	if err := among(a.Kind, aspirationKinds, "kind"); err != nil {
		return err
	}
	if err := among(a.Size, sizes, "size"); err != nil {
		return err
	}
	return among(a.Horizon, horizons, "horizon")
}

// answers tidies the answers to "why": one line each, none empty.
func answers(all []string) ([]string, error) {
	kept := []string{}
	for _, line := range all {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" {
			continue
		}
		if len([]rune(line)) > maxTitle {
			return nil, fault.Newf(fault.TooLarge, "That answer is too long to keep on one line. Nothing was changed; keep it under %d letters.", maxTitle).WithField("whys")
		}
		kept = append(kept, line)
	}
	if len(kept) > mostWhys {
		return nil, fault.Newf(fault.TooLarge, "Five times why is as deep as this goes. Nothing was changed; keep the %d answers that say most.", mostWhys).WithField("whys")
	}
	return kept, nil
}

func (p AspirationPatch) apply(a *Aspiration) {
	set(&a.What, p.What)
	set(&a.Why, p.Why)
	set(&a.Whys, p.Whys)
	set(&a.How, p.How)
	set(&a.Path, p.Path)
	set(&a.Role, p.Role)
	set(&a.Impact, p.Impact)
	set(&a.Field, p.Field)
	set(&a.Kind, p.Kind)
	set(&a.Size, p.Size)
	set(&a.Horizon, p.Horizon)
	set(&a.Exploring, p.Exploring)
	set(&a.Hue, p.Hue)
	set(&a.NorthStar, p.NorthStar)
}

// columns names what the patch writes to, for unchanged.
func (p AspirationPatch) columns() []string {
	return given(
		part{"what", p.What != nil}, part{"why", p.Why != nil}, part{"whys", p.Whys != nil}, part{"how", p.How != nil}, part{"path", p.Path != nil},
		part{"role", p.Role != nil}, part{"impact", p.Impact != nil}, part{"field", p.Field != nil}, part{"kind", p.Kind != nil},
		part{"size", p.Size != nil}, part{"horizon", p.Horizon != nil}, part{"exploring", p.Exploring != nil}, part{"hue", p.Hue != nil},
		part{"north_star", p.NorthStar != nil},
	)
}

func (a Aspiration) equal(o Aspiration) bool {
	return a.What == o.What && a.Why == o.Why && slices.Equal(a.Whys, o.Whys) && a.How == o.How && a.Path == o.Path && a.Role == o.Role &&
		a.Impact == o.Impact && a.Field == o.Field && a.Kind == o.Kind && a.Size == o.Size && a.Horizon == o.Horizon &&
		a.Exploring == o.Exploring && a.Hue == o.Hue && a.NorthStar == o.NorthStar
}

// freeHue is the hue that the fewest aspirations have.
func freeHue(all []Aspiration) int {
	var used [Hues]int
	for _, a := range all {
		used[a.Hue]++
	}
	free := 0
	for h := range used {
		if used[h] < used[free] {
			free = h
		}
	}
	return free
}
