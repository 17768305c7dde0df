package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        strings.render_template => ["{{.s}} {{.a}} {{.l}} {{.m}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "abc 2 [x y] map[b:<nil> k:3]"
        strings.render_template => ["{{.missing}} {{.m.b}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "<undefined> <undefined>"
        strings.render_template => ["{{range $i, $e := .l}}{{if $i}}, {{end}}{{$i}}:{{$e}}{{end}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "0:x, 1:y"
        strings.render_template => ["{{range .e}}x{{else}}none{{end}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "none"
        strings.render_template => ["{{range $k, $v := .m}}{{$k}};{{end}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "b;k;"
        strings.render_template => ["{{range 3}}{{.}}{{end}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "012"
        strings.render_template => ["{{range .l}}{{if eq . \\"x\\"}}{{continue}}{{end}}{{.}}{{break}}{{end}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "y"
        strings.render_template => ["{{if .t}}a{{else}}b{{end}}{{if eq .s \\"x\\"}}c{{else if .e}}d{{else}}e{{end}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "ae"
        strings.render_template => ["{{with .m}}{{.k}}{{$.s}}{{end}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "3abc"
        strings.render_template => ["a {{- \\" b \\" -}} c", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "a b c"
        strings.render_template => ["{{/* no */}}{{$x := 1}}{{$x = 2}}{{$x}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "2"
        strings.render_template => ["{{define \\"t\\"}}<{{.}}>{{end}}{{template \\"t\\" .s}}{{block \\"u\\" .a}}[{{.}}]{{end}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "<abc>[2]"
        strings.render_template => ["{{.s | printf \\"%s-%q|%5d|%-4s|%05.2f\\" \\"p\\" \\"q\\" 7 \\"r\\" 1.5}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "p-\\"q\\"|    7|r   |01.50%!(EXTRA string=abc)"
        strings.render_template => ["{{len .l}}{{index .l 1}}{{index .m \\"k\\"}}{{slice .s 1 2}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "2y3b"
        strings.render_template => ["{{and 1 0}}{{or 0 \\"z\\"}}{{not .t}}{{lt 1 2}}{{eq 1 2 1}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "0zfalsetruetrue"
        strings.render_template => ["{{html \\"<a>\\"}}{{js \\"it's\\"}}{{urlquery \\"a b\\"}}{{print 1 2 \\"x\\"}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "&lt;a&gt;it\\\\'sa+b1 2x"
        strings.render_template => ["{{eq .a \\"2\\"}}{{`r\\\\n`}}{{\\"\\\\u00e9\\"}}{{'a'}}{{1e6}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => "truer\\\\né971e+06"
        """)
  void templates(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).startsWith(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        strings.render_template => ["{{.s", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => ERR
        strings.render_template => ["{{end}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => ERR
        strings.render_template => ["{{if .a}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => ERR
        strings.render_template => ["{{nope 1}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => ERR
        strings.render_template => ["{{gt .a 1}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => ERR
        strings.render_template => ["{{.s.x}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => ERR
        strings.render_template => ["{{$y}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => ERR
        strings.render_template => ["{{break}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => ERR
        strings.render_template => ["{{index .l 5}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => ERR
        strings.render_template => ["{{nil}}", {"a": 2, "s": "abc", "l": ["x", "y"], "m": {"k": 3, "b": null}, "e": [], "t": true}] => ERR
        strings.render_template => ["x", 1] => TYPE operand 2 must be object but got number
        """)
  void whatIsRefused(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).startsWith(result);
  }
}
