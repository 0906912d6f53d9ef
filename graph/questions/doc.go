// Package questions answers what a political scientist asks of the graph again and again: who somebody is and where he
// stands (ProfileOf), what conflicts (Contradictions), what happened when (TimelineOf), what stands in a treaty's way
// (ObstaclesOf), what two actors share (Compare), what countries do through their people (Rollup), how two are connected
// (Paths), who speaks for whom (SpeakersFor), and which sentences say so (WhyOf).
//
// A Fact is what one voice states: subject, relation, object, in one polarity, with the places that state it. The same
// relation in the article's words and in somebody's claim is two facts, so that nobody's words are ever taken for the
// article's; what is denied or hedged is a fact of its own likewise. A Statement is one such place with its sentence.
//
// Answers are typed and print nothing. All are read by indexed patterns from a graph.Snapshot; what an answer costs grows
// with the quads of those it asks about, not with the graph. Options bound how many facts a part of an answer holds; the
// parts say how many they left out. The package stands above the façade, beside those who print.
package questions
