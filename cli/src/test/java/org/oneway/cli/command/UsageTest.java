// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.work.Parts;

final class UsageTest {
  @TempDir Path directory;

  @Test
  void theVersionIsPrinted() {
    assertThat(desk().run("--version")).isEqualTo(new Desk.Answer(0, "oneway 1.2.3\n", ""));
  }

  @Test
  void helpNamesTheCommandsThatThereAre() {
    Desk.Answer answer = desk().run("--help");

    assertThat(answer.exit()).isZero();
    assertThat(answer.out())
        .contains("plan", "sync", "status", "quarantine", "export", "import", "convert")
        .contains("undo")
        .doesNotContain("daemon");
    assertThat(desk().run("sync", "--help").out()).contains("--allow-mass-delete");
  }

  @Test
  void helpOfACommandIsFoundBothWays() {
    assertThat(desk().run("help", "quarantine", "show"))
        .isEqualTo(desk().run("quarantine", "show", "--help"));
    assertThat(desk().run("help", "pln").err()).contains("Did you mean \"plan\"?");
  }

  @Test
  void completionKnowsEveryCommandAndItsOptions() {
    Desk.Answer answer = desk().run("completion", "bash");

    assertThat(answer.exit()).isZero();
    assertThat(answer.out())
        .contains("complete -F", "quarantine", "--allow-mass-delete", "--create-folders");
    assertThat(desk().run("completion", "zsh").out()).contains("bashcompinit");
    assertThat(desk().run("completion", "tcsh").exit()).isEqualTo(64);
  }

  @Test
  void nothingToDoIsWrongUsage() {
    Desk.Answer answer = desk().run();

    assertThat(answer.exit()).isEqualTo(64);
    assertThat(answer.err()).contains("Usage:");
  }

  @Test
  void aMisspeltWordIsAnsweredWithTheRightOne() {
    assertThat(desk().run("pln").err())
        .contains("Did you mean \"plan\"?")
        .contains("[E-USAGE, exit 64]");
    assertThat(desk().run("sync", "--dryrun").err()).contains("--dry-run");
    assertThat(desk().run("quarantine", "show").err()).contains("oneway quarantine show --help");
    assertThat(desk().run("convert", "--to", "vcad4", "x").err()).contains("\"vcard4\"");
    assertThat(desk().run("sync", "--max-delete", "lots").exit()).isEqualTo(64);
  }

  @Test
  void whoAskedForJsonGetsJsonAlsoWhenTheCommandIsWrong() {
    Desk.Answer answer = desk().run("sync", "--json", "--unknown");

    assertThat(answer.exit()).isEqualTo(64);
    assertThat(answer.err()).isEmpty();
    assertThat(answer.json().path("exit").asInt()).isEqualTo(64);
    assertThat(answer.json().path("errors").path(0).path("code").asText()).isEqualTo("E-USAGE");
    assertThat(desk().run("--unknown", "--json").json().path("exit").asInt()).isEqualTo(64);
  }

  @Test
  void withoutAConfigurationTheAnswerSaysWhatToDo() {
    Desk.Answer answer = desk().run("sync");

    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.err())
        .contains("~/.config/oneway/config.toml")
        .contains("oneway plan --config FILE")
        .contains("[E-CONFIG, exit 10]");
    assertThat(desk().run("sync", "--config", "none.toml").err()).contains("none.toml");
  }

  @Test
  void aWrongConfigurationIsRefusedWithAllItsErrors() {
    Desk desk = desk();
    desk.write("oneway.toml", "version = 1\n[store.a]\ntype = \"vcrd\"\n[sync.b]\nform = \"a\"\n");

    Desk.Answer answer = desk.run("plan", "--config", "oneway.toml");

    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .contains("oneway.toml has 4 errors")
        .contains("oneway.toml line 3, column 1: there is no store type \"vcrd\"")
        .contains("Did you mean \"from\"?")
        .endsWith("Then:  oneway plan --config oneway.toml    [E-CONFIG, exit 10]\n");
  }

  @Test
  void anUnexpectedErrorIsOneLineUnlessDetailsAreAskedFor() {
    Parts broken =
        new Parts(
            () -> {
              throw new IllegalStateException("boo");
            },
            Parts.REAL.states());

    Desk.Answer answer = desk().with(broken).run("sync");

    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.err().lines()).hasSize(1);
    assertThat(answer.err()).contains("boo").contains("--debug");
    assertThat(desk().with(broken).run("sync", "--debug").err()).contains("at org.oneway.cli");
  }

  private Desk desk() {
    return new Desk(directory);
  }
}
