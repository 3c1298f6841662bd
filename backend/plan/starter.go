package plan

// Starter is an aspiration to begin from and to make one's own.
type Starter struct {
	ID    string          `json:"id"`
	Group string          `json:"group"` // "type": by what it is about; "aim": what many people want
	Name  string          `json:"name"`
	Draft AspirationDraft `json:"draft"`
}

// Starters lists them all. Nothing in them is an order: every word can be
// edited before the aspiration is made, and after.
func Starters() []Starter {
	all := make([]Starter, len(starters))
	for i, s := range starters {
		s.Draft.Whys = []string{}
		all[i] = s
	}
	return all
}

var starters = []Starter{
	{"lead", "type", "A role: lead people", AspirationDraft{
		What: "Lead a team that people want to join", Why: "So that good work gets done by people who enjoy it", How: "Lead something small, ask for feedback, then something larger",
		Path: "Management", Role: "Team lead", Impact: "People grow and stay", Kind: KindRole, Size: SizeLarge, Horizon: HorizonMiddle}},
	{"expert", "type", "A role: be the one people ask", AspirationDraft{
		What: "Be the person others come to for advice in my field", Why: "I like to understand things to the ground", How: "Go deep in one thing and share what I find",
		Path: "Specialist", Role: "Senior expert", Impact: "Better decisions around me", Kind: KindRole, Size: SizeLarge, Horizon: HorizonLong}},
	{"security", "type", "Security: stand on firm ground", AspirationDraft{
		What: "Have work and savings that let me sleep well", Why: "So that I can say no when I need to", How: "Know my numbers, keep a reserve, stay employable",
		Impact: "My family is safe", Kind: KindSecurity, Size: SizeMedium, Horizon: HorizonMiddle}},
	{"skill", "type", "A skill: learn something properly", AspirationDraft{
		What: "Get really good at one thing I enjoy", Why: "Because being good at it is a joy of its own", How: "A little every week, with somebody who knows it better",
		Kind: KindSkill, Size: SizeMedium, Horizon: HorizonMiddle}},
	{"change", "type", "A change: something else", AspirationDraft{
		What: "Find work that fits me better", Why: "I want my days to feel like mine", How: "Talk to people who do it, try it small, then decide",
		Path: "Change of field", Kind: KindChange, Size: SizeLarge, Horizon: HorizonMiddle, Exploring: true}},
	{"explore", "type", "Not sure yet", AspirationDraft{
		What: "Find out what I want next", Why: "So that the next step is my own", How: "Notice what gives me energy and write it down",
		Kind: KindOther, Size: SizeSmall, Horizon: HorizonShort, Exploring: true}},
	{"promotion", "aim", "The next step up", AspirationDraft{
		What: "Be promoted to the next level", Why: "To be paid and trusted for what I already do", How: "Agree on what is missing, close it, show it",
		Path: "Up where I am", Kind: KindRole, Size: SizeMedium, Horizon: HorizonShort}},
	{"balance", "aim", "Work that leaves room for life", AspirationDraft{
		What: "Do good work and be home for dinner", Why: "Because I am needed in both places", How: "Fewer promises, clear limits, better tools",
		Kind: KindChange, Size: SizeMedium, Horizon: HorizonShort}},
	{"own", "aim", "Something of my own", AspirationDraft{
		What: "Run a small business that carries me", Why: "To decide what I make and for whom", How: "Find the first three customers before leaving anything",
		Path: "Self-employed", Role: "Owner", Kind: KindChange, Size: SizeLarge, Horizon: HorizonLong}},
	{"qualify", "aim", "A qualification", AspirationDraft{
		What: "Finish the degree or certificate I put off", Why: "So that the door I want is open", How: "One course at a time, with the dates in the calendar",
		Kind: KindSkill, Size: SizeMedium, Horizon: HorizonMiddle}},
	{"give", "aim", "Something for others", AspirationDraft{
		What: "Use what I know for something that matters", Why: "I want to see that it helps somebody", How: "Find one cause and give it an evening a week",
		Impact: "People who would not have had it get help", Kind: KindOther, Size: SizeMedium, Horizon: HorizonMiddle}},
	{"return", "aim", "Back to work", AspirationDraft{
		What: "Come back to work after a break, on my terms", Why: "I miss being good at something among others", How: "Freshen one skill, meet five people, apply with a story",
		Path: "Return", Kind: KindChange, Size: SizeMedium, Horizon: HorizonShort}},
}
