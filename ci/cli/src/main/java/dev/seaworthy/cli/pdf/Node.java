package dev.seaworthy.cli.pdf;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A part of a page. */
sealed interface Node {
  /** Text between tags. */
  record Text(String text) implements Node {}

  /** An element with what is in it, in order. */
  record Element(String name, Map<String, String> attributes, List<Node> children) implements Node {
    String attribute(String name) {
      return attributes.getOrDefault(name, "");
    }

    boolean hasClass(String name) {
      return classes().anyMatch(name::equals);
    }

    Stream<String> classes() {
      return Stream.of(attribute("class").split(" ", -1));
    }

    /** Whether it only repeats, for the eye, what is told elsewhere. */
    boolean isHidden() {
      return attribute("aria-hidden").equals("true");
    }

    Stream<Element> elements() {
      return children.stream().filter(Element.class::isInstance).map(Element.class::cast);
    }

    Stream<Element> elements(String name) {
      return elements().filter(child -> child.name.equals(name));
    }

    /** All text in it, without what is only for the eye. */
    String text() {
      StringBuilder text = new StringBuilder();
      addTo(text);
      return text.toString().strip();
    }

    private void addTo(StringBuilder text) {
      for (Node child : children) {
        if (child instanceof Text words) {
          text.append(words.text());
        } else if (child instanceof Element element && !element.isHidden()) {
          element.addTo(text);
        }
      }
    }
  }
}
