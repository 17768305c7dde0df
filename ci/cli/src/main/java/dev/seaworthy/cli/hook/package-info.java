/**
 * Answers events of forges: an event that is signed and wanted is written to the disk before it is
 * acknowledged, and judged by a worker later. Events only say which request to look at: what is
 * judged, and from where, is told by the configuration and by the forge itself.
 */
@NullMarked
package dev.seaworthy.cli.hook;

import org.jspecify.annotations.NullMarked;
