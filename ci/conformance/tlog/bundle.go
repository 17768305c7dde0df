package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	formats "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

// envelope is DSSE, of which the log has the digest of what was signed, and the signature.
type envelope struct {
	PayloadType string
	Payload     []byte
	Signatures  []struct{ Sig []byte }
}

type logged struct {
	SignedDigest  string
	PayloadDigest string
	Signature     []byte
	Verdict       string
}

// bundle verifies that the verdict of an evidence bundle is in a log: the entry under the log's
// checkpoint, and, by the entry alone, that the sealer signed what it names.
func bundle(folder, logKey, sealerKey string) error {
	der, err := readKey(logKey)
	if err != nil {
		return err
	}
	entry, err := os.ReadFile(filepath.Join(folder, "data/log/entry.json"))
	if err != nil {
		return err
	}
	proof, err := os.ReadFile(filepath.Join(folder, "data/log/proof.tlog-proof"))
	if err != nil {
		return err
	}
	origin, err := originOf(string(proof))
	if err != nil {
		return err
	}
	verifier, err := verifierOf(der, origin)
	if err != nil {
		return err
	}
	tree, err := checkProof(string(proof), origin, verifier, func(int64) []byte { return entry })
	if err != nil {
		return err
	}
	said, err := checkEntry(folder, entry, sealerKey)
	if err != nil {
		return err
	}
	fmt.Printf("a verdict `%s` is in %s, of %d entries\n", said.Verdict, origin, tree.N)
	return nil
}

func checkEntry(folder string, entry []byte, sealerKey string) (logged, error) {
	var said logged
	if err := json.Unmarshal(entry, &said); err != nil {
		return said, err
	}
	file, err := os.ReadFile(filepath.Join(folder, "data/verdict.seal"))
	if err != nil {
		return said, err
	}
	var seal envelope
	if err := json.Unmarshal(file, &seal); err != nil {
		return said, err
	}
	pae := fmt.Appendf(nil, "DSSEv1 %d %s %d ", len(seal.PayloadType), seal.PayloadType, len(seal.Payload))
	digest := sha256.Sum256(append(pae, seal.Payload...))
	if said.SignedDigest != fmt.Sprintf("sha256:%x", digest) ||
		said.PayloadDigest != fmt.Sprintf("sha256:%x", sha256.Sum256(seal.Payload)) ||
		len(seal.Signatures) != 1 || !bytes.Equal(said.Signature, seal.Signatures[0].Sig) {
		return said, errors.New("the entry is about another verdict")
	}
	der, err := readKey(sealerKey)
	if err != nil {
		return said, err
	}
	public, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		return said, err
	}
	if !ecdsa.VerifyASN1(public.(*ecdsa.PublicKey), digest[:], said.Signature) {
		return said, errors.New("the sealer did not sign what the entry names")
	}
	return said, nil
}

// cosign signs the checkpoint of a proof besides, as transparency-dev's witnesses do, and writes the
// proof and the witness's verifier key, which is held against it first.
func cosign(proof, output, keyFile string) error {
	text, err := os.ReadFile(proof)
	if err != nil {
		return err
	}
	top, signed, found := strings.Cut(string(text), "\n\n")
	body, _, more := strings.Cut(signed, "\n\n")
	if !found || !more {
		return errors.New("it is no proof")
	}
	secret, public, err := note.GenerateKey(rand.Reader, "witness.test/go")
	if err != nil {
		return err
	}
	signer, err := formats.NewSignerForCosignatureV1(secret)
	if err != nil {
		return err
	}
	alone, err := note.Sign(&note.Note{Text: body + "\n"}, signer)
	if err != nil {
		return err
	}
	vkey, err := formats.VKeyToCosignatureV1(public)
	if err != nil {
		return err
	}
	verifier, err := formats.NewVerifierForCosignatureV1(vkey)
	if err != nil {
		return err
	}
	if _, err := note.Open(alone, note.VerifierList(verifier)); err != nil {
		return err
	}
	_, line, _ := strings.Cut(string(alone), "\n\n")
	if err := os.WriteFile(keyFile, []byte(vkey+"\n"), 0o644); err != nil {
		return err
	}
	return os.WriteFile(output, []byte(top+"\n\n"+signed+line), 0o644)
}

func originOf(proof string) (string, error) {
	_, signed, found := strings.Cut(proof, "\n\n")
	name, _, more := strings.Cut(signed, "\n")
	if !found || !more {
		return "", errors.New("it is no proof")
	}
	return name, nil
}

func readKey(file string) ([]byte, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, fmt.Errorf("%s is no PEM", file)
	}
	return block.Bytes, nil
}
