// Verifies a sample log by other people's programs: the checkpoints by the note verifier of
// transparency-dev/formats, the tiles, inclusions and consistencies by golang.org/x/mod/sumdb/tlog.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/transparency-dev/formats/log"
	formats "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const origin = "seaworthy.test/sample"

func main() {
	if err := chosen(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "tlog:", err)
		os.Exit(1)
	}
}

func chosen(args []string) error {
	switch args[0] {
	case "bundle":
		return bundle(args[1], args[2], args[3])
	case "witness":
		return cosign(args[1], args[2], args[3])
	case "serve-witness":
		return serveWitness(args[1], args[2], args[3], args[4])
	}
	return run(args[0])
}

func run(folder string) error {
	der, err := os.ReadFile(filepath.Join(folder, "key.der"))
	if err != nil {
		return err
	}
	verifier, err := verifierOf(der, origin)
	if err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(folder, "checkpoints", "*"))
	if err != nil {
		return err
	}
	heads := map[int64]tlog.Tree{}
	var largest tlog.Tree
	for _, file := range files {
		tree, err := head(file, verifier)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		heads[tree.N] = tree
		if tree.N > largest.N {
			largest = tree
		}
	}
	hashes := tlog.TileHashReader(largest, &tiles{filepath.Join(folder, "log")})
	entries, err := checkEntries(folder, largest, hashes)
	if err != nil {
		return err
	}
	for _, old := range heads {
		proof, err := tlog.ProveTree(largest.N, old.N, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, largest.N, largest.Hash, old.N, old.Hash); err != nil {
			return fmt.Errorf("from %d: %w", old.N, err)
		}
	}
	proofs, err := checkProofs(folder, heads, verifier)
	if err != nil {
		return err
	}
	fmt.Printf("%d checkpoints, %d entries, %d proofs: all verified\n", len(heads), entries, proofs)
	return nil
}

func verifierOf(der []byte, origin string) (note.Verifier, error) {
	// The verifier takes the key with its type in front; its hash is that of the key alone.
	key := base64.StdEncoding.EncodeToString(append([]byte{2}, der...))
	sum := sha256.Sum256(der)
	return formats.NewVerifier(fmt.Sprintf("%s+%x+%s", origin, sum[:4], key))
}

func head(file string, verifier note.Verifier) (tlog.Tree, error) {
	signed, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, err
	}
	return treeOf(signed, origin, verifier)
}

func treeOf(signed []byte, origin string, verifier note.Verifier) (tlog.Tree, error) {
	checkpoint, _, _, err := log.ParseCheckpoint(signed, origin, verifier)
	if err != nil {
		return tlog.Tree{}, err
	}
	var tree tlog.Tree
	tree.N = int64(checkpoint.Size)
	copy(tree.Hash[:], checkpoint.Hash)
	return tree, nil
}

func entry(n int64) []byte { return []byte("entry " + strconv.FormatInt(n, 10)) }

// checkEntries holds the bundles of entries against what was logged, and their hashes against the tiles.
func checkEntries(folder string, tree tlog.Tree, hashes tlog.HashReader) (int64, error) {
	for n := int64(0); n < tree.N; n += 256 {
		width := min(256, tree.N-n)
		name := strings.Replace(tlog.Tile{H: 8, L: 0, N: n / 256, W: int(width)}.Path(), "tile/8/0/", "tile/entries/", 1)
		bundle, err := os.ReadFile(filepath.Join(folder, "log", name))
		if err != nil {
			return 0, err
		}
		var indexes []int64
		for at := n; at < n+width; at++ {
			length := binary.BigEndian.Uint16(bundle)
			if !bytes.Equal(bundle[2:2+length], entry(at)) {
				return 0, fmt.Errorf("entry %d is %q", at, bundle[2:2+length])
			}
			bundle = bundle[2+length:]
			indexes = append(indexes, tlog.StoredHashIndex(0, at))
		}
		if len(bundle) > 0 {
			return 0, fmt.Errorf("%s: %d bytes are left", name, len(bundle))
		}
		stored, err := hashes.ReadHashes(indexes)
		if err != nil {
			return 0, err
		}
		for i, hash := range stored {
			if hash != tlog.RecordHash(entry(n+int64(i))) {
				return 0, fmt.Errorf("the hash of entry %d is another", n+int64(i))
			}
		}
	}
	return tree.N, nil
}

// checkProofs verifies our own proofs: the checkpoint inside and the path.
func checkProofs(folder string, heads map[int64]tlog.Tree, verifier note.Verifier) (int, error) {
	files, err := filepath.Glob(filepath.Join(folder, "proofs", "*.tlog-proof"))
	if err != nil {
		return 0, err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return 0, err
		}
		tree, err := checkProof(string(text), origin, verifier, func(n int64) []byte { return entry(n) })
		if err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
		if tree != heads[tree.N] {
			return 0, fmt.Errorf("%s is under another head", file)
		}
	}
	return len(files), nil
}

// checkProof verifies a tlog-proof: the checkpoint inside and the path.
func checkProof(text, origin string, verifier note.Verifier, entry func(int64) []byte) (tlog.Tree, error) {
	top, signed, found := strings.Cut(text, "\n\n")
	lines := strings.Split(top, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return tlog.Tree{}, errors.New("it is no proof")
	}
	tree, err := treeOf([]byte(signed), origin, verifier)
	if err != nil {
		return tlog.Tree{}, err
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return tlog.Tree{}, err
		}
		proof = append(proof, hash)
	}
	return tree, tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry(index)))
}

// tiles reads a log's tiles from its folder.
type tiles struct{ folder string }

func (t *tiles) Height() int { return 8 }

func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range wanted {
		name := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.folder, name))
		if err != nil {
			return nil, err
		}
		read = append(read, data)
	}
	return read, nil
}

func (t *tiles) SaveTiles([]tlog.Tile, [][]byte) {}
