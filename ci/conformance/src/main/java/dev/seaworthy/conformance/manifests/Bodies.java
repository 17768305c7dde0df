package dev.seaworthy.conformance.manifests;

import java.util.List;
import java.util.Random;

/** Makes objects whose fields try one form of YAML each. */
final class Bodies {
  private static final List<String> FORMS =
      List.of(
          "base: &b {a: 2, c: 3}\nuse: {a: 1, <<: *b}\n",
          "base: &b {a: 2, c: 3}\nuse: {<<: *b, a: 1}\n",
          "base: &b {a: 2}\nuse:\n  <<: [{a: 1, d: 4}, *b]\n  e: 5\n",
          "base: &b\n  a: 2\nuse:\n  <<: *b\n  <<: {f: 1}\n",
          "one: &x 5\ntwo: *x\nthree: [*x, *x]\n",
          "one: &x yes\n*x : two\n",
          "one: &x [a, b]\ntwo: &x {c: d}\nthree: *x\n",
          "three: *nowhere\n",
          "a: 1\na: 2\n",
          "a: {b: 1, b: 2}\n",
          "'yes': 1\nyes: 2\n",
          "? a\n: b\n",
          "? a\n",
          "? [a]\n: b\n",
          "? |\n  a\n: b\n",
          "a:\n- b\n- c:\n  - d\n",
          "a:\n  - - b\n    - c\n  -\n  - - - d\n",
          "a:\n- b: 1\n  c: 2\n- d\n-\n- e: {f: g}\n",
          "a: b\n  c\n  d\n\n  e\n",
          "a: 'b\n  c\n\n  d'\n",
          "a: \"b\n  c\\\n  d\n\n  e\"\n",
          "a: 'it''s'\nb: \"x\\ty\\u00e9\\x41\\n\\\"\\/\\e\\0\\_\\N\\L\\P\"\n",
          "a: \"\\uD83D\\uDE00\"\n",
          "a: \"\\U0001F600\"\n",
          "a: \"\\q\"\n",
          "a: \uD83D\uDE00 \u00e9\u4e2d\n",
          "a:\tb\n",
          "a: b\t\n",
          "a: b\t# c\n",
          "a: \"b\"\t# c\n",
          "a: \t b\n",
          "-\ta\n",
          "a:\n-\tb\n",
          "a:\n\tb\n",
          "a:\n  b:\t{c:\td}\n",
          "a: {\tb: c,\td: e}\n",
          "a: [\n\tb,\n\tc\n\t]\n",
          "a: {b: c, d: [e, f], }\n",
          "a: [b, , c]\n",
          "a: [b c, d: e, {f}]\n",
          "a: {b, c: , \"d\":e, 'f': g}\n",
          "a: {b:c}\n",
          "a: {x: y}}\n",
          "a: [x, y\nb: c\n",
          "a: [\n  x,\n  y\n]\n",
          "a: [\nx,\ny]\n",
          "a: b: c\n",
          "a: b #c\nd: e#f\n#g\n  # h\n",
          "a : b\n",
          "a:b\n",
          "\"a\":b\n",
          "\"a\": b\n",
          "a: @b\n",
          "a: `b`\n",
          "a: %b\n",
          "a: -b\nc: ?d\ne: :f\ng: -\n",
          "a: !!str 5\nb: !!int \"3\"\nc: !!bool yes\nd: !!float 2\ne: !!null ''\n",
          "a: !!binary aGVsbG8=\n",
          "a: !!binary \"/w==\"\n",
          "a: !!binary '*'\n",
          "a: !!timestamp 2001-01-01\n",
          "a: !!set {b, c}\n",
          "a: !!omap [b: c]\n",
          "a: !custom {b: 1}\nb: !custom 5\nc: ! 5\nd: !<tag:yaml.org,2002:str> 5\n",
          "a: !!seq [b]\nb: !!map {c: d}\n",
          "a: !!int x\n",
          "a: !!map [b]\n",
          "a: !e!x 5\n",
          "2001-01-01: a\n1e3: b\n1.5: c\n0644: d\nno: e\nnull: f\n",
          "~: a\n",
          ".inf: a\n.nan: b\n",
          "100000000000000000000: a\n",
          "1: a\n\"1\": b\n",
          "? ''\n: a\n",
          "a: &b\nc: *b\n",
          "a: &b !!str 5\nc: !!str &d 6\n",
          "a:\n\n\n  b: c\n",
          "a:\n  b: c\n d: e\n",
          "a:\n    b: c\n    d:\n     e: f\n",
          "a: \u00a0b\u0085c\n",
          "a: b\u2028c\n",
          "a: \u0007\n",
          "a: {<<: {b: 1}, b: 2}\n",
          "<<: {b: 1}\nb: 2\n",
          "\"<<\": {a: 1}\n",
          "a: <<\n",
          "a: =\n",
          "a: *\n",
          "a: &\n",
          "a: !\n",
          "a: ''\nb: \"\"\nc:\n",
          "a: \"unfinished\n",
          "a: | x\n",
          "a: |0\n  b\n",
          "a: >2\n    b\n   c\n");

  private final Random random;
  private final Scalars scalars;

  Bodies(Random random) {
    this.random = random;
    this.scalars = new Scalars(random);
  }

  /** A YAML document. */
  String document(String name) {
    return switch (random.nextInt(16)) {
      case 0 -> list("v1", "List", name);
      case 1 -> list("example.com/v1", "ThingList", name);
      case 2 -> flow(name);
      case 3 -> "# only a comment\n";
      case 4 -> json(name) + "\n";
      default -> head(name) + fields();
    };
  }

  private String head(String name) {
    return switch (random.nextInt(5)) {
      case 0 -> "apiVersion: \"example.com/v1\"\nkind: Thing\nmetadata:\n    name: " + name + "\n";
      case 1 -> "kind: 'Thing'\nmetadata: {name: '" + name + "'}\napiVersion: example.com/v1\n";
      case 2 ->
          "\"kind\": Thing\n'apiVersion': example.com/v1\nmetadata: {\"name\":" + name + "}\n";
      default -> "apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: " + name + "\n";
    };
  }

  private String fields() {
    StringBuilder text = new StringBuilder();
    int fields = random.nextInt(3);
    for (int i = 0; i < fields; i++) {
      text.append("v").append(i).append(": ").append(scalars.any()).append('\n');
    }
    switch (random.nextInt(4)) {
      case 0 -> text.append("keys:\n  ").append(scalars.any()).append(": 1\n");
      case 1 -> text.append("block: ").append(block());
      default -> text.append(FORMS.get(random.nextInt(FORMS.size())));
    }
    return text.toString();
  }

  /** A block scalar whose lines try every indentation around the right one. */
  private String block() {
    StringBuilder text = new StringBuilder();
    String style = random.nextBoolean() ? "|" : ">";
    List<String> headers =
        List.of("", "", "-", "+", "1", "2", "2-", "-2", "+1", "3", " # comment", "- # comment");
    text.append(style).append(headers.get(random.nextInt(headers.size()))).append('\n');
    List<String> lines =
        List.of("", "", "x", "y z", "# no comment", "\tt", "- i", "k: v", "x ", "---", "'q", "\t");
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      int indent = random.nextInt(4) == 0 ? random.nextInt(5) : 2;
      text.append(" ".repeat(indent)).append(lines.get(random.nextInt(lines.size()))).append('\n');
    }
    return text.append(random.nextInt(3) == 0 ? "\n\n" : "").append("after: 1\n").toString();
  }

  private String list(String version, String kind, String name) {
    StringBuilder text = new StringBuilder("apiVersion: " + version + "\nkind: " + kind + "\n");
    if (random.nextInt(6) == 0) {
      return text.append(random.nextBoolean() ? "items:\n" : "items: []\n").toString();
    }
    text.append("items:\n");
    int items = 1 + random.nextInt(3);
    for (int i = 0; i < items; i++) {
      String typed = "apiVersion: example.com/v1, kind: Thing, ";
      boolean untyped = kind.equals("ThingList") && random.nextInt(3) == 0;
      text.append(random.nextBoolean() ? "- " : "  - ".substring(2))
          .append(
              "{%smetadata: {name: %s-%d}, v: %s}\n"
                  .formatted(untyped ? "" : typed, name, i, scalars.plain()));
    }
    return text.toString();
  }

  private String flow(String name) {
    return "{apiVersion: example.com/v1, kind: Thing, metadata: {name: %s},\n v: %s, \"w\":%s}\n"
        .formatted(name, scalars.plain(), scalars.plain());
  }

  /** A JSON object. */
  String json(String name) {
    String value = scalars.json();
    return random.nextBoolean()
        ? "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"%s\"},\"v\":%s}"
            .formatted(name, value)
        : ("{\n\t\"apiVersion\": \"example.com/v1\",\n  \"kind\": \"Thing\",\n"
                + "  \"metadata\": {\"name\": \"%s\"},\n  \"v\": [%s, {\"a\": %s}]\n}")
            .formatted(name, value, scalars.json());
  }
}
