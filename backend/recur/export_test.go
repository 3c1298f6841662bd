package recur

import (
	"time"
)

// ParseAny reads also what Parse refuses: the published cases count in seconds.
func ParseAny(text string) (Rule, error) { return parse(text) }

// Walls gives occurrences to the second, as wall clock readings that pretend to be UTC.
func (r Rule) Walls(start time.Time, limit int) []time.Time {
	found := []time.Time{}
	from := wall(start.Unix())
	r.walk(from, from, lastWall, func(w wall) bool {
		found = append(found, time.Unix(int64(w), 0).UTC())
		return len(found) < limit
	})
	return found
}
