package dev.seaworthy.collectors.tls;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file (RFC 7468). Text around blocks is for people and counts for nothing.
 *
 * @param label what it says it holds: {@code CERTIFICATE}
 * @param line of its {@code BEGIN}, from 1
 * @param body its text between the markers
 * @param closed whether its {@code END} was found
 */
record PemBlock(String label, int line, String body, boolean closed) {
  private static final Pattern MARKER = Pattern.compile("-----(BEGIN|END) ([A-Z0-9 ]+)-----\\s*");

  /** The blocks of {@code text}, in file order. */
  static List<PemBlock> of(String text) {
    List<PemBlock> blocks = new ArrayList<>();
    String label = "";
    int start = 0;
    StringBuilder body = new StringBuilder();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher marker = MARKER.matcher(lines.get(i));
      if (!marker.matches()) {
        body.append(label.isEmpty() ? "" : lines.get(i).strip() + "\n");
        continue;
      }
      boolean begins = marker.group(1).equals("BEGIN");
      if (!label.isEmpty()) {
        blocks.add(new PemBlock(label, start, body.toString(), closes(marker, label)));
      }
      label = begins ? marker.group(2) : "";
      start = i + 1;
      body.setLength(0);
    }
    if (!label.isEmpty()) {
      blocks.add(new PemBlock(label, start, body.toString(), false));
    }
    return blocks;
  }

  private static boolean closes(Matcher marker, String label) {
    return marker.group(1).equals("END") && marker.group(2).equals(label);
  }

  boolean isCertificate() {
    return label.equals("CERTIFICATE")
        || label.equals("X509 CERTIFICATE")
        || label.equals("TRUSTED CERTIFICATE");
  }

  boolean isPrivateKey() {
    return label.endsWith("PRIVATE KEY");
  }

  /** The bytes it holds; empty where the block is cut short or no base64. */
  Optional<byte[]> bytes() {
    if (!closed) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(body.replaceAll("\\s", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
