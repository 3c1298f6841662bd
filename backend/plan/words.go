package plan

import (
	"strings"
	"unicode"
)

// vagueRule points at a word that names no end one could see, and shows the same
// said sharper.
type vagueRule struct {
	words   string // one or several in a row, in small letters; "|" between alternatives
	ask     string // goes on from the word, in quotes
	example string
}

// The rules, the first that matches counts. A title with a number is taken to
// know what it means by the words marked with "#".
var vagueRules = []vagueRule{
	{"get better|be better|become better|getting better|do better", "has no end. Better at what, and how would somebody else see it?", "Present to twenty people without notes"},
	{"#improve|improving|enhance", "has no end. From where to where?", "Raise my English from working to strong"},
	{"get fit|be fit|get healthy|be healthy|healthier", "means something else to everyone. What would you be able to do?", "Run 10 km in under an hour"},
	{"be successful|success|succeed", "means something else to everyone. What would it look like?", "Win two customers who come back"},
	{"get rich|be rich|make money|#more money|earn more|#save money", "needs a sum.", "Put aside 5,000 by December"},
	{"be happy|happier|be more happy|feel better", "is hard to see from outside. What would you do more of?", "Have dinner with friends every Thursday"},
	{"#learn more about|know more about|learn about|get into|look into", "never ends. What will you be able to do with it?", "Build and publish one small website"},
	{"be good at|get good at|become good at|#be great at", "needs somebody to notice. Who would say so, and when?", "Be asked to lead a design review"},
	{"#network|#networking|meet people|#more contacts", "needs a number and a kind of people.", "Have coffee with six product managers"},
	{"#read more|read a lot", "needs a number.", "Read 12 books about leading"},
	{"#exercise more|do sports|do more sport|#move more", "needs a number and a rhythm.", "Swim twice a week until spring"},
	{"#write more", "needs a number.", "Publish one article a month"},
	{"work harder|try harder|try my best|do my best|give my best", "says how, not what. What should come of it?", "Hand in the three reports on the day"},
	{"try to|start to|begin to|want to|would like to|hope to|plan to", "can be left out: say what is done at the end.", "Hold the workshop twice"},
	{"work on|working on|deal with|take care of|focus on|think about", "is an activity. What is there when it is finished?", "Finish the portfolio with five projects"},
	{"#more often|regularly|frequently|often|from time to time|sometimes", "needs a rhythm.", "Every second Friday"},
	{"quickly|fast|as soon as possible|asap", "needs a day.", "By Friday in two weeks"},
	{"soon|someday|some day|one day|eventually|later|in future|in the future", "is not a day. A guess is fine; it can move.", "By the end of March"},
	{"#some|#several|#a few|#many|#a lot of|#lots of|#various", "could be two or twenty. How many?", "Apply to five places"},
	{"better job|good job|nice job|dream job|#new job", "needs a title or a place. Which one would you say yes to?", "Sign as a team lead in a company under 200 people"},
	{"work-life balance|work life balance|more balance", "shows in hours. Which ones?", "Leave work at five on three days a week"},
	{"be more confident|more confidence|self-confidence|be confident", "shows in what you do. What would that be?", "Speak up in each weekly meeting"},
	{"be more organised|get organised|be organised|be more organized|get organized|be organized", "shows in a place or a habit. Which one?", "Empty the inbox every Friday"},
	{"be more productive|productivity", "shows in what is finished.", "Finish one feature a week"},
	{"great|amazing|awesome|excellent|perfect|nice|good enough", "is a matter of taste. What would anybody agree on?", "Rated 4.5 by the people who took part"},
	{"things|stuff|something|anything|everything|whatever", "could be anything. Which one first?", "Sort the tax papers of 2025"},
	{"better|#more|#less|#fewer", "than what? A number makes it clear.", "Two evenings a week without a screen"},
}

// vagueIn finds the first rule that a title offends, and the words as they are
// written.
func vagueIn(title string) (vagueRule, string) {
	words, written := wordsOf(title)
	counted := strings.ContainsFunc(title, unicode.IsDigit)
	for _, rule := range vagueRules {
		for alternative := range strings.SplitSeq(rule.words, "|") {
			plain, lenient := strings.CutPrefix(alternative, "#")
			if lenient && counted {
				continue
			}
			if at := runOf(words, strings.Fields(plain)); at >= 0 {
				return rule, strings.Join(written[at:at+len(strings.Fields(plain))], " ")
			}
		}
	}
	return vagueRule{}, ""
}

// wordsOf splits a title into words, in small letters and as they are written.
func wordsOf(title string) (small, written []string) {
	for word := range strings.FieldsSeq(title) {
		word = strings.Trim(word, ".,;:!?()\"'“”‘’…")
		if word != "" {
			small, written = append(small, strings.ToLower(word)), append(written, word)
		}
	}
	return small, written
}

// runOf finds words that stand in a row.
func runOf(words, run []string) int {
	for i := 0; i+len(run) <= len(words); i++ {
		same := true
		for k, w := range run {
			same = same && words[i+k] == w
		}
		if same {
			return i
		}
	}
	return -1
}
