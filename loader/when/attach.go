package when

import (
	"context"
	"sort"
	"strings"

	"quadrille/loader/document"
)

// Assertions is the stage of the loader that says when what is asserted happens or holds.
type Assertions struct{}

// NewAssertions makes the stage.
func NewAssertions() *Assertions { return &Assertions{} }

// Name is "when".
func (*Assertions) Name() string { return "when" }

// Needs is expressions of time and what they may date.
func (*Assertions) Needs() document.Layer {
	return document.Segments | document.Tags | document.Chunks | document.Dates | document.Attributions | document.Relations
}

// Sets is document.Dated.
func (*Assertions) Sets() document.Layer { return document.Dated }

// Run dates the attributions and relations of d, in their order. The only error is ctx's.
func (*Assertions) Run(ctx context.Context, d *document.Document) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	a := &attacher{clauses: newClauses(d), of: make([][]int, len(d.Sentences)), at: map[int]int{}, on: make([]int, len(d.Times)), dated: map[int]bool{}}
	for i := range d.Times {
		t := &d.Times[i]
		s := d.Tokens[t.Tokens.First].Sentence
		a.of[s] = append(a.of[s], i)
		for k := t.Tokens.First; k < t.Tokens.End; k++ {
			a.at[k] = i
		}
	}
	for i := range d.Times {
		if a.on[i] = a.governor(&d.Times[i]); a.on[i] >= 0 {
			a.dated[a.on[i]] = true
		}
	}
	d.Whens = nil
	for i := range d.Attributions {
		s := &d.Attributions[i]
		a.date(document.When{Attribution: i + 1}, s.Sentence, s.Cue, func(t *document.Time) bool { return !inside(t, s.Content) })
	}
	a.share()
	for i := range d.Relations {
		r := &d.Relations[i]
		a.date(document.When{Relation: i + 1}, r.Sentence, r.Cue, func(t *document.Time) bool {
			return r.Voice == 0 || inside(t, d.Attributions[r.Voice-1].Content)
		})
	}
	return nil
}

// standing are kinds that a date beside what their actors do says nothing of: members who met on Friday were members before.
var standing = map[document.Kind]bool{document.Represents: true, document.Party: true}

func inside(t *document.Time, spans []document.Span) bool {
	for _, s := range spans {
		if s.Overlaps(t.Span) {
			return true
		}
	}
	return false
}

type attacher struct {
	*clauses
	of    [][]int      // of each sentence: its expressions
	at    map[int]int  // of a token: the expression that it belongs to
	on    []int        // of each expression: the token that it hangs on, -1 for none
	dated map[int]bool // tokens that an expression hangs on
}

// date appends w with the expressions that belong to the cue and that may counts.
func (a *attacher) date(w document.When, sentence int, cue []document.Span, may func(*document.Time) bool) {
	if sentence < 0 || sentence >= len(a.of) || len(a.of[sentence]) == 0 || len(cue) == 0 {
		return
	}
	d := a.d
	words := map[int]bool{}
	s := d.Sentences[sentence].Tokens
	for _, c := range cue {
		first := s.First + sort.Search(s.Len(), func(i int) bool { return d.Tokens[s.First+i].Begin >= c.Begin })
		for i := first; i < s.End && d.Tokens[i].End <= c.End; i++ {
			words[i] = true
		}
	}
	nearest := 0
	for _, i := range a.of[sentence] {
		t := &d.Times[i]
		if !may(t) || t.Form == document.Recurring || !t.Known() && t.Form != document.Duration || !a.dates(i, words, &w) {
			continue
		}
		if t.Form == document.Duration {
			if w.Lasts == "" && a.lasts(t) && !strings.ContainsAny(t.Value, "X.") { // "several hours" is no length, half a week none in whole numbers
				w.Lasts = t.Value
				w.Times = append(w.Times, i)
			}
			continue
		}
		far := a.distance(t, words)
		common, ok := common(w.Days, t.Days)
		switch {
		case !w.Known():
			w.Days, nearest = t.Days, far
		case ok:
			w.Days, nearest = common, min(far, nearest)
		case far < nearest: // two that exclude each other: the nearer one counts
			w.Days, nearest = t.Days, far
			w.Times = w.Times[:0]
		default:
			continue
		}
		w.Times = append(w.Times, i)
	}
	if len(w.Times) > 0 {
		d.Whens = append(d.Whens, w)
	}
}

// common is what two stretches of days share.
func common(a, b document.Days) (document.Days, bool) {
	if a.Begins.IsZero() || !b.Begins.IsZero() && b.Begins.After(a.Begins) {
		a.Begins = b.Begins
	}
	if a.Ends.IsZero() || !b.Ends.IsZero() && b.Ends.Before(a.Ends) {
		a.Ends = b.Ends
	}
	return a, a.Begins.IsZero() || a.Ends.IsZero() || !a.Ends.Before(a.Begins)
}

func (a *attacher) distance(t *document.Time, words map[int]bool) int {
	best := 1 << 30
	for i := range words {
		best = min(best, max(i-t.Tokens.End+1, t.Tokens.First-i))
	}
	return best
}

// lasts tells whether a duration is how long something goes on, and not how long after something it is.
func (a *attacher) lasts(t *document.Time) bool {
	h := a.head(t.Tokens)
	if t.Tokens.First > 0 && a.d.Tokens[t.Tokens.First-1].Lower == "for" {
		return true
	}
	if !a.trees() || a.d.Tree.Heads[h] < 0 {
		return false
	}
	switch g := &a.d.Tokens[a.d.Tree.Heads[h]]; g.Tag {
	case document.NOUN:
		return a.d.Tree.Labels[h] != "nmod"
	case document.VERB:
		return g.Lemma == "last" || g.Lemma == "take"
	}
	return false
}

// dates tells whether an expression says when what the words carry happens: whether the tree hangs it on them, or on a verb
// that only helps them.
func (a *attacher) dates(time int, words map[int]bool, w *document.When) bool {
	t := &a.d.Times[time]
	if !a.trees() {
		g := a.near(t.Tokens)
		return g >= 0 && words[a.d.VerbGroups[g].Head]
	}
	d := a.d
	on := a.on[time]
	if on < 0 {
		return false
	}
	if words[on] {
		return true
	}
	said := w.Attribution > 0
	if !said && standing[d.Relations[w.Relation-1].Kind] {
		return false
	}
	for c := range words {
		if words[d.Tree.Heads[c]] {
			continue
		}
		// What the expression hangs on helps the words, or is a place or an occasion of theirs.
		if a.helps(on, c, t) || a.occasion(on, c, t, said) {
			return true
		}
	}
	return false
}

// governor is the token outside all expressions of time that t hangs on, -1 for none.
func (a *attacher) governor(t *document.Time) int {
	if !a.trees() {
		return -1
	}
	i := a.head(t.Tokens)
	for n := 0; n < 8; n++ {
		i = a.d.Tree.Heads[i]
		if i < 0 {
			return -1
		}
		other, in := a.at[i]
		if !in {
			return i
		}
		i = a.head(a.d.Times[other].Tokens)
	}
	return -1
}

// helps tells whether on is a verb that dates word w with itself: one that says that an action begins, fails or takes
// place; or the first of two verbs, where the date stands before both.
func (a *attacher) helps(on, w int, t *document.Time) bool {
	d := a.d
	label, head := d.Tree.Labels[w], d.Tree.Heads[w]
	for n := 0; n < 3 && label == "xcomp" && head >= 0 && phases[d.Tokens[head].Lemma]; n++ {
		if head == on {
			return true
		}
		label, head = d.Tree.Labels[head], d.Tree.Heads[head]
	}
	switch {
	case head == on && label == "advcl" && d.Tokens[w].Verb == document.Gerund: // "spoke on Monday, arguing that …"
		return !a.dated[w]
	case d.Tree.Heads[on] == w && d.Tree.Labels[on] == "advcl" && d.Tokens[on].Verb == document.Gerund: // "speaking on Monday, she said …"
		return on < w
	case head == on && label == "conj" && d.Tokens[w].Tag == document.VERB:
		return t.Tokens.End <= on && !a.dated[w]
	case d.Tokens[w].Tag == document.VERB:
		return false
	case head == on && (label == "obj" || label == "nsubj" || label == "nsubj:pass"):
		return light[d.Tokens[on].Lemma] && !a.dated[w]
	case d.Tree.Heads[on] == w && (d.Tree.Labels[on] == "acl" || d.Tree.Labels[on] == "acl:relcl"):
		return light[d.Tokens[on].Lemma]
	}
	return false
}

// share gives all that one saying says its time: a quotation of several sentences is an attribution for each.
func (a *attacher) share() {
	d := a.d
	root := make([]int, len(d.Attributions))
	times := map[int]*document.When{}
	for i := range root {
		root[i] = i
		if k := d.Attributions[i].Continues; k > 0 && k <= i {
			root[i] = root[k-1]
		}
	}
	own := map[int]bool{}
	for i := range d.Whens {
		if w := &d.Whens[i]; w.Attribution > 0 {
			own[w.Attribution-1] = true
			if r := root[w.Attribution-1]; times[r] == nil {
				times[r] = w
			}
		}
	}
	var all []document.When
	for i := range root {
		if w := times[root[i]]; w != nil && !own[i] {
			all = append(all, document.When{Attribution: i + 1, Times: w.Times, Days: w.Days, Lasts: w.Lasts})
		}
	}
	d.Whens = append(d.Whens, all...)
}

// occasion tells whether on is where w takes place: "said in an interview on Monday", "signed at a ceremony on Friday", "on
// Tuesday's show he said"; or whether it only stands between w and how long it goes on: "ambassador to Burma since 2012".
func (a *attacher) occasion(on, w int, t *document.Time, said bool) bool {
	d := a.d
	if d.Tree.Heads[on] != w {
		return false
	}
	prep := a.preposition(t)
	label, noun := d.Tree.Labels[on], d.Tokens[on].Tag == document.NOUN || d.Tokens[on].Tag == document.PROPN
	switch {
	case noun && t.Tokens.First > on && (prep == "since" || prep == "until" || prep == "from"):
		return label == "obl" || label == "obj" || label == "nmod"
	case label != "obl" || prep == "of" || prep == "for":
		return false
	case said && t.Tokens.First > on:
		return true
	case !noun:
		return false
	}
	for k := max(0, on-8); k < on; k++ {
		if d.Tree.Heads[k] == on && d.Tree.Labels[k] == "case" {
			switch d.Tokens[k].Lower {
			case "at", "during", "in":
				return true
			case "on":
				return said || d.Tokens[on].Tag == document.PROPN
			}
			return false
		}
	}
	return false
}

func (a *attacher) preposition(t *document.Time) string {
	if i := t.Tokens.First - 1; i >= 0 {
		return a.d.Tokens[i].Lower
	}
	return ""
}

// phases are verbs whose time is that of the action they lead to.
var phases = set(`begin start continue keep stop cease finish resume try attempt fail refuse decline manage help go come proceed offer
	appear seem happen`)

// light are verbs that say no more than that their noun takes place.
var light = set(`hold take make give issue sign reach begin start resume continue end open close host convene conduct launch have come
	occur happen schedule set plan deliver announce lead chair attend arrange organize organise stage pay send voice express offer do`)
