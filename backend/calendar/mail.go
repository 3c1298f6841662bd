package calendar

import (
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/url"
	"strings"
	"time"

	"northboard/backend/clock"
)

// mailtoLimit is how long an address with a text in it may be, in bytes: more is cut off by mail programs and desktops.
const mailtoLimit = 1800

// WriteDraft writes a mail that is not sent yet, to nobody: mail programs open an .eml of this kind for writing.
func WriteDraft(w io.Writer, subject, text string, now clock.Instant, zone *time.Location) error {
	head := strings.Join([]string{
		"X-Unsent: 1",
		"Date: " + now.In(zone).Format(time.RFC1123Z),
		"Subject: " + mime.QEncoding.Encode("utf-8", strings.ReplaceAll(clean(subject, longest), "\n", " ")),
		"MIME-Version: 1.0",
		"Content-Type: text/plain; charset=utf-8",
		"Content-Transfer-Encoding: quoted-printable",
	}, "\r\n")
	if _, err := io.WriteString(w, head+"\r\n\r\n"); err != nil {
		return fmt.Errorf("write the mail: %w", err)
	}
	body := quotedprintable.NewWriter(w)
	if _, err := io.WriteString(body, strings.ReplaceAll(clean(text, 1<<20), "\n", "\r\n")); err != nil {
		return fmt.Errorf("write the mail: %w", err)
	}
	return body.Close()
}

// Mailto gives the address that opens the person's mail program with this text in it, shortened to what such an address holds.
func Mailto(subject, text string) string {
	address := func(text string) string {
		return "mailto:?subject=" + escape(clean(subject, longest)) + "&body=" + escape(clean(text, len(text)))
	}
	full := address(text)
	for runes := []rune(text); len(full) > mailtoLimit && len(runes) > 0; {
		runes = runes[:len(runes)*9/10]
		full = address(string(runes) + "…")
	}
	return full
}

// escape writes a text for a mailto address: there a space is %20, and lines end with CR LF.
func escape(text string) string {
	return strings.ReplaceAll(url.QueryEscape(strings.ReplaceAll(text, "\n", "\r\n")), "+", "%20")
}
