package dev.seaworthy.collectors.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "postgresql://odoo@db.example:5433/erp       | `db.example:5433/erp`",
        "postgres://db.example/erp                   | `db.example:5432/erp`",
        "jdbc:postgresql://[::1]:5433/erp            | `[::1]:5433/erp`",
        "postgresql://odoo@db.example                | `db.example:5432/odoo`",
        "postgresql://db.example/a%20b?sslmode=require | `db.example:5432/a b`",
        "host=db.example port=5433 dbname=erp        | `db.example:5433/erp`",
        "host = ::1  dbname='my erp' user = odoo     | `[::1]:5432/my erp`",
      })
  void bothFormsOfLibpqAreRead(String text, String place) throws DatabaseException {
    assertThat(DatabaseAddress.ofArgument(text)).hasToString(place);
  }

  @Test
  void whatTheDriverIsToldIsInItsWords() throws DatabaseException {
    DatabaseAddress address =
        DatabaseAddress.of(
            "postgresql://o%40doo:p%3Aw+d@db/erp?sslmode=verify-full&connect_timeout=3");
    assertThat(address.url()).isEqualTo("jdbc:postgresql://db:5432/erp");
    assertThat(address.properties())
        .isEqualTo(
            Map.of(
                "user", "o@doo",
                "password", "p:w+d",
                "sslmode", "verify-full",
                "connectTimeout", "3"));
  }

  @Test
  void quotedWordsHoldSpacesAndQuotes() throws DatabaseException {
    DatabaseAddress address = DatabaseAddress.of("host=db user=o password='it\\'s a \\\\'");
    assertThat(address.properties()).containsEntry("password", "it's a \\");
  }

  @Test
  void theEnvironmentGivesWhatTheAddressDoesNot() throws DatabaseException {
    Map<String, String> environment = Map.of("PGUSER", "odoo", "PGPASSWORD", "hush");
    assertThat(DatabaseAddress.of("postgresql://db/erp").with(environment).properties())
        .isEqualTo(Map.of("user", "odoo", "password", "hush"));
    assertThat(DatabaseAddress.of("postgresql://a:b@db/erp").with(environment).properties())
        .isEqualTo(Map.of("user", "a", "password", "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://odoo:hush@db/erp",
        "postgresql://db/erp?password=hush",
        "host=db password=hush"
      })
  void aPasswordInAnArgumentIsRefusedAndNotRepeated(String text) {
    assertThatThrownBy(() -> DatabaseAddress.ofArgument(text))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> {
              assertThat(e.problem().message()).contains("holds a password");
              assertThat(e.problem().toString()).doesNotContain("hush");
            });
  }

  @Test
  void noWordsOfAnAddressHoldItsPassword() throws DatabaseException {
    DatabaseAddress address = DatabaseAddress.of("postgresql://odoo:hush@db/erp");
    assertThat(address.toString() + address.url()).doesNotContain("hush");
    assertThat(address.withoutPassword("login with hush failed"))
        .isEqualTo("login with *** failed");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "mysql://db/erp                          | neither a URL nor",
        "erp                                     | neither a URL nor",
        "host                                    | neither a URL nor",
        "host=db user odoo=1                     | neither a URL nor",
        "postgresql:///erp                       | names no host",
        "dbname=erp                              | names no host",
        "host=/var/run/postgresql dbname=erp     | names no host",
        "postgresql://a,b/erp                    | names several hosts",
        "host=a,b                                | names several hosts",
        "postgresql://db:0/erp                   | `0` is no port",
        "host=db port=99999                      | `99999` is no port",
        "host=db port=5432x                      | `5432x` is no port",
        "postgresql://db/erp?socketFactory=evil  | `socketfactory`, which is not heeded",
        "host=db host=other                      | gives `host` twice",
        "postgresql://db/e%zz                    | `%` without two hexadecimal digits",
      })
  void whatIsNoAddressIsSaid(String text, String says) {
    assertThatThrownBy(() -> DatabaseAddress.of(text))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(says);
  }

  @Test
  void aQuoteThatDoesNotEndIsSaid() {
    assertThatThrownBy(() -> DatabaseAddress.of("host=db user='odoo"))
        .hasMessageContaining("a quote that does not end");
  }
}
