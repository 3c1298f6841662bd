package api

import (
	"context"

	"northboard/backend"
	"northboard/backend/exchange"
)

// Exchange is how a library goes out into an archive and comes in from one.
type Exchange struct{ host *Host }

const eventExchange = "exchange-progress"

// ExchangeProgress is how far an export or import is.
type ExchangeProgress struct {
	Job string `json:"job"`
	exchange.Progress
}

// ExportRequest says what to write where. Passphrase "" does not lock it.
type ExportRequest struct {
	Path          string `json:"path"`
	Passphrase    string `json:"passphrase"`
	WithoutPlaces bool   `json:"withoutPlaces"`
	Job           string `json:"job"` // names it in progress events and to Cancel
}

// ImportRequest says which archive is meant.
type ImportRequest struct {
	Path       string `json:"path"`
	Passphrase string `json:"passphrase"`
	Job        string `json:"job"`
}

// PickExport asks where to write an archive; "" when nothing was chosen.
func (a *Exchange) PickExport(name string) (string, error) {
	return do(a.host, func(ctx context.Context, _ *backend.Backend) (string, error) {
		return a.host.Shell.SaveFile(ctx, "Export everything", name)
	})
}

// PickImport asks which archive to take in; "" when none was chosen.
func (a *Exchange) PickImport() (string, error) {
	return do(a.host, func(ctx context.Context, _ *backend.Backend) (string, error) {
		return a.host.Shell.PickFile(ctx, "Import an archive", "Northboard archives (zip, age)", "*.zip;*.ZIP;*.age;*.AGE")
	})
}

// Export writes everything into one archive and reads it back.
func (a *Exchange) Export(request ExportRequest) (exchange.Exported, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (exchange.Exported, error) {
		ctx, done := a.host.jobs.begin(ctx, request.Job)
		defer done()
		o := exchange.ExportOptions{Program: "Northboard " + a.host.Version, Passphrase: request.Passphrase, WithoutPlaces: request.WithoutPlaces}
		return b.Exchange().Export(ctx, request.Path, o, a.progress(request.Job))
	})
}

// Inspect says what an archive would bring. It changes nothing.
func (a *Exchange) Inspect(request ImportRequest) (exchange.Preview, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (exchange.Preview, error) {
		ctx, done := a.host.jobs.begin(ctx, request.Job)
		defer done()
		return b.Exchange().Inspect(ctx, request.Path, request.Passphrase)
	})
}

// Import takes an archive in, as one step to undo.
func (a *Exchange) Import(request ImportRequest) (exchange.Imported, error) {
	return do(a.host, func(ctx context.Context, b *backend.Backend) (exchange.Imported, error) {
		ctx, done := a.host.jobs.begin(ctx, request.Job)
		defer done()
		return b.Exchange().Import(ctx, request.Path, request.Passphrase, a.progress(request.Job))
	})
}

// Cancel stops an export or import. Nothing of it stays.
func (a *Exchange) Cancel(job string) error {
	a.host.jobs.cancel(job)
	return nil
}

// progress tells the page how far a job is.
func (a *Exchange) progress(job string) func(exchange.Progress) {
	return func(p exchange.Progress) { a.host.Shell.Emit(eventExchange, ExchangeProgress{Job: job, Progress: p}) }
}
