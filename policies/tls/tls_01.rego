# METADATA
# title: Certificates are valid for what they serve
# description: Validity, names, chain, key and issuer of every certificate the release serves with.
# custom:
#   id: TLS-01
#   severity: critical
#   stage: security
#   scope: object
#   needs: [tls/certificate]
#   reads: []
#   parameters: [min_days_valid, allowed_issuers, min_rsa_bits, min_ec_bits]
#   mappings:
#     nist-800-53r5: [SC-8, SC-12, SC-17, SC-23]
#   rules:
#     expired:
#       message: "certificate `{certificate}` expired {days} days ago"
#       fix: renew it now
#     expires-soon:
#       message: "certificate `{certificate}` is valid for {days} more days, {limit} are asked"
#       fix: renew it before the release
#     not-yet-valid:
#       message: "certificate `{certificate}` becomes valid only in {days} days"
#       fix: wait for it, or issue one that is valid now
#     name-mismatch:
#       message: "certificate `{certificate}` does not cover `{host}`; it covers `{names}`"
#       fix: issue a certificate with `{host}` among its subject alternative names
#     no-alternative-names:
#       message: "certificate `{certificate}` has no subject alternative names, and clients no longer read the common name"
#       fix: issue a certificate with subject alternative names
#     not-for-servers:
#       message: "the extended key usage of certificate `{certificate}` does not let a server show it"
#       fix: have it issued for server authentication
#     critical-extension-not-known:
#       message: "certificate `{certificate}` has the critical extension `{extension}`, which is not known here"
#       fix: make sure that all clients know it, or have the certificate issued without it
#     hosts-not-declared:
#       message: "what certificate `{certificate}` serves is not declared, so its names cannot be judged"
#       fix: list the hosts under `serves` beside the file in `release.yaml`, or in the route that serves the Secret
#     misordered-chain:
#       message: "the chain of certificate `{certificate}` is out of order"
#       fix: put the server's certificate first, then each issuer after what it issued
#     broken-chain:
#       message: "a link in the chain of certificate `{certificate}` was not signed by the next"
#       fix: replace the intermediate certificates by those the issuer delivered
#     name-not-permitted:
#       message: "certificate `{certificate}` has a name that its issuers may not give"
#       fix: have it issued by an authority whose name constraints permit its names
#     not-anchored:
#       message: "the chain of certificate `{certificate}` ends at `{issuer}`, which no trusted root issued"
#       fix: add the missing intermediate, or the root to `trust`
#     trust-not-given:
#       message: "no trusted root is given for certificate `{certificate}`, whose chain ends at `{issuer}`"
#       fix: name the roots under `trust` beside the file in `release.yaml`
#     self-signed:
#       message: "certificate `{certificate}` is signed by itself"
#       fix: have it issued by a certificate authority that clients trust
#     issuer-not-allowed:
#       message: "certificate `{certificate}` was issued by `{issuer}`, which is not on the allow list"
#       fix: have it issued by an allowed authority, or add the issuer to the parameter `allowed_issuers`
#     weak-key:
#       message: "certificate `{certificate}` has a key of {bits} bits for `{algorithm}`, {limit} are asked"
#       fix: issue it for a new key, RSA of 2048 bits or P-256 at least
#     key-not-known:
#       message: "certificate `{certificate}` has a key of kind `{algorithm}`, whose strength is not known here"
#       fix: use RSA, an elliptic curve or Ed25519
#     weak-signature:
#       message: "certificate `{certificate}` is signed with `{algorithm}`"
#       fix: have it issued anew with SHA-256 or better
#     not-as-declared:
#       message: "certificate `{certificate}` is not what `{declaration}` asks for: `{field}` is `{found}` instead of `{declared}`"
#       fix: see `kubectl describe certificate`, and correct the Certificate or have it issued anew
#     unreadable:
#       message: "`{subject}` holds no certificate that can be judged"
#       fix: give the chain as PEM, the server's certificate first
package seaworthy.tls.tls_01

import data.seaworthy.lib.host_names
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

chain := values.list_at(input.object, ["chain"])

leaf := chain[0]

# Authorities serve no host and have no chain of their own; what nothing serves is only looked after.
is_server if not object.get(input.object, "role", "server") in {"ca", "held"}

day := 86400

findings contains finding("expired", i, {"days": floor((input.now - certificate.notAfter) / day)}) if {
	some i, certificate in chain
	input.now >= certificate.notAfter
}

findings contains finding("expires-soon", i, {"days": floor(left / day), "limit": limit}) if {
	limit := parameters.value("min_days_valid")
	some i, certificate in chain
	left := certificate.notAfter - input.now
	left > 0
	left < limit * day
}

findings contains finding("not-yet-valid", i, {"days": ceil((certificate.notBefore - input.now) / day)}) if {
	some i, certificate in chain
	input.now < certificate.notBefore
}

findings contains finding("name-mismatch", 0, {"host": host, "names": names}) if {
	is_server
	some host in values.list_at(input.object, ["serves"])
	names := array.concat(values.list_at(leaf, ["dnsNames"]), values.list_at(leaf, ["ipAddresses"]))
	not is_covered(host)
}

# An address is covered by addresses alone, and a name by names.
is_covered(host) if {
	not host_names.is_address(host)
	host_names.covered(host, values.list_at(leaf, ["dnsNames"]))
}

is_covered(host) if {
	host_names.is_address(host)
	some address in values.list_at(leaf, ["ipAddresses"])
	host_names.is_same_address(host, address)
}

# Extended key usage, where there is one, must let a server show it.
findings contains finding("not-for-servers", 0, {}) if {
	is_server
	leaf
	object.get(leaf, "forServers", true) == false
}

findings contains finding("critical-extension-not-known", i, {"extension": extension, "status": "unknown"}) if {
	some i, certificate in chain
	some extension in values.list_at(certificate, ["unknownCritical"])
}

findings contains finding("no-alternative-names", 0, {}) if {
	is_server
	leaf
	values.list_at(leaf, ["dnsNames"]) == []
	values.list_at(leaf, ["ipAddresses"]) == []
}

findings contains finding("hosts-not-declared", 0, {"status": "unknown"}) if {
	is_server
	leaf
	values.list_at(input.object, ["serves"]) == []
}

findings contains finding("misordered-chain", 0, {}) if {
	is_server
	leaf
	not input.object.ordered == true
}

findings contains finding("broken-chain", 0, {}) if {
	is_server
	leaf
	not input.object.signed == true
}

# RFC 5280 section 4.2.1.10: clients refuse such a certificate.
findings contains finding("name-not-permitted", 0, {}) if {
	is_server
	leaf
	object.get(input.object, "nameConstraintsKept", true) == false
}

findings contains finding("not-anchored", 0, {"issuer": last_issuer}) if {
	is_server
	not input.object.anchored == true
	input.object.trustGiven == true
}

# A chain without its root is what servers send; whether clients trust it cannot be told from it.
findings contains finding("trust-not-given", 0, {"issuer": last_issuer, "status": "unknown"}) if {
	is_server
	not input.object.anchored == true
	not input.object.trustGiven == true
	not leaf.selfSigned == true
}

findings contains finding("self-signed", 0, {}) if {
	is_server
	leaf.selfSigned == true
	not is_pinned
}

# A self-signed certificate may itself be the trusted one.
is_pinned if {
	input.object.trustGiven == true
	input.object.anchored == true
}

findings contains finding("issuer-not-allowed", 0, {"issuer": leaf.issuer}) if {
	is_server
	count(allowed_issuers) > 0
	not issued_by_allowed
}

default allowed_issuers := []

allowed_issuers := parameters.value("allowed_issuers")

# The list may name the authority at the top or the intermediate it issues from.
issued_by_allowed if {
	some certificate in chain
	some allowed in allowed_issuers
	is_named(certificate.issuer, allowed)
}

is_named(distinguished_name, name) if distinguished_name == name

is_named(distinguished_name, name) if {
	some part in split(distinguished_name, ",")
	trim_space(part) == concat("", ["CN=", name])
}

findings contains finding("weak-key", i, {"algorithm": key.algorithm, "bits": key.bits, "limit": limit}) if {
	some i, certificate in chain
	key := certificate.key
	limit := smallest_key(key.algorithm)
	key.bits < limit
}

smallest_key(algorithm) := parameters.value("min_rsa_bits") if algorithm in {"RSA", "RSASSA-PSS"}

smallest_key(algorithm) := parameters.value("min_ec_bits") if algorithm in {"EC", "ECDSA"}

findings contains finding("key-not-known", i, {"algorithm": algorithm, "status": "unknown"}) if {
	some i, certificate in chain
	algorithm := values.string_at(certificate, ["key", "algorithm"])
	not is_known_key(algorithm, object.get(certificate, ["key", "bits"], null))
}

is_known_key(algorithm, bits) if {
	smallest_key(algorithm)
	is_number(bits)
}

is_known_key(algorithm, _) if algorithm in {"Ed25519", "Ed448", "EdDSA"}

# Nobody checks the signature of a root: it is trusted by being held.
findings contains finding("weak-signature", i, {"algorithm": algorithm}) if {
	some i, certificate in chain
	not certificate.selfSigned == true
	algorithm := values.string_at(certificate, ["signature", "algorithm"])
	is_weak_hash(upper(values.string_at(certificate, ["signature", "hash"])), upper(algorithm))
}

is_weak_hash(hash, _) if hash in {"MD2", "MD4", "MD5", "SHA1", "SHA-1"}

is_weak_hash(_, algorithm) if {
	some start in ["MD2", "MD4", "MD5", "SHA1WITH"]
	startswith(algorithm, start)
}

# What cert-manager was asked for and what the Secret holds.
findings contains finding("not-as-declared", 0, {
	"declaration": values.string_at(input.object, ["declared", "certificate"]),
	"field": contradiction.field,
	"declared": contradiction.declared,
	"found": contradiction.found,
}) if {
	some contradiction in values.list_at(input.object, ["contradictions"])
}

findings contains {"rule": "unreadable", "path": [], "status": "unknown"} if count(chain) == 0

findings contains finding("unreadable", i, {"status": "unknown"}) if {
	some i, certificate in chain
	some field in ["notBefore", "notAfter"]
	not is_number(object.get(certificate, field, null))
}

last_issuer := values.string_at(chain[count(chain) - 1], ["issuer"])

finding(rule, i, named) := object.union(
	{"rule": rule, "path": ["chain", i], "certificate": values.string_at(chain[i], ["subject"])},
	named,
)
