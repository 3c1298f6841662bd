package presence

import (
	"bytes"
	_ "embed"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"sync"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"

	"northboard/backend/desktop"
)

const (
	itemIface = "org.kde.StatusNotifierItem"
	itemPath  = dbus.ObjectPath("/StatusNotifierItem")
	menuPath  = dbus.ObjectPath("/MenuBar")
)

//go:embed northboard-24.png
var iconPNG []byte

// pixmap is a picture as trays want it: ARGB, the bytes of each pixel in that order.
type pixmap struct {
	Width, Height int32
	Data          []byte
}

// toolTip is (sa(iiay)ss): an icon by name, by pixels, a title and a text.
type toolTip struct {
	Icon  string
	Image []pixmap
	Title string
	Text  string
}

// icon is a StatusNotifierItem with its menu.
type icon struct {
	conn  *dbus.Conn
	name  string
	props *prop.Properties
	menu  *menu
	plain []pixmap
	dot   []pixmap // with a mark that something waits

	mu    sync.Mutex
	shown Face
	first bool
}

func newIcon(conn *dbus.Conn, chose func(Verb)) (*icon, error) {
	picture, err := png.Decode(bytes.NewReader(iconPNG))
	if err != nil {
		return nil, fmt.Errorf("read the tray's icon: %w", err)
	}
	i := &icon{conn: conn, name: itemName(), menu: newMenu(conn, chose), plain: []pixmap{pixels(picture)}, dot: []pixmap{pixels(marked(picture))}, first: true}
	if err := conn.Export(clicks{chose}, itemPath, itemIface); err != nil {
		return nil, fmt.Errorf("answer to the tray: %w", err)
	}
	fixed := func(value any) *prop.Prop { return &prop.Prop{Value: value, Emit: prop.EmitFalse} }
	i.props, err = prop.Export(conn, itemPath, prop.Map{itemIface: {
		"Category": fixed("ApplicationStatus"), "Id": fixed(desktop.AppID), "Title": fixed(desktop.AppName), "Status": fixed("Active"), "WindowId": fixed(int32(0)),
		"IconName": fixed(""), "IconPixmap": fixed(i.plain), "IconThemePath": fixed(""), "OverlayIconName": fixed(""), "OverlayIconPixmap": fixed([]pixmap{}),
		"AttentionIconName": fixed(""), "AttentionIconPixmap": fixed([]pixmap{}), "AttentionMovieName": fixed(""),
		"ToolTip": fixed(toolTip{Image: []pixmap{}, Title: desktop.AppName}), "ItemIsMenu": fixed(false), "Menu": fixed(menuPath),
	}})
	if err != nil {
		return nil, fmt.Errorf("describe the icon to the tray: %w", err)
	}
	if err := i.menu.export(); err != nil {
		return nil, err
	}
	if reply, err := conn.RequestName(i.name, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		// A tray takes the connection's own name, too.
		i.name = conn.Names()[0]
	}
	return i, nil
}

// show tells the tray what changed.
func (i *icon) show(face Face) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if face == i.shown && !i.first {
		return
	}
	i.shown, i.first = face, false
	i.menu.set(rows(face))
	picture := i.plain
	if face.Waiting > 0 {
		picture = i.dot
	}
	title := title(face)
	i.props.SetMust(itemIface, "Title", title)
	i.props.SetMust(itemIface, "ToolTip", toolTip{Image: []pixmap{}, Title: title, Text: escape(hint(face))})
	i.props.SetMust(itemIface, "IconPixmap", picture)
	for _, signal := range []string{"NewTitle", "NewToolTip", "NewIcon"} {
		// A tray that misses it asks again when it opens the menu.
		_ = i.conn.Emit(itemPath, itemIface+"."+signal)
	}
}

// clicks is what a tray calls when a person uses the icon.
type clicks struct{ chose func(Verb) }

// Activate is a press of the icon.
func (c clicks) Activate(_, _ int32) *dbus.Error {
	c.chose(Open)
	return nil
}

// SecondaryActivate is a press of the middle button.
func (c clicks) SecondaryActivate(_, _ int32) *dbus.Error {
	c.chose(Add)
	return nil
}

// ContextMenu is left to the tray, which has the menu.
func (c clicks) ContextMenu(_, _ int32) *dbus.Error { return nil }

// Scroll means nothing here.
func (c clicks) Scroll(int32, string) *dbus.Error { return nil }

func pixels(picture image.Image) pixmap {
	size := picture.Bounds().Size()
	data := make([]byte, 0, 4*size.X*size.Y)
	for y := range size.Y {
		for x := range size.X {
			c := color.NRGBAModel.Convert(picture.At(picture.Bounds().Min.X+x, picture.Bounds().Min.Y+y)).(color.NRGBA)
			data = append(data, c.A, c.R, c.G, c.B)
		}
	}
	return pixmap{Width: int32(size.X), Height: int32(size.Y), Data: data}
}

// marked is the picture with a dot in its corner.
func marked(picture image.Image) image.Image {
	bounds := picture.Bounds()
	to := image.NewNRGBA(bounds)
	draw.Draw(to, bounds, picture, bounds.Min, draw.Src)
	r := bounds.Dx() / 5
	cx, cy := bounds.Max.X-r-1, bounds.Min.Y+r
	for y := cy - r; y <= cy+r; y++ {
		for x := cx - r; x <= cx+r; x++ {
			if (x-cx)*(x-cx)+(y-cy)*(y-cy) <= r*r+1 {
				to.SetNRGBA(x, y, color.NRGBA{R: 0xE8, G: 0x6A, B: 0x33, A: 0xFF})
			}
		}
	}
	return to
}
