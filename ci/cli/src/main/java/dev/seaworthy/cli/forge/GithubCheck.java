package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A check run with an annotation for each finding. GitHub takes 50 at a time and adds them up, so
 * that a run that broke off goes on where it stopped: the run bears the digest of what it tells.
 */
final class GithubCheck {
  private static final int BATCH = 50;
  private static final int ROUNDS = 3;
  private static final int MOST_TITLE = 255;
  private static final int MOST_MESSAGE = 16_000;

  private final ForgeHttp http;
  private final String repository;

  GithubCheck(ForgeHttp http, String repository) {
    this.http = http;
    this.repository = repository;
  }

  /** Tells; gives what the user should know. */
  List<String> tell(Publication publication) throws ConfigurationException {
    String digest =
        CanonicalJson.of(
                List.of(
                    publication.body(),
                    publication.annotations().stream().map(GithubCheck::tree).toList()))
            .digest()
            .hex();
    UncertainException last = null;
    for (int round = 0; round < ROUNDS; round++) {
      Optional<JsonNode> run = run(publication, digest);
      if (run.isPresent()) {
        finish(publication, run.get());
        return List.of();
      }
      try {
        Reply reply = http.once("POST", repository + "/check-runs", beginning(publication, digest));
        if (reply.code() == 403 || reply.code() == 404) {
          return List.of("no check: its API takes the token of a job or of an app only");
        }
        if (!reply.isGood()) {
          throw http.refused("POST", repository + "/check-runs", reply);
        }
      } catch (UncertainException e) {
        last = e;
      }
    }
    throw last == null
        ? new ConfigurationException(
            "FORGE_ODD_ANSWER", "the check that was begun is not there", "run the command again")
        : last.problem();
  }

  private Optional<JsonNode> run(Publication publication, String digest)
      throws ConfigurationException {
    String path =
        "%s/commits/%s/check-runs?check_name=%s&filter=latest"
            .formatted(repository, publication.head(), publication.name());
    return http.all(path).stream()
        .filter(run -> run.path("external_id").asText().equals(digest))
        .findFirst();
  }

  private static Map<String, Object> beginning(Publication publication, String digest) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("name", publication.name());
    tree.put("head_sha", publication.head());
    tree.put("external_id", digest);
    tree.put("status", "in_progress");
    if (!publication.link().isEmpty()) {
      tree.put("details_url", publication.link());
    }
    return tree;
  }

  private void finish(Publication publication, JsonNode run) throws ConfigurationException {
    if (run.path("status").asText().equals("completed")) {
      return;
    }
    String path = repository + "/check-runs/" + run.path("id").asText();
    annotate(publication, path, run);
    http.change(
        "PATCH",
        path,
        Map.of(
            "status",
            "completed",
            // Neither `neutral` nor `skipped`: both let a change through.
            "conclusion",
            publication.passed() ? "success" : "failure",
            "output",
            output(publication, List.of())));
  }

  /** A batch that may have been taken is not sent again before looking: they add up. */
  private void annotate(Publication publication, String path, JsonNode run)
      throws ConfigurationException {
    List<Annotation> all = publication.annotations();
    JsonNode seen = run;
    int failures = 0;
    while (told(seen) < all.size()) {
      int from = told(seen);
      List<Annotation> batch = all.subList(from, Math.min(from + BATCH, all.size()));
      try {
        Reply reply = http.once("PATCH", path, Map.of("output", output(publication, batch)));
        if (!reply.isGood()) {
          throw http.refused("PATCH", path, reply);
        }
      } catch (UncertainException e) {
        if (++failures == ROUNDS) {
          throw e.problem();
        }
      }
      seen = http.get(path);
      if (failures == 0 && told(seen) <= from) {
        throw new ConfigurationException(
            "FORGE_ODD_ANSWER", "the check does not keep its annotations", "run the command again");
      }
    }
  }

  private static int told(JsonNode run) {
    return run.path("output").path("annotations_count").asInt();
  }

  private static Object output(Publication publication, List<Annotation> batch) {
    return Map.of(
        "title", Publication.cut(publication.title(), MOST_TITLE),
        "summary", publication.body(),
        "annotations", batch.stream().map(GithubCheck::tree).toList());
  }

  private static Object tree(Annotation one) {
    return Map.of(
        "path", one.file(),
        "start_line", Math.max(1, one.line()),
        "end_line", Math.max(1, one.line()),
        "annotation_level", one.failure() ? "failure" : "warning",
        "title", Publication.cut(one.title(), MOST_TITLE),
        "message", Publication.cut(one.message(), MOST_MESSAGE));
  }
}
