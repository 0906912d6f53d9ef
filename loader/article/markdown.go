package article

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"go.yaml.in/yaml/v3"
	"golang.org/x/net/html"
)

// Front matter of more bytes than this is none.
const frontLimit = 64 << 10

// A text of more opening brackets than this is not parsed as Markdown: the parser's work grows with their square (goldmark
// 1.8.7, 2026-11: 0.7 s for 10,000 of "[a](", a minute for 100,000). No article has as many.
const bracketLimit = 3000

var frontKey = regexp.MustCompile(`^[\pL][\pL_ -]{0,30}:(?:\s|$)`)

// frontMatter tells whether a text opens with YAML front matter.
func frontMatter(s string) bool {
	s, ok := strings.CutPrefix(s, "---\n")
	if !ok {
		return false
	}
	first, _, _ := strings.Cut(strings.TrimLeft(s, "\n"), "\n")
	return frontKey.MatchString(first) || strings.HasPrefix(first, "#")
}

// markdown reads front matter and gives the text without it and without marks.
func (d *draft) markdown(s string) (string, error) {
	if frontMatter(s) {
		var err error
		if s, err = d.front(s); err != nil {
			return "", err
		}
	}
	if strings.Count(s, "[") > bracketLimit {
		d.notice(0, "has too many brackets for Markdown; read as plain text")
		return s, nil
	}
	return plain([]byte(s)), nil
}

// front reads the front matter at the head of s and gives what follows it.
func (d *draft) front(s string) (string, error) {
	fault := func(line int, found, expected string, cause error) error {
		return &Error{File: d.File, Line: line, Kind: ErrFrontMatter, Found: found, Expected: expected,
			Advice: "correct it or take it out", Cause: cause}
	}
	head, end := s[:min(len(s), frontLimit)], -1
	at := len("---\n")
	for at < len(head) {
		line, _, _ := strings.Cut(head[at:], "\n")
		if line = strings.TrimRight(line, " \t"); line == "---" || line == "..." {
			end = at
			break
		}
		at += strings.IndexByte(head[at:]+"\n", '\n') + 1
	}
	if end < 0 {
		return "", fault(1, "it has no end", "a line --- after it", nil)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(head[len("---\n"):end]), &doc); err != nil {
		line := 2 // what the parser says of none is in the first line of YAML
		message := strings.TrimPrefix(err.Error(), "yaml: ")
		if m := yamlLine.FindStringSubmatch(message); m != nil {
			if n, err := strconv.Atoi(m[1]); err == nil {
				line = n + 1 // below the first ---
			}
			message = m[2]
		}
		return "", fault(line, message, "YAML such as \"title: …\"", err)
	}
	_, rest, _ := strings.Cut(s[end:], "\n")
	if len(doc.Content) == 0 {
		return rest, nil
	}
	m := doc.Content[0]
	if m.Kind != yaml.MappingNode {
		return "", fault(m.Line+1, "it is no list of keys", "lines such as \"title: …\"", nil)
	}
	for i := 0; i+1 < len(m.Content); i += 2 {
		f := headerKeys[strings.ToLower(strings.ReplaceAll(m.Content[i].Value, "_", " "))]
		if f == noField {
			continue
		}
		switch v := m.Content[i+1]; v.Kind {
		case yaml.ScalarNode:
			if v.Tag != "!!null" {
				d.set(f, v.Value, v.Line+1)
			}
		case yaml.SequenceNode:
			for _, e := range v.Content {
				if e.Kind != yaml.ScalarNode {
					return "", fault(e.Line+1, fmt.Sprintf("%q holds more than words", m.Content[i].Value), "words, or a list of words", nil)
				}
				if f == authorField {
					d.Authors = append(d.Authors, strings.Join(strings.Fields(e.Value), " "))
				} else {
					d.set(f, e.Value, e.Line+1)
				}
			}
		default:
			return "", fault(v.Line+1, fmt.Sprintf("%q holds more than words", m.Content[i].Value), "words, or a list of words", nil)
		}
	}
	return rest, nil
}

var yamlLine = regexp.MustCompile(`^line (\d+): (.*)$`)

// plain is the text of a Markdown document: its blocks, apart by blank lines, without marks. Line breaks within a block
// stay, since many who write one paragraph a line name their files .md.
func plain(source []byte) string {
	w := plainWriter{source: source}
	root := goldmark.DefaultParser().Parse(text.NewReader(source))
	// The walker never returns an error.
	_ = ast.Walk(root, w.node)
	return strings.TrimSpace(w.out.String()) + "\n"
}

type plainWriter struct {
	source []byte
	out    strings.Builder
}

// gap makes the text end in so many line ends, unless it is empty.
func (w *plainWriter) gap(lineEnds int) {
	out := w.out.String()
	for have := 0; out != "" && have < lineEnds; have++ {
		if !strings.HasSuffix(out, strings.Repeat("\n", have+1)) {
			w.out.WriteString(strings.Repeat("\n", lineEnds-have))
			return
		}
	}
}

func (w *plainWriter) node(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		switch n.Kind() {
		case ast.KindParagraph, ast.KindHeading, ast.KindList, ast.KindHTMLBlock:
			w.gap(2)
		case ast.KindTextBlock:
			w.gap(1)
		}
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Text:
		w.words(n.Value(w.source), n.IsRaw())
		if n.SoftLineBreak() || n.HardLineBreak() {
			w.out.WriteByte('\n')
		}
	case *ast.String:
		w.words(n.Value, n.IsRaw())
	case *ast.CodeSpan:
		w.code(n)
		return ast.WalkSkipChildren, nil
	case *ast.AutoLink:
		w.out.Write(n.Label(w.source))
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			s := n.Segments.At(i)
			if strings.HasPrefix(strings.ToLower(string(s.Value(w.source))), "<br") {
				w.out.WriteByte('\n')
			}
		}
	case *ast.Image:
		return ast.WalkSkipChildren, nil
	case *ast.CodeBlock:
		w.lines(n.Lines())
		return ast.WalkSkipChildren, nil
	case *ast.FencedCodeBlock:
		w.lines(n.Lines())
		return ast.WalkSkipChildren, nil
	case *ast.HTMLBlock:
		var b strings.Builder
		for i := range n.Lines().Len() {
			s := n.Lines().At(i)
			b.Write(s.Value(w.source))
		}
		w.html(b.String())
	}
	return ast.WalkContinue, nil
}

// words writes text whose escapes and entities have not been resolved.
func (w *plainWriter) words(b []byte, raw bool) {
	if !raw {
		b = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b)))
	}
	w.out.Write(b)
}

// code writes what stands between backticks. Where ”-marks show that the backticks were quotation marks, they stay.
func (w *plainWriter) code(n *ast.CodeSpan) {
	var b strings.Builder
	mark := ""
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			if s := t.Segment.Start; b.Len() == 0 && s >= 2 && string(w.source[s-2:s]) == "``" {
				mark = "``"
			}
			b.Write(t.Value(w.source))
			if t.SoftLineBreak() {
				b.WriteByte('\n')
			}
		}
	}
	if !strings.Contains(b.String(), "''") {
		mark = ""
	}
	w.out.WriteString(mark + strings.TrimRight(b.String(), "\n") + mark)
}

// lines writes code blocks, which in articles are paragraphs that somebody indented.
func (w *plainWriter) lines(s *text.Segments) {
	for i := range s.Len() {
		l := s.At(i)
		w.out.WriteString(strings.TrimLeft(string(l.Value(w.source)), " \t"))
	}
	w.gap(2)
}

// html writes the text of a block of HTML.
func (w *plainWriter) html(s string) {
	z := html.NewTokenizer(strings.NewReader(s))
	skip := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			if skip == 0 {
				w.out.Write(z.Text())
			}
		case html.StartTagToken:
			switch name, _ := z.TagName(); string(name) {
			case "script", "style":
				skip++
			case "br", "p", "div", "li", "tr", "h1", "h2", "h3":
				w.gap(1)
			}
		case html.SelfClosingTagToken:
			if name, _ := z.TagName(); string(name) == "br" {
				w.gap(1)
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); skip > 0 && (string(name) == "script" || string(name) == "style") {
				skip--
			}
		}
	}
}
