package dev.seaworthy.collectors.odoo;

import java.util.Locale;

/** What Odoo's own exceptions mean to whoever asked. */
final class OdooFault {
  private OdooFault() {}

  /**
   * The problem behind an exception.
   *
   * @param about the model that was asked
   * @param name of the exception, such as {@code odoo.exceptions.AccessError}; may be empty
   * @param said its words
   */
  static OdooException of(OdooAddress address, String about, String name, String said) {
    String type = name.substring(name.lastIndexOf('.') + 1);
    String words = said.toLowerCase(Locale.ROOT);
    if (type.equals("AccessDenied")) {
      return OdooProblems.loginRefused(address);
    }
    if (type.equals("AccessError")) {
      return OdooProblems.forbidden(address, about);
    }
    // PostgreSQL's words, or those of Odoo's own check of the name.
    if (words.contains("database") && words.matches("(?s).*(does not exist|not found).*")) {
      return OdooProblems.noDatabase(address);
    }
    return OdooProblems.failed(address, about, said);
  }
}
