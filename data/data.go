package data

import (
	"embed"
	"io/fs"
)

//go:embed lexicon/*.tsv lexicon/*.model lexicon/tags.model
var lexicon embed.FS

//go:embed all:articles
var articles embed.FS

//go:embed models/news.model
var model []byte

// Model is the model file of the encoder and its heads, as loader/model reads it. It must not be changed.
func Model() []byte { return model }

//go:embed models/relations.model
var relations []byte

// Relations is the model file of the learned relations, made for the encoder of Model. It must not be changed.
func Relations() []byte { return relations }

//go:embed models/attribution.txt
var attribution string

// Attribution holds the weights with which loader/attribute reads the scores of Model.
func Attribution() string { return attribution }

//go:embed models/names.txt
var names string

// Names holds the weights with which loader/names reads the scores of Model.
func Names() string { return names }

// Lexicon is the folder of the lexicon's tables, as loader/lexicon reads it.
func Lexicon() fs.FS { return sub(lexicon, "lexicon") }

// Articles is the folder of the sample articles.
func Articles() fs.FS { return sub(articles, "articles") }

// sub is fs.Sub for a folder that the embed directive above names, where it cannot fail.
func sub(fsys embed.FS, dir string) fs.FS {
	s, err := fs.Sub(fsys, dir)
	if err != nil {
		return fsys
	}
	return s
}
