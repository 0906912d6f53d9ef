package loader

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"

	"quadrille/loader/attribute"
	"quadrille/loader/coref"
	"quadrille/loader/document"
	"quadrille/loader/emit"
	"quadrille/loader/lexicon"
	"quadrille/loader/link"
	"quadrille/loader/mention"
	"quadrille/loader/parse"
	"quadrille/loader/relate"
	"quadrille/loader/segment"

	"github.com/cayleygraph/quad"
)

// New puts the program's own stages together. files is the folder of the lexicon and the tagger's model, data.Lexicon() in
// the program; program is the program's name and version, which every article's quads name as what made them.
func New(files fs.FS, program string) (*Pipeline, error) {
	lex, err := lexicon.Read(files)
	if err != nil {
		return nil, err
	}
	parser, err := parse.New(files)
	if err != nil {
		return nil, err
	}
	relator, err := relate.New(lex)
	if err != nil {
		return nil, err
	}
	version, err := digest(files)
	if err != nil {
		return nil, err
	}
	run := emit.Run{Program: program, Model: "rules with lexicon " + version}
	return &Pipeline{
		Stages: []Stage{segment.New(), parser, mention.New(lex), coref.New(lex), link.New(lex), attribute.New(), relator},
		Emit: func(d *document.Document) (quad.IRI, []quad.Quad, error) {
			quads, err := emit.Quads(d, run)
			return emit.Article(d), quads, err
		},
	}, nil
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
