package command

import (
	"os"

	"github.com/spf13/cobra"

	"northboard/backend/desktop"
	"northboard/backend/picture"
)

// Program is the program that runs, for starting it again: "" when the system does not tell, and then what needs it is refused.
func Program() string { return desktop.Program() }

// decodeCommand is the process in which large pictures are decoded. It opens no library and knows no name: the picture
// is its standard input, and what it made of it its standard output.
func (p *program) decodeCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "decode",
		Short:  "Decode one large picture within limits",
		Hidden: true,
		Args:   noArguments,
		RunE:   func(*cobra.Command, []string) error { return picture.DecodeApart(os.Stdin, p.Stdout) },
	}
}
