package plan

import "strings"

// Pattern is a way of breaking something down that has worked for others, as
// lines to edit before they become steps: two spaces are one level, "#" marks a
// milestone.
type Pattern struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Kind  string `json:"kind"` // a milestone's, or "" for any
	Lines string `json:"lines"`
}

// Patterns lists them all.
func Patterns() []Pattern {
	all := make([]Pattern, len(patterns))
	for i, p := range patterns {
		p.Lines = strings.TrimSpace(p.Lines)
		all[i] = p
	}
	return all
}

var patterns = []Pattern{
	{"volunteer", "Volunteer for it", MilestoneExperience, `
List three places where it is needed
Offer help with something small
Agree on what and until when
Do it
Ask how it went, and write it down`},
	{"ask", "Ask for it", MilestoneLeadership, `
Write down what I want in one sentence
Collect three things that speak for it
Choose a good moment and ask for half an hour
Ask
Note the answer and the next step`},
	{"learn", "Learn it", MilestoneSkill, `
Find out what good looks like
Choose one course, book or person
Reserve two hours a week
Practise on something real
Show it to somebody who knows it`},
	{"certify", "Get the certificate", MilestoneCertification, `
Read what is asked
Book the day of the exam
# Ready for the exam
  Work through the material
  Take a practice exam
  Close the gaps
Sit the exam
Put it where it can be seen`},
	{"lead", "Lead something small", MilestoneLeadership, `
Find something that nobody owns
Offer to take it
Agree on what done looks like
Keep everybody informed each week
Look back with those who took part`},
	{"apply", "Apply for a job", MilestoneExperience, `
# Know what I want
  Write down what matters most
  List ten places
# Be ready
  Bring the CV up to date
  Ask two people to read it
  Write a letter worth reading
# Talk
  Apply to three
  Prepare my questions
  Say thank you afterwards`},
	{"meet", "Meet people who know", "", `
List five people who do it already
Write to two of them
Ask what they would do first
Say thank you, and tell them what came of it`},
	{"make", "Make something and show it", MilestoneExperience, `
Decide what the smallest useful version is
Make it
Show it to three people
Change what they stumbled over
Put it where others can find it`},
	{"habit", "Do a little, often", "", `
Choose the smallest step that counts
Choose a place and a time for it
Prepare it the evening before
Look back after four weeks`},
}
