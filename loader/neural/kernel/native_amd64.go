package kernel

import "golang.org/x/sys/cpu"

// native are the paths in assembly that this processor has, the fastest first.
func native() []*Path {
	if !cpu.X86.HasAVX2 || !cpu.X86.HasFMA {
		return nil
	}
	var out []*Path
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
		out = append(out, nativePath("AVX-512 VNNI", 12, 32, mulVNNI512))
	}
	if cpu.X86.HasAVXVNNI {
		out = append(out, nativePath("AVX-VNNI", 6, 16, mulVNNI256))
	}
	return append(out, nativePath("AVX2", 4, 16, mulAVX2))
}
