package command

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"northboard/backend"
	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/phrase"
)

func (p *program) todayCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "today",
		Short: "Say what is due today and the next step of each goal",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(b *backend.Backend) error {
				view, err := b.Flow.Today(cmd.Context())
				if err != nil {
					return err
				}
				if asJSON {
					encoder := json.NewEncoder(p.Stdout)
					encoder.SetIndent("", "  ")
					return encoder.Encode(view)
				}
				p.today(view)
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON, for other programs")
	return cmd
}

func (p *program) today(view flow.TodayView) {
	p.say("%s", longDay(view.Day))
	if view.OneThing != nil {
		p.section("The one thing", []flow.TodayTask{*view.OneThing}, 1)
	}
	p.section("Overdue", view.Overdue, view.OverdueTotal)
	p.section("Due today", view.Due, view.DueTotal)
	if view.QuietSentence != "" {
		p.say("\n%s", view.QuietSentence)
	}
	heading := "\nNext steps"
	for _, step := range view.Next {
		if heading != "" {
			p.say("%s", heading)
			heading = ""
		}
		title := step.TaskTitle
		if step.MissingNext {
			title = "no next step yet"
		}
		p.say("  %s: %s", step.Goal.Title, title)
	}
	p.rest(view.NextTotal - len(view.Next))
	if view.NorthStar != nil {
		p.say("\nNorth star: %s", view.NorthStar.What)
	}
}

func (p *program) section(heading string, tasks []flow.TodayTask, total int) {
	if len(tasks) == 0 {
		return
	}
	p.say("\n%s", heading)
	for _, t := range tasks {
		line := "  " + t.Title
		switch {
		case t.Overdue:
			line += " (since " + shortDay(t.Due) + ")"
		case t.DueTime != "":
			line += " (" + string(t.DueTime) + ")"
		}
		if t.GoalTitle != "" {
			line += ", for " + t.GoalTitle
		}
		p.say("%s", line)
	}
	p.rest(total - len(tasks))
}

func (p *program) rest(n int) {
	if n > 0 {
		p.say("  and %d more", n)
	}
}

func longDay(d clock.Day) string {
	_, month, day := d.Date()
	return fmt.Sprintf("%s %d %s", d.Weekday(), day, month)
}

func shortDay(d clock.Day) string {
	_, month, day := d.Date()
	return fmt.Sprintf("%d %s", day, month)
}

func (p *program) addCommand() *cobra.Command {
	var goal string
	var try bool
	cmd := &cobra.Command{
		Use:     `add "Finish the CV Friday"`,
		Short:   "Add a task, with its day, repeat, goal and time as you would write them",
		Example: "  northboard add \"Finish the CV Friday\"\n  northboard add \"Call Mira tomorrow at 14:00\" --goal \"Lead a design team\"\n  northboard add 'Rehearse Friday 17:00 every week #workshop ~45m !'",
		Args:    between(1, -1, `say what to add, like: northboard add "Finish the CV Friday"`),
		RunE: func(cmd *cobra.Command, args []string) error {
			line := flow.Line{Text: strings.Join(args, " ")}
			return p.with(cmd.Context(), func(b *backend.Backend) error {
				read, err := b.Flow.ReadTask(cmd.Context(), line)
				if err != nil {
					return err
				}
				input := flow.TaskInput{Line: line}
				named := ""
				if cmd.Flags().Changed("goal") {
					found, err := findGoal(cmd, b, goal)
					if err != nil {
						return err
					}
					input.GoalID, named = found.ID, ", for "+found.Title
				}
				said := reading(read) + named
				if try {
					p.say("Would add: %s", said)
					return nil
				}
				if _, err := b.Flow.AddTask(cmd.Context(), input); err != nil {
					return err
				}
				p.say("Added: %s", said)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&goal, "goal", "", "the goal it belongs to, or the beginning of its title")
	cmd.Flags().BoolVar(&try, "dry-run", false, "only say how it is read")
	return cmd
}

// reading says how a line was understood.
func reading(read phrase.Phrase) string {
	said := read.Title
	for _, chip := range read.Chips {
		said += " [" + chip.Label + "]"
	}
	return said
}

// findGoal finds the open goal whose title is, or begins with, what was given.
func findGoal(cmd *cobra.Command, b *backend.Backend, given string) (flow.GoalFace, error) {
	goals, err := b.Flow.GoalFaces(cmd.Context(), nil)
	if err != nil {
		return flow.GoalFace{}, err
	}
	wanted := strings.ToLower(strings.TrimSpace(given))
	var found []flow.GoalFace
	titles := []string{}
	for _, g := range goals {
		title := strings.ToLower(g.Title)
		if title == wanted {
			return g, nil
		}
		if !g.Reached && strings.HasPrefix(title, wanted) {
			found = append(found, g)
			titles = append(titles, "“"+g.Title+"”")
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return flow.GoalFace{}, fault.Newf(fault.NotFound, "There is no goal that begins with “%s”. Nothing was added; see your goals with: northboard today", given)
	}
	return flow.GoalFace{}, fault.Newf(fault.Invalid, "Several goals begin with “%s”: %s. Nothing was added; write more of the one you mean.", given, strings.Join(titles, ", "))
}
