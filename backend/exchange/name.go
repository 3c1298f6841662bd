package exchange

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names of members. They are never used as paths, only compared; a bad one still shows that an archive is not ours, and
// would do harm where somebody unpacks it by hand.

const (
	manifestName = "manifest.json"
	libraryName  = "library.json"
	schemaName   = "schema.json"
	readmeName   = "README.txt"
	pagesFolder  = "read/"
)

var (
	pictureForm = regexp.MustCompile(`^pictures/([0-9a-f]{2})/([0-9a-f]{64})\.(jpg|png|webp|gif)$`)
	pageForm    = regexp.MustCompile(`^read/(aspirations|goals|tasks|boards|reviews)\.md$`)
	// Windows keeps these for devices, with any ending.
	deviceForm = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(\.|$)`)
)

func pictureMember(id, ext string) string { return "pictures/" + id[:2] + "/" + id + "." + ext }

// checkName refuses a name that could lead outside of a folder, or that some system cannot or will not keep as it is.
func checkName(name string) error {
	switch {
	case name == "" || len(name) > maxName:
		return fmt.Errorf("a name of %d bytes", len(name))
	case !utf8.ValidString(name):
		return fmt.Errorf("the name %q is no text", name)
	case strings.ContainsAny(name, `\:*?"<>|`):
		return fmt.Errorf("the name %q", name)
	case path.IsAbs(name) || path.Clean(name) != strings.TrimSuffix(name, "/"):
		return fmt.Errorf("the name %q leads elsewhere", name)
	}
	for _, r := range name {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return fmt.Errorf("the name %q holds what cannot be seen", name)
		}
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(name, "/"), "/") {
		if part == "." || part == ".." || strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") || deviceForm.MatchString(part) {
			return fmt.Errorf("the name %q", name)
		}
	}
	return nil
}

// limitOf is the most bytes that a member may have by its name; false for one that an archive of ours never has.
func limitOf(name string) (int64, bool) {
	switch {
	case name == manifestName:
		return maxManifest, true
	case name == libraryName:
		return maxLibrary, true
	case name == schemaName, name == readmeName:
		return 1 << 20, true
	case pageForm.MatchString(name):
		return maxPage, true
	}
	if parts := pictureForm.FindStringSubmatch(name); parts != nil && strings.HasPrefix(parts[2], parts[1]) {
		return maxPicture, true
	}
	return 0, false
}

// isPicture says whether a member is a picture, and which.
func isPicture(name string) (id, ext string, ok bool) {
	parts := pictureForm.FindStringSubmatch(name)
	if parts == nil {
		return "", "", false
	}
	return parts[2], parts[3], true
}
