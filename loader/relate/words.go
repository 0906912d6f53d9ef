package relate

import (
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// set makes a set of the words of a line.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// pairs makes a set of phrases.
func pairs(phrases ...string) map[string]bool {
	m := map[string]bool{}
	for _, p := range phrases {
		m[p] = true
	}
	return m
}

// The closed classes of words that the frames lean on. They are grammar, not subject matter: the cues of the kinds are in
// cues.txt, the nouns for actors and things in the lexicon.
var (
	// linking verbs tie a subject to a predicate.
	linking = set("be become remain seem appear stay prove look constitute represent form")

	// objectControl verbs make their object the doer of the infinitive: "urged both sides to sign".
	objectControl = set("urge ask tell call order force persuade convince press push pressure allow let help invite encourage advise " +
		"want expect require request beg implore get bring cause enable permit forbid warn instruct oblige compel appoint send name " +
		"dispatch authorize authorise task mandate lead induce commit")

	// chargeVerb verbs make their object the doer of the gerund: "accused A of blocking".
	chargeVerb = set("accuse blame thank praise criticize criticise condemn fault suspect convict charge stop prevent keep commend " +
		"reproach denounce credit discourage bar")

	// siding verbs make their object the doer of the gerund after "in": "supports A in rejecting".
	siding = set("support back assist help aid encourage")

	// callOn: verb and preposition whose noun does the infinitive.
	callOn = pairs("call on", "call upon", "appeal to", "rely on", "count on", "wait for", "lean on", "prevail on", "prevail upon",
		"press on", "look to", "turn to")

	// willNoun nouns take an infinitive whose doer is their owner: "its offer to host".
	willNoun = set("offer attempt effort plan readiness bid refusal right decision demand pledge promise willingness intention " +
		"proposal invitation desire wish agreement vow threat move drive campaign push role part failure inability ability commitment " +
		"chance mission request mandate preparedness reluctance unwillingness pretext excuse opportunity")
)

// nounType is the type of a thing that a noun heads, Unknown for a noun that tells nothing.
func nounType(lex *lexicon.Lexicon, noun string) document.EntityType {
	switch {
	case lex.Is(lexicon.ProcessNoun, noun):
		return document.Process
	case lex.Is(lexicon.TreatyNoun, noun):
		return document.Treaty
	case lex.Is(lexicon.EventNoun, noun):
		return document.Event
	case lex.Is(lexicon.IssueNoun, noun):
		return document.Issue
	}
	return document.Unknown
}

// actorType is the type of those whom a noun names, Unknown for a noun that names no one.
func actorType(lex *lexicon.Lexicon, noun string) document.EntityType {
	switch {
	case lex.Is(lexicon.GroupNoun, noun) || lex.Is(lexicon.RoleNoun, noun) && lex.IsPlural(noun):
		return document.Group
	case lex.Is(lexicon.RoleNoun, noun):
		return document.Person
	case lex.Is(lexicon.Institution, noun):
		if lex.IsPlural(noun) {
			return document.Group
		}
		return document.Organization
	}
	return document.Unknown
}
