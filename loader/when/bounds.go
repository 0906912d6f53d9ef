package when

// bound says on which side of an expression what it dates lies.
type bound uint8

const (
	within bound = iota
	since        // from it on
	upTo         // until it, by it, it included
	before       // before it begins
	after        // after it has ended
	onward       // from it: on from it if that is to come, else of it: "footage from 2013"
)

// boundOf reads the words before f. What owns or counts the noun that follows it is no bound: "before Monday's vote".
func boundOf(all []atom, f *found) bound {
	if f.form != calendar || f.how == vague || f.to != nil {
		return within
	}
	one, two := at(all, f.first-1), at(all, f.first-2)
	next := at(all, f.last+1)
	if next.is("'s", "'") {
		return within
	}
	switch one.lower {
	case "since":
		return since
	case "from":
		return onward
	case "until", "till", "til", "by", "through":
		return upTo
	case "before":
		return before
	case "after", "following":
		return after
	case "of":
		if two.is("ahead") {
			return before
		}
		if two.is("as") {
			return since
		}
	case "to":
		switch {
		case two.is("up", "prior"):
			return upTo
		case two.is("back"):
			return since
		}
	case "than":
		if two.is("later") {
			return upTo
		}
	case "starting", "beginning":
		return since
	case "in", "on":
		if two.is("starting", "beginning") {
			return since
		}
	}
	return within
}
