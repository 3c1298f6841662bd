package exchange

import (
	"fmt"
	"strings"
)

// words are what a person calls the rows of a kind, in the order they are told. Kinds that are not here are told by what
// they belong to.
var words = []struct{ kind, one, many string }{
	{"aspiration", "aspiration", "aspirations"},
	{"goal", "goal", "goals"},
	{"milestone", "milestone", "milestones"},
	{"task", "task", "tasks"},
	{"reading", "reading", "readings"},
	{"board", "board", "boards"},
	{"item", "thing on a board", "things on boards"},
	{"picture", "picture", "pictures"},
	{"review", "review", "reviews"},
	{"win", "win", "wins"},
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// listed joins what there is: "12 goals, 40 tasks and 3 pictures"; "" for nothing.
func listed(count func(kind string) int) string {
	var parts []string
	for _, w := range words {
		if n := count(w.kind); n > 0 {
			parts = append(parts, counted(n, w.one, w.many))
		}
	}
	return joined(parts)
}

func joined(parts []string) string {
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return parts[0]
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

func exportSentence(counts map[string]int, missing []string, locked bool) string {
	what := listed(func(kind string) int { return counts[kind] })
	if what == "" {
		what = "nothing yet, as the library is empty"
	}
	s := "In the archive: " + what + ". It was read back to be sure."
	if locked {
		s += " It opens only with the passphrase."
	}
	if n := len(missing); n > 0 {
		s += fmt.Sprintf(" %s could not be put in: %s.", counted(n, "picture", "pictures"), some(missing))
	}
	return s
}

// some names the first few.
func some(names []string) string {
	const most = 5
	if len(names) <= most {
		return joined(names)
	}
	return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
}

func previewSentence(v *arrival) string {
	what := listed(v.count)
	if what == "" {
		return "Your library has all of it already." + v.stayed("would stay")
	}
	return "New to your library: " + what + "." + v.hereAlready() + v.stayed("would stay")
}

func importSentence(v *arrival) string {
	what := listed(v.count)
	if what == "" {
		return "Your library had all of it already, so nothing was added." + v.stayed("stayed")
	}
	return what + " came." + v.hereAlready() + v.stayed("stayed")
}

// hereAlready counts what the library has, in the words a person knows.
func (v *arrival) hereAlready() string {
	here := listed(func(kind string) int { return v.counts[kind].Here })
	if here == "" {
		return ""
	}
	return " Here already: " + here + "."
}

// stayed says what was different, and what became of it; and what the archive did not hold.
func (v *arrival) stayed(verb string) string {
	s := ""
	if n := len(v.differs); n > 0 {
		s += fmt.Sprintf(" %d differ and %s as they are here", n, verb)
		if n == 1 {
			s = fmt.Sprintf(" 1 differs and %s as it is here", verb)
		}
		var names []string
		for _, d := range v.differs {
			if d.title != "" {
				names = append(names, d.title)
			}
		}
		if len(names) > 0 {
			s += ": " + some(names)
		}
		s += "."
	}
	if n := len(v.leftOut); n > 0 {
		s += fmt.Sprintf(" %s that the archive does not hold, and what showed them, stayed out.", counted(n, "picture", "pictures"))
	}
	return s
}
