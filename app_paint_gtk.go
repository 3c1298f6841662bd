//go:build linux && (desktop || dev) && !bindings

package main

/*
#cgo pkg-config: gtk+-3.0
#include <gtk/gtk.h>

static void stay_hidden(GtkWidget *window) { (void)window; }

static int start_gtk(void) { return gtk_init_check(NULL, NULL); }

// Wails shows every window and hides it afterwards, which is a flash on a real desktop. Here windows are not shown at all.
static void keep_windows_hidden(void) {
	GTK_WIDGET_CLASS(g_type_class_ref(GTK_TYPE_WINDOW))->show = stay_hidden;
}
*/
import "C"

import (
	"os"

	"northboard/backend/fault"
)

// readyToPaint starts GTK without any window of this process ever showing; a fault where there is no display.
func readyToPaint() error {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" || C.start_gtk() == 0 {
		return fault.New(fault.Unavailable, "There is no screen here to paint for, so the old picture stays. In your desktop session run: northboard wallpaper refresh")
	}
	C.keep_windows_hidden()
	return nil
}
