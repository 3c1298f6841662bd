//go:build !linux

package notify

import (
	"context"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

var errElsewhere = fault.New(fault.Unavailable, "Northboard cannot show pop-ups on this system yet. Reminders are kept in the Inbox.")

func connect(context.Context, desktop.Env) (Notifier, error) { return nil, errElsewhere }

func probe(context.Context, desktop.Env) (Info, error) { return Info{}, errElsewhere }
