// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.oneway.engine.item.Kind;

final class FileSimilarityTest {
  private static final Similarity FILES = Similarity.of(Kind.FILE);

  private static ObjectNode file(String path, String bytes) {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    file.put("uid", path).put("path", path).put("size", bytes.length());
    return file.put("digest:sha-256", "hash of " + bytes);
  }

  @Test
  void theTimeAndTheTypeMakeNoDifference() {
    ObjectNode one = file("a/b.txt", "x").put("modified", "2026-01-01T00:00:00Z");
    ObjectNode other = file("a/b.txt", "x").put("type", "text/plain");
    assertThat(FILES.fingerprint(one)).isEqualTo(FILES.fingerprint(other));
    assertThat(FILES.changes(one, other)).isEmpty();
    assertThat(FILES.reasons(one, other)).containsExactly("media-type", "modified-time");
  }

  @Test
  void composedAndDecomposedLettersAreTwoPaths() {
    assertThat(FILES.fingerprint(file("\u00e4", "x")))
        .isNotEqualTo(FILES.fingerprint(file("a\u0308", "x")));
  }

  @Test
  void aRenamedFileKeepsItsBytesAndAnEditedOneItsPlace() {
    ObjectNode base = file("a", "old");
    Merged renamed = FILES.merge(base, base, file("b", "old"), file("a", "old"), true);
    assertThat(renamed.result().path("path").asText()).isEqualTo("b");
    assertThat(renamed.applied()).extracting(FieldChange::path).containsExactly("path");
    Merged both = FILES.merge(base, base, file("b", "old"), file("a", "edited there"), true);
    assertThat(both.result().path("digest:sha-256").asText()).isEqualTo("hash of edited there");
    assertThat(both.own()).isEqualTo(1);
    assertThat(both.conflicts()).isEmpty();
  }

  @Test
  void theBytesOfOneSideWinAsAWhole() {
    ObjectNode base = file("a", "old");
    ObjectNode here = file("a", "from the source").put("type", "text/html");
    ObjectNode there = file("a", "there");
    Merged won = FILES.merge(base, base, here, there, true);
    assertThat(FILES.isSameContent(won.result(), here)).isTrue();
    assertThat(won.result().path("type").asText()).isEqualTo("text/html");
    assertThat(won.conflicts()).extracting(FieldChange::path).containsExactly("content");
    Merged lost = FILES.merge(base, base, here, there, false);
    assertThat(lost.result()).isEqualTo(there);
    assertThat(lost.conflicts()).hasSize(1);
    assertThat(lost.applied()).isEmpty();
  }

  @Test
  void aFileThatIsGoneAndANewOneWithItsBytesAreOneAndTwoThatAreThereAreCopies() {
    int bytes = Evidence.score(EnumSet.of(Evidence.BYTES));
    int both = Evidence.score(EnumSet.of(Evidence.BYTES, Evidence.FILE_NAME));
    assertThat(bytes).isBetween(Evidence.CERTAIN_IF_GONE, Evidence.CERTAIN - 1);
    assertThat(both).isGreaterThan(bytes).isLessThan(Evidence.CERTAIN);
    assertThat(Evidence.score(EnumSet.of(Evidence.FILE_NAME))).isLessThan(Evidence.POSSIBLE);
  }

  @Test
  void anEmptyFileSharesNothingButItsName() {
    Set<Long> one = FILES.identity(file("a/empty", "")).marked();
    assertThat(one).hasSize(1).isEqualTo(FILES.identity(file("b/empty", "")).marked());
  }
}
