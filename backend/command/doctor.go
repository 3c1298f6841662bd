package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"northboard/backend"
	"northboard/backend/desktop"
	"northboard/backend/desktop/doctor"
	"northboard/backend/fault"
	"northboard/backend/picture"
)

func (p *program) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Say whether the library is sound and what this desktop offers",
		Long:  "Says whether the library is sound and what this desktop offers. It changes nothing. It ends with 1 when the library is damaged.",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			libraryErr := p.doctorLibrary(cmd.Context())
			p.say("\nThis desktop")
			for _, row := range doctor.Rows(cmd.Context(), desktop.System()) {
				p.row(row.OK, row.Name, row.Sentence)
			}
			return libraryErr
		},
	}
}

func (p *program) row(ok bool, name, sentence string) {
	mark := "  ok  "
	if !ok {
		mark = "  --  "
	}
	p.say("%s%-15s %s", mark, name, sentence)
}

// doctorLibrary says how the library is; the error is errSaid when it is not sound.
func (p *program) doctorLibrary(ctx context.Context) error {
	library, _, err := p.folders()
	if err != nil {
		return err
	}
	p.say("Library in %s", library)
	if there, err := holdsAnything(library); err != nil || !there {
		if err != nil {
			return err
		}
		p.row(true, "Library", "There is none yet; it is made when Northboard is opened.")
		return nil
	}
	err = p.with(ctx, func(b *backend.Backend) error {
		p.row(true, "Database", "It is sound.")
		flaws, err := b.Pictures.Verify(ctx)
		if err != nil {
			return err
		}
		for _, flaw := range flaws {
			p.row(false, "Picture", flawSentence(flaw))
		}
		if len(flaws) > 0 {
			return errSaid
		}
		p.row(true, "Pictures", "All are there, byte for byte as they came.")
		return nil
	})
	if err != nil && !errors.Is(err, errSaid) {
		p.row(false, "Library", fault.From(err).Sentence)
		p.log.Debug("the library cannot be opened", "error", err)
		return errSaid
	}
	return err
}

// holdsAnything says whether there is something that would be opened: asking must not make a library.
func holdsAnything(library string) (bool, error) {
	for _, name := range []string{"library.json", "northboard.db"} {
		_, err := os.Stat(filepath.Join(library, name))
		if err == nil {
			return true, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return false, fmt.Errorf("look at the library: %w", err)
		}
	}
	return false, nil
}

func flawSentence(f picture.Flaw) string {
	if f.Missing {
		return fmt.Sprintf("The file of “%s” is missing. Add the picture again to mend it.", f.Picture.Name)
	}
	return fmt.Sprintf("The file of “%s” has changed on the disk. Add the picture again to mend it.", f.Picture.Name)
}
