//go:build linux && (desktop || dev)

package clipboard

/*
#cgo pkg-config: gtk+-3.0
#include <gtk/gtk.h>
#include <stdint.h>

extern void northboardClipboardAnswer(uintptr_t handle, int kind, void *data, int length);

enum { answer_nothing = 0, answer_paths = 1, answer_picture = 2, answer_text = 3 };

static void got_text(GtkClipboard *clipboard, const gchar *text, gpointer handle) {
	if (text == NULL) {
		northboardClipboardAnswer((uintptr_t)handle, answer_nothing, NULL, 0);
		return;
	}
	northboardClipboardAnswer((uintptr_t)handle, answer_text, (void *)text, (int)strlen(text));
}

static void got_image(GtkClipboard *clipboard, GdkPixbuf *pixbuf, gpointer handle) {
	gchar *data = NULL;
	gsize size = 0;
	if (pixbuf != NULL && gdk_pixbuf_save_to_buffer(pixbuf, &data, &size, "png", NULL, NULL) && size <= INT_MAX) {
		northboardClipboardAnswer((uintptr_t)handle, answer_picture, data, (int)size);
	} else {
		gtk_clipboard_request_text(clipboard, got_text, handle);
	}
	g_free(data);
}

static void got_bytes(GtkClipboard *clipboard, GtkSelectionData *selection, gpointer handle) {
	gint length = gtk_selection_data_get_length(selection);
	if (length > 0) {
		northboardClipboardAnswer((uintptr_t)handle, answer_picture, (void *)gtk_selection_data_get_data(selection), length);
	} else {
		gtk_clipboard_request_image(clipboard, got_image, handle);
	}
}

// What a program offers in these formats is its original; everything else GTK converts for us.
static const char *originals[] = {"image/png", "image/jpeg", "image/webp", "image/gif"};

static void got_targets(GtkClipboard *clipboard, GdkAtom *targets, gint count, gpointer handle) {
	for (size_t i = 0; i < G_N_ELEMENTS(originals); i++) {
		GdkAtom wanted = gdk_atom_intern_static_string(originals[i]);
		for (gint j = 0; j < count; j++) {
			if (targets[j] == wanted) {
				gtk_clipboard_request_contents(clipboard, wanted, got_bytes, handle);
				return;
			}
		}
	}
	gtk_clipboard_request_image(clipboard, got_image, handle);
}

static void got_uris(GtkClipboard *clipboard, gchar **uris, gpointer handle) {
	GString *paths = g_string_new(NULL);
	for (gchar **uri = uris; uri != NULL && *uri != NULL; uri++) {
		gchar *path = g_filename_from_uri(*uri, NULL, NULL);
		if (path != NULL) {
			g_string_append(paths, path);
			g_string_append_c(paths, '\n');
			g_free(path);
		}
	}
	if (paths->len > 0) {
		northboardClipboardAnswer((uintptr_t)handle, answer_paths, paths->str, (int)paths->len);
	} else {
		gtk_clipboard_request_targets(clipboard, got_targets, handle);
	}
	g_string_free(paths, TRUE);
}

static gboolean ask(gpointer handle) {
	gtk_clipboard_request_uris(gtk_clipboard_get(GDK_SELECTION_CLIPBOARD), got_uris, handle);
	return G_SOURCE_REMOVE;
}

static void northboard_clipboard_ask(uintptr_t handle) { g_idle_add(ask, (gpointer)handle); }
*/
import "C"

import (
	"context"
	"runtime/cgo"
	"strings"
	"unsafe"
)

// Read returns what lies on the clipboard; the zero Content when it is empty or holds nothing a board can take.
// It waits for the program that owns the clipboard until ctx ends.
func Read(ctx context.Context) (Content, error) {
	answer := make(chan Content, 1)
	// The handle is deleted by the answer, which GTK gives exactly once, be it late.
	C.northboard_clipboard_ask(C.uintptr_t(cgo.NewHandle(answer)))
	select {
	case content := <-answer:
		return content, nil
	case <-ctx.Done():
		return Content{}, ctx.Err()
	}
}

//export northboardClipboardAnswer
func northboardClipboardAnswer(handle C.uintptr_t, kind C.int, data unsafe.Pointer, length C.int) {
	h := cgo.Handle(handle)
	answer := h.Value().(chan Content)
	h.Delete()
	var content Content
	switch bytes := C.GoBytes(data, length); kind {
	case C.answer_paths:
		content.Paths = strings.Split(strings.TrimSuffix(string(bytes), "\n"), "\n")
	case C.answer_picture:
		content.Picture = bytes
	case C.answer_text:
		content.Text = string(bytes)
	}
	answer <- content
}
