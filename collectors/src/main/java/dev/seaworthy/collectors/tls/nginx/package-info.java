/** Reads nginx's configuration: its servers, what they answer, and where they pass requests on. */
@NullMarked
package dev.seaworthy.collectors.tls.nginx;

import org.jspecify.annotations.NullMarked;
