package seaworthy.tls.tls_04_test

import data.seaworthy.tls.tls_04

# 2026-01-31T08:00:00Z
now := 1769846400

route := {"name": "erp", "namespace": "n", "tls": true, "certificate": "secret", "secretName": "erp-tls"}

status(fields) := object.union(
	{
		"conditions": [{"type": "Ready", "status": "True", "reason": "Ready"}],
		"renewalTime": "2026-02-20T08:00:00Z", "notAfter": "2026-03-20T08:00:00Z",
	},
	fields,
)

object_(id, api, kind, name, fields) := {
	"id": id, "subject": {"kind": kind, "namespace": "n", "name": name},
	"content": {"manifest": object.union({"apiVersion": api, "kind": kind, "metadata": {"name": name, "namespace": "n"}}, fields)},
}

certificate(fields) := object_(10, "cert-manager.io/v1", "Certificate", "erp", object.union({"spec": {"secretName": "erp-tls"}}, fields))

found(routes, objects, proxies) := result if {
	result := tls_04.findings with input as {"now": now, "parameters": {"renewal_grace_hours": 24}, "evidence": {
		"tls/route": [{"id": i, "content": content} | some i, content in routes],
		"tls/proxy": [{"id": 80 + i, "content": content} | some i, content in proxies],
		"kubernetes/object": objects,
	}}
}

rules(fields) := {f.rule | some f in found([route], [certificate({"status": status(fields)})], [])}

test_a_ready_certificate_is_silent if rules({}) == set()

test_one_that_is_not_ready_fires if {
	found([route], [certificate({"status": status({"conditions": [{"type": "Ready", "status": "False", "reason": "Failed"}]})})], []) == {{
		"rule": "not-ready", "on": 10, "path": ["status"], "name": "erp", "reason": "Failed",
	}}
	rules({"conditions": []}) == {"not-ready"}
}

test_a_missed_renewal_fires if {
	rules({"renewalTime": "2026-01-30T08:00:00Z"}) == {"renewal-missed"}
	rules({"renewalTime": "2026-01-30T09:00:00Z"}) == set()
	rules({"renewalTime": "2026-01-01T08:00:00Z", "notAfter": "2026-01-31T07:00:00Z"}) == {"outlived"}
}

test_a_declaration_alone_is_unknown if {
	{[f.rule, f.status] | some f in found([route], [certificate({})], [])} == {["state-not-known", "unknown"]}
}

test_the_clusters_word_counts_beside_a_declaration if {
	found([route], [certificate({}), object.union(certificate({"status": status({})}), {"id": 11})], []) == set()
}

test_a_secret_that_nothing_fills_fires if {
	{[f.rule, f.secret] | some f in found([route], [], [])} == {["manual", "erp-tls"]}
	other := object.union(route, {"namespace": "m"})
	{f.rule | some f in found([other], [certificate({"status": status({})})], [])} == {"manual"}
}

secret(spec) := object_(12, "external-secrets.io/v1", "ExternalSecret", "erp-tls", {"spec": spec})

test_external_secrets_are_fetched_anew if {
	found([route], [secret({"refreshInterval": "1h"})], []) == set()
	{f.rule | some f in found([route], [secret({"refreshInterval": "0"})], [])} == {"manual"}
	{f.rule | some f in found([route], [secret({"target": {"name": "other"}})], [])} == {"manual"}
}

test_an_ingress_may_ask_for_its_own if {
	ingress := object_(13, "networking.k8s.io/v1", "Ingress", "erp", {
		"metadata": {"annotations": {"cert-manager.io/cluster-issuer": "le"}},
		"spec": {"tls": [{"secretName": "erp-tls"}]},
	})
	found([route], [ingress], []) == set()
}

resolved := {"name": "erp", "namespace": "n", "tls": true, "certificate": "resolver", "certResolver": "le"}

proxy(resolver) := {"name": "t", "certificateResolvers": [resolver]}

test_resolvers_must_be_there if {
	found([resolved], [], [proxy({"name": "le", "acme": true, "challenge": true})]) == set()
	{f.rule | some f in found([resolved], [], [proxy({"name": "other", "acme": true, "challenge": true})])} == {"resolver-not-found"}
	{f.rule | some f in found([resolved], [], [proxy({"name": "le", "acme": true, "challenge": false})])} == {"resolver-without-challenge"}
	{[f.rule, f.status] | some f in found([resolved], [], [])} == {["resolver-not-known", "unknown"]}
}

test_routes_without_certificates_are_unknown if {
	{[f.rule, f.status] | some f in found([{"name": "x", "tls": true, "certificate": "default"}], [], [])} == {["no-certificate", "unknown"]}
}
