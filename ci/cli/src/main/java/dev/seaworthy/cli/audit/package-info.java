/** Evidence bundles on disk: written, read back with care, and reported on. */
@NullMarked
package dev.seaworthy.cli.audit;

import org.jspecify.annotations.NullMarked;
