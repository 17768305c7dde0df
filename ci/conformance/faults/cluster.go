package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

// A cluster is the API server that asks the webhook, as its clients see it.
type cluster struct {
	url    string
	client *http.Client
}

// An answer of the API server, or of the webhook; no code where there was none.
type answer struct {
	code     int
	message  string
	warnings []string
	began    time.Time
	ended    time.Time
	err      error
}

func (a answer) String() string {
	if a.err != nil {
		return a.err.Error()
	}
	return fmt.Sprintf("%d %s", a.code, a.message)
}

// A kubeconfig as ci/components/kubernetes.sh writes it names the files of the administrator.
func newCluster(url, authorityFile, certFile, keyFile string) (*cluster, error) {
	trusted := x509.NewCertPool()
	authority, err := os.ReadFile(authorityFile)
	if err != nil {
		return nil, err
	}
	trusted.AppendCertsFromPEM(authority)
	own, err := tls.LoadX509KeyPair(certFile, keyFile)
	if err != nil {
		return nil, err
	}
	return &cluster{url, &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: trusted, Certificates: []tls.Certificate{own}}, MaxIdleConnsPerHost: 32}}}, nil
}

func (c *cluster) create(path string, o object, dryRun bool) answer {
	if dryRun {
		path += "?dryRun=All"
	}
	return c.send("POST", path, "application/json", o)
}

func (c *cluster) send(method, path, kind string, content any) answer {
	var body io.Reader
	if content != nil {
		encoded, err := json.Marshal(content)
		if err != nil {
			return answer{err: err}
		}
		body = bytes.NewReader(encoded)
	}
	request, err := http.NewRequestWithContext(context.Background(), method, c.url+path, body)
	if err != nil {
		return answer{err: err}
	}
	request.Header.Set("Content-Type", kind)
	a := answer{began: time.Now()}
	response, err := c.client.Do(request)
	if err == nil {
		defer response.Body.Close()
		a.code, a.warnings = response.StatusCode, response.Header.Values("Warning")
		var content []byte
		if content, err = io.ReadAll(response.Body); err == nil {
			var status struct{ Message string }
			json.Unmarshal(content, &status)
			a.message = status.Message
		}
	}
	a.err, a.ended = err, time.Now()
	return a
}

func (c *cluster) isReady() bool {
	a := c.send("GET", "/readyz", "text/plain", nil)
	return a.err == nil && a.code == 200
}

func (c *cluster) version() (string, error) {
	response, err := c.client.Get(c.url + "/version")
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	var told struct{ GitVersion string }
	err = json.NewDecoder(response.Body).Decode(&told)
	return told.GitVersion, err
}

// A webhook is asked directly, through the balancer or one replica.
type webhook struct {
	url    string
	client *http.Client
}

func newWebhook(port int) *webhook {
	// What the servers certify is looked at where it matters; here it changes while the suite runs.
	return &webhook{fmt.Sprintf("https://127.0.0.1:%d", port), &http.Client{Timeout: 20 * time.Second,
		Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, MaxIdleConnsPerHost: 32}}}
}

// What a review was answered.
type reviewed struct {
	answer
	uid     string
	allowed bool
}

func (w *webhook) review(r object) reviewed {
	body, err := json.Marshal(r)
	if err != nil {
		return reviewed{answer: answer{err: err}}
	}
	began := time.Now()
	response, err := w.client.Post(w.url+"/validate", "application/json", bytes.NewReader(body))
	if err != nil {
		return reviewed{answer: answer{err: err, began: began, ended: time.Now()}}
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	var told struct {
		Response struct {
			UID     string
			Allowed bool
			Status  struct{ Message string }
		}
	}
	if err == nil && response.StatusCode == 200 {
		err = json.Unmarshal(content, &told)
	}
	a := answer{code: response.StatusCode, message: told.Response.Status.Message, began: began, ended: time.Now(), err: err}
	if asked := r["request"].(object)["uid"]; a.err == nil && a.code == 200 && told.Response.UID != asked {
		a.err = errors.New("the answer is to another review: " + told.Response.UID)
	}
	return reviewed{a, told.Response.UID, told.Response.Allowed}
}

func (w *webhook) status(path string) (int, string) {
	response, err := w.client.Get(w.url + path)
	if err != nil {
		return 0, err.Error()
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(text)
}

func (w *webhook) isReady() bool {
	code, _ := w.status("/readyz")
	return code == 200
}

// metric gives the value of a line of /metrics that begins so.
func (w *webhook) metric(begin string) string {
	_, text := w.status("/metrics")
	for _, line := range strings.Split(text, "\n") {
		if rest, found := strings.CutPrefix(line, begin+" "); found {
			return rest
		}
	}
	return ""
}
