package dev.seaworthy.collectors.odoo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How an Odoo is asked.
 *
 * @param authority certificates of the only authorities to trust, as PEM, in place of the usual
 * @param silence how long one whole answer may take
 */
public record OdooAccessOptions(
    OdooProtocol protocol, Optional<Path> authority, Duration silence) {}
