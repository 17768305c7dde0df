package dev.seaworthy.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProbeTableTest {
  @Test
  void whatShowsItselfAfterTheHandshakeIsTold() throws IOException {
    assertThat(
            table(
                Map.of(
                    "clientRenegotiation",
                    Map.of("status", "accepted", "performed", 10),
                    "resumption",
                    Map.of(
                        "byId",
                        Map.of("status", "refused", "reason", "it began a new session"),
                        "byTicket",
                        Map.of("status", "accepted")),
                    "tickets13",
                    Map.of("status", "issued", "count", 2, "maxEarlyData", 16_384L),
                    "stapling",
                    Map.of("status", "stapled", "certificateStatus", "good"),
                    "clientCertificateRequired",
                    false)))
        .contains(
            "  renegotiation that a client begins: accepted, 10 performed\n",
            "  resumption by id: refused (it began a new session)\n",
            "  resumption by ticket: accepted\n",
            "  tickets of TLS 1.3: issued, early data of 16384 bytes\n",
            "  stapled answer of the issuer: stapled, good\n",
            "  ends handshakes without it: no\n");
  }

  @Test
  void whatWasNotAskedIsNotTold() throws IOException {
    assertThat(table(Map.of()))
        .doesNotContain("renegotiation", "resumption", "tickets", "stapled", "ends handshakes");
  }

  private static String table(Map<String, Object> fields) throws IOException {
    Map<String, Object> endpoint =
        new TreeMap<>(
            Map.of(
                "host",
                "erp.example",
                "port",
                443,
                "starttls",
                "none",
                "status",
                "answered",
                "connections",
                40));
    endpoint.putAll(fields);
    StringBuilder out = new StringBuilder();
    ProbeTable.write(List.of(endpoint), out);
    return out.toString();
  }
}
