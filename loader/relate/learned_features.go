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

// features of one end, "s" or "o", about a carrier.
func (l *learner) endFeatures(out []string, s *sentence, v *view, side string, e end) []string {
	role := v.role(s, e)
	j := s.at[e.head]
	add := func(f string) { out = append(out, side+f) }
	add("role " + role)
	add("class,role " + v.class + " " + role)
	add("word,role " + v.word + " " + role)
	add("form,role " + e.form + " " + role)
	if way := l.way(v.token, e.head); way != "" {
		add("way " + way)
		add("class,way " + v.class + " " + way)
		add("word,way " + v.word + " " + way)
	}
	add("type " + e.kind.String())
	add("word,type " + v.word + " " + e.kind.String())
	add("form " + e.form)
	add("away " + away(e.head-v.token))
	add("rank " + away(v.between(e.head, v.token)) + side2(e.head < v.token))
	add("path " + v.class + " " + s.path(v.piece, j))
	add("above,role " + v.above + " " + role)
	if e.Len() > 1 && !e.kind.Actor() {
		add("long " + away(e.Len()))
	}
	if t := s.token(e.head); t.Tag == document.NOUN || t.Tag == document.VERB {
		add("head " + s.lemma(e.head))
		add("head,role " + s.lemma(e.head) + " " + role)
	}
	if t := e.First - 1; t >= l.doc.Sentences[s.index].Tokens.First {
		add("prev " + s.common(t))
	}
	if t := e.End; t < l.doc.Sentences[s.index].Tokens.End {
		add("next " + s.common(t))
	}
	return out
}

func side2(before bool) string {
	if before {
		return "b"
	}
	return "a"
}

// cueFeatures are of the carrier alone.
func (l *learner) cueFeatures(out []string, s *sentence, v *view) []string {
	out = append(out, "bias", "word "+v.word, "class "+v.class, "word,class "+v.word+" "+v.class, "above "+v.above, "read "+v.read, "word,read "+v.word+" "+v.read)
	if v.pattern < 0 {
		out = append(out, "unlisted")
	}
	if t := s.token(v.token); t.Quote > 0 {
		out = append(out, "quoted")
	}
	return out
}

// pairFeatures are of both ends about a carrier.
func (l *learner) pairFeatures(out []string, s *sentence, v *view, a, b end) []string {
	ra, rb := v.role(s, a), v.role(s, b)
	order := ""
	switch {
	case a.head < v.token && v.token < b.head:
		order = "s c o"
	case a.head < b.head && b.head < v.token:
		order = "s o c"
	case v.token < a.head && a.head < b.head:
		order = "c s o"
	case b.head < v.token && v.token < a.head:
		order = "o c s"
	case b.head < a.head && a.head < v.token:
		order = "o s c"
	default:
		order = "c o s"
	}
	out = append(out, "roles "+ra+" "+rb, "class,roles "+v.class+" "+ra+" "+rb, "word,roles "+v.word+" "+ra+" "+rb,
		"types "+a.kind.String()+" "+b.kind.String(), "order "+order, "class,order "+v.class+" "+order, "word,order "+v.word+" "+order,
		"apart "+away(b.head-a.head), "amid "+strconv.Itoa(v.between(a.head, b.head)))
	for _, i := range l.stated[s.index] {
		r := &l.doc.Relations[i]
		carried := len(r.Cue) > 0 && r.Cue[0].Overlaps(s.token(v.token).Span)
		same := r.Subject == a.entity && r.Object == b.entity || r.Kind == document.Meets && r.Subject == b.entity && r.Object == a.entity
		switch {
		case r.Kind == v.kind && same:
			out = append(out, "rule", "rule word "+v.word)
		case r.Kind == v.kind && carried && r.Subject == a.entity:
			out = append(out, "rule object", "rule object "+rb)
		case r.Kind == v.kind && carried && r.Object == b.entity:
			out = append(out, "rule subject", "rule subject "+ra)
		case r.Kind == v.kind && carried:
			out = append(out, "rule other")
		case same:
			out = append(out, "rule as "+r.Kind.String())
		}
	}
	out = append(out, "path2 "+s.path(s.at[a.head], s.at[b.head]))
	if wa, wb := l.way(v.token, a.head), l.way(v.token, b.head); wa != "" {
		out = append(out, "ways "+wa+" "+wb, "word,ways "+v.word+" "+wa+" "+wb, "way2 "+l.way(a.head, b.head))
	}
	if a.First >= b.First && a.End <= b.End {
		out = append(out, "within", "within "+rb)
	} else if b.First >= a.First && b.End <= a.End {
		out = append(out, "holds", "holds "+ra)
	}
	return out
}
