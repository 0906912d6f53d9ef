// Package nquads reads and writes N-Quads, the line-based syntax of RDF 1.1 datasets (https://www.w3.org/TR/n-quads/).
//
// The Reader takes all of RDF 1.1 N-Quads and N-Triples and refuses what they refuse; of RDF 1.2 it takes language tags
// with a direction ("@en--ltr") but no triple terms. The Writer writes the canonical form of RDF 1.2, except that it
// keeps the case of language tags. What one writes the other reads back as the same quads.
//
// A typed literal is read as a number, truth value or time of package quad only when the Writer would write exactly the
// same text for it (and never as NaN, which equals nothing): "5"^^xsd:integer is quad.Int(5), "05"^^xsd:integer stays a quad.TypedString. A literal of type
// xsd:string is a plain quad.String, as RDF 1.1 says.
//
// Why not quad/nquads (v1.2.4): of the 34 faulty files of W3C's tests for RDF 1.1 it takes 20 without complaint, a space or
// a bare number among them, and refuses one good one (2026-11-25); its errors have no position, its writer leaves most
// control characters unescaped and writes truth values as "True", which XML Schema does not know.
//
// Limits: a line holds at most MaxLine bytes.
package nquads
