package presence

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
)

const menuIface = "com.canonical.dbusmenu"

// row is one line of the menu; one without a label is a line between others, one without a verb only says something.
type row struct {
	id    int32
	label string
	verb  Verb
}

// The ids stay the same for the same line, so that a press that crosses a change does what was read.
const (
	rowNext int32 = iota + 1
	rowWaiting
	rowAdd
	rowPaused
	rowResume
	rowPauseTomorrow
	rowPauseMonday
	rowOpen
	rowLine1
	rowLine2
)

func rows(face Face) []row {
	list := []row{{rowOpen, "Open Northboard", Open}, {rowAdd, "Add a task", Add}, {id: rowLine1}}
	if face.Next != "" {
		list = append(list, row{rowNext, "Next: " + face.Next, OpenNext})
	} else {
		list = append(list, row{id: rowNext, label: "No reminder is coming"})
	}
	if face.Waiting > 0 {
		list = append(list, row{rowWaiting, waiting(face.Waiting), OpenInbox})
	}
	if !face.Pauses {
		return list
	}
	list = append(list, row{id: rowLine2})
	if face.Paused != "" {
		return append(list, row{id: rowPaused, label: "Paused until " + face.Paused}, row{rowResume, "Remind me again", Resume})
	}
	return append(list, row{rowPauseTomorrow, "Pause until tomorrow", PauseTomorrow}, row{rowPauseMonday, "Pause until Monday", PauseMonday})
}

func waiting(n int) string {
	if n == 1 {
		return "1 reminder waits"
	}
	return fmt.Sprintf("%d reminders wait", n)
}

func title(face Face) string {
	if face.Waiting == 0 {
		return "Northboard"
	}
	return "Northboard: " + waiting(face.Waiting)
}

func hint(face Face) string {
	switch {
	case face.Paused != "":
		return "Paused until " + face.Paused
	case face.Next != "":
		return "Next: " + face.Next
	}
	return ""
}

// escape keeps a tray that reads markup in tooltips from finding any.
func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}

// label keeps what was typed: in menus, "_" marks a key.
func label(text string) string {
	const most = 80
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most-1]) + "…"
	}
	return strings.ReplaceAll(strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, text), "_", "__")
}

// menu is com.canonical.dbusmenu with one level.
type menu struct {
	conn  *dbus.Conn
	chose func(Verb)

	mu       sync.Mutex
	rows     []row
	revision uint32
}

func newMenu(conn *dbus.Conn, chose func(Verb)) *menu {
	return &menu{conn: conn, chose: chose, rows: rows(Face{})}
}

func (m *menu) export() error {
	if err := m.conn.Export(menuCalls{m}, menuPath, menuIface); err != nil {
		return fmt.Errorf("offer the tray a menu: %w", err)
	}
	fixed := func(value any) *prop.Prop { return &prop.Prop{Value: value, Emit: prop.EmitConst} }
	_, err := prop.Export(m.conn, menuPath, prop.Map{menuIface: {
		"Version": fixed(uint32(3)), "TextDirection": fixed("ltr"), "Status": fixed("normal"), "IconThemePath": fixed([]string{}),
	}})
	if err != nil {
		return fmt.Errorf("describe the menu to the tray: %w", err)
	}
	return nil
}

func (m *menu) set(rows []row) {
	m.mu.Lock()
	m.rows = rows
	m.revision++
	revision := m.revision
	m.mu.Unlock()
	_ = m.conn.Emit(menuPath, menuIface+".LayoutUpdated", revision, int32(0))
}

// layout is (ia{sv}av).
type layout struct {
	ID         int32
	Properties map[string]dbus.Variant
	Children   []dbus.Variant
}

// properties is (ia{sv}).
type properties struct {
	ID         int32
	Properties map[string]dbus.Variant
}

// event is (isvu).
type event struct {
	ID   int32
	Name string
	Data dbus.Variant
	Time uint32
}

func (r row) properties() map[string]dbus.Variant {
	if r.label == "" {
		return map[string]dbus.Variant{"type": dbus.MakeVariant("separator")}
	}
	got := map[string]dbus.Variant{"label": dbus.MakeVariant(label(r.label))}
	if r.verb == "" {
		got["enabled"] = dbus.MakeVariant(false)
	}
	return got
}

var rootProperties = map[string]dbus.Variant{"children-display": dbus.MakeVariant("submenu")}

// menuCalls is what a tray calls; its exported methods are the interface's.
type menuCalls struct{ menu *menu }

func (c menuCalls) snapshot() ([]row, uint32) {
	c.menu.mu.Lock()
	defer c.menu.mu.Unlock()
	return slices.Clone(c.menu.rows), c.menu.revision
}

// find gives the properties of the root or of one line.
func find(list []row, id int32) (map[string]dbus.Variant, bool) {
	if id == 0 {
		return rootProperties, true
	}
	at := slices.IndexFunc(list, func(r row) bool { return r.id == id })
	if at < 0 {
		return nil, false
	}
	return list[at].properties(), true
}

var errNoRow = dbus.NewError("org.freedesktop.DBus.Error.InvalidArgs", []any{"There is no such entry."})

// GetLayout gives the menu, from the root or one line of it.
func (c menuCalls) GetLayout(parent, depth int32, _ []string) (uint32, layout, *dbus.Error) {
	list, revision := c.snapshot()
	props, ok := find(list, parent)
	if !ok {
		return 0, layout{}, errNoRow
	}
	got := layout{ID: parent, Properties: props, Children: []dbus.Variant{}}
	if parent == 0 && depth != 0 {
		for _, r := range list {
			got.Children = append(got.Children, dbus.MakeVariant(layout{ID: r.id, Properties: r.properties(), Children: []dbus.Variant{}}))
		}
	}
	return revision, got, nil
}

// GetGroupProperties gives what some lines show; no ids are all of them.
func (c menuCalls) GetGroupProperties(ids []int32, _ []string) ([]properties, *dbus.Error) {
	list, _ := c.snapshot()
	got := []properties{}
	for _, r := range list {
		if len(ids) == 0 || slices.Contains(ids, r.id) {
			got = append(got, properties{r.id, r.properties()})
		}
	}
	return got, nil
}

// GetProperty gives one thing that a line shows.
func (c menuCalls) GetProperty(id int32, name string) (dbus.Variant, *dbus.Error) {
	list, _ := c.snapshot()
	if props, ok := find(list, id); ok {
		if value, ok := props[name]; ok {
			return value, nil
		}
	}
	return dbus.Variant{}, errNoRow
}

// Event is something that a person did to a line.
func (c menuCalls) Event(id int32, name string, _ dbus.Variant, _ uint32) *dbus.Error {
	c.press(id, name)
	return nil
}

// EventGroup is several of them.
func (c menuCalls) EventGroup(events []event) ([]int32, *dbus.Error) {
	missing := []int32{}
	for _, e := range events {
		if !c.press(e.ID, e.Name) {
			missing = append(missing, e.ID)
		}
	}
	return missing, nil
}

func (c menuCalls) press(id int32, name string) bool {
	list, _ := c.snapshot()
	if id == 0 {
		return true
	}
	at := slices.IndexFunc(list, func(r row) bool { return r.id == id })
	if at < 0 {
		return false
	}
	if name == "clicked" && list[at].verb != "" {
		c.menu.chose(list[at].verb)
	}
	return true
}

// AboutToShow says whether the menu is to be read again: it is told of every change.
func (c menuCalls) AboutToShow(int32) (bool, *dbus.Error) { return false, nil }

// AboutToShowGroup is that of several.
func (c menuCalls) AboutToShowGroup([]int32) (updates, missing []int32, err *dbus.Error) {
	return []int32{}, []int32{}, nil
}
