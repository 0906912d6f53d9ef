package attribute

// sureFrom are the encoder's probabilities of a cue that part the columns of trusts.
var sureFrom = [...]float64{.9, .6}

// trusts tell how often what the encoder finds is right, speaker and content both (docs/quality-said.md, "learned").
var trusts = [3][len(sureFrom) + 1]float64{
	{.92, .88, .60}, // the rules read the same cue
	{.72, .42, .28}, // they do not; the content is a clause or a quotation
	{.70, .45, .10}, // they do not; it is neither
}
