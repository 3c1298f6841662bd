package phrase

import "time"

// Rules of days that have passed. In a line they belong to the title; in a
// field for a day they are meant: a reading was taken yesterday.
//   - "yesterday", "the day before yesterday".
//   - "last Friday": the Friday before today, also when today is one.
//   - "3 days ago", "two weeks ago", "a month ago".

// pastDay reads the whole text as a day that has passed.
func (p *parser) pastDay() *reading {
	words := make([]string, len(p.words))
	for i, w := range p.words {
		words[i] = w.lower
	}
	day := func(t time.Time) *reading { return &reading{to: len(words), day: t} }
	switch {
	case len(words) == 1 && words[0] == "yesterday":
		return day(p.today.AddDate(0, 0, -1))
	case len(words) == 4 && words[0] == "the" && words[1] == "day" && words[2] == "before" && words[3] == "yesterday":
		return day(p.today.AddDate(0, 0, -2))
	case len(words) == 2 && words[0] == "last":
		for _, names := range []map[string]time.Weekday{weekdays, shortWeekdays, wordlikeWeekdays} {
			if weekday, ok := names[words[1]]; ok {
				back := (int(p.today.Weekday()-weekday)+6)%7 + 1
				return day(p.today.AddDate(0, 0, -back))
			}
		}
	case len(words) == 3 && words[2] == "ago":
		if n, ok := count(words[0]); ok {
			switch words[1] {
			case "day", "days":
				return day(p.today.AddDate(0, 0, -n))
			case "week", "weeks":
				return day(p.today.AddDate(0, 0, -7*n))
			case "month", "months":
				return day(dateOf(dayOf(p.today).AddMonths(-n)))
			}
		}
	}
	return nil
}
