package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks once over a report and insists on types. Scanners write {@code null} or nothing for what is
 * empty, so both read as empty here. A value of another type is a fault: it is passed over, and the
 * rest is read.
 */
abstract class ReportStream {
  /** Reads the value of one field; what it leaves untouched is passed over. */
  @FunctionalInterface
  interface Field {
    void read(String name) throws IOException;
  }

  /** Reads one item of an array. */
  @FunctionalInterface
  interface Item {
    void read() throws IOException;
  }

  /** Longer text is no identifier, version or reason, and is not kept. */
  static final int MAX_TEXT_CHARS = 1 << 15;

  private final ScanFaults faults;
  private final RecentValues recent = new RecentValues();
  private long kept;
  private boolean full;

  ReportStream(ScanFaults faults) {
    this.faults = faults;
  }

  final ScanFaults faults() {
    return faults;
  }

  /** Whether one more finding may be kept; that one may not is a fault, once. */
  final boolean keeps() {
    return fits(kept++);
  }

  /** Whether one more finding fits beside {@code count} of them. */
  final boolean fits(long count) {
    boolean fits = count < faults.mostKept();
    if (!fits && !full) {
      full = true;
      faults.add(
          invalid(
              "is more than fits: of one file %,d findings are kept in this heap, and those from here on are left out; a larger one (`SEAWORTHY_JAVA_OPTIONS=-Xmx…`) takes more"
                  .formatted(faults.mostKept())));
    }
    return fits;
  }

  /** Sets how many are kept, where some turned out to be the same. */
  final void kept(long count) {
    kept = count;
  }

  abstract boolean atArray();

  abstract boolean atObject();

  abstract boolean atText();

  abstract boolean atNull();

  /** Where the value stands. */
  abstract Tree.Mark mark();

  /** The path to the value, as a JSON pointer; empty for the root. */
  abstract String pointer();

  /** Gives each field of the object it stands at. */
  protected abstract void fields(Field field) throws IOException;

  /** Stands at each item of the array it stands at, in turn. */
  protected abstract void items(Item item) throws IOException;

  protected abstract String textValue() throws IOException;

  /** The value as {@link Long}, {@link Double} or {@link Boolean}; anything else otherwise. */
  protected abstract Object plainValue() throws IOException;

  /** For the root, which null cannot stand for. */
  final void requireObject() throws InvalidScanException {
    require(atObject(), "an object");
  }

  final void object(Field field) throws IOException {
    if (!atNull()) {
      requireObject();
      fields(name -> faults.attempt(() -> field.read(name)));
    }
  }

  final void array(Item item) throws IOException {
    if (!atNull()) {
      require(atArray(), "a list");
      items(() -> faults.attempt(item));
    }
  }

  /** Text; empty for null. */
  final String text() throws IOException {
    if (atNull()) {
      return "";
    }
    require(atText(), "text");
    String text = textValue();
    if (text.length() > MAX_TEXT_CHARS) {
      throw invalid("is text of more than %,d characters".formatted(MAX_TEXT_CHARS));
    }
    if (hasLoneSurrogate(text)) {
      throw invalid("holds half a character (a lone surrogate)");
    }
    return recent.same(text);
  }

  /** An equal value, the one given before if it is still remembered. */
  final <T> T same(T value) {
    return recent.same(value);
  }

  final List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    array(() -> texts.add(text()));
    return texts;
  }

  /** The texts of an object under these of its keys, those that it has. */
  final Map<String, String> textsOf(String... keys) throws IOException {
    List<String> wanted = List.of(keys);
    Map<String, String> texts = new HashMap<>();
    object(
        field -> {
          if (wanted.contains(field)) {
            texts.put(field, text());
          }
        });
    return texts;
  }

  /** Text that is of use where it is not too long; empty for anything else. */
  final Optional<String> textIfShort() throws IOException {
    return atText()
        ? Optional.of(textValue()).filter(text -> text.length() <= MAX_TEXT_CHARS)
        : Optional.empty();
  }

  /** A whole number; 0 for null. */
  final long number() throws IOException {
    if (atNull()) {
      return 0;
    }
    if (plainValue() instanceof Long number) {
      return number;
    }
    throw invalid("is not a whole number");
  }

  /** A number; 0 for null. */
  final double decimal() throws IOException {
    if (atNull()) {
      return 0;
    }
    if (plainValue() instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw invalid("is not a number");
  }

  /** How many of something; 0 for null. */
  final long count() throws IOException {
    long number = number();
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw invalid("is no count");
    }
    return number;
  }

  /** True or false; false for null. */
  final boolean flag() throws IOException {
    if (atNull()) {
      return false;
    }
    if (plainValue() instanceof Boolean flag) {
      return flag;
    }
    throw invalid("is not true or false");
  }

  final InvalidScanException invalid(String what) {
    String pointer = pointer();
    String shown = pointer.isEmpty() ? "the report" : "`" + printable(pointer) + "`";
    return new InvalidScanException(shown + " " + what, mark().line(), mark().column());
  }

  private void require(boolean holds, String name) throws InvalidScanException {
    if (!holds) {
      throw invalid("is not " + name);
    }
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSurrogatePair(
            text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  static String printable(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
  }
}
