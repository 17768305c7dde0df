/** The release descriptor, {@code release.yaml}: strict, with every mistake located. */
@NullMarked
package dev.seaworthy.cli.descriptor;

import org.jspecify.annotations.NullMarked;
