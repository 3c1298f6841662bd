package plan

// Priority is how much a task asks to be done now, and why.
type Priority struct {
	Score   int      `json:"score"` // 0 to 100
	Reasons []string `json:"reasons"`
	Text    string   `json:"text"`
}
