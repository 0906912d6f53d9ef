package loader

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"quadrille/loader/attribute"
	"quadrille/loader/coref"
	"quadrille/loader/document"
	"quadrille/loader/emit"
	"quadrille/loader/lexicon"
	"quadrille/loader/link"
	"quadrille/loader/mention"
	"quadrille/loader/model"
	"quadrille/loader/names"
	"quadrille/loader/neural"
	"quadrille/loader/open"
	"quadrille/loader/parse"
	"quadrille/loader/parse/tree"
	"quadrille/loader/relate"
	"quadrille/loader/segment"
	"quadrille/loader/when"

	"github.com/cayleygraph/quad"
)

// Parts are what the program's stages are made of.
type Parts struct {
	Lexicon fs.FS // the folder of the lexicon and the rules' tagger: data.Lexicon() in the program
	Models  Models
	Least   float64 // assertions that are less sure are left out; 0 leaves out none
	Program string  // the program's name and version, which every article's quads name as what made them
}

// Models are the encoder and what was trained to read it. Weights that were made for another encoder are not to be had:
// without them the stages after the trees read by rules.
type Models struct {
	Encoder     *model.File // nil leaves everything to rules, which is faster and less right
	Relations   *model.File // nil for rules
	Attribution string      // "" for rules
	Names       string      // "" for what rules and the lexicon know of names
}

// New puts the program's own stages together.
func New(parts Parts) (*Pipeline, error) {
	if m := parts.Models; m.Encoder == nil && (m.Relations != nil || m.Attribution != "" || m.Names != "") {
		return nil, errors.New("the weights for names, attribution and relations read an encoder's scores, and there is none")
	}
	lex, err := lexicon.Read(parts.Lexicon)
	if err != nil {
		return nil, err
	}
	parser, name, err := parsers(parts)
	if err != nil {
		return nil, err
	}
	var named *names.Reader
	if parts.Models.Names != "" {
		if named, err = names.NewReader(parts.Models.Names, parts.Models.Encoder, lex); err != nil {
			return nil, err
		}
	}
	attributor, relator, err := readers(lex, parts.Models)
	if err != nil {
		return nil, err
	}
	version, err := digest(parts.Lexicon)
	if err != nil {
		return nil, err
	}
	run := emit.Run{Program: parts.Program, Model: name + " with lexicon " + version}
	stages := append([]Stage{segment.New()}, parser...)
	if parts.Least > 0 {
		run.Options = fmt.Sprintf("confidence %g at least", parts.Least)
	}
	stages = append(stages, when.NewExpressions(), mention.Learned(lex, named), coref.New(lex), attributor, relator, open.New(), link.New(lex), when.NewAssertions())
	if parts.Least > 0 {
		stages = append(stages, least(parts.Least))
	}
	return &Pipeline{
		Stages: stages,
		Emit: func(d *document.Document) (quad.IRI, []quad.Quad, error) {
			quads, err := emit.Quads(d, run)
			return emit.Article(d), quads, err
		},
	}, nil
}

// least is a stage that takes out what is less sure.
type least float64

func (least) Name() string { return "least" }
func (least) Needs() document.Layer {
	return document.Attributions | document.Relations | document.Dated
}
func (least) Sets() document.Layer { return 0 }
func (l least) Run(_ context.Context, d *document.Document) error {
	d.Least(float64(l))
	return nil
}

// parsers are the stages that set tags and groups, and what they are called: the encoder and what reads trees off its
// scores, or the rules.
func parsers(parts Parts) ([]Stage, string, error) {
	if parts.Models.Encoder == nil {
		p, err := parse.New(parts.Lexicon)
		return []Stage{p}, "rules", err
	}
	encoder, err := neural.New(parts.Models.Encoder, nil)
	if err != nil {
		return nil, "", err
	}
	p, err := tree.New(parts.Lexicon)
	return []Stage{encoder, p}, encoder.String(), err
}

// readers are the stages that find who said what and the other relations.
func readers(lex *lexicon.Lexicon, m Models) (said, rest Stage, err error) {
	if m.Attribution == "" {
		said = attribute.New()
	} else if said, err = attribute.Learned(m.Attribution, m.Encoder); err != nil {
		return nil, nil, err
	}
	if m.Relations == nil {
		rest, err = relate.New(lex)
	} else {
		rest, err = relate.Learned(lex, m.Relations, m.Encoder)
	}
	return said, rest, err
}

// digest tells one state of the files from another: eight hexadecimal digits.
func digest(files fs.FS) (string, error) {
	h := sha256.New()
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return "", fmt.Errorf("lexicon: %w", err)
	}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		b, err := fs.ReadFile(files, e.Name())
		if err != nil {
			return "", fmt.Errorf("lexicon: %w", err)
		}
		fmt.Fprintf(h, "%s %d\n", e.Name(), len(b))
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil)[:4]), nil
}
