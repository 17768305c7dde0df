/**
 * How a release speaks TLS: its certificates, and what Traefik is told about versions and routes.
 */
@NullMarked
package dev.seaworthy.collectors.tls;

import org.jspecify.annotations.NullMarked;
