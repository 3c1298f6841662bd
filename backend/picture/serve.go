package picture

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// Handler serves GET /picture/<sha256>?w=N, the smallest preview whose longer side has N pixels or more, and
// /picture/<sha256>?original=1, the original's own bytes. Only pictures that a row names are served, only as one of the
// types in contentTypes, and no part of a request but a checked id becomes part of a path.
func (im *Importer) Handler() http.Handler { return http.HandlerFunc(im.serve) }

func (im *Importer) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed)
		return
	}
	id, ok := strings.CutPrefix(r.URL.Path, "/picture/")
	if !ok || !validID(id) {
		refuse(w, http.StatusNotFound)
		return
	}
	query := r.URL.Query()
	original := query.Get("original") == "1"
	size := firstSize
	if query.Has("w") {
		n, err := strconv.Atoi(query.Get("w"))
		if err != nil || n < 1 {
			refuse(w, http.StatusBadRequest)
			return
		}
		size = n
	}
	var info Info
	err := im.store.Read(r.Context(), func(tx *store.Tx) (err error) {
		info, err = ByID(tx, id)
		return err
	})
	if err == nil {
		err = im.serveInfo(w, r, info, size, original)
	}
	im.answer(w, r, id, err)
}

// answer refuses a request that failed and logs what nobody else would.
func (im *Importer) answer(w http.ResponseWriter, r *http.Request, id string, err error) {
	switch {
	case err == nil:
	case errors.Is(err, context.Canceled) && r.Context().Err() != nil:
		refuse(w, http.StatusServiceUnavailable) // Nobody reads it.
	case fault.CodeOf(err) == fault.NotFound:
		if !errors.As(err, new(*fault.Error)) {
			im.log.Error("the original of a picture is missing", "picture", id, "error", err)
		}
		refuse(w, http.StatusNotFound)
	case errors.Is(err, errClosed):
		refuse(w, http.StatusServiceUnavailable)
	default:
		im.log.Error("serve a picture", "picture", id, "error", err)
		refuse(w, http.StatusInternalServerError)
	}
}

func (im *Importer) serveInfo(w http.ResponseWriter, r *http.Request, info Info, n int, original bool) error {
	if original {
		return im.serveOriginal(w, r, info, "original")
	}
	size := sizeFor(info.Width, info.Height, n)
	tag := strconv.Itoa(size)
	if matches(r, etag(info.ID, tag)) {
		setCaching(w, info.ID, tag)
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if isWhole(info.Width, info.Height, size) {
		if _, _, ok := im.stored(info.ID, size); !ok {
			file, h, err := im.open(info)
			if err != nil {
				return err
			}
			_ = file.Close() // Only read.
			if h.plain {
				return im.serveOriginal(w, r, info, tag)
			}
		}
	}
	data, ext, err := im.preview(r.Context(), info, size)
	if err != nil {
		return err
	}
	setCaching(w, info.ID, tag)
	w.Header().Set("Content-Type", contentTypes[ext])
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	return nil
}

func (im *Importer) serveOriginal(w http.ResponseWriter, r *http.Request, info Info, tag string) error {
	contentType, ok := contentTypes[info.Ext]
	if !ok {
		return fault.New(fault.NotFound, "This picture has a format that is never shown.")
	}
	file, err := os.Open(im.originalPath(info.ID, info.Ext))
	if err != nil {
		return err
	}
	defer file.Close()
	setCaching(w, info.ID, tag)
	w.Header().Set("Content-Type", contentType)
	http.ServeContent(w, r, "", time.Time{}, file)
	return nil
}

func etag(id, tag string) string { return `"` + id + "-" + tag + `"` }

func setCaching(w http.ResponseWriter, id, tag string) {
	w.Header().Set("ETag", etag(id, tag))
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
}

// matches looks for the tag in If-None-Match before any work is done; ServeContent would only see it afterwards.
func matches(r *http.Request, tag string) bool {
	for _, candidate := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		if candidate = strings.TrimPrefix(strings.TrimSpace(candidate), "W/"); candidate == tag || candidate == "*" {
			return true
		}
	}
	return false
}

func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, http.StatusText(status), status)
}
