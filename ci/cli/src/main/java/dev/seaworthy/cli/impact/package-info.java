/** What a change does beyond findings: who can talk to whom, who may do what, what judges. */
@NullMarked
package dev.seaworthy.cli.impact;

import org.jspecify.annotations.NullMarked;
