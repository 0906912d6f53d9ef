package attribute

// rule is what reads an attribution.
type rule uint8

// The rules, and the encoder beside them.
const (
	byEncoder rule = iota // the encoder alone
	byBoth                // the encoder and a rule
	trustInverted
	trustOpening
	trustFront
	trustFrontQuoted
	trustThat
	trustBelief
	trustBare
	trustQuoted
	trustDenial
	trustAccording
	trustNoun
	trustPassive
	trustAccusedQuoted
	trustAccused
	trustNamed
	trustNamedPlain
	trustPromise
	trustSameQuotation
	trustContinued
	trustColon
	trustNextSentence
	trustNextParagraph
	trustInterview
	trustTurn
)

// rules are what each is called, as a pattern, and how often it is right: the share of its attributions that match the gold's,
// speaker and content both, on gold/train and gold/dev together (2026-11-25, 1,653 attributions; docs/quality-said.md). Rules with
// fewer than ten cases are drawn half way towards .75, the precision of all. How often the encoder is right is in
// learned_trust.go.
var rules = [...]struct {
	origin string
	trust  float64
}{
	byEncoder:          {"encoder", 0},
	byBoth:             {"encoder and rules", 0},
	trustInverted:      {`rule: “…,” said X`, .68},
	trustOpening:       {`rule: Said X: “…”`, .75},
	trustFront:         {`rule: …, X said`, .78},
	trustFrontQuoted:   {`rule: “…,” X said`, .90},
	trustThat:          {`rule: X said that …`, .81},
	trustBelief:        {`rule: X believes that …`, .50},
	trustBare:          {`rule: X said …`, .81},
	trustQuoted:        {`rule: X said: “…”`, .78},
	trustDenial:        {`rule: X denied having …`, .75},
	trustAccording:     {`rule: according to X`, .84},
	trustNoun:          {`rule: X's claim that …`, .60},
	trustPassive:       {`rule: said by X to …`, .65},
	trustAccusedQuoted: {`rule: X accused Y of “…”`, .93},
	trustAccused:       {`rule: X accused Y of …`, .94},
	trustNamed:         {`rule: X called Y “…”`, .66},
	trustNamedPlain:    {`rule: X called Y a …`, .50},
	trustPromise:       {`rule: X promised to …`, .68},
	trustSameQuotation: {`rule: another sentence of the quotation`, .95},
	trustContinued:     {`rule: a quotation reopened in the next paragraph`, .85},
	trustColon:         {`rule: a quotation behind a colon`, .75},
	trustNextSentence:  {`rule: a quotation after a speaker's sentence`, .91},
	trustNextParagraph: {`rule: a paragraph in marks after a speaker's`, .70},
	trustInterview:     {`rule: an answer behind an unmarked question`, .60},
	trustTurn:          {`rule: MR X: …`, .75},
}
