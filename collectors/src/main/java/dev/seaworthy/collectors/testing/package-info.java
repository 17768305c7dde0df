/** Results of tests: JUnit XML, as most runners write it, and logs of Odoo's own runner. */
@NullMarked
package dev.seaworthy.collectors.testing;

import org.jspecify.annotations.NullMarked;
