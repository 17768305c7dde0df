/** What backup tools tell of the backups they keep. */
@NullMarked
package dev.seaworthy.collectors.backup;

import org.jspecify.annotations.NullMarked;
