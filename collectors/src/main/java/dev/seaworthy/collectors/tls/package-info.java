/** Reads certificates, and what Traefik is told about TLS. */
@NullMarked
package dev.seaworthy.collectors.tls;

import org.jspecify.annotations.NullMarked;
