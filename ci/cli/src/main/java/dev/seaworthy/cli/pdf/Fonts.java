package dev.seaworthy.cli.pdf;

import dev.seaworthy.cli.terminal.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The fonts of one document, of which it holds the letters that it uses. */
final class Fonts {
  /** One letter of one font. */
  record Glyph(int id, double width) {}

  private static final class Face {
    private final TrueTypeFont file;
    private final CmapLookup letters;
    private final PDType0Font font;
    private final Map<Integer, Glyph> glyphs = new HashMap<>();

    Face(TrueTypeFont file, PDType0Font font) throws IOException {
      this.file = file;
      this.letters = file.getUnicodeCmapLookup();
      this.font = font;
    }
  }

  private final Map<Typeface, Face> faces = new EnumMap<>(Typeface.class);
  private final PDDocument document;
  private final PDResources resources;

  Fonts(PDDocument document, PDResources resources) {
    this.document = document;
    this.resources = resources;
  }

  /** The glyph that a font has for a code point; its number is 0 where there is none. */
  Glyph glyph(Typeface typeface, int point) throws IOException {
    Face face = face(typeface);
    Glyph known = face.glyphs.get(point);
    if (known != null) {
      return known;
    }
    int id = Printable.isUnsafe(point) || isPrivate(point) ? 0 : face.letters.getGlyphId(point);
    Glyph glyph = new Glyph(id, face.file.getAdvanceWidth(id) / (double) face.file.getUnitsPerEm());
    if (id != 0) {
      face.font.addToSubset(point);
    }
    face.glyphs.put(point, glyph);
    return glyph;
  }

  /** {@code text} with each character that the font lacks spelled out by its code point. */
  String shown(Typeface typeface, String text) throws IOException {
    StringBuilder shown = new StringBuilder(text.length());
    for (int at = 0, point; at < text.length(); at += Character.charCount(point)) {
      point = text.codePointAt(at);
      if (glyph(typeface, point).id() == 0) {
        shown.append(Printable.spelled(point));
      } else {
        shown.appendCodePoint(point);
      }
    }
    return shown.toString();
  }

  /** Lays the letters that were used down in the document. */
  void finish() throws IOException {
    for (Face face : faces.values()) {
      face.font.subset();
    }
  }

  /** What one means is nobody's to say: two fonts show two letters. */
  private static boolean isPrivate(int point) {
    return Character.getType(point) == Character.PRIVATE_USE;
  }

  private Face face(Typeface typeface) throws IOException {
    Face known = faces.get(typeface);
    if (known != null) {
      return known;
    }
    try (InputStream in = Fonts.class.getResourceAsStream(typeface.resource())) {
      byte[] bytes = Objects.requireNonNull(in, "it is packed with the program").readAllBytes();
      TrueTypeFont file = new TTFParser().parse(new RandomAccessReadBuffer(bytes));
      Face face = new Face(file, PDType0Font.load(document, file, true));
      resources.put(COSName.getPDFName(typeface.id()), face.font);
      faces.put(typeface, face);
      return face;
    }
  }
}
