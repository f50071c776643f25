// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.engine.similar.Cards.RULES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What holds for any cards at all; a failure names the seed that makes them again. */
final class SimilarityPropertyTest {
  private static final int CARDS = 600;
  private static final List<ObjectNode> SAMPLES = Cards.samples();

  private static void forAll(BiConsumer<RandomCards, ObjectNode> property) {
    for (long seed = 0; seed < CARDS; seed++) {
      RandomCards random = new RandomCards(seed);
      int sample = (int) (seed % (10L * SAMPLES.size()));
      ObjectNode card = sample < SAMPLES.size() ? SAMPLES.get(sample) : random.card();
      try {
        property.accept(random, card);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static String shown(ObjectNode... cards) {
    return Arrays.toString(cards).replaceAll("(AAAA|BBBB)+", "$1").replace(", {", ",\n {");
  }

  @Test
  void keysAndOrderNeverMakeADifference() {
    forAll(
        (random, card) -> {
          ObjectNode disguised = random.disguised(card);
          assertThat(RULES.fingerprint(disguised)).isEqualTo(RULES.fingerprint(card));
          assertThat(RULES.changes(card, disguised)).isEmpty();
          assertThat(RULES.identity(disguised)).isEqualTo(RULES.identity(card));
          assertThat(RULES.mint(disguised)).isEqualTo(RULES.mint(card));
        });
  }

  @Test
  void thereAreChangesExactlyWhereFingerprintsDiffer() {
    forAll(
        (random, card) -> {
          ObjectNode edited = random.disguised(random.edited(card));
          assertThat(RULES.changes(card, edited).isEmpty())
              .as(shown(card, edited))
              .isEqualTo(RULES.fingerprint(card).equals(RULES.fingerprint(edited)));
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
          assertThat(merged.result()).isEqualTo(there);
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
  void aMemberThatOnlyOneSideChangedIsAsThatSideHasIt() {
    forAll(
        (random, base) -> {
          ObjectNode now = random.disguised(random.edited(base));
          ObjectNode there = random.disguised(random.edited(base));
          for (boolean sourceWins : new boolean[] {true, false}) {
            Merged merged = RULES.merge(base, base, now, there, sourceWins);
            for (String member : INDEPENDENT) {
              JsonNode before = RULES.canonical(base).path(member);
              JsonNode source = RULES.canonical(now).path(member);
              JsonNode target = RULES.canonical(there).path(member);
              JsonNode result = RULES.canonical(merged.result()).path(member);
              if (before.equals(source)) {
                assertThat(result).as(member).isEqualTo(target);
              } else if (before.equals(target)) {
                assertThat(result).as(member).isEqualTo(source);
              }
            }
          }
        });
  }

  /** Members whose canonical form says nothing of another member. */
  private static final Set<String> INDEPENDENT = independent();

  private static Set<String> independent() {
    Set<String> members = new LinkedHashSet<>(CardShape.CARD.members().keySet());
    members.removeAll(List.of("titles", "localizations"));
    return members;
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
            assertThat(RULES.merge(now, result, now, result, sourceWins).applied()).isEmpty();
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
          ObjectNode now = random.disguised(random.edited(random.card()));
          Merged merged = RULES.enrich(now, there);
          for (String member : CardShape.CARD.members().keySet()) {
            JsonNode before = there.path(member);
            JsonNode after = merged.result().path(member);
            assertThat(after.size()).as(member).isGreaterThanOrEqualTo(sizeWithoutRepeats(before));
            if (before.isObject() && !member.equals("localizations") && !member.equals("name")) {
              before
                  .fieldNames()
                  .forEachRemaining(key -> assertThat(after.has(key)).as(member + key).isTrue());
            }
          }
          assertThat(RULES.enrich(now, merged.result()).applied())
              .as(shown(now, there, merged.result()))
              .isEmpty();
        });
  }

  private static int sizeWithoutRepeats(JsonNode value) {
    Set<JsonNode> once = new HashSet<>();
    if (value.isArray()) {
      value.forEach(once::add);
    }
    return once.size();
  }

  @Test
  void whateverStandsWhereSomethingElseShouldNothingFails() {
    forAll(
        (random, card) -> {
          ObjectNode odd = random.spoiled(card);
          ObjectNode other = random.spoiled(random.edited(card));
          assertThat(RULES.changes(odd, odd)).isEmpty();
          assertThat(RULES.changes(odd, other).isEmpty())
              .as(shown(odd, other))
              .isEqualTo(RULES.fingerprint(odd).equals(RULES.fingerprint(other)));
          assertThat(RULES.title(odd)).isNotBlank();
          assertThat(RULES.identity(odd).tokens()).isNotEmpty();
          assertThat(RULES.fingerprint(RULES.kept(odd))).isEqualTo(RULES.fingerprint(odd));
          assertThat(RULES.merge(odd, odd, odd, other, true).result()).isEqualTo(other);
          RULES.merge(card, odd, other, odd, true);
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
