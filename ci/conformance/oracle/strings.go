package main

import (
	"strings"
)

// Strings that mean something to some builtins, by the beginning of their names.
var pools = map[string][]string{
	"regex.": {
		"^a+$", "a|b", "(a)(b)?", "[", "(?i)APP", "\\d+", "\\p{L}+", "", ".*", "a{2,3}", "(?P<n>.)", "x*", "(?s).", "$", "\\bapp\\b", "[^/]+", "*",
		"aab", "a/b/c", "ab12 cd", "日本語", "line\nline", "$1-${n}$0", "{", "}", "urn:{.*}:x", "urn:abc:x", "a{1001}",
	},
	"re_match": {"^a+$", "a|b", "aab", "[", ""},
	"glob.":    {"*", "**", "*.y", "a*b", "{a,b}.x", "[a-c]?", "[!a]", "x.y", "a.x", "a.b.c", "", "\\*", "a*[", "*.{com,org}", "example.com", "日*"},
	"net.cidr": {
		"10.0.0.0/8", "10.1.2.3", "10.0.0.0/30", "192.168.1.0/24", "0.0.0.0/0", "::1", "fe80::/10", "2001:db8::/127", "2001:db8::1", "1.2.3", "300.1.1.1/8",
		"10.0.0.1/33", "::ffff:10.0.0.1/104", "010.0.0.1/8", "10.0.0.0/8 ", "",
	},
	"net.cidr_expand": {"10.0.0.0/30", "192.168.1.255/32", "2001:db8::/127", "10.0.0.9/28", "x", "10.0.0.1"},
	"semver.":         {"1.0.0", "1.2.3-alpha.1+b5", "1.0.0-rc.1", "1.0", "01.0.0", "v1.0.0", "", "10.20.30", "1.0.0-alpha", "1.0.0-alpha.beta", "99999999999999999999.0.0", "1.0.0+x"},
	"time.": {
		"2024-02-29T12:30:45.123456789Z", "2024-03-31T01:30:00+01:00", "2006-01-02", "2006-01-02T15:04:05Z07:00", "RFC3339", "RFC1123", "ANSIC", "UTC", "",
		"Europe/Berlin", "America/New_York", "Local", "Nowhere/Else", "1h30m", "-2.5s", "1d", "100ns", "Jan _2 15:04:05.000 PM MST", "2024-02-30", "Mon, 02 Jan 2006 15:04:05 MST",
		"Tue, 05 Mar 2024 10:00:00 GMT", "1h", ".5h", "9223372036854775807ns",
	},
	"units.": {"10", "1.5K", "10Ki", "1Mi", "3GB", "0.5", "100m", "1e3", "", " 1", "1 Ki", "10kB", "-3Mi", "1EiB", "1P", "2TiB", "\"5Mi\"", "x", "1.2.3"},
	"uri.":   {"https://user:pw@example.com:8443/a%20b?q=1&q=2#frag", "http://[::1]:80/", "urn:isbn:1", "//host/path", "%zz", "", "a b", "mailto:a@b", "http://a:b:c/", "/x?y", "http://日本.jp/ü"},
	"urlquery.": {
		"a=1&b=2&a=3", "x%20y+z", "%zz", "a=%F0%9F%99%82", "", "=&&=", "a;b=c", "ü=ß", "a b&c", "~!*()'",
	},
	"hex.":                    {"616263", "6", "zz", "C3BC", "", "ff", "日"},
	"base64":                  {"YWJj", "YWJjZA==", "YWJjZA", "_-8=", "+/8=", "/w==", "a", "====", "", "YW Jj", "YWJj\n", "ü"},
	"json.":                   {"{\"a\": [1, 2.0, null]}", "[1,", "null", "1e400", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "{\"a\":1,\"a\":2}", " [ ] ", "01", "tru", "a/b", "/a/0", "b", "x~1y", "-", ""},
	"yaml.":                   {"a: 1\nb: [x, 'y']", "a: &x 1\nb: *x", "- 1\n- 0x10\n- 010\n- yes\n- 1.5e3", "a: b: c", "", "null", "~", "2024-01-01", "a: |\n  x\n  y\n", "{a: 1, a: 2}", "!!binary aGk=", "? x\n: y", "\t"},
	"sprintf":                 {"%v", "%d", "%s", "%q", "%x", "%5.2f", "%-8s|", "%+d", "%08.3f", "%e", "%t", "%%", "%", "%z", "%v %v %v", "%[2]v %[1]v", "%c", "%U", "%o", "%b", "%*d", "%T", "%#v", "%s"},
	"uuid.":                   {"6ba7b810-9dad-11d1-80b4-00c04fd430c8", "550e8400-e29b-41d4-a716-446655440000", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8", "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}", "not-a-uuid", "00000000-0000-0000-0000-000000000000", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"},
	"io.jwt":                  {"eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "", "x", "secret"},
	"graphql.":                {"type Query { a: Int, b(x: String!): [Q] } type Q { c: ID }", "{ a }", "query X($v: String!) { b(x: $v) { c } }", "{ nope }", "{", "", "mutation { x }", "fragment F on Q { c } { b(x: \"1\") { ...F } }"},
	"crypto.":                 {"abc", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "", "AAAA", "日本"},
	"to_number":               {"1", "-1.5", "1e3", "0x10", "", " 1", "1 ", "+1", ".5", "5.", "1_000", "NaN", "Inf", "01", "-0", "1e-5", "12345678901234567890"},
	"strings.render_template": {"{{.a}}", "{{range .}}{{.}},{{end}}", "{{if .a}}x{{else}}y{{end}}", "{{", "{{.a.b}}", "{{printf \"%d\" 1}}", "plain", "{{len .}}", "{{.a | html}}"},
}

func (d dice) stringFor(builtin string, position int) string {
	pool := words
	longest := ""
	for prefix := range pools {
		if strings.HasPrefix(builtin, prefix) && len(prefix) > len(longest) {
			longest, pool = prefix, pools[prefix]
		}
	}
	if longest == "sprintf" && position == 0 || d.chance(80) {
		return pick(d, pool...)
	}
	word := d.word()
	if d.chance(30) {
		word = strings.Repeat(word, 1+d.IntN(5)) + d.word()
	}
	return word
}
