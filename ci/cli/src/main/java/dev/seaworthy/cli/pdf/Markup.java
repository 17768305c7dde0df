package dev.seaworthy.cli.pdf;

import dev.seaworthy.cli.pdf.Node.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the HTML that our own reports are written in: elements that are all closed, attributes in
 * double quotes, the five entities of XML. It reads no other; what does not fit is a mistake of
 * ours.
 */
final class Markup {
  /** Elements that have no end. */
  private static final Set<String> VOID = Set.of("br", "input");

  private final String html;
  private final Deque<Element> open = new ArrayDeque<>();
  private int at;

  private Markup(String html) {
    this.html = html;
  }

  static Element read(String html) {
    return new Markup(html).document();
  }

  private Element document() {
    Element document = new Element("document", Map.of(), new ArrayList<>());
    open.push(document);
    while (at < html.length()) {
      int tag = html.indexOf('<', at);
      int end = tag < 0 ? html.length() : tag;
      if (end > at) {
        add(new Node.Text(unescaped(html.substring(at, end))));
      }
      at = end;
      if (tag >= 0) {
        tag(html.indexOf('>', tag));
      }
    }
    if (open.size() != 1) {
      throw misshapen();
    }
    return document;
  }

  private void tag(int end) {
    if (end < 0) {
      throw misshapen();
    }
    String tag = html.substring(at + 1, end);
    at = end + 1;
    if (tag.startsWith("/")) {
      if (!open.pop().name().equals(tag.substring(1))) {
        throw misshapen();
      }
      return;
    }
    boolean closed = tag.endsWith("/");
    String inner = closed ? tag.substring(0, tag.length() - 1) : tag;
    int name = inner.indexOf(' ') < 0 ? inner.length() : inner.indexOf(' ');
    Element element =
        new Element(inner.substring(0, name), attributes(inner.substring(name)), new ArrayList<>());
    add(element);
    if (!closed && !VOID.contains(element.name())) {
      open.push(element);
    }
  }

  private void add(Node node) {
    Element parent = open.peek();
    if (parent == null) {
      throw misshapen();
    }
    parent.children().add(node);
  }

  private static Map<String, String> attributes(String text) {
    Map<String, String> attributes = new TreeMap<>();
    int from = 0;
    while (from < text.length()) {
      if (text.charAt(from) == ' ') {
        from++;
        continue;
      }
      int equals = text.indexOf("=\"", from);
      int space = text.indexOf(' ', from);
      if (equals < 0 || (space >= 0 && space < equals)) {
        from = space < 0 ? text.length() : space;
        continue;
      }
      int close = text.indexOf('"', equals + 2);
      attributes.put(text.substring(from, equals), unescaped(text.substring(equals + 2, close)));
      from = close + 1;
    }
    return attributes;
  }

  private static String unescaped(String text) {
    return text.indexOf('&') < 0
        ? text
        : text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
  }

  private static IllegalStateException misshapen() {
    return new IllegalStateException("a report is written in elements that are all closed");
  }
}
