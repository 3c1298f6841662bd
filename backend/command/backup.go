package command

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"northboard/backend/agent"
	"northboard/backend/backup"
	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/instance"
)

// keeper looks after the backups of this run's library, whether or not it can be opened.
func (p *program) keeper() (*backup.Keeper, error) {
	library, _, err := p.folders()
	if err != nil {
		return nil, err
	}
	k := backup.New(backup.Config{Library: library, Clock: p.Clock, Log: p.log, Program: Version})
	return k, k.Settle()
}

func (p *program) backupCommand() *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use:     "backup",
		Short:   "Back the library up, now",
		Long:    "Makes a backup of the library, also while Northboard is open. It counts only after it was opened and compared.\nOlder backups are thinned: all of two days stay, then 12 daily, 10 weekly and 9 monthly ones.",
		Example: "  northboard backup\n  northboard backup --to /media/usb\n  northboard backup list",
		Args:    noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.backUp(cmd.Context(), to) },
	}
	cmd.Flags().StringVar(&to, "to", "", "copy it to this folder as well")
	cmd.AddCommand(&cobra.Command{
		Use:   "list",
		Short: "List the backups there are, the newest first",
		Args:  noArguments,
		RunE:  func(cmd *cobra.Command, _ []string) error { return p.backupList(cmd.Context()) },
	})
	return cmd
}

func (p *program) backUp(ctx context.Context, to string) error {
	k, err := p.keeper()
	if err != nil {
		return err
	}
	if to != "" {
		if to, err = absolute(to); err != nil {
			return err
		}
	}
	made, err := k.Make(ctx, backup.OnDemand, nil)
	if err != nil {
		return err
	}
	p.say("Backed up: %s. It was opened and compared.", holds(made.Info))
	p.say("It is called %s and lies in %s", made.Info.ID, filepath.Join(k.Library, "backups"))
	if made.Info.Lacking > 0 {
		p.say("%s could not be read, and so not be backed up. See which with: northboard verify", many(made.Info.Lacking, "picture", "pictures"))
	}
	for _, sentence := range []string{made.Second, made.Held} {
		if sentence != "" {
			p.say("%s", sentence)
		}
	}
	if to == "" {
		return nil
	}
	path, err := k.CopyTo(ctx, made.Info.ID, to, nil)
	if err != nil {
		return err
	}
	p.say("A copy lies in %s", path)
	return nil
}

func (p *program) backupList(ctx context.Context) error {
	k, err := p.keeper()
	if err != nil {
		return err
	}
	all, err := k.List(ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		p.say("There is no backup yet. Make one with: northboard backup")
		return nil
	}
	for _, one := range all {
		if !one.Good {
			p.say("%s  %s  DAMAGED: %s", one.ID, p.when(one.Created), one.Flaw)
			continue
		}
		p.say("%s  %s  %-16s  %s", one.ID, p.when(one.Created), one.Why, holds(one))
	}
	return nil
}

func (p *program) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "restore [BACKUP]",
		Short: "Put a backup in the library's place; the library is kept beside it",
		Long: "Puts a backup in the library's place: the newest good one, or the one that is named (see northboard backup list),\n" +
			"or one that lies in another folder, by its path. The backup is opened and compared first. The library as it is now\n" +
			"is kept beside it. Close the window before; the agent steps aside by itself.",
		Example: "  northboard restore\n  northboard restore 20261122T020000Z-1a2b3c4d\n  northboard restore \"/media/usb/Northboard backups/0123456789ab/20261122T020000Z-1a2b3c4d\"",
		Args:    between(0, 1, ""),
		RunE: func(cmd *cobra.Command, args []string) error {
			ref := ""
			if len(args) == 1 {
				ref = args[0]
			}
			return p.restore(cmd.Context(), ref)
		},
	}
}

func (p *program) restore(ctx context.Context, ref string) error {
	k, err := p.keeper()
	if err != nil {
		return err
	}
	if _, open, err := instance.Held(instance.LockPath(k.Library, instance.Window)); err != nil {
		return err
	} else if open {
		return fault.New(fault.InUse, "Northboard’s window is open on this library. Nothing was changed; close it first, or restore in the window: Library, Safety.")
	}
	if ref == "" {
		if ref, err = newestGood(ctx, k); err != nil {
			return err
		}
	}
	resume, err := agent.StepAside(ctx, k.Library, "")
	if err != nil {
		return err
	}
	defer func() {
		if err := resume(); err != nil {
			p.log.Warn("start the agent again", "error", err)
		}
	}()
	done, err := k.Restore(ctx, ref, nil)
	if err != nil {
		return err
	}
	p.say("Restored the backup of %s: %s.", p.when(done.Info.Created), holds(done.Info))
	if done.Kept != "" {
		p.say("The library as it was is kept in %s", done.Kept)
	}
	for _, name := range done.Missing {
		p.say("The picture “%s” is not in the backup and could not be found elsewhere.", name)
	}
	return nil
}

func newestGood(ctx context.Context, k *backup.Keeper) (string, error) {
	all, err := k.List(ctx)
	if err != nil {
		return "", err
	}
	for _, one := range all {
		if one.Good {
			return one.ID, nil
		}
	}
	return "", fault.New(fault.NotFound, "There is no good backup in the library’s folder. Nothing was changed; if one lies elsewhere, name its folder: northboard restore PATH")
}

func (p *program) verifyCommand() *cobra.Command {
	var mend bool
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Read every picture and every backup, and say what is damaged",
		Long:  "Reads the library, every picture and every backup against their hashes and names what is damaged.\nIt changes nothing unless it is told to mend. It ends with 1 when damage is left.",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.verify(cmd.Context(), mend)
		},
	}
	cmd.Flags().BoolVar(&mend, "mend", false, "put back what a backup or the second place still has whole")
	return cmd
}

func (p *program) verify(ctx context.Context, mend bool) error {
	k, err := p.keeper()
	if err != nil {
		return err
	}
	if there, err := holdsAnything(k.Library); err != nil {
		return err
	} else if !there {
		p.say("There is no library here yet, so there is nothing to check.")
		return nil
	}
	report, err := k.Verify(ctx, mend, nil)
	if err != nil {
		return err
	}
	for _, d := range report.Damages {
		p.say("%s", d.Sentence)
	}
	p.say("Read %s and %s, %s in all.", many(report.Pictures, "picture", "pictures"), many(report.Backups, "backup", "backups"), size(report.Bytes))
	switch left := report.Left(); {
	case len(report.Damages) == 0:
		p.say("Everything is whole.")
		return nil
	case left == 0:
		p.say("Everything is whole again.")
		return nil
	case mend:
		p.say("%s left, and cannot be mended.", manyAre(left))
	default:
		p.say("%s found. What a backup still has whole is put back with: northboard verify --mend", manyAre(left))
	}
	return errSaid
}

func manyAre(n int) string {
	if n == 1 {
		return "1 damage is"
	}
	return fmt.Sprintf("%d damages are", n)
}

func many(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// holds says what a backup holds.
func holds(b backup.Info) string {
	return fmt.Sprintf("%s, %s, %s, %s", many(int(b.Items), "thing on the boards", "things on the boards"),
		many(int(b.Goals), "goal", "goals"), many(int(b.Tasks), "task", "tasks"), many(b.Pictures, "picture", "pictures")+" ("+size(b.Bytes)+")")
}

func size(bytes int64) string {
	switch {
	case bytes >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(bytes)/(1<<30))
	case bytes >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	}
	return fmt.Sprintf("%d KB", (bytes+1023)/1024)
}

func (p *program) when(at clock.Instant) string {
	return at.In(p.Clock.Location()).Format("2 Jan 2006 15:04")
}
