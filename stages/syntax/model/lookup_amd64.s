#include "textflag.h"

// func lookupAVX512(table *uint64, mask uint64, down uint64, features *uint64, n int, out *int32) int
// Eight features at a time: their slots are gathered, those that hold the key
// give their row, those that hold another key look at the next slot, until none
// is left. out has room for eight rows more than there are features.
TEXT ·lookupAVX512(SB), NOSPLIT, $0-56
	MOVQ table+0(FP), SI
	MOVQ mask+8(FP), AX
	VPBROADCASTQ AX, Z10
	MOVQ down+16(FP), AX
	VMOVQ AX, X11
	MOVQ features+24(FP), DI
	MOVQ n+32(FP), CX
	MOVQ out+40(FP), DX
	MOVQ DX, R8
	MOVL $1, AX
	VPBROADCASTQ AX, Z12
	VPBROADCASTD AX, Y13
group:
	CMPQ CX, $0
	JLE done
	MOVL $0xff, AX
	CMPQ CX, $8
	JGE full
	MOVL $1, AX
	SHLL CX, AX
	DECL AX
full:
	KMOVB AX, K1
	VMOVDQU64.Z (DI), K1, Z0
	VPMOVQD Z0, Y1          // keys; 0 counts as 1
	VPTESTNMD Y1, Y1, K2
	VMOVDQA32 Y13, K2, Y1
	VPSRLQ X11, Z0, Z2
	VPANDQ Z10, Z2, Z2      // slots
probe:
	KMOVB K1, K3
	VPXORQ Z3, Z3, Z3
	VPGATHERQQ (SI)(Z2*8), K3, Z3
	VPMOVQD Z3, Y4          // keys found
	VPCMPEQD Y4, Y1, K1, K2
	VPTESTMD Y4, Y4, K1, K4
	VPSRLQ $32, Z3, Z3
	VPMOVQD Z3, Y5          // rows
	VPCOMPRESSD.Z Y5, K2, Y6
	VMOVDQU32 Y6, (DX)
	KMOVB K2, AX
	POPCNTL AX, AX
	LEAQ (DX)(AX*4), DX
	KANDNB K4, K2, K1       // taken by another key
	KMOVB K1, AX
	TESTL AX, AX
	JZ next
	VPADDQ Z12, Z2, Z2
	VPANDQ Z10, Z2, Z2
	JMP probe
next:
	ADDQ $64, DI
	SUBQ $8, CX
	JMP group
done:
	SUBQ R8, DX
	SHRQ $2, DX
	MOVQ DX, ret+48(FP)
	VZEROUPPER
	RET
