package seaworthy.tls.tls_03_test

import data.seaworthy.tls.tls_03

parameters := {
	"odoo_images": ["odoo"], "allowed_sslmodes": ["verify-full"],
	"endpoint_words": ["s3", "webhook"], "plaintext_allowed": ["mail.example"],
}

found_with(container, objects, given) := result if {
	result := tls_03.findings with input as {"parameters": object.union(parameters, given), "evidence": {
		"kubernetes/workload": [{
			"id": 1, "subject": {"kind": "Deployment", "namespace": "n", "name": "odoo"},
			"content": {"podPath": ["spec", "template", "spec"], "manifest": {
				"kind": "Deployment", "metadata": {"name": "odoo", "namespace": "n"},
				"spec": {"template": {"spec": {
					"containers": [object.union({"name": "odoo", "image": "registry.example/odoo:18"}, container)],
					"volumes": [{"name": "config", "configMap": {"name": "conf"}}],
				}}},
			}},
		}],
		"kubernetes/object": [{"id": 10 + i, "subject": {"kind": "ConfigMap", "namespace": "n", "name": name}, "content": {"manifest": {
			"kind": "ConfigMap", "metadata": {"name": name, "namespace": "n"}, "data": data_,
		}}} |
			some i, [name, data_] in objects
		],
	}}
}

found(container) := found_with(container, [], {})

rules(container) := {f.rule | some f in found(container)}

env(variables) := {"env": [{"name": name, "value": value} | some name, value in variables]}

test_verified_connections_are_silent if {
	rules(env({
		"PGHOST": "db", "PGSSLMODE": "verify-full", "REDIS_URL": "rediss://cache:6379/0",
		"S3_ENDPOINT": "https://s3.example", "WEBHOOK_URL": "https://hooks.example/x",
	})) == set()
}

test_a_weak_mode_fires[mode] if {
	some mode in ["disable", "allow", "prefer", "require", "verify-ca"]
	found(env({"PGHOST": "db", "PGSSLMODE": mode})) == {{
		"rule": "weak-sslmode", "on": 1, "path": ["spec", "template", "spec", "containers", 0],
		"container": "odoo", "workload": "odoo", "setting": "PGSSLMODE", "value": mode,
	}}
}

test_modes_stand_in_connection_strings if {
	rules(env({"DATABASE_URL": "postgresql://u:p@db:5432/x?sslmode=require"})) == {"weak-sslmode"}
	rules(env({"DATABASE_URL": "postgresql://u:p@db:5432/x?sslmode=verify-full"})) == set()
	rules({"args": ["psql 'host=db sslmode=prefer'"]}) == {"weak-sslmode"}
}

test_no_mode_takes_what_it_gets if {
	{[f.rule, f.host] | some f in found(env({"PGHOST": "db"}))} == {["no-sslmode", "db"]}
	{[f.rule, f.host] | some f in found(env({"DATABASE_URL": "postgres://u:secret@db/x"}))} == {["no-sslmode", "db"]}
}

test_no_password_is_told if {
	every f in found(env({"DATABASE_URL": "postgres://u:s3cr3t@db/x", "REDIS_URL": "redis://:s3cr3t@cache/0"})) {
		not contains(json.marshal(f), "s3cr3t")
	}
}

test_the_pod_itself_is_no_hop if {
	rules(env({"PGHOST": "localhost", "PGSSLMODE": "disable", "REDIS_URL": "redis://127.0.0.1:6379"})) == set()
	rules(env({"PGHOST": "/var/run/postgresql"})) == set()
	rules(env({"S3_ENDPOINT": "http://[::1]:9000"})) == set()
}

conf(mode) := [["conf", {"odoo.conf": concat("", ["[options]\n# sslmode=disable\ndb_sslmode = ", mode, "\n"])}]]

test_odoos_file_counts if {
	mounted := {"volumeMounts": [{"name": "config", "mountPath": "/etc/odoo"}], "env": [{"name": "PGHOST", "value": "db"}]}
	{f.rule | some f in found_with(mounted, conf("verify-full"), {})} == set()
	{f.rule | some f in found_with(mounted, conf("prefer"), {})} == {"weak-sslmode"}
}

test_plain_schemes_fire if {
	{[f.rule, f.host, f.scheme] | some f in found(env({"CACHE": "redis://cache:6379", "QUEUE": "amqp://mq"}))} == {
		["plaintext", "cache", "redis"], ["plaintext", "mq", "amqp"],
	}
}

test_plain_http_fires_for_storage_and_webhooks if {
	rules(env({"S3_ENDPOINT": "http://minio:9000"})) == {"plaintext"}
	rules(env({"CARRIER_WEBHOOK": "http://carrier.example/x"})) == {"plaintext"}
	rules(env({"DOCS": "http://docs.example"})) == set()
	rules(env({"WEBHOOK": "http://mail.example"})) == set()
}

test_a_redis_host_needs_tls_beside_it if {
	rules(env({"SESSION_REDIS_HOST": "cache"})) == {"redis-without-tls"}
	rules(env({"SESSION_REDIS_HOST": "cache", "SESSION_REDIS_SSL": "true"})) == set()
	rules(env({"SESSION_REDIS_HOST": "cache", "SESSION_REDIS_TLS_ENABLED": "false"})) == {"redis-without-tls"}
}

test_variables_of_config_maps_count if {
	{f.rule | some f in found_with({"envFrom": [{"configMapRef": {"name": "env"}}]}, [["env", {"PGSSLMODE": "require", "PGHOST": "db"}]], {})} == {"weak-sslmode"}
}

test_a_hidden_address_is_unknown if {
	hidden := {"env": [{"name": "DATABASE_URL", "valueFrom": {"secretKeyRef": {"name": "x", "key": "url"}}}]}
	{[f.rule, f.status, f.setting] | some f in found(hidden)} == {["not-seen", "unknown", "DATABASE_URL"]}
	rules({"env": [{"name": "PGPASSWORD", "valueFrom": {"secretKeyRef": {"name": "x", "key": "p"}}}]}) == set()
}

test_odd_values_are_no_fault if rules({"env": [null, {"name": 3}, {"name": "X", "value": null}], "args": [1, "://", "redis://"]}) == set()

nginx_found(hop) := result if {
	result := tls_03.findings with input as {"parameters": parameters, "evidence": {"tls/nginx-server": [{
		"id": 5, "subject": {"kind": "NginxServer", "name": "erp"},
		"content": {"name": "erp on 0.0.0.0:443", "hops": [object.union({"directive": "proxy_pass", "where": "location /"}, hop)]},
	}]}}
}

nginx_rules(hop) := {f.rule | some f in nginx_found(hop)}

test_nginx_in_plaintext_fires if {
	nginx_found({"encrypted": false, "scheme": "http", "hosts": ["odoo"]}) == {{
		"rule": "nginx-plaintext", "on": 5, "path": ["hops", 0], "server": "erp on 0.0.0.0:443",
		"directive": "proxy_pass", "where": "location /", "host": "odoo",
	}}
}

test_nginx_to_its_own_machine_is_no_hop[host] if {
	some host in ["127.0.0.1", "localhost", "[::1]", "unix:/run/odoo.sock", "mail.example"]
	nginx_rules({"encrypted": false, "hosts": [host]}) == set()
}

test_one_far_server_of_an_upstream_counts if nginx_rules({"encrypted": false, "hosts": ["127.0.0.1", "odoo"]}) == {"nginx-plaintext"}

test_nginx_must_verify if {
	nginx_rules({"encrypted": true, "verified": false, "hosts": ["odoo"]}) == {"nginx-not-verified"}
	nginx_rules({"encrypted": true, "verified": true, "hosts": ["odoo"]}) == set()
}

test_addresses_in_variables_are_unknown if {
	nginx_rules({"hosts": []}) == {"nginx-not-known"}
	nginx_rules({"encrypted": false, "hosts": []}) == {"nginx-not-known"}
	nginx_rules({"encrypted": true, "verified": true, "hosts": []}) == set()
}
