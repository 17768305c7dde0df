/** Answers an API server's admission reviews over HTTPS. */
@NullMarked
package dev.seaworthy.admission.server;

import org.jspecify.annotations.NullMarked;
