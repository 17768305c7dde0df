package dev.seaworthy.cli.pdf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;

/**
 * What is a heading, a table, a list: the structure that a screen reader tells (ISO 32000-1, 14.7).
 * It is laid down as plain dictionaries, for a long report has a hundred thousand of them.
 */
final class Tags {
  private static final COSName OBJECT = COSName.getPDFName("O");
  private static final COSName PAGE = COSName.getPDFName("Pg");
  private static final COSName MARK = COSName.getPDFName("MCID");
  private static final COSName MARK_REFERENCE = COSName.getPDFName("MCR");

  private final PDStructureTreeRoot root = new PDStructureTreeRoot();
  private final Deque<COSDictionary> open = new ArrayDeque<>();

  /** For each page the elements that its marks belong to, by number. */
  private final List<COSArray> pages = new ArrayList<>();

  Tags(PDDocument document) {
    PDDocumentCatalog catalog = document.getDocumentCatalog();
    catalog.setStructureTreeRoot(root);
    PDMarkInfo marked = new PDMarkInfo();
    marked.setMarked(true);
    catalog.setMarkInfo(marked);
    open.push(root.getCOSObject());
  }

  /** Begins an element of one of the standard types: {@code H1}, {@code P}, {@code Table}. */
  COSDictionary begin(String type) {
    COSDictionary element = new COSDictionary();
    element.setItem(COSName.TYPE, COSName.getPDFName("StructElem"));
    element.setItem(COSName.S, COSName.getPDFName(type));
    element.setItem(COSName.P, open.element());
    kids(open.element()).add(element);
    open.push(element);
    return element;
  }

  /** Goes on with an element that was ended. */
  void resume(COSDictionary element) {
    open.push(element);
  }

  void end() {
    open.pop();
  }

  /** Begins the heading of a column or a row. */
  COSDictionary beginHeading(String scope) {
    COSDictionary attributes = new COSDictionary();
    attributes.setItem(OBJECT, COSName.getPDFName("Table"));
    attributes.setItem(COSName.getPDFName("Scope"), COSName.getPDFName(scope));
    attributes.setDirect(true);
    COSDictionary heading = begin("TH");
    heading.setItem(COSName.A, attributes);
    return heading;
  }

  /** Begins a picture, which is read out as {@code meaning}. */
  void beginFigure(String meaning, double... box) {
    COSArray corners = new COSArray();
    for (double corner : box) {
      corners.add(new COSFloat((float) corner));
    }
    COSDictionary attributes = new COSDictionary();
    attributes.setItem(OBJECT, COSName.getPDFName("Layout"));
    attributes.setItem(COSName.BBOX, corners);
    attributes.setDirect(true);
    COSDictionary figure = begin("Figure");
    figure.setItem(COSName.A, attributes);
    figure.setString(COSName.ALT, meaning);
  }

  void beginPage(PDPage page) {
    page.setStructParents(pages.size());
    pages.add(new COSArray());
  }

  /** The number of a new mark of the open element on the last page. */
  int mark(PDPage page) {
    COSArray marks = pages.get(pages.size() - 1);
    COSDictionary element = open.element();
    int number = marks.size();
    marks.add(element);
    if (!element.containsKey(PAGE)) {
      element.setItem(PAGE, page);
    }
    kids(element).add(reference(element, page, number));
    return number;
  }

  /** The type of the open element. */
  String type() {
    return open.element().getNameAsString(COSName.S);
  }

  private static COSBase reference(COSDictionary element, PDPage page, int number) {
    if (element.getCOSDictionary(PAGE) == page.getCOSObject()) {
      return COSInteger.get(number);
    }
    COSDictionary reference = new COSDictionary();
    reference.setItem(COSName.TYPE, MARK_REFERENCE);
    reference.setItem(PAGE, page);
    reference.setInt(MARK, number);
    reference.setDirect(true);
    return reference;
  }

  private static COSArray kids(COSDictionary element) {
    COSArray kids = element.getCOSArray(COSName.K);
    if (kids == null) {
      kids = new COSArray();
      element.setItem(COSName.K, kids);
    }
    return kids;
  }

  /** Tells for each mark which element it is of. */
  void finish() {
    COSArray numbers = new COSArray();
    for (int i = 0; i < pages.size(); i++) {
      numbers.add(COSInteger.get(i));
      numbers.add(pages.get(i));
    }
    COSDictionary tree = new COSDictionary();
    tree.setItem(COSName.NUMS, numbers);
    root.getCOSObject().setItem(COSName.PARENT_TREE, tree);
    root.setParentTreeNextKey(pages.size());
  }
}
