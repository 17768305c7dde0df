package dev.seaworthy.collectors.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of CSV (RFC 4180) with the names of their columns; quoted values may go over lines. */
public final class Csv {
  /** A quoted value that nobody closes must not swallow the file. */
  private static final int MAX_ROW_CHARS = 1 << 20;

  /** One row. */
  public final class Row {
    private final List<String> values;
    private final long line;

    private Row(List<String> values, long line) {
      this.values = values;
      this.line = line;
    }

    public long line() {
      return line;
    }

    /** The value of a column; empty where there is no such column. */
    public String get(String column) {
      int at = columns.indexOf(column);
      return at < 0 || at >= values.size() ? "" : values.get(at);
    }

    /** Whether it has as many values as there are columns. */
    public boolean isWhole() {
      return values.size() == columns.size();
    }

    /** Whether it only says again what the columns are: results of several runs in one file. */
    public boolean isHeader() {
      return values.equals(columns);
    }
  }

  private final LineStream lines;
  private final char delimiter;
  private final List<String> columns;

  /** Begins at the line with the names of columns. */
  public Csv(LineStream lines, char delimiter) throws IOException {
    this.lines = lines;
    this.delimiter = delimiter;
    this.columns = new ArrayList<>();
    next().ifPresent(row -> columns.addAll(row.values));
  }

  public boolean has(String column) {
    return columns.contains(column);
  }

  /** The next row that is not blank; empty at the end. */
  public Optional<Row> next() throws IOException {
    String text = lines.next();
    while (text != null && text.isBlank()) {
      text = lines.next();
    }
    if (text == null) {
      return Optional.empty();
    }
    long line = lines.line();
    StringBuilder row = new StringBuilder(text);
    boolean open = opensOrCloses(text);
    while (open && row.length() < MAX_ROW_CHARS) {
      String more = lines.next();
      if (more == null) {
        break;
      }
      row.append('\n').append(more);
      open ^= opensOrCloses(more);
    }
    return Optional.of(new Row(values(row.toString()), line));
  }

  /** Whether the line that was read last broke off. */
  public boolean brokeOff() {
    return !lines.hasEnd();
  }

  /** Whether a quoted value that began before ends here, or one begins that does not end here. */
  private static boolean opensOrCloses(String line) {
    return line.chars().filter(one -> one == '"').count() % 2 != 0;
  }

  private List<String> values(String row) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < row.length(); i++) {
      char one = row.charAt(i);
      if (one == '"' && quoted && i + 1 < row.length() && row.charAt(i + 1) == '"') {
        value.append(one);
        i++;
      } else if (one == '"') {
        quoted = !quoted;
      } else if (one == delimiter && !quoted) {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(one);
      }
    }
    values.add(value.toString());
    return values;
  }
}
