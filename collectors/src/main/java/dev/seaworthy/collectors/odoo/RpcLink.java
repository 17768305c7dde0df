package dev.seaworthy.collectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A session by Odoo's remote procedure calls, whose services are the same whatever carries them.
 */
final class RpcLink implements OdooLink {
  /** What carries calls. */
  interface Carrier {
    /**
     * What a method of a service answers.
     *
     * @param about what an error would be about
     */
    JsonNode ask(String service, String method, List<Object> arguments, String about)
        throws OdooException;
  }

  private final OdooAddress address;
  private final Carrier carrier;
  private final long user;

  private RpcLink(OdooAddress address, Carrier carrier, long user) {
    this.address = address;
    this.carrier = carrier;
    this.user = user;
  }

  /** Logs in. */
  static RpcLink open(OdooAddress address, Carrier carrier) throws OdooException {
    List<Object> who = List.of(address.database(), address.user(), address.secret(), Map.of());
    JsonNode user = carrier.ask("common", "authenticate", who, "login");
    if (!user.isIntegralNumber()) {
      throw OdooProblems.loginRefused(address);
    }
    return new RpcLink(address, carrier, user.asLong());
  }

  @Override
  public JsonNode call(String model, Method method, Map<String, Object> arguments)
      throws OdooException {
    List<Object> call =
        List.of(
            address.database(), user, address.secret(), model, method.word(), List.of(), arguments);
    return carrier.ask("object", "execute_kw", call, model);
  }

  @Override
  public String series() throws OdooException {
    return carrier.ask("common", "version", List.of(), "version").path("server_serie").asText("");
  }
}
