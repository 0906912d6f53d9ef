// Package kernel multiplies the matrices of a small transformer on a CPU, without cgo: bytes by bytes for the weights,
// floats by floats for attention, and the elementwise steps between them.
//
// A Path is one way to compute: AMX, AVX-512 VNNI, AVX-VNNI or AVX2 on amd64, NEON with or without dot products on arm64, or plain
// Go anywhere. Every path gives the same bits, so that the same text gives the same graph on every processor: activations
// have 7 bits, so that no sum of bytes saturates anywhere, and plain Go rounds, fuses and adds lanes in the order that the
// assembly does. Assembly for amd64 is generated (gen), that for arm64 is by hand.
//
// Compilers for arm64 fuse x*y + z where nothing forbids it: a product that is added to or subtracted from later needs a
// conversion, float32(x*y), here and wherever scores are computed.
//
// Shapes: rows are activations, one a word piece; depth is a multiple of 32 for bytes; the columns of a Matrix are padded
// to a multiple of 32, which is the stride of what Multiply writes. Buffers hold rows in multiples of RowBlock.
//
// Speed on one core (docs/extraction.md has the date and the command): about 1,000 G(FL)OP/s with AVX-512 VNNI, two to six
// times that of the same minute with AMX, 250 with AVX2; in plain Go about 10 for bytes and 0.8 for floats. NEON was tested under emulation (qemu-aarch64
// -cpu max, and -cpu cortex-a53, which has no dot products); its speed on a real processor was not measured.
//
// GODEBUG leaves paths out, for tests: cpu.avx2=off leaves plain Go alone; cpu.amxtile=off leaves AVX-512 VNNI;
// cpu.avx512vnni=off and cpu.avxvnni=off, with a comma between them, leave AVX2; cpu.asimddp=off leaves NEON without dot
// products. golang.org/x/sys/cpu obeys these names; the Go runtime may warn that it does not know them.
package kernel
