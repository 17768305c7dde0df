/** Files, their documents, and where each value stands in them. */
@NullMarked
package dev.seaworthy.collectors.document;

import org.jspecify.annotations.NullMarked;
