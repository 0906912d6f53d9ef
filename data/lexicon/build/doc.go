// Command build writes the generated tables of data/lexicon from the raw dictionaries:
//
//	go run ./data/lexicon/build ../shared/data/actors
//
// It reads countries.csv (datasets/country-codes, PDDL) and the Phoenix actor dictionaries (Open Event Data
// Alliance, MIT) of the folder it is given and writes countries.tsv, people.tsv, bodies.tsv and places.tsv into
// data/lexicon. The tables are committed; nothing needs this program to build, test or run quadrille.
package main
