package phrase

import (
	"testing"
	"unicode/utf8"

	"northboard/backend/clock"
)

// A Sunday.
const today = clock.Day("2026-11-22")

func TestParse_Phrases(t *testing.T) {
	// One row: what is typed, the title, the day and time in every order; orders that differ follow.
	rows := []struct {
		text, title string
		day         clock.Day
		time        clock.TimeOfDay
		mdy, ymd    clock.Day // "" = the same as day, "-" = not read
	}{
		{text: "Finish the CV Friday", title: "Finish the CV", day: "2026-11-27"},
		{text: "finish the cv friday", title: "finish the cv", day: "2026-11-27"},
		{text: "Call Ana today", title: "Call Ana", day: "2026-11-22"},
		{text: "Call Ana tomorrow about the job", title: "Call Ana about the job", day: "2026-11-23"},
		{text: "tomorrow call Ana", title: "call Ana", day: "2026-11-23"},
		{text: "Tidy the portfolio tonight", title: "Tidy the portfolio", day: "2026-11-22", time: "20:00"},
		{text: "Call mum tonight at 9", title: "Call mum", day: "2026-11-22", time: "21:00"},
		{text: "Tomorrow morning write to Lee", title: "write to Lee", day: "2026-11-23", time: "09:00"},
		{text: "Call Ana the day after tomorrow", title: "Call Ana", day: "2026-11-24"},
		{text: "Send invoice on Fri", title: "Send invoice", day: "2026-11-27"},
		{text: "Send invoice Tue", title: "Send invoice", day: "2026-11-24"},
		{text: "Long run on Sat", title: "Long run", day: "2026-11-28"},
		{text: "Long run by Sun", title: "Long run", day: "2026-11-29"},
		{text: "Send slides next Friday", title: "Send slides", day: "2026-11-27"},
		{text: "Send slides this Sunday", title: "Send slides", day: "2026-11-22"},
		{text: "next Monday call the bank", title: "call the bank", day: "2026-11-23"},
		{text: "On Friday call Ana", title: "call Ana", day: "2026-11-27"},
		{text: "Monday at 9 call Ana", title: "call Ana", day: "2026-11-23", time: "09:00"},
		{text: "Monday: call Ana", title: "call Ana", day: "2026-11-23"},
		{text: "Mock interview Friday with Ana", title: "Mock interview with Ana", day: "2026-11-27"},
		{text: "Mock interview Friday 17:00", title: "Mock interview", day: "2026-11-27", time: "17:00"},
		{text: "Mock interview Friday at 5pm", title: "Mock interview", day: "2026-11-27", time: "17:00"},
		{text: "Mock interview at 9 on Friday", title: "Mock interview", day: "2026-11-27", time: "09:00"},
		{text: "Mock interview Friday at 5", title: "Mock interview", day: "2026-11-27", time: "17:00"},
		{text: "Stand-up Monday 9:30", title: "Stand-up", day: "2026-11-23", time: "09:30"},
		{text: "Call the dean at 17:00", title: "Call the dean", day: "2026-11-22", time: "17:00"},
		{text: "Lunch with Sam tomorrow at noon", title: "Lunch with Sam", day: "2026-11-23", time: "12:00"},
		{text: "5:30 pm call Ana", title: "call Ana", day: "2026-11-22", time: "17:30"},
		{text: "Learn the chords in two weeks", title: "Learn the chords", day: "2026-12-06"},
		{text: "Hand in the form in 3 days", title: "Hand in the form", day: "2026-11-25"},
		{text: "Within six months become a lead", title: "become a lead", day: "2027-05-22"},
		{text: "Change jobs within twelve months", title: "Change jobs", day: "2027-11-22"},
		{text: "Change jobs within the next 2 years", title: "Change jobs", day: "2028-11-22"},
		{text: "Renew the visa in a year", title: "Renew the visa", day: "2027-11-22"},
		{text: "Ask for feedback in six weeks' time", title: "Ask for feedback", day: "2027-01-03"},
		{text: "Ask for feedback two weeks from now", title: "Ask for feedback", day: "2026-12-06"},
		{text: "Finish the portfolio by June", title: "Finish the portfolio", day: "2027-06-01"},
		{text: "Finish the portfolio before June", title: "Finish the portfolio", day: "2027-05-31"},
		{text: "Finish the portfolio in June", title: "Finish the portfolio", day: "2027-06-30"},
		{text: "Finish the portfolio in June 2028", title: "Finish the portfolio", day: "2028-06-30"},
		{text: "Apply by the end of March", title: "Apply", day: "2027-03-31"},
		{text: "Apply before the end of the month", title: "Apply", day: "2026-11-30"},
		{text: "Apply by end of year", title: "Apply", day: "2026-12-31"},
		{text: "Apply by the end of next year", title: "Apply", day: "2027-12-31"},
		{text: "Apply end of the week", title: "Apply", day: "2026-11-22"},
		{text: "Apply mid-March", title: "Apply", day: "2027-03-15"},
		{text: "Lead a team by 2030", title: "Lead a team", day: "2030-01-01"},
		{text: "Sort the photos this weekend", title: "Sort the photos", day: "2026-11-22"},
		{text: "Sort the photos next weekend", title: "Sort the photos", day: "2026-11-28"},
		{text: "Sort the photos before the weekend", title: "Sort the photos", day: "2026-11-27"},
		{text: "Book a course next week", title: "Book a course", day: "2026-11-23"},
		{text: "Book a course next month", title: "Book a course", day: "2026-12-01"},
		{text: "Book a course next year", title: "Book a course", day: "2027-01-01"},
		{text: "Book a course Thursday next week", title: "Book a course", day: "2026-11-26"},
		{text: "Book a course this year", title: "Book a course", day: "2026-12-31"},
		{text: "Exam 6 March", title: "Exam", day: "2027-03-06"},
		{text: "Exam on the 6th of March", title: "Exam", day: "2027-03-06"},
		{text: "Exam March 6", title: "Exam", day: "2027-03-06"},
		{text: "Exam March 6th, 2028 in Bonn", title: "Exam in Bonn", day: "2028-03-06"},
		{text: "Exam Saturday, 6 March at 9:15", title: "Exam", day: "2027-03-06", time: "09:15"},
		{text: "Pay rent by the 1st", title: "Pay rent", day: "2026-12-01"},
		{text: "Exam 29 February", title: "Exam", day: "2028-02-29"},
		{text: "Exam 2027-03-06", title: "Exam", day: "2027-03-06"},
		{text: "Exam 6.3.", title: "Exam", day: "2027-03-06", mdy: "-", ymd: "-"},
		{text: "Exam on 6.3.", title: "Exam", day: "2027-03-06", mdy: "2027-06-03", ymd: "2027-06-03"},
		{text: "Exam 6/3", title: "Exam", day: "2027-03-06", mdy: "2027-06-03", ymd: "2027-06-03"},
		{text: "Exam 6.3.2027", title: "Exam", day: "2027-03-06", mdy: "2027-06-03"},
		{text: "Exam 6/3/27", title: "Exam", day: "2027-03-06", mdy: "2027-06-03", ymd: "-"},
		{text: "Exam by 27/6/3", title: "Exam", day: "-", mdy: "-", ymd: "2027-06-03"},
		{text: "Exam 2027-03-06 Sat at 9", title: "Exam", day: "2027-03-06", time: "09:00"},
		{text: "Run every Monday until the end of March", title: "Run every Monday", day: "2027-03-31"},
		{text: "Finish the CV (by Friday)", title: "Finish the CV", day: "2026-11-27"},
		{text: "Finish the CV, due: Friday", title: "Finish the CV", day: "2026-11-27"},
		{text: "Finish the CV no later than Friday", title: "Finish the CV", day: "2026-11-27"},
		{text: "Finish the CV before Friday!", title: "Finish the CV!", day: "2026-11-26"},
		{text: "Écrire à Zoë 🎓 Friday", title: "Écrire à Zoë 🎓", day: "2026-11-27"},
	}
	for _, row := range rows {
		for order, want := range map[DateOrder]clock.Day{DMY: row.day, MDY: row.mdy, YMD: row.ymd} {
			if want == "" {
				want = row.day
			}
			title, at := row.title, row.time
			if want == "-" {
				want, title, at = "", row.text, ""
			}
			got := Parse(row.text, today, order)
			if got.Day != want || got.Time != at || got.Title != title {
				t.Errorf("%s %q: %q day %q time %q, want %q %q %q", order, row.text, got.Title, got.Day, got.Time, title, want, at)
			}
			checkChips(t, row.text, got)
		}
	}
}

// Titles that only look like dates.
func TestParse_TitlesStay(t *testing.T) {
	titles := []string{
		"Monitor the build", "Sun contract", "May review", "March for peace", "Second draft", "Sat exam prep",
		"Friday", "tomorrow", "The Friday report", "Plan Black Friday sale", "Water the plants every Friday",
		"Move the talk to Friday", "Monday blog post", "Work on Monday blog post", "Sit in the sun", "Register for SAT",
		"Watch the Tonight Show", "USA Today layout", "Think about tomorrow", "Write 2 May reviews", "10 March Madness picks",
		"Talk to April", "Ask June", "Meet May in August Street", "Jan", "Read chapter 3/4", "Support 24/7", "Upgrade to Go 1.26",
		"Upgrade to 1.2", "Watch at 16:9", "Read John 3:16", "Run 10 km in 45:00", "Look at 3 offers", "Interview at 9 companies",
		"In the last 3 days of school", "Work in a team", "Rome in a day", "Write the end of year report", "Decade review 2030",
		"Marching band", "Wednesday's child", "Thesis 2nd draft", "First 90 days plan", "Mon ami", "Wed the couple",
		"Fri", "Notes of 6 March", "Log hours 2026-11-20", "Trip from 3 March to 6 March", "Follow up on May review",
		"Every other week on Tuesday", "Train on Monday and Wednesday", "Tuesday, Thursday or Friday", "First Friday in April",
		"Friday with friends", "Monday in the first two weeks",
		"Stretch at 8:30 every morning", "Essay of December 24, 1997", "Until December 24, 1997", "Steps [1/3]",
		"2024-09-28 Sat 17:00", "Pay on the 2nd and 15th", "Every Thursday in March", "Run every 3 days",
		"Paper on Sun and sea", "Study Marx", "Decide on a title", "In march the clowns", "Mar the surface", "next steps",
	}
	for _, title := range titles {
		for _, order := range []DateOrder{DMY, MDY, YMD} {
			got := Parse(title, today, order)
			if got.Title != title || len(got.Chips) != 0 || got.Day != "" || got.Time != "" {
				t.Errorf("%s %q was read: %q %q %q %+v", order, title, got.Title, got.Day, got.Time, got.Chips)
			}
		}
	}
}

func TestParse_OtherDays(t *testing.T) {
	rows := []struct {
		today clock.Day
		text  string
		want  clock.Day
	}{
		{"2026-11-25", "x Friday", "2026-11-27"},       // Wednesday
		{"2026-11-25", "x next Friday", "2026-12-04"},  // the week after
		{"2026-11-27", "x Friday", "2026-12-04"},       // said on a Friday
		{"2026-11-27", "x this Friday", "2026-11-27"},  //
		{"2026-11-25", "x this weekend", "2026-11-28"}, //
		{"2026-11-25", "x end of the week", "2026-11-27"},
		{"2026-11-28", "x end of the week", "2026-11-29"},
		{"2026-11-25", "x next week on Tuesday", "2026-12-01"},
		{"2026-11-25", "x this Monday", ""}, // it has passed
		{"2027-01-31", "x in a month", "2027-02-28"},
		{"2028-02-29", "x in 1 year", "2029-02-28"},
		{"2026-12-31", "x tomorrow", "2027-01-01"},
		{"2026-12-31", "x by the end of the quarter", "2026-12-31"},
		{"2026-03-05", "x by March", "2027-03-01"},
		{"2026-03-05", "x in March", "2026-03-31"},
		{"2026-03-06", "x on 6 March", "2026-03-06"},
		{"2026-03-07", "x on 6 March", "2027-03-06"},
		{"2026-02-10", "x on the 31st", "2026-03-31"},
		{"2026-11-22", "x on 31 February", ""},
		{"", "x tomorrow", ""},
		{"9999-12-31", "x tomorrow", ""},
	}
	for _, row := range rows {
		if got := Parse(row.text, row.today, DMY); got.Day != row.want {
			t.Errorf("%s %q: %q, want %q", row.today, row.text, got.Day, row.want)
		}
	}
}

func TestParseRejecting_Chip(t *testing.T) {
	rows := []struct {
		text     string
		rejected []string
		title    string
		day      clock.Day
		time     clock.TimeOfDay
	}{
		{"Finish the CV Friday", []string{"Friday"}, "Finish the CV Friday", "", ""},
		{"Finish the CV next Friday", []string{"next Friday"}, "Finish the CV next Friday", "", ""},
		{"Finish the CV by Friday", []string{"by friday"}, "Finish the CV by Friday", "", ""},
		{"Call Ana Friday at 9", []string{"at 9"}, "Call Ana at 9", "2026-11-27", ""},
		{"Call Ana Friday at 9", []string{"Friday"}, "Call Ana Friday at 9", "", ""},
		{"Call Ana Friday", []string{"", "Monday"}, "Call Ana", "2026-11-27", ""},
	}
	for _, row := range rows {
		got := ParseRejecting(row.text, today, DMY, row.rejected)
		if got.Title != row.title || got.Day != row.day || got.Time != row.time {
			t.Errorf("%q without %q: %q %q %q", row.text, row.rejected, got.Title, got.Day, got.Time)
		}
		for _, c := range got.Chips {
			for _, r := range row.rejected {
				if c.Text == r {
					t.Errorf("%q: rejected %q came back", row.text, r)
				}
			}
		}
	}
}

func TestParseGoal_Numbers(t *testing.T) {
	rows := []struct {
		text, title string
		value       float64 // 0 = none
		unit        string
		day         clock.Day
	}{
		{"Read 12 books by June", "Read 12 books", 12, "books", "2027-06-01"},
		{"20 books", "20 books", 20, "books", ""},
		{"Run 5 km", "Run 5 km", 5, "km", ""},
		{"Run 5km in March", "Run 5km", 5, "km", "2027-03-31"},
		{"Reach 80 % test coverage", "Reach 80 % test coverage", 80, "%", ""},
		{"Finish 80% of the thesis", "Finish 80% of the thesis", 80, "%", ""},
		{"Save €2,000 by Christmas", "Save €2,000 by Christmas", 2000, "€", ""},
		{"Save 2.000 € this year", "Save 2.000 €", 2000, "€", "2026-12-31"},
		{"Earn $1.5k more", "Earn $1.5k more", 1500, "$", ""},
		{"Lose 2,5 kg", "Lose 2,5 kg", 2.5, "kg", ""},
		{"Earn 12,000 points", "Earn 12,000 points", 12000, "points", ""},
		{"Earn 12 000 points by Friday", "Earn 12 000 points", 12000, "points", "2026-11-27"},
		{"Earn 1\u202f250\u202f000 points", "Earn 1 250 000 points", 1250000, "points", ""},
		{"Earn 12'500 points", "Earn 12'500 points", 12500, "points", ""},
		{"Save €12 000,50", "Save €12 000,50", 12000.5, "€", ""},
		{"Save 12 000€ this year", "Save 12 000€", 12000, "€", "2026-12-31"},
		{"Save €1.234,50", "Save €1.234,50", 1234.5, "€", ""},
		{"Save £1,234.50", "Save £1,234.50", 1234.5, "£", ""},
		{"Save £0,500", "Save £0,500", 0.5, "£", ""},
		{"Run 1.500 km", "Run 1.500 km", 1.5, "km", ""},
		{"Run 1.000.000 m", "Run 1.000.000 m", 1000000, "m", ""},
		{"Run 1.2.3 km", "Run 1.2.3 km", 0, "", ""},
		{"Earn 12,00,0 points", "Earn 12,00,0 points", 0, "", ""},
		{"Call 030 123 456", "Call 030 123 456", 0, "", ""},
		{"Find two mentors within six months", "Find two mentors", 2, "mentors", "2027-05-22"},
		{"10,000 steps every day", "10,000 steps every day", 10000, "steps", ""},
		{"Speak at 3 meetups before March", "Speak at 3 meetups", 3, "meetups", "2027-02-28"},
		{"Run 10 km in 50 minutes", "Run 10 km in 50 minutes", 10, "km", ""},
		{"Publish 4 case studies by June", "Publish 4 case studies", 4, "case studies", "2027-06-01"},
		{"Win 3 new clients", "Win 3 new clients", 3, "new clients", ""},
		{"Be in 3 places at once", "Be in 3 places at once", 3, "places", ""},
		{"Practise 3 years for 5 years", "Practise 3 years for 5 years", 3, "years", ""},
		{"Stay for 5 years", "Stay for 5 years", 0, "", ""},
		{"Walk every 3 hours", "Walk every 3 hours", 0, "", ""},
		{"Take 2 or more courses", "Take 2 or more courses", 0, "", ""},
		{"Finish chapter 3", "Finish chapter 3", 0, "", ""},
		{"Learn Java 8 streams", "Learn Java 8 streams", 0, "", ""},
		{"Take the Python 3 courses", "Take the Python 3 courses", 0, "", ""},
		{"Pass B2 by 6 March", "Pass B2", 0, "", "2027-03-06"},
		{"Two weeks of yoga", "Two weeks of yoga", 0, "", ""},
		{"Top 10 companies list", "Top 10 companies list", 0, "", ""},
		{"Be on time in 2027", "Be on time", 0, "", "2027-12-31"},
		{"Become a lead in 2 years", "Become a lead", 0, "", "2028-11-22"},
	}
	for _, row := range rows {
		got := ParseGoal(row.text, today, DMY, nil)
		value := 0.0
		if got.Number != nil {
			value = *got.Number
		}
		if got.Title != row.title || value != row.value || got.Unit != row.unit || got.Day != row.day {
			t.Errorf("%q: %q %v %q %q", row.text, got.Title, value, got.Unit, got.Day)
		}
		checkChips(t, row.text, got)
	}
	got := ParseGoal("Read 12 books by June", today, DMY, []string{"12 books"})
	if got.Number != nil || got.Day != "2027-06-01" {
		t.Errorf("a rejected number came back: %+v", got)
	}
}

func TestParseDay_Alone(t *testing.T) {
	for text, want := range map[string]clock.Day{
		"Friday":            "2026-11-27",
		"6 March":           "2027-03-06",
		"in two weeks":      "2026-12-06",
		"within six months": "2027-05-22",
		"tomorrow":          "2026-11-23",
		"24.12.":            "2026-12-24",
		"yesterday":         "2026-11-21",
		"last Sunday":       "2026-11-15",
		"last Friday":       "2026-11-20",
		"three days ago":    "2026-11-19",
		"a month ago":       "2026-10-22",
		"blub":              "",
		"":                  "",
	} {
		if got := ParseDay(text, today, DMY); got.Day != want {
			t.Errorf("ParseDay(%q) = %q, want %q", text, got.Day, want)
		}
	}
}

func TestParse_Labels(t *testing.T) {
	got := ParseGoal("Read 12 books by 6 March at 17:00", today, DMY, nil)
	want := []Chip{
		{Kind: "day", Text: "by 6 March", Label: "Sat 6 Mar 2027", Start: 14, End: 24, Value: "2027-03-06"},
		{Kind: "time", Text: "at 17:00", Label: "17:00", Start: 25, End: 33, Value: "17:00"},
		{Kind: "number", Text: "12 books", Label: "12 books", Start: 5, End: 13, Value: "12"},
	}
	if len(got.Chips) != len(want) {
		t.Fatalf("%+v", got.Chips)
	}
	for i := range want {
		if got.Chips[i] != want[i] {
			t.Errorf("chip %d: %+v, want %+v", i, got.Chips[i], want[i])
		}
	}
}

// checkChips: offsets count runes and point at the chip's own text.
func checkChips(t *testing.T, text string, got Phrase) {
	t.Helper()
	runes := []rune(text)
	for _, c := range got.Chips {
		if c.Start < 0 || c.End > len(runes) || c.Start >= c.End {
			t.Errorf("%q: chip out of bounds: %+v", text, c)
			continue
		}
		if string(runes[c.Start:c.End]) != c.Text {
			t.Errorf("%q: chip %+v does not stand where it says", text, c)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"Finish the CV Friday", "Exam 6.3. at 9", "€2,000 by the end of March", "no later than the 6th", "due: due by the", "İ 5km 1,,2 🎓", "in a", "the", "before the weekend's"} {
		f.Add(seed, "2026-11-22", "", uint8(0))
	}
	f.Fuzz(func(t *testing.T, text, day, rejected string, order uint8) {
		got := ParseGoal(text, clock.Day(day), []DateOrder{DMY, MDY, YMD}[order%3], []string{rejected})
		if !utf8.ValidString(text) {
			return
		}
		checkChips(t, text, got)
		if got.Day != "" && (!got.Day.Valid() || got.Day < clock.Day(day)) {
			t.Errorf("%q on %q: day %q", text, day, got.Day)
		}
		if got.Time != "" && !got.Time.Valid() {
			t.Errorf("%q: time %q", text, got.Time)
		}
		if len(got.Chips) > 0 && got.Title == "" {
			t.Errorf("%q: a reading emptied the title", text)
		}
	})
}
