package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"time"
)

// A world is what the suite runs: an API server of its own on the cluster that it is given, a balancer, and the
// replicas of the webhook behind it.
type world struct {
	folder    string
	seaworthy string
	cluster   *cluster
	server    *process
	proxy     *process
	proxyPort int
	balancer  *webhook
	replicas  []*replica
	authority *authority
	load      *load
	shown     strings.Builder
	length    time.Duration
	times     int
}

type replica struct {
	process
	port    int
	webhook *webhook
}

const (
	namespaceWarn  = "sandbox"
	namespaceAudit = "watched"
	// Controls of the bundles that are not named are told to the audit log alone; what nobody judged is refused.
	modes = `default: audit
unknown: enforce
controls: {K8S-09: enforce, CRATE-01: enforce}
namespaces:
  sandbox: {default: audit, controls: {K8S-09: warn}}
  watched: {default: audit}
`
	auditPolicy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - {level: None, verbs: [get, list, watch]}
  - level: Metadata
`
	proxyConfig = `global
  maxconn 4000
defaults
  mode tcp
  timeout connect 1s
  timeout client 90s
  timeout server 90s
  retries 3
  option redispatch 1
listen webhook
  bind 127.0.0.1:{{.Port}}
  balance roundrobin
  option httpchk GET /readyz
  default-server check check-ssl verify none inter 200ms fall 2 rise 1
{{range .Replicas}}  server {{.Name}} 127.0.0.1:{{.Port}}
{{end}}`
)

func freePort() int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

func (w *world) path(name ...string) string {
	return filepath.Join(append([]string{w.folder}, name...)...)
}

func (w *world) write(name, content string) error {
	// Replaced at once, as whoever mounts files does.
	next := w.path(name + ".next")
	if err := os.WriteFile(next, []byte(content), 0o600); err != nil {
		return err
	}
	return os.Rename(next, w.path(name))
}

// files makes keys, certificates, modes and the two editions of the suite's own bundle.
func (w *world) files() error {
	for _, name := range []string{"tls", "waivers"} {
		if err := os.MkdirAll(w.path(name), 0o700); err != nil {
			return err
		}
	}
	var err error
	if w.authority, err = newAuthority("first"); err != nil {
		return err
	}
	if err := w.authority.issue(w.path("tls")); err != nil {
		return err
	}
	for name, content := range map[string]string{
		"ca.crt": string(w.authority.pem), "modes.yaml": modes, "audit.yaml": auditPolicy} {
		if err := w.write(name, content); err != nil {
			return err
		}
	}
	for _, key := range []string{"log", "policy", "waiver"} {
		if _, err := run(nil, w.seaworthy, "keys", "generate", "-o", w.path(key+".pem")); err != nil {
			return err
		}
	}
	return w.editions()
}

// editions builds the bundle that `policy new` makes, and a later one that asks for another label.
func (w *world) editions() error {
	folder := w.path("policies")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if _, err := run(nil, w.seaworthy, "policy", "new", "crate", folder); err != nil {
		return err
	}
	for _, version := range []string{"0.1.0", "0.2.0"} {
		if version == "0.2.0" {
			for file, change := range map[string][2]string{
				"bundle.json": {`"0.1.0"`, `"0.2.0"`}, "data.json": {`"default": "owner"`, `"default": "team"`}} {
				if err := replaceIn(filepath.Join(folder, "crate", file), change[0], change[1]); err != nil {
					return err
				}
			}
		}
		if _, err := run(nil, w.seaworthy, "policy", "build", filepath.Join(folder, "crate"), "--key",
			w.path("policy.pem")); err != nil {
			return err
		}
	}
	return w.bundle("0.1.0")
}

func replaceIn(file, from, to string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if !bytes.Contains(text, []byte(from)) {
		return fmt.Errorf("%s has no %s", file, from)
	}
	return os.WriteFile(file, bytes.ReplaceAll(text, []byte(from), []byte(to)), 0o600)
}

// bundle puts an edition of the suite's own bundle in force.
func (w *world) bundle(version string) error {
	built, err := os.ReadFile(w.path("policies", "dist", "crate-"+version+".tar.gz"))
	if err != nil {
		return err
	}
	return w.write("crate.tar.gz", string(built))
}

func (w *world) newReplica(name string) *replica {
	port := freePort()
	return &replica{process{name: name, folder: w.folder, command: []string{
		w.seaworthy, "admission", "serve", "--certificate", w.path("tls", "tls.crt"), "--key", w.path("tls", "tls.key"),
		"--port", fmt.Sprint(port), "--config", w.path("modes.yaml"), "--bundle", "kubernetes", "--bundle", "crate",
		"--bundle-file", w.path("crate.tar.gz"), "--trust-key", w.path("policy.pub"),
		"--waivers", w.path("waivers"), "--waiver-key", w.path("waiver.pub"),
		"--decisions", w.path(name), "--decisions-key", w.path("log.pem"), "--seal-seconds", "5",
		"--drain-seconds", "5", "--reload-seconds", "1", "--warm-up-millis", "500", "--deadline-millis", "8000"}},
		port, newWebhook(port)}
}

func (r *replica) up() error {
	if err := r.start(); err != nil {
		return err
	}
	return r.ready()
}

func (r *replica) ready() error {
	if err := eventually(90*time.Second, r.name+" is ready", r.webhook.isReady); err != nil {
		return fmt.Errorf("%w: %s", err, r.said())
	}
	return nil
}

// start starts all, and has the API server ask the webhook.
func (w *world) start(apiServer, haproxy string) error {
	if err := w.startServer(apiServer); err != nil {
		return err
	}
	w.proxyPort = freePort()
	w.balancer = newWebhook(w.proxyPort)
	var proxied []object
	for _, name := range []string{"a", "b"} {
		r := w.newReplica(name)
		w.replicas = append(w.replicas, r)
		proxied = append(proxied, object{"Name": name, "Port": r.port})
		if err := r.start(); err != nil {
			return err
		}
	}
	var config strings.Builder
	if err := template.Must(template.New("").Parse(proxyConfig)).Execute(&config,
		object{"Port": w.proxyPort, "Replicas": proxied}); err != nil {
		return err
	}
	if err := w.write("haproxy.cfg", config.String()); err != nil {
		return err
	}
	w.proxy = &process{name: "haproxy", folder: w.folder, command: []string{haproxy, "-db", "-f", w.path("haproxy.cfg")}}
	if err := w.proxy.start(); err != nil {
		return err
	}
	for _, r := range w.replicas {
		if err := r.ready(); err != nil {
			return err
		}
	}
	return eventually(20*time.Second, "the balancer passes reviews on", w.balancer.isReady)
}

// The API server of the suite writes down what it was told by the webhook: its audit log has each verdict's id.
func (w *world) startServer(program string) error {
	port := freePort()
	w.server = &process{name: "apiserver", folder: w.folder, command: []string{program, fmt.Sprint(port),
		"--audit-log-path=" + w.path("audit.jsonl"), "--audit-policy-file=" + w.path("audit.yaml")}}
	if err := w.server.start(); err != nil {
		return err
	}
	var config struct {
		Clusters []struct {
			Cluster struct {
				Authority string `json:"certificate-authority"`
			}
		}
		Users []struct {
			Name string
			User struct {
				Cert string `json:"client-certificate"`
				Key  string `json:"client-key"`
			}
		}
	}
	told, err := run(nil, "kubectl", "config", "view", "-o", "json")
	if err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(told), &config); err != nil {
		return err
	}
	for _, user := range config.Users {
		if user.Name == "admin" {
			w.cluster, err = newCluster(fmt.Sprintf("https://localhost:%d", port),
				config.Clusters[0].Cluster.Authority, user.User.Cert, user.User.Key)
		}
	}
	if err != nil {
		return err
	}
	if err := eventually(90*time.Second, "the API server is ready", w.cluster.isReady); err != nil {
		return fmt.Errorf("%w: %s", err, w.server.said())
	}
	return nil
}

// register has the API server ask the webhook, trusting these authorities.
func (w *world) register(authorities ...*authority) error {
	var all []byte
	for _, a := range authorities {
		all = append(all, a.pem...)
	}
	if err := w.write("ca.crt", string(all)); err != nil {
		return err
	}
	manifest, err := run(nil, w.seaworthy, "admission", "manifests", "--url",
		fmt.Sprintf("https://127.0.0.1:%d/validate", w.proxyPort), "--ca", w.path("ca.crt"), "--fail-closed")
	if err != nil {
		return err
	}
	if _, err := run([]byte(manifest), w.kubectl("apply", "-f", "-")...); err != nil {
		return err
	}
	// The API server hears of it by a watch.
	time.Sleep(2 * time.Second)
	return nil
}

func (w *world) kubectl(arguments ...string) []string {
	return append([]string{"kubectl", "--context", "admin", "--server", w.cluster.url}, arguments...)
}

// show runs kubectl, and keeps what was asked and answered for the transcript.
func (w *world) show(manifest string, arguments ...string) string {
	out, _ := run([]byte(manifest), w.kubectl(arguments...)...)
	if manifest != "" {
		fmt.Fprintf(&w.shown, "$ kubectl %s <<'YAML'\n%sYAML\n%s\n", strings.Join(arguments, " "), manifest, out)
	} else {
		fmt.Fprintf(&w.shown, "$ kubectl %s\n%s\n", strings.Join(arguments, " "), out)
	}
	return out
}

func (w *world) end() {
	if w.cluster != nil {
		run(nil, w.kubectl("delete", "validatingwebhookconfiguration", "seaworthy")...)
	}
	for _, r := range w.replicas {
		r.stop(30 * time.Second)
	}
	for _, p := range []*process{w.proxy, w.server} {
		if p != nil {
			p.stop(30 * time.Second)
		}
	}
}
