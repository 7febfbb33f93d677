#include "textflag.h"

// func productsAVX2(w, x *int16, out *int32, rows, width int)
// rows is a multiple of 4, width of 16.
TEXT ·productsAVX2(SB), NOSPLIT, $0-40
	MOVQ w+0(FP), SI
	MOVQ x+8(FP), DI
	MOVQ out+16(FP), DX
	MOVQ rows+24(FP), R8
	MOVQ width+32(FP), R9
	MOVQ R9, R10
	SHLQ $1, R10            // bytes a row
	SHRQ $2, R8
row:
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	MOVQ SI, R11
	LEAQ (SI)(R10*1), R12
	LEAQ (SI)(R10*2), R13
	LEAQ (R12)(R10*2), AX
	XORQ CX, CX
column:
	VMOVDQU (DI)(CX*1), Y4
	VPMADDWD (R11)(CX*1), Y4, Y5
	VPADDD Y5, Y0, Y0
	VPMADDWD (R12)(CX*1), Y4, Y6
	VPADDD Y6, Y1, Y1
	VPMADDWD (R13)(CX*1), Y4, Y7
	VPADDD Y7, Y2, Y2
	VPMADDWD (AX)(CX*1), Y4, Y8
	VPADDD Y8, Y3, Y3
	ADDQ $32, CX
	CMPQ CX, R10
	JNE column
	VPHADDD Y1, Y0, Y0
	VPHADDD Y3, Y2, Y2
	VPHADDD Y2, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPADDD X1, X0, X0
	VMOVDQU X0, (DX)
	ADDQ $16, DX
	LEAQ (SI)(R10*4), SI
	DECQ R8
	JNZ row
	VZEROUPPER
	RET

// func sumAVX2(rows *byte, units int, slots *int32, n int, out *uint16)
// units is a multiple of 32, n at least 1.
TEXT ·sumAVX2(SB), NOSPLIT, $0-40
	MOVQ rows+0(FP), SI
	MOVQ units+8(FP), R8
	MOVQ slots+16(FP), R9
	MOVQ n+24(FP), R10
	MOVQ out+32(FP), DX
	MOVQ R8, R11            // units left
wide:
	CMPQ R11, $64
	JLT narrow
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	XORQ CX, CX
wideslot:
	MOVLQSX (R9)(CX*4), AX
	IMULQ R8, AX
	VPMOVZXBW (SI)(AX*1), Y4
	VPMOVZXBW 16(SI)(AX*1), Y5
	VPMOVZXBW 32(SI)(AX*1), Y6
	VPMOVZXBW 48(SI)(AX*1), Y7
	VPADDW Y4, Y0, Y0
	VPADDW Y5, Y1, Y1
	VPADDW Y6, Y2, Y2
	VPADDW Y7, Y3, Y3
	INCQ CX
	CMPQ CX, R10
	JLT wideslot
	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	VMOVDQU Y2, 64(DX)
	VMOVDQU Y3, 96(DX)
	ADDQ $64, SI
	ADDQ $128, DX
	SUBQ $64, R11
	JMP wide
narrow:
	CMPQ R11, $32
	JLT done
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	XORQ CX, CX
narrowslot:
	MOVLQSX (R9)(CX*4), AX
	IMULQ R8, AX
	VPMOVZXBW (SI)(AX*1), Y4
	VPMOVZXBW 16(SI)(AX*1), Y5
	VPADDW Y4, Y0, Y0
	VPADDW Y5, Y1, Y1
	INCQ CX
	CMPQ CX, R10
	JLT narrowslot
	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
done:
	VZEROUPPER
	RET

// func activateAVX2(base *int32, sums *uint16, less int, shift int, out *int16, units int)
// units is a multiple of 16.
TEXT ·activateAVX2(SB), NOSPLIT, $0-48
	MOVQ base+0(FP), SI
	MOVQ sums+8(FP), DI
	MOVQ out+32(FP), DX
	MOVQ units+40(FP), CX
	MOVQ less+16(FP), AX
	VMOVD AX, X10
	VPBROADCASTD X10, Y10
	MOVQ shift+24(FP), AX
	VMOVQ AX, X11
	VPXOR Y12, Y12, Y12
	MOVL $255, AX
	VMOVD AX, X13
	VPBROADCASTD X13, Y13
	SHRQ $4, CX
unit:
	VPMOVZXWD (DI), Y0
	VPMOVZXWD 16(DI), Y1
	VPADDD (SI), Y0, Y0
	VPADDD 32(SI), Y1, Y1
	VPSUBD Y10, Y0, Y0
	VPSUBD Y10, Y1, Y1
	VPSRAD X11, Y0, Y0
	VPSRAD X11, Y1, Y1
	VPMAXSD Y12, Y0, Y0
	VPMAXSD Y12, Y1, Y1
	VPMINSD Y13, Y0, Y0
	VPMINSD Y13, Y1, Y1
	VPACKSSDW Y1, Y0, Y0
	VPERMQ $0xd8, Y0, Y0
	VMOVDQU Y0, (DX)
	ADDQ $64, SI
	ADDQ $32, DI
	ADDQ $32, DX
	DECQ CX
	JNZ unit
	VZEROUPPER
	RET

// func addAVX2(x, y *int32, n int)
// y += x; n is a multiple of 16.
TEXT ·addAVX2(SB), NOSPLIT, $0-24
	MOVQ x+0(FP), SI
	MOVQ y+8(FP), DI
	MOVQ n+16(FP), CX
	SHRQ $4, CX
add:
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	VPADDD (DI), Y0, Y0
	VPADDD 32(DI), Y1, Y1
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	ADDQ $64, SI
	ADDQ $64, DI
	DECQ CX
	JNZ add
	VZEROUPPER
	RET

// func productsAVX512(w, x *int16, out *int32, rows, width int)
// rows is a multiple of 4, width of 32.
TEXT ·productsAVX512(SB), NOSPLIT, $0-40
	MOVQ w+0(FP), SI
	MOVQ x+8(FP), DI
	MOVQ out+16(FP), DX
	MOVQ rows+24(FP), R8
	MOVQ width+32(FP), R9
	MOVQ R9, R10
	SHLQ $1, R10            // bytes a row
	SHRQ $2, R8
row:
	VPXORQ Z0, Z0, Z0
	VPXORQ Z1, Z1, Z1
	VPXORQ Z2, Z2, Z2
	VPXORQ Z3, Z3, Z3
	MOVQ SI, R11
	LEAQ (SI)(R10*1), R12
	LEAQ (SI)(R10*2), R13
	LEAQ (R12)(R10*2), AX
	XORQ CX, CX
column:
	VMOVDQU64 (DI)(CX*1), Z4
	VPDPWSSD (R11)(CX*1), Z4, Z0
	VPDPWSSD (R12)(CX*1), Z4, Z1
	VPDPWSSD (R13)(CX*1), Z4, Z2
	VPDPWSSD (AX)(CX*1), Z4, Z3
	ADDQ $64, CX
	CMPQ CX, R10
	JNE column
	VEXTRACTI64X4 $1, Z0, Y5
	VEXTRACTI64X4 $1, Z1, Y6
	VEXTRACTI64X4 $1, Z2, Y7
	VEXTRACTI64X4 $1, Z3, Y8
	VPADDD Y5, Y0, Y0
	VPADDD Y6, Y1, Y1
	VPADDD Y7, Y2, Y2
	VPADDD Y8, Y3, Y3
	VPHADDD Y1, Y0, Y0
	VPHADDD Y3, Y2, Y2
	VPHADDD Y2, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPADDD X1, X0, X0
	VMOVDQU X0, (DX)
	ADDQ $16, DX
	LEAQ (SI)(R10*4), SI
	DECQ R8
	JNZ row
	VZEROUPPER
	RET

// func sumAVX512(rows *byte, units int, slots *int32, n int, out *uint16)
// units is a multiple of 64, n at least 1.
TEXT ·sumAVX512(SB), NOSPLIT, $0-40
	MOVQ rows+0(FP), SI
	MOVQ units+8(FP), R8
	MOVQ slots+16(FP), R9
	MOVQ n+24(FP), R10
	MOVQ out+32(FP), DX
	MOVQ R8, R11            // units left
wide:
	CMPQ R11, $128
	JLT narrow
	VPXORQ Z0, Z0, Z0
	VPXORQ Z1, Z1, Z1
	VPXORQ Z2, Z2, Z2
	VPXORQ Z3, Z3, Z3
	XORQ CX, CX
wideslot:
	MOVLQSX (R9)(CX*4), AX
	IMULQ R8, AX
	VPMOVZXBW (SI)(AX*1), Z4
	VPMOVZXBW 32(SI)(AX*1), Z5
	VPMOVZXBW 64(SI)(AX*1), Z6
	VPMOVZXBW 96(SI)(AX*1), Z7
	VPADDW Z4, Z0, Z0
	VPADDW Z5, Z1, Z1
	VPADDW Z6, Z2, Z2
	VPADDW Z7, Z3, Z3
	INCQ CX
	CMPQ CX, R10
	JLT wideslot
	VMOVDQU64 Z0, (DX)
	VMOVDQU64 Z1, 64(DX)
	VMOVDQU64 Z2, 128(DX)
	VMOVDQU64 Z3, 192(DX)
	ADDQ $128, SI
	ADDQ $256, DX
	SUBQ $128, R11
	JMP wide
narrow:
	CMPQ R11, $64
	JLT done
	VPXORQ Z0, Z0, Z0
	VPXORQ Z1, Z1, Z1
	XORQ CX, CX
narrowslot:
	MOVLQSX (R9)(CX*4), AX
	IMULQ R8, AX
	VPMOVZXBW (SI)(AX*1), Z4
	VPMOVZXBW 32(SI)(AX*1), Z5
	VPADDW Z4, Z0, Z0
	VPADDW Z5, Z1, Z1
	INCQ CX
	CMPQ CX, R10
	JLT narrowslot
	VMOVDQU64 Z0, (DX)
	VMOVDQU64 Z1, 64(DX)
done:
	VZEROUPPER
	RET

// func stepAVX512(state, vf, vr, in *int32, out *int16, sigmoids, tanhs *int32, units int)
// One word of a recurrent layer: in is x, F and R, units each, a multiple of 16.
TEXT ·stepAVX512(SB), NOSPLIT, $0-64
	MOVQ state+0(FP), SI
	MOVQ vf+8(FP), DI
	MOVQ vr+16(FP), R8
	MOVQ in+24(FP), R9
	MOVQ out+32(FP), DX
	MOVQ sigmoids+40(FP), R10
	MOVQ tanhs+48(FP), R11
	MOVQ units+56(FP), CX
	LEAQ (R9)(CX*4), R12    // F
	LEAQ (R12)(CX*4), R13   // R
	MOVL $32768, AX         // eight, in 1/4096; also the one of a gate
	VPBROADCASTD AX, Z20
	MOVL $16384, AX         // four
	VPBROADCASTD AX, Z21
	MOVL $2047, AX          // last entry of a table
	VPBROADCASTD AX, Z22
	VPXORQ Z23, Z23, Z23
	MOVL $0xaaaa, AX        // odd lanes
	KMOVW AX, K2
	SHRQ $4, CX
unit:
	VMOVDQU32 (SI), Z0      // last
	VPMULLD (DI), Z0, Z1
	VPMULLD (R8), Z0, Z2
	VPSRAD $12, Z1, Z1
	VPSRAD $12, Z2, Z2
	VPADDD (R12), Z1, Z1
	VPADDD (R13), Z2, Z2
	VPADDD Z20, Z1, Z1
	VPADDD Z20, Z2, Z2
	VPSRAD $5, Z1, Z1
	VPSRAD $5, Z2, Z2
	VPMAXSD Z23, Z1, Z1
	VPMAXSD Z23, Z2, Z2
	VPMINSD Z22, Z1, Z1
	VPMINSD Z22, Z2, Z2
	KXNORW K0, K0, K1
	VPGATHERDD (R10)(Z1*4), K1, Z3  // f
	KXNORW K0, K0, K1
	VPGATHERDD (R10)(Z2*4), K1, Z4  // r
	VMOVDQU32 (R9), Z5
	VPSUBD Z0, Z5, Z5       // x - last
	VPSUBD Z3, Z20, Z6      // 1 - f
	VPMULDQ Z6, Z5, Z7      // even lanes
	VPSRLQ $32, Z5, Z5
	VPSRLQ $32, Z6, Z6
	VPMULDQ Z6, Z5, Z8      // odd lanes
	VPSRLQ $15, Z7, Z7
	VPSLLQ $17, Z8, Z8      // bits 15 to 46, in the upper half
	VPBLENDMD Z8, Z7, K2, Z7
	VPADDD Z7, Z0, Z0       // c
	VMOVDQU32 Z0, (SI)
	VPADDD Z21, Z0, Z1
	VPSRAD $4, Z1, Z1
	VPMAXSD Z23, Z1, Z1
	VPMINSD Z22, Z1, Z1
	KXNORW K0, K0, K1
	VPGATHERDD (R11)(Z1*4), K1, Z2
	VPSRAD $4, Z2, Z2
	VPMULLD Z4, Z2, Z2
	VPSRAD $18, Z2, Z2
	VPMOVDW Z2, Y2
	VMOVDQU Y2, (DX)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, R8
	ADDQ $64, R9
	ADDQ $64, R12
	ADDQ $64, R13
	ADDQ $32, DX
	DECQ CX
	JNZ unit
	VZEROUPPER
	RET

// func scaleAVX2(base *int32, sums *uint16, less, by int, out *int32, units int)
// units is a multiple of 16.
TEXT ·scaleAVX2(SB), NOSPLIT, $0-48
	MOVQ base+0(FP), SI
	MOVQ sums+8(FP), DI
	MOVQ less+16(FP), AX
	VMOVD AX, X10
	VPBROADCASTD X10, Y10
	MOVQ by+24(FP), AX
	VMOVD AX, X11
	VPBROADCASTD X11, Y11
	MOVQ out+32(FP), DX
	MOVQ units+40(FP), CX
	SHRQ $4, CX
unit:
	VPMOVZXWD (DI), Y0
	VPMOVZXWD 16(DI), Y1
	VPADDD (SI), Y0, Y0
	VPADDD 32(SI), Y1, Y1
	VPSUBD Y10, Y0, Y0
	VPSUBD Y10, Y1, Y1
	VPMULLD Y11, Y0, Y0
	VPMULLD Y11, Y1, Y1
	VPSRAD $12, Y0, Y0
	VPSRAD $12, Y1, Y1
	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	ADDQ $64, SI
	ADDQ $32, DI
	ADDQ $64, DX
	DECQ CX
	JNZ unit
	VZEROUPPER
	RET

// func shiftAVX2(x *int32, shift, n int)
// x >>= shift; n is a multiple of 16.
TEXT ·shiftAVX2(SB), NOSPLIT, $0-24
	MOVQ x+0(FP), SI
	MOVQ shift+8(FP), AX
	VMOVQ AX, X11
	MOVQ n+16(FP), CX
	SHRQ $4, CX
lane:
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	VPSRAD X11, Y0, Y0
	VPSRAD X11, Y1, Y1
	VMOVDQU Y0, (SI)
	VMOVDQU Y1, 32(SI)
	ADDQ $64, SI
	DECQ CX
	JNZ lane
	VZEROUPPER
	RET

// func addSumsAVX2(x, y *uint16, n int)
// y += x; n is a multiple of 32.
TEXT ·addSumsAVX2(SB), NOSPLIT, $0-24
	MOVQ x+0(FP), SI
	MOVQ y+8(FP), DI
	MOVQ n+16(FP), CX
	SHRQ $5, CX
lane:
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	VPADDW (DI), Y0, Y0
	VPADDW 32(DI), Y1, Y1
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	ADDQ $64, SI
	ADDQ $64, DI
	DECQ CX
	JNZ lane
	VZEROUPPER
	RET

// func addWideAVX2(x *uint16, less int, y *int32, n int)
// y += x - less; n is a multiple of 16.
TEXT ·addWideAVX2(SB), NOSPLIT, $0-32
	MOVQ x+0(FP), SI
	MOVQ less+8(FP), AX
	VMOVD AX, X10
	VPBROADCASTD X10, Y10
	MOVQ y+16(FP), DI
	MOVQ n+24(FP), CX
	SHRQ $4, CX
lane:
	VPMOVZXWD (SI), Y0
	VPMOVZXWD 16(SI), Y1
	VPSUBD Y10, Y0, Y0
	VPSUBD Y10, Y1, Y1
	VPADDD (DI), Y0, Y0
	VPADDD 32(DI), Y1, Y1
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	ADDQ $32, SI
	ADDQ $64, DI
	DECQ CX
	JNZ lane
	VZEROUPPER
	RET
