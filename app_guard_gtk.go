//go:build linux && desktop && !bindings

package main

/*
#cgo pkg-config: gtk+-3.0 webkit2gtk-4.1
#include <gtk/gtk.h>
#include <webkit2/webkit2.h>

extern int northboardMayOpen(char *address);
extern int northboardMayPost(char *message);

static void (*view_constructed)(GObject *);
static void (*context_set_property)(GObject *, guint, const GValue *, GParamSpec *);
static char *inspected_folder; // NULL in a release

static gboolean refuse(WebKitPolicyDecision *decision) {
	webkit_policy_decision_ignore(decision);
	return TRUE;
}

// Asked before anything is loaded into a frame, and again when its answer has come.
static gboolean decide_policy(WebKitWebView *view, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type) {
	(void)view;
	WebKitURIRequest *request;
	switch (type) {
	case WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION:
		request = webkit_navigation_action_get_request(
			webkit_navigation_policy_decision_get_navigation_action(WEBKIT_NAVIGATION_POLICY_DECISION(decision)));
		break;
	case WEBKIT_POLICY_DECISION_TYPE_RESPONSE:
		// A frame shows itself here only. An answer that cannot be shown would become a download.
		if (!webkit_response_policy_decision_is_main_frame_main_resource(WEBKIT_RESPONSE_POLICY_DECISION(decision)) ||
			!webkit_response_policy_decision_is_mime_type_supported(WEBKIT_RESPONSE_POLICY_DECISION(decision))) {
			return refuse(decision);
		}
		request = webkit_response_policy_decision_get_request(WEBKIT_RESPONSE_POLICY_DECISION(decision));
		break;
	default: // A new window.
		return refuse(decision);
	}
	if (!northboardMayOpen((char *)webkit_uri_request_get_uri(request))) {
		return refuse(decision);
	}
	webkit_policy_decision_use(decision);
	return TRUE;
}

static GtkWidget *no_window(WebKitWebView *view, WebKitNavigationAction *action) {
	(void)view; (void)action;
	return NULL;
}

// Camera, microphone, place, notifications, pointer lock and whatever else is asked for.
static gboolean no_permission(WebKitWebView *view, WebKitPermissionRequest *request) {
	(void)view;
	webkit_permission_request_deny(request);
	return TRUE;
}

static gboolean no_password(WebKitWebView *view, WebKitAuthenticationRequest *request) {
	(void)view;
	webkit_authentication_request_cancel(request);
	return TRUE;
}

// alert() and its like would block the window. The page has dialogs of its own.
static gboolean no_dialog(WebKitWebView *view, WebKitScriptDialog *dialog) {
	(void)view; (void)dialog;
	return TRUE;
}

static void no_download(WebKitWebContext *context, WebKitDownload *download) {
	(void)context;
	webkit_download_cancel(download);
}

// Stands before Wails' own handler and calls it for what may pass.
static void message_came(WebKitUserContentManager *manager, WebKitJavascriptResult *result, gpointer wails) {
	static gboolean passing = FALSE;
	if (passing) {
		return;
	}
	char *message = jsc_value_to_string(webkit_javascript_result_get_js_value(result));
	if (message != NULL && northboardMayPost(message)) {
		passing = TRUE;
		g_signal_handler_unblock(manager, (gulong)wails);
		g_signal_emit_by_name(manager, "script-message-received::external", result);
		g_signal_handler_block(manager, (gulong)wails);
		passing = FALSE;
	}
	g_free(message);
}

static void guard_messages(WebKitUserContentManager *manager) {
	gulong wails = g_signal_handler_find(manager, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DETAIL,
		g_signal_lookup("script-message-received", WEBKIT_TYPE_USER_CONTENT_MANAGER), g_quark_from_string("external"), NULL, NULL, NULL);
	if (wails == 0) {
		g_error("Wails no longer listens to the page before its view is made: app_guard_gtk.go must learn the new order");
	}
	g_signal_handler_block(manager, wails);
	g_signal_connect(manager, "script-message-received::external", G_CALLBACK(message_came), (gpointer)wails);
}

static void constructed(GObject *object) {
	view_constructed(object);
	WebKitWebView *view = WEBKIT_WEB_VIEW(object);
	guard_messages(webkit_web_view_get_user_content_manager(view));

	WebKitSettings *settings = webkit_web_view_get_settings(view);
	g_object_set(settings,
		"javascript-can-open-windows-automatically", FALSE, "javascript-can-access-clipboard", FALSE,
		"enable-html5-database", FALSE, "enable-html5-local-storage", FALSE,
		"enable-media-stream", FALSE, "enable-webrtc", FALSE, "enable-encrypted-media", FALSE, "enable-page-cache", FALSE, NULL);

	// Should a request for the network ever get past the page's policy, it ends here: nothing listens on port 1.
	WebKitNetworkProxySettings *nowhere = webkit_network_proxy_settings_new("socks5://127.0.0.1:1", NULL);
	webkit_website_data_manager_set_network_proxy_settings(webkit_web_view_get_website_data_manager(view), WEBKIT_NETWORK_PROXY_MODE_CUSTOM, nowhere);
	webkit_network_proxy_settings_free(nowhere);
}

// Gives the context of all views a store in memory. WebKit's own would lie in a folder named like the program, which
// is the library's, and would keep things of the page. WebKit lets no inspector near a store in memory: the build with
// the inspector has a folder.
static void set_property(GObject *object, guint id, const GValue *value, GParamSpec *spec) {
	if (strcmp(spec->name, "website-data-manager") == 0 && g_value_get_object(value) == NULL) {
		GValue store = G_VALUE_INIT;
		g_value_init(&store, WEBKIT_TYPE_WEBSITE_DATA_MANAGER);
		g_value_take_object(&store, inspected_folder == NULL ? webkit_website_data_manager_new_ephemeral()
			: webkit_website_data_manager_new("base-data-directory", inspected_folder, "base-cache-directory", inspected_folder, NULL));
		context_set_property(object, id, &store, spec);
		g_value_unset(&store);
		return;
	}
	context_set_property(object, id, value, spec);
}

// The classes are changed, not the one view, so that no view is without the guard for even a moment.
static void guard_views(char *folder) {
	inspected_folder = folder;
	WebKitWebViewClass *view = WEBKIT_WEB_VIEW_CLASS(g_type_class_ref(WEBKIT_TYPE_WEB_VIEW));
	view->decide_policy = decide_policy;
	view->create = no_window;
	view->permission_request = no_permission;
	view->authenticate = no_password;
	view->script_dialog = no_dialog;
	view_constructed = G_OBJECT_CLASS(view)->constructed;
	G_OBJECT_CLASS(view)->constructed = constructed;

	WebKitWebContextClass *context = WEBKIT_WEB_CONTEXT_CLASS(g_type_class_ref(WEBKIT_TYPE_WEB_CONTEXT));
	context->download_started = no_download;
	context_set_property = G_OBJECT_CLASS(context)->set_property;
	G_OBJECT_CLASS(context)->set_property = set_property;
}
*/
import "C"

import "northboard/backend/api"

//export northboardMayOpen
func northboardMayOpen(address *C.char) C.int { return yes(mayOpen(C.GoString(address))) }

//export northboardMayPost
func northboardMayPost(message *C.char) C.int { return yes(mayPost(C.GoString(message))) }

func yes(is bool) C.int {
	if is {
		return 1
	}
	return 0
}

// guardPage puts the guard around every web view that this process will make. It is called before Wails runs.
func guardPage() {
	if !guarded() {
		return
	}
	var folder *C.char
	if path := inspected(); path != "" {
		folder = C.CString(path) // For as long as the process lives.
	}
	C.guard_views(folder)
	if policed() {
		guardAnswers(api.Policy())
	}
}
