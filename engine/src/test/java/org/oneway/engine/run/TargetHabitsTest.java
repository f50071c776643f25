// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.testkit.Access.Verb;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** Targets that do something of their own with what they are given. */
final class TargetHabitsTest extends Scenario {
  static Stream<Arguments> cardFiles() {
    return Stores.sources().stream()
        .flatMap(
            source ->
                Stream.of(
                        Traits.CARD_FILE.inBatches(10, 1),
                        Traits.CARD_FILE.without(Trait.CHECKPOINTS),
                        Traits.CARD_FILE.with(Trait.TELLS_VERSIONS).inBatches(2, 1))
                    .map(target -> Arguments.of(source, target)));
  }

  @DisplayName("P03 delete in a file of many cards: the other pairings keep theirs")
  @ParameterizedTest
  @MethodSource("cardFiles")
  void deleteInACardFile(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES, DOROTHY);
    world.source().remove(FRIENDS, "barbara");
    assertThat(world.sync().writes()).containsExactly("DELETE barbara");
    Ran second = world.sync();
    assertThat(isQuiet(second)).as(second.toString()).isTrue();
    List.of("ada", "charles", "dorothy")
        .forEach(uid -> world.source().edit(FRIENDS, uid, card -> card.notes("Edited")));
    assertThat(world.sync().writes())
        .containsExactlyInAnyOrder("UPDATE ada", "UPDATE charles", "UPDATE dorothy");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  static Stream<Arguments> rewriting() {
    return Stores.sources().stream()
        .flatMap(
            source ->
                Stores.targets().stream()
                    .map(target -> Arguments.of(source, target.with(Trait.REWRITES))));
  }

  @DisplayName("P04 target drops a property on write: a finding, and a quiet second run")
  @ParameterizedTest
  @MethodSource("rewriting")
  void targetDropsAProperty(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    world.source().add(FRIENDS, ADA.nicknames("Countess"));
    Ran first = world.sync();
    assertThat(first.writes()).containsExactly("CREATE ada");
    assertThat(toldOfNicknames(first)).as(first.toString()).isTrue();
    Ran second = world.sync();
    assertThat(isQuiet(second)).as(second.toString()).isTrue();

    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 1"));
    Ran third = world.sync();
    assertThat(third.writes()).as(third.toString()).containsExactly("UPDATE ada");
    assertThat(third.notices(Notice.About.CONFLICT)).isEmpty();
    assertThat(third.notices(Notice.About.DRIFT)).isEmpty();
    assertThat(phones(there(world, FRIENDS, "ada"))).containsExactly("+44 1");
    Ran fourth = world.sync();
    assertThat(isQuiet(fourth)).as(fourth.toString()).isTrue();
  }

  @DisplayName("P04 what the target added on its own is neither drift nor removed")
  @ParameterizedTest
  @MethodSource("rewriting")
  void targetAddsAProperty(Traits from, Traits to) {
    World world = synced(from, to, ADA);
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    world.sync();
    assertThat(there(world, FRIENDS, "ada").json().path("keywords").has("held")).isTrue();
    world.source().remove(FRIENDS, "ada");
    Ran removed = world.sync();
    assertThat(removed.writes())
        .as("as we left it, so it goes\n" + removed)
        .containsExactly("DELETE ada");
  }

  private static boolean toldOfNicknames(Ran ran) {
    return Stream.concat(
            ran.found().stream(),
            ran.notices(Notice.About.TARGET_CHANGED).stream().map(Notice::text))
        .anyMatch(words -> words.contains("nickname"));
  }

  @DisplayName("P11 flags-only change: no content is opened")
  @ParameterizedTest
  @MethodSource("org.oneway.engine.run.Stores#everyPair")
  void noContentIsOpenedForFlags(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    world.source().add(FRIENDS, ADA);
    world
        .source()
        .content(FRIENDS, "ada", () -> new java.io.ByteArrayInputStream(new byte[] {1, 2, 3}));
    assertThat(world.plan().asked(Verb.OPEN_CONTENT)).as("to plan").isZero();
    assertThat(world.sync().asked(Verb.OPEN_CONTENT)).as("to create").isEqualTo(1);
    world.source().edit(FRIENDS, "ada", card -> card.keywords("seen"));
    Ran flagged = world.sync();
    assertThat(flagged.writes()).containsExactly("UPDATE ada");
    assertThat(flagged.asked(Verb.OPEN_CONTENT)).as("to update").isZero();
    assertThat(world.sync().asked(Verb.OPEN_CONTENT)).as("to do nothing").isZero();
  }
}
