package dev.seaworthy.collectors.odoo;

import dev.seaworthy.collectors.document.Problems;

/**
 * What can be wrong with an address of Odoo, or with its answers. None of the words is a secret.
 */
final class OdooProblems {
  private static final int MOST_SAID = 200;

  private OdooProblems() {}

  static OdooException badUrl() {
    return address(
        "the address of Odoo is no URL of a web server",
        "write it as `https://erp.example.com`, without a query");
  }

  static OdooException secretInUrl() {
    return address(
        "the address of Odoo holds a name or a password",
        "take it out; the user is given by --user, the password by a file or a variable");
  }

  static OdooException notEncrypted(String host) {
    return address(
        "`http://%s` would send the password unencrypted".formatted(host),
        "use `https:`; `http:` is for an Odoo on this machine");
  }

  static OdooException badSecret() {
    return new OdooException(
        Problems.of(
            "ODOO_SECRET",
            "the password or API key is empty, longer than 4096 characters, or not one line",
            "put it there alone"));
  }

  static OdooException badAuthority(String file, String why) {
    return new OdooException(
        Problems.of(
            "ODOO_CA_FILE",
            "`%s` holds no certificates to trust: %s".formatted(file, why),
            "give the authority's certificates as PEM"));
  }

  static OdooException unreachable(OdooAddress address, String why) {
    return new OdooException(
        Problems.of(
            "ODOO_UNREACHABLE",
            "Odoo at %s gives no answer: %s".formatted(address, why),
            "check the address, the network and the server's certificate (--ca-file for one of your"
                + " own authority)"));
  }

  static OdooException oddAnswer(OdooAddress address, String path, String what) {
    return new OdooException(
        Problems.of(
            "ODOO_ODD_ANSWER",
            "`%s%s` does not answer as Odoo does: %s".formatted(address.url(), path, what),
            "check that --url is Odoo itself, not a page before it, and that its proxy lets this"
                + " path through; --protocol takes another way"));
  }

  static OdooException loginRefused(OdooAddress address) {
    return new OdooException(
        Problems.of(
            "ODOO_LOGIN",
            "Odoo at %s refuses user `%s`".formatted(address, address.user()),
            "check user and password; a user with a second factor needs an API key in its place"));
  }

  static OdooException noDatabase(OdooAddress address) {
    return new OdooException(
        Problems.of(
            "ODOO_DATABASE",
            "Odoo at %s does not have this database".formatted(address),
            "check --database; `db-filter` and `db_name` limit which can be asked for"));
  }

  static OdooException forbidden(OdooAddress address, String model) {
    return new OdooException(
        Problems.of(
            "ODOO_FORBIDDEN",
            "user `%s` may not read `%s` at %s".formatted(address.user(), model, address),
            "ask as a user of the group Administration / Access Rights (base.group_erp_manager)"));
  }

  static OdooException failed(OdooAddress address, String model, String said) {
    String first = said.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    String hidden = address.hiddenIn(first.strip());
    String shown = hidden.length() > MOST_SAID ? hidden.substring(0, MOST_SAID) + "…" : hidden;
    return new OdooException(
        Problems.of(
            "ODOO_FAILED",
            "Odoo at %s fails to tell `%s`%s"
                .formatted(address, model, shown.isEmpty() ? "" : ": " + shown),
            "look into Odoo's log"));
  }

  static OdooException tooMuch(OdooAddress address, String model, String what) {
    return new OdooException(
        Problems.of(
            "ODOO_TOO_MUCH",
            "Odoo at %s has too much of `%s`: %s".formatted(address, model, what),
            "archive or delete what nobody uses"));
  }

  private static OdooException address(String message, String fix) {
    return new OdooException(Problems.of("ODOO_ADDRESS", message, fix));
  }
}
