//go:build linux && desktop && !bindings

package main

/*
#cgo pkg-config: gtk+-3.0 webkit2gtk-4.1
#cgo LDFLAGS: -ldl
#define _GNU_SOURCE
#include <dlfcn.h>
#include <webkit2/webkit2.h>

static const char *page_policy; // NULL: none is put on

// Takes the place of WebKit's function of this name for whoever in this program calls it, which is Wails, each time it
// answers the page. What Wails answers by itself (its own scripts) has not been through the middleware.
void webkit_uri_scheme_response_set_http_headers(WebKitURISchemeResponse *response, SoupMessageHeaders *headers) {
	static void (*webkits)(WebKitURISchemeResponse *, SoupMessageHeaders *);
	if (webkits == NULL) {
		webkits = (void (*)(WebKitURISchemeResponse *, SoupMessageHeaders *))dlsym(RTLD_NEXT, "webkit_uri_scheme_response_set_http_headers");
		if (webkits == NULL) {
			g_error("WebKit has no headers to set any more: app_guard_headers.go must learn its new way");
		}
	}
	if (page_policy != NULL) {
		soup_message_headers_replace(headers, "Content-Security-Policy", page_policy);
		soup_message_headers_replace(headers, "X-Content-Type-Options", "nosniff");
		soup_message_headers_replace(headers, "Referrer-Policy", "no-referrer");
	}
	webkits(response, headers);
}

static void put_on(const char *policy) { page_policy = policy; }
*/
import "C"

// guardAnswers sees that every answer that the page gets has the policy, also those that Wails gives by itself.
func guardAnswers(policy string) {
	C.put_on(C.CString(policy)) // For as long as the process lives.
}
