package dev.seaworthy.engine.disclosure;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What secrets look like that say so themselves, and what keys are called under which secrets
 * stand. Digests, image references, public keys and certificates look like none of these.
 */
final class SecretShapes {
  private static final List<String> SHAPES =
      List.of(
          // AWS: identifiers of keys, and the key beside its usual name.
          "\\b(?:AKIA|ASIA)[A-Z2-7]{16}\\b",
          "(?i)aws.{0,20}secret.{0,20}[\"'=: ]+[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])",
          // Private keys in PEM, of any algorithm, of OpenSSH and PGP, also within one line.
          "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----",
          // GitHub, GitLab, Slack, Stripe, npm, PyPI, Docker Hub, HashiCorp, SendGrid, Google.
          "\\bgh[pousr]_[A-Za-z0-9]{36,255}\\b",
          "\\bgithub_pat_[A-Za-z0-9_]{22,255}\\b",
          "\\bgl(?:pat|ptt|dt|rt|cbt|ft|agent|oas|soat)-[A-Za-z0-9_.-]{20,300}",
          "\\bxox[abeoprs]-[A-Za-z0-9-]{10,250}",
          "\\bxapp-[0-9]-[A-Za-z0-9-]{10,250}",
          "hooks\\.slack\\.com/services/T[A-Za-z0-9]+/B[A-Za-z0-9]+/[A-Za-z0-9]+",
          "\\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,250}\\b",
          "\\bwhsec_[A-Za-z0-9+/=]{20,250}",
          "\\bnpm_[A-Za-z0-9]{36}\\b",
          "\\bpypi-AgE[A-Za-z0-9_-]{20,500}",
          "\\bdckr_pat_[A-Za-z0-9_-]{20,100}",
          "\\bhv[sbr]\\.[A-Za-z0-9_-]{20,300}",
          "\\bSG\\.[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,64}",
          "\\bAIza[A-Za-z0-9_-]{35}",
          "\\bya29\\.[A-Za-z0-9_-]{20,500}",
          "\\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,250}",
          "\\bglsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}\\b",
          "\\bdop_v1_[a-f0-9]{64}\\b",
          "\\bAGE-SECRET-KEY-1[A-Z0-9]{58}\\b",
          // JSON Web Tokens: header and payload are JSON objects in base64.
          "\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_-]*",
          // Azure: connection strings, shared access signatures.
          "(?i)\\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)=[A-Za-z0-9%+/=]{16,}",
          "(?i)[?&]sig=[A-Za-z0-9%+/=]{20,}",
          // User and password in a URL.
          "(?i)\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@]*:[^\\s/@${}]+@[^\\s/]",
          // A password among others in a line: of ADO, libpq, JDBC, or an option of a command.
          "(?i)(?:^|[;?&\\s,-])(?:password|passwd|pwd|pgpassword|requirepass|masterauth"
              + "|admin_passwd|db_password|client_secret|api[_-]?key|access[_-]?token|auth[_-]?token)"
              + "\\s*[=:]\\s*[\"']?[^\\s;&\"'${}]{3,}",
          // Headers of HTTP.
          "(?i)\\b(?:Basic|Bearer)\\s+[A-Za-z0-9+/._~-]{12,}=*",
          // What passwords are kept as: verifiers and hashes that can be tried.
          "SCRAM-SHA-256\\$[0-9]+:[A-Za-z0-9+/=]+\\$",
          "\\$2[abxy]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}",
          "\\$(?:1|5|6|apr1|y|argon2id?)\\$[^\\s$]+\\$[^\\s]{8,}",
          "\\{SHA\\}[A-Za-z0-9+/]{27}=",
          "\\$pbkdf2-sha(?:1|256|512)\\$[0-9]+\\$[^\\s]{8,}");

  /** What a text holds that holds a secret. */
  static final Pattern VALUE =
      Pattern.compile(
          SHAPES.stream().map(shape -> "(?:" + shape + ")").collect(Collectors.joining("|")));

  /** The whole of a key under which a secret stands. */
  static final Pattern KEY =
      Pattern.compile(
          "(?i)(?:.*[^a-z])?(?:[a-z0-9]*(?:passw(?:or)?d|passwd|passphrase)|pwd|secret|token"
              + "|api[_.-]?key|access[_.-]?key|private[_.-]?key|secret[_.-]?key|credentials?"
              + "|connection[_.-]?string|authorization|client[_.-]?secret|requirepass|masterauth)");

  private SecretShapes() {}
}
