package relate

import (
	"strings"

	"quadrille/loader/document"
)

// treeSubject corrects the subjects of the verb of piece i by the tree, where the document has one: word order finds none behind an
// aside ("the company, which in 2022 signed a contract"), and takes what stands between for the subject.
func (s *sentence) treeSubject(i int, v *verb) {
	t := &s.doc.Tree
	if len(t.Heads) == 0 || !s.group(i).Finite || len(v.subjects) > 1 || v.relObj != nil && len(v.subjects) > 0 {
		return
	}
	if len(v.subjects) == 1 {
		if x := v.subjects[0]; x.action || x.not || !s.astray(x.head) {
			return
		}
	}
	h := s.pieces[i].head
	subject := s.child(h, "nsubj")
	if subject < 0 {
		return
	}
	j, ok := s.at[subject]
	if !ok {
		return
	}
	if s.kind(j) == relative {
		a, ok := s.at[t.Heads[h]]
		if t.Heads[h] < 0 || !strings.HasPrefix(t.Labels[h], "acl") || !ok || s.kind(a) != nominal {
			return
		}
		v.subjects, v.rel = s.joinedNouns(a), true
		return
	}
	if s.kind(j) != nominal || s.lower(s.pieces[j].First) == "whose" {
		return
	}
	v.subjects = s.joinedNouns(j)
}

// astray tells whether the tree has token x for something else than a subject: a time, what follows a preposition, somebody spoken to.
func (s *sentence) astray(x int) bool {
	switch label, _, _ := strings.Cut(s.doc.Tree.Labels[x], ":"); label {
	case "obl", "nmod", "vocative", "discourse":
		return true
	}
	return false
}

// child is the first child of token h with a label, subtypes included; -1 for none.
func (s *sentence) child(h int, label string) int {
	t, r := &s.doc.Tree, s.doc.Sentences[s.index].Tokens
	for x := r.First; x < r.End; x++ {
		if t.Heads[x] == h && (t.Labels[x] == label || strings.HasPrefix(t.Labels[x], label+":")) {
			return x
		}
	}
	return -1
}

// joinedNouns are the noun of piece j and what the tree joins to it.
func (s *sentence) joinedNouns(j int) []phrase {
	t, r := &s.doc.Tree, s.doc.Sentences[s.index].Tokens
	head := s.pieces[j].head
	out := []phrase{s.nounOnly(j)}
	for x := head + 1; x < r.End; x++ {
		if k, ok := s.at[x]; ok && t.Heads[x] == head && t.Labels[x] == "conj" && s.kind(k) == nominal && s.pieces[k].head == x && s.token(x).Tag != document.VERB {
			out = append(out, s.nounOnly(k))
		}
	}
	return out
}
