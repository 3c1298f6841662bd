package api

import (
	"context"
	"path/filepath"

	"northboard/backend"
	"northboard/backend/board"
	"northboard/backend/desktop/clipboard"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/picture"
)

// Picture is how pictures come in: files by their paths, the clipboard, and bytes that were posted (see http.go).
type Picture struct{ host *Host }

// The events of an import.
const eventProgress = "picture-progress"

// AddRequest says what to add and where. Paths and staged pictures may come together.
type AddRequest struct {
	BoardID string           `json:"boardId"`
	At      flow.Point       `json:"at"`
	Paths   []string         `json:"paths"`
	Staged  []picture.Staged `json:"staged"`
	// Replace is the item whose picture the first of these becomes, in its place and with its links; "" adds all of them.
	Replace string `json:"replace"`
	// Job names this import in progress events and to Cancel.
	Job string `json:"job"`
}

// Refused is a file that did not come in, and why.
type Refused struct {
	Name     string `json:"name"`
	Sentence string `json:"sentence"`
}

// AddResult is what became of an import. Cancelled means that nothing was added.
type AddResult struct {
	Items     []board.Item `json:"items"`
	Refused   []Refused    `json:"refused"`
	Cancelled bool         `json:"cancelled"`
}

// ImportProgress is how far an import is.
type ImportProgress struct {
	Job string `json:"job"`
	picture.Progress
}

// Pick asks for picture files, beginning at the person's Pictures folder. None chosen is an empty list.
func (a *Picture) Pick() ([]string, error) {
	return do(a.host, func(ctx context.Context, _ *backend.Backend) ([]string, error) {
		paths, err := a.host.Shell.PickPictures(ctx)
		if paths == nil {
			paths = []string{}
		}
		return paths, err
	})
}

// Add takes pictures in and lays them on a board as a collage: one step, all or, when cancelled, nothing. Files that
// are no pictures are told by name; the others come in all the same.
func (a *Picture) Add(request AddRequest) (AddResult, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (AddResult, error) {
		ctx, done := a.host.jobs.begin(ctx, request.Job)
		defer done()
		sources := make([]picture.Source, len(request.Paths))
		for i, path := range request.Paths {
			sources[i] = picture.Source{Name: filepath.Base(path), Path: path}
		}
		return addSources(ctx, a.host, b, request, sources)
	})
}

// Cancel stops an import that is under way. Nothing of it is added.
func (a *Picture) Cancel(job string) error {
	a.host.jobs.cancel(job)
	return nil
}

// PasteResult is what lay on the clipboard: pictures that were added, or the text that the page may make a note of.
type PasteResult struct {
	AddResult
	Text string `json:"text"`
}

// Paste adds what lies on the desktop's clipboard. The request's paths and staged pictures are not used.
func (a *Picture) Paste(request AddRequest) (PasteResult, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (PasteResult, error) {
		ctx, done := a.host.jobs.begin(ctx, request.Job)
		defer done()
		content, err := clipboard.Read(ctx)
		if err != nil {
			return PasteResult{}, err
		}
		var sources []picture.Source
		for _, path := range content.Paths {
			sources = append(sources, picture.Source{Name: filepath.Base(path), Path: path})
		}
		if len(content.Picture) > 0 {
			sources = append(sources, picture.Source{Name: "Pasted picture", Data: content.Picture})
		}
		if len(sources) == 0 {
			return PasteResult{AddResult: AddResult{Items: []board.Item{}, Refused: []Refused{}}, Text: content.Text}, nil
		}
		request.Staged = nil
		result, err := addSources(ctx, a.host, b, request, sources)
		return PasteResult{AddResult: result}, err
	})
}

func addSources(ctx context.Context, host *Host, b *backend.Backend, request AddRequest, sources []picture.Source) (AddResult, error) {
	result := AddResult{Items: []board.Item{}, Refused: []Refused{}}
	staged := request.Staged
	results, err := b.Pictures.StageAll(ctx, sources, func(p picture.Progress) {
		host.Shell.Emit(eventProgress, ImportProgress{Job: request.Job, Progress: p})
	})
	for _, r := range results {
		if r.Fault != nil {
			result.Refused = append(result.Refused, Refused{Name: r.Name, Sentence: r.Fault.Sentence})
			continue
		}
		staged = append(staged, r.Staged)
	}
	if err == nil && request.Replace != "" {
		result.Items, err = b.Flow.ReplacePicture(ctx, request.Replace, staged)
	} else if err == nil {
		result.Items, err = b.Flow.AddPictures(ctx, request.BoardID, staged, request.At)
	}
	if err == nil {
		b.Pictures.Settled(staged)
		return result, nil
	}
	// Nothing of it is on the board, so nothing of it stays: what came in would only take the room that there is.
	if left := b.Pictures.Unstage(context.WithoutCancel(ctx), staged); left != nil {
		host.Log.Warn("take away what an import that failed brought in", "error", left)
	}
	if ctx.Err() != nil || fault.CodeOf(err) == fault.Cancelled {
		return AddResult{Items: []board.Item{}, Refused: []Refused{}, Cancelled: true}, nil
	}
	return AddResult{}, err
}

// stageBytes stores the bytes of one picture, without a row yet; the page then sends it with others in one Add.
func stageBytes(ctx context.Context, b *backend.Backend, name string, data []byte) (picture.Staged, error) {
	return b.Pictures.Stage(ctx, picture.Source{Name: name, Data: data})
}
