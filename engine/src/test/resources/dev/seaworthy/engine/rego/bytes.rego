# Text that is no UTF-8, through every builtin that works on bytes. `bytes.answers.json` is what
# `opa eval` makes of it.
package bytes

binary[sample] := hex.decode(sample) if some sample in input.samples

key := hex.decode("ff00fe")

digests[sample] := [crypto.md5(b), crypto.sha1(b), crypto.sha256(b)] if some sample, b in binary

keyed[sample] := [
	crypto.hmac.md5(b, key), crypto.hmac.sha1(b, key),
	crypto.hmac.sha256(b, key), crypto.hmac.sha512(b, key),
	crypto.hmac.sha256("message", b), crypto.hmac.equal(b, key), crypto.hmac.equal(b, b),
] if {
	some sample, b in binary
}

encoded[sample] := [hex.encode(b), base64.encode(b), base64url.encode(b), base64url.encode_no_pad(b)] if {
	some sample, b in binary
}

decoded[sample] := [
	base64.decode(base64.encode(b)) == b,
	base64url.decode(base64url.encode_no_pad(b)) == b,
	hex.encode(urlquery.decode(urlquery.encode(b))),
	urlquery.encode(b),
] if {
	some sample, b in binary
}

valid[sample] := [base64.is_valid(b), json.is_valid(b), yaml.is_valid(b), regex.is_valid(b)] if {
	some sample, b in binary
}

written[sample] := [json.marshal(b), sprintf("%s|%q|%x|%v|%5s", [b, b, b, [b], b]), hex.encode(sprintf("%s%s", [b, b]))] if {
	some sample, b in binary
}

shown[sample] := b if some sample, b in binary

queried[sample] := object.get(urlquery.decode_object(sprintf("k=%s", [urlquery.encode(b)])), "k", null)[0] == b if {
	some sample, b in binary
}

joined[sample] := hex.encode(concat(b, ["a", b, "z"])) if some sample, b in binary

interpolated[sample] := hex.encode($"<{b}>{b}") if some sample, b in binary

halves := concat("", [hex.decode("c3"), hex.decode("a9")]) == "é"

cases[sample] := [hex.encode(lower(b)), hex.encode(upper(b)), hex.encode(strings.reverse(b))] if {
	some sample, b in binary
}

pieces[sample] := [
	[hex.encode(piece) | some piece in split(b, "")],
	[hex.encode(piece) | some piece in split(b, "a")],
	[hex.encode(piece) | some piece in split(b, hex.decode("c3"))],
	[hex.encode(piece) | some piece in strings.split_n(b, hex.decode("a9"), 1)],
	hex.encode(substring(b, 1, 2)), hex.encode(substring(b, 0, -1)), hex.encode(substring(b, 0, 99)),
] if {
	some sample, b in binary
}

trimmed[sample] := [
	hex.encode(trim(b, hex.decode("ff61"))), hex.encode(trim_left(b, "a")), hex.encode(trim_right(b, "a")),
	hex.encode(trim_right(b, hex.decode("80"))), hex.encode(trim_space(b)), hex.encode(trim("aba", b)),
	hex.encode(trim_prefix(b, hex.decode("c3"))), hex.encode(trim_suffix(b, hex.decode("a9"))),
] if {
	some sample, b in binary
}

found[sample] := [
	contains(b, hex.decode("a9")), contains(b, "a"), startswith(b, hex.decode("c3")), endswith(b, hex.decode("a9")),
	strings.any_prefix_match(b, [hex.decode("c3"), "q"]), strings.any_suffix_match([b, "x"], hex.decode("a9")),
	indexof(b, "a"), indexof(b, hex.decode("80")), indexof_n(b, hex.decode("ff")), strings.count(b, hex.decode("a9")),
	strings.count(b, ""), count(b),
] if {
	some sample, b in binary
}

replaced[sample] := [
	hex.encode(replace(b, "a", hex.decode("a9"))), hex.encode(replace(b, hex.decode("a9"), "")),
	hex.encode(replace(b, hex.decode("c3"), hex.decode("e282"))),
	hex.encode(strings.replace_n({hex.decode("c3"): "<", "a": hex.decode("ff")}, b)),
] if {
	some sample, b in binary
}

matched[sample] := [
	regex.match("^.*$", b), hex.encode(regex.replace(b, "a", hex.decode("a9"))),
	[hex.encode(piece) | some piece in regex.split("a", b)],
	[hex.encode(piece) | some piece in regex.find_n(".", b, -1)],
	glob.match("*", [], b),
] if {
	some sample, b in binary
}

ordered := [hex.encode(b) | some b in {b | some b in binary}]

compared := [[sample, [other | some other, c in binary; b < c]] | some sample, b in binary]

signed[sample] := [io.jwt.verify_hs256(token, b), io.jwt.verify_hs256(token, key), token] if {
	some sample, b in binary
	jwk := {"kty": "oct", "k": base64url.encode_no_pad(b)}
	token := io.jwt.encode_sign({"alg": "HS256", "typ": "JWT"}, {"a": 1}, jwk)
}

raw[sample] := io.jwt.encode_sign_raw(`{"alg": "HS256", "typ": "text"}`, b, json.marshal(jwk)) if {
	some sample, b in binary
	jwk := {"kty": "oct", "k": "c2VjcmV0"}
}

requested[sample] := signed_request.headers if {
	some sample, b in binary
	signed_request := providers.aws.sign_req(
		{"method": "PUT", "url": "https://example.com/x", "raw_body": b},
		{"aws_access_key": "AK", "aws_secret_access_key": b, "aws_region": "r", "aws_service": "s3"},
		0,
	)
}
