package path

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"quadrille/graph/lang"
)

// scanner walks over a text.
type scanner struct {
	text string
	at   int // byte
}

// pos is the place of byte at.
func (s *scanner) pos(at int) Pos {
	p := Pos{1, 1}
	for _, r := range s.text[:at] {
		switch {
		case r == '\n':
			p.Line, p.Column = p.Line+1, 1
		case r > 0xffff:
			p.Column += 2
		default:
			p.Column++
		}
	}
	return p
}

func (s *scanner) here() Pos { return s.pos(s.at) }

// fault is a fault at a place.
func fault(p Pos, format string, args ...any) error {
	return &lang.Fault{Line: p.Line, Column: p.Column, Message: fmt.Sprintf(format, args...)}
}

// expected is the fault that something is missing here: ErrIncomplete at the end of the text.
func (s *scanner) expected(what string) error {
	if s.at == len(s.text) {
		return lang.ErrIncomplete
	}
	return fault(s.here(), "%q stands where %s is expected", s.shown(), what)
}

// shown is what stands here, for a message.
func (s *scanner) shown() string {
	rest := s.text[s.at:]
	end := strings.IndexFunc(rest, unicode.IsSpace)
	if end <= 0 {
		end = len(rest)
	}
	if r := []rune(rest[:end]); len(r) > 24 {
		return string(r[:24]) + "…"
	}
	return rest[:end]
}

// space passes over spaces and comments.
func (s *scanner) space() {
	for s.at < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[s.at:])
		switch {
		case unicode.IsSpace(r):
			s.at += n
		case r == '#':
			if end := strings.IndexByte(s.text[s.at:], '\n'); end >= 0 {
				s.at += end
			} else {
				s.at = len(s.text)
			}
		default:
			return
		}
	}
}

// take passes over a token if it stands here.
func (s *scanner) take(token string) bool {
	if strings.HasPrefix(s.text[s.at:], token) {
		s.at += len(token)
		return true
	}
	return false
}

// peek is the byte here, 0 at the end.
func (s *scanner) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

// run passes over the characters that keep says belong to a name, and gives them.
func (s *scanner) run(keep func(rune) bool) string {
	rest := s.text[s.at:]
	end := strings.IndexFunc(rest, func(r rune) bool { return !keep(r) })
	if end < 0 {
		end = len(rest)
	}
	s.at += end
	return rest[:end]
}

// word gives the word of letters here without passing over it.
func (s *scanner) word() string {
	at := s.at
	w := s.run(unicode.IsLetter)
	s.at = at
	return w
}

// keyword passes over a word that stands here, in any case.
func (s *scanner) keyword(w string) bool {
	if !strings.EqualFold(s.word(), w) {
		return false
	}
	s.at += len(w)
	return true
}

// inName tells what a bare name holds.
func inName(r rune) bool { return !unicode.IsSpace(r) && !strings.ContainsRune(`;"<>,`, r) }

// inRelation tells what the name of a relation holds.
func inRelation(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == ':' || r == '-' || r == '_' || r == '.'
}

func inVariable(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// quoted reads a text in quotation marks, in which \" and \\ stand for themselves. Curly marks, which editors make, do too.
func (s *scanner) quoted() (string, error) {
	from := s.here()
	closing := `"`
	if s.take("“") {
		closing = "”"
	} else {
		s.at++
	}
	var b strings.Builder
	for s.at < len(s.text) {
		switch {
		case s.take(closing):
			return b.String(), nil
		case s.take(`\`):
			if s.at == len(s.text) {
				return "", lang.ErrIncomplete
			}
			if c := s.peek(); c != '"' && c != '\\' {
				return "", fault(s.here(), `after \ only " and \ may stand`)
			}
		}
		r, n := utf8.DecodeRuneInString(s.text[s.at:])
		if r == '\n' {
			return "", fault(from, "the quotation mark is not closed in its line")
		}
		b.WriteRune(r)
		s.at += n
	}
	return "", lang.ErrIncomplete
}

// iri reads <…>.
func (s *scanner) iri() (string, error) {
	from := s.here()
	s.at++
	end := strings.IndexAny(s.text[s.at:], "> \t\n")
	if end < 0 {
		return "", lang.ErrIncomplete
	}
	iri := s.text[s.at : s.at+end]
	s.at += end
	if !s.take(">") {
		return "", fault(from, "the IRI is not closed: write <urn:…>")
	}
	if iri == "" {
		return "", fault(from, "the IRI is empty")
	}
	return iri, nil
}
