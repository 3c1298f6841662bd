package picture

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"time"

	"northboard/backend/fault"
)

// Pictures that are too large to be decoded beside everything else are decoded apart: by a process of our own
// (DecodeApart) that has the file as its standard input and a limit on its memory, one at a time. It hands over finished
// previews. Whatever happens to it, the file is refused with a sentence, and nothing is half done.

const (
	// apartMemory is what the process may take in all. The kernel holds it to that.
	apartMemory = 1 << 30
	// maxApart is the memory that decoding one picture apart may take; the rest is for scaling and the program itself.
	maxApart = 640 << 20
	// apartWithin is how long it may take. 250 megapixels take about ten seconds.
	apartWithin = 60 * time.Second
	// maxAnswer bounds what the process hands over.
	maxAnswer = 64 << 20
)

// DecodeWith names the program that decodes large pictures apart: the one that runs, as a rule, whose command `decode`
// calls DecodeApart. Without it such pictures are refused. It is called before the importer is used.
func (im *Importer) DecodeWith(program string) { im.decoder = program }

// apartAnswer is the first line of what the process says; the files follow it, one after the other.
type apartAnswer struct {
	Damaged string      `json:"damaged"` // why it is no picture; the rest is empty then
	Colour  string      `json:"colour"`
	Files   []apartFile `json:"files"`
}

type apartFile struct {
	Size  int    `json:"size"`
	Ext   string `json:"ext"`
	Bytes int    `json:"bytes"`
}

// inProcess says whether a picture may be decoded beside everything else.
func (h *header) inProcess() bool {
	return int64(h.width)*int64(h.height) <= maxPixels && h.decodeBytes <= maxDecode
}

// DecodeApart is what the process does: it reads one picture, whose header the parent has checked, and writes its previews.
func DecodeApart(in *os.File, out io.Writer) error {
	if err := limitProcess(apartMemory, apartWithin); err != nil {
		return fmt.Errorf("limit the process: %w", err)
	}
	stat, err := in.Stat()
	if err != nil {
		return err
	}
	answer, files, err := decodedApart(in, stat.Size())
	if r := (*refusal)(nil); errors.As(err, &r) {
		answer = apartAnswer{Damaged: r.Error()}
	} else if err != nil {
		return err
	}
	if err := json.NewEncoder(out).Encode(answer); err != nil {
		return err
	}
	for _, data := range files {
		if _, err := out.Write(data); err != nil {
			return err
		}
	}
	return nil
}

func decodedApart(in io.ReaderAt, size int64) (answer apartAnswer, files [][]byte, err error) {
	head := make([]byte, min(sniffLength, size))
	if err := readAt(in, head, 0); err != nil {
		return answer, nil, asRefusal(err)
	}
	k, refused := sniff(head)
	if refused != nil {
		return answer, nil, refused
	}
	h, err := readHeader(in, size, k)
	if err != nil {
		return answer, nil, err
	}
	r, err := scaleDown(context.Background(), in, size, h)
	if err != nil {
		return answer, nil, err
	}
	answer.Colour = r.colour()
	for _, size := range h.toMake() {
		data, ext, err := r.encode(size)
		if err != nil {
			return answer, nil, err
		}
		answer.Files = append(answer.Files, apartFile{Size: size, Ext: ext, Bytes: len(data)})
		files = append(files, data)
	}
	return answer, files, nil
}

// apart has a picture decoded by a process of its own.
func (im *Importer) apart(ctx context.Context, in io.ReaderAt, h *header) (*ready, error) {
	file, isFile := in.(*os.File)
	if im.decoder == "" || !isFile {
		return nil, tooLargeHere(h)
	}
	if err := im.apartTurn.Acquire(ctx, 1); err != nil {
		return nil, &readError{err}
	}
	defer im.apartTurn.Release(1)
	limited, done := context.WithTimeout(ctx, apartWithin)
	defer done()
	answer, said := &limitedBuffer{most: maxAnswer}, &limitedBuffer{most: 4 << 10}
	cmd := exec.CommandContext(limited, im.decoder, "decode")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = file, answer, said
	// Below the hard limit, so that the collector works harder before the process is ended.
	cmd.Env = append(os.Environ(), fmt.Sprintf("GOMEMLIMIT=%d", apartMemory-apartMemory/8), "GOTRACEBACK=none")
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	if ctx.Err() != nil {
		return nil, &readError{ctx.Err()}
	}
	if err == nil {
		var r *ready
		if r, err = readApart(answer.held.Bytes(), h); err == nil || isRefusal(err) {
			return r, err
		}
	}
	im.log.Warn("decode a large picture apart", "error", err, "said", said.held.String())
	return nil, &refusal{code: fault.TooLarge, err: err, text: "%s could not be opened: it takes more memory or time than is safe. " +
		"Nothing was added and your file is unchanged. Save a smaller copy and add that."}
}

var colours = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// readApart checks what the process handed over as if a stranger had: it has worked on a stranger's file.
func readApart(data []byte, h *header) (*ready, error) {
	line, rest, found := bytes.Cut(data, []byte("\n"))
	var answer apartAnswer
	if err := json.Unmarshal(line, &answer); err != nil || !found {
		return nil, fmt.Errorf("the answer makes no sense (%w)", err)
	}
	if answer.Damaged != "" {
		return nil, damaged(errors.New(answer.Damaged))
	}
	if !colours.MatchString(answer.Colour) || len(answer.Files) != len(h.toMake()) {
		return nil, errors.New("the answer lacks something")
	}
	r := &ready{head: h, mean: answer.Colour, files: map[int]apartPreview{}}
	for i, size := range h.toMake() {
		f := answer.Files[i]
		if f.Size != size || f.Bytes < 1 || f.Bytes > len(rest) || !slices.Contains([]string{"jpg", "png"}, f.Ext) {
			return nil, fmt.Errorf("preview %d makes no sense: %+v", size, f)
		}
		preview := rest[:f.Bytes]
		rest = rest[f.Bytes:]
		found, err := readHeader(bytes.NewReader(preview), int64(len(preview)), kind(f.Ext))
		if err != nil {
			return nil, fmt.Errorf("preview %d: %w", size, err)
		}
		width, height := h.upright()
		if width, height = fit(width, height, size); found.width != width || found.height != height {
			return nil, fmt.Errorf("preview %d has %d x %d pixels, not %d x %d", size, found.width, found.height, width, height)
		}
		r.files[size] = apartPreview{preview, f.Ext}
		r.bytes += int64(len(preview))
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("%d bytes too many", len(rest))
	}
	return r, nil
}

func isRefusal(err error) bool { return errors.As(err, new(*refusal)) }

// tooLargeHere refuses what could only be decoded apart where that is not possible.
func tooLargeHere(h *header) error {
	if pixels := int64(h.width) * int64(h.height); pixels > maxPixels {
		return tooManyPixels(pixels, maxPixels)
	}
	return tooMuchMemory(h.decodeBytes, maxDecode)
}

// apartPreview is a preview that came finished.
type apartPreview struct {
	data []byte
	ext  string
}

// limitedBuffer takes so much and no more: who writes more is cut off. The buffer is not embedded, because its ReadFrom
// would go past the limit.
type limitedBuffer struct {
	held bytes.Buffer
	most int
}

func (b *limitedBuffer) Write(p []byte) (int, error) {
	if b.held.Len()+len(p) > b.most {
		return 0, errors.New("too much was said")
	}
	return b.held.Write(p)
}
