// Package attribute finds who said what: it sets document.Attributions from sentences, quotations, verb groups and
// entities, by rules over constructions and lists of cue words.
//
// Its nouns are those of PARC's attribution scheme (Pareti 2012): a source says, with a cue, a content. A cue is a verb
// ("said", "accused"), a phrase ("according to") or a noun ("the claim that"); a reading is what the rules find
// in one sentence before speakers are looked up; a quotation without a cue of its own belongs to the speaker whose
// words it goes on with.
//
// What counts, and where contents begin and end, follows the guidelines of the gold data: outer quotation marks, final
// stops and a leading "that" are left out; one attribution for each sentence of a longer quotation; one for each of
// several speakers. Questions and conditions are never asserted. Work is linear in the number of tokens: no rule
// looks beyond its sentence, or the quotation it stands in, and sentences of over 512 tokens are left alone.
package attribute
