package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"net/http"
	"os"

	formats "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/witness/persistence/inmemory"
	"github.com/transparency-dev/witness/witness"
	"golang.org/x/mod/sumdb/note"
)

// serveWitness runs transparency-dev's witness of one log until it is killed. Its address and its
// verifier key are written into files, the address last.
func serveWitness(origin, logKey, keyFile, addressFile string) error {
	der, err := readKey(logKey)
	if err != nil {
		return err
	}
	log, err := verifierOf(der, origin)
	if err != nil {
		return err
	}
	secret, public, err := note.GenerateKey(rand.Reader, "witness.test/transparency-dev")
	if err != nil {
		return err
	}
	signer, err := formats.NewSignerForCosignatureV1(secret)
	if err != nil {
		return err
	}
	vkey, err := formats.VKeyToCosignatureV1(public)
	if err != nil {
		return err
	}
	one, err := witness.New(context.Background(), witness.Opts{
		Persistence: inmemory.New(),
		Signers:     []note.Signer{signer},
		VerifierForLog: func(_ context.Context, of string) (note.Verifier, bool, error) {
			return log, of == origin, nil
		},
	})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	http.HandleFunc("POST /add-checkpoint", witness.NewHTTPHandler(one).AddCheckpoint)
	if err := os.WriteFile(keyFile, []byte(vkey+"\n"), 0o644); err != nil {
		return err
	}
	address := fmt.Sprintf("http://%s\n", listener.Addr())
	if err := os.WriteFile(addressFile+".new", []byte(address), 0o644); err != nil {
		return err
	}
	if err := os.Rename(addressFile+".new", addressFile); err != nil {
		return err
	}
	return http.Serve(listener, nil)
}
