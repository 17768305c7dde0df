package dev.seaworthy.collectors.image;

/** OpenVEX documents made of what a test is about. */
final class OpenVex {
  private OpenVex() {}

  static String document(String timestamp, String... statements) {
    return """
        {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "urn:vex:1", "author": "Us",
         "timestamp": "%s", "version": 1, "statements": [%s]}"""
        .formatted(timestamp, String.join(", ", statements));
  }

  static String statement(String vulnerability, String product, String status, String more) {
    return """
        {"vulnerability": {"name": "%s"}, "products": [{"@id": "%s"}], "status": "%s", %s}"""
        .formatted(vulnerability, product, status, more);
  }
}
