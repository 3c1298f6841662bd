package exchange

import (
	"encoding/json"
	"fmt"
)

// schemaOfRows is the database's schema that the tables of this format are those of. A test holds it to the database:
// whoever writes a migration raises it, and marks in table.go what came with it.
const schemaOfRows = 4

// object is a JSON object whose keys stay in order.
type object []pair

type pair struct {
	key   string
	value any
}

func (o object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, p := range o {
		if i > 0 {
			b = append(b, ',')
		}
		value, err := json.Marshal(p.value)
		if err != nil {
			return nil, err
		}
		b = append(append(appendText(b, p.key), ':'), value...)
	}
	return append(b, '}'), nil
}

// schemaText is the JSON schema of library.json.
func schemaText() string {
	tables := object{}
	for _, k := range kinds {
		properties, required := object{}, []string{}
		for _, c := range k.columns {
			properties = append(properties, pair{c.name, c.schema()})
			required = append(required, c.name)
		}
		row := object{{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}}
		tables = append(tables, pair{k.name, object{{"type", "array"}, {"items", row}}})
	}
	root := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", "Northboard library"},
		{"type", "object"},
		{"properties", object{
			{"format", object{{"const", libraryFormat}}},
			{"version", object{{"const", formatVersion}}},
			{"kinds", object{{"type", "object"}, {"properties", tables}, {"additionalProperties", false}}},
			{"settings", object{{"type", "object"}, {"additionalProperties", object{{"type", "string"}}}}},
		}},
		{"required", []string{"format", "version", "kinds", "settings"}},
		{"additionalProperties", false},
	}
	text, err := json.MarshalIndent(root, "", " ")
	if err != nil {
		panic(fmt.Sprintf("the schema of the format: %v", err)) // It is made of constants.
	}
	return string(text) + "\n"
}

func (c column) schema() object {
	o := object{{"type", "string"}}
	switch c.is {
	case shapeID:
		o = append(o, pair{"format", "uuid"})
	case shapeHash:
		o = append(o, pair{"pattern", hashForm.String()})
	case shapeRef:
		o = append(o, pair{"description", "the id of a row of " + c.of})
	case shapeText:
		o = append(o, pair{"maxLength", c.most})
	case shapeRank:
		o = append(o, pair{"description", "a fractional index: byte order is the order"}, pair{"maxLength", longestRank})
	case shapeDay:
		o = append(o, pair{"format", "date"})
	case shapeTime:
		o = append(o, pair{"pattern", "^[0-2][0-9]:[0-5][0-9]$"})
	case shapeChoice:
		o = append(o, pair{"enum", c.choices()})
	case shapeColour:
		o = append(o, pair{"pattern", "^(#[0-9a-f]{6})?$"})
	case shapeBackground:
		o = append(o, pair{"contentMediaType", "application/json"}, pair{"description", "a paper or a colour"})
	case shapeStyle:
		o = append(o, pair{"contentMediaType", "application/json"}, pair{"description", "how it differs from what its kind usually looks like"})
	case shapeInstant:
		o = object{{"type", "integer"}, {"description", "milliseconds since 1970 in UTC"}}
	case shapeWhole:
		o = object{{"type", "integer"}, {"minimum", int64(c.lo)}, {"maximum", int64(c.hi)}}
	case shapeReal:
		o = object{{"type", "number"}, {"minimum", c.lo}, {"maximum", c.hi}}
	}
	if c.null {
		o[0].value = []any{o[0].value, "null"}
	}
	return o
}

// choices are the words of a choice, and null where there may be none.
func (c column) choices() []any {
	all := []any{}
	for _, word := range c.among {
		all = append(all, word)
	}
	if c.null {
		all = append(all, nil)
	}
	return all
}
