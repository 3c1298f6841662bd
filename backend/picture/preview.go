package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
)

const (
	// quality of the previews that have no transparency.
	quality = 85
	// firstSize and all below are made while a picture is taken in; larger ones by the queue.
	firstSize = 512
	// chainSize is the largest size that smaller ones are scaled from.
	chainSize = 2048
)

// sizesOf lists the previews a picture of these sides has.
func sizesOf(width, height int) []int {
	for i, size := range Sizes {
		if size >= max(width, height) {
			return Sizes[:i+1]
		}
	}
	return Sizes
}

// sizeFor is the preview to show when its longer side should have n pixels.
func sizeFor(width, height, n int) int {
	sizes := sizesOf(width, height)
	for _, size := range sizes {
		if size >= n {
			return size
		}
	}
	return sizes[len(sizes)-1]
}

// isWhole reports whether a preview holds the picture at its own size.
func isWhole(width, height, size int) bool { return size >= max(width, height) }

// ready is a decoded picture that previews can be encoded from.
type ready struct {
	head   *header
	levels map[int]*raster // upright and in sRGB, up to chainSize
	top    *raster         // for the size above chainSize, as stored; nil when there is none to make
	change *conversion
	files  map[int]apartPreview // instead of all that: previews that were finished apart
	mean   string               // the mean colour, when it was worked out apart
	info   Info                 // set when left to the queue
	bytes  int64
}

// toMake lists the sizes that are encoded: all but the one that the original itself can stand for.
func (h *header) toMake() []int {
	sizes := sizesOf(h.width, h.height)
	if last := sizes[len(sizes)-1]; h.plain && isWhole(h.width, h.height, last) {
		return sizes[:len(sizes)-1]
	}
	return sizes
}

// prepare decodes a picture, within the memory budget or apart, and scales it to the sizes up to chainSize.
func (im *Importer) prepare(ctx context.Context, file io.ReaderAt, size int64, h *header) (*ready, error) {
	if !h.inProcess() {
		im.decodes.Add(1)
		return im.apart(ctx, file, h)
	}
	if err := im.memory.Acquire(ctx, h.decodeBytes); err != nil {
		return nil, &readError{err}
	}
	defer im.memory.Release(h.decodeBytes)
	im.decodes.Add(1)
	return scaleDown(ctx, file, size, h)
}

func scaleDown(ctx context.Context, file io.ReaderAt, size int64, h *header) (*ready, error) {
	stored, err := decode(ctx, file, size, h)
	if err != nil {
		return nil, err
	}
	r := &ready{head: h, levels: map[int]*raster{}, change: parseProfile(h.profile)}
	sizes := h.toMake()
	if len(sizes) > 0 && sizes[len(sizes)-1] > chainSize {
		stored = stored.scaled(fit(h.width, h.height, sizes[len(sizes)-1])).lean()
		r.top = stored
		r.bytes += stored.bytes
	}
	level := stored.scaled(fit(h.width, h.height, chainSize)).oriented(h.orientation).converted(r.change)
	all := sizesOf(h.width, h.height)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i] > chainSize {
			continue
		}
		width, height := h.upright()
		level = level.scaled(fit(width, height, all[i]))
		r.levels[all[i]] = level
		r.bytes += level.bytes
	}
	return r, nil
}

// encode makes the file of one preview.
func (r *ready) encode(size int) (data []byte, ext string, err error) {
	if file, ok := r.files[size]; ok {
		return file.data, file.ext, nil
	}
	level := r.levels[size]
	if level == nil {
		level = r.top.oriented(r.head.orientation).converted(r.change)
	}
	return level.encode()
}

// colour is the mean of the smallest preview, as '#rrggbb'.
func (r *ready) colour() string {
	if r.mean != "" {
		return r.mean
	}
	level := r.levels[Sizes[0]]
	if !level.isRGBA() {
		level = toRGBA(level)
	}
	row := make([]uint8, 4*level.w)
	var red, green, blue, alpha int
	for y := range level.h {
		level.rows(y, row)
		for i := 0; i < len(row); i += 4 {
			red, green, blue, alpha = red+int(row[i]), green+int(row[i+1]), blue+int(row[i+2]), alpha+int(row[i+3])
		}
	}
	if alpha == 0 {
		return "#ffffff"
	}
	mean := func(sum int) uint8 { return clampByte((sum*255 + alpha/2) / alpha) }
	return fmt.Sprintf("#%02x%02x%02x", mean(red), mean(green), mean(blue))
}

// encode writes a plain raster: as JPEG, or as PNG when something of it can be seen through.
func (r *raster) encode() (data []byte, ext string, err error) {
	var out bytes.Buffer
	switch {
	case r.isGrey():
		err = jpeg.Encode(&out, &image.Gray{Pix: r.y.pix, Stride: r.y.stride, Rect: image.Rect(0, 0, r.w, r.h)}, &jpeg.Options{Quality: quality})
	case !r.isRGBA():
		err = jpeg.Encode(&out, r.ycc(), &jpeg.Options{Quality: quality})
	case r.opaque:
		m := &image.RGBA{Pix: r.pixels.pix, Stride: r.pixels.stride, Rect: image.Rect(0, 0, r.w, r.h)}
		err = jpeg.Encode(&out, m, &jpeg.Options{Quality: quality})
	default:
		encoder := png.Encoder{CompressionLevel: png.BestSpeed}
		return encoded(&out, "png", encoder.Encode(&out, r.straight()))
	}
	return encoded(&out, "jpg", err)
}

func encoded(out *bytes.Buffer, ext string, err error) ([]byte, string, error) {
	if err != nil {
		return nil, "", fmt.Errorf("encode a preview: %w", err)
	}
	return out.Bytes(), ext, nil
}

func (r *raster) ycc() *image.YCbCr {
	ratio := image.YCbCrSubsampleRatio420
	switch [2]int{r.hs, r.vs} {
	case [2]int{1, 1}:
		ratio = image.YCbCrSubsampleRatio444
	case [2]int{2, 1}:
		ratio = image.YCbCrSubsampleRatio422
	case [2]int{1, 2}:
		ratio = image.YCbCrSubsampleRatio440
	case [2]int{4, 1}:
		ratio = image.YCbCrSubsampleRatio411
	case [2]int{4, 2}:
		ratio = image.YCbCrSubsampleRatio410
	}
	return &image.YCbCr{
		Y: r.y.pix, Cb: r.cb.pix, Cr: r.cr.pix, YStride: r.y.stride, CStride: r.cb.stride,
		SubsampleRatio: ratio, Rect: image.Rect(0, 0, r.w, r.h),
	}
}

// straight undoes the premultiplication, which PNG does not know.
func (r *raster) straight() *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, r.w, r.h))
	for y := range r.h {
		row := m.Pix[y*m.Stride : y*m.Stride+4*r.w]
		r.rows(y, row)
		for i := 0; i < len(row); i += 4 {
			a := uint32(row[i+3])
			if a == 0 || a == 255 {
				continue
			}
			for k := i; k < i+3; k++ {
				row[k] = uint8(min((uint32(row[k])*255+a/2)/a, 255))
			}
		}
	}
	return m
}

func (im *Importer) previewPath(id string, size int, ext string) string {
	return filepath.Join(im.cacheDir, "previews", id[:2], fmt.Sprintf("%s-%d.%s", id, size, ext))
}

// stored looks for a preview in the cache folder.
func (im *Importer) stored(id string, size int) (path, ext string, ok bool) {
	for _, ext := range []string{"jpg", "png"} {
		path := im.previewPath(id, size, ext)
		if stat, err := os.Stat(path); err == nil && stat.Mode().IsRegular() && stat.Size() > 0 {
			return path, ext, true
		}
	}
	return "", "", false
}

// PreviewFile gives the file of a preview that is made already, for what can only read files; "" when there is none. size
// is one of the sizes previews have, in pixels.
func (im *Importer) PreviewFile(id string, size int) string {
	path, _, ok := im.stored(id, size)
	if !ok {
		return ""
	}
	return path
}

// write puts a preview in the cache folder in one step. It is not made durable: it can be made again.
func (im *Importer) write(id string, size int, data []byte, ext string) error {
	path := im.previewPath(id, size, ext)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the folder for previews: %w", err)
	}
	file, err := os.CreateTemp(filepath.Dir(path), incoming+"*")
	if err != nil {
		return fmt.Errorf("write a preview: %w", err)
	}
	_, err = file.Write(data)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name()) // Already failing; the first error is the one to tell.
		return fmt.Errorf("write a preview: %w", err)
	}
	return nil
}

// firstPreviews makes the small sizes of a picture just taken in and leaves the decoded picture to the queue. A cache
// that cannot be written takes nothing from the picture: previews are made again when they are asked for.
func (im *Importer) firstPreviews(info Info, r *ready) {
	rest := false
	for _, size := range r.head.toMake() {
		if _, _, ok := im.stored(info.ID, size); ok {
			continue
		}
		if size > firstSize {
			rest = true
			continue
		}
		data, ext, err := r.encode(size)
		if err == nil {
			err = im.write(info.ID, size, data, ext)
		}
		if err != nil {
			im.log.Warn("make the first previews", "picture", info.ID, "error", err)
			return
		}
	}
	if rest {
		im.leave(info, r)
	}
}
