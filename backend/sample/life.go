package sample

import (
	"slices"

	"northboard/backend/clock"
	"northboard/backend/picture"
	"northboard/backend/plan"
	"northboard/backend/review"
	"northboard/backend/store"
)

// The person of the sample is a designer who wants to lead a team that makes tools for health, and to teach. Every day
// is counted from today, so that the sample is as fresh in ten years as it is now.

// writer puts the sample in, within one operation.
type writer struct {
	tx     *store.Tx
	made   belongings
	staged map[string]picture.Staged

	lead, teach            plan.Aspiration
	role, portfolio, hours plan.Goal
	workshop               plan.Goal
}

type step struct {
	title string
	due   int // days from today
	time  clock.TimeOfDay
	done  bool
	kind  string // of a milestone
	proof string // of a milestone
	takes int    // minutes, of a task; 0 is not said
}

type goalPlan struct {
	draft      plan.GoalDraft
	week       float64 // hours a week the person can give
	readings   []plan.ReadingDraft
	milestones []step
	tasks      []step
}

func (w *writer) day(n int) clock.Day { return w.tx.Today().Add(n) }

// life adds the aspirations, the goals with all they hold, and a win.
func (w *writer) life() (err error) {
	others, err := plan.Aspirations(w.tx)
	if err != nil {
		return err
	}
	// A person who has a north star keeps it.
	free := !slices.ContainsFunc(others, func(a plan.Aspiration) bool { return a.NorthStar })
	if w.lead, err = w.aspiration(plan.AspirationDraft{
		What: "Lead design work that people can trust",
		Why:  "I want to make calm, honest tools, the kind I would hand to my own parents, with a team that goes home on time.",
		Whys: []string{"Because I have seen what a confusing screen does to somebody who is afraid", "Because nobody should feel stupid when they need help"},
		How:  "Lead one project well, then the next; keep drawing myself.",
		Path: "From designing to leading, without leaving the craft", Role: "Lead designer", Impact: "Patients understand what happens to them", Field: "Health",
		Kind: plan.KindRole, Size: plan.SizeLarge, Horizon: plan.HorizonMiddle,
		NorthStar: free,
	}); err != nil {
		return err
	}
	if w.teach, err = w.aspiration(plan.AspirationDraft{
		What: "Teach what I know",
		Why:  "Someone once gave me one afternoon and changed how I see. I would like to be that afternoon for other people.",
		How:  "Small classes first. See what people take home.",
		Kind: plan.KindOther, Size: plan.SizeMedium, Horizon: plan.HorizonShort, Exploring: true,
	}); err != nil {
		return err
	}
	if w.role, err = w.goal(goalPlan{
		draft: plan.GoalDraft{
			Title: "Become lead designer of the health team", Measure: "done", Due: w.day(110), AspirationIDs: []string{w.lead.ID},
			Why: "It is where trust matters most, and I already know the people.",
		},
		week: 4,
		milestones: []step{
			{title: "Agree with Jonas what leading means", due: -20, done: true},
			{title: "Run one project from start to end", due: 40, kind: plan.MilestoneLeadership, proof: "The team says it would do it again"},
			{title: "Present it at the design review", due: 75, kind: plan.MilestoneExperience, proof: "The slides, and one question I could not answer"},
		},
		tasks: []step{
			{title: "Ask Mara what she would look for", due: -9, done: true},
			{title: "Write one page: what I would change first", due: 0, time: "17:00", takes: 60},
			{title: "Book half an hour with Jonas", due: 2, takes: 5},
			{title: "Sit in on the planning meeting", due: 8, takes: 90},
		},
	}); err != nil {
		return err
	}
	whole := 100.0
	if w.portfolio, err = w.goal(goalPlan{
		draft: plan.GoalDraft{
			Title: "A portfolio with three case studies", Measure: "percent", Target: &whole, Due: w.day(45), AspirationIDs: []string{w.lead.ID},
			Why: "I explain my work better when I have written it down.",
		},
		week: 3,
		readings: []plan.ReadingDraft{
			{Day: w.day(-35), Value: 10, Note: "Chose three projects"},
			{Day: w.day(-24), Value: 25},
			{Day: w.day(-14), Value: 40, Note: "First story done"},
			{Day: w.day(-5), Value: 60},
		},
		milestones: []step{
			{title: "The clinic story is written", due: -14, done: true},
			{title: "The pharmacy story is written", due: 12},
		},
		tasks: []step{
			{title: "Collect the old sketches", due: -16, done: true},
			{title: "Write the ending of the pharmacy story", due: -1},
			{title: "Ask Lena to read it aloud to me", due: 4},
		},
	}); err != nil {
		return err
	}
	forty := 40.0
	if w.hours, err = w.goal(goalPlan{
		draft: plan.GoalDraft{
			Title: "Teach for forty hours", Measure: "number", Unit: "hours", Target: &forty, Due: w.day(200), AspirationIDs: []string{w.teach.ID},
			Why: "I only know that I like it once I have done it for a while.",
		},
		week: 2,
		readings: []plan.ReadingDraft{
			{Day: w.day(-42), Value: 3, Note: "First evening class"},
			{Day: w.day(-33), Value: 6.5},
			{Day: w.day(-26), Value: 10},
			{Day: w.day(-12), Value: 14.5, Note: "Two evenings in one week"},
			{Day: w.day(-4), Value: 18},
		},
		tasks: []step{
			{title: "Send the slides to the group", due: 0},
			{title: "Prepare the evening class on colour", due: 4, time: "18:30"},
			{title: "Ask the group what they want next", due: 11},
		},
	}); err != nil {
		return err
	}
	if w.workshop, err = w.goal(goalPlan{
		draft: plan.GoalDraft{
			Title: "Hold a workshop at the city library", Due: w.day(80), AspirationIDs: []string{w.teach.ID, w.lead.ID},
			Why: "The library taught me to read. It is a good place to give something back.",
		},
		milestones: []step{
			{title: "The library has said yes", due: -6, done: true},
			{title: "The programme stands", due: 25},
			{title: "Twenty people are invited", due: 50},
		},
		tasks: []step{
			{title: "Visit the room and count the chairs", due: -3, done: true},
			{title: "Draft the programme on one sheet", due: 6},
			{title: "Choose a Saturday with Mrs Okafor", due: 1},
		},
	}); err != nil {
		return err
	}
	thanks, err := plan.AddTask(w.tx, plan.TaskDraft{Title: "Thank Mara for the introduction", Due: w.day(0)})
	if err != nil {
		return err
	}
	w.made.Tasks = append(w.made.Tasks, thanks.ID)
	win, err := review.AddWin(w.tx, review.WinDraft{Text: "Gave an evening class on my own. Nine people came, and two stayed to talk.", GoalID: w.hours.ID})
	if err != nil {
		return err
	}
	w.made.Wins = append(w.made.Wins, win.ID)
	return nil
}

func (w *writer) aspiration(draft plan.AspirationDraft) (plan.Aspiration, error) {
	a, err := plan.AddAspiration(w.tx, draft)
	if err == nil {
		w.made.Aspirations = append(w.made.Aspirations, a.ID)
	}
	return a, err
}

func (w *writer) goal(p goalPlan) (plan.Goal, error) {
	g, err := plan.AddGoal(w.tx, p.draft)
	if err != nil {
		return g, err
	}
	w.made.Goals = append(w.made.Goals, g.ID)
	if p.week > 0 {
		if g, err = plan.PatchGoal(w.tx, g.ID, plan.GoalPatch{Hours: &p.week}); err != nil {
			return g, err
		}
	}
	for _, r := range p.readings {
		r.GoalID = g.ID
		if _, err := plan.AddReading(w.tx, r); err != nil {
			return g, err
		}
	}
	for _, s := range p.milestones {
		m, err := plan.AddMilestone(w.tx, plan.MilestoneDraft{GoalID: g.ID, Title: s.title, Kind: s.kind, Proof: s.proof, Due: w.day(s.due)})
		if err == nil && s.done {
			_, err = plan.CompleteMilestone(w.tx, m.ID, true)
		}
		if err != nil {
			return g, err
		}
	}
	for _, s := range p.tasks {
		draft := plan.TaskDraft{GoalID: g.ID, Title: s.title, Due: w.day(s.due), DueTime: s.time}
		if s.takes > 0 {
			draft.Estimate = &s.takes
		}
		t, err := plan.AddTask(w.tx, draft)
		if err == nil && s.done {
			_, err = plan.CompleteTask(w.tx, t.ID, true)
		}
		if err != nil {
			return g, err
		}
		w.made.Tasks = append(w.made.Tasks, t.ID)
	}
	return g, nil
}
