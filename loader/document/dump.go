package document

import "strings"

var layerNames = [...]string{"segments", "quotations", "tags", "chunks", "mentions", "chains", "links", "attributions", "relations"}

// String names the layers in l, with commas between them.
func (l Layer) String() string {
	var names []string
	for i, n := range layerNames {
		if l&(1<<i) != 0 {
			names = append(names, n)
		}
	}
	return strings.Join(names, ", ")
}
