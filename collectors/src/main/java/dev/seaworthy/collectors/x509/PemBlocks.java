package dev.seaworthy.collectors.x509;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The PEM blocks (RFC 7468) of a text. What stands between blocks is explanation and is passed
 * over; a block that is broken costs itself only. Private keys are seen and not kept.
 */
public record PemBlocks(List<Block> certificates, boolean privateKey, List<Fault> faults) {
  public static final int MAX_BLOCKS = 1_000;
  private static final int MAX_BLOCK_CHARS = 1 << 20;
  private static final Pattern BOUNDARY =
      Pattern.compile("\\s*-----(BEGIN|END) ([A-Z0-9 ]*)-----\\s*");

  /**
   * A certificate's block.
   *
   * @param base64 known to decode
   * @param line that it begins on
   */
  public record Block(String base64, int line) {
    /** A block that stands in no text. */
    public static Block ofDer(byte[] der) {
      return new Block(Base64.getEncoder().encodeToString(der), 0);
    }

    public byte[] der() {
      return Base64.getDecoder().decode(base64);
    }
  }

  /** What is wrong with a block, and where. */
  public record Fault(String why, int line) {}

  public PemBlocks {
    certificates = List.copyOf(certificates);
    faults = List.copyOf(faults);
  }

  /** All blocks of {@code text}. */
  public static PemBlocks of(String text) {
    Scanner scanner = new Scanner();
    int line = 0;
    for (String one : text.split("\r\n|\n|\r", -1)) {
      scanner.line(one, ++line);
    }
    scanner.end();
    return new PemBlocks(scanner.certificates, scanner.privateKey, scanner.faults);
  }

  /** Whether there are more blocks than anybody serves. */
  public boolean overflows() {
    return certificates.size() + faults.size() > MAX_BLOCKS;
  }

  private static boolean isCertificate(String label) {
    return label.equals("CERTIFICATE")
        || label.equals("X509 CERTIFICATE")
        || label.equals("TRUSTED CERTIFICATE");
  }

  /** Goes through the lines once. */
  private static final class Scanner {
    private final List<Block> certificates = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private boolean privateKey;
    private String label = "";
    private int begin;

    void line(String text, int line) {
      Matcher boundary = BOUNDARY.matcher(text);
      if (boundary.matches()) {
        if (boundary.group(1).equals("BEGIN")) {
          begin(boundary.group(2), line);
        } else {
          finish(boundary.group(2), line);
        }
      } else if (begin > 0) {
        keep(text);
      } else if (text.contains("-----BEGIN CERTIFICATE")) {
        faults.add(new Fault("its first line is not a boundary", line));
      }
    }

    void end() {
      if (begin > 0) {
        faults.add(new Fault("it has no end", begin));
      }
    }

    private void begin(String next, int line) {
      if (begin > 0) {
        faults.add(new Fault("another block begins before it ends", begin));
      }
      body.setLength(0);
      label = next;
      begin = line;
      privateKey |= next.endsWith("PRIVATE KEY");
    }

    private void keep(String text) {
      if (isCertificate(label) && body.length() <= MAX_BLOCK_CHARS) {
        body.append(text.strip());
      }
    }

    private void finish(String closing, int line) {
      if (begin == 0) {
        faults.add(new Fault("it ends without a beginning", line));
        return;
      }
      if (!closing.equals(label)) {
        faults.add(new Fault("its end names another kind", begin));
      } else if (isCertificate(label) && certificates.size() <= MAX_BLOCKS) {
        decode();
      }
      begin = 0;
    }

    private void decode() {
      if (body.length() > MAX_BLOCK_CHARS) {
        faults.add(new Fault("it is larger than 1 MiB", begin));
        return;
      }
      try {
        Block block = new Block(body.toString(), begin);
        if (block.der().length > 0) {
          certificates.add(block);
        } else {
          faults.add(new Fault("it is empty", begin));
        }
      } catch (IllegalArgumentException e) {
        faults.add(new Fault("it is not Base64", begin));
      }
    }
  }
}
