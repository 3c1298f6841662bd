package notify_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
	"northboard/backend/desktop/notify"
)

// The real server: what it shows is what was typed, its buttons come back, and withdrawing works.
func TestDunst(t *testing.T) {
	desktoptest.Need(t, "dunst", "dunstctl", "Xvfb")
	env := desktoptest.Display(t, desktoptest.Bus(t, desktoptest.Env(t)), 800, 600)
	desktoptest.Dunst(t, env, "[global]\ndmenu = /bin/grep Snooze\nmarkup = full\n[urgency_normal]\ntimeout = 0\n")
	n := open(t, env)

	id := show(t, n, notify.Notification{Key: "k1", Title: "A & B <i>", Body: "1 < 2 & <b>x</b>", Actions: reminder("").Actions})
	if got := dunstHistoryAfterClose(t, env, n, id, "k1", notify.Withdrawn); got != "<b>A &amp; B &lt;i&gt;</b>\n1 &lt; 2 &amp; &lt;b&gt;x&lt;/b&gt;" {
		t.Errorf("dunst shows %q", got)
	}

	// dunstctl action presses what a middle click would: the default action.
	id = show(t, n, reminder("k2"))
	displayed(t, env)
	dunstctl(t, env, "action")
	if s := next(t, n); s != (notify.Signal{NotificationID: id, Key: "k2", Action: notify.Default}) {
		t.Errorf("the press came as %+v", s)
	}
	// Its menu of buttons, with a chooser that takes Snooze.
	dunstctl(t, env, "context")
	if s := next(t, n); s != (notify.Signal{NotificationID: id, Key: "k2", Action: notify.Snooze}) {
		t.Errorf("the button came as %+v", s)
	}
	// The same reminder again takes the place of the first.
	if again := show(t, n, reminder("k2")); again != id {
		t.Errorf("shown anew as %d, was %d", again, id)
	}
	displayed(t, env)
	dunstctl(t, env, "close")
	if s := next(t, n); s != (notify.Signal{NotificationID: id, Key: "k2", Action: notify.Closed, Reason: notify.Dismissed}) {
		t.Errorf("the dismissal came as %+v", s)
	}
	if err := n.Withdraw(t.Context(), id); err != nil {
		t.Errorf("withdrawing what is gone: %v", err)
	}
}

func dunstHistoryAfterClose(t *testing.T, env desktop.Env, n notify.Notifier, id uint32, key string, reason notify.Reason) string {
	t.Helper()
	if err := n.Withdraw(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if s := next(t, n); s != (notify.Signal{NotificationID: id, Key: key, Action: notify.Closed, Reason: reason}) {
		t.Errorf("the withdrawal came as %+v", s)
	}
	var history struct {
		Data [][]struct {
			ID      struct{ Data uint32 }
			Message struct{ Data string }
		}
	}
	if err := json.Unmarshal([]byte(dunstctl(t, env, "history")), &history); err != nil {
		t.Fatal(err)
	}
	for _, list := range history.Data {
		for _, entry := range list {
			if entry.ID.Data == id {
				return entry.Message.Data
			}
		}
	}
	t.Fatalf("dunst does not remember %d", id)
	return ""
}

// displayed waits until the pop-up is on the screen: dunst answers Notify before that.
func displayed(t *testing.T, env desktop.Env) {
	t.Helper()
	desktoptest.Until(t, "the pop-up to appear", func() bool {
		return strings.TrimSpace(dunstctl(t, env, "count", "displayed")) == "1"
	})
}

func dunstctl(t *testing.T, env desktop.Env, args ...string) string {
	t.Helper()
	out, err := desktop.Run(t.Context(), env, 10*time.Second, "dunstctl", args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
