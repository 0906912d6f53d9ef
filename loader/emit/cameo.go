package emit

import (
	"strings"

	"quadrille/loader/document"
)

// cameo is the event code of a relation in CAMEO 1.1b3 (Schrodt, 2012), "" where the scheme has none: it codes what
// actors do, neither roles nor what issues hinder, nor what did not happen.
func cameo(k document.Kind, p document.Polarity, subject document.EntityType, cue string) string {
	if !subject.Actor() {
		return ""
	}
	if p != document.Asserted {
		if k == document.Mediates && p == document.Hedged {
			return "039" // express intent to mediate
		}
		return ""
	}
	switch k {
	case document.Said:
		return "010" // make statement
	case document.Mediates:
		return "045" // mediate
	case document.Blocks:
		if strings.Contains(strings.ToLower(cue), "veto") {
			return "129" // veto
		}
		return "120" // reject
	case document.Supports:
		return "051" // praise or endorse
	case document.Rejects:
		return "120" // reject
	case document.Demands:
		return "100" // demand
	case document.Accuses:
		return "112" // accuse
	case document.Threatens:
		return "130" // threaten
	case document.Meets:
		return "040" // consult
	case document.Hosts:
		return "043" // host a visit
	case document.Signs:
		return "057" // sign formal agreement
	}
	return ""
}
