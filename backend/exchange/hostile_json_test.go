package exchange_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"northboard/backend/exchange"
	"northboard/backend/fault"
)

// generateJSON makes the archives whose zip is right and whose JSON is not.
func generateJSON(put func(string, fault.Code, func(*pack))) {
	deep := strings.Repeat("[", 100_000)
	for name, text := range map[string]string{
		"deep": deep, "deep-object": strings.Repeat(`{"a":`, 50_000), "twice": `{"format":"x","format":"y"}`, "surrogate": `{"format":"\ud800"}`, "nan": `{"version":NaN}`,
		"infinity": `{"version":-Infinity}`, "huge": `{"version":1e400}`, "long-number": `{"version":` + strings.Repeat("1", 1<<20) + `}`, "bom": "\xef\xbb\xbf{}",
		"comment": `{} // x`, "latin": "{\"format\":\"\xe9\"}", "null": "null", "empty": "", "array": "[]", "object": "{}", "control": "{\"a\":\"\x01\"}",
	} {
		put("manifest-"+name, fault.Damaged, func(p *pack) { p.text = func([]byte) []byte { return []byte(text) } })
		put("library-"+name, fault.Damaged, func(p *pack) { p.set("library.json", []byte(text)) })
	}
	put("manifest-newer", fault.NewerLibrary, func(p *pack) {
		p.text = func([]byte) []byte { return []byte(`{"version":999,"things":[{"unknown":[1]}]}`) }
	})
	put("library-newer", fault.NewerLibrary, func(p *pack) { p.replace(version(0), version(1)) })
	put("library-of-another-version", fault.Damaged, func(p *pack) { p.replace(version(0), `"version":1`) })
	for name, change := range map[string][2]string{
		"unknown-kind": {`"aspiration":[`, `"operation":[],"aspiration":[`}, "unknown-column": {`"hue":`, `"hue2":1,"hue":`}, "missing-column": {`,"hue":0`, ``}, "hue": {`"hue":0`, `"hue":99`},
		"day": {`"due":"2027-06-01"`, `"due":"2027-02-30"`}, "rank": {`"rank":"a0"`, `"rank":"!!"`}, "instant": {`"created":1`, `"created":9991`}, "text-number": {`"title":"Read twelve books"`, `"title":12`},
		"parent": {`"goal_id":"00000000`, `"goal_id":"10000000`}, "id": {`{"id":"00000000`, `{"id":"../../..`}, "style": {`"style":"{`, `"style":"[`}, "setting": {`"theme":`, `"window/size":`}, "theme": {`"theme":"dark"`, `"theme":"<b>"`}, "sample": {`"theme":"dark"`, `"sample":"[1"`},
		"silent": {`"theme":"dark"`, `"remind/silent":"x"`}, "rests": {`"theme":"dark"`, `"review/rests":"{\"a\":1}"`}, "order": {`"theme":"dark"`, `"dateOrder":"dym"`},
		"camera": {`"theme":"dark"`, `"camera/00000000-0000-7000-8000-000000000001":"{\"zoom\":\"x\"}"`},
		"real":   {`"w":24`, `"w":1e300`}, "width": {`"width":24`, `"width":25`}, "picture-bytes": {`"bytes":`, `"bytes":1`}, "ext": {`"ext":"jpg"`, `"ext":"png"`},
		"null": {`"title":"Read twelve books"`, `"title":null`}, "choice": {`"measure":"number"`, `"measure":"soul"`}, "zero-wide": {`"w":24`, `"w":0`},
	} {
		put("value-"+name, fault.Damaged, func(p *pack) { p.replace(change[0], change[1]) })
	}
	put("row-twice", fault.Damaged, func(p *pack) {
		text := string(p.data["library.json"])
		from := strings.Index(text, "\"aspiration\":[\n") + len("\"aspiration\":[\n")
		row := text[from : from+strings.IndexByte(text[from:], '}')+1]
		p.replace(row, row+",\n"+row)
	})
	for name, bytes := range map[string]string{"html": "<!doctype html><script>alert(1)</script>", "svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`, "nothing": "x"} {
		put("picture-is-"+name, fault.NotAPicture, func(p *pack) { p.exchangePicture([]byte(bytes)) })
	}
}

// version is the key in library.json that is so many versions above the newest.
func version(above int) string { return fmt.Sprintf(`"version":%d`, exchange.FormatVersion+above) }

// exchangePicture puts other bytes in the place of the one picture, with everything that names it made right.
func (p *pack) exchangePicture(data []byte) {
	for i, name := range p.names {
		if !strings.HasPrefix(name, "pictures/") {
			continue
		}
		old := name[12:76]
		was := len(p.data[name])
		sum := sha256.Sum256(data)
		hash := hex.EncodeToString(sum[:])
		delete(p.data, name)
		p.names[i] = "pictures/" + hash[:2] + "/" + hash + ".jpg"
		p.data[p.names[i]] = data
		text := strings.ReplaceAll(string(p.data["library.json"]), old, hash)
		p.data["library.json"] = []byte(strings.Replace(text, fmt.Sprintf(`"bytes":%d`, was), fmt.Sprintf(`"bytes":%d`, len(data)), 1))
	}
}
