//go:build linux && desktop && devtools && !bindings

package main

import (
	"net/http"
	"os"
	"path/filepath"
)

// guarded: the build that the window tests drive can leave guard and policy away, to show that they would notice.
func guarded() bool { return os.Getenv("NORTHBOARD_WITHOUT_GUARD") == "" }

// policed: that build can also leave the policy alone away, to show what the guard holds by itself.
func policed() bool { return guarded() && os.Getenv("NORTHBOARD_WITHOUT_POLICY") == "" }

// inspected names the folder for what WebKit keeps: it lets no inspector near a store in memory.
func inspected() string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return os.TempDir()
	}
	return filepath.Join(cache, "northboard-inspected")
}

// answers leaves the page's policy away where it is not wanted.
func answers(middleware func(http.Handler) http.Handler) func(http.Handler) http.Handler {
	if policed() {
		return middleware
	}
	return func(assets http.Handler) http.Handler {
		ours := middleware(assets)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { ours.ServeHTTP(withoutPolicy{w}, r) })
	}
}

type withoutPolicy struct{ http.ResponseWriter }

func (w withoutPolicy) WriteHeader(status int) {
	w.Header().Del("Content-Security-Policy")
	w.ResponseWriter.WriteHeader(status)
}

func (w withoutPolicy) Write(data []byte) (int, error) {
	w.Header().Del("Content-Security-Policy")
	return w.ResponseWriter.Write(data)
}
