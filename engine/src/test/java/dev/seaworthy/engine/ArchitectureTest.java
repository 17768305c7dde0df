package dev.seaworthy.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The direction of dependencies: gate → seal → verdict → policy → evidence → json; rego below
 * policy, keys below; the log beside them, on keys and evidence's problems; time stamps below
 * seals, on keys and certificates; evidence records between those two.
 */
class ArchitectureTest {
  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.seaworthy");

  @Test
  void dependenciesPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("gate")
        .definedBy("..engine.gate..")
        .layer("seal")
        .definedBy("..engine.seal..")
        .layer("verdict")
        .definedBy("..engine.verdict..")
        .layer("policy")
        .definedBy("..engine.policy..")
        .layer("rego")
        .definedBy("..engine.rego..")
        .layer("evidence")
        .definedBy("..engine.evidence..")
        .layer("log")
        .definedBy("..engine.log..")
        .layer("disk")
        .definedBy("..engine.disk..")
        .layer("key")
        .definedBy("..engine.key..")
        .layer("stamp")
        .definedBy("..engine.stamp..")
        .layer("preserve")
        .definedBy("..engine.preserve..")
        .layer("x509")
        .definedBy("..engine.x509..")
        .layer("json")
        .definedBy("..engine.json..")
        .whereLayer("gate")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("seal")
        .mayOnlyBeAccessedByLayers("gate")
        .whereLayer("verdict")
        .mayOnlyBeAccessedByLayers("seal", "gate")
        .whereLayer("policy")
        .mayOnlyBeAccessedByLayers("verdict", "seal", "gate")
        .whereLayer("rego")
        .mayOnlyBeAccessedByLayers("policy")
        .whereLayer("evidence")
        .mayOnlyBeAccessedByLayers("policy", "verdict", "seal", "gate", "log", "preserve")
        .whereLayer("log")
        .mayOnlyBeAccessedByLayers("seal")
        .whereLayer("disk")
        .mayOnlyBeAccessedByLayers("log")
        .whereLayer("key")
        .mayOnlyBeAccessedByLayers("policy", "seal", "gate", "log", "stamp")
        .whereLayer("stamp")
        .mayOnlyBeAccessedByLayers("seal", "preserve")
        .whereLayer("preserve")
        .mayOnlyBeAccessedByLayers("seal")
        .whereLayer("x509")
        .mayOnlyBeAccessedByLayers("stamp", "preserve", "seal")
        .check(ENGINE);
  }

  @Test
  void theEngineDependsOnNoOtherModule() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.seaworthy.collectors..", "dev.seaworthy.cli..", "dev.seaworthy.signers..")
        .check(ENGINE);
  }

  @Test
  void theEngineReadsNoClockAndNoEnvironmentAndPrintsNothing() {
    noClasses().should().callMethod(Instant.class, "now").check(ENGINE);
    noClasses().should().callMethod(Clock.class, "systemUTC").check(ENGINE);
    noClasses().should().callMethod(System.class, "currentTimeMillis").check(ENGINE);
    noClasses().should().callMethod(System.class, "getenv", String.class).check(ENGINE);
    noClasses().should().accessField(System.class, "out").check(ENGINE);
    noClasses().should().accessField(System.class, "err").check(ENGINE);
  }
}
