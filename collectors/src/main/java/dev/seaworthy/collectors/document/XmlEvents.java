package dev.seaworthy.collectors.document;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Elements and text of XML of any size, one after the other. Document types and entities are not
 * looked at, nesting is limited, and so is what one element or text may hold.
 */
public final class XmlEvents {
  /** Text that is no well-formed XML from here on. */
  public static final class BrokenXmlException extends Exception {
    private final Tree.Mark at;
    private final boolean atEnd;

    private BrokenXmlException(String message, Tree.Mark at, boolean atEnd) {
      super(message);
      this.at = at;
      this.atEnd = atEnd;
    }

    public Tree.Mark at() {
      return at;
    }

    /** Whether it is well-formed as far as it goes, and breaks off. */
    public boolean isAtEnd() {
      return atEnd;
    }
  }

  /** Takes elements as they begin and end. */
  public interface Elements {
    /** An element begins, with its attributes at hand. */
    void start(XmlEvents at);

    /**
     * An element ends.
     *
     * @param text that stands in it, if no element does
     */
    void end(String name, String text);
  }

  private static final int MAX_DEPTH = 100;
  private static final long MAX_EVENT_BYTES = 64L << 20;

  /** Stops where one event goes on for too long. */
  private static final class Measured extends FilterInputStream {
    private long sinceEvent;
    private boolean ended;

    Measured(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return counted(super.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      return counted(read, read);
    }

    private int counted(int result, int more) throws IOException {
      ended |= result < 0;
      sinceEvent += Math.max(0, more);
      if (sinceEvent > MAX_EVENT_BYTES) {
        throw new IOException("one element is too large");
      }
      return result;
    }
  }

  private final Measured in;
  private final XMLStreamReader reader;
  private int depth;

  private XmlEvents(Measured in, XMLStreamReader reader) {
    this.in = in;
    this.reader = reader;
  }

  /** The events of {@code in}, which the caller closes. */
  public static XmlEvents of(InputStream in) throws BrokenXmlException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Measured measured = new Measured(in);
    try {
      return new XmlEvents(measured, factory.createXMLStreamReader(measured));
    } catch (XMLStreamException e) {
      throw broken(e, measured);
    }
  }

  /** Moves to the next start or end of an element, or text; false at the end of the document. */
  public boolean next() throws BrokenXmlException {
    try {
      while (reader.hasNext()) {
        int event = reader.next();
        in.sinceEvent = 0;
        if (event == XMLStreamConstants.START_ELEMENT) {
          depth++;
          if (depth > MAX_DEPTH) {
            throw new BrokenXmlException("elements are nested too deep", mark(), false);
          }
          return true;
        }
        if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
          return true;
        }
        if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
          return true;
        }
      }
      return false;
    } catch (XMLStreamException e) {
      throw broken(e, in);
    }
  }

  /**
   * Gives all elements.
   *
   * @param mostChars of one text: what comes once it is as long is left out
   */
  public void each(int mostChars, Elements elements) throws BrokenXmlException {
    StringBuilder text = new StringBuilder();
    while (next()) {
      if (isStart()) {
        text.setLength(0);
        elements.start(this);
      } else if (isEnd()) {
        elements.end(name(), text.toString().strip());
        text.setLength(0);
      } else if (text.length() < mostChars) {
        text.append(text());
      }
    }
  }

  public boolean isStart() {
    return reader.isStartElement();
  }

  public boolean isEnd() {
    return reader.isEndElement();
  }

  /** The name of the element, without its name space. */
  public String name() {
    return reader.getLocalName();
  }

  /** Elements that are open: 1 within the root. At the end of an element it counts no more. */
  public int depth() {
    return depth;
  }

  public String text() {
    return reader.isCharacters() ? reader.getText() : "";
  }

  /**
   * The text of the element that has begun, and of those in it; passes over it to its end.
   *
   * @param most characters that it may have
   */
  public String elementText(int most) throws BrokenXmlException {
    StringBuilder text = new StringBuilder();
    int within = depth;
    while (next() && depth >= within) {
      text.append(text());
      if (text.length() > most) {
        throw new BrokenXmlException(
            "the text of one element is longer than %d characters".formatted(most), mark(), false);
      }
    }
    return text.toString().strip();
  }

  public Optional<String> attribute(String name) {
    return Optional.ofNullable(reader.getAttributeValue(null, name));
  }

  /** Where the reader stands: at the end of what it has read last. */
  public Tree.Mark mark() {
    return mark(reader.getLocation());
  }

  private static Tree.Mark mark(Location at) {
    return new Tree.Mark(Math.max(0, at.getLineNumber()), Math.max(0, at.getColumnNumber()));
  }

  /** The parser's own words follow the reader's locale, so they are not told. */
  private static BrokenXmlException broken(XMLStreamException e, Measured in) {
    Tree.Mark at = e.getLocation() == null ? ReadProblem.NOWHERE : mark(e.getLocation());
    if (in.sinceEvent > MAX_EVENT_BYTES) {
      return new BrokenXmlException("one element is larger than 64 MiB", at, false);
    }
    return in.ended
        ? new BrokenXmlException("it ends before its root element does, or is broken", at, true)
        : new BrokenXmlException("it is not well-formed XML", at, false);
  }
}
