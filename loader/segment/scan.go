package segment

import (
	"slices"
	"strings"
	"unicode"

	"quadrille/loader/document"
)

// scan appends the tokens of one paragraph.
func scan(out []document.Token, t *text, p document.Span) []document.Token {
	put := func(begin, end int, kind document.TokenKind) {
		s := t.cut(begin, end)
		out = append(out, document.Token{
			Span: document.Span{Begin: begin, End: end}, Text: s, Lower: lower(s), Kind: kind,
		})
	}
	for i := p.Begin; i < p.End; {
		r := t.runes[i]
		switch {
		case blank(r):
			i++
		case alnum(r) && !unicode.IsMark(r), elided(t, i, p.End), (r == '@' || r == '#') && letter(t.at(i+1)) && !alnum(t.at(i-1)):
			if end := address(t, i, p.End); end > 0 {
				put(i, end, document.Word)
				i = end
				break
			}
			end, kind := word(t, i, p.End)
			for _, c := range clitics(t, i, end) {
				put(i, c, kind)
				i, kind = c, document.Clitic
			}
			put(i, end, kind)
			i = end
			if end < p.End && t.runes[end] == '.' && t.at(end+1) != '.' && kind != document.Clitic {
				if last := &out[len(out)-1]; abbreviated(t, last, end, p.End) {
					last.End++
					last.Text = t.cut(last.Begin, last.End)
					last.Lower = lower(last.Text)
					i++
				}
			}
		default:
			end, kind := sign(t, i, p.End)
			put(i, end, kind)
			i = end
		}
	}
	return out
}

// word finds the end of the word or number that begins at i.
func word(t *text, i, limit int) (int, document.TokenKind) {
	kind := document.Number
	if !digit(t.runes[i]) {
		kind = document.Word
	}
	j := i + 1
	for j < limit {
		r, before, after := t.runes[j], t.at(j-1), rune(0)
		if j+1 < limit {
			after = t.runes[j+1]
		}
		join := false
		switch {
		case alnum(r) || r == '_':
			join = true
		case !alnum(after):
			// A joint needs two sides.
		case r == '$':
			if j-i <= 3 && capitals(t, i, j) {
				return j + 1, document.Symbol // "US$"
			}
		case r == '-' || r == '‐' || r == '‑':
			join = alnum(before) && !(digit(before) && digit(after))
			if join {
				kind = document.Word
			}
		case apostrophe(r) || r == '‘': // which some editors make of an apostrophe
			join = alnum(before)
		case r == '.':
			switch {
			case digit(before) && digit(after):
				join = true
			case letter(before) && letter(after):
				join = !gap(t, i, j, limit)
			}
		case r == ',':
			join = digit(before) && digit(after) && digit(t.at(j+2)) && digit(t.at(j+3)) && !alnum(t.at(j+4))
		case r == ':' || r == '/':
			join = digit(before) && digit(after)
		case r == '&':
			join = unicode.IsUpper(before) && unicode.IsUpper(after)
		case r == '@':
			join = true
		case unicode.Is(unicode.Cf, r):
			join = letter(before) && letter(after)
		}
		if !join {
			break
		}
		j++
	}
	return j, kind
}

func capitals(t *text, begin, end int) bool {
	for _, r := range t.runes[begin:end] {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// gap tells whether the point at j, between two letters, ends a sentence whose following space was forgotten:
// "agreement.The". Names like "Haqqin.az" and "U.S" have none.
func gap(t *text, i, j, limit int) bool {
	if j-i < 2 || !unicode.IsLower(t.runes[j-1]) || !unicode.IsLower(t.runes[j-2]) && t.runes[j-2] != '.' {
		return false
	}
	return unicode.IsUpper(t.runes[j+1]) && (j+2 >= limit || unicode.IsLower(t.runes[j+2]) || blank(t.runes[j+2]))
}

// address finds the end of a web address that begins at i, 0 when there is none.
func address(t *text, i, limit int) int {
	if r := t.runes[i]; r != 'h' && r != 'w' && r != 'H' && r != 'W' {
		return 0
	}
	head := strings.ToLower(t.cut(i, min(i+8, limit)))
	if !strings.HasPrefix(head, "http://") && head != "https://" && !strings.HasPrefix(head, "www.") {
		return 0
	}
	j := i
	for j < limit && !blank(t.runes[j]) && !strings.ContainsRune(`"“”«»<>`, t.runes[j]) {
		j++
	}
	for j > i && !alnum(t.runes[j-1]) && t.runes[j-1] != '/' {
		j--
	}
	return j
}

// elided tells whether a word that begins with an apostrophe stands at i: "'90s", "'em".
func elided(t *text, i, limit int) bool {
	if !apostrophe(t.runes[i]) && t.runes[i] != '‘' || alnum(t.at(i-1)) {
		return false
	}
	j := i + 1
	for j < limit && j < i+8 && alnum(t.runes[j]) {
		j++
	}
	rest := t.cut(i+1, j)
	if len(rest) >= 2 && digit(rune(rest[0])) && digit(rune(rest[1])) && (len(rest) == 2 || rest[2:] == "s") {
		return true
	}
	return elisions[strings.ToLower(rest)]
}

var suffixes = [...]string{"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"}

// clitics are the places where a word is split, in order: "couldn't've" gives two.
func clitics(t *text, begin, end int) []int {
	var at []int
	w := lower(t.cut(begin, end))
	if w == "cannot" {
		return []int{begin + 3}
	}
	if strings.IndexByte(w, '\'') <= 0 {
		return nil
	}
	for again := true; again; {
		again = false
		for _, s := range suffixes {
			if rest, ok := strings.CutSuffix(w, s); ok && rest != "" && rest != "'" && strings.LastIndexByte(rest, '\'') != len(rest)-1 {
				end -= len(s)
				at = append(at, end)
				w, again = rest, true
				break
			}
		}
	}
	slices.Reverse(at)
	return at
}

// abbreviated tells whether the point at j belongs to the word w before it.
func abbreviated(t *text, w *document.Token, j, limit int) bool {
	after := j + 1
	for after < limit && blank(t.runes[after]) {
		after++
	}
	next := t.at(after)
	if after >= limit {
		next = 0
	}
	first := t.runes[w.Begin]
	if w.Len() == 1 {
		if w.Lower == "v" || w.Lower == "p" && digit(next) {
			return true
		}
		// An initial; "I" only before another name, since "you and I." ends a sentence.
		return unicode.IsUpper(first) && (first != 'I' || unicode.IsUpper(next) && initialBefore(t, w.Begin))
	}
	if dotted(w.Text) {
		return true
	}
	switch abbreviations[w.Lower] {
	case title:
		return w.Lower != "sec" && w.Lower != "min" && w.Lower != "dep" && w.Lower != "det" && w.Lower != "hon" && w.Lower != "sr" &&
			w.Lower != "ft" && w.Lower != "rev" || unicode.IsUpper(first) && letter(next)
	case ending:
		return true
	case month:
		return unicode.IsUpper(first)
	case numbered:
		return digit(next)
	}
	return false
}

// initialBefore tells whether another initial or a capitalised word stands just before begin: "George I. Smith".
func initialBefore(t *text, begin int) bool {
	i := begin - 1
	for i >= 0 && i > begin-3 && (blank(t.runes[i]) || t.runes[i] == '.') {
		i--
	}
	for i > 0 && alnum(t.runes[i-1]) && begin-i < 24 {
		i--
	}
	return i >= 0 && unicode.IsUpper(t.runes[i])
}

// dotted tells whether w is letters with points between them: "U.S", "a.m", "Ph.D".
func dotted(w string) bool {
	if strings.IndexByte(w, '.') < 0 {
		return false
	}
	for part := range strings.SplitSeq(w, ".") {
		n := 0
		for _, r := range part {
			if !unicode.IsLetter(r) {
				return false
			}
			n++
		}
		if n == 0 || n > 2 {
			return false
		}
	}
	return true
}

// sign finds the end and kind of a token that is no word.
func sign(t *text, i, limit int) (int, document.TokenKind) {
	r := t.runes[i]
	run := func(of string) int {
		j := i + 1
		for j < limit && strings.ContainsRune(of, t.runes[j]) {
			j++
		}
		return j
	}
	switch r {
	case '.':
		return run("."), document.Punctuation
	case '!', '?':
		return run("!?"), document.Punctuation
	case '-':
		return run("-"), document.Punctuation
	case '—', '–', '―', '…':
		return run(string(r)), document.Punctuation
	case '`', '\'':
		if t.at(i+1) != r || i+1 >= limit {
			return i + 1, document.QuoteMark
		}
		if r == '\'' && t.at(i+2) == r && i+2 < limit && !bare(t.at(i-1), true) {
			return i + 1, document.QuoteMark // a single mark closes before the double one
		}
		return i + 2, document.QuoteMark
	case '"', '“', '”', '„', '‟', '«', '»', '‹', '›', '‘', '’', '‚', '‛', '＂', '＇', 'ʼ':
		return i + 1, document.QuoteMark
	case '*', '_', '=', '~', '#':
		return run(string(r)), document.Symbol
	}
	j := i + 1
	for j < limit && unicode.IsMark(t.runes[j]) {
		j++
	}
	if unicode.IsPunct(r) && r != '%' && r != '&' && r != '@' {
		return j, document.Punctuation
	}
	return j, document.Symbol
}

// lower is s in lower case with plain apostrophes.
func lower(s string) string {
	s = strings.ToLower(s)
	if strings.ContainsAny(s, "’‘ʼ＇") && s != "‘" {
		s = plainApostrophes.Replace(s)
	}
	return s
}

var plainApostrophes = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "＇", "'")
