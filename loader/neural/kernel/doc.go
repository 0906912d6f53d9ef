// Package kernel multiplies the matrices of a small transformer on a CPU, without cgo: bytes by bytes for the weights,
// floats by floats for attention, and the elementwise steps between them.
//
// A Path is one way to compute: AVX-512 VNNI, AVX-VNNI, AVX2, or plain Go. Every path gives the same bits, so that the
// same text gives the same graph on every processor: activations have 7 bits, so that no sum of bytes saturates anywhere,
// and plain Go rounds, fuses and adds lanes in the order that the assembly does. Assembly is generated (gen).
//
// Shapes: rows are activations, one a word piece; depth is a multiple of 32 for bytes; the columns of a Matrix are padded
// to a multiple of 32, which is the stride of what Multiply writes. Buffers hold rows in multiples of RowBlock.
//
// Speed on one core (docs/extraction.md has the date and the command): about 1,000 G(FL)OP/s with AVX-512 VNNI, 250 with
// AVX2, 5 in plain Go.
package kernel
