package picture

import (
	"bytes"
	"fmt"

	"northboard/backend/fault"
)

// kind is a file format as told by the content; the name of a file never decides.
type kind string

const (
	kindJPEG kind = "jpg"
	kindPNG  kind = "png"
	kindWebP kind = "webp"
	kindGIF  kind = "gif"
)

// contentTypes is the whole list of types that are ever served, by extension.
var contentTypes = map[string]string{
	"jpg":  "image/jpeg",
	"png":  "image/png",
	"webp": "image/webp",
	"gif":  "image/gif",
}

// sniffLength is how many leading bytes sniff looks at.
const sniffLength = 64

// refusal is why a file cannot become a picture. Its text has one %s for the file's name.
type refusal struct {
	code fault.Code
	text string
	err  error
}

func (r *refusal) Error() string {
	text := fmt.Sprintf(r.text, "the file")
	if r.err != nil {
		return text + ": " + r.err.Error()
	}
	return text
}

func (r *refusal) Unwrap() error { return r.err }

// about turns the refusal into a sentence that names the file.
func (r *refusal) about(name string) *fault.Error {
	return fault.Wrap(r, r.code, fmt.Sprintf(r.text, "“"+name+"”"))
}

const works = "JPEG, PNG, WebP and GIF work. Nothing was added and your file is unchanged."

func notAPicture() *refusal {
	return &refusal{code: fault.NotAPicture, text: "%s is not a picture Northboard can read. " + works}
}

func otherFormat(format string) *refusal {
	return &refusal{code: fault.NotAPicture, text: "%s is in the " + format + " format, which Northboard does not read. Save it as one that works and add it again: " + works}
}

func empty() *refusal {
	return &refusal{code: fault.NotAPicture, text: "%s is empty, so there is nothing to show. Nothing was added. Try another copy of it."}
}

func damaged(err error) *refusal {
	return &refusal{code: fault.NotAPicture, text: "%s is damaged or cut short, so it cannot be shown. Nothing was added and your file is unchanged. Try another copy of it.", err: err}
}

func tooLarge(what string) *refusal {
	return &refusal{code: fault.TooLarge, text: "%s is too large: " + what + ". Nothing was added and your file is unchanged. Save a smaller copy and add that."}
}

// sniff tells the kind from the first bytes of a file.
func sniff(head []byte) (kind, *refusal) {
	has := func(offset int, s string) bool {
		return len(head) >= offset+len(s) && string(head[offset:offset+len(s)]) == s
	}
	switch {
	case len(head) == 0:
		return "", empty()
	case has(0, "\xff\xd8\xff"):
		return kindJPEG, nil
	case has(0, "\x89PNG\r\n\x1a\n"):
		return kindPNG, nil
	case has(0, "RIFF") && has(8, "WEBP"):
		return kindWebP, nil
	case has(0, "GIF87a"), has(0, "GIF89a"):
		return kindGIF, nil
	case has(4, "ftyp"):
		return "", otherFormat(isoBrand(head))
	case has(0, "II*\x00"), has(0, "MM\x00*"):
		return "", otherFormat("TIFF")
	case has(0, "BM"):
		return "", otherFormat("BMP")
	case has(0, "%PDF"):
		return "", otherFormat("PDF")
	case isSVG(head):
		return "", otherFormat("SVG")
	}
	return "", notAPicture()
}

// isoBrand names the format of an ISO base media file, the family of HEIC, AVIF and MP4.
func isoBrand(head []byte) string {
	if len(head) < 12 {
		return "HEIC"
	}
	switch string(head[8:12]) {
	case "avif", "avis":
		return "AVIF"
	case "heic", "heix", "hevc", "hevx", "mif1", "msf1", "heim", "heis":
		return "HEIC"
	}
	return "video"
}

func isSVG(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	return bytes.HasPrefix(head, []byte("<svg")) || bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head, []byte("<svg"))
}
