/** What the rules of Traefik's routes match, in a form that policies can compare. */
@NullMarked
package dev.seaworthy.collectors.network.routes;

import org.jspecify.annotations.NullMarked;
