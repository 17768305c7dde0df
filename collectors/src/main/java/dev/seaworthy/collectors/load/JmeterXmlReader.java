package dev.seaworthy.collectors.load;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.document.XmlEvents;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the XML that JMeter writes where {@code jmeter.save.saveservice.output_format} is {@code
 * xml}. Samples within a sample are its parts, and are not counted beside it.
 * https://jmeter.apache.org/usermanual/listeners.html#xmlformat2.1
 */
final class JmeterXmlReader {
  static final String ROOT = "testResults";

  private static final int SAMPLE_DEPTH = 2;

  private final LoadFaults faults;
  private final RunTally run;

  JmeterXmlReader(LoadFaults faults) {
    this.faults = faults;
    this.run = new RunTally(faults);
  }

  LoadRun read(InputStream in) {
    boolean complete = true;
    try {
      XmlEvents events = XmlEvents.of(in);
      while (events.next()) {
        if (events.isStart() && events.depth() == SAMPLE_DEPTH) {
          take(events);
        }
      }
    } catch (XmlEvents.BrokenXmlException e) {
      complete = false;
      faults.add(e.at().line(), e.at().column(), String.valueOf(e.getMessage()));
    }
    return new LoadRun("jmeter", "", complete, run.toTree(true, OptionalLong.empty()));
  }

  private void take(XmlEvents events) {
    String element = events.name();
    if (!element.equals("httpSample") && !element.equals("sample")) {
      return;
    }
    Tree.Mark at = events.mark();
    Optional<Sample> sample =
        JmeterSample.of(
            events.attribute("ts").orElse(""),
            events.attribute("t").orElse(""),
            events.attribute("lb").orElse(""),
            events.attribute("s").orElse(""));
    if (sample.isPresent()) {
      run.add(sample.get(), at.line());
    } else {
      faults.add(at.line(), at.column(), "a sample has no time `ts` or no duration `t`");
    }
  }
}
