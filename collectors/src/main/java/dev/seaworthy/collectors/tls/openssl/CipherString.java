package dev.seaworthy.collectors.tls.openssl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a cipher string stands for with OpenSSL 3.0: words add suites, {@code -} takes them out,
 * {@code !} for good, {@code +} puts those there are at the end. Nothing depends on a certificate.
 * https://docs.openssl.org/3.0/man1/openssl-ciphers/
 */
public final class CipherString {
  private static final String SEPARATORS = ": ;,";
  private static final String DEFAULT = "DEFAULT";
  private static final String DEFAULT_LIST = "ALL:!COMPLEMENTOFDEFAULT:!eNULL";

  /** Debian's, and OpenSSL's own since 3.2. */
  private static final int DEFAULT_LEVEL = 2;

  private static final int MAX_LENGTH = 10_000;

  /** What builds of today do not have, and older ones do. */
  private static final Pattern OLD =
      Pattern.compile(
          "(.*[-+])?(3DES|DES|RC4|RC2|IDEA|SEED|EXP|EXPORT|EXPORT40|EXPORT56|LOW|MEDIUM|SSLv2)([-+].*)?");

  private final String text;
  private final Ring ring;
  private final List<String> old = new ArrayList<>();
  private int position;
  private int level = DEFAULT_LEVEL;
  private boolean broken;

  private CipherString(String text, Ring ring) {
    this.text = text;
    this.ring = ring;
  }

  /**
   * What is chosen.
   *
   * @param suites of versions before TLS 1.3 by their registered names, the preferred first
   * @param old words that add nothing here, and weak suites where OpenSSL is older or built for it
   */
  public record Chosen(List<String> suites, List<String> old) {
    public Chosen {
      suites = List.copyOf(suites);
      old = List.copyOf(old);
    }
  }

  /** Empty where OpenSSL refuses the string, and for words of Suite B, which are not read. */
  public static Optional<Chosen> read(String text) {
    if (text.length() > MAX_LENGTH || text.startsWith("SUITEB")) {
      return Optional.empty();
    }
    CipherString string = new CipherString(text, Ring.preferred());
    string.readAll();
    return string.broken ? Optional.empty() : Optional.of(string.chosen());
  }

  private Chosen chosen() {
    return new Chosen(
        ring.chosen().stream()
            .filter(suite -> suite.isAllowed(level) && !suite.needsSecret())
            .map(Suite::registered)
            .toList(),
        old);
  }

  private void readAll() {
    if (text.startsWith(DEFAULT)) {
      new CipherString(DEFAULT_LIST, ring).readAll();
      position = DEFAULT.length();
    }
    while (position < text.length() && !broken) {
      item();
    }
  }

  private void item() {
    char sign = text.charAt(position);
    if (SEPARATORS.indexOf(sign) >= 0) {
      position++;
      return;
    }
    if ("-+!@".indexOf(sign) >= 0) {
      position++;
    }
    int start = position;
    if (sign == '@') {
      command();
    } else {
      Optional<Selector> selector = selector();
      selector.ifPresentOrElse(one -> ring.apply(act(sign), one::matches), this::toSeparator);
      if (act(sign) == Ring.Act.ADD) {
        noteOld(selector, text.substring(start, position));
      }
    }
  }

  private static Ring.Act act(char sign) {
    return switch (sign) {
      case '-' -> Ring.Act.DELETE;
      case '+' -> Ring.Act.TO_THE_END;
      case '!' -> Ring.Act.FORBID;
      default -> Ring.Act.ADD;
    };
  }

  private void noteOld(Optional<Selector> selector, String words) {
    boolean isNothing =
        selector.stream().noneMatch(one -> Suite.ALL.stream().anyMatch(one::matches));
    if (isNothing && OLD.matcher(words).matches()) {
      old.add(words);
    }
  }

  /** Words joined by {@code +}; empty where one is not known, or nothing can be all of them. */
  private Optional<Selector> selector() {
    Selector all = Selector.ANY;
    while (true) {
      String word = word();
      if (word.isEmpty()) {
        broken = true;
        return Optional.empty();
      }
      boolean goesOn = position < text.length() && text.charAt(position) == '+';
      if (goesOn) {
        position++;
      }
      Optional<Selector> joined = Words.selector(word).flatMap(all::and);
      if (joined.isEmpty() || !goesOn) {
        return joined;
      }
      all = joined.get();
    }
  }

  private void command() {
    String word = word();
    if (word.equals("STRENGTH")) {
      ring.sortByStrength();
    } else if (word.matches("SECLEVEL=[0-5]")) {
      level = word.charAt(word.length() - 1) - '0';
    } else {
      broken = true;
    }
    toSeparator();
  }

  private String word() {
    int start = position;
    while (position < text.length() && isOfWord(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private static boolean isOfWord(char letter) {
    return (letter >= '0' && letter <= '9')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= 'a' && letter <= 'z')
        || "-.=_".indexOf(letter) >= 0;
  }

  private void toSeparator() {
    while (position < text.length() && SEPARATORS.indexOf(text.charAt(position)) < 0) {
      position++;
    }
  }
}
