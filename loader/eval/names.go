package eval

import (
	"context"

	"quadrille/loader/document"
	"quadrille/loader/names"
)

// NameTypes are the types of names that are scored, in the order of NamesScore.
var NameTypes = [...]string{"PER", "ORG", "LOC"}

// NamesScore are precision, recall and F1 of names, found when both ends and the type are right.
type NamesScore struct {
	Sentences int
	Types     [len(NameTypes)]PRF // of NameTypes
	All       PRF
}

// named is a name in a sentence.
type named struct {
	first, end int
	kind       string
}

// Names runs the stages, which set the encoder's scores, over the words of texts and compares the names that read gives.
func Names(ctx context.Context, texts []Text, stages []Stage, read func(*document.Document) []names.Name) (NamesScore, error) {
	var units [][]float64
	for _, t := range texts {
		d, err := run(ctx, t, stages)
		if err != nil {
			return NamesScore{}, err
		}
		found := read(d)
		for i, s := range t.Sentences {
			sentence := d.Sentences[i].Tokens
			n := 0
			for n < len(found) && found[n].First < sentence.End {
				n++
			}
			units = append(units, nameCounts(goldNames(s.Words), inSentence(found[:n], sentence)))
			found = found[n:]
		}
	}
	out := NamesScore{Sentences: len(units), All: prf(units, len(NameTypes)*prfCounts)}
	for k := range NameTypes {
		out.Types[k] = prf(units, k*prfCounts)
	}
	return out, nil
}

// nameCounts are the three counts of each type, then of all.
func nameCounts(gold, found map[named]bool) []float64 {
	u := make([]float64, (len(NameTypes)+1)*prfCounts)
	count := func(n named, what int) {
		for k, t := range NameTypes {
			if t == n.kind {
				u[k*prfCounts+what]++
			}
		}
		u[len(NameTypes)*prfCounts+what]++
	}
	for n := range gold {
		count(n, wanted)
	}
	for n := range found {
		count(n, predicted)
		if gold[n] {
			count(n, hits)
		}
	}
	return u
}

// goldNames reads BIO labels; an I that nothing begins is a beginning, as in conlleval.
func goldNames(words []Word) map[named]bool {
	out := map[named]bool{}
	first, kind := 0, ""
	end := func(i int) {
		if kind != "" {
			out[named{first, i, kind}] = true
		}
		kind = ""
	}
	for i, w := range words {
		if w.Name == "O" || w.Name == "" {
			end(i)
			continue
		}
		if w.Name[0] == 'B' || w.Name[2:] != kind {
			end(i)
			first, kind = i, w.Name[2:]
		}
	}
	end(len(words))
	return out
}

// inSentence places names by the words of their sentence.
func inSentence(found []names.Name, sentence document.Range) map[named]bool {
	out := map[named]bool{}
	for _, n := range found {
		out[named{n.First - sentence.First, n.End - sentence.First, n.Type}] = true
	}
	return out
}
