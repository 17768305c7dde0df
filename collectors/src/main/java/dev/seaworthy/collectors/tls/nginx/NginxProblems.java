package dev.seaworthy.collectors.tls.nginx;

import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Problem;

/** What can be wrong with nginx's configuration. */
final class NginxProblems {
  private NginxProblems() {}

  static Problem brokenNginx(String why) {
    return Problems.of(
        "BROKEN_NGINX",
        "nginx's configuration cannot be read here: " + why,
        "correct it; `nginx -t -c FILE` tells whether nginx takes it");
  }

  static Problem nginxIncludeMissing(String pattern) {
    return Problems.of(
        "NGINX_INCLUDE_NOT_SEEN",
        "`include %s` leads to no file beside the configuration or below".formatted(pattern),
        "add the files to the evidence, not as links; an empty one where there are none");
  }

  static Problem nginxAlone(String file) {
    return Problems.of(
        "NGINX_PART_ALONE",
        "`%s` has servers without the `http` block that includes them".formatted(file),
        "give `nginx.conf` as evidence, with this file below it");
  }

  static Problem notEvidence(String file, String why) {
    return Problems.of(
        "BROKEN_NGINX",
        "a server in `%s` cannot be told: %s".formatted(file, why),
        "shorten its directives");
  }

  static Problem malformedNginx(String directive, String value) {
    return Problems.of(
        "MALFORMED_NGINX",
        "`%s` does not take `%s`".formatted(directive, value),
        "write it as nginx's reference does");
  }
}
