package dev.seaworthy.collectors.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.collectors.Folder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModuleTreeTest {
  @TempDir Path folder = Path.of("");

  @Test
  void readsManifestsScriptsAndFields() throws IOException {
    write(
        "addons/wave/__manifest__.py",
        "{'version': '18.0.1.0.0', 'license': 'LGPL-3',\n"
            + " 'depends': ['stock'], 'external_dependencies': {'python': ['zeep']}}");
    write(
        "addons/wave/models/wave.py",
        "class W(models.Model):\n    _name = 'wave'\n    a = fields.Char()\n");
    write(
        "addons/wave/tests/test_wave.py",
        "class T(models.Model):\n    _name = 'test'\n    b = fields.Char()\n");
    write("addons/wave/migrations/18.0.1.0.0/pre-migrate.py", "");
    write("addons/wave/migrations/18.0.0.9.0/README.md", "");
    write("addons/wave/migrations/tests/test.py", "");
    write("addons/wave/upgrades/1.2/end-x.py", "");
    ModuleTree tree = read("addons");
    assertThat(tree.unknown()).isEmpty();
    Map<String, Object> wave = tree.modules().get(0);
    assertThat(wave)
        .containsEntry("name", "wave")
        .containsEntry("version", "18.0.1.0.0")
        .containsEntry("license", "LGPL-3")
        .containsEntry("installable", true)
        .containsEntry("depends", List.of("stock"))
        .containsEntry("python", List.of("zeep"))
        .containsEntry("fields", List.of("wave a Char"))
        .containsEntry("migrations", List.of("1.2", "18.0.1.0.0"));
  }

  @Test
  void theFirstFolderWinsAndModulesInsideModulesAreNone() throws IOException {
    write("one/wave/__manifest__.py", "{'version': '1.0'}");
    write("one/wave/lib/inner/__manifest__.py", "{}");
    write("two/wave/__manifest__.py", "{'version': '2.0'}");
    write("two/old/__openerp__.py", "{'installable': False}");
    ModuleTree tree = read("one", "two");
    assertThat(tree.modules()).extracting(one -> one.get("name")).containsExactly("old", "wave");
    assertThat(tree.modules()).extracting(one -> one.get("version")).containsExactly(null, "1.0");
    assertThat(tree.modules().get(0)).containsEntry("installable", false);
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestIsRead() throws IOException {
    write("addons/bad/__manifest__.py", "{'name': import_it()}");
    write("addons/list/__manifest__.py", "[]");
    write("addons/large/__manifest__.py", " ".repeat((1 << 20) + 1));
    Files.createDirectories(folder.resolve("addons/latin"));
    Files.write(
        folder.resolve("addons/latin/__manifest__.py"), new byte[] {'\'', (byte) 0xe9, '\''});
    write("addons/good/__manifest__.py", "{}");
    ModuleTree tree = read("addons");
    assertThat(tree.modules()).hasSize(5);
    assertThat(tree.unknown())
        .anySatisfy(
            one ->
                assertThat(one)
                    .endsWith(
                        "bad/__manifest__.py:1:10: `import_it` is no literal; nothing of a manifest is executed"))
        .anySatisfy(
            one ->
                assertThat(one).endsWith("large/__manifest__.py: it has more than 1048576 bytes"))
        .anySatisfy(one -> assertThat(one).endsWith("latin/__manifest__.py: it is not UTF-8"))
        .anySatisfy(one -> assertThat(one).endsWith("list/__manifest__.py: it is no dictionary"))
        .hasSize(4);
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    write("outside/secret/__manifest__.py", "{}");
    write("addons/good/__manifest__.py", "{}");
    Files.createSymbolicLink(
        folder.resolve("addons/secret"), folder.resolve("outside/secret").toAbsolutePath());
    assertThat(read("addons").modules()).hasSize(1);
    assertThatThrownBy(() -> read("gone")).isInstanceOf(IOException.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'name,state,latest_version'",
    "'Technical Name,Status,Installed Version'",
    "'name,state,installed_version'"
  })
  void whatIsInstalledIsJoined(String header) throws IOException {
    write("addons/wave/__manifest__.py", "{}");
    write("addons/spare/__manifest__.py", "{}");
    InstalledModules installed =
        installed(
            header + "\nwave,Installed,17.0.1.0\nspare,uninstalled,\ngone,to upgrade,17.0.2.0\n");
    List<Map<String, Object>> modules = installed.join(read("addons").modules());
    assertThat(modules).extracting(one -> one.get("name")).containsExactly("gone", "spare", "wave");
    assertThat(modules).extracting(one -> one.get("installed")).containsExactly(true, false, true);
    assertThat(modules)
        .extracting(one -> one.get("installedVersion"))
        .containsExactly("17.0.2.0", null, "17.0.1.0");
    assertThat(modules.get(0)).doesNotContainKey("fields");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "'', no column holds the name of modules",
    "'name,x\na,b', no column holds their state",
    "'name,state\na,b', it lists no installed module",
    "'name,state\na', line 2 has another number of values"
  })
  void whatIsNoListIsRefused(String text, String why) {
    assertThatThrownBy(() -> installed(text)).hasMessageStartingWith(why);
  }

  private static InstalledModules installed(String text) throws IOException {
    return InstalledModules.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private ModuleTree read(String... folders) throws IOException {
    ModuleTree tree = new ModuleTree();
    for (String one : folders) {
      tree.add(folder.resolve(one));
    }
    return tree;
  }

  private void write(String name, String text) {
    Folder.at(folder).write(name, text);
  }
}
