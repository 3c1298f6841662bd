package api

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"northboard/backend"
	"northboard/backend/backendtest"
	"northboard/backend/fault"
)

// Every answer that goes through the middleware has the page's policy, whatever it is an answer to. For what Wails
// answers by itself see app_guard_headers.go.
func TestMiddleware_EveryAnswerHasThePolicy(t *testing.T) {
	assets := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/index.html":
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte("<p>"))
		case "/panic":
			panic("on purpose")
		default:
			http.NotFound(w, r)
		}
	})
	host := &Host{
		Backend: func() (*backend.Backend, error) { return nil, fault.New(fault.Unavailable, "It is closed.") },
		Log:     backendtest.Quiet(),
	}
	handler := Middleware(host, "index.html")(assets)
	id := strings.Repeat("a", 64)
	for target, want := range map[string]int{
		"GET /":                            http.StatusOK,
		"GET /index.html":                  http.StatusOK,
		"GET /nothing":                     http.StatusNotFound,
		"GET /panic":                       http.StatusInternalServerError,
		"GET /picture/" + id:               http.StatusNotFound,
		"GET /picture/..%2f..%2fetc":       http.StatusNotFound,
		"POST /picture/" + id:              http.StatusNotFound,
		"POST /add-picture?name=x":         http.StatusBadRequest,
		"GET /a/../b":                      http.StatusTemporaryRedirect,
		"PUT /":                            http.StatusOK,
		"GET /wails/anything-that-is-ours": http.StatusNotFound,
	} {
		method, path, _ := strings.Cut(target, " ")
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest(method, path, strings.NewReader("x")))
		if answer.Code != want {
			t.Errorf("%s: %d, want %d", target, answer.Code, want)
		}
		for name, value := range map[string]string{"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"} {
			if got := answer.Header().Values(name); len(got) != 1 || got[0] != value {
				t.Errorf("%s: %s is %q", target, name, got)
			}
		}
	}
}

// The policy is spelt out here once more: whoever loosens it must do it twice.
func TestPolicy(t *testing.T) {
	got := map[string]string{}
	for part := range strings.SplitSeq(policy, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), " ")
		got[name] = value
	}
	want := map[string]string{
		"default-src": "'none'", "script-src": "'self'", "style-src": "'self' 'unsafe-inline'", "img-src": "'self' blob:", "font-src": "'self'",
		"connect-src": "'self'", "media-src": "'self' blob:", "worker-src": "'self'", "frame-src": "'none'", "object-src": "'none'",
		"base-uri": "'none'", "form-action": "'none'",
	}
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s is %q, want %q", name, got[name], value)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d directives, want %d", len(got), len(want))
	}
}
