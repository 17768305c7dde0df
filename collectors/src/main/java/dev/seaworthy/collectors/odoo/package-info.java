/** Trees of Odoo modules: what each says of itself, its migrations and its stored fields. */
@NullMarked
package dev.seaworthy.collectors.odoo;

import org.jspecify.annotations.NullMarked;
