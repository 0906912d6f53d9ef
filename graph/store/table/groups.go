package table

// groups finds the run that belongs to a key.
type groups struct {
	shift           uint32
	dir, keys, offs Column
}

// newGroups makes groups of sorted keys, one for each of n elements.
func newGroups(n int, key func(i int) uint32) groups {
	count := 0
	for i := range n {
		if i == 0 || key(i) != key(i-1) {
			count++
		}
	}
	keys, offs := make([]uint32, 0, count), make([]uint32, 0, count+1)
	for i := range n {
		if k := key(i); len(keys) == 0 || keys[len(keys)-1] != k {
			keys, offs = append(keys, k), append(offs, uint32(i))
		}
	}
	return finish(keys, append(offs, uint32(n)))
}

// finish makes the directory.
func finish(keys, offs []uint32) groups {
	g := groups{keys: Numbers(keys), offs: Numbers(offs)}
	most := uint32(0)
	if len(keys) > 0 {
		most = keys[len(keys)-1]
	}
	for int(most>>g.shift) > 2*len(keys)+16 {
		g.shift++
	}
	dir := make([]uint32, most>>g.shift+2)
	at := 0
	for i := range dir {
		for at < len(keys) && int(keys[at]>>g.shift) < i {
			at++
		}
		dir[i] = uint32(at)
	}
	g.dir = Numbers(dir)
	return g
}

// seek gives the number of the first key that is not below k, and whether it is k.
func (g *groups) seek(k uint32) (int, bool, error) {
	d := int(k >> g.shift)
	if d+1 >= g.dir.Len() {
		return g.keys.Len(), false, nil
	}
	lo, hi, err := g.dir.Pair(d)
	if err != nil {
		return 0, false, err
	}
	keys, err := g.keys.slice(int(lo), int(hi))
	if err != nil {
		return 0, false, err
	}
	i := lowerBound(keys, k)
	return int(lo) + i, i < len(keys) && keys[i] == k, nil
}

// run gives the number of the key k and its elements: from lo up to hi, none when k is no key.
func (g *groups) run(k uint32) (key, lo, hi int, err error) {
	i, ok, err := g.seek(k)
	if err != nil || !ok {
		return 0, 0, 0, err
	}
	a, b, err := g.offs.Pair(i)
	return i, int(a), int(b), err
}

// group gives the number of the key whose run holds element i.
func (g *groups) group(i int) (int, error) {
	if err := g.offs.Check(); err != nil {
		return 0, err
	}
	return upperBound(g.offs.data, uint32(i)) - 1, nil
}

// lowerBound is the place of the first number that is not below k.
func lowerBound(s []uint32, k uint32) int {
	lo, n := 0, len(s)
	for n > 4 {
		half := n / 2
		if s[lo+half-1] < k {
			lo += half
		}
		n -= half
	}
	for n > 0 && s[lo] < k {
		lo++
		n--
	}
	return lo
}

// upperBound is the place of the first number that is above k.
func upperBound(s []uint32, k uint32) int {
	if k == 1<<32-1 {
		return len(s)
	}
	return lowerBound(s, k+1)
}
