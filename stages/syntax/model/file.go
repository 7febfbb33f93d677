package model

import (
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// Compress is a model file as it is kept: one Zstandard frame. The same bytes
// make the same frame.
func Compress(b []byte) ([]byte, error) {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("model file: %w", err)
	}
	defer e.Close()
	return e.EncodeAll(b, nil), nil
}

// Expand is the inverse of Compress.
func Expand(b []byte) ([]byte, error) {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(1<<28))
	if err != nil {
		return nil, fmt.Errorf("model file: %w", err)
	}
	defer d.Close()
	if b, err = d.DecodeAll(b, nil); err != nil {
		return nil, fmt.Errorf("model file: %w", err)
	}
	return b, nil
}
