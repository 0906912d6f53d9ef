package relate

import (
	"strconv"

	"quadrille/loader/document"
)

// view is one carrier with what its features need, worked out once.
type view struct {
	carrier
	kind   document.Kind
	word   string         // its lemma; "" for a name
	class  string         // of the cue: verb, passive, infinitive, gerund, noun, adjective
	roles  map[int]string // head token -> its place about the carrier
	above  string         // what governs it
	actors []int          // heads of the actors of the sentence, in order
	read   string         // how its clause states it

	carried []bool // of what the rules have stated in the sentence: by this carrier
}

var classNames = [...]string{verbCue: "v", nounCue: "n", adjectiveCue: "a", compoundCue: "c"}

// view works out where the phrases about carrier c stand.
func (l *learner) view(s *sentence, c carrier, ends []end) *view {
	v := &view{carrier: c, roles: map[int]string{}, class: classNames[c.class]}
	if s.token(c.token).Tag != document.PROPN {
		v.word = s.lemma(c.token)
	}
	put := func(list []phrase, role string) {
		for n, ph := range list {
			if _, ok := v.roles[ph.head]; ok {
				continue
			}
			if n > 0 {
				role += "+"
			}
			v.roles[ph.head] = role
		}
	}
	switch {
	case s.kind(c.piece) == verbal:
		x := s.verb(c.piece)
		switch {
		case x.passive && s.reduced(c.piece):
			v.class += "r"
		case x.passive:
			v.class += "p"
		case s.infinitive(c.piece):
			v.class += "i"
		case s.gerund(c.piece):
			v.class += "g"
		}
		if x.rel {
			v.class += "R"
		}
		put(s.subjectsOf(c.piece), "subj")
		if x.relObj != nil {
			put([]phrase{*x.relObj}, "relobj")
		}
		put(s.objects(c.piece), "obj")
		if k := s.skip(c.piece + 1); s.kind(k) == verbal && s.infinitive(k) {
			v.roles[s.pieces[k].head] = "inf"
		} else if obj := s.objects(c.piece); len(obj) > 0 {
			if k := s.pieceAfter(obj[len(obj)-1]); s.kind(k) == verbal && s.infinitive(k) {
				v.roles[s.pieces[k].head] = "objinf"
			}
		}
		if g := x.governor; g >= 0 && g != c.piece {
			v.above = classOf(s.kind(g)) + s.common(s.pieces[g].head)
			if s.kind(g) == verbal {
				put(s.subjectsOf(g), "upsubj")
				put(s.objects(g), "upobj")
			}
		}
	case s.kind(c.piece) == nominal:
		if ph, ok := s.possessor(c.piece); ok {
			put([]phrase{ph}, "poss")
		}
		if ph, ok := l.nameBefore(s, c.piece); ok {
			put([]phrase{ph}, "name")
		}
		if g := s.governing(c.piece); g >= 0 {
			v.above = "v" + s.common(s.pieces[g].head)
			put(s.subjectsOf(g), "govsubj")
		}
		put(s.isOther(c.piece), "is")
		put(s.apposed(c.piece), "appos")
		if k := s.skipLeft(c.piece - 1); s.kind(k) == preposition {
			v.above += " " + s.word(k)
		}
		if n := s.predicate(c.piece); n >= 0 {
			v.above += " +" + s.common(s.pieces[n].head)
			put(s.objects(n), "predobj")
		}
	case s.kind(c.piece) == adjective:
		put(s.copulaSubject(c.piece), "subj")
	}
	for _, e := range ends {
		if e.kind.Actor() && (len(v.actors) == 0 || v.actors[len(v.actors)-1] != e.head) {
			v.actors = append(v.actors, e.head)
		}
	}
	return v
}

// common is the lemma of token t, or its tag when it is a name or a number: no feature may know a name.
func (s *sentence) common(t int) string {
	switch k := s.token(t); k.Tag {
	case document.PROPN, document.NUM, document.X, document.SYM:
		return k.Tag.String()
	}
	return s.lemma(t)
}

func classOf(k pieceKind) string { return pieceLetters[k : k+1] }

const pieceLetters = "?nvp&,;sraj"

// role is where the end e stands about carrier v.
func (v *view) role(s *sentence, e end) string {
	if r, ok := v.roles[e.head]; ok {
		return r
	}
	if e.Contains(v.token) && e.head != v.token {
		return "around"
	}
	if e.head == v.token {
		return "self"
	}
	if s.pieces[v.piece].Contains(e.head) {
		return "inside"
	}
	j, ok := s.at[e.head]
	if !ok {
		return "?"
	}
	role, lo, hi := "before", j, v.piece
	if j > v.piece {
		role, lo, hi = "after", v.piece, j
	}
	if k := s.skipLeft(j - 1); s.kind(k) == preposition {
		role += ":" + s.word(k)
	} else if c := s.kind(k); c == conjunction || c == comma || c == relative || c == subordinate {
		role += ":" + classOf(c)
	}
	verbs, stops := 0, 0
	for k := lo + 1; k < hi; k++ {
		switch s.kind(k) {
		case verbal:
			verbs++
		case brk, subordinate, relative:
			stops++
		}
	}
	return role + strconv.Itoa(min(verbs, 2)) + strconv.Itoa(min(stops, 1))
}

// path is the way from piece i to piece j, kinds of pieces and prepositions, cut where it is long.
func (s *sentence) path(i, j int) string {
	if i > j {
		return s.path(j, i) + "<"
	}
	out := ""
	for k := i + 1; k < j; k++ {
		if k-i > 6 {
			return out + ".."
		}
		switch s.kind(k) {
		case preposition, conjunction, subordinate:
			out += s.word(k) + " "
		default:
			out += classOf(s.kind(k))
		}
	}
	return out
}

// away tells a distance in words roughly.
func away(n int) string {
	sign := ""
	if n < 0 {
		n, sign = -n, "-"
	}
	switch {
	case n <= 3:
	case n <= 5:
		n = 4
	case n <= 9:
		n = 6
	case n <= 16:
		n = 10
	default:
		n = 17
	}
	return sign + strconv.Itoa(n)
}

// between counts the actors between tokens a and b.
func (v *view) between(a, b int) int {
	if a > b {
		a, b = b, a
	}
	n := 0
	for _, t := range v.actors {
		if t > a && t < b {
			n++
		}
	}
	return min(n, 3)
}

// places are what the features of a candidate take from the places of its ends about one carrier, worked out once.
type places struct {
	role, way, path []string // of each end
}

func (l *learner) places(f *field, v *view) places {
	n := len(f.ends)
	all := make([]string, 3*n)
	p := places{all[:n], all[n : 2*n], all[2*n:]}
	for i, e := range f.ends {
		p.role[i], p.way[i], p.path[i] = v.role(f.sentence, e), l.way(v.token, e.head), f.path(v.piece, f.at[e.head])
	}
	return p
}

// endFeatures are of end i, on the side "s" or "o", about a carrier.
func (l *learner) endFeatures(out *features, f *field, v *view, p places, side string, i int) {
	e, role, way := f.ends[i], p.role[i], p.way[i]
	kind := e.kind.String()
	out.add(side, "role ", role)
	out.add(side, "class,role ", v.class, " ", role)
	out.add(side, "word,role ", v.word, " ", role)
	out.add(side, "form,role ", e.form, " ", role)
	if way != "" {
		out.add(side, "way ", way)
		out.add(side, "class,way ", v.class, " ", way)
		out.add(side, "word,way ", v.word, " ", way)
	}
	out.add(side, "type ", kind)
	out.add(side, "word,type ", v.word, " ", kind)
	out.add(side, "form ", e.form)
	out.add(side, "away ", away(e.head-v.token))
	out.add(side, "rank ", away(v.between(e.head, v.token)), side2(e.head < v.token))
	out.add(side, "path ", v.class, " ", p.path[i])
	out.add(side, "above,role ", v.above, " ", role)
	if e.Len() > 1 && !e.kind.Actor() {
		out.add(side, "long ", away(e.Len()))
	}
	if t := f.token(e.head); t.Tag == document.NOUN || t.Tag == document.VERB {
		out.add(side, "head ", f.lemma(e.head))
		out.add(side, "head,role ", f.lemma(e.head), " ", role)
	}
	r := l.doc.Sentences[f.index].Tokens
	if t := e.First - 1; t >= r.First {
		out.add(side, "prev ", f.common(t))
	}
	if t := e.End; t < r.End {
		out.add(side, "next ", f.common(t))
	}
}

func side2(before bool) string {
	if before {
		return "b"
	}
	return "a"
}

// cueFeatures are of the carrier alone.
func (l *learner) cueFeatures(out *features, s *sentence, v *view) {
	out.add("bias")
	out.add("word ", v.word)
	out.add("class ", v.class)
	out.add("word,class ", v.word, " ", v.class)
	out.add("above ", v.above)
	out.add("read ", v.read)
	out.add("word,read ", v.word, " ", v.read)
	if v.pattern < 0 {
		out.add("unlisted")
	}
	if t := s.token(v.token); t.Quote > 0 {
		out.add("quoted")
	}
}

// order is how the heads of a subject, a carrier and an object follow each other.
func order(subject, cue, object int) string {
	switch {
	case subject < cue && cue < object:
		return "s c o"
	case subject < object && object < cue:
		return "s o c"
	case cue < subject && subject < object:
		return "c s o"
	case object < cue && cue < subject:
		return "o c s"
	case object < subject && subject < cue:
		return "o s c"
	}
	return "c o s"
}

// pairFeatures are of both ends about a carrier.
func (l *learner) pairFeatures(out *features, f *field, v *view, p places, i, j int) {
	a, b := &f.ends[i], &f.ends[j]
	ra, rb, order := p.role[i], p.role[j], order(a.head, v.token, b.head)
	out.add("roles ", ra, " ", rb)
	out.add("class,roles ", v.class, " ", ra, " ", rb)
	out.add("word,roles ", v.word, " ", ra, " ", rb)
	out.add("types ", a.kind.String(), " ", b.kind.String())
	out.add("order ", order)
	out.add("class,order ", v.class, " ", order)
	out.add("word,order ", v.word, " ", order)
	out.add("apart ", away(b.head-a.head))
	out.add("amid ", strconv.Itoa(v.between(a.head, b.head)))
	for n, i := range l.stated[f.index] {
		r := &l.doc.Relations[i]
		carried := v.carried[n]
		same := r.Subject == a.entity && r.Object == b.entity || r.Kind == document.Meets && r.Subject == b.entity && r.Object == a.entity
		switch {
		case r.Kind == v.kind && same:
			out.add("rule")
			out.add("rule word ", v.word)
		case r.Kind == v.kind && carried && r.Subject == a.entity:
			out.add("rule object")
			out.add("rule object ", rb)
		case r.Kind == v.kind && carried && r.Object == b.entity:
			out.add("rule subject")
			out.add("rule subject ", ra)
		case r.Kind == v.kind && carried:
			out.add("rule other")
		case same:
			out.add("rule as ", r.Kind.String())
		}
	}
	between := l.between(f, i, j)
	out.add("path2 ", between.path)
	if wa, wb := p.way[i], p.way[j]; wa != "" {
		out.add("ways ", wa, " ", wb)
		out.add("word,ways ", v.word, " ", wa, " ", wb)
		out.add("way2 ", between.way)
	}
	if a.First >= b.First && a.End <= b.End {
		out.add("within")
		out.add("within ", rb)
	} else if b.First >= a.First && b.End <= a.End {
		out.add("holds")
		out.add("holds ", ra)
	}
}
