package dev.seaworthy.cli.pdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** What a document tells of itself (XMP, ISO 16684-1), and what its colours mean. */
final class Metadata {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("'D:'uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String PROGRAM = "Seaworthy";

  /** PDF/UA's own name is no part of what PDF/A knows: it is described. */
  private static final String XMP =
      """
      <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
       xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
       xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
       xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
       xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
       xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
      <dc:title><rdf:Alt><rdf:li xml:lang="x-default">@TITLE@</rdf:li></rdf:Alt></dc:title>
      <dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>
      <xmp:CreateDate>@TIME@</xmp:CreateDate><xmp:ModifyDate>@TIME@</xmp:ModifyDate>
      <xmp:CreatorTool>@PROGRAM@</xmp:CreatorTool><pdf:Producer>@PROGRAM@</pdf:Producer>
      <pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
      <pdfuaid:part>1</pdfuaid:part>
      <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>part of ISO 14289</pdfaProperty:description>
      </rdf:li></rdf:Seq></pdfaSchema:property>
      </rdf:li></rdf:Bag></pdfaExtension:schemas>
      </rdf:Description></rdf:RDF></x:xmpmeta>
      <?xpacket end="r"?>
      """;

  private Metadata() {}

  /**
   * Writes the metadata.
   *
   * @param time that the document is of
   */
  static void write(PDDocument document, String title, Instant time) throws IOException {
    PDDocumentCatalog catalog = document.getDocumentCatalog();
    catalog.setLanguage("en");
    PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
    preferences.setDisplayDocTitle(true);
    catalog.setViewerPreferences(preferences);
    COSDictionary information = document.getDocumentInformation().getCOSObject();
    information.setString(COSName.TITLE, title);
    information.setString(COSName.CREATOR, PROGRAM);
    information.setString(COSName.PRODUCER, PROGRAM);
    information.setString(COSName.CREATION_DATE, DATE.format(time));
    information.setString(COSName.MOD_DATE, DATE.format(time));
    String xmp =
        XMP.replace("@TIME@", time.toString())
            .replace("@PROGRAM@", PROGRAM)
            .replace("@TITLE@", escaped(title));
    PDMetadata metadata =
        new PDMetadata(document, new ByteArrayInputStream(xmp.getBytes(StandardCharsets.UTF_8)));
    catalog.setMetadata(metadata);
  }

  /** Names sRGB as the colours of all pages, by its numbers: no profile must be carried along. */
  static void colors(PDResources resources) {
    COSDictionary numbers = new COSDictionary();
    numbers.setItem(COSName.WHITE_POINT, array(0.9505, 1, 1.089));
    numbers.setItem(COSName.GAMMA, array(2.2, 2.2, 2.2));
    numbers.setItem(
        COSName.MATRIX,
        array(0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505));
    COSArray space = new COSArray();
    space.add(COSName.CALRGB);
    space.add(numbers);
    COSDictionary spaces = new COSDictionary();
    spaces.setItem(COSName.getPDFName("RGB"), space);
    resources.getCOSObject().setItem(COSName.COLORSPACE, spaces);
  }

  private static COSArray array(double... values) {
    COSArray array = new COSArray();
    for (double value : values) {
      array.add(new COSFloat((float) value));
    }
    return array;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
