package dev.seaworthy.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The bundles that come with the program: those its index names, each with its digest. */
final class BuiltInBundles {
  private static final String FOLDER = "/dev/seaworthy/policies/";

  private BuiltInBundles() {}

  static List<PolicyBundle> read() throws PolicyException {
    List<PolicyBundle> bundles = new ArrayList<>();
    for (JsonNode entry : StrictJson.parse(resource("index.json")).path("bundles")) {
      String file = entry.path("file").asText();
      byte[] archive = resource(file);
      if (!Digest.of(archive).toString().equals(entry.path("digest").asText())) {
        throw new PolicyException(
            "BUNDLE_DIGEST",
            "the built-in bundle `%s` is not the one its index names".formatted(file),
            "build Seaworthy anew");
      }
      bundles.add(BundleReader.read(archive, file));
    }
    return bundles;
  }

  private static byte[] resource(String name) throws PolicyException {
    try (InputStream in = BuiltInBundles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new PolicyException(
            "BUNDLE_MISSING",
            "the built-in policies lack `%s`".formatted(name),
            "build Seaworthy anew");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("reading from the class path failed", e);
    }
  }
}
