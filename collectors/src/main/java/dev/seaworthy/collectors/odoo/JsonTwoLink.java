package dev.seaworthy.collectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;

/** Odoo's JSON-2 API, {@code /json/2}, of 19.0 and later; it takes API keys, and no passwords. */
final class JsonTwoLink implements OdooLink {
  private final OdooAddress address;
  private final OdooWire wire;

  JsonTwoLink(OdooAddress address, OdooWire wire) {
    this.address = address;
    this.wire = wire;
  }

  @Override
  public JsonNode call(String model, Method method, Map<String, Object> arguments)
      throws OdooException {
    String path = "/json/2/%s/%s".formatted(model, method.word());
    Map<String, String> headers =
        Map.of(
            "Authorization", "bearer " + address.secret(), "X-Odoo-Database", address.database());
    OdooWire.Answer answer =
        wire.post(path, "application/json", CanonicalJson.of(arguments).toString(), headers);
    if (answer.code() == HttpURLConnection.HTTP_UNAUTHORIZED) {
      throw OdooProblems.loginRefused(address);
    }
    if (answer.code() == HttpURLConnection.HTTP_NOT_FOUND) {
      throw OdooProblems.oddAnswer(address, path, "there is nothing (404)");
    }
    JsonNode told = wire.json(path, answer);
    if (answer.code() != HttpURLConnection.HTTP_OK) {
      throw OdooFault.of(
          address, model, told.path("name").asText(""), told.path("message").asText(""));
    }
    return told;
  }

  /** The base module's version begins with the series. */
  @Override
  public String series() throws OdooException {
    JsonNode base =
        call(
            "ir.module.module",
            Method.SEARCH_READ,
            Map.of(
                "domain",
                List.of(List.of("name", "=", "base")),
                "fields",
                List.of("latest_version"),
                "limit",
                1));
    String version = base.path(0).path("latest_version").asText("");
    return version.matches("(saas~)?\\d+\\.\\d+\\..*")
        ? version.replaceFirst("^((saas~)?\\d+\\.\\d+)\\..*$", "$1")
        : "";
  }
}
