// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.engine.similar.Events.RULES;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What holds for any events at all; a failure names the seed that makes them again. */
final class EventPropertyTest {
  private static final int EVENTS = 600;

  private static void forAll(BiConsumer<RandomEvents, ObjectNode> property) {
    for (long seed = 0; seed < EVENTS; seed++) {
      RandomEvents random = new RandomEvents(seed);
      ObjectNode event = random.event();
      try {
        property.accept(random, event);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static String shown(ObjectNode... events) {
    return "\n "
        + Arrays.toString(events).replaceAll("(AAAA|BBBB)+", "$1").replace(", {\"", ",\n {\"");
  }

  @Test
  void keysAndOrderNeverMakeADifference() {
    forAll(
        (random, event) -> {
          ObjectNode disguised = random.disguised(event);
          assertThat(RULES.canonical(disguised)).isEqualTo(RULES.canonical(event));
          assertThat(RULES.fingerprint(disguised)).isEqualTo(RULES.fingerprint(event));
          assertThat(RULES.changes(event, disguised)).as(shown(event, disguised)).isEmpty();
          assertThat(RULES.identity(disguised)).isEqualTo(RULES.identity(event));
          assertThat(RULES.mint(disguised)).isEqualTo(RULES.mint(event));
        });
  }

  @Test
  void thereAreChangesExactlyWhereFingerprintsDiffer() {
    forAll(
        (random, event) -> {
          ObjectNode edited = random.disguised(random.edited(event));
          assertThat(RULES.changes(event, edited).isEmpty())
              .as(shown(event, edited))
              .isEqualTo(RULES.fingerprint(event).equals(RULES.fingerprint(edited)));
          assertThat(RULES.changes(edited, event).isEmpty())
              .isEqualTo(RULES.changes(event, edited).isEmpty());
        });
  }

  @Test
  void whatTheTargetLeftAloneBecomesWhatTheSourceHas() {
    forAll(
        (random, base) -> {
          ObjectNode now = random.disguised(random.edited(base));
          ObjectNode left = random.disguised(base);
          ObjectNode there = random.disguised(left);
          Merged merged = RULES.merge(base, left, now, there, true);
          assertThat(RULES.changes(merged.result(), now))
              .as(shown(base, now, there, merged.result()))
              .isEmpty();
          assertThat(merged.conflicts()).isEmpty();
          assertThat(merged.own()).isZero();
        });
  }

  @Test
  void whereTheSourceChangedNothingTheTargetStaysAsItIs() {
    forAll(
        (random, base) -> {
          ObjectNode left = random.disguised(random.edited(base));
          ObjectNode there = random.disguised(random.edited(left));
          Merged merged = RULES.merge(base, left, random.disguised(base), there, true);
          assertThat(merged.result()).as(shown(base, left, there)).isEqualTo(there);
          assertThat(merged.applied()).isEmpty();
          assertThat(merged.conflicts()).isEmpty();
        });
  }

  @Test
  void everyFieldThatTheTargetsUserChangedIsCounted() {
    forAll(
        (random, base) -> {
          ObjectNode there = random.disguised(random.edited(base));
          Merged merged = RULES.merge(base, base, base, there, true);
          assertThat(merged.own())
              .as(shown(base, there))
              .isEqualTo(RULES.changes(base, there).size());
        });
  }

  @Test
  void mergingAgainAppliesNothing() {
    forAll(
        (random, base) -> {
          ObjectNode left = random.disguised(random.edited(base));
          ObjectNode now = random.disguised(random.edited(base));
          ObjectNode there = random.disguised(random.edited(left));
          for (boolean sourceWins : new boolean[] {true, false}) {
            ObjectNode result = RULES.merge(base, left, now, there, sourceWins).result();
            assertThat(RULES.merge(now, result, now, result, sourceWins).applied())
                .as(shown(base, left, now, there, result))
                .isEmpty();
          }
        });
  }

  @Test
  void whatIsKeptServesAsWellAsTheFullItem() {
    forAll(
        (random, base) -> {
          ObjectNode now = random.edited(base);
          ObjectNode there = random.edited(base);
          ObjectNode kept = RULES.kept(base);
          assertThat(RULES.fingerprint(kept)).isEqualTo(RULES.fingerprint(base));
          Merged merged = RULES.merge(kept, kept, now, there, true);
          assertThat(merged).isEqualTo(RULES.merge(base, base, now, there, true));
          assertThat(merged.result().toString()).doesNotContain("x-oneway-media");
        });
  }

  @Test
  void theFirstSyncRemovesNoEntryAndIsDoneAtOnce() {
    forAll(
        (random, there) -> {
          ObjectNode now = random.disguised(random.edited(random.event()));
          Merged merged = RULES.enrich(now, there);
          EventFields before = fields(there);
          for (String member : EventShape.ENTRIES) {
            assertThat(fields(merged.result()).group(member).keySet())
                .as(member)
                .containsAll(before.group(member).keySet());
          }
          assertThat(RULES.enrich(now, merged.result()).applied())
              .as(shown(now, there, merged.result()))
              .isEmpty();
        });
  }

  private static EventFields fields(ObjectNode event) {
    Canonical canonical = new Canonical(EventShape.EVENT, EnumSet.allOf(Rule.class), Set.of());
    return EventFields.of(event, canonical);
  }

  @Test
  void whateverStandsWhereSomethingElseShouldNothingFails() {
    forAll(
        (random, event) -> {
          RandomCards junk = new RandomCards(event.hashCode());
          ObjectNode odd = junk.spoiled(event);
          ObjectNode other = junk.spoiled(random.edited(event));
          assertThat(RULES.changes(odd, odd)).isEmpty();
          assertThat(RULES.changes(odd, other).isEmpty())
              .as(shown(odd, other))
              .isEqualTo(RULES.fingerprint(odd).equals(RULES.fingerprint(other)));
          assertThat(RULES.title(odd)).isNotBlank();
          assertThat(RULES.identity(odd).tokens()).isNotEmpty();
          assertThat(RULES.fingerprint(RULES.kept(odd))).isEqualTo(RULES.fingerprint(odd));
          assertThat(RULES.merge(odd, odd, odd, other, true).result())
              .as(shown(odd, other))
              .isEqualTo(other);
          RULES.merge(event, odd, other, odd, true);
          RULES.enrich(odd, other);
        });
  }

  @Test
  void noArgumentIsChanged() {
    forAll(
        (random, base) -> {
          ObjectNode now = random.edited(base);
          ObjectNode there = random.edited(base);
          String before = base + "" + now + there;
          RULES.merge(base, base, now, there, true);
          RULES.enrich(now, there);
          RULES.changes(now, there);
          RULES.canonical(base);
          RULES.kept(base);
          assertThat(base + "" + now + there).isEqualTo(before);
        });
  }
}
