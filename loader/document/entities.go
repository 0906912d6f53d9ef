package document

import (
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// EntityAt gives the entity that the tokens of r refer to: that of a mention of exactly these tokens, else of one that
// has the same head. ok is false when none does.
func (d *Document) EntityAt(r Range) (entity int, ok bool) {
	head := d.HeadOf(r)
	best := -1
	for _, i := range d.index.mentions(d.Mentions, head) {
		m := &d.Mentions[i]
		if m.Entity == 0 || m.Form == Demonym && r.Len() > m.Len() {
			continue
		}
		if m.Range == r {
			return m.Entity - 1, true
		}
		if m.Head == head && (best < 0 || m.Len() > d.Mentions[best].Len()) {
			best = i
		}
	}
	if best < 0 {
		return 0, false
	}
	return d.Mentions[best].Entity - 1, true
}

// Resolve gives the entity that the tokens of r refer to, and appends one of type t, named by r's words, when no mention
// and no thing of the same words is known. It adds a mention for r when it appends, and a slug.
func (d *Document) Resolve(r Range, t EntityType) int {
	if e, ok := d.EntityAt(r); ok {
		return e
	}
	name := d.Phrase(r)
	for _, i := range d.index.named(d.Entities, name) {
		e := &d.Entities[i]
		if e.Type.Thing() == t.Thing() && e.named(name) {
			d.Mentions = append(d.Mentions, Mention{Range: r, Head: d.HeadOf(r), Form: Nominal, Type: e.Type, Entity: i + 1})
			return i
		}
	}
	e := d.AddEntity(Entity{Type: t, Name: name, First: d.Span(r)})
	d.Mentions = append(d.Mentions, Mention{Range: r, Head: d.HeadOf(r), Form: Nominal, Type: t, Entity: e + 1})
	return e
}

// AddEntity appends an entity and gives its index. It sets Slug from Name where e has none, with a numeric suffix
// where another entity of the document has that slug in the same namespace.
func (d *Document) AddEntity(e Entity) int {
	if e.Slug == "" {
		e.Slug = d.SlugOf(e.Name)
	}
	e.Slug = Unique(e.Slug, d.index.taken(d.Entities, e.Type.Namespace()))
	d.Entities = append(d.Entities, e)
	return len(d.Entities) - 1
}

// index finds mentions by head, entities by name and slugs by namespace, so that a stage may ask for each phrase of a
// long text. It reads what stages have appended since it was asked last, and everything anew when a layer was replaced.
type index struct {
	mentionsOf *Mention // the first mention of the slice that was read
	nmentions  int
	heads      map[int][]int

	entitiesOf *Entity
	nentities  int
	names      map[string][]int
	slugs      map[string]map[string]bool

	proper map[string]bool // the article's capitalised words
}

func (x *index) mentions(all []Mention, head int) []int {
	if len(all) == 0 {
		return nil
	}
	if x.nmentions > len(all) || x.mentionsOf != &all[0] {
		x.heads, x.nmentions, x.mentionsOf = map[int][]int{}, 0, &all[0]
	}
	for ; x.nmentions < len(all); x.nmentions++ {
		h := all[x.nmentions].Head
		x.heads[h] = append(x.heads[h], x.nmentions)
	}
	return x.heads[head]
}

func (x *index) read(all []Entity) {
	if len(all) == 0 || x.nentities > len(all) || x.entitiesOf != &all[0] {
		x.names, x.slugs, x.nentities, x.entitiesOf = map[string][]int{}, map[string]map[string]bool{}, 0, nil
	}
	if len(all) > 0 {
		x.entitiesOf = &all[0]
	}
	for ; x.nentities < len(all); x.nentities++ {
		e := &all[x.nentities]
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			n = strings.ToLower(n)
			x.names[n] = append(x.names[n], x.nentities)
		}
		ns := e.Type.Namespace()
		if x.slugs[ns] == nil {
			x.slugs[ns] = map[string]bool{}
		}
		x.slugs[ns][e.Slug] = true
	}
}

func (x *index) named(all []Entity, name string) []int {
	x.read(all)
	return x.names[strings.ToLower(name)]
}

func (x *index) taken(all []Entity, namespace string) map[string]bool {
	x.read(all)
	if x.slugs[namespace] == nil {
		x.slugs[namespace] = map[string]bool{}
	}
	return x.slugs[namespace]
}

// Namespace is the part of an entity's IRI before its slug: "actor", "process", "treaty", "issue" or "event". Entities
// of unknown type are issues.
func (t EntityType) Namespace() string {
	switch {
	case t.Actor():
		return "actor"
	case t == Unknown:
		return Issue.String()
	}
	return t.String()
}

// Title is Phrase for what an entity is called: also without a pronoun that owns it or a word that denies it, which tell of
// the place where it stands and not of what it is: "its envoy", "no deal", "any corridor".
func (d *Document) Title(r Range) string {
	for r.Len() > 1 && (leads[d.Tokens[r.First].Lower] || local[d.Tokens[r.First].Lower]) {
		r.First++
	}
	return d.Phrase(r)
}

var local = map[string]bool{
	"no": true, "any": true, "own": true, "such": true, "neither": true, "either": true,
	"his": true, "her": true, "its": true, "their": true, "our": true, "my": true, "your": true, "this": true, "these": true, "that": true, "those": true,
}

// Phrase is the words of r as a name: blanks collapsed, without an article before it.
func (d *Document) Phrase(r Range) string {
	for r.Len() > 1 && leads[d.Tokens[r.First].Lower] {
		r.First++
	}
	return strings.Join(strings.Fields(d.Text(d.Span(r))), " ")
}

var leads = map[string]bool{"the": true, "a": true, "an": true}

// HeadOf is the head noun of the noun phrase r: the last noun before its first preposition, relative word, comma or
// verb form. The first token of a noun phrase is never a preposition.
func (d *Document) HeadOf(r Range) int {
	head := r.End - 1
	seen := false
	for i := r.First; i < r.End; i++ {
		t := &d.Tokens[i]
		if seen && (t.Tag == ADP || t.Tag == SCONJ || t.Tag == PART || t.Tag == VERB || t.Tag == AUX || t.Tag == PUNCT || t.Kind == Punctuation || t.Lower == "of" || t.Lower == "between" || t.Lower == "that" || t.Lower == "which") {
			if t.Tag == PART && t.Kind == Clitic { // "Russia's role"
				continue
			}
			break
		}
		if t.Tag == NOUN || t.Tag == PROPN || t.Tag == PRON || t.Tag == X && t.Kind == Word {
			head, seen = i, true
		}
	}
	return head
}

func (e *Entity) named(name string) bool {
	if strings.EqualFold(e.Name, name) {
		return true
	}
	for _, a := range e.Aliases {
		if strings.EqualFold(a, name) {
			return true
		}
	}
	return false
}

// Slug is the lower-case ASCII form of a name for an IRI: accents taken off by decomposition, letters that do not
// decompose transliterated, everything else a hyphen. A leading article is left out. A name without a letter that can be
// spelt so is named by a hash.
func Slug(name string) string {
	name = strings.TrimSpace(name)
	if f := strings.Fields(name); len(f) > 1 && leads[strings.ToLower(f[0])] {
		name = strings.TrimSpace(name[len(f[0]):])
	}
	var b strings.Builder
	hyphen := false
	for _, r := range norm.NFKD.String(name) {
		r = unicode.ToLower(r)
		s := ""
		switch {
		case r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			s = string(r)
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '.', r == 'ʻ', r == '‘':
			continue
		default:
			l, known := latin[r]
			if known && l == "" { // Cyrillic soft and hard signs
				continue
			}
			s = l
		}
		if s == "" {
			hyphen = true
			continue
		}
		if hyphen && b.Len() > 0 {
			b.WriteByte('-')
		}
		hyphen = false
		b.WriteString(s)
	}
	if b.Len() == 0 {
		h := fnv.New64a()
		h.Write([]byte(name)) // never fails
		return "x" + strconv.FormatUint(h.Sum64(), 16)
	}
	return b.String()
}

// latin spells letters that do not decompose.
var latin = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ħ': "h", 'ı': "i", 'ŋ': "ng",
	'ə': "a", 'ŧ': "t", 'ĸ': "k",
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "zh", 'з': "z", 'и': "i", 'к': "k", 'л': "l", 'м': "m",
	'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh",
	'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya", 'і': "i", 'є': "ye", 'ґ': "g", 'ј': "j", 'љ': "lj",
	'њ': "nj", 'ћ': "c", 'ђ': "dj", 'џ': "dz",
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k", 'λ': "l", 'μ': "m",
	'ν': "n", 'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t", 'υ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o",
}

// Unique gives slug, or slug with the first numeric suffix from 2 that taken does not hold, and adds it to taken.
func Unique(slug string, taken map[string]bool) string {
	s := slug
	for n := 2; taken[s]; n++ {
		s = slug + "-" + strconv.Itoa(n)
	}
	taken[s] = true
	return s
}
