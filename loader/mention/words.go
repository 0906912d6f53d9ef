package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// upper tells whether a word begins with a capital, an Arabic article before it aside: "al-Rumaithi".
func upper(w string) bool {
	if i := strings.IndexByte(w, '-'); i > 0 && i <= 3 && particles[strings.ToLower(w[:i])] && i+1 < len(w) {
		w = w[i+1:]
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// allCaps tells whether a word has two letters or more and no small one: "WAM", "U.S.", "G7".
func allCaps(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n >= 2
}

// particles stand inside names in small letters.
var particles = set("al el ad as an ar bin ibn ben de del della di da do dos das du la le van von der den ter y e zu af av")

// articleWords come before names without belonging to them.
var articleWords = set("the a an this that these those his her its their our my your")

// locative prepositions go before places.
var locative = set("in at near from to outside across around through throughout via into toward towards inside within beyond")

// postNominal are letters after a person's name.
var postNominal = set("MP MPs MEP MSP MS MLA TD SC QC KC BL PC PhD MD MBE OBE CBE KBE Jr Jr. Sr Sr. Esq")

// speech are verbs whose subjects speak.
var speech = set("say tell add announce ask warn insist argue claim deny write note declare explain stress reply answer believe think want call urge accuse reject tweet state describe concede acknowledge admit confirm maintain suggest remark recall report promise vow pledge complain comment observe contend joke quip continue conclude refuse demand agree meet visit welcome condemn criticise criticize praise hope expect fear respond speak travel arrive sign plan intend decline")

// portfolios are fields of an office, besides the lexicon's modifiers of roles.
var portfolios = set("state affairs war cooperation co-operation trade industry commerce relations development planning works water power resources tourism sport sports science technology research mines mining petroleum oil gas land lands housing youth women children religion reconciliation security communities commonwealth integration investment infrastructure railways aviation shipping fisheries forestry food social services protection staff treasury roads public")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
