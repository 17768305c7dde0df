package dev.seaworthy.engine.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.policy.PolicyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderTest {
  @Test
  void whatIsWrittenIsRead() throws PolicyException {
    BundleFiles files =
        BundleFiles.of(Map.of("a", new byte[0], "b/c.rego", new byte[512], "d", new byte[70000]));
    BundleFiles read = ArchiveReader.read(BundleWriter.write(files), "b");
    assertThat(read.names()).containsExactly("a", "b/c.rego", "d");
    assertThat(read.get("d")).hasValueSatisfying(it -> assertThat(it).hasSize(70000));
  }

  @ParameterizedTest
  @CsvSource({"/data.json", "./data.json"})
  void rootedNamesAreNormalised(String name) throws IOException, PolicyException {
    assertThat(ArchiveReader.read(new Tar().file(name, '0').gzip(), "b").names())
        .containsExactly("data.json");
  }

  @Test
  void foldersAreLeftOut() throws IOException, PolicyException {
    byte[] archive = new Tar().file("./", '5').file("lib/", '5').file("lib/a.rego", '0').gzip();
    assertThat(ArchiveReader.read(archive, "b").names()).containsExactly("lib/a.rego");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a", "a/../b", "a//b", "//a", "a/./b", ".", "..", "a\\b", "C:a", "a b", "ä", " "
      })
  void namesThatLeaveTheArchiveOrAreOddAreRefused(String name) throws IOException {
    refused(new Tar().file(name, '0').gzip(), "BUNDLE_UNSAFE");
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2', '3', '4', '6', 'x', 'g', 'L', 'K', 'S'})
  void linksDevicesAndExtendedHeadersAreRefused(char type) throws IOException {
    refused(new Tar().file("a", type).gzip(), "BUNDLE_UNSAFE");
  }

  @Test
  void oneNameTwiceIsRefused() throws IOException {
    refused(new Tar().file("a", '0').file("/a", '0').gzip(), "BUNDLE_UNSAFE");
  }

  @Test
  void bombsAreRefused() throws IOException {
    refused(gzip(new byte[8 << 20]), "BUNDLE_TOO_LARGE");
    refused(new byte[ArchiveReader.MAX_ARCHIVE + 1], "BUNDLE_TOO_LARGE");
  }

  @Test
  void tooManyFilesAreRefused() throws IOException {
    Tar tar = new Tar();
    for (int i = 0; i <= ArchiveReader.MAX_ENTRIES; i++) {
      tar.file("f" + i, '0');
    }
    // Stored, so that the number of files is what is refused and not the ratio.
    refused(tar.stored(), "BUNDLE_TOO_LARGE");
  }

  @Test
  void bytesAfterTheEndAreRefused() throws IOException {
    byte[] archive = new Tar().file("a", '0').gzip();
    refused(Arrays.copyOf(archive, archive.length + 1), "BUNDLE_NOT_ARCHIVE");
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    twice.writeBytes(archive);
    twice.writeBytes(archive);
    refused(twice.toByteArray(), "BUNDLE_NOT_ARCHIVE");
    refused(new Tar().file("a", '0').end().file("b", '0').gzip(), "BUNDLE_NOT_ARCHIVE");
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] archive = BundleWriter.write(SampleBundle.files());
    for (int length = 0; length < archive.length; length++) {
      refused(Arrays.copyOf(archive, length), "BUNDLE_NOT_ARCHIVE");
    }
  }

  @Test
  void anArchiveWithoutFilesIsRefused() throws IOException {
    refused(gzip(new byte[1024]), "BUNDLE_NOT_ARCHIVE");
    refused(gzip(new byte[0]), "BUNDLE_NOT_ARCHIVE");
    refused(SampleBundle.utf8("not an archive"), "BUNDLE_NOT_ARCHIVE");
  }

  private static void refused(byte[] archive, String code) {
    assertThatThrownBy(() -> ArchiveReader.read(archive, "b"))
        .isInstanceOfSatisfying(
            PolicyException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  /** Writes entries that an honest builder would not. */
  private static final class Tar {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Tar file(String name, char type) {
      byte[] header = new byte[512];
      put(header, 0, name);
      put(header, 124, "00000000000");
      put(header, 148, "        ");
      header[156] = (byte) type;
      int sum = 0;
      for (byte one : header) {
        sum += one & 0xff;
      }
      put(header, 148, "%06o".formatted(sum) + "\0 ");
      out.writeBytes(header);
      return this;
    }

    Tar end() {
      out.writeBytes(new byte[1024]);
      return this;
    }

    byte[] gzip() throws IOException {
      return ArchiveReaderTest.gzip(end().out.toByteArray());
    }

    byte[] stored() {
      return BundleWriter.gzip(end().out.toByteArray());
    }

    private static void put(byte[] header, int at, String text) {
      byte[] bytes = SampleBundle.utf8(text);
      System.arraycopy(bytes, 0, header, at, bytes.length);
    }
  }
}
