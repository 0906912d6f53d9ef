package attribute

// How often each rule is right: the share of its attributions that match the gold's, speaker and content both, on
// gold/train and gold/dev together (2026-11-25, 1,653 attributions; docs/quality-said.md). Rules with fewer than ten cases are
// drawn half way towards .75, the precision of all.
const (
	trustInverted      = .68 // "“…,” said X"
	trustOpening       = .75 // "Said X: “…”"
	trustFront         = .78 // "…, X said"
	trustFrontQuoted   = .90 // "“…,” X said"
	trustThat          = .81 // "X said that …"
	trustBelief        = .50 // "X believes that …"
	trustBare          = .81 // "X said …"
	trustQuoted        = .78 // "X said: “…”"
	trustDenial        = .75 // "X denied having …"
	trustAccording     = .84 // "according to X"
	trustNoun          = .60 // "X's claim that …"
	trustPassive       = .65 // "said by X to …"
	trustAccusedQuoted = .93 // "X accused Y of “…”"
	trustAccused       = .94 // "X accused Y of …"
	trustNamed         = .66 // "X called Y “…”"
	trustNamedPlain    = .50 // "X called Y a …"
	trustPromise       = .68 // "X promised to …"
	trustSameQuotation = .95 // another sentence of the quotation
	trustContinued     = .85 // a quotation reopened in the next paragraph
	trustColon         = .75 // a quotation behind a colon
	trustNextSentence  = .91 // a quotation after a speaker's sentence
	trustNextParagraph = .70 // a paragraph in marks after a speaker's
	trustInterview     = .60 // an answer behind an unmarked question
	trustTurn          = .75 // "MR X: …"
)
