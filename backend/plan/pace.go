package plan

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"northboard/backend/clock"
)

// Rules of the pace:
//   - Required is what is left to the target, spread evenly over the days that
//     are left.
//   - Recent is the median of the slopes between all pairs of readings, of the
//     last 40 days that have one (Theil 1950, Sen 1968: a robust simple
//     regression; up to 29 % of the readings can be wildly off without bending
//     it). The start counts as a reading of the day on which the goal began.
//   - The forecast goes on from today at the recent pace, since nothing has been
//     noted after the last reading.
//   - Safe until is the day on which the straight path from start to target comes
//     to where the goal stands already; behind the path there is none. (Beeminder
//     calls this the safety buffer.)

// mostSlopes is how many days of readings the recent pace is made of.
const mostSlopes = 40

// farForecast is how many days a forecast may lie ahead, 50 years.
const farForecast = 18_263

// Point is a value on a day, for a chart.
type Point struct {
	ID    string    `json:"id"` // of the reading; "" for a computed one
	Day   clock.Day `json:"day"`
	Value float64   `json:"value"`
	Note  string    `json:"note"`
}

// Pace is how fast a measured goal goes, and how fast it would have to.
type Pace struct {
	Measured  bool      `json:"measured"`
	Direction string    `json:"direction"`
	Unit      string    `json:"unit"`
	Latest    *float64  `json:"latest"`
	Required  *float64  `json:"required"` // a week, from today to the day
	Recent    *float64  `json:"recent"`   // a week, as the readings go
	SafeUntil clock.Day `json:"safeUntil"`
	Forecast  clock.Day `json:"forecast"` // when the target is reached at the recent pace
	Text      string    `json:"text"`
	Points    []Point   `json:"points"` // the readings
	Path      []Point   `json:"path"`   // straight from start to target
	Trend     []Point   `json:"trend"`  // the recent pace as a line, up to the forecast or the day
}

// PaceOf computes the pace of a goal from its readings, the oldest first.
func PaceOf(g Goal, readings []Reading, today clock.Day, loc *time.Location) Pace {
	p := Pace{Measured: measured(g.Measure), Direction: g.Direction(), Unit: g.Unit, Latest: Latest(readings), Points: []Point{}, Path: []Point{}, Trend: []Point{}}
	if !p.Measured {
		return p
	}
	for _, r := range readings {
		p.Points = append(p.Points, Point{ID: r.ID, Day: r.Day, Value: r.Value, Note: r.Note})
	}
	began := beganOn(g, readings, loc)
	days := lastOfDays(g, readings, began)
	slope, known := theilSen(days)
	if known {
		week := 7 * slope
		p.Recent = &week
	}
	if g.Target == nil {
		p.Text = "Give it a target, and the pace shows."
		return p
	}
	now := g.Start
	if p.Latest != nil {
		now = *p.Latest
	}
	left := *g.Target - now
	done := share(Progress(g, p.Latest, Steps{})) >= 1
	if g.Due != "" {
		p.Path = path(began, g)
		if !done && !g.Due.Before(today) {
			week := 7 * left / float64(max(g.Due.Sub(today), 1))
			p.Required = &week
		}
		p.SafeUntil = safeUntil(began, g, now, today)
	}
	if known && !done && slope*left > 0 {
		if ahead := math.Ceil(left / slope); ahead <= farForecast {
			p.Forecast = today.Add(int(ahead))
		}
	}
	if known {
		p.Trend = trend(days, slope, cmp.Or(p.Forecast, g.Due, today))
	}
	p.Text = p.text(g, done, left, today)
	return p
}

// beganOn is the day from which a goal is measured.
func beganOn(g Goal, readings []Reading, loc *time.Location) clock.Day {
	began := cmp.Or(g.Begins, g.Created.Day(loc))
	if len(readings) > 0 && readings[0].Day < began {
		return readings[0].Day
	}
	return began
}

// dayValue is where a goal stood at the end of a day.
type dayValue struct {
	day   clock.Day
	value float64
}

// lastOfDays keeps the last reading of each day, behind the start.
func lastOfDays(g Goal, readings []Reading, began clock.Day) []dayValue {
	days := []dayValue{}
	if len(readings) == 0 || readings[0].Day > began {
		days = append(days, dayValue{began, g.Start})
	}
	for _, r := range readings {
		if n := len(days); n > 0 && days[n-1].day == r.Day {
			days[n-1].value = r.Value
			continue
		}
		days = append(days, dayValue{r.Day, r.Value})
	}
	return days[max(len(days)-mostSlopes, 0):]
}

// theilSen is the median of the slopes between all pairs, in units a day; false
// with fewer than two days.
func theilSen(days []dayValue) (float64, bool) {
	slopes := []float64{}
	for i, a := range days {
		for _, b := range days[i+1:] {
			if apart := b.day.Sub(a.day); apart > 0 {
				slopes = append(slopes, (b.value-a.value)/float64(apart))
			}
		}
	}
	if len(slopes) == 0 {
		return 0, false
	}
	return median(slopes), true
}

func median(all []float64) float64 {
	slices.Sort(all)
	n := len(all)
	if n%2 == 1 {
		return all[n/2]
	}
	return all[n/2-1]/2 + all[n/2]/2
}

func path(began clock.Day, g Goal) []Point {
	return []Point{{Day: min(began, g.Due), Value: g.Start}, {Day: g.Due, Value: *g.Target}}
}

// trend draws the recent pace through the middle of the readings.
func trend(days []dayValue, slope float64, until clock.Day) []Point {
	first := days[0].day
	offsets := make([]float64, len(days))
	for i, d := range days {
		offsets[i] = d.value - slope*float64(d.day.Sub(first))
	}
	from := median(offsets)
	last := max(until, days[len(days)-1].day)
	return []Point{{Day: first, Value: from}, {Day: last, Value: from + slope*float64(last.Sub(first))}}
}

// safeUntil is when the path comes to where the goal stands, "" if it has been
// there already.
func safeUntil(began clock.Day, g Goal, now float64, today clock.Day) clock.Day {
	share := min((now-g.Start)/(*g.Target-g.Start), 1)
	whole := g.Due.Sub(began)
	if whole <= 0 || share <= 0 {
		return ""
	}
	day := began.Add(int(math.Floor(share * float64(whole))))
	if day.Before(today) {
		return ""
	}
	return day
}

// text says the pace in one or two sentences.
func (p Pace) text(g Goal, done bool, left float64, today clock.Day) string {
	switch {
	case done:
		return "The target is reached."
	case g.Measure == MeasureLevel:
		text := levelsText(math.Abs(left)) + " to go"
		if days := DaysLeft(g.Due, today); days != nil && *days >= 0 {
			text += ", " + lower(leftText(*days))
		}
		return text + "."
	case p.Latest == nil && p.Required == nil:
		return "Note where you stand, and the pace shows."
	case p.Latest == nil:
		return p.amount(*p.Required) + " a week from now on. Note where you stand, and the pace shows."
	}
	text := ""
	if p.Required != nil {
		text = p.amount(*p.Required) + " a week to get there in time"
		if p.Recent != nil && p.moving(left) {
			text += "; lately it was " + lower(p.amount(*p.Recent))
		}
		text += "."
	}
	switch {
	case p.Forecast == "" && text == "":
		return "Another reading, and the pace shows."
	case p.Forecast == "":
		return text
	}
	when := "At this pace: " + DayText(p.Forecast, today)
	if g.Due != "" {
		switch late := p.Forecast.Sub(g.Due); {
		case late > 0:
			when += ", " + spanText(late) + " after the day"
		case late < 0:
			when += ", " + spanText(-late) + " before the day"
		default:
			when += ", on the day"
		}
	}
	if text != "" {
		text += " "
	}
	return text + when + "."
}

// moving tells whether the recent pace goes towards the target.
func (p Pace) moving(left float64) bool { return *p.Recent*left > 0 }

// amount: "About 1.5 books". What goes down is said without a sign.
func (p Pace) amount(v float64) string {
	text := strconv.FormatFloat(rounded(math.Abs(v)), 'f', -1, 64)
	switch p.Unit {
	case "%":
		return "About " + text + "%"
	case "":
		return "About " + text
	}
	return "About " + text + " " + p.Unit
}

// rounded keeps two figures, or all before the point.
func rounded(v float64) float64 {
	if v == 0 || v >= 10 {
		return math.Round(v)
	}
	unit := math.Pow(10, math.Floor(math.Log10(v))-1)
	return math.Round(v/unit) * unit
}

func levelsText(n float64) string {
	if n == 1 {
		return "One level"
	}
	return fmt.Sprintf("%.0f levels", n)
}

// spanText: "1 day", "3 weeks", "4 months".
func spanText(days int) string {
	n, unit := days, "day"
	switch {
	case days >= 731:
		n, unit = int(float64(days)/365.25), "year"
	case days >= 75:
		n, unit = int(float64(days)/30.44), "month"
	case days > 31:
		n, unit = days/7, "week"
	}
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}
