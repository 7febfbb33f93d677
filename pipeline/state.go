package pipeline

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"
)

// state is the memory of a run on disk: one file to which the rows of each
// finished document are appended, found again by a key over everything they
// depend on. It serves three ends: rows wait here for the whole-batch stages,
// so that memory does not grow with the number of documents; an interrupted
// run goes on from it; a later run takes over what has not changed. A record
// cut off by a crash ends the file: it and what follows are dropped on opening.
//
// Record: length of payload (4 bytes), CRC-32C of what follows (4), key (16),
// document identifier (20, blank where the document was rejected), payload
// (zstd).
type state struct {
	file    *os.File
	out     *bufio.Writer
	index   map[stateKey]record // as found on opening; read-only
	size    int64               // bytes written, flushed or not
	flushed int64
	reader  *zstd.Decoder

	buffer, unpacked []byte // scratch of read
}

type stateKey [16]byte

// record is where the rows of a document are, and which document it is.
type record struct {
	key    stateKey
	id     documentID
	at     int64 // of the payload
	length int32
}

// documentID is a documents.doc_id; the zero value is a rejected document.
type documentID [20]byte

const recordHead = 4 + 4 + 16 + 20

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// openState opens or makes the state file of a program; files of other programs
// in the folder are removed.
func openState(folder, program string) (*state, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	name := filepath.Join(folder, "rows-"+program+".log")
	others, _ := filepath.Glob(filepath.Join(folder, "rows-*.log"))
	for _, o := range others {
		if o != name {
			os.Remove(o)
		}
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	s := &state{file: f, index: map[stateKey]record{}}
	if err := s.load(); err != nil {
		f.Close()
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	s.out = bufio.NewWriterSize(f, 1<<20)
	s.reader, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	return s, err
}

// load reads the index and cuts off what is damaged.
func (s *state) load() error {
	r := bufio.NewReaderSize(s.file, 1<<20)
	var head [recordHead]byte
	var payload []byte
	for {
		if _, err := io.ReadFull(r, head[:]); err != nil {
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
				break
			}
			return err
		}
		length := binary.LittleEndian.Uint32(head[:])
		if length > 1<<30 {
			break
		}
		if cap(payload) < int(length) {
			payload = make([]byte, length)
		}
		payload = payload[:length]
		if _, err := io.ReadFull(r, payload); err != nil {
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
				break
			}
			return err
		}
		if binary.LittleEndian.Uint32(head[4:]) != crc32.Update(crc32.Checksum(head[8:], castagnoli), castagnoli, payload) {
			break
		}
		key := stateKey(head[8:])
		s.index[key] = record{key, documentID(head[24:]), s.size + recordHead, int32(length)}
		s.size += recordHead + int64(length)
	}
	s.flushed = s.size
	if err := s.file.Truncate(s.size); err != nil {
		return err
	}
	_, err := s.file.Seek(s.size, io.SeekStart)
	return err
}

// add appends a packed record.
func (s *state) add(key stateKey, id documentID, packed []byte) (record, error) {
	var head [recordHead]byte
	binary.LittleEndian.PutUint32(head[:], uint32(len(packed)))
	copy(head[8:], key[:])
	copy(head[24:], id[:])
	binary.LittleEndian.PutUint32(head[4:], crc32.Update(crc32.Checksum(head[8:], castagnoli), castagnoli, packed))
	for _, b := range [][]byte{head[:], packed} {
		if _, err := s.out.Write(b); err != nil {
			return record{}, fmt.Errorf("write the state of the run: %w", err)
		}
	}
	r := record{key, id, s.size + recordHead, int32(len(packed))}
	s.size += recordHead + int64(len(packed))
	return r, nil
}

// read returns the payload of a record, unpacked. The string is the caller's.
func (s *state) read(l record) (payload string, err error) {
	if l.at+int64(l.length) > s.flushed {
		if err := s.flush(); err != nil {
			return "", err
		}
	}
	if cap(s.buffer) < int(l.length) {
		s.buffer = make([]byte, l.length)
	}
	b := s.buffer[:l.length]
	if _, err := s.file.ReadAt(b, l.at); err != nil {
		return "", fmt.Errorf("read the state of the run: %w", err)
	}
	s.unpacked, err = s.reader.DecodeAll(b, s.unpacked[:0])
	if err != nil {
		return "", fmt.Errorf("read the state of the run: %w", err)
	}
	return string(s.unpacked), nil
}

func (s *state) flush() error {
	if err := s.out.Flush(); err != nil {
		return fmt.Errorf("write the state of the run: %w", err)
	}
	s.flushed = s.size
	return nil
}

// close flushes and closes. Where more than two thirds of the file were of no
// use to this run it is written again with the records of keep alone.
func (s *state) close(keep []record) error {
	used := int64(0)
	for _, r := range keep {
		used += recordHead + int64(r.length)
	}
	err := s.flush()
	if err == nil && s.size > 1<<20 && used*3 < s.size {
		err = s.compact(keep)
	}
	s.reader.Close()
	return errors.Join(err, s.file.Close())
}

func (s *state) compact(keep []record) error {
	fresh, err := os.CreateTemp(filepath.Dir(s.file.Name()), ".rows-*")
	if err != nil {
		return err
	}
	defer os.Remove(fresh.Name())
	out := bufio.NewWriterSize(fresh, 1<<20)
	for _, r := range keep {
		if _, err := io.Copy(out, io.NewSectionReader(s.file, r.at-recordHead, recordHead+int64(r.length))); err != nil {
			return errors.Join(err, fresh.Close())
		}
	}
	if err := errors.Join(out.Flush(), fresh.Close()); err != nil {
		return err
	}
	return os.Rename(fresh.Name(), s.file.Name())
}
