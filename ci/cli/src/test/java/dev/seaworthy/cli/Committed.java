package dev.seaworthy.cli;

import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleIndex;
import dev.seaworthy.engine.policy.bundle.BundleStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The committed bundles, whatever their versions are. */
public final class Committed {
  public static final Path POLICIES = Path.of("..", "..", "policies");

  private static final Pattern TOKEN = Pattern.compile("\"(eyJ[\\w-]+)[.](eyJ[\\w-]+)[.]");

  private Committed() {}

  /** The newest archive of a bundle. */
  public static Path archive(String bundle) {
    return POLICIES.resolve(newest(bundle).file());
  }

  public static String version(String bundle) {
    return newest(bundle).version();
  }

  /** The key that signed the newest archive of a bundle; its file is named by its identifier. */
  public static Path key(String bundle) {
    String said = signature(archive(bundle));
    return index().keyFiles().stream()
        .map(POLICIES::resolve)
        .filter(key -> said.contains("SHA256:" + identifier(key)))
        .findFirst()
        .orElseThrow();
  }

  private static String identifier(Path key) {
    return String.valueOf(key.getFileName()).replaceAll("policy-|[.]pem", "");
  }

  /** What the archive's signature, a JWS, says in its parts. */
  private static String signature(Path archive) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      Matcher token = TOKEN.matcher(text);
      StringBuilder said = new StringBuilder();
      while (token.find()) {
        said.append(decoded(token.group(1))).append(decoded(token.group(2)));
      }
      return said.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static BundleIndex.Entry newest(String bundle) {
    return index().find(bundle).orElseThrow();
  }

  private static BundleIndex index() {
    try {
      return BundleIndex.open(BundleStore.folder(POLICIES));
    } catch (PolicyException e) {
      throw new IllegalStateException(e);
    }
  }
}
