package dev.seaworthy.collectors.dependency;

import static dev.seaworthy.collectors.dependency.DependencyFolder.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoAndMavenDependenciesTest {
  @TempDir Path temp;

  @Test
  void modulesOfGoWithWhatReplacesThem() {
    String mod =
        """
        module m.example/app

        go 1.26

        require m.example/a v1.0.0
        require (
        	m.example/b v1.1.0 // indirect
        	m.example/c v1.2.0
        	m.example/d v1.3.0 // not indirect-ly
        )
        replace m.example/c => ../c
        replace (
        	m.example/d v1.3.0 => m.example/e v2.0.0
        )
        """;
    assertThat(files().packages("go.mod", mod))
        .extracting(told("", "name", "version", "origin"))
        .containsExactly(
            "m.example/a v1.0.0 registry",
            "m.example/b v1.1.0 registry",
            "m.example/c  local",
            "m.example/e v2.0.0 registry");
    JsonNode sums =
        files()
            .set("go.sum", "m.example/a v1.0.0 h1:x=\nm.example/a v1.0.0/go.mod h1:y=\n")
            .content()
            .node();
    assertThat(sums.path("packages")).hasSize(1);
    assertThat(sums.path("declared")).hasSize(1);
  }

  @Test
  void mavensVersionsWithPropertiesAndManagement() {
    String pom =
        """
        <?xml version="1.0"?>
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <parent><groupId>g</groupId><artifactId>p</artifactId><version>7</version></parent>
          <properties><v>1.${w}</v><w>2</w><loop>${loop}</loop></properties>
          <dependencyManagement><dependencies>
            <dependency><groupId>g</groupId><artifactId>managed</artifactId><version>3</version></dependency>
            <dependency><groupId>g</groupId><artifactId>bom</artifactId><version>4</version><type>pom</type><scope>import</scope></dependency>
          </dependencies></dependencyManagement>
          <dependencies>
            <dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version></dependency>
            <dependency><groupId>${project.groupId}</groupId><artifactId>managed</artifactId></dependency>
            <dependency><groupId>g</groupId><artifactId>parents</artifactId></dependency>
            <dependency><groupId>g</groupId><artifactId>range</artifactId><version>[1,2)</version></dependency>
            <dependency><groupId>g</groupId><artifactId>hard</artifactId><version>[1.5]</version></dependency>
            <dependency><groupId>g</groupId><artifactId>snapshot</artifactId><version>1-SNAPSHOT</version></dependency>
            <dependency><groupId>g</groupId><artifactId>latest</artifactId><version>LATEST</version></dependency>
            <dependency><groupId>g</groupId><artifactId>loop</artifactId><version>${loop}</version></dependency>
          </dependencies>
        </project>
        """;
    assertThat(files().packages("pom.xml", pom))
        .extracting(
            one ->
                "%s %s %s"
                    .formatted(
                        one.path("name").asText(),
                        one.path("version").asText("-"),
                        one.has("elsewhere") ? "elsewhere" : one.path("exact").asText()))
        .containsExactly(
            "g:bom 4 true",
            "g:a 1.2 true",
            "g:managed - elsewhere",
            "g:parents - elsewhere",
            "g:range - false",
            "g:hard 1.5 true",
            "g:snapshot - false",
            "g:latest - false",
            "g:loop - elsewhere");
  }

  private DependencyFolder files() {
    return new DependencyFolder(temp);
  }
}
