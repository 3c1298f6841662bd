//go:build linux && (desktop || dev) && !bindings

package main

/*
#cgo pkg-config: gtk+-3.0
#include <gtk/gtk.h>

// The part of the first screen that panels leave to windows. Wails starts GTK again later, which is nothing to it.
static int work_area(GdkRectangle *area) {
	if (!gtk_init_check(NULL, NULL)) {
		return 0;
	}
	GdkDisplay *display = gdk_display_get_default();
	GdkMonitor *monitor = display == NULL ? NULL : gdk_display_get_primary_monitor(display);
	if (monitor == NULL && display != NULL) {
		monitor = gdk_display_get_monitor(display, 0);
	}
	if (monitor == NULL) {
		return 0;
	}
	gdk_monitor_get_workarea(monitor, area);
	return 1;
}
*/
import "C"

import "os"

// workArea gives how much of the screen windows may take; nothing where it cannot be asked.
func workArea() (width, height int) {
	var area C.GdkRectangle
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" || C.work_area(&area) == 0 {
		return 0, 0
	}
	return int(area.width), int(area.height)
}
