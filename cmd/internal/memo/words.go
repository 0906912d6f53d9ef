package memo

import (
	"slices"
	"strings"
	"time"

	"quadrille/cmd/internal/render"
	"quadrille/graph/questions"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
)

// names say what nodes are called.
type names map[quad.Value]questions.Name

// of is what a node is called, clean: its label, else its prefixed name; a claim is a claim.
func (n names) of(v quad.Value) string {
	switch name := n[v]; {
	case name.Label != "":
		return oneLine([]rune(name.Label))
	case name.Speaker != nil && n[name.Speaker].Kind != schema.Claim:
		return "a claim of " + n.of(name.Speaker)
	case name.Kind == schema.Claim:
		return "a claim"
	}
	return render.Value(v)
}

// list names several.
func (n names) list(vs []quad.Value) string {
	var out []string
	for _, v := range vs {
		out = append(out, n.of(v))
	}
	if len(out) < 2 {
		return strings.Join(out, "")
	}
	return strings.Join(out[:len(out)-1], ", ") + " and " + out[len(out)-1]
}

// verb is a relation's verb: "mediates in", "mediate in", "mediated in". past is "" where what is told of the past may
// well go on.
type verb struct{ one, many, past, after string }

var verbs = map[string]verb{
	schema.Mediates:   {"mediates", "mediate", "mediated", " in"},
	schema.Blocks:     {"blocks", "block", "blocked", ""},
	schema.Supports:   {"supports", "support", "supported", ""},
	schema.Rejects:    {"rejects", "reject", "rejected", ""},
	schema.Demands:    {"demands", "demand", "demanded", ""},
	schema.Accuses:    {"accuses", "accuse", "accused", ""},
	schema.Threatens:  {"threatens", "threaten", "threatened", ""},
	schema.Meets:      {"meets", "meet", "met", " with"},
	schema.Hosts:      {"hosts", "host", "hosted", ""},
	schema.Signs:      {"signs", "sign", "signed", ""},
	schema.Represents: {"represents", "represent", "", ""},
	schema.About:      {"mentions", "mention", "", ""},
}

// predicate is what a relation says of a subject of one or many, in its polarity: "may mediate in", and of the past where
// all that is shown of it is told so.
func predicate(how questions.How, relation string, many, past bool) string {
	v, ok := verbs[relation]
	if !ok {
		v = verb{relation, relation, "", ""}
	}
	switch {
	case how == questions.Hedged:
		return "may " + v.many + v.after
	case past && v.past != "" && how == questions.Denied:
		return "did not " + v.many + v.after
	case past && v.past != "":
		return v.past + v.after
	case how == questions.Denied && many:
		return "do not " + v.many + v.after
	case how == questions.Denied:
		return "does not " + v.many + v.after
	case many:
		return v.many + v.after
	}
	return v.one + v.after
}

// sentence says what a fact states, and by whose word: "Russia may mediate in the talks, says Sergey Lavrov".
func (n names) sentence(f *questions.Fact) string {
	subject, object := n.of(f.Subject), n.of(f.Object)
	var out string
	switch f.Relation {
	case schema.Said:
		out = subject + map[questions.How]string{questions.Asserted: " said", questions.Denied: " did not say, or denied",
			questions.Hedged: " may have said"}[f.How]
	case schema.Party:
		out = object + " " + map[questions.How]string{questions.Asserted: "is a party to ", questions.Denied: "is no party to ",
			questions.Hedged: "may be a party to "}[f.How] + subject
	case schema.Does:
		out = subject + " " + quoted(f) + " " + object
		if f.How != questions.Asserted {
			out += " (" + string(f.How) + ")" // the verb says it, as a rule
		}
	default:
		out = subject + " " + predicate(f.How, f.Relation, n.many(f.Subject), told(f)) + " " + object
	}
	if roles := rolesOf(f); len(roles) > 0 {
		out += " as " + strings.Join(roles, "; ")
	}
	if says := n.says(f.Voice); says != "" {
		out += ", " + says
	}
	return out
}

// told tells whether a fact is told of the past.
func told(f *questions.Fact) bool {
	return len(f.Shown) > 0 && !slices.ContainsFunc(f.Shown, func(st questions.Statement) bool { return st.Tense != "past" })
}

// quoted gives the verbs of an open relation as the sentences have them, with their "not" and "could".
func quoted(f *questions.Fact) string {
	var out []string
	for _, st := range f.Shown {
		if cue := oneLine([]rune(st.Cue)); cue != "" && !slices.Contains(out, "“"+cue+"”") {
			out = append(out, "“"+cue+"”")
		}
	}
	if len(out) == 0 {
		return "–"
	}
	return strings.Join(out, ", ")
}

// rolesOf gives the roles by which a fact's subject represents its object.
func rolesOf(f *questions.Fact) []string {
	var out []string
	for _, st := range f.Shown {
		if role := oneLine([]rune(st.Role)); role != "" && !slices.Contains(out, role) {
			out = append(out, role)
		}
	}
	return out
}

// says names the voice, "" for the article's.
func (n names) says(v questions.Voice) string {
	switch {
	case v.Speaker == nil:
		return ""
	case v.How == questions.Denied:
		return "which " + n.of(v.Speaker) + " did not say, or denied"
	case v.How == questions.Hedged:
		return "as " + n.of(v.Speaker) + " may have said"
	case n[v.Speaker].Kind == schema.Claim || strings.HasPrefix(string(iri(v.Speaker)), schema.Base+"claim/"):
		return "says somebody"
	case n.many(v.Speaker):
		return "say " + n.of(v.Speaker)
	}
	return "says " + n.of(v.Speaker)
}

func iri(v quad.Value) quad.IRI {
	i, _ := v.(quad.IRI)
	return i
}

// many tells whether a name takes the plural. It goes by the last word before "of", "on" and their like. Of names in
// capitals only those of groups can: the United States and the United Nations are one.
func (n names) many(v quad.Value) bool {
	name := n[v]
	head := name.Label
	first, _, _ := strings.Cut(head, " ")
	if plurals[strings.ToLower(first)] {
		return true
	}
	words := strings.Fields(head)
	for i, w := range words {
		if i > 0 && prepositions[w] {
			words = words[:i]
			break
		}
	}
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	lower := strings.ToLower(last)
	if lower == last || name.Kind == schema.Group {
		if lower == "people" || lower == "men" || lower == "women" || lower == "police" {
			return true
		}
		return strings.HasSuffix(lower, "s") && !strings.HasSuffix(lower, "ss") && !strings.HasSuffix(lower, "us") &&
			!strings.HasSuffix(lower, "is") && !strings.HasSuffix(lower, "ics") && !strings.HasSuffix(lower, "'s") && !strings.HasSuffix(lower, "’s")
	}
	return false
}

var plurals = map[string]bool{"both": true, "several": true, "many": true, "some": true, "two": true, "three": true, "few": true}

var prepositions = map[string]bool{"of": true, "on": true, "for": true, "to": true, "in": true, "by": true, "with": true,
	"that": true, "between": true, "from": true, "against": true, "over": true, "at": true}

// span says over which dates places are spread: "2023-06-26 to 2023-12-08".
func span(since, until time.Time) string {
	switch {
	case until.IsZero():
		return "undated"
	case since.Equal(until):
		return until.Format(time.DateOnly)
	}
	return since.Format(time.DateOnly) + " to " + until.Format(time.DateOnly)
}
