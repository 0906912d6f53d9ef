package open

import (
	"context"
	"slices"
	"sort"
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/mood"
)

// Stage is the stage of the loader that adds relations which no kind covers.
type Stage struct{}

// New makes the stage.
func New() *Stage { return &Stage{} }

// Name is "open".
func (*Stage) Name() string { return "open" }

// Needs lists the layers that Run reads. Without dependency trees it adds nothing.
func (*Stage) Needs() document.Layer {
	return document.Segments | document.Tags | document.Chunks | document.Mentions | document.Chains | document.Attributions | document.Relations
}

// Sets is nothing new: Run appends to the relations.
func (*Stage) Sets() document.Layer { return 0 }

// Run appends relations of the kind Does, sentence by sentence. The only error is ctx's.
func (*Stage) Run(ctx context.Context, d *document.Document) error {
	if len(d.Tree.Heads) == 0 {
		return nil
	}
	r := &run{d: d, moods: mood.Of(d), stated: map[[3]int]bool{}, cues: map[int]bool{}, claims: document.NewClaims(d)}
	r.index()
	for i := range d.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, c := range Clauses(d, i) {
			r.relation(i, &c)
		}
	}
	return nil
}

// run is the work on one document.
type run struct {
	d      *document.Document
	moods  *mood.Moods
	stated map[[3]int]bool // sentence and two entities that a relation ties, the smaller first
	cues   map[int]bool    // tokens that carry an attribution or a relation
	claims *document.Claims
}

func (r *run) index() {
	d := r.d
	token := func(s document.Span) int {
		return sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > s.Begin })
	}
	mark := func(spans []document.Span) {
		for _, s := range spans {
			for i := token(s); i < len(d.Tokens) && d.Tokens[i].Begin < s.End; i++ {
				r.cues[i] = true
			}
		}
	}
	for i := range d.Relations {
		x := &d.Relations[i]
		mark(x.Cue)
		r.stated[pair(x.Sentence, x.Subject, x.Object)] = true
	}
	for i := range d.Attributions {
		mark(d.Attributions[i].Cue)
	}
}

func pair(sentence, a, b int) [3]int { return [3]int{sentence, min(a, b), max(a, b)} }

// relation adds what a clause states of an actor and an actor or a thing.
func (r *run) relation(sentence int, c *Clause) {
	d := r.d
	if c.Implied != "" || !r.tells(c) || c.Confidence < leastSure {
		return
	}
	subject, ok := r.entity(c.Subject.Head)
	if !ok || !d.Entities[subject].Type.Actor() {
		return
	}
	a, ok := r.object(c)
	if !ok {
		return
	}
	object, ok := r.entity(a.Head)
	if !ok || object == subject || d.Entities[object].Type == document.Unknown || r.stated[pair(sentence, subject, object)] {
		return
	}
	m := r.moods.At(c.Verb)
	if m.Silent {
		return
	}
	x := document.Relation{
		Kind: document.Does, Subject: subject, Object: object, Polarity: m.Polarity, Sentence: sentence, Tense: r.tense(c),
		Voice: r.claims.At(sentence, d.Tokens[c.Verb].Span), Confidence: trust[a.Label], Origin: "open relation",
	}
	if x.Voice > 0 && d.Attributions[x.Voice-1].Polarity == document.Negated {
		return // "did not say that"
	}
	x.Evidence = d.Tokens[c.Verb].Span
	for _, tokens := range [][]int{c.Subject.Tokens, c.Relation, a.Tokens} {
		for _, t := range tokens {
			x.Evidence.Begin, x.Evidence.End = min(x.Evidence.Begin, d.Tokens[t].Begin), max(x.Evidence.End, d.Tokens[t].End)
		}
	}
	x.Cue = r.spans(c.Relation)
	d.Relations = append(d.Relations, x)
	r.stated[pair(sentence, subject, object)] = true
}

// leastSure leaves out clauses whose subject is found by a way that errs too often for the graph.
const leastSure = .7

// tells tells whether the clause's verb says something that no other stage reads and that means something by itself.
func (r *run) tells(c *Clause) bool {
	t := &r.d.Tokens[c.Verb]
	if t.Tag != document.VERB || empty[t.Lemma] {
		return false
	}
	if !r.finite(c.Verb) || r.shares(c.Verb) {
		return false
	}
	for _, k := range c.Relation {
		// A chain of verbs is more than its last one, and what goes with another verb is none of this one's words.
		if r.cues[k] || k != c.Verb && r.d.Tokens[k].Tag == document.VERB || k != c.Verb && r.d.Tree.Heads[k] != c.Verb && !slices.ContainsFunc(c.Arguments, func(a Argument) bool { return slices.Contains(a.Case, k) }) {
			return false
		}
	}
	objects := 0
	for k := range c.Arguments {
		switch a := &c.Arguments[k]; a.Label {
		case "obj":
			objects++
		case "xcomp", "ccomp", "pred":
			return false // "regard the bloc as impartial": the object is half of what is said
		case "obl":
			if w := r.d.Tokens[a.Tokens[0]].Lower; w == "as" || w == "into" || w == "of" {
				return false
			}
		}
	}
	return objects < 2
}

// absolute tells whether the noun at token i has a clause of its own behind it: "with Democrats digging in" is no object of a verb.
func (r *run) absolute(i int) bool {
	s := r.d.Sentences[r.d.Tokens[i].Sentence].Tokens
	for k := i + 1; k < s.End; k++ {
		if r.d.Tree.Heads[k] == i && r.d.Tree.Labels[k] == "acl" {
			return true
		}
	}
	return false
}

// shares tells whether the verb at token i has the subject of a verb that it is joined to: too often that of the wrong one.
func (r *run) shares(i int) bool {
	if r.d.Tree.Labels[i] != "conj" {
		return false
	}
	s := r.d.Sentences[r.d.Tokens[i].Sentence].Tokens
	for k := s.First; k < i; k++ {
		if r.d.Tree.Heads[k] == i && strings.HasPrefix(r.d.Tree.Labels[k], "nsubj") {
			return false
		}
	}
	return true
}

// finite tells whether the verb at token i is a finite one, by itself or by its auxiliary: a bare infinitive that is joined to another
// verb takes what that one leaves of it.
func (r *run) finite(i int) bool {
	tree := &r.d.Tree
	if l := tree.Labels[i]; l == "xcomp" || l == "advcl" || l == "acl" {
		return false
	}
	switch r.d.Tokens[i].Verb {
	case document.PastTense, document.ThirdPerson:
		return true
	}
	s := r.d.Sentences[r.d.Tokens[i].Sentence].Tokens
	for k := s.First; k < i; k++ {
		if tree.Heads[k] == i && (tree.Labels[k] == "aux" || tree.Labels[k] == "aux:pass") && r.d.Tokens[k].Lower != "to" {
			return true
		}
	}
	return false
}

// empty are verbs that say nothing without a further word, and those of saying and thinking, which are attributions or nothing.
var empty = set("be have do get go come make take give let seem appear become remain keep put say tell think believe know hope want " +
	"need like mean use try start begin continue call ask include regard consider treat view see describe")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for start, i := 0, 0; i <= len(words); i++ {
		if i == len(words) || words[i] == ' ' {
			out[words[start:i]] = true
			start = i + 1
		}
	}
	return out
}

// object is the argument that a relation goes to: the object, or what follows the verb with a preposition that is no place or time.
func (r *run) object(c *Clause) (*Argument, bool) {
	for k := range c.Arguments {
		if a := &c.Arguments[k]; a.Label == "obj" {
			return a, true
		}
	}
	for k := range c.Arguments {
		a := &c.Arguments[k]
		if len(a.Case) == 1 && (a.Label == "obl" || a.Label == "obl:agent") && towards[r.d.Tokens[a.Case[0]].Lower] && !r.absolute(a.Head) {
			return a, true
		}
	}
	return nil, false
}

var towards = set("with against to for by from on")

// trust is how often a relation is right, by what its object is to the verb (docs/quality-open.md).
var trust = map[string]float64{"obj": .8, "obl": .7, "obl:agent": .7}

// entity is what a name or a noun refers to: pronouns are too often taken for the wrong one.
func (r *run) entity(head int) (int, bool) {
	if t := r.d.Tokens[head].Tag; t == document.PRON || t == document.DET {
		return 0, false
	}
	return r.d.EntityAt(document.Range{First: head, End: head + 1})
}

func (r *run) tense(c *Clause) document.Tense {
	groups := r.d.VerbGroups
	i := sort.Search(len(groups), func(i int) bool { return groups[i].End > c.Verb })
	if i < len(groups) && groups[i].Contains(c.Verb) {
		return groups[i].Tense
	}
	return document.Present
}

// spans are the runs of neighbouring tokens.
func (r *run) spans(tokens []int) []document.Span {
	var out []document.Span
	for k, t := range tokens {
		if k > 0 && tokens[k-1] == t-1 {
			out[len(out)-1].End = r.d.Tokens[t].End
		} else {
			out = append(out, r.d.Tokens[t].Span)
		}
	}
	return out
}
