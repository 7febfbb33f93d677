#include "textflag.h"

// Constants: HALF 6, QUARTER 7, ONE 8, MINUS one 9, TWO 10, ABS 11 (a mask), 127 in 12, 128.5 in 13.
DATA numbers<>+0(SB)/4, $0x3f000000   // 0.5
DATA numbers<>+4(SB)/4, $0x3e800000   // 0.25
DATA numbers<>+8(SB)/4, $0x3f800000   // 1
DATA numbers<>+12(SB)/4, $0xbf800000  // -1
DATA numbers<>+16(SB)/4, $0x40000000  // 2
DATA numbers<>+20(SB)/4, $0x7fffffff
DATA numbers<>+24(SB)/4, $0x42fe0000  // 127
DATA numbers<>+28(SB)/4, $0x43008000  // 128.5
DATA numbers<>+32(SB)/4, $0x3c010204  // 1/127
DATA numbers<>+36(SB)/4, $128
GLOBL numbers<>(SB), RODATA|NOPTR, $40

#define CONSTANTS(half, quarter, one, minus, two, abs, c127, c128) \
	VBROADCASTSS numbers<>+0(SB), half     \
	VBROADCASTSS numbers<>+4(SB), quarter  \
	VBROADCASTSS numbers<>+8(SB), one      \
	VBROADCASTSS numbers<>+12(SB), minus   \
	VBROADCASTSS numbers<>+16(SB), two     \
	VBROADCASTSS numbers<>+20(SB), abs     \
	VBROADCASTSS numbers<>+24(SB), c127    \
	VBROADCASTSS numbers<>+28(SB), c128

// CURVE is t (2 - |t|) of x by, cut to -1 to 1.
#define CURVE(by, one, minus, two, abs, x, t) \
	VMULPS by, x, x    \
	VMAXPS minus, x, x \
	VMINPS one, x, x   \
	VANDPS abs, x, t   \
	VSUBPS t, two, t   \
	VMULPS t, x, x

// STEP takes units forward by one word, up to g = tanh~(c): C state, F and R
// gates, Z what comes in, G the result, T scratch.
#define STEP(C, F, R, T, Z, G, half, quarter, one, minus, two, abs) \
	VMOVUPS (R11)(AX*4), C      \
	VMULPS (R9)(AX*4), C, F     \
	VMULPS (R14)(AX*4), C, R    \
	VADDPS (R12)(AX*4), F, F    \
	VADDPS (R13)(AX*4), R, R    \
	VMOVUPS (SI)(AX*4), Z       \
	CURVE(quarter, one, minus, two, abs, F, T) \
	CURVE(quarter, one, minus, two, abs, R, G) \
	VMULPS half, F, F           \
	VMULPS half, R, R           \
	VADDPS half, F, F           \
	VADDPS half, R, R           \
	VSUBPS Z, C, C              \
	VMULPS F, C, C              \
	VADDPS Z, C, C              \
	VMOVUPS C, (R11)(AX*4)      \
	VMOVAPS C, G                \
	CURVE(half, one, minus, two, abs, G, T)

#define ARGUMENTS \
	MOVQ u+0(FP), SI         \
	MOVQ step+8(FP), R8      \
	MOVQ gates+16(FP), R9    \
	MOVQ in+24(FP), DI       \
	MOVQ out+32(FP), DX      \
	MOVQ outStep+40(FP), R10 \
	MOVQ state+48(FP), R11   \
	MOVQ n+56(FP), CX        \
	MOVQ units+64(FP), BX    \
	LEAQ (SI)(BX*4), R12     \
	LEAQ (R12)(BX*4), R13    \
	LEAQ (R9)(BX*4), R14

#define NEXTWORD \
	ADDQ R8, SI  \
	ADDQ R8, R12 \
	ADDQ R8, R13 \
	ADDQ R10, DX

// func passAVX512(u *float32, step int, gates *float32, in, out *uint8, outStep int, state *float32, n, units int)
// step is in bytes, outStep too; in may be nil; units are a multiple of 16.
TEXT ·passAVX512(SB), NOSPLIT, $0-72
	ARGUMENTS
	CONSTANTS(Z6, Z7, Z8, Z9, Z10, Z11, Z12, Z13)
	VBROADCASTSS numbers<>+32(SB), Z14
	VPBROADCASTD numbers<>+36(SB), Z15
word:
	XORQ AX, AX
unit:
	STEP(Z0, Z1, Z2, Z3, Z4, Z5, Z6, Z7, Z8, Z9, Z10, Z11)
	TESTQ DI, DI
	JZ alone
	VPMOVZXBD (DI)(AX*1), Z0
	VPSUBD Z15, Z0, Z0
	VCVTDQ2PS Z0, Z0
	VMULPS Z14, Z0, Z0
	VSUBPS Z0, Z5, Z5
	VMULPS Z2, Z5, Z5
	VADDPS Z0, Z5, Z5
	JMP write
alone:
	VMULPS Z2, Z5, Z5
write:
	VMULPS Z12, Z5, Z5
	VADDPS Z13, Z5, Z5
	VCVTTPS2DQ Z5, Z5
	VPMOVDB Z5, X5
	VMOVDQU X5, (DX)(AX*1)
	ADDQ $16, AX
	CMPQ AX, BX
	JNE unit
	NEXTWORD
	TESTQ DI, DI
	JZ last
	ADDQ R10, DI
last:
	DECQ CX
	JNZ word
	VZEROUPPER
	RET

// func passAVX2(u *float32, step int, gates *float32, in, out *uint8, outStep int, state *float32, n, units int)
TEXT ·passAVX2(SB), NOSPLIT, $0-72
	ARGUMENTS
	CONSTANTS(Y6, Y7, Y8, Y9, Y10, Y11, Y12, Y13)
	VBROADCASTSS numbers<>+32(SB), Y14
	VPBROADCASTD numbers<>+36(SB), Y15
word:
	XORQ AX, AX
unit:
	STEP(Y0, Y1, Y2, Y3, Y4, Y5, Y6, Y7, Y8, Y9, Y10, Y11)
	TESTQ DI, DI
	JZ alone
	VPMOVZXBD (DI)(AX*1), Y0
	VPSUBD Y15, Y0, Y0
	VCVTDQ2PS Y0, Y0
	VMULPS Y14, Y0, Y0
	VSUBPS Y0, Y5, Y5
	VMULPS Y2, Y5, Y5
	VADDPS Y0, Y5, Y5
	JMP write
alone:
	VMULPS Y2, Y5, Y5
write:
	VMULPS Y12, Y5, Y5
	VADDPS Y13, Y5, Y5
	VCVTTPS2DQ Y5, Y5
	VEXTRACTI128 $1, Y5, X4
	VPACKUSDW X4, X5, X5
	VPACKUSWB X5, X5, X5
	VMOVQ X5, (DX)(AX*1)
	ADDQ $8, AX
	CMPQ AX, BX
	JNE unit
	NEXTWORD
	TESTQ DI, DI
	JZ last
	ADDQ R10, DI
last:
	DECQ CX
	JNZ word
	VZEROUPPER
	RET

// func squashAVX2(x *float32, out *uint8, n int)
// n is a multiple of 8.
TEXT ·squashAVX2(SB), NOSPLIT, $0-24
	MOVQ x+0(FP), SI
	MOVQ out+8(FP), DX
	MOVQ n+16(FP), BX
	CONSTANTS(Y6, Y7, Y8, Y9, Y10, Y11, Y12, Y13)
	XORQ AX, AX
eight:
	VMOVUPS (SI)(AX*4), Y0
	CURVE(Y6, Y8, Y9, Y10, Y11, Y0, Y1)
	VMULPS Y12, Y0, Y0
	VADDPS Y13, Y0, Y0
	VCVTTPS2DQ Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKUSDW X1, X0, X0
	VPACKUSWB X0, X0, X0
	VMOVQ X0, (DX)(AX*1)
	ADDQ $8, AX
	CMPQ AX, BX
	JNE eight
	VZEROUPPER
	RET

// func squashSumAVX2(a, b, c *float32, out *uint8, n int)
// n is a multiple of 8.
TEXT ·squashSumAVX2(SB), NOSPLIT, $0-40
	MOVQ a+0(FP), SI
	MOVQ b+8(FP), DI
	MOVQ c+16(FP), R8
	MOVQ out+24(FP), DX
	MOVQ n+32(FP), BX
	CONSTANTS(Y6, Y7, Y8, Y9, Y10, Y11, Y12, Y13)
	XORQ AX, AX
eight:
	VMOVUPS (SI)(AX*4), Y0
	VADDPS (DI)(AX*4), Y0, Y0
	VADDPS (R8)(AX*4), Y0, Y0
	CURVE(Y6, Y8, Y9, Y10, Y11, Y0, Y1)
	VMULPS Y12, Y0, Y0
	VADDPS Y13, Y0, Y0
	VCVTTPS2DQ Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKUSDW X1, X0, X0
	VPACKUSWB X0, X0, X0
	VMOVQ X0, (DX)(AX*1)
	ADDQ $8, AX
	CMPQ AX, BX
	JNE eight
	VZEROUPPER
	RET

// func greatestAVX2(x *float32, n int, top *[8]float32, at *[8]int32)
// By lane, the greatest number and the first place of it; n is a multiple of 8.
TEXT ·greatestAVX2(SB), NOSPLIT, $0-32
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), BX
	MOVQ top+16(FP), DI
	MOVQ at+24(FP), DX
	VMOVUPS (SI), Y0
	VPXOR Y1, Y1, Y1        // eights passed, by lane
	VPXOR Y2, Y2, Y2
	MOVL $8, AX
	VMOVD AX, X3
	VPBROADCASTD X3, Y3
	MOVL $8, AX
	JMP more
eight:
	VPADDD Y3, Y2, Y2
	VMOVUPS (SI)(AX*4), Y4
	VCMPPS $0x1e, Y0, Y4, Y5 // greater than
	VMAXPS Y0, Y4, Y0
	VPBLENDVB Y5, Y2, Y1, Y1
	ADDQ $8, AX
more:
	CMPQ AX, BX
	JLT eight
	VMOVUPS Y0, (DI)
	VMOVDQU Y1, (DX)
	VZEROUPPER
	RET
