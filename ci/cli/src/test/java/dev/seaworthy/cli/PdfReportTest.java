package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** What the document of a verdict says, and what a validator of PDF/A and PDF/UA says of it. */
final class PdfReportTest {
  /** Held, for what nobody holds forgets its level. */
  private static final Logger VALIDATOR = Logger.getLogger("org.verapdf");

  @TempDir Path folder = Path.of("");

  @BeforeAll
  static void validator() {
    VALIDATOR.setLevel(Level.OFF);
    VeraGreenfieldFoundryProvider.initialise();
  }

  @ParameterizedTest(name = "of an object called {0} it says {1}")
  @CsvSource({
    "good, PASS: may sail",
    "bad, FAIL: may not sail",
    "odd, UNKNOWN: may not sail; not everything could be judged",
  })
  void theAnswerIsToldInWords(String name, String answer) throws IOException {
    assertThat(text(pdf(name))).contains(answer).contains("T-01").contains("Page 1 of ");
  }

  @Test
  void aFindingTellsItsPlaceWhatIsWrongHowToMendItAndItsEvidence() throws IOException {
    assertThat(text(pdf("bad")))
        .contains("a.yaml:3:12 ConfigMap ns/bad")
        .contains("ConfigMap ns/bad has a bad name")
        .contains("Mend: rename it")
        .contains("at /metadata/name of evidence sha256:")
        .contains("NIST SP 800-53: CM-6");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"PDFA_2_A", "PDFUA_1"})
  void aValidatorFindsNothing(PDFAFlavour flavour) throws IOException, VeraPDFException {
    Files.writeString(folder.resolve("torn.yaml"), "a: [\n");
    assertThat(holds(pdf("bad"), flavour)).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "bad \u05e9\u05dc\u05d5\u05dd (\u05e2\u05d5\u05dc\u05dd)",
        "bad \u0645\u0631\u062d\u0628\u0627",
        "bad \ud83d\ude00\u6f22\ue000e\u0301",
        "bad\\0\\e[31m\\u202e\\ufffe",
        "bad <b>&amp;$1 %s",
      })
  void aNameIsTextWhateverItHolds(String name) throws IOException, VeraPDFException {
    assertThat(holds(pdf("\"" + name + "\""), PDFAFlavour.PDFA_2_A)).isTrue();
  }

  @Test
  void whatNoFontHasIsSpelledOut() throws IOException {
    assertThat(text(pdf("\"bad \ud83d\ude00 \u6f22 \u03a9\"")))
        .contains("bad \\u{1f600} \\u6f22 \u03a9");
  }

  @Test
  void aTokenOfAnyLengthIsWhole() throws IOException {
    String text = text(pdf("\"bad" + "\u0436".repeat(5000) + "\""));
    // As the subject, in the message, and in the list of evidence.
    assertThat(text.chars().filter(letter -> letter == '\u0436').count()).isEqualTo(15_000);
  }

  @Test
  void emptyFoldersAreReportedToo() throws IOException, VeraPDFException {
    Path output = folder.resolve("r.pdf");
    new Bench()
        .run(
            "check",
            Files.createDirectory(folder.resolve("none")),
            "--format",
            "pdf",
            "-o",
            output);
    assertThat(holds(Files.readAllBytes(output), PDFAFlavour.PDFA_2_A)).isTrue();
  }

  @ParameterizedTest(name = "without {0}")
  @MethodSource("spoilers")
  void theValidatorRefusesWhatIsSpoiled(Consumer<PDDocument> spoiler)
      throws IOException, VeraPDFException {
    ByteArrayOutputStream spoiled = new ByteArrayOutputStream();
    try (PDDocument document = Loader.loadPDF(pdf("bad"))) {
      spoiler.accept(document);
      document.save(spoiled);
    }
    assertThat(holds(spoiled.toByteArray(), PDFAFlavour.PDFA_2_A)).isFalse();
  }

  static Stream<Named<Consumer<PDDocument>>> spoilers() {
    return Stream.of(
        Named.of("metadata", pdf -> pdf.getDocumentCatalog().setMetadata(null)),
        Named.of("structure", pdf -> pdf.getDocumentCatalog().setStructureTreeRoot(null)),
        Named.of("colours", pdf -> resources(pdf).removeItem(COSName.COLORSPACE)),
        Named.of("a font's letters", PdfReportTest::unembed));
  }

  private static void unembed(PDDocument pdf) {
    COSDictionary fonts = resources(pdf).getCOSDictionary(COSName.FONT);
    COSDictionary font = fonts.getCOSDictionary(fonts.keySet().iterator().next());
    COSDictionary letters = (COSDictionary) font.getCOSArray(COSName.DESCENDANT_FONTS).getObject(0);
    letters.getCOSDictionary(COSName.FONT_DESC).removeItem(COSName.FONT_FILE2);
  }

  private static COSDictionary resources(PDDocument pdf) {
    return pdf.getPage(0).getResources().getCOSObject();
  }

  @Test
  void neitherTimeZoneNorLocaleChangesTheBytes() throws IOException {
    byte[] pdf = pdf("bad");
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertThat(pdf("bad")).isEqualTo(pdf);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void aTerminalGetsNone() throws IOException {
    Bench.Ran ran = new Bench().terminal().run("check", object("good"), "--format", "pdf");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("no text for a terminal: name a file with -o");
  }

  private byte[] pdf(String name) throws IOException {
    object(name);
    Path output = folder.resolveSibling(folder.getFileName() + ".pdf");
    new Bench().run("check", folder, "--format", "pdf", "-o", output);
    byte[] pdf = Files.readAllBytes(output);
    Files.delete(output);
    return pdf;
  }

  private Path object(String name) throws IOException {
    return Files.writeString(
        folder.resolve("a.yaml"),
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, namespace: ns}\n".formatted(name));
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static boolean holds(byte[] pdf, PDFAFlavour flavour)
      throws IOException, VeraPDFException {
    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      return validator.validate(parser).isCompliant();
    }
  }
}
