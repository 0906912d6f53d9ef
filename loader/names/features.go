package names

import (
	"math"
	"strings"
	"unicode"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/neural"
)

// feature is a template and a value, hashed.
type feature uint64

// headScores is how many labels of the encoder a chain reads: those of the head of Universal NER, and of CoreNLP's types.
const headScores = len(readNames) + len(readSilver)

// readNames and readSilver are the labels that are read of the two heads. A head that lacks one is read without it.
var (
	readNames  = [...]string{"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"}
	readSilver = [...]string{"O", "B-PERSON", "I-PERSON", "B-ORGANIZATION", "I-ORGANIZATION", "B-LOCATION", "I-LOCATION", "B-MISC", "I-MISC", "B-DATE", "I-DATE"}
)

// least is the logarithm beneath which a head's label is as good as ruled out.
const least = -7

// hash mixes the bytes of text into h (FNV-1a).
func hash(h uint64, text string) uint64 {
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return h
}

// viewer turns the words of one document into features.
type viewer struct {
	d      *document.Document
	lex    *lexicon.Lexicon
	scores *neural.Scores
	found  []string // of each word: the kind of the lexicon's name that it stands in, with B or I; ""
	shapes []string
	heads  [][headScores]float32
	other  map[string]*elsewhere // by word with a capital
	small  map[string]bool       // words that the document has in small letters
}

// elsewhere is what the silver head says of all places where a word stands with a capital.
type elsewhere struct {
	n    int
	sums [len(readSilver)]float64
}

func view(d *document.Document, lex *lexicon.Lexicon, s *neural.Scores) *viewer {
	v := &viewer{d: d, lex: lex, scores: s, found: make([]string, len(d.Tokens)), shapes: make([]string, len(d.Tokens)),
		heads: make([][headScores]float32, len(d.Tokens)), other: map[string]*elsewhere{}, small: map[string]bool{}}
	l := s.Labels()
	named, silver := places(l.Names, readNames[:]), places(l.Silver, readSilver[:])
	for i := range d.Tokens {
		logarithms(v.heads[i][:len(readNames)], s.Names(i), named)
		logarithms(v.heads[i][len(readNames):], s.Silver(i), silver)
		t := &d.Tokens[i]
		v.shapes[i] = shape(t.Text)
		if !capital(t.Text) {
			v.small[t.Lower] = true
			continue
		}
		e := v.other[t.Text]
		if e == nil {
			e = new(elsewhere)
			v.other[t.Text] = e
		}
		e.n++
		for k := range e.sums {
			e.sums[k] += math.Exp(float64(v.heads[i][len(readNames)+k]))
		}
	}
	for i := range d.Sentences {
		v.gazetteer(d.Sentences[i].Tokens)
	}
	return v
}

// places are the indexes of wanted labels among those of a head, -1 for one that it lacks.
func places(of, wanted []string) []int {
	out := make([]int, len(wanted))
	for i, w := range wanted {
		out[i] = -1
		for j, l := range of {
			if l == w {
				out[i] = j
			}
		}
	}
	return out
}

// logarithms turns a head's scores into logarithms of probabilities, none beneath least.
func logarithms(out []float32, scores []float32, at []int) {
	sum := 0.
	top := float32(math.Inf(-1))
	for _, s := range scores {
		top = max(top, s)
	}
	for _, s := range scores {
		sum += math.Exp(float64(s - top))
	}
	all := float32(math.Log(sum))
	for k, j := range at {
		out[k] = least
		if j >= 0 {
			out[k] = max(least, scores[j]-top-all)
		}
	}
}

// gazetteer marks the names of the lexicon in a sentence, the longest first from the left.
func (v *viewer) gazetteer(r document.Range) {
	for i := r.First; i < r.End; {
		n, senses := v.lex.Longest(func(k int) (string, bool) {
			if i+k >= r.End {
				return "", false
			}
			return v.d.Tokens[i+k].Text, true
		})
		if n == 0 {
			i++
			continue
		}
		kind := senses[0].Actor.Type.String() + useNames[min(int(senses[0].Use), len(useNames)-1)]
		v.found[i] = "B" + kind
		for k := 1; k < n; k++ {
			v.found[i+k] = "I" + kind
		}
		i += n
	}
}

// useNames tell the uses of a name of the lexicon apart.
var useNames = [...]string{"-name", "-code", "-capital", "-seat", "-adjective", "-people", "-place"}

// listed are the classes of words that tell something about the name that they stand in or beside.
var listed = [...]lexicon.Class{lexicon.TitleM, lexicon.TitleF, lexicon.Title, lexicon.RoleNoun, lexicon.GroupNoun, lexicon.Institution, lexicon.OrgSuffix,
	lexicon.PlaceNoun, lexicon.Calendar, lexicon.GivenM, lexicon.GivenF, lexicon.TreatyNoun, lexicon.EventNoun}

// classes is one letter a class of the word at i.
func (v *viewer) classes(i int) string {
	t := v.d.Tokens[i].Text
	var b [len(listed) + 1]byte
	n := 0
	for k, c := range listed {
		if v.lex.Is(c, t) {
			b[n] = 'a' + byte(k)
			n++
		}
	}
	if v.lex.Surname(t) {
		b[n] = 's'
		n++
	}
	return string(b[:n])
}

// sentence gives the features of the words of r, one after the other, to add.
func (v *viewer) sentence(r document.Range, add func(i int, f feature)) {
	capitals, letters := 0, 0
	for i := r.First; i < r.End; i++ {
		if s := v.shapes[i]; s != "" && s[0] != '.' && s[0] != '9' {
			letters++
			if s[0] == 'X' {
				capitals++
			}
		}
	}
	loud := "few" // capitals tell less where most words have one
	switch {
	case 3*capitals > 2*letters && letters > 2:
		loud = "most"
	case capitals == 0:
		loud = "none"
	}
	classes := make([]string, r.Len())
	tops := make([][2]string, r.Len())
	tags := make([]string, r.Len())
	upos := v.scores.Labels().UPOS
	for i := r.First; i < r.End; i++ {
		classes[i-r.First] = v.classes(i)
		h := &v.heads[i]
		tops[i-r.First] = [2]string{readNames[top(h[:len(readNames)])], readSilver[top(h[len(readNames):])]}
		tags[i-r.First] = upos[top(v.scores.UPOS(i))]
	}
	for i := r.First; i < r.End; i++ {
		put := func(template string, values ...string) {
			h := hash(14695981039346656037, template)
			for _, x := range values {
				h = hash(h, x) * 31
			}
			add(i, feature(h))
		}
		text := func(k int) string {
			if k < r.First || k >= r.End {
				return "|"
			}
			return v.d.Tokens[k].Lower
		}
		of := func(list []string, k int) string {
			if k < r.First || k >= r.End {
				return "|"
			}
			return list[k-r.First]
		}
		in := func(list []string, k int) string {
			if k < r.First || k >= r.End {
				return "|"
			}
			return list[k]
		}
		w, s := text(i), v.shapes[i]
		tag, before, after := of(tags, i), of(tags, i-1), of(tags, i+1)
		put("bias")
		put("w", w)
		put("ws", w, s)
		put("w-", text(i-1))
		put("w+", text(i+1))
		put("w--", text(i-2))
		put("w++", text(i+2))
		put("w-s", text(i-1), s)
		put("w+s", text(i+1), s)
		put("s", s, loud)
		put("s-", in(v.shapes, i-1), s)
		put("s+", s, in(v.shapes, i+1))
		put("s3", in(v.shapes, i-1), s, in(v.shapes, i+1))
		put("t", tag)
		put("t-", before, tag)
		put("t+", tag, after)
		put("ts", tag, s, loud)
		runes := []rune(w)
		if n := len(runes); n > 3 {
			put("e3", string(runes[n-3:]), s)
			put("e2", string(runes[n-2:]), s)
			put("b3", string(runes[:3]), s)
		}
		if i == r.First {
			put("first", s, tag)
		}
		for k := -1; k <= 1; k++ {
			at := string(rune('1' + k))
			if g := in(v.found, i+k); g != "" {
				put("g"+at, g)
				put("gs"+at, g, s, loud)
				put("gt"+at, g, tag)
			}
			if c := of(classes, i+k); c != "" {
				for _, one := range c {
					put("c"+at, string(one), s)
				}
			}
			if j := i + k; j >= r.First && j < r.End {
				put("n"+at, tops[j-r.First][1], s)
				if k != 0 {
					put("nn"+at, tops[j-r.First][1], tops[i-r.First][1])
				}
			}
		}
		put("nt", tops[i-r.First][1], tag)
		v.around(i, s, put)
	}
}

// around says what the rest of the document says of a word with a capital.
func (v *viewer) around(i int, s string, put func(string, ...string)) {
	t := &v.d.Tokens[i]
	e := v.other[t.Text]
	if e == nil {
		return
	}
	if v.small[t.Lower] {
		put("small", s)
	}
	if e.n < 2 {
		return
	}
	best := 0
	var share [len(readSilver)]float64
	for k := range share {
		share[k] = (e.sums[k] - math.Exp(float64(v.heads[i][len(readNames)+k]))) / float64(e.n-1)
		if share[k] > share[best] {
			best = k
		}
	}
	put("else", readSilver[best], string(rune('0'+int(share[best]*4))))
	put("elses", readSilver[best], s)
}

func top(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

func capital(w string) bool {
	for _, r := range w {
		return unicode.IsUpper(r)
	}
	return false
}

// shape is a word's letters as X, x, 9 and ., runs of one kind made short: "Xx", "XX", "X.X.", "9".
func shape(w string) string {
	var b strings.Builder
	var last rune
	n := 0
	for _, r := range w {
		k := '.'
		switch {
		case unicode.IsUpper(r):
			k = 'X'
		case unicode.IsLetter(r):
			k = 'x'
		case unicode.IsDigit(r):
			k = '9'
		}
		if k == last {
			n++
		} else {
			n = 1
		}
		last = k
		if n == 1 || n == 2 && k == 'X' {
			b.WriteRune(k)
		}
		if b.Len() >= 8 {
			break
		}
	}
	return b.String()
}
