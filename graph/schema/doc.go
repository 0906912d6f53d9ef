// Package schema is the vocabulary of the graph: its namespaces, predicates and classes, as the graph model defines
// them. The loader writes with it, queries and exports read with it. It knows no store.
//
// One article is one batch of quads. Let A be article:HASH and E evidence:HASH/N. Every quad's label is A or an E of
// the same article, so that an article's quads are found, and removed, by their labels alone.
//
//	A          rdf:type schema:NewsArticle; dcterms:title creator publisher issued source language;
//	           prov:wasGeneratedBy run                                                             label A
//	sentence   rdf:type type:Sentence; schema:text; rel:of A; rel:index                            label A
//	actor      rdf:type; rdfs:label; skos:altLabel; owl:sameAs; rel:iso3166 rel:cameo rel:country  label A
//	thing      rdf:type; rdfs:label; skos:altLabel                                                 label A
//	E          rdf:type type:Evidence; rel:in sentence; rel:voice A or claim; rel:cue; rel:confidence; rel:tense;
//	           rel:begins rel:ends; schema:text; rel:cameo; rel:role; rel:to; rel:when; rel:whenBegins;
//	           rel:whenEnds; rel:lasts                                                             label A
//	claim      rdf:type schema:Claim; schema:text; rel:style; rel:cue; rel:piece; rel:about        label E of its said
//	piece      schema:text; rel:of A                                                               label A
//	relation   subject rel:KIND|not:KIND|may:KIND object                                           label E
//
// A claim's schema:text is its pieces joined by " … "; a piece's, a sentence's and an evidence's is the article's text
// at the code points it names.
package schema
