// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.oneway.engine.item.Kind;

final class MessageSimilarityTest {
  private static final Similarity MAIL = Similarity.of(Kind.MESSAGE);

  private static ObjectNode message(String id, String... keywords) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("@type", "Email");
    message.put("size", 120).put("subject", "Engines");
    message.put("sentAt", "2026-01-01T09:00:00+01:00").put("receivedAt", "2026-01-01T08:00:05Z");
    message.putArray("from").addObject().put("name", "Ada").put("email", "ada@example.org");
    if (!id.isEmpty()) {
      message.putArray("messageId").add(id);
    }
    ObjectNode set = message.putObject("keywords");
    for (String keyword : keywords) {
      set.put(keyword, true);
    }
    return message;
  }

  @Test
  void flagsAreASetAndTheirCaseMakesNoDifference() {
    ObjectNode one = message("a", "$Seen", "$flagged");
    ObjectNode other = message("a", "$flagged", "$seen");
    assertThat(MAIL.fingerprint(one)).isEqualTo(MAIL.fingerprint(other));
    assertThat(MAIL.changes(one, other)).isEmpty();
  }

  @Test
  void recentIsNoFlagOfAUser() {
    assertThat(MAIL.changes(message("a"), message("a", "$recent"))).isEmpty();
  }

  @Test
  void aFlagThatIsFalseIsNotSet() {
    ObjectNode unset = message("a");
    unset.withObject("keywords").put("$seen", false);
    assertThat(MAIL.changes(message("a"), unset)).isEmpty();
  }

  @Test
  void theTimeOfArrivalIsComparedToTheSecond() {
    ObjectNode finer = message("a").put("receivedAt", "2026-01-01T08:00:05.25Z");
    assertThat(MAIL.changes(message("a"), finer)).isEmpty();
    ObjectNode later = message("a").put("receivedAt", "2026-01-01T08:00:06Z");
    assertThat(MAIL.changes(message("a"), later))
        .extracting(FieldChange::path)
        .containsExactly("receivedAt");
  }

  @Test
  void aPlanNamesTheFlagsThatChange() {
    assertThat(MAIL.changes(message("a", "$seen"), message("a", "$flagged")))
        .extracting(FieldChange::path)
        .containsExactly("keywords/$flagged", "keywords/$seen");
  }

  @Test
  @DisplayName("P11 a change of flags is no change of content")
  void aChangeOfFlagsIsNoChangeOfContent() {
    assertThat(MAIL.isSameContent(message("a"), message("a", "$seen"))).isTrue();
    assertThat(MAIL.isSameContent(message("a"), message("b"))).isFalse();
  }

  @Test
  void flagsOfBothSidesAreMergedOneByOne() {
    ObjectNode base = message("a", "$seen");
    Merged merged =
        MAIL.merge(base, base, message("a", "$answered"), message("a", "$seen", "$flagged"), true);
    assertThat(merged.result().path("keywords").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("$answered", "$flagged");
    assertThat(merged.conflicts()).isEmpty();
    assertThat(merged.own()).isEqualTo(1);
  }

  @Test
  void aTimeOfArrivalThatBothChangedIsAConflict() {
    ObjectNode base = message("a");
    ObjectNode here = message("a").put("receivedAt", "2026-01-02T00:00:00Z");
    ObjectNode there = message("a").put("receivedAt", "2026-01-03T00:00:00Z");
    assertThat(MAIL.merge(base, base, here, there, true).result().path("receivedAt"))
        .isEqualTo(here.path("receivedAt"));
    Merged lost = MAIL.merge(base, base, here, there, false);
    assertThat(lost.result()).isEqualTo(there);
    assertThat(lost.conflicts()).hasSize(1);
  }

  @Test
  void adoptingAddsFlagsAndRemovesNone() {
    Merged enriched = MAIL.enrich(message("a", "$seen"), message("a", "$flagged"));
    assertThat(enriched.result().path("keywords").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("$flagged", "$seen");
  }

  @Test
  void aMessageIsTheSameWhateverItsFlagsAndTheOffsetOfItsDate() {
    ObjectNode elsewhere = message("a", "$seen").put("sentAt", "2026-01-01T08:00:00Z");
    assertThat(MAIL.mint(message("a"))).isEqualTo(MAIL.mint(elsewhere));
    assertThat(MAIL.identity(message("a"))).isEqualTo(MAIL.identity(elsewhere));
  }

  @Test
  void anotherSizeIsAnotherMessageThoughItHasTheSameMessageId() {
    assertThat(MAIL.mint(message("a"))).isNotEqualTo(MAIL.mint(message("a").put("size", 121)));
  }

  @Test
  void withoutMessageIdTheBytesTellMessagesApart() {
    ObjectNode one = message("").put("digest:sha-256", "one");
    ObjectNode other = message("").put("digest:sha-256", "other");
    assertThat(MAIL.mint(one)).isNotEqualTo(MAIL.mint(other));
  }

  @Test
  void theTitleIsTheSubjectElseTheSender() {
    assertThat(MAIL.title(message("a"))).isEqualTo("Engines");
    assertThat(MAIL.title(message("a").put("subject", " "))).isEqualTo("Ada");
    assertThat(MAIL.title(JsonNodeFactory.instance.objectNode()))
        .isEqualTo("a message without a subject");
  }
}
