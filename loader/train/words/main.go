// Command words prints how the segment stage cuts texts, one JSON object a file: the words that training sees are
// those that the program will see.
//
//	go run ./loader/train/words FILE… >words.jsonl
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/segment"
)

type file struct {
	File       string   `json:"file"`
	Words      [][2]int `json:"words"`      // code points
	Quote      []int    `json:"quote"`      // 1 for a word within quotation marks
	Sentences  [][2]int `json:"sentences"`  // words
	Paragraphs []int    `json:"paragraphs"` // of each sentence
}

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "words:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, paths []string) error {
	out := json.NewEncoder(os.Stdout)
	stage := segment.New()
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		d := document.New(&article.Article{Text: string(text)})
		if err := stage.Run(ctx, d); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		f := file{File: path, Words: [][2]int{}, Quote: []int{}, Sentences: [][2]int{}, Paragraphs: []int{}}
		for _, t := range d.Tokens {
			f.Words = append(f.Words, [2]int{t.Begin, t.End})
			q := 0
			if t.Quote > 0 {
				q = 1
			}
			f.Quote = append(f.Quote, q)
		}
		for _, s := range d.Sentences {
			f.Sentences = append(f.Sentences, [2]int{s.Tokens.First, s.Tokens.End})
			f.Paragraphs = append(f.Paragraphs, s.Paragraph)
		}
		if err := out.Encode(f); err != nil {
			return err
		}
	}
	return nil
}
