// Package memo writes the answers of package questions so that they can stand in a memo: a line that says what was asked,
// headings, sentences on who does what by whose word and when, and below each the sentence that says so, with its article
// and date. A Memo has the same answer as rows as well, one for each place in an article, with columns that stay the same;
// package render writes those.
//
// What is denied or hedged is written as denied or hedged, what stands in somebody's claim as his. All text of articles
// passes render.Clean.
package memo
