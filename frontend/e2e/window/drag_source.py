"""A small window from which files are dragged, as from a file manager. Its arguments are the files.

It stands in the upper right corner of the screen and says "ready" when it can be pressed, "dragging" when the drag
has begun and "done" when it is over."""

import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

files = [GLib.filename_to_uri(path, None) for path in sys.argv[1:]]


def say(word):
    print(word, flush=True)


window = Gtk.Window(title="Files", decorated=False, default_width=80, default_height=80)
window.set_keep_above(True)
label = Gtk.EventBox()
label.add(Gtk.Label(label="Files"))
label.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
label.drag_source_add_uri_targets()
label.connect("drag-begin", lambda *_: say("dragging"))
label.connect("drag-data-get", lambda _widget, _context, data, *_: data.set_uris(files))
label.connect("drag-end", lambda *_: say("done"))
window.add(label)
window.show_all()
screen = window.get_screen()
window.move(screen.get_width() - 90, 10)
window.connect("map-event", lambda *_: GLib.idle_add(say, "ready"))
Gtk.main()
