package dev.seaworthy.engine.disclosure;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What secrets look like that say so themselves, and what keys are called under which secrets
 * stand. Digests, image references, public keys and certificates look like none of these. Each
 * repetition is bounded, or cannot begin within what it has passed, so that no text takes long.
 */
public final class SecretShapes {
  /** Those of which only a part is the secret, or all that was matched. */
  public static final List<SecretShape> PARTS =
      List.of(
          // AWS: identifiers of keys, and the key beside its usual name.
          SecretShape.of("akia|asia", "\\b", "(?:AKIA|ASIA)[A-Z2-7]{16}\\b"),
          SecretShape.of(
              "aws",
              "(?i)aws.{0,20}secret.{0,20}[\"'=: ]{1,9}",
              "[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])"),
          // GitHub, GitLab, Slack, Stripe, npm, PyPI, Docker Hub, HashiCorp, SendGrid, Google.
          SecretShape.of("ghp_|gho_|ghu_|ghs_|ghr_", "\\b", "gh[pousr]_[A-Za-z0-9]{36,255}\\b"),
          SecretShape.of("github_pat_", "\\b", "github_pat_[A-Za-z0-9_]{22,255}\\b"),
          SecretShape.of(
              "glpat-|glptt-|gldt-|glrt-|glcbt-|glft-|glagent-|gloas-|glsoat-",
              "\\b",
              "gl(?:pat|ptt|dt|rt|cbt|ft|agent|oas|soat)-[A-Za-z0-9_.-]{20,300}"),
          SecretShape.of("xox", "\\b", "xox[abeoprs]-[A-Za-z0-9-]{10,250}"),
          SecretShape.of("xapp-", "\\b", "xapp-[0-9]-[A-Za-z0-9-]{10,250}"),
          SecretShape.of(
              "hooks.slack", "hooks\\.slack\\.com/services/", "T\\w{1,40}/B\\w{1,40}/\\w{1,80}"),
          SecretShape.of("/api/webhooks/", "/api/webhooks/[0-9]{8,30}/", "[A-Za-z0-9_-]{30,120}"),
          SecretShape.of(
              "webhook.office", "webhook\\.office\\.com/webhookb2/", "[^\\s\"']{20,300}"),
          SecretShape.of(
              "sk_live_|sk_test_|rk_live_|rk_test_",
              "\\b",
              "[sr]k_(?:live|test)_[A-Za-z0-9]{16,250}\\b"),
          SecretShape.of("whsec_", "\\b", "whsec_[A-Za-z0-9+/=]{20,250}"),
          SecretShape.of("npm_", "\\b", "npm_[A-Za-z0-9]{36}\\b"),
          SecretShape.of("pypi-age", "\\b", "pypi-AgE[A-Za-z0-9_-]{20,500}"),
          SecretShape.of("dckr_pat_", "\\b", "dckr_pat_[A-Za-z0-9_-]{20,100}"),
          SecretShape.of("hvs.|hvb.|hvr.", "\\b", "hv[sbr]\\.[A-Za-z0-9_-]{20,300}"),
          SecretShape.of("sg.", "\\b", "SG\\.[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,64}"),
          SecretShape.of("aiza", "\\b", "AIza[A-Za-z0-9_-]{35}"),
          SecretShape.of("ya29.", "\\b", "ya29\\.[A-Za-z0-9_-]{20,500}"),
          SecretShape.of("sk-", "\\b", "sk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,250}"),
          SecretShape.of("glsa_", "\\b", "glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}\\b"),
          SecretShape.of("dop_v1_", "\\b", "dop_v1_[a-f0-9]{64}\\b"),
          SecretShape.of("hf_", "\\b", "hf_[A-Za-z0-9]{34}\\b"),
          SecretShape.of("shpat_|shpss_|shpca_", "\\b", "shp(?:at|ss|ca)_[a-fA-F0-9]{32}\\b"),
          SecretShape.of("age-secret-key-", "\\b", "AGE-SECRET-KEY-1[A-Z0-9]{58}\\b"),
          // Telegram gives each robot a number and a key.
          SecretShape.of(":aa", "\\b(?:bot)?[0-9]{8,10}:", "AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])"),
          // JSON Web Tokens: header and payload are JSON objects in base64.
          SecretShape.of(
              "eyj",
              "(?<![A-Za-z0-9_-])",
              "eyJ[A-Za-z0-9_-]{8,5000}+\\.eyJ[A-Za-z0-9_-]{4,20000}+\\.[A-Za-z0-9_-]*+"),
          // Azure: connection strings, shared access signatures.
          SecretShape.of(
              "accountkey=|sharedaccesskey=|sharedaccesssignature=",
              "(?i)\\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)=",
              "[A-Za-z0-9%+/=]{16,}+"),
          SecretShape.of("sig=", "(?i)[?&]sig=", "[A-Za-z0-9%+/=]{20,}+"),
          // Headers of HTTP.
          SecretShape.of(
              "basic |bearer |basic\t|bearer\t",
              "\\b(?i:Basic|Bearer)\\s{1,9}",
              // A word such as `authentication` is none.
              "(?![a-z]{12,40}(?![A-Za-z0-9+/._~=-]))[A-Za-z0-9+/._~-]{12,}+=*+"),
          // What passwords are kept as: verifiers and hashes that can be tried.
          SecretShape.of(
              "scram-sha-", "SCRAM-SHA-256\\$", "[0-9]{1,9}:[A-Za-z0-9+/=]{1,99}+\\$[^\\s\"']*+"),
          SecretShape.of("$2", "\\$2[abxy]\\$", "[0-9]{2}\\$[./A-Za-z0-9]{53}"),
          SecretShape.of(
              "$1$|$5$|$6$|$apr1$|$y$|$argon2",
              "\\$(?:1|5|6|apr1|y|argon2id?)\\$",
              "[^\\s$]{1,99}+\\$[^\\s\"']{8,}+"),
          SecretShape.of("{sha}", "\\{SHA\\}", "[A-Za-z0-9+/]{27}="),
          SecretShape.of(
              "$pbkdf2-sha", "\\$pbkdf2-sha(?:1|256|512)\\$", "[0-9]{1,9}\\$[^\\s\"']{8,}+"));

  /** Where private keys in PEM begin, of any algorithm, of OpenSSH and PGP. */
  private static final String PRIVATE_KEY =
      "-----BEGIN (?:[A-Z0-9]{1,20} ){0,5}PRIVATE KEY(?: BLOCK)?-----";

  /** User and password in a URL. */
  private static final String USER_INFO =
      "(?i)\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@]*:[^\\s/@${}]+@[^\\s/]";

  /** A password among others in a line: of ADO, libpq, JDBC, or an option of a command. */
  private static final String AMONG_OTHERS =
      "(?i)(?:^|[;?&\\s,-])(?:password|passwd|pwd|pgpassword|requirepass|masterauth"
          + "|admin_passwd|db_password|client_secret|api[_-]?key|access[_-]?token|auth[_-]?token)"
          + "\\s{0,9}[=:]\\s{0,9}[\"']?[^\\s;&\"'${}]{3,}+";

  /** What a text holds that holds a secret. */
  static final Pattern VALUE =
      Pattern.compile(
          Stream.concat(
                  PARTS.stream().map(SecretShape::expression),
                  Stream.of(PRIVATE_KEY, USER_INFO, AMONG_OTHERS).map(shape -> "(?:" + shape + ")"))
              .collect(Collectors.joining("|")));

  /** The whole of a key under which a secret stands. */
  static final Pattern KEY =
      Pattern.compile(
          "(?i)(?:.*[^a-z])?(?:[a-z0-9]*(?:passw(?:or)?d|passwd|passphrase)|pwd|secret|token"
              + "|api[_.-]?key|access[_.-]?key|private[_.-]?key|secret[_.-]?key|credentials?"
              + "|connection[_.-]?string|authorization|client[_.-]?secret|requirepass|masterauth)");

  private SecretShapes() {}
}
