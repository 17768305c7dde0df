import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Takes the signatures out of a folder's jars. Java checks them each time that a class is loaded,
 * and keeps such classes out of its class-data archive: a fifth of a start. Maven has compared the
 * jars' digests, and whoever may change them in an image may change all else there.
 */
public final class Unsigned {
  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);

  private Unsigned() {}

  public static void main(String[] arguments) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path jar : jars) {
      unsign(jar);
    }
  }

  private static void unsign(Path file) throws IOException {
    Path unsigned = file.resolveSibling(file.getFileName() + ".unsigned");
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      List<JarEntry> entries = jar.stream().sorted(Comparator.comparing(JarEntry::getName)).toList();
      if (entries.stream().noneMatch(one -> SIGNATURE.matcher(one.getName()).matches())) {
        return;
      }
      try (OutputStream out = Files.newOutputStream(unsigned);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        // Java reads a manifest only where it stands first.
        entry(zip, JarFile.MANIFEST_NAME, main(jar.getManifest())::write);
        for (JarEntry one : entries) {
          if (!SIGNATURE.matcher(one.getName()).matches()
              && !one.getName().equals(JarFile.MANIFEST_NAME)) {
            entry(zip, one.getName(), to -> copy(jar, one, to));
          }
        }
      }
    }
    Files.move(unsigned, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a manifest says of the jar; what it says of each entry is its digest. */
  private static Manifest main(Manifest signed) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putAll(signed.getMainAttributes());
    return manifest;
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private static void entry(ZipOutputStream zip, String name, Content content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(315_532_800_000L); // The same bytes whenever it is done.
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
  }

  private static void copy(JarFile jar, JarEntry entry, OutputStream out) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      in.transferTo(out);
    }
  }
}
