package dev.seaworthy.cli.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where things come to lie on pages. */
final class PdfPagesTest {
  private static final String LONG_TABLE =
      IntStream.range(0, 200)
          .mapToObj(i -> "<tr><td>row " + i + "</td><td>" + "word ".repeat(30) + "</td></tr>")
          .collect(
              Collectors.joining(
                  "",
                  "<table><thead><tr><th scope=\"col\">Heading</th><th scope=\"col\">B</th></tr>"
                      + "</thead><tbody>",
                  "</tbody></table>"));

  @Test
  void headingsOfATableAreOnEveryPage() throws IOException {
    List<String> pages = pages(LONG_TABLE);
    assertThat(pages).hasSizeGreaterThan(3).allMatch(page -> page.contains("Heading"));
  }

  @Test
  void everyRowIsThere() throws IOException {
    String all = String.join("", pages(LONG_TABLE));
    assertThat(IntStream.range(0, 200)).allMatch(i -> all.contains("row " + i + " "));
  }

  @Test
  void everyPageSaysWhichOfHowManyItIs() throws IOException {
    List<String> pages = pages(LONG_TABLE);
    assertThat(pages.get(1)).contains("Page 2 of " + pages.size());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "<p>X</p>",
        "<h1>X</h1>",
        "<pre>X</pre>",
        "<ul><li><code>X</code></li></ul>",
        "<table><thead><tr><th scope=\"col\">A</th><th scope=\"col\">B</th></tr></thead>"
            + "<tbody><tr><td>X</td><td class=\"key\">X</td></tr></tbody></table>",
      })
  void nothingLeavesThePage(String html) throws IOException {
    for (TextPosition letter : letters(html.replace("X", "m".repeat(9000)))) {
      assertThat(letter.getXDirAdj() + letter.getWidthDirAdj())
          .isLessThanOrEqualTo((float) Canvas.RIGHT + 1);
      assertThat(letter.getYDirAdj()).isBetween(0f, 842f);
    }
  }

  @Test
  void headingsAreTheOutline() throws IOException {
    try (PDDocument document = document("<h1>A</h1><h2>B</h2><p>x</p><h2>C</h2>")) {
      var first = document.getDocumentCatalog().getDocumentOutline().getFirstChild();
      assertThat(first.getTitle()).isEqualTo("A");
      assertThat(first.getFirstChild().getNextSibling().getTitle()).isEqualTo("C");
    }
  }

  @Test
  void wordsFromRightToLeftAreDrawnSo() throws IOException {
    List<String> drawn =
        letters("<p>a \u05d0\u05d1 b</p>").stream().map(TextPosition::getUnicode).toList();
    assertThat(drawn.indexOf("\u05d1")).isLessThan(drawn.indexOf("\u05d0"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"<p>", "</p>", "<p></b>", "<p"})
  void aPageThatIsNotWellFormedIsOurMistake(String html) {
    assertThatThrownBy(() -> document(html).close()).isInstanceOf(IllegalStateException.class);
  }

  private static List<String> pages(String html) throws IOException {
    List<String> pages = new ArrayList<>();
    try (PDDocument document = document(html)) {
      for (int i = 1; i <= document.getNumberOfPages(); i++) {
        PDFTextStripper text = new PDFTextStripper();
        text.setStartPage(i);
        text.setEndPage(i);
        pages.add(text.getText(document));
      }
    }
    return pages;
  }

  private static List<TextPosition> letters(String html) throws IOException {
    List<TextPosition> letters = new ArrayList<>();
    PDFTextStripper text =
        new PDFTextStripper() {
          @Override
          protected void processTextPosition(TextPosition letter) {
            letters.add(letter);
          }
        };
    try (PDDocument document = document(html)) {
      text.getText(document);
    }
    return letters;
  }

  private static PDDocument document(String html) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PdfReport("title", "foot", Instant.EPOCH, 1).write(html, out);
    return Loader.loadPDF(out.toByteArray());
  }
}
