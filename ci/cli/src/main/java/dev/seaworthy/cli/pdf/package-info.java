/** Prints a report's page as a PDF that lasts (PDF/A-2a) and is read aloud (PDF/UA-1). */
@NullMarked
package dev.seaworthy.cli.pdf;

import org.jspecify.annotations.NullMarked;
