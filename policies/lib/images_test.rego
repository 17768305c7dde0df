package seaworthy.lib.images_test

import data.seaworthy.lib.images

hex64 := "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

parsed[reference] := images.parse(reference) if {
	some reference in [
		"nginx",
		"nginx:1.27",
		"library/nginx",
		"index.docker.io/nginx",
		"odoo/odoo:18.0",
		"localhost/app",
		"localhost:5000/app",
		"registry.example:5000/team/app:1.0",
		concat("", ["registry.example/team/app:1.0@sha256:", hex64]),
		concat("", ["nginx@sha256:", hex64]),
	]
}

test_repositories if {
	{p.repository | some p in parsed} == {
		"docker.io/library/nginx",
		"docker.io/odoo/odoo",
		"localhost/app",
		"localhost:5000/app",
		"registry.example:5000/team/app",
		"registry.example/team/app",
	}
}

test_a_port_is_not_a_tag if {
	parsed["localhost:5000/app"].tag == ""
	parsed["registry.example:5000/team/app:1.0"].tag == "1.0"
}

test_tag_and_digest_together if {
	p := images.parse(concat("", ["registry.example/team/app:1.0@sha256:", hex64]))
	p.tag == "1.0"
	p.digest == concat("", ["sha256:", hex64])
}

test_valid_digest if images.valid_digest(concat("", ["sha256:", hex64]))

test_invalid_digests if {
	every digest in ["", "sha256:", "sha256:abc", concat("", ["sha512:", hex64]), upper(concat("", ["sha256:", hex64])), concat("", ["sha256:", substring(hex64, 1, -1), "g"])] {
		not images.valid_digest(digest)
	}
}

test_prefix_ends_at_a_boundary if {
	images.has_prefix("registry.example/team/app", "registry.example")
	images.has_prefix("registry.example/team/app", "registry.example/team")
	images.has_prefix("registry.example/team/app", "registry.example/team/")
	images.has_prefix("registry.example/team/app", "registry.example/team/app")
	not images.has_prefix("registry.example/team/app", "registry.example/te")
	not images.has_prefix("registry.example.org/team/app", "registry.example")
}

test_prefixes_of_docker_hub if {
	images.has_prefix("docker.io/library/nginx", "docker.io")
	images.has_prefix("docker.io/library/nginx", "nginx")
	images.has_prefix("docker.io/odoo/odoo", "odoo/odoo")
	images.has_prefix("docker.io/odoo/odoo", "index.docker.io/odoo")
	not images.has_prefix("docker.io/odoo/odoo", "nginx")
}
