package phrase

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"northboard/backend/clock"
	"northboard/backend/recur"
)

// said writes the parts of a task in one line, for the table.
func said(t *TaskParts) string {
	list := []string{}
	add := func(name, value string) {
		if value != "" && value != "0" {
			list = append(list, name+" "+value)
		}
	}
	add("repeat", strings.ReplaceAll(t.Repeat, "FREQ=", ""))
	if t.Way != recur.Fixed {
		add("way", string(t.Way))
	}
	add("start", string(t.Start))
	add("goal", t.Goal)
	add("est", fmt.Sprint(t.Estimate))
	add("prio", fmt.Sprint(t.Priority))
	add("waiting", t.Waiting)
	return strings.Join(list, ", ")
}

// TestParseTask_Phrases: what is typed, and what it says in each order of the figures of a date. Where the orders
// differ, mdy and ymd hold "day | parts".
func TestParseTask_Phrases(t *testing.T) {
	rows := []struct {
		text, title string
		when        string // day and time
		parts       string
		mdy, ymd    string // "when | parts", "" = the same
	}{
		{text: "Finish the CV Friday 17:00 every week #promotion ~45m !", title: "Finish the CV", when: "2026-11-27 17:00", parts: "repeat WEEKLY;BYDAY=FR, goal promotion, est 45, prio 1"},
		{text: "! #promotion ~45m Finish the CV every week Friday 17:00", title: "Finish the CV", when: "2026-11-27 17:00", parts: "repeat WEEKLY;BYDAY=FR, goal promotion, est 45, prio 1"},
		{text: "Water the plants every 3 days", title: "Water the plants", when: "2026-11-22", parts: "repeat DAILY;INTERVAL=3"},
		{text: "Water the plants every three days after done", title: "Water the plants", when: "2026-11-22", parts: "repeat DAILY;INTERVAL=3, way from_done"},
		{text: "Descale the kettle every month when it is done", title: "Descale the kettle", when: "2026-11-22", parts: "repeat MONTHLY, way from_done"},
		{text: "Dentist every 6 months after completion", title: "Dentist", when: "2026-11-22", parts: "repeat MONTHLY;INTERVAL=6, way from_done"},
		{text: "Call mum every Sunday", title: "Call mum", when: "2026-11-22", parts: "repeat WEEKLY;BYDAY=SU"},
		{text: "Every Monday call Ana", title: "call Ana", when: "2026-11-23", parts: "repeat WEEKLY;BYDAY=MO"},
		{text: "Every Monday at 9 call Ana", title: "call Ana", when: "2026-11-23 09:00", parts: "repeat WEEKLY;BYDAY=MO"},
		{text: "Every day: stretch", title: "stretch", when: "2026-11-22", parts: "repeat DAILY"},
		{text: "Run every Mon, Wed and Fri", title: "Run", when: "2026-11-23", parts: "repeat WEEKLY;BYDAY=MO,WE,FR"},
		{text: "Run on Mondays and Thursdays", title: "Run", when: "2026-11-23", parts: "repeat WEEKLY;BYDAY=MO,TH"},
		{text: "Sweep on weekdays at 18:00", title: "Sweep", when: "2026-11-23 18:00", parts: "repeat WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
		{text: "Stretch every weekday 7:30", title: "Stretch", when: "2026-11-23 07:30", parts: "repeat WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
		{text: "Stretch every working day", title: "Stretch", when: "2026-11-23", parts: "repeat WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
		{text: "Stretch every day at 7", title: "Stretch", when: "2026-11-22 07:00", parts: "repeat DAILY"},
		{text: "Sauna every weekend", title: "Sauna", when: "2026-11-28", parts: "repeat WEEKLY;BYDAY=SA"},
		{text: "Journal every evening", title: "Journal", when: "2026-11-22 19:00", parts: "repeat DAILY"},
		{text: "Plan the week every Sunday evening", title: "Plan the week", when: "2026-11-22 19:00", parts: "repeat WEEKLY;BYDAY=SU"},
		{text: "Plan the week every other week on Friday", title: "Plan the week", when: "2026-12-04", parts: "repeat WEEKLY;INTERVAL=2;BYDAY=FR"},
		{text: "Team lunch every second Friday", title: "Team lunch", when: "2026-12-04", parts: "repeat WEEKLY;INTERVAL=2;BYDAY=FR"},
		{text: "Team lunch every second Friday of the month", title: "Team lunch", when: "2026-12-11", parts: "repeat MONTHLY;BYDAY=2FR"},
		{text: "Team lunch every first Monday", title: "Team lunch", when: "2026-12-07", parts: "repeat MONTHLY;BYDAY=1MO"},
		{text: "Team lunch every last Friday", title: "Team lunch", when: "2026-11-27", parts: "repeat MONTHLY;BYDAY=-1FR"},
		{text: "On the last Friday of each month pay the cleaner", title: "pay the cleaner", when: "2026-11-27", parts: "repeat MONTHLY;BYDAY=-1FR"},
		{text: "Pay rent every month on the 1st", title: "Pay rent", when: "2026-12-01", parts: "repeat MONTHLY;BYMONTHDAY=1"},
		{text: "Pay rent on the 1st of every month", title: "Pay rent", when: "2026-12-01", parts: "repeat MONTHLY;BYMONTHDAY=1"},
		{text: "Pay rent every 15th", title: "Pay rent", when: "2026-12-15", parts: "repeat MONTHLY;BYMONTHDAY=15"},
		{text: "Pay rent every month on the 31st", title: "Pay rent", when: "2026-11-30", parts: "repeat MONTHLY;BYMONTHDAY=-1"},
		{text: "Pay rent every month on the last day", title: "Pay rent", when: "2026-11-30", parts: "repeat MONTHLY;BYMONTHDAY=-1"},
		{text: "Back up photos every last day of the month", title: "Back up photos", when: "2026-11-30", parts: "repeat MONTHLY;BYMONTHDAY=-1"},
		{text: "Clean the gutters every other month", title: "Clean the gutters", when: "2026-11-22", parts: "repeat MONTHLY;INTERVAL=2;BYMONTHDAY=22"},
		{text: "Tax return every quarter", title: "Tax return", when: "2026-11-22", parts: "repeat MONTHLY;INTERVAL=3;BYMONTHDAY=22"},
		{text: "Review every 2nd week", title: "Review", when: "2026-11-22", parts: "repeat WEEKLY;INTERVAL=2;BYDAY=SU"},
		{text: "Renew the passport every 10 years", title: "Renew the passport", when: "2026-11-22", parts: "repeat YEARLY;INTERVAL=10;BYMONTH=11;BYMONTHDAY=22"},
		{text: "Mum's birthday every 6 March", title: "Mum's birthday", when: "2027-03-06", parts: "repeat YEARLY;BYMONTH=3;BYMONTHDAY=6"},
		{text: "Mum's birthday every year on March 6", title: "Mum's birthday", when: "2027-03-06", parts: "repeat YEARLY;BYMONTH=3;BYMONTHDAY=6"},
		{text: "Leap party every 29 February", title: "Leap party", when: "2027-02-28", parts: "repeat YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"},
		{text: "Practise chords every day 10 times", title: "Practise chords", when: "2026-11-22", parts: "repeat DAILY;COUNT=10"},
		{text: "Pay the gym every month for 6 times", title: "Pay the gym", when: "2026-11-22", parts: "repeat MONTHLY;COUNT=6;BYMONTHDAY=22"},
		{text: "Write the diary every day until the end of March", title: "Write the diary", when: "2026-11-22", parts: "repeat DAILY;UNTIL=20270331"},
		{text: "Yoga each Tuesday and Thursday 18:30 until June", title: "Yoga", when: "2026-11-24 18:30", parts: "repeat WEEKLY;UNTIL=20270601;BYDAY=TU,TH"},
		{text: "Yoga every Tuesday until 6/3", title: "Yoga", when: "2026-11-24", parts: "repeat WEEKLY;UNTIL=20270306;BYDAY=TU",
			mdy: "2026-11-24 | repeat WEEKLY;UNTIL=20270603;BYDAY=TU", ymd: "2026-11-24 | repeat WEEKLY;UNTIL=20270603;BYDAY=TU"},
		{text: "Yoga every week starting 6/3", title: "Yoga", when: "2027-03-06", parts: "repeat WEEKLY;BYDAY=SA, start 2027-03-06",
			mdy: "2027-06-03 | repeat WEEKLY;BYDAY=TH, start 2027-06-03", ymd: "2027-06-03 | repeat WEEKLY;BYDAY=TH, start 2027-06-03"},
		{text: "Exam on 6/3 ~2h #thesis", title: "Exam", when: "2027-03-06", parts: "goal thesis, est 120",
			mdy: "2027-06-03 | goal thesis, est 120", ymd: "2027-06-03 | goal thesis, est 120"},
		{text: "Pay tax 6/3/27 every year", title: "Pay tax", when: "2027-03-06", parts: "repeat YEARLY;BYMONTH=3;BYMONTHDAY=6",
			mdy: "2027-06-03 | repeat YEARLY;BYMONTH=6;BYMONTHDAY=3", ymd: "!"},
		{text: "Pay tax 2027-03-06 every year", title: "Pay tax", when: "2027-03-06", parts: "repeat YEARLY;BYMONTH=3;BYMONTHDAY=6"},
		{text: "Pay tax tomorrow every month", title: "Pay tax", when: "2026-11-23", parts: "repeat MONTHLY;BYMONTHDAY=23"},
		{text: "Take the pills daily", title: "Take the pills", when: "2026-11-22", parts: "repeat DAILY"},
		{text: "Tidy the desk weekly #home", title: "Tidy the desk", when: "2026-11-22", parts: "repeat WEEKLY;BYDAY=SU, goal home"},
		{text: "Standup every weekday starting Monday at 9:15", title: "Standup", when: "2026-11-23 09:15", parts: "repeat WEEKLY;BYDAY=MO,TU,WE,TH,FR, start 2026-11-23"},
		{text: "Jog every Saturday starting 5 December", title: "Jog", when: "2026-12-05", parts: "repeat WEEKLY;BYDAY=SA, start 2026-12-05"},
		{text: "Draft the talk starting Monday by Friday", title: "Draft the talk", when: "2026-11-27", parts: "start 2026-11-23"},
		{text: "Draft the talk from Monday on", title: "Draft the talk", parts: "start 2026-11-23"},
		{text: "Draft the talk not before next week", title: "Draft the talk", parts: "start 2026-11-23"},
		{text: "Read chapter 3 ~1h30", title: "Read chapter 3", parts: "est 90"},
		{text: "Read chapter 3 ~1h 30m tomorrow", title: "Read chapter 3", when: "2026-11-23", parts: "est 90"},
		{text: "Read ~1.5 hours", title: "Read", parts: "est 90"},
		{text: "Read ~1,5h", title: "Read", parts: "est 90"},
		{text: "Fix the tap ~45 min #house !!", title: "Fix the tap", parts: "goal house, est 45, prio 2"},
		{text: "Fix the tap !!! Friday", title: "Fix the tap", when: "2026-11-27", parts: "prio 3"},
		{text: "Ask for the role #lead-a-design_team", title: "Ask for the role", parts: "goal lead a design team"},
		{text: "Écrire à Zoë 🎓 #études every Friday", title: "Écrire à Zoë 🎓", when: "2026-11-27", parts: "repeat WEEKLY;BYDAY=FR, goal études"},
		{text: "職務経歴書を書く #転職 Friday ~30m", title: "職務経歴書を書く", when: "2026-11-27", parts: "goal 転職, est 30"},
		{text: "Visa form, waiting for Ana", title: "Visa form", parts: "waiting Ana"},
		{text: "Visa form (waiting for the embassy) Friday", title: "Visa form", when: "2026-11-27", parts: "waiting the embassy"},
		{text: "Visa form Friday, waiting on Mr Lee #visa", title: "Visa form", when: "2026-11-27", parts: "goal visa, waiting Mr Lee"},
		{text: "Friday #promotion !", title: "Friday", parts: "goal promotion, prio 1"},
	}
	if len(rows) < 60 {
		t.Fatalf("only %d phrases", len(rows))
	}
	for _, row := range rows {
		for order, other := range map[DateOrder]string{DMY: "", MDY: row.mdy, YMD: row.ymd} {
			when, parts := row.when, row.parts
			if other == "!" {
				continue // the figures make no day in this order; TestParse_Phrases has those
			}
			if other != "" {
				when, parts, _ = strings.Cut(other, " | ")
			}
			got := ParseTask(row.text, today, order, nil)
			gotWhen := strings.TrimSpace(string(got.Day) + " " + string(got.Time))
			if got.Title != row.title || gotWhen != when || said(got.Task) != parts {
				t.Errorf("%s %q:\n got  %q %q %q\n want %q %q %q", order, row.text, got.Title, gotWhen, said(got.Task), row.title, when, parts)
			}
			checkChips(t, row.text, got)
			if len(got.Chips) == 0 {
				t.Errorf("%q has no chip", row.text)
			}
		}
	}
}

// TestParseTask_Titles: titles that look like readings and are none.
func TestParseTask_Titles(t *testing.T) {
	titles := []string{
		"Monitor", "Monitor the build", "Sun contract", "May review", "March for peace", "Friday with friends", "Sat nav for the car",
		"Wed dress fitting list", "Second draft", "Marching band music", "Every day counts", "Every bill paid", "Pay every bill", "Answer each question",
		"Almost every day", "Find something good in every day", "Each one teach one", "The every day struggle", "Weekly review", "Read the daily",
		"Monthly report for Lee", "Daily Mail subscription", "Learn C# basics", "Ticket #12 for Bob", "Be the #1 fan", "Buy milk!", "Wow !? really",
		"Stop waiting for permission", "Waiting for Godot", "Start Monday meeting notes", "Report from Monday", "Start a band", "About ~ things", "Use ~ for home",
		"~45m", "Call 45m away", "Email #ana@mail", "Starting over", "Not before time", "A to-do every", "Run 10 times", "Until we meet again", "Daily", "Every Friday",
		"!", "#promotion", "Fly on the wall of every month's office", "Version 1.2!", "Man on the Moon", "Just one more every time",
	}
	if len(titles) < 30 {
		t.Fatalf("only %d titles", len(titles))
	}
	for _, title := range titles {
		for _, order := range []DateOrder{DMY, MDY, YMD} {
			got := ParseTask(title, today, order, nil)
			if got.Title != title || len(got.Chips) > 0 || said(got.Task) != "" || got.Day != "" || got.Time != "" {
				t.Errorf("%s %q: %q %q %q %+v", order, title, got.Title, got.Day, said(got.Task), got.Chips)
			}
		}
	}
}

// TestParseTask_Rejecting: each chip can be turned down by itself; its words stay in the title and nothing else changes.
func TestParseTask_Rejecting(t *testing.T) {
	const text = "Finish the CV Friday 17:00 every week until June #promotion ~45m ! starting Monday, waiting for Ana"
	all := ParseTask(text, today, DMY, nil)
	if len(all.Chips) != 9 || all.Title != "Finish the CV" {
		t.Fatalf("%q %+v", all.Title, all.Chips)
	}
	for _, rejected := range all.Chips {
		got := ParseTask(text, today, DMY, []string{rejected.Text})
		if !strings.Contains(got.Title, rejected.Text) {
			t.Errorf("without %q the title is %q", rejected.Text, got.Title)
		}
		for _, c := range got.Chips {
			if c.Kind == rejected.Kind && c.Kind != KindDay {
				t.Errorf("%q came back as %+v", rejected.Text, c)
			}
		}
		lost := 1
		if rejected.Kind == KindRepeat {
			lost = 0 // "until June" is the task's own day then
		}
		if want := len(all.Chips) - lost; len(got.Chips) != want && rejected.Kind != KindDay && rejected.Kind != KindRepeat {
			t.Errorf("without %q there are %d chips, want %d: %+v", rejected.Text, len(got.Chips), want, got.Chips)
		}
		checkChips(t, text, got)
	}
	// Whoever turns all of them down has the text as it was typed.
	texts := []string{}
	for _, c := range all.Chips {
		texts = append(texts, c.Text)
	}
	if got := ParseTask(text, today, DMY, texts); got.Title != text || len(got.Chips) != 0 {
		t.Errorf("%q %+v", got.Title, got.Chips)
	}
}

func TestParseTask_Labels(t *testing.T) {
	got := ParseTask("Water the plants every 3 days after done ~1h30 #home !!", today, DMY, nil)
	labels := []string{}
	for _, c := range got.Chips {
		labels = append(labels, c.Label)
	}
	if want := "every third day after it is done, from Sun 22 Nov | 1 h 30 min | home | matters much"; strings.Join(labels, " | ") != want {
		t.Errorf("%s, want %s", strings.Join(labels, " | "), want)
	}
}

func FuzzParseTask(f *testing.F) {
	for _, seed := range []string{
		"Finish the CV Friday 17:00 every week #promotion ~45m !", "every every each on the last of every month", "x every 2nd 29 February until 6/3 for 3 times after done",
		"on Mondays, Tues and or", "~1h 30m ~2h !!! #a-_ starting from Monday on, waiting for", "İ every day ~5", "every", "until", "a every 99 weeks on",
	} {
		f.Add(seed, "2026-11-22", "every week", uint8(0))
	}
	f.Fuzz(func(t *testing.T, text, day, rejected string, order uint8) {
		got := ParseTask(text, clock.Day(day), []DateOrder{DMY, MDY, YMD}[order%3], []string{rejected})
		if !utf8.ValidString(text) {
			return
		}
		checkChips(t, text, got)
		if len(got.Chips) > 0 && got.Title == "" {
			t.Errorf("%q: a reading emptied the title", text)
		}
		for i, c := range got.Chips {
			if i > 0 && c.Start < got.Chips[i-1].End {
				t.Errorf("%q: chips overlap: %+v", text, got.Chips)
			}
		}
		if got.Task.Repeat != "" {
			rule, err := recur.Parse(got.Task.Repeat)
			if err != nil || got.Day == "" {
				t.Fatalf("%q repeats %q on %q: %v", text, got.Task.Repeat, got.Day, err)
			}
			if err := rule.Check(recur.Moment{Day: got.Day}); err != nil {
				t.Errorf("%q repeats %q from %q: %v", text, got.Task.Repeat, got.Day, err)
			}
		}
		if got.Task.Estimate < 0 || got.Task.Estimate > maxEstimate || got.Task.Priority < 0 || got.Task.Priority > 3 || got.Task.Start != "" && !got.Task.Start.Valid() {
			t.Errorf("%q: %+v", text, got.Task)
		}
	})
}
