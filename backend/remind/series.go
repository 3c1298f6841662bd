package remind

import (
	"fmt"
	"hash/fnv"

	"northboard/backend/clock"
	"northboard/backend/recur"
	"northboard/backend/store"
)

// series is the source of the reminders that have a rule or a day of their own: rows of the table.
type series struct{}

func (series) Kinds() []string {
	return []string{KindCheckin, KindReassess, KindStrategy, KindAffirmation, KindWhy, KindCustom, KindAbout}
}

func (series) Between(tx *store.Tx, w Window) ([]Item, error) {
	all, err := subjects(tx, `
		WHERE r.enabled = 1 AND r.kind NOT IN ('task', 'milestone', 'start', 'review')`)
	if err != nil {
		return nil, err
	}
	items := []Item{}
	for _, s := range all {
		if s.closed {
			continue
		}
		mine, err := s.between(tx, w)
		if err != nil {
			return nil, err
		}
		items = append(items, mine...)
	}
	return items, nil
}

// between gives the times of one reminder in a window: the latest of those that are past and the first of those to come.
func (s subject) between(tx *store.Tx, w Window) ([]Item, error) {
	from, now := w.From, wallNow(tx)
	if set := (recur.Moment{Day: s.Updated.Day(tx.Location()), Time: s.Updated.TimeOfDay(tx.Location())}); before(from, set) {
		from = set
	}
	// What came before the last one that is known is known too. A clock that was wrong once may have left one in the
	// future: it does not count.
	last, err := lastKnown(tx, s.series(), now)
	if err != nil {
		return nil, err
	}
	if before(from, last) {
		from = last
	}
	items := []Item{}
	for _, m := range s.moments(from, now, w.To) {
		it := s.item(m)
		it.At = s.chance(m)
		if w.holds(it.At) {
			items = append(items, it)
		}
	}
	return items, nil
}

// series names the reminder in its keys.
func (r Reminder) series() string { return "r/" + r.ID }

func lastKnown(tx *store.Tx, series string, now recur.Moment) (recur.Moment, error) {
	var key string
	err := tx.QueryRow(`
		SELECT coalesce(max(key), '')
		FROM occurrence
		WHERE key > ? AND key < ?`, series+"/", keyAt(series, now)+"~").Scan(&key)
	if err != nil {
		return recur.Moment{}, fmt.Errorf("read what came due last: %w", err)
	}
	last, _ := momentOf(key)
	return last, nil
}

// mostAhead is how many times to come one look is interested in.
const mostAhead = 50

// moments gives when the reminder's rule or day falls, without chance: the latest up to now, then the first ones up to
// the end.
func (s subject) moments(from, now, to recur.Moment) []recur.Moment {
	start := s.start()
	if !start.Day.Valid() {
		return nil
	}
	if s.Rule == "" {
		return []recur.Moment{start}
	}
	rule, err := recur.Parse(s.Rule)
	// Checked when it was set, but not by whoever made an archive.
	if err != nil || tooOften(rule, start) != nil {
		return nil
	}
	// A chance minute lies after the rule's own: today's counts from the beginning of its window.
	if s.Until != "" {
		from.Time = ""
	}
	moments := []recur.Moment{}
	if !before(now, from) {
		moments = rule.Between(start, from, now, (lookBackDays+1)*24*60/leastMinutes)
		moments = moments[max(0, len(moments)-mostOfSeries):]
	}
	ahead := now
	if before(ahead, from) {
		ahead = from
	}
	for len(moments) < mostOfSeries+mostAhead {
		next, ok := rule.Next(start, ahead)
		if !ok || before(to, next) {
			break
		}
		moments, ahead = append(moments, next), next
	}
	return moments
}

// start is where the rule counts from, or the one moment.
func (s subject) start() recur.Moment {
	if s.Anchor == "" {
		return recur.Moment{Day: s.Day, Time: s.Time}
	}
	day := s.due
	if s.Anchor == AnchorStart {
		day = s.starts
	}
	return recur.Moment{Day: day.Add(-s.DaysBefore), Time: s.Time}
}

// chance gives the minute within the window of the day, the same one whoever asks; without a window it is the moment.
func (r Reminder) chance(m recur.Moment) recur.Moment {
	length := r.Until.Minutes() - r.Time.Minutes()
	if r.Until == "" || length <= 0 || r.Kind == KindStrategy {
		return m
	}
	sum := fnv.New32a()
	sum.Write([]byte(r.ID + string(m.Day)))
	minutes := m.Time.Minutes() + int(sum.Sum32())%(length+1)
	return recur.Moment{Day: m.Day, Time: clock.TimeOfDay(fmt.Sprintf("%02d:%02d", minutes/60, minutes%60))}
}

func (s subject) item(at recur.Moment) Item {
	title, body := s.words()
	return Item{
		Series: s.series(), At: at, Kind: s.Kind, Subject: s.id(), Title: title, Body: body, Why: s.why, Picture: s.picture,
		Route: s.route(), ReminderID: s.ID, Set: s.Updated, Repeats: s.Rule != "",
	}
}

// Next gives the next n times of a reminder after now.
func next(tx *store.Tx, s subject, n int) []clock.Instant {
	to := recur.Moment{Day: "9999-12-31", Time: "23:59"}
	times := []clock.Instant{}
	for _, m := range s.moments(recur.Moment{Day: tx.Today().Add(-1)}, wallNow(tx), to) {
		if at := s.chance(m).In(tx.Location()); at > tx.Now() && len(times) < n {
			times = append(times, at)
		}
	}
	return times
}

func (series) Gone(tx *store.Tx, of []Occurrence) ([]string, error) {
	all, err := subjects(tx, `WHERE r.enabled = 1`)
	if err != nil {
		return nil, err
	}
	stands := map[string]bool{}
	for _, s := range all {
		stands[s.ID] = !s.closed
	}
	lost := []string{}
	for _, o := range of {
		if !stands[o.ReminderID] {
			lost = append(lost, o.ID)
		}
	}
	return lost, nil
}
