package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.document.XmlEvents;
import dev.seaworthy.collectors.document.XmlRoot;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads metadata of SAML service and identity providers, one entity or many.
 *
 * @see <a href="https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf">Metadata
 *     for SAML 2.0</a>
 */
final class SamlMetadata {
  /** Federations list thousands; ten times these is no metadata of one release. */
  private static final int MOST_ENTITIES = 50_000;

  private static final int MOST_TEXT = 64 << 10;

  private static final Pattern ROOT = Pattern.compile("(?:[\\w.-]+:)?Entit(?:y|ies)Descriptor");

  private final SourceFile file;
  private final Source source;
  private final List<Observation> observations = new ArrayList<>();
  private Optional<SamlEntity> entity = Optional.empty();
  private int entities;

  SamlMetadata(SourceFile file) {
    this.file = file;
    this.source = new Source(IamCollector.NAME, file.name(), 0);
  }

  static boolean is(String head) {
    return ROOT.matcher(XmlRoot.of(head)).matches();
  }

  List<Observation> read() {
    try (InputStream in = file.open()) {
      XmlEvents events = XmlEvents.of(in);
      while (entities <= MOST_ENTITIES && events.next()) {
        if (events.isStart()) {
          start(events);
        } else if (events.isEnd() && events.name().equals("EntityDescriptor")) {
          end();
        }
      }
      if (entities > MOST_ENTITIES) {
        gap("has more than %d entities".formatted(MOST_ENTITIES), events.mark());
      }
    } catch (XmlEvents.BrokenXmlException e) {
      gap("cannot be read: " + e.getMessage(), e.at());
    } catch (IOException e) {
      gap("cannot be read to its end", new Tree.Mark(0, 0));
    }
    return observations;
  }

  private void start(XmlEvents events) throws XmlEvents.BrokenXmlException {
    String name = events.name();
    if (name.equals("EntityDescriptor")) {
      entities++;
      Optional<String> id = events.attribute("entityID").filter(value -> !value.isEmpty());
      entity = id.map(value -> new SamlEntity(value, events.mark()));
      if (id.isEmpty()) {
        gap("has an entity without `entityID`", events.mark());
      }
    } else if (entity.isPresent()) {
      SamlEntity open = entity.get();
      open.element(name, events::attribute);
      if (name.equals("NameIDFormat")) {
        open.nameFormat(events.elementText(MOST_TEXT));
      } else if (name.equals("X509Certificate")) {
        open.certificate(events.elementText(MOST_TEXT));
      }
    }
  }

  private void end() {
    entity.ifPresent(
        one -> {
          Location at = new Location(file.name(), one.at().line(), one.at().column());
          observations.add(
              new Evidence(EvidenceKinds.CLIENT, one.subject(), source, one.content(), path -> at));
        });
    entity = Optional.empty();
  }

  private void gap(String reason, Tree.Mark at) {
    Problem problem = IamProblems.notMetadata(reason);
    Location place = new Location(file.name(), at.line(), at.column());
    observations.add(new Gap(problem, source, place, Format.OIDC_CLIENT.affects()));
  }
}
