package command

import (
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"northboard/backend"
	"northboard/backend/exchange"
	"northboard/backend/fault"
)

func (p *program) exportCommand() *cobra.Command {
	var passphraseFile string
	var withoutPlaces bool
	cmd := &cobra.Command{
		Use:   "export FILE",
		Short: "Put everything into one open archive",
		Long: "Writes everything in the library into one zip file: your words as JSON and as Markdown, and your pictures byte for byte.\n" +
			"It was read back before it counts. Anything can open it; northboard import takes it in again.",
		Example: "  northboard export ~/northboard.zip\n  northboard export --passphrase-file ~/.passphrase /media/usb/northboard.zip.age\n" +
			"  northboard export --without-places for-mira.zip",
		Args: between(1, 1, "say which file to write, like: northboard export northboard.zip"),
		RunE: func(cmd *cobra.Command, args []string) error {
			passphrase, err := readPassphrase(passphraseFile)
			if err != nil {
				return err
			}
			path, err := absolute(args[0])
			if err != nil {
				return err
			}
			return p.with(cmd.Context(), func(b *backend.Backend) error {
				done, err := b.Exchange().Export(cmd.Context(), path, exchange.ExportOptions{
					Program: "Northboard " + Version, Passphrase: passphrase, WithoutPlaces: withoutPlaces,
				}, nil)
				if err != nil {
					return err
				}
				p.say("%s", done.Sentence)
				p.say("It is %s", done.Path)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&passphraseFile, "passphrase-file", "", "lock it (age) with the passphrase on this file's first line; without it nobody can open it")
	cmd.Flags().BoolVar(&withoutPlaces, "without-places", false, "to hand it to somebody: take place, time and camera out of the pictures")
	return cmd
}

func (p *program) importCommand() *cobra.Command {
	var passphraseFile string
	var try bool
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Take an archive in that export made",
		Long: "Checks the whole archive, then takes in what the library has not. What is there already stays as it is, also where it\n" +
			"differs. It is one step, which can be undone in the window.",
		Example: "  northboard import ~/northboard.zip\n  northboard import --dry-run ~/northboard.zip",
		Args:    between(1, 1, "say which archive to take in, like: northboard import northboard.zip"),
		RunE: func(cmd *cobra.Command, args []string) error {
			passphrase, err := readPassphrase(passphraseFile)
			if err != nil {
				return err
			}
			path, err := absolute(args[0])
			if err != nil {
				return err
			}
			if _, err := os.Stat(path); err != nil {
				return fault.Wrap(err, fault.NotFound, "There is no file "+path+" that could be read. Nothing was changed; check its name.")
			}
			return p.with(cmd.Context(), func(b *backend.Backend) error {
				if try {
					preview, err := b.Exchange().Inspect(cmd.Context(), path, passphrase)
					if err == nil {
						p.say("%s", preview.Sentence)
					}
					return err
				}
				done, err := b.Exchange().Import(cmd.Context(), path, passphrase, nil)
				if err == nil {
					p.say("%s", done.Sentence)
				}
				return err
			})
		},
	}
	cmd.Flags().StringVar(&passphraseFile, "passphrase-file", "", "the passphrase is this file's first line")
	cmd.Flags().BoolVar(&try, "dry-run", false, "only say what would come")
	return cmd
}

// readPassphrase reads the first line of a file: a passphrase on the command line could be read by others.
func readPassphrase(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return "", fault.Wrap(err, fault.NotFound, "The passphrase’s file could not be read. Nothing was done; check its name.")
	}
	line, _, _ := strings.Cut(string(text), "\n")
	if line = strings.TrimSuffix(line, "\r"); line == "" {
		return "", fault.Wrap(errors.New("empty"), fault.Invalid, "The first line of the passphrase’s file is empty. Nothing was done; write the passphrase there.")
	}
	return line, nil
}
