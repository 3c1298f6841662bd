package presence

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"northboard/backend/desktop"
	"northboard/backend/desktop/desktoptest"
)

// tray is a StatusNotifierWatcher: it takes icons and reads them as a panel does.
type tray struct {
	conn  *dbus.Conn
	icons chan string
}

func (w *tray) RegisterStatusNotifierItem(name string) *dbus.Error {
	w.icons <- name
	return nil
}

func openTray(t *testing.T, env desktop.Env) *tray {
	t.Helper()
	w := &tray{conn: desktoptest.Connection(t, env), icons: make(chan string, 10)}
	if err := w.conn.Export(w, watcherPath, watcher); err != nil {
		t.Fatal(err)
	}
	if reply, err := w.conn.RequestName(watcher, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		t.Fatal(reply, err)
	}
	return w
}

func (w *tray) icon(t *testing.T) string {
	t.Helper()
	select {
	case name := <-w.icons:
		return name
	case <-time.After(20 * time.Second):
		t.Fatal("no icon came")
		return ""
	}
}

func (w *tray) menu(t *testing.T, icon string) string {
	t.Helper()
	var revision uint32
	var got layout
	call := w.conn.Object(icon, menuPath).Call(menuIface+".GetLayout", 0, int32(0), int32(-1), []string{})
	if err := call.Store(&revision, &got); err != nil {
		t.Fatal(err)
	}
	lines := []string{}
	for _, child := range got.Children {
		var line layout
		if err := dbus.Store([]any{child.Value()}, &line); err != nil {
			t.Fatal(err)
		}
		text, _ := line.Properties["label"].Value().(string)
		if kind, ok := line.Properties["type"].Value().(string); ok {
			text = kind
		}
		if on, ok := line.Properties["enabled"].Value().(bool); ok && !on {
			text = "(" + text + ")"
		}
		lines = append(lines, text)
	}
	return strings.Join(lines, "|")
}

func (w *tray) property(t *testing.T, icon, name string) dbus.Variant {
	t.Helper()
	value, err := w.conn.Object(icon, itemPath).GetProperty(itemIface + "." + name)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func start(t *testing.T, env desktop.Env) (*Presence, chan Verb) {
	t.Helper()
	verbs := make(chan Verb, 20)
	p := New(env, slog.New(slog.DiscardHandler), func(v Verb) { verbs <- v })
	ended := make(chan struct{})
	go func() {
		p.Run(t.Context())
		close(ended)
	}()
	t.Cleanup(func() { <-ended })
	return p, verbs
}

func chosen(t *testing.T, verbs chan Verb, want Verb) {
	t.Helper()
	select {
	case got := <-verbs:
		if got != want {
			t.Errorf("%q was done, want %q", got, want)
		}
	case <-time.After(20 * time.Second):
		t.Fatalf("%q was not done", want)
	}
}

const calmMenu = "Open Northboard|Add a task|separator|(No reminder is coming)"

func TestPresence_Tray(t *testing.T) {
	env := desktoptest.Bus(t, desktoptest.Env(t))
	w := openTray(t, env)
	p, verbs := start(t, env)
	icon := w.icon(t)
	if got := w.menu(t, icon); got != calmMenu {
		t.Errorf("the menu is %s", got)
	}
	plain := w.property(t, icon, "IconPixmap").String()

	p.Show(Face{Next: "Call <Ana> & Mira_2, today 17:00", Waiting: 3, Pauses: true})
	want := "Open Northboard|Add a task|separator|Next: Call <Ana> & Mira__2, today 17:00|3 reminders wait|separator|Pause until tomorrow|Pause until Monday"
	desktoptest.Until(t, "the menu", func() bool { return w.menu(t, icon) == want })
	desktoptest.Until(t, "the title", func() bool { return w.property(t, icon, "Title").Value() == "Northboard: 3 reminders wait" })
	desktoptest.Until(t, "the dot", func() bool { return w.property(t, icon, "IconPixmap").String() != plain })
	if tip := fmt.Sprint(w.property(t, icon, "ToolTip").Value()); !strings.Contains(tip, "Call &lt;Ana&gt; &amp; Mira_2") {
		t.Errorf("the tooltip is %s", tip)
	}

	press := func(id int32, event string) {
		t.Helper()
		if err := w.conn.Object(icon, menuPath).Call(menuIface+".Event", 0, id, event, dbus.MakeVariant(""), uint32(0)).Err; err != nil {
			t.Fatal(err)
		}
	}
	for id, want := range map[int32]Verb{rowOpen: Open, rowAdd: Add, rowNext: OpenNext, rowWaiting: OpenInbox, rowPauseTomorrow: PauseTomorrow, rowPauseMonday: PauseMonday} {
		press(id, "clicked")
		chosen(t, verbs, want)
	}
	// What is no press, or no line, does nothing.
	press(rowOpen, "hovered")
	press(rowLine1, "clicked")
	press(rowResume, "clicked")
	press(99, "clicked")
	press(-1, "clicked")
	press(0, "opened")
	for _, malformed := range [][]any{{}, {"x"}, {int32(1)}, {int32(1), uint32(2), dbus.MakeVariant(1), "x"}} {
		if err := w.conn.Object(icon, menuPath).Call(menuIface+".Event", 0, malformed...).Err; err == nil {
			t.Errorf("%v was taken", malformed)
		}
	}
	if err := w.conn.Object(icon, menuPath).Call(menuIface+".GetLayout", 0, int32(77), int32(-1), []string{}).Err; err == nil {
		t.Error("a line that is not there has a layout")
	}
	var missing []int32
	group := []event{{rowOpen, "clicked", dbus.MakeVariant(0), 0}, {99, "clicked", dbus.MakeVariant(0), 0}}
	if err := w.conn.Object(icon, menuPath).Call(menuIface+".EventGroup", 0, group).Store(&missing); err != nil || len(missing) != 1 || missing[0] != 99 {
		t.Errorf("missing %v, %v", missing, err)
	}
	chosen(t, verbs, Open)
	if err := w.conn.Object(icon, itemPath).Call(itemIface+".Activate", 0, int32(1), int32(2)).Err; err != nil {
		t.Fatal(err)
	}
	chosen(t, verbs, Open)

	p.Show(Face{Paused: "Monday 08:00", Pauses: true})
	want = "Open Northboard|Add a task|separator|(No reminder is coming)|separator|(Paused until Monday 08:00)|Remind me again"
	desktoptest.Until(t, "the menu of a pause", func() bool { return w.menu(t, icon) == want })
	press(rowResume, "clicked")
	chosen(t, verbs, Resume)
	if len(verbs) > 0 {
		t.Errorf("%q was done, too", <-verbs)
	}
}

// A tray that comes later gets the icon, and so does one on a bus that was restarted.
func TestPresence_TrayComesLate(t *testing.T) {
	socket := desktoptest.Socket(t)
	env, bus := desktoptest.BusAt(t, desktoptest.Env(t), socket)
	p, _ := start(t, env)
	desktoptest.Owned(t, desktoptest.Connection(t, env), desktop.BusName)
	p.Show(Face{Waiting: 1})
	w := openTray(t, env)
	icon := w.icon(t)
	desktoptest.Until(t, "the title", func() bool { return w.property(t, icon, "Title").Value() == "Northboard: 1 reminder waits" })
	if _, err := w.conn.ReleaseName(watcher); err != nil {
		t.Fatal(err)
	}
	w = openTray(t, env)
	w.icon(t)

	bus.Stop()
	env, _ = desktoptest.BusAt(t, desktoptest.Env(t), socket)
	w = openTray(t, env)
	if got := w.property(t, w.icon(t), "Title").Value(); got != "Northboard: 1 reminder waits" {
		t.Errorf("after the bus was restarted it is called %v", got)
	}
}

func TestPresence_ItsName(t *testing.T) {
	env := desktoptest.Bus(t, desktoptest.Env(t))
	_, verbs := start(t, env)
	conn := desktoptest.Connection(t, env)
	desktoptest.Owned(t, conn, desktop.BusName)
	its := conn.Object(desktop.BusName, desktop.BusPath)
	none := map[string]dbus.Variant{}
	for method, args := range map[string][]any{"Activate": {none}, "Open": {[]string{"file:///etc/passwd"}, none}} {
		if err := its.Call(application+"."+method, 0, args...).Err; err != nil {
			t.Fatal(method, err)
		}
		chosen(t, verbs, Open)
	}
	if err := its.Call(application+".ActivateAction", 0, "add", []dbus.Variant{}, none).Err; err != nil {
		t.Fatal(err)
	}
	chosen(t, verbs, Add)
	for _, action := range []string{"", "delete-everything", "Open"} {
		if err := its.Call(application+".ActivateAction", 0, action, []dbus.Variant{}, none).Err; err == nil {
			t.Errorf("%q was taken", action)
		}
	}
}

// The name is somebody else's: the icon is there all the same.
func TestPresence_NameTaken(t *testing.T) {
	env := desktoptest.Bus(t, desktoptest.Env(t))
	if _, err := desktoptest.Connection(t, env).RequestName(desktop.BusName, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	w := openTray(t, env)
	start(t, env)
	if got := w.menu(t, w.icon(t)); got != calmMenu {
		t.Errorf("the menu is %s", got)
	}
}

func TestPresence_NoBus(t *testing.T) {
	p, _ := start(t, desktoptest.Env(t))
	for range 100 {
		p.Show(Face{Waiting: 1})
	}
}

func TestLabel(t *testing.T) {
	for text, want := range map[string]string{"a_b": "a__b", "a\nb\tc": "a b c", strings.Repeat("ü", 200): strings.Repeat("ü", 79) + "…"} {
		if got := label(text); got != want {
			t.Errorf("%q is shown as %q", text, got)
		}
	}
}
