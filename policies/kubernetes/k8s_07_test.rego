package seaworthy.kubernetes.k8s_07_test

import data.seaworthy.kubernetes.k8s_07

day := 86400

# 2026-11-20T08:00:00Z
now := 1795161600

workload(pod) := {
	"id": 1, "subject": {"kind": "Deployment", "namespace": "n", "name": "web"},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {"kind": "Deployment", "spec": {"template": {"spec": pod}}}},
}

with_container(fields) := workload({"containers": [object.union({"name": "web"}, fields)]})

object_(kind, name, fields) := {
	"id": 5, "subject": {"kind": kind, "namespace": "n", "name": name},
	"content": {"manifest": object.union({"kind": kind, "metadata": {"name": name, "namespace": "n"}}, fields)},
}

found(items, objects) := result if {
	result := k8s_07.findings with input as {
		"now": now,
		"parameters": {"secret_max_age_days": 90, "secrets_provided_elsewhere": ["n/outside"]},
		"evidence": {"kubernetes/workload": items, "kubernetes/object": objects},
	}
}

rules(items, objects) := {[f.rule, f.path] | some f in found(items, objects)}

names(items, objects) := {f.rule | some f in found(items, objects)}

at(rest) := array.concat(["spec", "template", "spec", "containers", 0], rest)

test_a_literal_in_env_fires_without_its_value if {
	found([with_container({"env": [{"name": "DB_PASSWORD", "value": "hunter2"}]})], []) == {{
		"rule": "literal-in-env", "on": 1, "path": at(["env", 0, "value"]), "container": "web", "name": "DB_PASSWORD",
	}}
}

test_a_password_in_a_url_fires_whatever_its_name if {
	names([with_container({"env": [{"name": "DATABASE_URL", "value": "postgresql://odoo:hunter2@db/harbor"}]})], []) == {"literal-in-env"}
}

test_harmless_env_is_silent if {
	every env in [
		{"name": "PASSWORD_FILE", "value": "/run/secrets/pw"},
		{"name": "DB_PASSWORD", "value": ""},
		{"name": "DB_PASSWORD"},
		{"name": "DB_PASSWORD", "value": "$(OTHER)"},
		{"name": "SECRET_NAME", "value": "harbor-db"},
		{"name": "WORKERS", "value": "4"},
		{"name": "DATABASE_URL", "value": "postgresql://odoo:$(PW)@db/harbor"},
	] {
		names([with_container({"env": [env]})], []) == set()
	}
}

test_init_containers_are_read if {
	item := workload({"containers": [{"name": "web"}], "initContainers": [{"name": "i", "env": [{"name": "TOKEN", "value": "x1"}]}]})
	{f.container | some f in found([item], [])} == {"i"}
}

test_literals_in_arguments_fire if {
	every fields in [
		{"args": ["--db_password=hunter2"]},
		{"args": ["--db_password", "hunter2"]},
		{"command": ["sh", "-c", "PGPASSWORD=hunter2 psql -h db"]},
		{"command": ["sh", "-c", "run\n--token abc123"]},
		{"command": ["odoo"], "args": ["postgresql://odoo:hunter2@db/harbor"]},
	] {
		names([with_container(fields)], []) == {"literal-in-arguments"}
	}
}

test_harmless_arguments_are_silent if {
	every fields in [
		{"args": ["--db_password=$(DB_PASSWORD)"]},
		{"args": ["--db_password", "$(DB_PASSWORD)"]},
		{"args": ["--password-file=/run/pw", "--no-password", "harbor"]},
		{"args": ["--token", "--verbose"]},
		{"args": ["--token"]},
		{"command": ["sh", "-c", "PGPASSWORD=\"$PW\" psql --no-password harbor"]},
		{"args": null},
	] {
		names([with_container(fields)], []) == set()
	}
}

test_literals_in_config_maps_fire if {
	config := object_("ConfigMap", "c", {"data": {"odoo.conf": "[options]\nadmin_passwd = hunter2\ndb_host = db\n"}})
	found([], [config]) == {{
		"rule": "literal-in-configmap", "on": 5, "path": ["data", "odoo.conf"], "key": "odoo.conf", "what": "setting admin_passwd",
	}}
	every data_ in [
		{"DB_PASSWORD": "hunter2"},
		{"url": "redis://:hunter2@cache/0"},
		{"tls.key": "-----BEGIN PRIVATE KEY-----\nMII"},
		{"redis.conf": "maxmemory 1gb\nrequirepass hunter2"},
	] {
		names([], [object_("ConfigMap", "c", {"data": data_})]) == {"literal-in-configmap"}
	}
}

test_harmless_config_maps_are_silent if {
	every data_ in [
		{"odoo.conf": "[options]\n; admin_passwd = x\ndb_password = False\nlist_db = False"},
		{"SECRET_NAME": "harbor-db", "DB_PASSWORD": ""},
		{"ca.crt": "-----BEGIN CERTIFICATE-----\nMII"},
		null,
	] {
		names([], [object_("ConfigMap", "c", {"data": data_})]) == set()
	}
}

by_key := with_container({"env": [{"name": "X", "valueFrom": {"secretKeyRef": {"name": "db", "key": "password"}}}]})

test_each_kind_of_reference_is_followed if {
	every pod in [
		by_key,
		with_container({"envFrom": [{"secretRef": {"name": "db"}}]}),
		workload({"containers": [{"name": "w"}], "volumes": [{"name": "v", "secret": {"secretName": "db"}}]}),
		workload({"containers": [{"name": "w"}], "volumes": [{"name": "v", "projected": {"sources": [{"secret": {"name": "db"}}]}}]}),
	] {
		names([pod], [object_("Secret", "other", {})]) == {"missing-secret"}
		names([pod], [object_("Secret", "db", {})]) == set()
	}
}

test_whoever_writes_the_secret_provides_it if {
	every provider in [
		object_("ExternalSecret", "db", {"spec": {}}),
		object_("ExternalSecret", "x", {"spec": {"target": {"name": "db"}}}),
		object_("SealedSecret", "db", {}),
		object_("Certificate", "x", {"spec": {"secretName": "db"}}),
		object_("SecretProviderClass", "x", {"spec": {"secretObjects": [{"secretName": "db"}]}}),
	] {
		names([by_key], [provider]) == set()
	}
	cluster := object_("Cluster", "pg", {"apiVersion": "postgresql.cnpg.io/v1"})
	names([with_container({"envFrom": [{"secretRef": {"name": "pg-app"}}]})], [cluster]) == set()
}

test_optional_references_may_be_missing if {
	optional := with_container({"envFrom": [{"secretRef": {"name": "db", "optional": true}}]})
	names([optional], [object_("Secret", "other", {})]) == set()
}

test_a_secret_provided_elsewhere_is_declared if {
	names([with_container({"envFrom": [{"secretRef": {"name": "outside"}}]})], []) == set()
}

test_no_secret_in_evidence_is_unknown if {
	elsewhere := {"id": 1, "subject": {"kind": "Deployment", "namespace": "m"}, "content": by_key.content}
	{[f.rule, f.status, f.path] | some f in found([elsewhere], [])} == {
		["secrets-not-seen", "unknown", at(["env", 0, "valueFrom", "secretKeyRef"])],
	}
}

test_a_missing_key_fires if {
	redacted := {"redacted": "sha256-hmac:00", "length": 7}
	names([by_key], [object_("Secret", "db", {"data": {"username": redacted}})]) == {"missing-key"}
	names([by_key], [object_("Secret", "db", {"data": {"password": redacted}})]) == set()
	names([by_key], [object_("Secret", "db", {"stringData": {"password": redacted}})]) == set()
}

synced(status) := object_("ExternalSecret", "db", {"status": {"conditions": [{"type": "Ready", "status": status, "reason": "SecretSyncedError"}]}})

test_a_failed_sync_fires if {
	found([], [synced("False")]) == {{
		"rule": "sync-failed", "on": 5, "path": ["status", "conditions"], "kind": "ExternalSecret", "reason": "SecretSyncedError",
	}}
	names([], [synced("True")]) == set()
	{[f.rule, f.status] | some f in found([], [synced("Unknown")])} == {["sync-not-known", "unknown"]}
}

aged(metadata) := {
	"id": 5, "subject": {"kind": "Secret", "namespace": "n", "name": "db"},
	"content": {"manifest": {"kind": "Secret", "metadata": object.union({"name": "db"}, metadata)}},
}

test_an_old_secret_fires if {
	found([], [aged({"creationTimestamp": "2026-08-01T08:00:00Z"})]) == {{
		"rule": "too-old", "on": 5, "path": ["metadata"], "days": 111, "limit": 90,
	}}
}

test_a_renewed_secret_is_silent if {
	old := "2025-01-01T00:00:00Z"
	every metadata in [
		{"creationTimestamp": "2026-08-22T08:00:00Z"},
		{"creationTimestamp": old, "managedFields": [{"time": old}, {"time": "2026-11-01T00:00:00Z"}]},
		{"creationTimestamp": old, "annotations": {"seaworthy.dev/rotated-at": "2026-11-01T00:00:00Z"}},
		{},
		{"creationTimestamp": null},
	] {
		names([], [aged(metadata)]) == set()
	}
}

test_helm_records_do_not_age if {
	record := object.union(aged({"creationTimestamp": "2020-01-01T00:00:00Z"}), {"content": {"manifest": {"type": "helm.sh/release.v1"}}})
	names([], [record]) == set()
}

test_absent_evidence_is_silent if found([], []) == set()

in_env(fields, forbidden) := {[f.rule, f.path] | some f in result} if {
	result := k8s_07.findings with input as {
		"now": now, "parameters": {"secret_max_age_days": 90, "secrets_provided_elsewhere": ["n/db"], "forbid_secret_env": forbidden},
		"evidence": {"kubernetes/workload": [with_container(fields)], "kubernetes/object": []},
	}
}

test_secrets_in_the_environment_are_asked_on_demand if {
	single := {"env": [{"name": "A", "value": "1"}, {"name": "B", "valueFrom": {"secretKeyRef": {"name": "db", "key": "k"}}}]}
	whole := {"envFrom": [{"secretRef": {"name": "db"}}]}
	in_env(single, true) == {["secret-in-env", at(["env", 1, "valueFrom", "secretKeyRef"])]}
	in_env(whole, true) == {["secret-in-env", at(["envFrom", 0, "secretRef"])]}
	in_env({"envFrom": [{"configMapRef": {"name": "db"}}], "env": null}, true) == set()
	in_env(single, false) == set()
	in_env(whole, false) == set()
}
