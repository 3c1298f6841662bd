package command

import (
	"errors"

	"github.com/spf13/cobra"

	"northboard/backend"
)

func (p *program) remindCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "remind",
		Short: "Take reminders along: for a phone's calendar, or as a mail",
		Args:  noArguments,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var ics, eml, only string
	export := &cobra.Command{
		Use:   "export --ics FILE | --eml FILE",
		Short: "Write reminders as a calendar file, or the weekly review as a draft of a mail",
		Long: "Writes reminders with their alarms as an .ics file, which a phone or another calendar takes in; or the weekly\n" +
			"review as an .eml draft, which a mail program opens for writing. Nothing is sent anywhere.",
		Example: "  northboard remind export --ics reminders.ics\n  northboard remind export --ics one.ics --only ID\n  northboard remind export --eml review.eml",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if (ics == "") == (eml == "") {
				return usageError{errors.New("say which file to write, like: northboard remind export --ics reminders.ics")}
			}
			path, err := absolute(ics + eml)
			if err != nil {
				return err
			}
			return p.with(cmd.Context(), func(b *backend.Backend) error {
				if eml != "" {
					if err := b.SaveReviewMail(cmd.Context(), path); err != nil {
						return err
					}
					p.say("The review is written as a draft of a mail: %s", path)
					return nil
				}
				n, err := b.SaveCalendar(cmd.Context(), path, only)
				if err != nil {
					return err
				}
				p.say("Wrote %s: %s", many(n, "reminder", "reminders"), path)
				return nil
			})
		},
	}
	export.Flags().StringVar(&ics, "ics", "", "the calendar file to write")
	export.Flags().StringVar(&eml, "eml", "", "the draft of a mail to write")
	export.Flags().StringVar(&only, "only", "", "one reminder by its id, or what is about this task, milestone or goal")
	cmd.AddCommand(export)
	return cmd
}
