package dev.seaworthy.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.archive.StoredGzip;
import dev.seaworthy.engine.archive.UstarHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is packed comes back; whatever else an archive holds is refused by its name. */
final class ArchiveFormTest {
  private static final String LONG_NAME = "data/policies/" + "p".repeat(80) + ".tar.gz";

  /** As long as a name may be, and with no place to split it for ustar. */
  private static final String LONGEST_NAME = "data/policies/" + "q".repeat(179) + ".tar.gz";

  @TempDir Path folder = Path.of("");

  static List<ArchiveForm> forms() {
    return ArchiveForm.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void whatIsPackedComesBack(ArchiveForm form) throws Exception {
    SortedMap<String, byte[]> files = files();
    SortedMap<String, byte[]> back = read(form, packed(form, files));
    assertThat(back.keySet()).isEqualTo(files.keySet());
    files.forEach((name, bytes) -> assertThat(back.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void otherProgramsReadAZip() throws IOException {
    Path file = Files.write(folder.resolve("x.zip"), packed(new ZipForm(), files()));
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> names = new ArrayList<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        names.add(entry.getName().substring(ArchiveForm.ROOT.length()));
        assertThat(zip.getInputStream(entry).readAllBytes())
            .isEqualTo(files().get(names.get(names.size() - 1)));
      }
      assertThat(names).containsExactlyElementsOf(files().keySet());
    }
  }

  /**
   * Each other program that reads pax sees the long name; GNU tar is on every machine that builds.
   */
  @Test
  void otherProgramsReadALongNameInATar() throws Exception {
    Path file = Files.write(folder.resolve("x.tar.gz"), packed(new TarGzForm(), files()));
    Process tar = new ProcessBuilder("tar", "-tzf", file.toString()).start();
    String listed = new String(tar.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(tar.waitFor()).isZero();
    assertThat(listed.lines().map(name -> name.substring(ArchiveForm.ROOT.length())))
        .containsExactlyElementsOf(files().keySet());
  }

  /** A header, its record and its padding have one form too. */
  @Test
  void everyFlippedByteOfALongNameIsFound() throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(LONGEST_NAME, new byte[0]);
    byte[] archive = packed(new TarGzForm(), files);
    for (int at = 0; at < archive.length; at++) {
      byte[] mutant = archive.clone();
      mutant[at] ^= (byte) (1 << at % 8);
      assertThat(outcome(new TarGzForm(), mutant)).as("byte %s", at).isNotEqualTo("read");
    }
  }

  /** Each byte has a meaning: headers, times, modes and checksums too. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void everyFlippedByteIsFound(ArchiveForm form) throws IOException {
    byte[] archive = packed(form, small());
    for (int at = 0; at < archive.length; at++) {
      for (int flip : new int[] {1 << at % 8, 0xff}) {
        byte[] mutant = archive.clone();
        mutant[at] ^= (byte) flip;
        assertThat(outcome(form, mutant)).as("byte %s", at).isNotEqualTo("read");
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void everyCutAndWhateverFollowsIsFound(ArchiveForm form) throws IOException {
    byte[] archive = packed(form, small());
    for (int length = 0; length < archive.length; length++) {
      assertThat(outcome(form, Arrays.copyOf(archive, length)))
          .as("cut to %s", length)
          .isNotEqualTo("read");
    }
    assertThat(outcome(form, Arrays.copyOf(archive, archive.length + 1))).isEqualTo("OTHER_FORM");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "/etc/cron.d/evil-entry, ABSOLUTE_NAME",
    "C:/Windows/evil-entry.dll, ABSOLUTE_NAME",
    "\\\\server\\share\\evil-entry, ABSOLUTE_NAME",
    "evidence-bundle/../../evil-entry, NAME_LEADS_OUT",
    "evidence-bundle\\..\\..\\evil-entry, NAME_LEADS_OUT",
    "../../../../etc/evil-entry, NAME_LEADS_OUT",
    "another-folder/evil-entry, UNSAFE_NAME",
    "evidence-bundle/.hidden-entry, UNSAFE_NAME",
    "evidence-bundle/a//evil-entry, UNSAFE_NAME",
  })
  void aNameThatLeadsAstrayIsRefused(String name, String code) throws IOException {
    assertThat(outcome(new ZipForm(), zip(List.of(name)))).isEqualTo(code);
    assertThat(outcome(new TarGzForm(), tarGz('0', List.of(name)))).isEqualTo(code);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "evidence-bundle/data/one, DUPLICATE_NAME",
    "evidence-bundle/data/ONE, CASE_COLLISION"
  })
  void twoFilesThatAreOneAreRefused(String other, String code) throws IOException {
    List<String> names = List.of("evidence-bundle/data/one", other);
    assertThat(outcome(new ZipForm(), zip(names))).isEqualTo(code);
    assertThat(outcome(new TarGzForm(), tarGz('0', names))).isEqualTo(code);
  }

  @Test
  void whatIsNoPlainFileIsRefused() throws IOException {
    List<String> name = List.of("evidence-bundle/data/one");
    assertThat(outcome(new TarGzForm(), tarGz('2', name))).isEqualTo("SYMLINK");
    assertThat(outcome(new TarGzForm(), tarGz('1', name))).isEqualTo("SYMLINK");
    assertThat(outcome(new TarGzForm(), tarGz('5', name))).isEqualTo("NOT_A_FILE");
    assertThat(outcome(new TarGzForm(), tarGz('x', name))).isEqualTo("NOT_A_FILE");
    assertThat(outcome(new ZipForm(), withMode(0120777))).isEqualTo("SYMLINK");
    assertThat(outcome(new ZipForm(), withMode(0040755))).isEqualTo("NOT_A_FILE");
    assertThat(outcome(new ZipForm(), withMode(0104755))).isEqualTo("OTHER_FORM");
  }

  @Test
  void whatIsCompressedIsRefusedBeforeItIsUnpacked() throws IOException {
    byte[] zeros = new byte[64 << 20];
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      ZipEntry entry = new ZipEntry("evidence-bundle/data/zeros");
      entry.setSize(zeros.length);
      out.putNextEntry(entry);
      out.write(zeros);
    }
    assertThat(outcome(new ZipForm(), zip.toByteArray())).isEqualTo("COMPRESSED");
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(tar)) {
      out.write(UstarHeader.ofFile("evidence-bundle/data/zeros", zeros.length));
      out.write(zeros);
    }
    assertThat(outcome(new TarGzForm(), tar.toByteArray())).isEqualTo("COMPRESSED");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void moreFilesThanAnyBundleHasAreRefused(ArchiveForm form) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i <= 1000; i++) {
      files.put("data/" + i, new byte[0]);
    }
    assertThat(outcome(form, packed(form, files))).isEqualTo("TOO_MANY_FILES");
  }

  @Test
  void aSizeThatIsOnlyClaimedTakesNoMemory() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    StoredGzip gzip = new StoredGzip(tar);
    gzip.write(UstarHeader.ofFile("evidence-bundle/data/one", (1L << 30) + 1));
    gzip.finish();
    assertThat(outcome(new TarGzForm(), tar.toByteArray())).isEqualTo("TOO_LARGE");
    byte[] zip = packed(new ZipForm(), small());
    Arrays.fill(zip, 18, 26, (byte) 0x7f);
    assertThat(outcome(new ZipForm(), zip)).isEqualTo("TOO_LARGE");
  }

  @Test
  void anArchiveThatIsNotThereIsSaidSo() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> BundleArchive.read(folder.resolve("none.zip"), new ZipForm())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("there is no file");
  }

  private static SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = small();
    files.put(LONG_NAME, new byte[70_000]);
    files.put(LONGEST_NAME, new byte[700]);
    files.put("data/block", new byte[512]);
    return files;
  }

  private static SortedMap<String, byte[]> small() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("bagit.txt", "BagIt-Version: 1.0\n".getBytes(StandardCharsets.US_ASCII));
    files.put("data/empty", new byte[0]);
    files.put("data/verdict.seal", "{}".getBytes(StandardCharsets.US_ASCII));
    return files;
  }

  private static byte[] packed(ArchiveForm form, SortedMap<String, byte[]> files)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    form.write(files, out);
    return out.toByteArray();
  }

  private static SortedMap<String, byte[]> read(ArchiveForm form, byte[] archive)
      throws IOException, BundleRefused {
    return BundleArchive.read(() -> new ByteArrayInputStream(archive), archive.length, form);
  }

  /** The code by which an archive is refused, or {@code read}. */
  private static String outcome(ArchiveForm form, byte[] archive) throws IOException {
    try {
      read(form, archive);
      return "read";
    } catch (BundleRefused e) {
      return e.problem().code();
    }
  }

  /** Empty files of any names that are long enough to stand in for a proper one. */
  private static byte[] zip(List<String> names) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    List<String> proper = new ArrayList<>();
    for (String name : names) {
      String letter = Character.toString('a' + proper.size());
      String stand = letter.repeat(name.length() - ArchiveForm.ROOT.length());
      proper.add(ArchiveForm.ROOT + stand);
      files.put(stand, new byte[0]);
    }
    String text = new String(packed(new ZipForm(), files), StandardCharsets.ISO_8859_1);
    for (int i = 0; i < names.size(); i++) {
      text = text.replace(proper.get(i), names.get(i));
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] withMode(int mode) throws IOException {
    byte[] zip = zip(List.of("evidence-bundle/data/one"));
    // The last 22 bytes end the archive; before them is the one entry, of 46 bytes and its name.
    int at = zip.length - 22 - "evidence-bundle/data/one".length() - 46 + 38 + 2;
    zip[at] = (byte) mode;
    zip[at + 1] = (byte) (mode >> 8);
    return zip;
  }

  private static byte[] tarGz(char type, List<String> names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StoredGzip gzip = new StoredGzip(out);
    for (String name : names) {
      byte[] header = UstarHeader.ofFile(name, 0);
      int sum = Integer.parseInt(new String(header, 148, 6, StandardCharsets.US_ASCII), 8);
      byte[] digits = "%06o".formatted(sum - '0' + type).getBytes(StandardCharsets.US_ASCII);
      header[156] = (byte) type;
      System.arraycopy(digits, 0, header, 148, digits.length);
      gzip.write(header);
    }
    gzip.write(new byte[2 * UstarHeader.BLOCK]);
    gzip.finish();
    return out.toByteArray();
  }
}
