// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.engine.similar.Cards.RULES;
import static org.oneway.engine.similar.Cards.card;
import static org.oneway.engine.similar.Cards.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MergeTest {
  private static final String JANE =
      "'name': {'full': 'Jane Doe', 'components': [{'kind': 'given', 'value': 'Jane'},"
          + " {'kind': 'surname', 'value': 'Doe'}]}";
  private static final String JANET =
      "'name': {'full': 'Janet Doe', 'components': [{'kind': 'given', 'value': 'Janet'},"
          + " {'kind': 'surname', 'value': 'Doe'}]}";

  /** The source wins; the target's item was left as the source had it. */
  private static Merged merge(String base, String now, String there) {
    return RULES.merge(card(base), card(base), card(now), card(there), true);
  }

  private static Merged mergeTargetWins(String base, String now, String there) {
    return RULES.merge(card(base), card(base), card(now), card(there), false);
  }

  private static List<String> paths(List<FieldChange> changes) {
    return changes.stream().map(FieldChange::path).toList();
  }

  private static void assertMerged(Merged merged, String expected) {
    assertThat(merged.result()).isEqualTo(card(expected));
  }

  @Test
  void oneChangedNumberIsOneChangeAndStaysUnderTheTargetsKey() {
    Merged merged =
        merge(
            "'phones': {'a': {'number': '+1 1', 'features': {'voice': true}}}",
            "'phones': {'b': {'number': '+1 2', 'features': {'voice': true}}}",
            "'phones': {'z': {'number': '+1-1', 'features': {'voice': true}}}");
    assertMerged(merged, "'phones': {'z': {'number': '+1 2', 'features': {'voice': true}}}");
    assertThat(paths(merged.applied())).containsExactly("phones/z");
    assertThat(merged.applied().get(0).before())
        .contains(json("{'number': '+1-1', 'features': {'voice': true}}"));
    assertThat(merged.conflicts()).isEmpty();
    assertThat(merged.own()).isZero();
  }

  @Test
  void whatTheTargetKnowsOnItsOwnInsideAnEntryStays() {
    Merged merged =
        merge(
            "'phones': {'a': {'number': '1'}}",
            "'phones': {'a': {'number': '2'}}",
            "'phones': {'a': {'number': '1', 'label': 'Ferien'}}");
    assertMerged(merged, "'phones': {'a': {'number': '2', 'label': 'Ferien'}}");
    assertThat(merged.conflicts()).isEmpty();
    assertThat(merged.own()).isEqualTo(1);
  }

  @Test
  void theSameEditOnBothSidesIsNeitherConflictNorChange() {
    String edited = "'phones': {'q': {'number': '(2)'}}, 'notes': {'n': {'note': 'hi'}}";
    ObjectNode there = card(edited);
    Merged merged =
        RULES.merge(
            card("'phones': {'a': {'number': '1'}}"),
            card("'phones': {'q': {'number': '1'}}"),
            card("'phones': {'a': {'number': '2'}}, 'notes': {'m': {'note': 'hi'}}"),
            there,
            true);
    assertThat(merged).isEqualTo(new Merged(there, List.of(), List.of(), 0));
  }

  @Test
  void anEntryChangedDifferentlyIsAConflictForThatFieldOnly() {
    String base = "'phones': {'a': {'number': '030 111'}}, 'kind': 'org'";
    String now = "'phones': {'a': {'number': '030 112'}}, 'kind': 'group'";
    String there = "'phones': {'a': {'number': '030 113'}}, 'kind': 'org'";
    Merged source = merge(base, now, there);
    assertMerged(source, now);
    assertThat(paths(source.applied())).containsExactly("kind", "phones/a");
    assertThat(paths(source.conflicts())).containsExactly("phones/a");
    assertThat(source.own()).isZero();
    Merged target = mergeTargetWins(base, now, there);
    assertMerged(target, "'phones': {'a': {'number': '030 113'}}, 'kind': 'group'");
    assertThat(paths(target.applied())).containsExactly("kind");
    assertThat(paths(target.conflicts())).containsExactly("phones/a");
    assertThat(target.conflicts().get(0).after()).contains(json("{'number': '030 112'}"));
    assertThat(target.own()).isEqualTo(1);
  }

  @Test
  void anEntryThatTheUserDeletedAndTheSourceEditedIsAConflict() {
    String base = "'phones': {'a': {'number': '030 111'}, 'b': {'number': '5'}}";
    String now = "'phones': {'a': {'number': '030 112'}, 'b': {'number': '5'}}";
    String there = "'phones': {'b': {'number': '5'}}";
    assertMerged(merge(base, now, there), now);
    assertThat(paths(merge(base, now, there).conflicts())).containsExactly("phones/a");
    Merged target = mergeTargetWins(base, now, there);
    assertMerged(target, there);
    assertThat(target.own()).isEqualTo(1);
  }

  @Test
  void anEntryThatTheSourceDeletedAndTheUserEditedIsAConflict() {
    String base = "'notes': {'a': {'note': 'one'}}";
    String there = "'notes': {'a': {'note': 'one more'}}";
    assertMerged(merge(base, "", there), "");
    assertThat(paths(merge(base, "", there).conflicts())).containsExactly("notes/a");
    assertMerged(mergeTargetWins(base, "", there), there);
  }

  @Test
  void whatTheSourceDeletedAndNobodyEditedIsDeleted() {
    String base = "'keywords': {'a': true, 'b': true}, 'phones': {'p': {'number': '1'}}";
    assertMerged(merge(base, "'keywords': {'b': true}", base), "'keywords': {'b': true}");
  }

  @Test
  void whatTheTargetNeverHadStaysOutUntilTheSourceChangesIt() {
    ObjectNode base = card("'media': {'m': {'kind': 'photo', 'uri': 'http://x/1'}}, 'kind': 'org'");
    ObjectNode left = card("'kind': 'org'");
    ObjectNode changed =
        card("'media': {'m': {'kind': 'photo', 'uri': 'http://x/2'}}, 'kind': 'org'");
    ObjectNode renamed =
        card("'media': {'m': {'kind': 'photo', 'uri': 'http://x/1'}}, 'kind': 'group'");
    assertThat(RULES.merge(base, left, renamed, left, true).result())
        .isEqualTo(card("'kind': 'group'"));
    Merged merged = RULES.merge(base, left, changed, left, true);
    assertThat(merged.result()).isEqualTo(changed);
    assertThat(merged.conflicts()).isEmpty();
  }

  @Test
  void anAdditionThatTheTargetHasAlreadyIsNotAddedTwice() {
    Merged merged =
        merge(
            "",
            "'phones': {'a': {'number': '+1 2', 'features': {'voice': true}}}",
            "'phones': {'z': {'number': '+12', 'label': 'home'}}");
    assertMerged(
        merged, "'phones': {'z': {'number': '+12', 'label': 'home', 'features': {'voice': true}}}");
  }

  @Test
  void aNewKeyNeverMeetsOneThatTheTargetUsesForSomethingElse() {
    Merged merged =
        merge(
            "",
            "'emails': {'e1': {'address': 'a@x'}}",
            "'emails': {'e1': {'address': 'b@y', 'label': 'own'}}");
    assertMerged(
        merged, "'emails': {'e1': {'address': 'b@y', 'label': 'own'}, 'e1-2': {'address': 'a@x'}}");
    assertThat(merged.own()).isEqualTo(1);
  }

  @Test
  void aSecondBirthdayIsAConflictAndNotASecondEntry() {
    String there = "'anniversaries': {'x': {'kind': 'birth', 'date': {'year': 1980}}}";
    String now = "'anniversaries': {'y': {'kind': 'birth', 'date': {'year': 1981}}}";
    Merged merged = merge("", now, there);
    assertMerged(merged, "'anniversaries': {'x': {'kind': 'birth', 'date': {'year': 1981}}}");
    assertThat(paths(merged.conflicts())).containsExactly("anniversaries/x");
  }

  @Test
  void aFullNameFollowsTheComponents() {
    assertMerged(merge(JANE, JANET, JANE.replace("Jane Doe", "Doe, Jane")), JANET);
  }

  @Test
  void aFullNameThatTheUserMadeUpStays() {
    Merged merged = merge(JANE, JANET, JANE.replace("Jane Doe", "Mum"));
    assertMerged(merged, JANET.replace("Janet Doe", "Mum"));
    assertThat(merged.conflicts()).isEmpty();
    assertThat(merged.own()).isEqualTo(1);
  }

  @Test
  void aFullNameThatTheUserTookBackDoesNotReturn() {
    String mum = JANE.replace("Jane Doe", "Mum");
    Merged merged = merge(mum, JANET.replace("Janet Doe", "Mum"), JANE);
    assertMerged(merged, JANET.replace("'full': 'Janet Doe', ", ""));
    assertThat(merged.conflicts()).isEmpty();
  }

  @Test
  void aNameOfWhichTheSourceKeepsOnlyTheFullTextStays() {
    assertMerged(merge(JANE, "'name': {'full': 'Jane Doe'}", JANE), "'name': {'full': 'Jane Doe'}");
    assertMerged(
        merge(JANE, "'name': {'sortAs': {'given': 'J'}}", JANE),
        "'name': {'sortAs': {'given': 'J'}}");
    assertMerged(merge(JANE, "", JANE), "");
  }

  @Test
  void aTargetThatKnowsOnlyFullNamesGetsTheNewOne() {
    ObjectNode left = card("'name': {'full': 'Jane Doe'}");
    Merged merged = RULES.merge(card(JANE), left, card(JANET), left, true);
    assertThat(merged.result().at("/name/full").asText()).isEqualTo("Janet Doe");
    assertThat(merged.conflicts()).isEmpty();
  }

  @Test
  void componentsThatTheTargetMadeOfAnOldFullNameGo() {
    Merged merged =
        RULES.merge(
            card("'name': {'full': 'Jane Doe'}"),
            card(JANE),
            card("'name': {'full': 'Janet Roe'}"),
            card(JANE),
            true);
    assertMerged(merged, "'name': {'full': 'Janet Roe'}");
    assertThat(merged.conflicts()).isEmpty();
  }

  @Test
  void aNameThatBothSidesChangedIsAConflictOfItsParts() {
    Merged merged = mergeTargetWins(JANE, JANET, JANE.replace("Jane", "Joan"));
    assertMerged(merged, JANE.replace("Jane", "Joan"));
    assertThat(paths(merged.conflicts())).containsExactly("name/components");
    assertMerged(merge(JANE, JANET, JANE.replace("Jane", "Joan")), JANET);
  }

  @Test
  void aFullAddressFollowsItsComponents() {
    String address =
        "'addresses': {'a': {'full': 'Main St 1, X', 'components': [{'kind': 'name', 'value':"
            + " 'Main St 1'}, {'kind': 'locality', 'value': 'X'}]}}";
    Merged merged = merge(address, address.replace("St 1", "St 2"), address);
    assertMerged(merged, address.replace("St 1", "St 2"));
    assertThat(paths(merged.applied())).containsExactly("addresses/a");
  }

  @Test
  void whatRefersToAnEntryGoesWithItsKey() {
    ObjectNode base = card("'organizations': {'o': {'name': 'N'}}, 'titles': {'t': {'name': 'T'}}");
    ObjectNode now =
        card(
            "'organizations': {'o': {'name': 'N'}, 'p': {'name': 'P'}}, 'titles': {'t': {'name':"
                + " 'T', 'organizationId': 'o'}, 'u': {'name': 'U', 'organizationId': 'p'}},"
                + " 'localizations': {'de': {'titles/t/name': 'D'}}");
    ObjectNode there =
        card(
            "'organizations': {'p': {'name': 'N'}}, 'titles': {'u': {'name': 'T'}},"
                + " 'localizations': {'fr': {'titles/u/name': 'F'}}");
    Merged merged = RULES.merge(base, there, now, there, true);
    assertThat(merged.result())
        .isEqualTo(
            card(
                "'organizations': {'p': {'name': 'N'}, 'p-2': {'name': 'P'}}, 'titles': {'u':"
                    + " {'name': 'T', 'organizationId': 'p'}, 'u-2': {'name': 'U',"
                    + " 'organizationId': 'p-2'}}, 'localizations': {'fr': {'titles/u/name':"
                    + " 'F'}, 'de': {'titles/u/name': 'D'}}"));
  }

  @Test
  void aPatchIntoAnEntryThatIsGoneGoesToo() {
    Merged merged =
        merge(
            "'titles': {'t': {'name': 'T'}}",
            "",
            "'titles': {'t': {'name': 'T'}}, 'localizations': {'fr': {'titles/t/name': 'F'}}");
    assertThat(merged.result().at("/localizations/fr")).isEmpty();
  }

  @Test
  void propertiesWithoutAMemberAreMergedOneByOne() {
    Merged merged =
        merge(
            "'vCardProps': [['x-a', {}, 'text', '1'], ['x-b', {}, 'text', '1']]",
            "'vCardProps': [['x-b', {}, 'text', '2'], ['x-a', {}, 'text', '1']]",
            "'vCardProps': [['version', {}, 'text', '3.0'], ['x-a', {}, 'text', '1'],"
                + " ['x-b', {}, 'text', '1'], ['x-own', {}, 'text', '1']]");
    assertMerged(
        merged,
        "'vCardProps': [['version', {}, 'text', '3.0'], ['x-a', {}, 'text', '1'],"
            + " ['x-b', {}, 'text', '2'], ['x-own', {}, 'text', '1']]");
    assertThat(paths(merged.applied())).containsExactly("vCardProps/x-b");
    assertThat(merged.own()).isEqualTo(1);
  }

  @Test
  void keptMediaNeverReachTheTarget() {
    String photo = "'media': {'m': {'kind': 'photo', 'uri': 'data:image/png;base64,%s'}}";
    ObjectNode old = card(photo.formatted("AAAA".repeat(200)));
    ObjectNode renamed = card(photo.formatted("AAAA".repeat(200)) + ", 'kind': 'org'");
    ObjectNode changed = card(photo.formatted("BBBB".repeat(200)));
    ObjectNode kept = RULES.kept(old);
    assertThat(kept.toString()).hasSizeLessThan(300).contains("image/png");
    assertThat(RULES.merge(kept, kept, renamed, old, true).result()).isEqualTo(renamed);
    assertThat(RULES.merge(kept, kept, changed, old, true).result()).isEqualTo(changed);
  }

  @Test
  void updatedIsTheSourcesWhereAnythingIsAppliedAndStaysOtherwise() {
    String old = "'updated': '2020-01-01T00:00:00Z'";
    String later = "'updated': '2021-01-01T00:00:00Z'";
    assertMerged(merge(old, later, old), old);
    assertMerged(merge(old, later + ", 'kind': 'org'", old), later + ", 'kind': 'org'");
  }

  @Test
  void theFirstSyncAddsAndReplacesAndRemovesNothing() {
    ObjectNode now =
        card(
            JANET
                + ", 'kind': 'org', 'phones': {'a': {'number': '1', 'label': 'new'}, 'b':"
                + " {'number': '2'}}, 'notes': {'a': {'note': 'source'}}, 'keywords': {'s': true},"
                + " 'anniversaries': {'a': {'kind': 'birth', 'date': {'year': 1980}}}");
    ObjectNode there =
        card(
            JANE
                + ", 'phones': {'b': {'number': '1', 'features': {'fax': true}}, 'c': {'number':"
                + " '3'}}, 'notes': {'a': {'note': 'target'}}, 'keywords': {'t': true},"
                + " 'anniversaries': {'z': {'kind': 'birth', 'date': {'year': 1979}}}");
    Merged merged = RULES.enrich(now, there);
    assertThat(merged.result())
        .isEqualTo(
            card(
                JANET
                    + ", 'kind': 'org', 'phones': {'b': {'number': '1', 'label': 'new',"
                    + " 'features': {'fax': true}}, 'c': {'number': '3'}, 'b-2': {'number': '2'}},"
                    + " 'notes': {'a': {'note': 'target'}, 'a-2': {'note': 'source'}},"
                    + " 'keywords': {'s': true, 't': true}, 'anniversaries': {'z': {'kind':"
                    + " 'birth', 'date': {'year': 1980}}}"));
    assertThat(merged.conflicts()).isEmpty();
    assertThat(merged.own()).isEqualTo(4);
  }

  @Test
  void theFirstSyncOfAPoorerItemWritesNothing() {
    ObjectNode there = card(JANE + ", 'phones': {'b': {'number': '1', 'label': 'x'}}");
    Merged merged =
        RULES.enrich(
            card("'name': {'full': 'Doe, Jane'}, 'phones': {'a': {'number': '1'}}"), there);
    assertThat(merged.result()).isEqualTo(there);
    assertThat(merged.applied()).isEmpty();
  }
}
