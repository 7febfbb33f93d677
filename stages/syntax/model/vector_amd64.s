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
