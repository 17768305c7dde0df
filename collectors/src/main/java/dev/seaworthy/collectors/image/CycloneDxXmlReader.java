package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Instants;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.document.XmlEvents;
import dev.seaworthy.engine.evidence.Observation;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the components of a CycloneDX document that is written as XML. */
final class CycloneDxXmlReader implements XmlEvents.Elements {
  /** In the name space of every version. */
  static final String NAMESPACE = "http://cyclonedx.org/schema/bom/";

  private final XmlEvents xml;
  private final Bill bill = new Bill("cyclonedx");
  private final BillRoot root = new BillRoot();
  private final List<Map<String, Object>> components = new ArrayList<>();
  private final Deque<String> path = new ArrayDeque<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private final ScanFaults faults;
  private String serial = "";
  private String property = "";

  /** A component whose end is not read yet. */
  private static final class Open {
    private final Map<String, String> texts = new HashMap<>();
    private final List<String> licenses = new ArrayList<>();
    private final boolean isRoot;

    Open(boolean isRoot) {
      this.isRoot = isRoot;
    }
  }

  private CycloneDxXmlReader(XmlEvents xml, ScanFaults faults) {
    this.xml = xml;
    this.faults = faults;
  }

  static List<Observation> collect(SourceFile file) {
    ScanSource source = ScanSource.of(file.name(), 0, CycloneDxReader.FORM);
    ScanFaults faults = new ScanFaults();
    List<Observation> read = new ArrayList<>();
    try (InputStream in = file.open()) {
      CycloneDxXmlReader reader = new CycloneDxXmlReader(XmlEvents.of(in), faults);
      try {
        reader.read();
      } finally {
        read.add(reader.evidence(source));
      }
    } catch (XmlEvents.BrokenXmlException e) {
      faults.add(
          new InvalidScanException(String.valueOf(e.getMessage()), e.at().line(), e.at().column()));
    } catch (IOException e) {
      read.add(source.gap(ImageProblems.unreadable(file.name()), 0, 0));
    }
    List<Observation> all = new ArrayList<>(source.gaps(faults));
    all.addAll(read);
    return all;
  }

  private void read() throws XmlEvents.BrokenXmlException {
    xml.each(ReportStream.MAX_TEXT_CHARS, this);
  }

  @Override
  public void start(XmlEvents at) {
    String name = at.name();
    if (name.equals("bom")) {
      serial = xml.attribute("serialNumber").orElse("");
    } else if (name.equals("component")) {
      boolean isRoot = "metadata".equals(path.peek());
      Open one = new Open(isRoot);
      one.texts.put("type", xml.attribute("type").orElse(""));
      // Tools of the metadata are components too, and not of what the bill is of.
      if (isRoot || !path.contains("tools")) {
        open.push(one);
      }
    } else if (name.equals("property")) {
      property = xml.attribute("name").orElse("");
    }
    path.push(name);
  }

  @Override
  public void end(String name, String text) {
    path.pop();
    if (path.contains("tools")) {
      return;
    }
    String parent = path.isEmpty() ? "" : path.peek();
    if (name.equals("component") && !open.isEmpty()) {
      close(open.pop());
    } else if (name.equals("timestamp") && parent.equals("metadata")) {
      made(text);
    } else if (parent.equals("component") && !open.isEmpty()) {
      if (List.of("name", "group", "version", "purl").contains(name)) {
        open.element().texts.put(name, text);
      }
    } else if (!open.isEmpty() && isLicense(name, parent)) {
      open.element().licenses.add(text);
    } else if (name.equals("property") && !open.isEmpty() && open.element().isRoot) {
      root.note(property, text);
    }
  }

  private boolean isLicense(String name, String parent) {
    return (parent.equals("license") && List.of("id", "name").contains(name))
        || (parent.equals("licenses") && name.equals("expression"));
  }

  private void made(String text) {
    Instants.time(text)
        .ifPresentOrElse(
            time -> bill.made(time.getEpochSecond()), () -> fault("`timestamp` is not a time"));
  }

  private void close(Open one) {
    if (one.texts.getOrDefault("name", "").isEmpty()) {
      fault("a component has no `name`");
    } else if (one.isRoot) {
      root.component(one.texts);
    } else {
      components.add(Bill.component(one.texts, one.licenses));
    }
  }

  private void fault(String reason) {
    Tree.Mark at = xml.mark();
    faults.add(new InvalidScanException(reason, at.line(), at.column()));
  }

  private Observation evidence(ScanSource source) {
    return bill.evidence(
        source, root, root.ids(serial, source), components, Map.of("", new Tree.Mark(1, 1)));
  }
}
