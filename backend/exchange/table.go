package exchange

import (
	"slices"

	"northboard/backend/board"
	"northboard/backend/plan"
	"northboard/backend/recur"
	"northboard/backend/remind"
)

// The tables of the format: every kind, every column, what it may hold. From them come the check of what is read, and
// the JSON schema that is in the documentation and in every archive (see schema.go). A test holds them to the database.
//
// What a migration adds is marked with the version that it came with: a column by since(4, "", text("place", longTitle)),
// a kind by its field since. So archives of every older version are read, by one rule. TestArchive_Kept holds what comes
// out of them to what the migrations make of a library of that time.

// column is one value of a row.
type column struct {
	name string
	is   shape
	null bool
	// What a shape needs beside its name.
	of     string   // ref: the kind whose id it is
	among  []string // choice: the values
	lo, hi float64  // whole, real: the bounds
	most   int      // text: the most characters
	// since is the version of the format that it came with, 0 for the first. A row from before then holds past.
	since int
	past  any // nil, int64, float64 or string, as the migration gives it to the rows that are there
}

// shape is what a value looks like.
type shape int

const (
	shapeID         shape = iota // a UUID
	shapeHash                    // 64 hex digits: the id of a picture
	shapeRef                     // an id of another kind
	shapeText                    // any characters
	shapeRank                    // a fractional index
	shapeDay                     // 2026-11-22
	shapeTime                    // 17:00
	shapeInstant                 // whole milliseconds since 1970 UTC
	shapeWhole                   // a whole number
	shapeReal                    // a number
	shapeChoice                  // one of a few words
	shapeColour                  // #rrggbb, or nothing
	shapeBackground              // the JSON of a board's background, as text
	shapeStyle                   // the JSON of an item's style, as text
)

// kind is one table. Lone names the columns of another unique key than id. Own are the columns that only mean something
// in the library they are in: they never make two rows differ. since is the version of the format that it came with, 0
// for the first.
type kind struct {
	name    string
	columns []column
	lone    []string
	own     []string
	since   int
}

// at gives the columns that a row of an archive of a version has.
func (k kind) at(version int) int {
	n := 0
	for _, c := range k.columns {
		if c.since <= version {
			n++
		}
	}
	return n
}

func (k kind) column(name string) (column, bool) {
	i := slices.IndexFunc(k.columns, func(c column) bool { return c.name == name })
	if i < 0 {
		return column{}, false
	}
	return k.columns[i], true
}

func rowID() column                     { return column{name: "id", is: shapeID} }
func text(name string, most int) column { return column{name: name, is: shapeText, most: most} }
func rank(name string) column           { return column{name: name, is: shapeRank} }
func instant(name string) column        { return column{name: name, is: shapeInstant} }
func day(name string) column            { return column{name: name, is: shapeDay} }
func ref(name, of string) column        { return column{name: name, is: shapeRef, of: of} }
func flag(name string) column           { return whole(name, 0, 1) }
func whole(name string, l, h int) column {
	return column{name: name, is: shapeWhole, lo: float64(l), hi: float64(h)}
}
func real(name string, l, h float64) column {
	return column{name: name, is: shapeReal, lo: l, hi: h}
}
func choice(name string, among ...string) column {
	return column{name: name, is: shapeChoice, among: among}
}
func horizon() column {
	return choice("horizon", "", plan.HorizonShort, plan.HorizonMiddle, plan.HorizonLong)
}
func measure() column {
	return choice("measure", plan.MeasureNone, plan.MeasureNumber, plan.MeasurePercent, plan.MeasureMoney, plan.MeasureDone, plan.MeasureLevel)
}
func orNull(c column) column {
	c.null = true
	return c
}

// since is a column that came later than its kind. past is what the migration gave to the rows that were there, and what
// a row out of an older archive is taken to hold.
func since(version int, past any, c column) column {
	c.since, c.past = version, past
	return c
}

// What the nouns let through, and some air: an archive of a later version with a wider limit is still read.
const (
	longTitle = 2_000
	longProse = 100_000
	farNumber = 1e16
)

var kinds = []kind{
	{name: "aspiration", columns: []column{
		rowID(), text("what", longTitle), text("why", longProse), whole("hue", 0, 7), flag("north_star"), rank("rank"), instant("created"), instant("updated"),
		since(2, "", text("whys", longProse)), since(2, "", text("how", longProse)), since(2, "", text("path", longProse)), since(2, "", text("role", longProse)),
		since(2, "", text("impact", longProse)), since(2, "", text("field", longProse)),
		since(2, "", choice("kind", "", plan.KindRole, plan.KindSecurity, plan.KindSkill, plan.KindChange, plan.KindOther)),
		since(2, "", choice("size", "", plan.SizeSmall, plan.SizeMedium, plan.SizeLarge)), since(2, "", horizon()), since(2, int64(0), flag("exploring")),
	}},
	{name: "goal", columns: []column{
		rowID(), text("title", longTitle), text("why", longProse),
		measure(), text("unit", longTitle),
		real("start", -farNumber, farNumber), orNull(real("target", -farNumber, farNumber)), orNull(day("due")), orNull(real("hours", 0, 168)),
		orNull(instant("reached")), rank("rank"), instant("created"), instant("updated"),
		since(2, "", text("specific", longProse)), since(2, nil, orNull(day("begins"))), since(2, "", horizon()), since(2, nil, orNull(real("effort", 0, farNumber))),
		since(2, "", text("constraints", longProse)), since(2, int64(0), whole("commitment", 0, 5)), since(2, nil, orNull(instant("committed"))),
		since(2, "", text("reward", longProse)), since(2, plan.StateOpen, choice("state", plan.StateOpen, plan.StatePaused, plan.StateDropped, plan.StateMerged)),
		since(2, nil, orNull(instant("state_at"))), since(2, "", text("state_why", longProse)), since(2, nil, orNull(day("paused_until"))),
		since(2, nil, orNull(ref("into_id", "goal"))), since(2, nil, orNull(ref("toward_id", "goal"))),
	}},
	{name: "goal_version", since: 2, columns: []column{
		rowID(), ref("goal_id", "goal"), instant("at"), text("reason", longProse), text("title", longTitle), text("why", longProse), measure(),
		text("unit", longTitle), real("start", -farNumber, farNumber), orNull(real("target", -farNumber, farNumber)), orNull(day("due")),
	}},
	{name: "goal_aspiration", lone: []string{"goal_id", "aspiration_id"}, columns: []column{
		rowID(), ref("goal_id", "goal"), ref("aspiration_id", "aspiration"),
	}},
	{name: "reading", columns: []column{
		rowID(), ref("goal_id", "goal"), day("day"), real("value", -farNumber, farNumber), text("note", longProse), instant("created"),
	}},
	{name: "milestone", columns: []column{
		rowID(), ref("goal_id", "goal"), text("title", longTitle), orNull(day("due")), orNull(instant("done")), rank("rank"), instant("created"), instant("updated"),
		since(2, "", choice("kind", "", plan.MilestoneSkill, plan.MilestoneCertification, plan.MilestoneLeadership, plan.MilestoneExperience, plan.MilestoneOther)),
		since(2, nil, orNull(day("begins"))), since(2, "", text("proof", longProse)), since(2, "", text("notes", longProse)), since(2, nil, orNull(whole("share", 0, 100))),
	}},
	{name: "task", columns: []column{
		rowID(), orNull(ref("goal_id", "goal")), orNull(ref("milestone_id", "milestone")), text("title", longTitle), orNull(day("due")),
		orNull(column{name: "due_time", is: shapeTime}), orNull(instant("done")), rank("rank"), instant("created"), instant("updated"),
		since(2, nil, orNull(ref("parent_id", "task"))), since(2, "", text("notes", longProse)), since(2, nil, orNull(day("begins"))),
		since(2, nil, orNull(whole("estimate", 1, 1<<31))), since(2, "", choice("energy", "", plan.EnergyLow, plan.EnergyMedium, plan.EnergyHigh)),
		since(2, int64(0), whole("priority", 0, 3)), since(2, "", text("checklist", longProse)), since(2, "", text("waiting_for", longTitle)),
		since(2, nil, orNull(ref("blocked_by", "task"))), since(2, "", text("repeat", longTitle)),
		since(2, "", choice("repeat_from", "", string(recur.Fixed), string(recur.FromDone), string(recur.NextFuture))),
		since(2, nil, orNull(column{name: "series_id", is: shapeID})), since(2, nil, orNull(day("series_start"))), since(2, nil, orNull(whole("share", 0, 100))),
	}},
	{name: "picture", columns: []column{
		{name: "id", is: shapeHash}, choice("ext", "jpg", "png", "webp", "gif"), text("name", longTitle), whole("width", 1, 32767), whole("height", 1, 32767),
		whole("bytes", 1, maxPicture), flag("animated"), {name: "colour", is: shapeColour}, instant("created"),
	}},
	{name: "board", own: []string{"rank"}, columns: []column{
		rowID(), text("title", longTitle), {name: "background", is: shapeBackground}, rank("rank"), instant("created"), instant("updated"), since(4, nil, orNull(instant("archived"))),
	}},
	{name: "item", columns: []column{
		rowID(), ref("board_id", "board"),
		choice("kind", board.Kinds...),
		real("x", -board.MaxReach, board.MaxReach), real("y", -board.MaxReach, board.MaxReach), real("w", 0, board.MaxSide), real("h", 0, board.MaxSide),
		real("rotation", 0, 360), rank("z"), orNull(ref("picture_id", "picture")), orNull(ref("goal_id", "goal")), orNull(ref("aspiration_id", "aspiration")),
		text("text", longProse), {name: "style", is: shapeStyle}, instant("created"), instant("updated"),
	}},
	// What every library has one of is told apart by its kind, the others by their ids (reminder.go).
	{name: "reminder", columns: []column{
		rowID(), text("kind", 40), flag("enabled"), orNull(whole("weekday", 0, 6)), {name: "time", is: shapeTime},
		since(3, nil, orNull(column{name: "until", is: shapeTime})), since(3, "", text("title", longTitle)), since(3, "", text("body", longProse)),
		since(3, "", text("rule", longTitle)), since(3, nil, orNull(day("day"))), since(3, "", choice("anchor", "", remind.AnchorDue, remind.AnchorStart)),
		since(3, int64(0), whole("days_before", 0, 366)), since(3, nil, orNull(ref("aspiration_id", "aspiration"))), since(3, nil, orNull(ref("goal_id", "goal"))),
		since(3, nil, orNull(ref("milestone_id", "milestone"))), since(3, nil, orNull(ref("task_id", "task"))), instant("updated"),
	}},
	{name: "boundary", since: 3, columns: []column{
		rowID(), choice("kind", remind.Quiet, remind.Protected), text("title", longTitle), whole("days", 1, 127), {name: "begins", is: shapeTime},
		{name: "ends", is: shapeTime}, flag("reminds"), flag("enabled"), instant("created"), instant("updated"),
	}},
	{name: "day_off", since: 3, columns: []column{
		rowID(), day("first"), day("last"), text("title", longTitle), instant("created"),
	}},
	// from_seq and to_seq are places in the log of the library that the review was made in.
	{name: "review", own: []string{"from_seq", "to_seq"}, columns: []column{
		rowID(), instant("started"), orNull(instant("finished")), whole("from_seq", 0, 1<<53), orNull(whole("to_seq", 0, 1<<53)), orNull(day("next")),
	}},
	{name: "win", columns: []column{
		rowID(), text("text", longProse), day("day"), orNull(ref("goal_id", "goal")), orNull(ref("review_id", "review")), instant("created"),
	}},
}

func kindNamed(name string) (kind, bool) {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })
	if i < 0 {
		return kind{}, false
	}
	return kinds[i], true
}
