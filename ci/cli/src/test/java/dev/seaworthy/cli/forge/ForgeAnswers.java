package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

/** How each forge tells what a {@link StandInForge} keeps. */
final class ForgeAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 2;

  private ForgeAnswers() {}

  /** The forge that a request is meant for. */
  static String forge(HttpExchange exchange) {
    if (exchange.getRequestHeaders().containsKey("PRIVATE-TOKEN")) {
      return "gitlab";
    }
    String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    if (authorization.startsWith("token ")) {
      return "gitea";
    }
    boolean github = exchange.getRequestHeaders().containsKey("X-GitHub-Api-Version");
    return github ? "github" : "bitbucket";
  }

  /** Who asks. */
  static JsonNode user(String forge) {
    ObjectNode user = JSON.createObjectNode();
    if (forge.equals("bitbucket")) {
      return user.put("type", "user").put("uuid", "{bot}");
    }
    return forge.equals("gitlab")
        ? user.put("username", "bot")
        : user.put("login", "bot").put("type", "User");
  }

  static String missing(String forge) {
    return forge.equals("bitbucket")
        ? "{\"type\": \"error\", \"error\": {\"message\": \"Not Found\"}}"
        : "{\"message\": \"Not Found\"}";
  }

  /** What is kept as one forge tells it. */
  static JsonNode shown(String forge, JsonNode kept) {
    if (!kept.isObject()) {
      return kept;
    }
    if (forge.equals("bitbucket")) {
      return kept.has("body") ? comment(kept) : kept;
    }
    ObjectNode shown = kept.deepCopy();
    shown.remove("place");
    if (forge.equals("gitlab")) {
      shown.remove("user");
    } else {
      shown.remove("resolved");
      if (shown.path("type").asText().equals("DiffNote")) {
        shown.remove("type");
      }
      if (shown.path("author").has("username")) {
        shown.remove("author");
      }
    }
    return shown;
  }

  private static JsonNode comment(JsonNode kept) {
    ObjectNode shown =
        JSON.createObjectNode()
            .put("type", "pullrequest_comment")
            .put("id", kept.path("id").asInt())
            .put("deleted", kept.path("deleted").asBoolean());
    shown.putObject("content").put("raw", kept.path("body").asText());
    String type = kept.path("user").path("type").asText().equals("User") ? "user" : "app_user";
    shown
        .putObject("user")
        .put("type", type)
        .put("uuid", "{" + kept.path("user").path("login").asText() + "}");
    return shown;
  }

  static String page(HttpExchange exchange, ArrayNode all, String query, String path) {
    int page = Integer.parseInt(query.replaceFirst(".*\\bpage=([0-9]+).*", "$1"));
    ArrayNode some = JSON.createArrayNode();
    // A long list must end before the number of pages does.
    int size = all.size() > 100 ? 50 : PAGE;
    for (int i = (page - 1) * size; i < Math.min(page * size, all.size()); i++) {
      some.add(shown(forge(exchange), all.get(i)));
    }
    if (page * size < all.size()) {
      exchange
          .getResponseHeaders()
          .add("Link", "<https://elsewhere.example/?page=9>; rel=\"next\"");
    }
    if (forge(exchange).equals("bitbucket")) {
      ObjectNode list = JSON.createObjectNode().put("page", page).put("pagelen", size);
      if (page * size < all.size()) {
        list.put("next", "https://elsewhere.example/?page=9");
      }
      return list.set("values", some).toString();
    }
    return path.endsWith("/check-runs")
        ? JSON.createObjectNode().put("total_count", all.size()).set("check_runs", some).toString()
        : some.toString();
  }

  /** Bitbucket's; of a commit's id it tells 12 digits. */
  static ObjectNode pullRequest(int number) {
    ObjectNode request =
        JSON.createObjectNode().put("type", "pullrequest").put("id", number).put("state", "OPEN");
    request.putObject("source").putObject("commit").put("hash", StandInForge.HEAD.substring(0, 12));
    request.putObject("destination").putObject("branch").put("name", "main");
    request.putObject("links").putObject("html").put("href", "https://bitbucket.org/a/b/1");
    return request;
  }

  static ObjectNode request(String forge, long number) {
    ObjectNode request = JSON.createObjectNode();
    if (forge.equals("gitlab")) {
      request.put("iid", number).put("state", "opened").put("sha", StandInForge.HEAD);
      request.put("target_branch", "main").putObject("author").put("username", "author");
      request
          .putObject("diff_refs")
          .put("base_sha", "b".repeat(40))
          .put("start_sha", "b".repeat(40))
          .put("head_sha", StandInForge.HEAD);
    } else {
      request.put("number", number).put("state", "open");
      request.putObject("head").put("sha", StandInForge.HEAD);
      request.putObject("base").put("ref", "main");
      request.putObject("user").put("login", "author");
    }
    return request;
  }
}
