package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UuidsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        uuid.parse => ["00000000-0000-0000-0000-000000000000"] => {"variant": "Reserved", "version": 0}
        uuid.parse => ["7e4a4b2c-8d3f-4c9e-9b1a-2f3e4d5c6b7a"] => {"variant": "RFC4122", "version": 4}
        uuid.parse => ["urn:uuid:5b5d6e00-1b1e-11ee-be56-0242ac120002"] => {"clocksequence": 15958, "macvariables": "local:unicast", "nodeid": "02-42-ac-12-00-02", "time": 1688552769088256000, "variant": "RFC4122", "version": 1}
        uuid.parse => ["{000003e8-48b9-21ee-b200-325096b39f47}"] => {"clocksequence": 12800, "domain": "Person", "id": 1000, "macvariables": "local:unicast", "nodeid": "32-50-96-b3-9f-47", "time": 1693566990121469600, "variant": "RFC4122", "version": 2}
        uuid.parse => ["5b5d6e001b1e11eebe560242ac120002"] => {"clocksequence": 15958, "macvariables": "local:unicast", "nodeid": "02-42-ac-12-00-02", "time": 1688552769088256000, "variant": "RFC4122", "version": 1}
        uuid.parse => ["5b5d6e00-1b1e-11ee-ce56-0342ac120002"] => {"clocksequence": 3670, "macvariables": "local:multicast", "nodeid": "03-42-ac-12-00-02", "time": 1688552769088256000, "variant": "Microsoft", "version": 1}
        uuid.parse => ["5b5d6e00-1b1e-11ee-be56-0242ac12000"] => UNDEF
        uuid.parse => ["5b5d6e00x1b1e-11ee-be56-0242ac120002"] => UNDEF
        uuid.parse => ["x"] => UNDEF
        uuid.parse => [1] => TYPE operand 1 must be string but got number
        """)
  void uuids(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }
}
