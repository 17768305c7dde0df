package dev.seaworthy.collectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/** A session with one database, which only reads: there are no other methods than these. */
interface OdooLink {
  /** What is asked of a model. */
  enum Method {
    SEARCH_READ,
    FIELDS_GET;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the model answers to a method with these arguments. */
  JsonNode call(String model, Method method, Map<String, Object> arguments) throws OdooException;

  /** The series that the server says it is of, {@code 18.0}; empty where it does not say. */
  String series() throws OdooException;
}
