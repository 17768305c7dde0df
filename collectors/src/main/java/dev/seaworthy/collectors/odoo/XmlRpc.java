package dev.seaworthy.collectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Odoo's XML-RPC, {@code /xmlrpc/2}, for proxies that let nothing else through. */
final class XmlRpc implements RpcLink.Carrier {
  /** Codes of faults, as {@code odoo/http.py} and {@code addons/rpc} have them. */
  private static final int ACCESS_DENIED = 3;

  private static final int ACCESS_ERROR = 4;

  private final OdooAddress address;
  private final OdooWire wire;

  XmlRpc(OdooAddress address, OdooWire wire) {
    this.address = address;
    this.wire = wire;
  }

  @Override
  public JsonNode ask(String service, String method, List<Object> arguments, String about)
      throws OdooException {
    String path = "/xmlrpc/2/" + service;
    OdooWire.Answer answer =
        wire.post(path, "text/xml", XmlRpcValues.call(method, arguments), Map.of());
    try {
      XmlRpcValues.Answer read = XmlRpcValues.read(answer.body());
      if (read.isFault()) {
        throw fault(about, read.value());
      }
      return read.value();
    } catch (XmlRpcValues.OddAnswerException e) {
      throw OdooProblems.oddAnswer(
          address, path, "%s (%d)".formatted(e.getMessage(), answer.code()));
    }
  }

  private OdooException fault(String about, JsonNode fault) {
    String said = fault.path("faultString").asText("").strip();
    String last = said.substring(said.lastIndexOf('\n') + 1);
    return switch (fault.path("faultCode").asInt(0)) {
      case ACCESS_DENIED -> OdooProblems.loginRefused(address);
      case ACCESS_ERROR -> OdooProblems.forbidden(address, about);
      // Of other faults the words are a trace of Python; the exception stands in its last line.
      default -> OdooFault.of(address, about, "", last);
    };
  }
}
