package dev.seaworthy.collectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.List;
import java.util.Map;

/** Odoo's JSON-RPC, {@code /jsonrpc}, which every series up to 21 answers. */
final class JsonRpc implements RpcLink.Carrier {
  private static final String PATH = "/jsonrpc";

  private final OdooAddress address;
  private final OdooWire wire;

  JsonRpc(OdooAddress address, OdooWire wire) {
    this.address = address;
    this.wire = wire;
  }

  @Override
  public JsonNode ask(String service, String method, List<Object> arguments, String about)
      throws OdooException {
    Map<String, Object> call = Map.of("service", service, "method", method, "args", arguments);
    Map<String, Object> body = Map.of("jsonrpc", "2.0", "method", "call", "id", 1, "params", call);
    OdooWire.Answer answer =
        wire.post(PATH, "application/json", CanonicalJson.of(body).toString(), Map.of());
    JsonNode told = wire.json(PATH, answer);
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
}
