package wallpaper

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// root reads and writes the root window of an X server, and the pixmap that programs have agreed to leave there as its background.
type root struct {
	conn   *xgb.Conn
	screen *xproto.ScreenInfo
	root   xproto.Window
}

// The two properties that name the background's pixmap: the one everybody reads, and the one by which its memory is given back.
const (
	pixmapProperty = "_XROOTPMAP_ID"
	ownerProperty  = "ESETROOT_PMAP_ID"
)

var errFormat = errors.New("the display's pixels are not in a form that can be read")

func newRoot(conn *xgb.Conn) *root {
	screen := xproto.Setup(conn).DefaultScreen(conn)
	return &root{conn: conn, screen: screen, root: screen.Root}
}

func (x *root) atom(name string) xproto.Atom {
	reply, err := xproto.InternAtom(x.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0
	}
	return reply.Atom
}

func (x *root) property(window xproto.Window, name string, format byte) []byte {
	reply, err := xproto.GetProperty(x.conn, false, window, x.atom(name), xproto.GetPropertyTypeAny, 0, 1<<16).Reply()
	if err != nil || reply.Format != format {
		return nil
	}
	return reply.Value
}

func (x *root) bytes(window xproto.Window, name string) []byte { return x.property(window, name, 8) }

func (x *root) numbers(window xproto.Window, name string) []uint32 {
	value := x.property(window, name, 32)
	list := []uint32{}
	for ; len(value) >= 4; value = value[4:] {
		list = append(list, binary.LittleEndian.Uint32(value))
	}
	return list
}

func (x *root) number(window xproto.Window, name string) uint32 {
	if list := x.numbers(window, name); len(list) > 0 {
		return list[0]
	}
	return 0
}

func (x *root) write(name string, value []byte) error {
	return xproto.ChangePropertyChecked(x.conn, xproto.PropModeReplace, x.root, x.atom(name), xproto.AtomString, 8, uint32(len(value)), value).Check()
}

func (x *root) remove(name string) {
	_ = xproto.DeletePropertyChecked(x.conn, x.root, x.atom(name)).Check()
}

// background is the pixmap left on the root window and its size; ok is false when there is none, or one that has died.
func (x *root) background() (pixmap xproto.Pixmap, size image.Point, ok bool) {
	pixmap = xproto.Pixmap(x.number(x.root, pixmapProperty))
	if pixmap == 0 {
		return 0, image.Point{}, false
	}
	geometry, err := xproto.GetGeometry(x.conn, xproto.Drawable(pixmap)).Reply()
	if err != nil {
		return 0, image.Point{}, false
	}
	return pixmap, image.Pt(int(geometry.Width), int(geometry.Height)), true
}

// stripRows bounds one answer of the server.
const stripRows = 128

// read gives the pixels of a part of a drawable.
func (x *root) read(drawable xproto.Drawable, part image.Rectangle) (*image.NRGBA, error) {
	if xproto.Setup(x.conn).ImageByteOrder != xproto.ImageOrderLSBFirst {
		return nil, errFormat
	}
	picture := image.NewNRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
	for top := 0; top < part.Dy(); top += stripRows {
		rows := min(stripRows, part.Dy()-top)
		reply, err := xproto.GetImage(x.conn, xproto.ImageFormatZPixmap, drawable,
			int16(part.Min.X), int16(part.Min.Y+top), uint16(part.Dx()), uint16(rows), 0xffffffff).Reply()
		if err != nil {
			return nil, fmt.Errorf("read the display's pixels: %w", err)
		}
		if reply.Depth != 24 && reply.Depth != 32 || len(reply.Data) < 4*part.Dx()*rows {
			return nil, errFormat
		}
		for i := range part.Dx() * rows {
			from, to := reply.Data[4*i:4*i+3], picture.Pix[top*picture.Stride+4*i:]
			to[0], to[1], to[2], to[3] = from[2], from[1], from[0], 0xff
		}
	}
	return picture, nil
}

// colour is what shows of a root window without a pixmap. A window's own pixels are those of whatever covers it, so a window of one
// pixel that takes its parent's background is put on top for as long as it takes to read it.
func (x *root) colour() (uint32, error) {
	id, err := xproto.NewWindowId(x.conn)
	if err != nil {
		return 0, err
	}
	mask := uint32(xproto.CwBackPixmap | xproto.CwOverrideRedirect)
	if err := xproto.CreateWindowChecked(x.conn, x.screen.RootDepth, id, x.root, 0, 0, 1, 1, 0, xproto.WindowClassInputOutput, x.screen.RootVisual,
		mask, []uint32{xproto.BackPixmapParentRelative, 1}).Check(); err != nil {
		return 0, err
	}
	defer func() { _ = xproto.DestroyWindowChecked(x.conn, id).Check() }()
	if err := xproto.MapWindowChecked(x.conn, id).Check(); err != nil {
		return 0, err
	}
	pixel, err := x.read(xproto.Drawable(id), image.Rect(0, 0, 1, 1))
	if err != nil {
		return 0, err
	}
	return uint32(pixel.Pix[0])<<16 | uint32(pixel.Pix[1])<<8 | uint32(pixel.Pix[2]), nil
}

// fill makes the root window plain again and gives the pixmap's memory back, as every program that sets a background does for the one before.
func (x *root) fill(colour uint32) error {
	owner := x.number(x.root, ownerProperty)
	x.remove(pixmapProperty)
	x.remove(ownerProperty)
	if err := xproto.ChangeWindowAttributesChecked(x.conn, x.root, xproto.CwBackPixel, []uint32{colour}).Check(); err != nil {
		return fmt.Errorf("colour the root window: %w", err)
	}
	if err := xproto.ClearAreaChecked(x.conn, false, x.root, 0, 0, 0, 0).Check(); err != nil {
		return fmt.Errorf("repaint the root window: %w", err)
	}
	if owner != 0 {
		_ = xproto.KillClientChecked(x.conn, owner).Check()
	}
	return nil
}
