package dev.seaworthy.cli.pdf;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;

/** The headings, as the tree that a reader is shown beside the pages. */
final class Outline {
  private record Open(int level, PDOutlineNode node) {}

  private final Deque<Open> open = new ArrayDeque<>();

  Outline(PDDocument document) {
    PDDocumentOutline root = new PDDocumentOutline();
    document.getDocumentCatalog().setDocumentOutline(root);
    open.push(new Open(0, root));
  }

  void add(int level, String title, PDPage page, double top) {
    while (open.element().level() >= level) {
      open.pop();
    }
    PDPageXYZDestination place = new PDPageXYZDestination();
    place.setPage(page);
    place.setTop((int) Math.ceil(top));
    PDOutlineItem item = new PDOutlineItem();
    item.setTitle(title);
    item.setDestination(place);
    open.element().node().addLast(item);
    open.push(new Open(level, item));
  }
}
