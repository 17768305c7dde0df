package dev.seaworthy.collectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.util.List;
import java.util.Map;

/** Odoo's JSON-RPC, {@code /jsonrpc}, which every series up to 21 answers. */
final class JsonRpcLink implements OdooLink {
  private static final String PATH = "/jsonrpc";

  private final OdooAddress address;
  private final OdooWire wire;
  private final long user;

  private JsonRpcLink(OdooAddress address, OdooWire wire, long user) {
    this.address = address;
    this.wire = wire;
    this.user = user;
  }

  /** Logs in. */
  static JsonRpcLink open(OdooAddress address, OdooWire wire) throws OdooException {
    List<Object> who = List.of(address.database(), address.user(), address.secret(), Map.of());
    JsonNode user = new JsonRpcLink(address, wire, 0).ask("common", "authenticate", who, "login");
    if (!user.isIntegralNumber()) {
      throw OdooProblems.loginRefused(address);
    }
    return new JsonRpcLink(address, wire, user.asLong());
  }

  @Override
  public JsonNode call(String model, Method method, Map<String, Object> arguments)
      throws OdooException {
    List<Object> call =
        List.of(
            address.database(), user, address.secret(), model, method.word(), List.of(), arguments);
    return ask("object", "execute_kw", call, model);
  }

  @Override
  public String series() throws OdooException {
    return ask("common", "version", List.of(), "version").path("server_serie").asText("");
  }

  private JsonNode ask(String service, String method, List<Object> arguments, String about)
      throws OdooException {
    Map<String, Object> call = Map.of("service", service, "method", method, "args", arguments);
    Map<String, Object> body = Map.of("jsonrpc", "2.0", "method", "call", "id", 1, "params", call);
    OdooWire.Answer answer =
        wire.post(PATH, "application/json", CanonicalJson.of(body).toString(), Map.of());
    JsonNode told = json(answer);
    if (told.hasNonNull("error")) {
      JsonNode data = told.path("error").path("data");
      String said = data.path("message").asText(told.path("error").path("message").asText(""));
      throw OdooFault.of(address, about, data.path("name").asText(""), said);
    }
    if (!told.has("result")) {
      throw OdooProblems.oddAnswer(address, PATH, "it has no result (%d)".formatted(answer.code()));
    }
    return told.path("result");
  }

  private JsonNode json(OdooWire.Answer answer) throws OdooException {
    try {
      return StrictJson.parse(answer.body());
    } catch (NotCanonicalException e) {
      throw OdooProblems.oddAnswer(address, PATH, "it is not JSON (%d)".formatted(answer.code()));
    }
  }
}
