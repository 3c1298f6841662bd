package notify

import (
	"context"
	"strings"
	"sync"
	"time"

	"northboard/backend/desktop"
)

const (
	sender   = "notify-send"
	sendTime = 5 * time.Second
)

// plainNotifier shows notifications with the program notify-send: no buttons, no ids, no signals.
type plainNotifier struct {
	env     desktop.Env
	signals chan Signal
	close   sync.Once
}

// newPlain is nil when the program is not installed.
func newPlain(env desktop.Env) *plainNotifier {
	if env.Look(sender) == "" {
		return nil
	}
	return &plainNotifier{env: env, signals: make(chan Signal)}
}

// Show gives no id. The texts are escaped for a server that reads markup, as nearly all do, and once more because notify-send
// reads backslashes in the body as escapes.
func (n *plainNotifier) Show(ctx context.Context, note Notification) (uint32, error) {
	title, body := face(note, abilities{body: true, markup: true})
	urgency := [...]string{"low", "normal", "critical"}[urgencyByte(note.Urgency)]
	args := []string{"--app-name=" + desktop.AppName, "--urgency=" + urgency, "--hint=string:desktop-entry:" + desktop.AppID}
	if note.Sound {
		args = append(args, "--hint=string:sound-name:"+soundName)
	} else {
		args = append(args, "--hint=boolean:suppress-sound:true")
	}
	if note.Image != "" {
		args = append(args, "--hint=string:image-path:"+note.Image)
	}
	args = append(args, "--", title)
	if body != "" {
		args = append(args, strings.ReplaceAll(body, `\`, `\\`))
	}
	if _, err := desktop.Run(ctx, n.env, sendTime, sender, args...); err != nil {
		return 0, unavailable(err)
	}
	return 0, nil
}

func (n *plainNotifier) Withdraw(context.Context, uint32) error { return nil }

func (n *plainNotifier) Signals() <-chan Signal { return n.signals }

func (n *plainNotifier) Close() error {
	n.close.Do(func() { close(n.signals) })
	return nil
}
