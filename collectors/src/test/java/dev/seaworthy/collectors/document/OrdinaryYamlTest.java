package dev.seaworthy.collectors.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held to {@link YamlReader}, whose syntax is SnakeYAML's: one result, or none of its own. */
class OrdinaryYamlTest {
  /** What manifests are made of, and what meets at the borders of the ordinary. */
  private static final String[] PIECES = {
    "a",
    "b: ",
    "key:",
    "name: web",
    "app.kubernetes.io/name: ",
    "\"q\": ",
    "'s': ",
    "- ",
    "-",
    "- - ",
    "\n",
    "\n",
    "\n",
    "\n  ",
    "\n  ",
    "\n    ",
    "\n- ",
    "\n  - ",
    "\n   ",
    " ",
    "  ",
    " # note",
    "#",
    "\n# note\n",
    "{}",
    "[]",
    "{",
    "}",
    "[",
    "]",
    ", ",
    ",",
    "{a: 1}",
    "[a, b]",
    "{a: [1, \"x\"], b: {}}",
    ": ",
    ":",
    "|\n",
    "|-\n",
    "|+\n",
    "|2\n",
    ">\n",
    "    text\n",
    "    more: text # no comment\n",
    "\n\n",
    "1",
    "0644",
    "0x1F",
    "1.5",
    "1e3",
    ".inf",
    "yes",
    "no",
    "null",
    "~",
    "-1",
    "+2",
    "50m",
    "1_000",
    "\"text\"",
    "'text'",
    "\"a\\nb\"",
    "'it''s'",
    "\"",
    "'",
    "&x ",
    "*x",
    "!!str ",
    "<<: ",
    "? ",
    "%",
    "@",
    "`",
    "---",
    "---\n",
    "...",
    "\t",
    "\r\n",
    "é",
    "\u0085",
    "\u2028",
    "\uFEFF",
    "\uD83D\uDE00",
    "=",
    "$(X)",
    "http://x:80/",
    "x: y: z",
    "999999999999999999",
    "9223372036854775808",
    "08",
    "--flag=1",
    "a b",
    "a#b",
    "a:b",
    "\\",
    "{{ x }}",
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatItReadsOfAnyTextIsWhatTheOtherReads(long seed) {
    Random random = new Random(seed);
    int read = 0;
    for (int round = 0; round < 50_000; round++) {
      read += sameIfRead(text(random)) ? 1 : 0;
    }
    assertThat(read).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsLikeManifestsIsReadAlikeThoughAPieceOfItIsChanged(long seed) {
    Random random = new Random(seed);
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      read += sameIfRead(changed(random, MANIFEST)) ? 1 : 0;
    }
    assertThat(read).isGreaterThan(4_000);
  }

  @Test
  void manifestsAreOrdinary() {
    assertThat(sameIfRead(MANIFEST)).isTrue();
    assertThat(sameIfRead(MANIFEST.replace("---\n", ""))).isTrue();
    assertThat(sameIfRead("# only a note\n" + MANIFEST.replace("---\n", ""))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "\n", "# note\n", "text\n", "a: &x 1\nb: *x\n", "a: \"b\\n\"\n", "a:\n  b\n",
            "a: b\n  c\n",
        "a: >\n  folded\n", "a: |\n  last", "a:\tb\n", "a: b\r\n", "- \n", "a: .inf\n", "1: a\n",
            "yes: a\n",
        "? a\n: b\n", "a: {b}\n", "a: [b: c]\n", "a: {b:}\n", "a: [b,]\n", "a: - b\n", "a: b: c\n",
      })
  void theRestIsLeft(String text) {
    assertThat(ordinary(text)).isEmpty();
  }

  private static boolean sameIfRead(String text) {
    boolean any = false;
    for (YamlParts.Part part : YamlParts.of(text)) {
      Optional<ParsedDocument> ordinary = OrdinaryYaml.read("m.yaml", part, Limits.DEFAULT);
      any |= ordinary.isPresent();
      ordinary.ifPresent(
          document ->
              assertThat(told(document)).as(text.replace("%", "%%")).isEqualTo(byEvents(part)));
    }
    return any;
  }

  private static List<Object> byEvents(YamlParts.Part part) {
    try {
      return told(new YamlReader("m.yaml", part, Limits.DEFAULT).read());
    } catch (UnreadableException e) {
      return List.of(e.problem(), e.at());
    }
  }

  /** The order of keys counts too. */
  private static List<Object> told(ParsedDocument document) {
    return List.of(
        document.root().toString(),
        document.empty(),
        document.remarks().stream().map(one -> one.problem() + " " + one.at()).toList());
  }

  private static Optional<ParsedDocument> ordinary(String text) {
    return OrdinaryYaml.read("m.yaml", YamlParts.of(text).get(0), Limits.DEFAULT);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = 1 + random.nextInt(12); left > 0; left--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.append(random.nextInt(4) == 0 ? "" : "\n").toString();
  }

  private static String changed(Random random, String text) {
    StringBuilder changed = new StringBuilder(text);
    for (int left = 1 + random.nextInt(2); left > 0; left--) {
      int at = random.nextInt(changed.length());
      int to = Math.min(changed.length(), at + random.nextInt(4));
      changed.replace(at, to, random.nextInt(4) == 0 ? "" : PIECES[random.nextInt(PIECES.length)]);
    }
    return changed.toString();
  }

  private static final String MANIFEST =
      """
      ---
      # A service
      apiVersion: apps/v1   # stable
      kind: Deployment
      metadata:
        name: web
        labels: {app.kubernetes.io/name: web, tier: "front"}
        annotations:
          "prometheus.io/port": '8080'
          note: it's "quoted", isn't it? a#b http://x:80/
        creationTimestamp:
      data:
        odoo.conf: |
          [options]
          workers = 4

            # indented
          list = a, b
        kept: |+
          end

        stripped: |-
          end

      spec:
        replicas: 2
        ratio: 0.5
        mode: 0644
        ready: yes
        template:
          spec:
            containers:
            - name: app
              args: ["--a", -b, c, 1.5]
              ports:
              - {name: http, containerPort: 8080}
              securityContext: {capabilities: {drop: [ALL]}, runAsUser: 1000}
            -
              name: side
              command:
                - /bin/sh
                - -c
                - - nested
                  - - deeper
            volumes:
            - name: tmp
              emptyDir: {}
      """;
}
