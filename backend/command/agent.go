package command

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"northboard/backend/agent"
	"northboard/backend/desktop"
	"northboard/backend/instance"
)

// stopWithin is how long an agent may take to stop: it finishes what it is showing.
const stopWithin = 20 * time.Second

func (p *program) agentCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "agent",
		Short: "Remind without a window, until it is stopped",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			library, cache, err := p.folders()
			if err != nil {
				return err
			}
			if lean := desktop.AgentProgram(); lean != desktop.Program() {
				// This one would keep a toolkit in memory that it never uses.
				p.log.Warn("the program for agents cannot be run", "error", desktop.Become(lean, p.args))
			}
			return agent.Run(cmd.Context(), agent.Config{
				Library: library, Cache: cache, Version: Version, Clock: p.Clock, Log: p.log, Connect: p.Connect, Tick: p.Tick,
				Again: func() error { return desktop.Become(desktop.Program(), p.args) },
				Say:   func(sentence string) { p.say("%s", sentence) },
			})
		},
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "status",
		Short: "Say who reminds you at the moment; ends with 1 when nobody does",
		Args:  noArguments,
		RunE:  func(*cobra.Command, []string) error { return p.agentStatus() },
	}, &cobra.Command{
		Use:   "stop",
		Short: "Stop the agent",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			library, _, err := p.folders()
			if err != nil {
				return err
			}
			ctx, done := context.WithTimeout(cmd.Context(), stopWithin)
			defer done()
			was, err := agent.Stop(ctx, library)
			switch {
			case err != nil:
				return err
			case !was:
				p.say("No agent was running.")
			default:
				p.say("The agent has stopped. Reminders come when the window is open.")
			}
			return nil
		},
	})
	return cmd
}

func (p *program) agentStatus() error {
	library, _, err := p.folders()
	if err != nil {
		return err
	}
	status, err := agent.StatusOf(library)
	if err != nil {
		return err
	}
	switch {
	case status.Agent != nil:
		p.say("The agent reminds you (%s).", process(*status.Agent))
	case status.Runner != nil:
		p.say("The open window reminds you (%s). Start an agent with: northboard agent", process(*status.Runner))
	default:
		p.say("Nothing reminds you at the moment. Open Northboard, or start an agent with: northboard agent")
		return errSaid
	}
	return nil
}

func process(h instance.Holder) string {
	if h.PID == 0 {
		return "just starting"
	}
	return fmt.Sprintf("process %d", h.PID)
}
