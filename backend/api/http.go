package api

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"northboard/backend"
	"northboard/backend/fault"
)

// policy is the page's Content-Security-Policy: nothing from outside, no inline script, no eval.
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob:; " +
	"font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self'; frame-src 'none'; " +
	"object-src 'none'; base-uri 'none'; form-action 'none'"

// Policy gives the page's Content-Security-Policy to what answers the page past the middleware.
func Policy() string { return policy }

// largestDrop bounds one picture that the page hands over as bytes; a larger one is to be added as a file.
const largestDrop = 200 << 20

// Middleware puts the security headers on every answer, serves pictures and takes pictures that come as bytes.
// index is the page that "/" stands for.
func Middleware(host *Host, index string) func(http.Handler) http.Handler {
	return func(assets http.Handler) http.Handler {
		mux := http.NewServeMux()
		mux.HandleFunc("GET /picture/{id}", func(w http.ResponseWriter, r *http.Request) {
			b, err := host.Backend()
			if err != nil {
				http.NotFound(w, r)
				return
			}
			b.Pictures.Handler().ServeHTTP(w, r)
		})
		mux.HandleFunc("POST /add-picture", func(w http.ResponseWriter, r *http.Request) {
			answer(w, func() (any, error) { return addBytes(host, r) })
		})
		mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/" {
				r = r.Clone(r.Context())
				r.URL.Path = "/" + index
			}
			if r.Method == http.MethodGet && r.URL.Path == "/index.html" {
				servePage(w, r, assets, host)
				return
			}
			assets.ServeHTTP(w, r)
		})
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			// A panic here would take the window down: WebKit calls this from C.
			defer func() {
				if p := recover(); p != nil {
					http.Error(w, fault.From(panicked(host.Log, p)).Sentence, http.StatusInternalServerError)
				}
			}()
			w.Header().Set("Content-Security-Policy", policy)
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.Header().Set("Referrer-Policy", "no-referrer")
			mux.ServeHTTP(w, r)
		})
	}
}

// addBytes takes one picture as the body of a request: a paste or a drop that brings its bytes but has no path.
// The page sends an array buffer, never a Blob or a form: those crash WebKitGTK.
func addBytes(host *Host, r *http.Request) (any, error) {
	data, err := io.ReadAll(io.LimitReader(r.Body, largestDrop+1))
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "The picture did not arrive whole. Nothing was added; please try again.")
	}
	if len(data) > largestDrop {
		return nil, fault.New(fault.TooLarge, "This picture is larger than 200 MB. Save it as a file and add the file.")
	}
	return do(host, func(ctx context.Context, b *backend.Backend) (any, error) {
		return stageBytes(ctx, b, r.URL.Query().Get("name"), data)
	})
}

func answer(w http.ResponseWriter, fn func() (any, error)) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	result, err := fn()
	if err != nil {
		status := http.StatusBadRequest
		if errors.Is(err, context.Canceled) || fault.CodeOf(err) == fault.Internal {
			status = http.StatusInternalServerError
		}
		w.WriteHeader(status)
		result = fault.From(err)
	}
	// The status is sent; a connection that breaks here is the page's to notice.
	_ = json.NewEncoder(w).Encode(result)
}
