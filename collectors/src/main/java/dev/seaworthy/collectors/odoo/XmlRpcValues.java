package dev.seaworthy.collectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.seaworthy.collectors.document.XmlEvents;
import dev.seaworthy.collectors.document.XmlEvents.BrokenXmlException;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls and answers of XML-RPC. Document types and entities of an answer are not looked at, and
 * nesting is limited, so that a small answer stays small.
 */
final class XmlRpcValues {
  private static final int MOST_TEXT = 1 << 20;

  /** An answer that has another form than XML-RPC gives it. */
  static final class OddAnswerException extends Exception {
    private OddAnswerException(String why) {
      super(why);
    }
  }

  /** What was answered: a value, or the two values of a fault. */
  record Answer(boolean isFault, JsonNode value) {}

  private XmlRpcValues() {}

  static String call(String method, List<Object> arguments) {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\"?><methodCall><methodName>");
    out.append(method).append("</methodName><params>");
    for (Object argument : arguments) {
      out.append("<param>");
      write(argument, out);
      out.append("</param>");
    }
    return out.append("</params></methodCall>").toString();
  }

  private static void write(Object value, StringBuilder out) {
    out.append("<value>");
    if (value instanceof Map<?, ?> map) {
      out.append("<struct>");
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, one) -> sorted.put(String.valueOf(key), one));
      sorted.forEach(
          (key, one) -> {
            out.append("<member><name>").append(escaped(key)).append("</name>");
            write(one, out);
            out.append("</member>");
          });
      out.append("</struct>");
    } else if (value instanceof List<?> list) {
      out.append("<array><data>");
      list.forEach(one -> write(one, out));
      out.append("</data></array>");
    } else if (value instanceof Boolean truth) {
      out.append("<boolean>").append(truth ? 1 : 0).append("</boolean>");
    } else if (value instanceof Number number) {
      out.append("<int>").append(number).append("</int>");
    } else {
      out.append("<string>").append(escaped(String.valueOf(value))).append("</string>");
    }
    out.append("</value>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Reads an answer whole. */
  static Answer read(byte[] body) throws OddAnswerException {
    try {
      XmlEvents events = XmlEvents.of(new ByteArrayInputStream(body));
      require(start(events).equals("methodResponse"), "it is no answer of XML-RPC");
      String what = start(events);
      boolean isFault = what.equals("fault");
      require(
          isFault || (what.equals("params") && start(events).equals("param")), "it has no result");
      require(start(events).equals("value"), "it has no value");
      return new Answer(isFault, value(events));
    } catch (BrokenXmlException e) {
      throw new OddAnswerException(e.getMessage() + " (line %d)".formatted(e.at().line()));
    }
  }

  /** The name of the element that begins next; empty if one ends first. */
  private static String start(XmlEvents events) throws BrokenXmlException {
    while (events.next()) {
      if (events.isStart()) {
        return events.name();
      }
      if (events.isEnd()) {
        return "";
      }
    }
    return "";
  }

  /** The value whose element has begun, up to its end. */
  private static JsonNode value(XmlEvents events) throws BrokenXmlException, OddAnswerException {
    int within = events.depth();
    StringBuilder text = new StringBuilder();
    while (events.next() && events.depth() >= within) {
      if (events.isStart()) {
        JsonNode typed = typed(events);
        end(events, within);
        return typed;
      }
      text.append(events.text());
      require(text.length() <= MOST_TEXT, "a text is longer than %d".formatted(MOST_TEXT));
    }
    // Text that stands in no type is a string.
    return TextNode.valueOf(text.toString());
  }

  private static void end(XmlEvents events, int within) throws BrokenXmlException {
    while (events.depth() >= within && events.next()) {
      // What follows in the element is white space.
    }
  }

  private static JsonNode typed(XmlEvents events) throws BrokenXmlException, OddAnswerException {
    String type = events.name();
    return switch (type) {
      case "struct" -> struct(events);
      case "array" -> array(events);
      case "nil" -> {
        events.elementText(0);
        yield NullNode.getInstance();
      }
      case "boolean" -> BooleanNode.valueOf(events.elementText(8).equals("1"));
      case "int", "i4", "i8" -> number(events.elementText(32));
      case "double" -> decimal(events.elementText(64));
      default -> TextNode.valueOf(events.elementText(MOST_TEXT));
    };
  }

  private static JsonNode number(String text) throws OddAnswerException {
    require(text.matches("[+-]?[0-9]{1,18}"), "a whole number is none");
    return LongNode.valueOf(Long.parseLong(text));
  }

  private static JsonNode decimal(String text) throws OddAnswerException {
    require(
        text.matches("[+-]?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?"),
        "a number is none");
    return DoubleNode.valueOf(Double.parseDouble(text));
  }

  private static JsonNode array(XmlEvents events) throws BrokenXmlException, OddAnswerException {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    int within = events.depth();
    while (events.next() && events.depth() >= within) {
      if (events.isStart() && events.name().equals("value")) {
        items.add(value(events));
      }
    }
    return items;
  }

  private static JsonNode struct(XmlEvents events) throws BrokenXmlException, OddAnswerException {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    int within = events.depth();
    String name = "";
    while (events.next() && events.depth() >= within) {
      if (events.isStart() && events.name().equals("name")) {
        name = events.elementText(MOST_TEXT);
      } else if (events.isStart() && events.name().equals("value")) {
        require(!members.has(name), "a member stands twice");
        members.set(name, value(events));
      }
    }
    return members;
  }

  private static void require(boolean holds, String why) throws OddAnswerException {
    if (!holds) {
      throw new OddAnswerException(why);
    }
  }
}
