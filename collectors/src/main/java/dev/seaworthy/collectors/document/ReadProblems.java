package dev.seaworthy.collectors.document;

import dev.seaworthy.engine.evidence.Problem;

/** Everything that can be wrong with a file before its meaning is looked at. */
final class ReadProblems {
  private ReadProblems() {}

  static Problem emptyFile(String file) {
    return Problems.of(
        "EMPTY_FILE",
        "`%s` is empty".formatted(file),
        "write the file again, or leave it out with `--exclude %s`".formatted(file));
  }

  static Problem unreadable(String file, String reason) {
    return Problems.of(
        "UNREADABLE",
        "`%s` cannot be read: %s".formatted(file, reason),
        "let this user read it: `chmod u+r %s`".formatted(file));
  }

  static Problem tooLarge(String file, long limitBytes) {
    return Problems.of(
        "TOO_LARGE",
        "`%s` has more than %s MiB".formatted(file, Math.max(1, limitBytes >> 20)),
        "split it into smaller files, or leave it out with `--exclude %s`".formatted(file));
  }

  static Problem tooManyDocuments(String file, int limit) {
    return Problems.of(
        "TOO_MANY_DOCUMENTS",
        "`%s` holds more than %d documents".formatted(file, limit),
        "split it into smaller files");
  }

  static Problem binary(String file) {
    return Problems.of(
        "BINARY_FILE",
        "`%s` is binary, not text".formatted(file),
        file.matches("(?i).*\\.(crt|cer|der|pem)")
            ? "convert it: `openssl x509 -inform der -in %s -out certificate.pem`".formatted(file)
            : "leave it out with `--exclude %s`".formatted(file));
  }

  static Problem utf16(String file) {
    return Problems.of(
        "NOT_UTF8",
        "`%s` is encoded as UTF-16 or UTF-32, not UTF-8".formatted(file),
        "convert it: `iconv -f UTF-16 -t UTF-8 %s`".formatted(file));
  }

  static Problem notUtf8(String file) {
    return Problems.of(
        "NOT_UTF8",
        "`%s` holds bytes that are not UTF-8".formatted(file),
        "convert it, for example: `iconv -f ISO-8859-1 -t UTF-8 %s`".formatted(file));
  }

  static Problem notYaml(String file, String reason) {
    return Problems.of(
        "NOT_YAML",
        "`%s` is not valid YAML: %s".formatted(file, reason),
        "mend the syntax at the line and column named");
  }

  static Problem tab(String file) {
    return Problems.of(
        "YAML_TAB",
        "`%s` is indented by a tab, which YAML forbids".formatted(file),
        "indent with spaces: `expand -t 2 %s`".formatted(file));
  }

  static Problem badMarker(String file) {
    return Problems.of(
        "YAML_STREAM",
        "a document marker `---` in `%s` has more on its line than a comment; kubectl refuses it"
            .formatted(file),
        "begin the document on the next line");
  }

  static Problem badStart(String file) {
    return Problems.of(
        "YAML_STREAM",
        "a document of `%s` begins with `...` or a `%%` directive; kubectl refuses it"
            .formatted(file),
        "remove the line");
  }

  static Problem unreadRest(String file) {
    return Problems.of(
        "YAML_REST",
        "`%s` goes on after the end of a document; kubectl passes over what follows"
            .formatted(file),
        "begin the next document with a line `---`");
  }

  static Problem helmTemplate(String file) {
    return Problems.of(
        "HELM_TEMPLATE",
        "`%s` is the source of a Helm template, not a manifest".formatted(file),
        "render it first: `helm template RELEASE CHART --namespace NAMESPACE > rendered.yaml`");
  }

  static Problem tooDeep(String file, int limit) {
    return Problems.of(
        "TOO_DEEP",
        "`%s` is nested deeper than %d levels".formatted(file, limit),
        "flatten it; no manifest needs that depth");
  }

  static Problem aliasBomb(String file, int limit) {
    return Problems.of(
        "YAML_ALIASES",
        "the aliases of `%s` expand to more than %d values".formatted(file, limit),
        "write the repeated parts out, or use fewer `*aliases`");
  }

  static Problem badAlias(String file, String anchor, String reason) {
    return Problems.of(
        "YAML_ALIASES",
        "the alias `*%s` in `%s` %s".formatted(anchor, file, reason),
        "write the value out instead of the alias");
  }

  static Problem badKey(String file, String what) {
    return Problems.of(
        "BAD_KEY",
        "`%s` uses %s as the key of a mapping".formatted(file, what),
        "use text as the key; quote it where needed");
  }

  /** The value itself is not told: it may be a secret. */
  static Problem badValue(String file, String reason) {
    return Problems.of(
        "BAD_VALUE",
        "`%s` holds a value that %s".formatted(file, reason),
        "quote the value if it is text, or write it as JSON would");
  }

  static Problem duplicateKey(String file, String key) {
    return Problems.of(
        "DUPLICATE_KEY",
        "the key `%s` stands twice in one mapping of `%s`; kubectl takes the last"
            .formatted(key, file),
        "keep one `%s`: readers disagree about which counts".formatted(key));
  }

  static Problem ambiguousKey(String file, String key) {
    return Problems.of(
        "AMBIGUOUS_KEY",
        "the key `%s` stands twice in one mapping of `%s`, in two types; kubectl takes either, by chance"
            .formatted(key, file),
        "keep one `%s`, in quotes".formatted(key));
  }

  static Problem notToml(String file, String reason) {
    return Problems.of(
        "NOT_TOML",
        "`%s` is not valid TOML: %s".formatted(file, reason),
        "correct it where it is named or right before, as https://toml.io/en/v1.0.0 has it");
  }

  static Problem notJson(String file, String reason) {
    return Problems.of(
        "NOT_JSON",
        "`%s` is not valid JSON: %s".formatted(file, reason),
        "write the file again; `jq . %s` shows whether it is whole".formatted(file));
  }
}
