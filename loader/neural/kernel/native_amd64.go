package kernel

import "golang.org/x/sys/cpu"

// native are the paths in assembly that this processor has, the fastest first.
func native() []*Path {
	if !cpu.X86.HasAVX2 || !cpu.X86.HasFMA {
		return nil
	}
	var out []*Path
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
		out = append(out, wide(nativePath("AVX-512 VNNI", 12, 32, mulVNNI512)))
	}
	if cpu.X86.HasAVXVNNI {
		out = append(out, nativePath("AVX-VNNI", 6, 16, mulVNNI256))
	}
	return append(out, nativePath("AVX2", 4, 16, mulAVX2))
}

// wide is p with what 512 bits do faster.
func wide(p *Path) *Path {
	p.floats = []floatTile{nativeTile(12, 2, mulFloat512), nativeTile(12, 1, mulFloat512Single)}
	p.gelu = nativeGELU(16, gelu512, p.gelu)
	p.softmax = nativeSoftmax(16, softmax512, p.softmax)
	return p
}
