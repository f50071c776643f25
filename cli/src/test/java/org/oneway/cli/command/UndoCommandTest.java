// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UndoCommandTest {
  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = Desk.withPeople(directory, 40);
  }

  private Desk.Answer call(String... arguments) {
    return desk.aMinuteLater(arguments);
  }

  /** Syncs; the name of the run. */
  private String sync() {
    return call("sync", "--json").json().path("run").asText();
  }

  private Map<String, String> book() {
    return desk.files("book");
  }

  /** Deletes eight at the source and edits eight others. */
  private String editedSync() {
    String edited = Cards.people(0, 8).replace("FN:", "FN:Dr. ");
    desk.write("source.vcf", edited + Cards.people(8, 32));
    return sync();
  }

  private void editAtTarget(String who) {
    book()
        .forEach(
            (name, text) -> {
              if (text.contains(who)) {
                desk.write("book/" + name, text.replace("END:VCARD", "NOTE:mine\r\nEND:VCARD"));
              }
            });
  }

  @Test
  void whatARunOverwroteAndDeletedIsAsItWasByteForByte() {
    sync();
    editAtTarget("Given3 ");
    call("sync");
    Map<String, String> before = book();
    String run = editedSync();
    assertThat(book()).isNotEqualTo(before).hasSize(32);

    Desk.Answer answer = call("undo", run);

    assertThat(answer.all()).contains("8 put back   8 returned   0 removed").contains(run);
    assertThat(answer.exit()).isZero();
    assertThat(book()).isEqualTo(before);
  }

  @Test
  void theNextRunLeavesWhatWasTakenBack() {
    sync();
    Map<String, String> before = book();
    call("undo", editedSync());

    Desk.Answer next = call("sync");
    Desk.Answer further = call("sync");

    assertThat(next.all()).doesNotContain(" added   1");
    assertThat(book()).isEqualTo(before);
    assertThat(further.all()).contains("nothing to do");
  }

  @Test
  void whatWasEditedSinceIsLeftAloneAndNamed() {
    sync();
    Map<String, String> before = book();
    String run = editedSync();
    editAtTarget("Dr. Given3 ");
    Map<String, String> edited = book();

    Desk.Answer answer = call("undo", run);

    assertThat(answer.all())
        .contains("7 put back   8 returned")
        .contains("1 left alone, because they were changed since: Dr. Given3 Family3");
    book()
        .forEach(
            (name, text) ->
                assertThat(text)
                    .isEqualTo(text.contains("mine") ? edited.get(name) : before.get(name)));
  }

  @Test
  void anUndoCanBeUndone() {
    sync();
    String run = editedSync();
    Map<String, String> after = book();
    String undo = call("undo", run, "--json").json().path("run").asText();
    assertThat(book()).isNotEqualTo(after);

    Desk.Answer answer = call("undo", undo);

    assertThat(answer.all()).contains("8 put back   0 returned   8 removed");
    assertThat(book()).isEqualTo(after);
  }

  @Test
  void whatARunMadeGoesWhenTheGuardLetsIt() {
    String run = sync();

    Desk.Answer held = call("undo", run);

    assertThat(held.exit()).isEqualTo(6);
    assertThat(held.all()).contains("STOPPED: 40 of 40 items");
    assertThat(book()).hasSize(40);
    String token = held.all().replaceAll("(?s).*--allow-mass-delete=(\\w+).*", "$1");
    assertThat(call("undo", run, "--allow-mass-delete=" + token).exit()).isZero();
    assertThat(book()).isEmpty();
    assertThat(call("sync").all()).contains("40 were deleted at the target and stay deleted");
    assertThat(book()).isEmpty();
  }

  @Test
  void onlyWhatIsNamedIsTakenBackAndADryRunTakesNothing() {
    sync();
    Map<String, String> before = book();
    String run = editedSync();
    Map<String, String> after = book();

    assertThat(call("undo", run, "--dry-run").all()).contains("8 put back   8 returned");
    assertThat(book()).isEqualTo(after);
    assertThat(call("undo", run, "--only", "Dr. Given3 ").all())
        .contains("1 put back   0 returned   0 removed");
    assertThat(book()).isNotEqualTo(after).isNotEqualTo(before).hasSize(32);
    assertThat(call("undo", run).all()).contains("7 put back   8 returned   0 removed   1 as");
    assertThat(book()).isEqualTo(before);
  }

  @Test
  void aRunOfWhichNothingIsKeptIsRefused() {
    String run = sync();
    Desk.Answer answer = call("undo", run + "9");
    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.err()).contains("Did you mean \"" + run + "\"?");
    assertThat(call("undo", "../state").exit()).isEqualTo(10);
  }
}
