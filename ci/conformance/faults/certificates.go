package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

func reader(content []byte) io.Reader { return bytes.NewReader(content) }

// An authority signs the webhook's certificates.
type authority struct {
	key  *ecdsa.PrivateKey
	cert *x509.Certificate
	pem  []byte
}

// Certificates begin two days ago: clocks are set back during the suite.
func unsigned(name string, serial int64) *x509.Certificate {
	return &x509.Certificate{SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(48 * time.Hour)}
}

func newAuthority(name string) (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	own := unsigned(name, time.Now().UnixNano())
	own.IsCA, own.BasicConstraintsValid, own.KeyUsage = true, true, x509.KeyUsageCertSign
	der, err := x509.CreateCertificate(rand.Reader, own, own, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(der)
	return &authority{key, cert, pemOf("CERTIFICATE", der)}, err
}

// issue replaces the certificate in a folder as a kubelet does with that of a Secret: the files are links
// through a link, which is replaced at once.
func (a *authority) issue(folder string) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	served := unsigned("webhook", time.Now().UnixNano())
	served.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
	der, err := x509.CreateCertificate(rand.Reader, served, a.cert, &key.PublicKey, a.key)
	if err != nil {
		return err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	version := filepath.Join(folder, "..v"+served.SerialNumber.String())
	if err := os.MkdirAll(version, 0o700); err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		"tls.crt": pemOf("CERTIFICATE", der), "tls.key": pemOf("PRIVATE KEY", secret)} {
		if err := os.WriteFile(filepath.Join(version, name), content, 0o600); err != nil {
			return err
		}
		os.Symlink(filepath.Join("..data", name), filepath.Join(folder, name))
	}
	next := filepath.Join(folder, "..next")
	if err := os.Symlink(filepath.Base(version), next); err != nil {
		return err
	}
	return os.Rename(next, filepath.Join(folder, "..data"))
}

func pemOf(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}
