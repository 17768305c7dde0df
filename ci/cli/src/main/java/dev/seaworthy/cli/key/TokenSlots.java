package dev.seaworthy.cli.key;

import dev.seaworthy.cli.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidParameterException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a PKCS#11 library. The JDK tells the label of the token in a slot nowhere but in
 * what it prints under {@code showInfo}; so that is caught and read. No PIN is tried before the
 * token is found, for on another one it would count as a failure.
 */
final class TokenSlots {
  private static final int MOST_SLOTS = 64;
  private static final Pattern LABEL = Pattern.compile("(?m)^\\s*label: (.*?)\\s*$");

  private final Path module;

  TokenSlots(Path module) {
    this.module = module;
  }

  /** A slot as the JDK opened it. */
  private record Slot(Provider provider, Optional<String> label) {}

  /** The provider of the one token with a label. */
  Provider provider(String label, String shown) throws ConfigurationException {
    Provider found = null;
    for (int index = 0; index < MOST_SLOTS; index++) {
      Slot slot = slot(index);
      if (slot == null) {
        break;
      }
      if (slot.label().filter(label::equals).isPresent()) {
        if (found != null) {
          throw refused("BAD_TOKEN", "two tokens are called `%s`".formatted(label), shown);
        }
        found = slot.provider();
      }
    }
    if (found == null) {
      throw refused("BAD_TOKEN", "there is no token `%s`".formatted(label), shown);
    }
    return found;
  }

  /** Null where there are no more. */
  private @Nullable Slot slot(int index) throws ConfigurationException {
    Provider base = Security.getProvider("SunPKCS11");
    if (base == null) {
      throw refused("NO_PKCS11", "this Java has no PKCS#11", "the token");
    }
    PrintStream out = System.out;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    Path file = configuration(index);
    try {
      System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
      Provider provider = base.configure(file.toString());
      Matcher matcher = LABEL.matcher(told.toString(StandardCharsets.UTF_8));
      return new Slot(provider, matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty());
    } catch (ProviderException | InvalidParameterException e) {
      return null;
    } finally {
      System.setOut(out);
      delete(file);
    }
  }

  /** In a file, since the same as text knows no quotes: a path may have spaces. */
  private Path configuration(int index) throws ConfigurationException {
    try {
      Path file = Files.createTempFile("seaworthy-", ".pkcs11");
      return Files.writeString(
          file,
          """
          name = seaworthy%d
          library = "%s"
          slotListIndex = %d
          showInfo = true
          """
              .formatted(index, module.toAbsolutePath().toString().replace("\\", "\\\\"), index));
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_WRITE", "no temporary file can be made", "check the disk and `TMPDIR`");
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It holds nothing but a path.
      assert e != null;
    }
  }

  private static ConfigurationException refused(String code, String why, String shown) {
    return new ConfigurationException(
        code,
        "`%s` cannot be used: %s".formatted(shown, why),
        "see which there are: `pkcs11-tool --module LIBRARY --list-slots`");
  }
}
