package seaworthy.security.sec_01_test

import data.seaworthy.security.sec_01

workload(container) := {
	"id": 1, "subject": {"kind": "Deployment", "namespace": "n", "name": "web"},
	"content": {"podPath": ["spec"], "manifest": {"kind": "Pod", "spec": {"containers": [object.union({"name": "web"}, container)]}}},
}

object_(kind, fields) := {
	"id": 5, "subject": {"kind": kind, "namespace": "n", "name": "o"},
	"content": {"manifest": object.union({"kind": kind, "metadata": {"name": "o", "namespace": "n"}}, fields)},
}

scan(type, secrets) := {"id": 7, "content": {"artifactType": type, "image": {"name": "erp"}, "secrets": secrets}}

clean := scan("repository", [])

found(container, objects, scans) := result if {
	result := sec_01.findings with input as {
		"parameters": {"repository_scan_required": true},
		"evidence": {"kubernetes/workload": [workload(container)], "kubernetes/object": objects, "image/scan": scans},
	}
}

rules(container, objects, scans) := {one.rule | some one in found(container, objects, scans)}

test_references_are_silent if {
	found({"env": [{"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}]}, [], [clean]) == set()
}

test_a_literal_in_env_fires_without_its_value if {
	found({"env": [{"name": "DB_PASSWORD", "value": "hunter2"}]}, [], [clean]) == {{
		"rule": "literal-in-env", "on": 1, "path": ["spec", "containers", 0, "env", 0, "value"],
		"container": "web", "name": "DB_PASSWORD",
	}}
}

test_a_literal_in_arguments_fires if rules({"args": ["--db-password=hunter2"]}, [], [clean]) == {"literal-in-arguments"}

test_a_setting_in_a_configuration_file_fires_by_its_name if {
	odoo := object_("ConfigMap", {"data": {"odoo.conf": "[options]\nadmin_passwd = hunter2\ndb_host = db\n"}})
	found({}, [odoo], [clean]) == {{
		"rule": "literal-in-configmap", "on": 5, "path": ["data", "odoo.conf"], "key": "odoo.conf", "what": "setting admin_passwd",
	}}
}

test_values_of_a_chart_fire_by_their_place if {
	release := object_("HelmRelease", {"spec": {"values": {"auth": {"password": "hunter2", "existingSecret": "db"}}}})
	found({}, [release], [clean]) == {{
		"rule": "literal-in-values", "on": 5, "path": ["spec", "values", "auth", "password"],
		"kind": "HelmRelease", "field": "values.auth.password",
	}}
}

test_parameters_of_an_application_fire if {
	application := object_("Application", {"spec": {"source": {"helm": {"parameters": [{"name": "auth.password", "value": "hunter2"}]}}}})
	rules({}, [application], [clean]) == {"literal-in-values"}
}

test_a_block_of_values_is_read_line_by_line if {
	chart := object_("HelmChart", {"spec": {"valuesContent": "auth:\n  password: hunter2\n"}})
	rules({}, [chart], [clean]) == {"literal-in-values"}
}

test_the_name_of_a_secret_is_none if {
	middleware := object_("Middleware", {"spec": {"basicAuth": {"secret": "users", "realm": "erp"}}})
	found({}, [middleware], [clean]) == set()
}

test_values_without_a_spec_are_silent if found({}, [object_("HelmRelease", {}), object_("Middleware", {"spec": null})], [clean]) == set()

test_a_secret_in_the_repository_fires_by_its_line if {
	found({}, [], [scan("repository", [{"rule": "aws", "title": "AWS key", "target": "deploy/.env", "startLine": 3}])]) == {{
		"rule": "secret-in-repository", "on": 7, "path": [], "scan": "erp", "target": "deploy/.env", "title": "AWS key", "line": 3,
	}}
}

test_secrets_of_images_are_left_to_the_control_of_images if {
	found({}, [], [clean, scan("container_image", [{"rule": "aws", "target": "x"}])]) == set()
}

test_without_a_scan_of_the_sources_it_is_unknown if {
	found({}, [], []) == {{"rule": "repository-not-scanned", "on": 1, "path": [], "status": "unknown"}}
	rules({}, [], [scan("container_image", [])]) == {"repository-not-scanned"}
}

test_the_scan_may_be_waived_by_a_parameter if {
	result := sec_01.findings with input as {
		"parameters": {"repository_scan_required": false},
		"evidence": {"kubernetes/workload": [workload({})]},
	}
	result == set()
}

test_secrets_that_cannot_be_read_are_unknown if {
	some one in found({}, [], [{"id": 7, "content": {"artifactType": "filesystem", "image": {"name": "erp"}}}])
	[one.rule, one.status] == ["secrets-unreadable", "unknown"]
}
