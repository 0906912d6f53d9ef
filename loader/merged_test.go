package loader

import (
	"strings"
	"testing"

	"quadrille/loader/document"
)

// What link finds out late keeps the graph's grammar: nobody does anything to himself, and who says or does something is an actor.
func TestLinkKeepsWhoActsApart(t *testing.T) {
	for _, text := range []string{
		"Date: 2020-09-14\n\nThe Russian president met Putin on Monday. Putin accused the Russian president of fraud.\n",
		"Date: 2020-09-14\n\nNAFTA supports the treaty, officials said. The TPP criticised Norway. USMCA said the talks would resume.\n",
	} {
		d, _ := understood(t, text)
		if d == nil {
			t.Fatalf("%q is refused", text)
		}
		for i := range d.Relations {
			r := &d.Relations[i]
			subject, object := &d.Entities[r.Subject], &d.Entities[r.Object]
			if r.Subject == r.Object {
				t.Errorf("%s %s itself", subject.Name, r.Kind)
			}
			if r.Kind != document.Blocks && r.Kind != document.Party && !subject.Type.Actor() {
				t.Errorf("the %s %s %s %s", subject.Type, subject.Name, r.Kind, object.Name)
			}
		}
		for i := range d.Attributions {
			if e := &d.Entities[d.Attributions[i].Speaker]; !e.Type.Actor() {
				t.Errorf("the %s %s speaks", e.Type, e.Name)
			}
		}
		if strings.Contains(text, "Putin") {
			people := 0
			for i := range d.Entities {
				if d.Entities[i].Slug == "vladimir-putin" {
					people++
				}
			}
			if people != 1 {
				t.Errorf("%d nodes for one president: the date settles who it is", people)
			}
		}
	}
}
