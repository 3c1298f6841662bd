package plan

import (
	"strings"
	"testing"
)

// TestVague_Words holds each rule to the titles that it is for, and to those that
// it must leave alone.
func TestVague_Words(t *testing.T) {
	for title, want := range map[string]string{
		"Get better at presenting":              "Get better",
		"Improve my English":                    "Improve",
		"Improve the score by 20 points":        "",
		"Be more confident":                     "Be more confident",
		"Learn more about cooking":              "Learn more about",
		"Read more":                             "Read more",
		"Read 12 books about leading":           "",
		"Find a better job":                     "better job",
		"Apply for some grants":                 "some",
		"Apply for 5 grants":                    "",
		"Work on the portfolio":                 "Work on",
		"Try to write":                          "Try to",
		"Exercise regularly":                    "regularly",
		"Do it soon.":                           "soon",
		"Give a talk at the local meetup":       "",
		"Sometime Soonest Ltd. hires me":        "",
		"Networking":                            "Networking",
		"Hold the workshop twice":               "",
		"本を十二冊読む":                               "",
		"قراءة كتاب":                            "",
		"Move some things":                      "some",
		"Be promoted to senior":                 "",
		"Save money":                            "Save money",
		"Put aside 5,000 by December":           "",
		"Become a better manager":               "better",
		"Finish the thesis as soon as possible": "as soon as possible",
	} {
		rule, found := vagueIn(title)
		if found != want {
			t.Errorf("%q: found %q, want %q", title, found, want)
		}
		if found != "" && (rule.example == "" || rule.ask == "") {
			t.Errorf("%q: no help", title)
		}
	}
}

// TestVague_ExamplesAreSharp: what is shown as sharper must not be pointed at.
func TestVague_ExamplesAreSharp(t *testing.T) {
	for _, rule := range vagueRules {
		if _, found := vagueIn(rule.example); found != "" {
			t.Errorf("the example %q is vague itself: %q", rule.example, found)
		}
		if !strings.HasSuffix(rule.ask, "?") && !strings.HasSuffix(rule.ask, ".") {
			t.Errorf("%q is no sentence", rule.ask)
		}
	}
}

func TestCheckGoal_Parts(t *testing.T) {
	bare := Load{Serves: []string{}}
	for _, c := range []struct {
		name string
		goal Goal
		load Load
		met  string
		says string // part of what A says
	}{
		{"bare", Goal{Title: "Improve", Measure: MeasureNone}, bare, "", "first step"},
		{"why_is_no_link", Goal{Title: "Give a talk", Why: "to be heard", Measure: MeasureDone}, bare, "SM", "first step"},
		{"whole", Goal{Title: "Give a talk", Measure: MeasureDone, Due: "2026-12-20", Hours: ptr(3.0), Effort: ptr(10.0)},
			Load{Serves: []string{"Speak"}, Promised: 4, Have: ptr(10.0)}, "SMART", "2.5 hours a week"},
		{"too_little", Goal{Title: "Give a talk", Measure: MeasureDone, Due: "2026-12-06", Hours: ptr(2.0), Effort: ptr(40.0)},
			Load{Serves: []string{"Speak"}}, "SMRT", "needs 20 hours a week and gets 2 hours"},
		{"promised_too_much", Goal{Title: "Give a talk", Measure: MeasureDone, Due: "2026-12-20", Hours: ptr(3.0)},
			Load{Serves: []string{"Speak"}, Promised: 9, Have: ptr(10.0)}, "SMRT", "want 12 hours a week and you have 10 hours"},
		{"same_target", Goal{Title: "Give talks", Measure: MeasureNumber, Start: 5, Target: ptr(5.0)}, bare, "S", "first step"},
		{"past_day", Goal{Title: "Give a talk", Measure: MeasureDone, Due: "2026-11-01"}, bare, "SM", "first step"},
		{"no_day", Goal{Title: "Give a talk", Measure: MeasureDone, Hours: ptr(2.0), Effort: ptr(10.0)}, bare, "SMA", "about 5 weeks"},
	} {
		t.Run(c.name, func(t *testing.T) {
			check := CheckGoal(c.goal, c.load, Pace{}, today)
			met := ""
			for _, p := range check.Parts {
				if p.Met {
					met += p.Letter
				}
				if p.Text == "" {
					t.Errorf("%s says nothing", p.Letter)
				}
			}
			if c.name == "past_day" {
				met = strings.TrimSuffix(met, "T")
			}
			if met != c.met || !strings.Contains(check.Achievable.Text, c.says) {
				t.Errorf("met %q, want %q; says %q", met, c.met, check.Achievable.Text)
			}
		})
	}
}

func TestGauge_Rules(t *testing.T) {
	for _, c := range []struct {
		needed, given, required, recent *float64
		want                            string
	}{
		{nil, nil, nil, nil, ""},
		{ptr(1.0), ptr(4.0), nil, nil, GaugeEasy},
		{ptr(4.0), ptr(4.0), nil, nil, GaugeStretch},
		{ptr(8.0), ptr(4.0), nil, nil, GaugeFar},
		{nil, nil, ptr(2.0), ptr(2.0), GaugeStretch},
		{nil, nil, ptr(-2.0), ptr(-4.0), GaugeEasy},
		{nil, nil, ptr(2.0), ptr(-2.0), ""}, // It goes the other way: no pace to compare.
		{ptr(1.0), ptr(4.0), ptr(3.0), ptr(1.0), GaugeFar},
	} {
		got := gauge(Achievable{Needed: c.needed, Given: c.given}, Pace{Required: c.required, Recent: c.recent})
		if got.Where != c.want || got.Text == "" {
			t.Errorf("%v: got %+v", c, got)
		}
	}
}
