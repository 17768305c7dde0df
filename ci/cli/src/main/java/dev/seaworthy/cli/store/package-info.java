/** Where sealed verdicts are kept. */
@NullMarked
package dev.seaworthy.cli.store;

import org.jspecify.annotations.NullMarked;
