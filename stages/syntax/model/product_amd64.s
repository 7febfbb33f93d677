#include "textflag.h"

// The sixteen sums of a block of 64 rows and 4 words stand in Z0 to Z15, by word,
// then by 16 rows.
#define START \
	VMOVDQU32 (R11), Z0      \
	VMOVDQU32 64(R11), Z1    \
	VMOVDQU32 128(R11), Z2   \
	VMOVDQU32 192(R11), Z3   \
	VMOVDQA32 Z0, Z4         \
	VMOVDQA32 Z1, Z5         \
	VMOVDQA32 Z2, Z6         \
	VMOVDQA32 Z3, Z7         \
	VMOVDQA32 Z0, Z8         \
	VMOVDQA32 Z1, Z9         \
	VMOVDQA32 Z2, Z10        \
	VMOVDQA32 Z3, Z11        \
	VMOVDQA32 Z0, Z12        \
	VMOVDQA32 Z1, Z13        \
	VMOVDQA32 Z2, Z14        \
	VMOVDQA32 Z3, Z15

// QUADS is eight columns.
#define QUADS \
	VMOVDQU64 (SI), Z16        \
	VMOVDQU64 64(SI), Z17      \
	VMOVDQU64 128(SI), Z18     \
	VMOVDQU64 192(SI), Z19     \
	VPBROADCASTD (DI)(AX*1), Z20 \
	VPBROADCASTD (R8)(AX*1), Z21 \
	VPBROADCASTD (R9)(AX*1), Z22 \
	VPBROADCASTD (R10)(AX*1), Z23 \
	VPDPBUSD Z16, Z20, Z0      \
	VPDPBUSD Z17, Z20, Z1      \
	VPDPBUSD Z18, Z20, Z2      \
	VPDPBUSD Z19, Z20, Z3      \
	VPDPBUSD Z16, Z21, Z4      \
	VPDPBUSD Z17, Z21, Z5      \
	VPDPBUSD Z18, Z21, Z6      \
	VPDPBUSD Z19, Z21, Z7      \
	VPDPBUSD Z16, Z22, Z8      \
	VPDPBUSD Z17, Z22, Z9      \
	VPDPBUSD Z18, Z22, Z10     \
	VPDPBUSD Z19, Z22, Z11     \
	VPDPBUSD Z16, Z23, Z12     \
	VPDPBUSD Z17, Z23, Z13     \
	VPDPBUSD Z18, Z23, Z14     \
	VPDPBUSD Z19, Z23, Z15     \
	VMOVDQU64 256(SI), Z16     \
	VMOVDQU64 320(SI), Z17     \
	VMOVDQU64 384(SI), Z18     \
	VMOVDQU64 448(SI), Z19     \
	VPBROADCASTD 4(DI)(AX*1), Z20 \
	VPBROADCASTD 4(R8)(AX*1), Z21 \
	VPBROADCASTD 4(R9)(AX*1), Z22 \
	VPBROADCASTD 4(R10)(AX*1), Z23 \
	VPDPBUSD Z16, Z20, Z0      \
	VPDPBUSD Z17, Z20, Z1      \
	VPDPBUSD Z18, Z20, Z2      \
	VPDPBUSD Z19, Z20, Z3      \
	VPDPBUSD Z16, Z21, Z4      \
	VPDPBUSD Z17, Z21, Z5      \
	VPDPBUSD Z18, Z21, Z6      \
	VPDPBUSD Z19, Z21, Z7      \
	VPDPBUSD Z16, Z22, Z8      \
	VPDPBUSD Z17, Z22, Z9      \
	VPDPBUSD Z18, Z22, Z10     \
	VPDPBUSD Z19, Z22, Z11     \
	VPDPBUSD Z16, Z23, Z12     \
	VPDPBUSD Z17, Z23, Z13     \
	VPDPBUSD Z18, Z23, Z14     \
	VPDPBUSD Z19, Z23, Z15     \
	ADDQ $512, SI              \
	ADDQ $8, AX

#define STORE \
	VMOVDQU64 Z0, (DX)       \
	VMOVDQU64 Z1, 64(DX)     \
	VMOVDQU64 Z2, 128(DX)    \
	VMOVDQU64 Z3, 192(DX)    \
	ADDQ BX, DX              \
	VMOVDQU64 Z4, (DX)       \
	VMOVDQU64 Z5, 64(DX)     \
	VMOVDQU64 Z6, 128(DX)    \
	VMOVDQU64 Z7, 192(DX)    \
	ADDQ BX, DX              \
	VMOVDQU64 Z8, (DX)       \
	VMOVDQU64 Z9, 64(DX)     \
	VMOVDQU64 Z10, 128(DX)   \
	VMOVDQU64 Z11, 192(DX)   \
	ADDQ BX, DX              \
	VMOVDQU64 Z12, (DX)      \
	VMOVDQU64 Z13, 64(DX)    \
	VMOVDQU64 Z14, 128(DX)   \
	VMOVDQU64 Z15, 192(DX)   \
	ADDQ BX, DX

// SCALED turns the sums of 16 rows of four words into y s + b.
#define SCALED(scale, bias, a, b, c, d) \
	VCVTDQ2PS a, a           \
	VCVTDQ2PS b, b           \
	VCVTDQ2PS c, c           \
	VCVTDQ2PS d, d           \
	VMULPS scale, a, a       \
	VMULPS scale, b, b       \
	VMULPS scale, c, c       \
	VMULPS scale, d, d       \
	VADDPS bias, a, a        \
	VADDPS bias, b, b        \
	VADDPS bias, c, c        \
	VADDPS bias, d, d

// WORDS sets the four words at DI up; width in CX.
#define WORDS \
	LEAQ (DI)(CX*1), R8  \
	LEAQ (R8)(CX*1), R9  \
	LEAQ (R9)(CX*1), R10 \
	MOVQ w+0(FP), SI     \
	XORQ AX, AX

// func sumsVNNI(w *byte, x *uint8, width int, start *int32, out *int32, stride, blocks int)
// So many blocks of four words; stride in numbers.
TEXT ·sumsVNNI(SB), NOSPLIT, $0-56
	MOVQ x+8(FP), DI
	MOVQ width+16(FP), CX
	MOVQ start+24(FP), R11
	MOVQ out+32(FP), DX
	MOVQ stride+40(FP), BX
	MOVQ blocks+48(FP), R12
	SHLQ $2, BX
block:
	WORDS
	START
eight:
	QUADS
	CMPQ AX, CX
	JNE eight
	STORE
	LEAQ (DI)(CX*4), DI
	DECQ R12
	JNZ block
	VZEROUPPER
	RET

// func timesVNNI(w *byte, x *uint8, width int, start *int32, scale, bias, out *float32, stride, blocks int)
TEXT ·timesVNNI(SB), NOSPLIT, $0-72
	MOVQ x+8(FP), DI
	MOVQ width+16(FP), CX
	MOVQ start+24(FP), R11
	MOVQ out+48(FP), DX
	MOVQ stride+56(FP), BX
	MOVQ blocks+64(FP), R12
	SHLQ $2, BX
	MOVQ scale+32(FP), R13
	VMOVUPS (R13), Z24
	VMOVUPS 64(R13), Z25
	VMOVUPS 128(R13), Z26
	VMOVUPS 192(R13), Z27
	MOVQ bias+40(FP), R13
	VMOVUPS (R13), Z28
	VMOVUPS 64(R13), Z29
	VMOVUPS 128(R13), Z30
	VMOVUPS 192(R13), Z31
block:
	WORDS
	START
eight:
	QUADS
	CMPQ AX, CX
	JNE eight
	SCALED(Z24, Z28, Z0, Z4, Z8, Z12)
	SCALED(Z25, Z29, Z1, Z5, Z9, Z13)
	SCALED(Z26, Z30, Z2, Z6, Z10, Z14)
	SCALED(Z27, Z31, Z3, Z7, Z11, Z15)
	STORE
	LEAQ (DI)(CX*4), DI
	DECQ R12
	JNZ block
	VZEROUPPER
	RET

// func rows16AVX2(w *byte, x *uint8, width int, sums *int32)
// Adds the products of 16 rows, out of a block of 64, with one word to sums. A
// sum is made in two halves, of two columns each.
TEXT ·rows16AVX2(SB), NOSPLIT, $0-32
	MOVQ w+0(FP), SI
	MOVQ x+8(FP), DI
	MOVQ width+16(FP), CX
	MOVQ sums+24(FP), DX
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	SHRQ $2, CX
quad:
	VPBROADCASTD (DI), X8
	VPMOVZXBW X8, Y8
	VPMOVSXBW (SI), Y4
	VPMOVSXBW 16(SI), Y5
	VPMOVSXBW 32(SI), Y6
	VPMOVSXBW 48(SI), Y7
	VPMADDWD Y8, Y4, Y4
	VPMADDWD Y8, Y5, Y5
	VPMADDWD Y8, Y6, Y6
	VPMADDWD Y8, Y7, Y7
	VPADDD Y4, Y0, Y0
	VPADDD Y5, Y1, Y1
	VPADDD Y6, Y2, Y2
	VPADDD Y7, Y3, Y3
	ADDQ $256, SI
	ADDQ $4, DI
	DECQ CX
	JNZ quad
	VPHADDD Y1, Y0, Y0
	VPHADDD Y3, Y2, Y2
	VPERMQ $0xd8, Y0, Y0
	VPERMQ $0xd8, Y2, Y2
	VPADDD (DX), Y0, Y0
	VPADDD 32(DX), Y2, Y2
	VMOVDQU Y0, (DX)
	VMOVDQU Y2, 32(DX)
	VZEROUPPER
	RET

// func scaledAVX2(sums *int32, scale, bias, out *float32, n int)
// n is a multiple of 8.
TEXT ·scaledAVX2(SB), NOSPLIT, $0-40
	MOVQ sums+0(FP), SI
	MOVQ scale+8(FP), DI
	MOVQ bias+16(FP), R8
	MOVQ out+24(FP), DX
	MOVQ n+32(FP), CX
	XORQ AX, AX
	SHRQ $3, CX
eight:
	VCVTDQ2PS (SI)(AX*1), Y0
	VMULPS (DI)(AX*1), Y0, Y0
	VADDPS (R8)(AX*1), Y0, Y0
	VMOVUPS Y0, (DX)(AX*1)
	ADDQ $32, AX
	DECQ CX
	JNZ eight
	VZEROUPPER
	RET
