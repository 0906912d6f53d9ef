package kernel

import "golang.org/x/sys/cpu"

// native are the paths in assembly that this processor has, the fastest first.
func native() []*Path {
	if !cpu.X86.HasAVX2 || !cpu.X86.HasFMA {
		return nil
	}
	var out []*Path
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
		vnni := wide(nativePath("AVX-512 VNNI", 12, 32, mulVNNI512))
		if cpu.X86.HasAMXTile && cpu.X86.HasAMXInt8 && permitTiles() {
			tiles := *vnni
			tiles.name, tiles.panel = "AMX", panelAMX
			out = append(out, &tiles)
		}
		out = append(out, vnni)
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

// panelAMX is the panel of the path AMX, which has the matrices of AVX-512 VNNI.
func panelAMX(a *Activations, from, rows int, b []byte, out []float32, m *Matrix, column int) {
	const width = 32
	depth, left, scale := m.Depth, a.bytes[from*m.Depth:], a.scale[from:]
	_, _, _, _ = left[rows*depth-1], b[width*depth-1], out[(rows-1)*m.Columns+width-1], scale[rows-1]
	correction, scaleB, bias := m.correction[column:][:width], m.scale[column:][:width], m.bias[column:][:width]
	var sums [tileRows * width]int32
	mulAMX(&left[0], depth, &b[0], depth/tileDepth, &out[0], m.Columns, &correction[0], &scaleB[0], &bias[0], &scale[0], rows, &sums[0])
}
