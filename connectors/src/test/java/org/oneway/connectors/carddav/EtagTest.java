// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.carddav.Cards.card;
import static org.oneway.connectors.carddav.Cards.fill;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.connectors.testkit.ScriptedExchange;
import org.oneway.connectors.testkit.ScriptedItem;
import org.oneway.connectors.testkit.ScriptedQuirks.Etags;
import org.oneway.engine.plan.Counts.Count;

/** Versions that say less than they should, and servers that keep something else. */
class EtagTest {
  @TempDir private Path scratch;
  private Mirror mirror;

  @BeforeEach
  void open() {
    mirror = new Mirror(scratch);
    fill(mirror.from(), 1, 8);
  }

  @AfterEach
  void close() {
    mirror.close();
  }

  private void assertOneWriteEach(Mirror.Run run) {
    assertThat(done(run).stream().collect(Collectors.groupingBy(ScriptedExchange::path)))
        .allSatisfy((path, writes) -> assertThat(writes).hasSize(1));
  }

  /** The writes that changed something. */
  private static List<ScriptedExchange> done(Mirror.Run run) {
    return run.writes().stream().filter(write -> write.status() / 100 == 2).toList();
  }

  private void assertConverges() {
    assertOneWriteEach(mirror.sync());
    assertThat(mirror.names()).hasSize(8);
    assertThat(mirror.sync().writes()).as("writes of a quiet run").isEmpty();
    mirror.from().put("p1.vcf", card("p1", "Renamed"));
    mirror.from().remove("p2.vcf");
    mirror.from().put("p9.vcf", card("p9", "Person 9"));
    Mirror.Run run = mirror.sync();
    assertOneWriteEach(run);
    assertThat(run.report().troubles()).isEmpty();
    assertThat(done(run)).as(run.toString()).hasSize(3);
    assertThat(mirror.names()).hasSize(8).containsEntry("p1", "Renamed").containsKey("p9");
    assertThat(mirror.sync().writes()).as("writes of a quiet run").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Etags.class)
  @DisplayName(
      "F15 a source whose ETags are missing, weak or unsteady is mirrored, and stays quiet")
  void atSource(Etags etags) {
    mirror.source().quirks().etags(etags);
    assertConverges();
  }

  @ParameterizedTest
  @EnumSource(Etags.class)
  @DisplayName("F15 a target whose ETags are missing, weak or unsteady is written once per item")
  void atTarget(Etags etags) {
    mirror.target().quirks().etags(etags);
    assertConverges();
  }

  @ParameterizedTest
  @EnumSource(Etags.class)
  @DisplayName("F15 the same where there are no tokens either")
  void withoutTokens(Etags etags) {
    mirror.source().quirks().etags(etags).noSyncCollection().noCtag();
    mirror.target().quirks().etags(etags).noSyncCollection().noCtag();
    assertConverges();
  }

  @Test
  @DisplayName("F15 a PUT that is answered without ETag is read again, and then known")
  void noEtagOnPut() {
    mirror.target().quirks().noEtagOnPut();
    assertConverges();
  }

  static Stream<Named<UnaryOperator<String>>> rewritings() {
    return Stream.of(
        Named.of(
            "adds properties",
            text ->
                text.replace(
                    "END:VCARD",
                    "PRODID:-//Server//EN\r\nREV:20261122T060000Z\r\nX-SERVER:1\r\nEND:VCARD")),
        Named.of("makes the uid upper case", EtagTest::shoutUid),
        Named.of("drops notes", text -> text.replaceAll("NOTE[^\r]*\r\n", "")),
        Named.of(
            "writes it in another order and without folding",
            text -> {
              List<String> lines =
                  text.replace("\r\n ", "")
                      .lines()
                      .filter(line -> !line.matches("(BEGIN|END|VERSION):.*"))
                      .sorted()
                      .toList();
              return "BEGIN:VCARD\nVERSION:3.0\n" + String.join("\n", lines) + "\nEND:VCARD\n";
            }));
  }

  private static String shoutUid(String text) {
    return text.lines()
            .map(line -> line.startsWith("UID:") ? line.toUpperCase(Locale.ROOT) : line)
            .collect(Collectors.joining("\r\n"))
        + "\r\n";
  }

  @ParameterizedTest
  @MethodSource("rewritings")
  @DisplayName("F16 a server that rewrites what it is given is left in peace by the second run")
  void rewrites(UnaryOperator<String> rewriting) {
    for (boolean tells : new boolean[] {true, false}) {
      mirror.close();
      mirror = new Mirror(scratch);
      fill(mirror.from(), 1, 7);
      mirror.from().put("p8.vcf", card("p8", "Person 8", "NOTE:secret", "TEL:+49 89 1"));
      mirror.target().quirks().rewriting(rewriting);
      if (!tells) {
        mirror.target().quirks().noEtagOnPut();
      }
      assertOneWriteEach(mirror.sync());
      assertThat(mirror.to().items()).hasSize(8);
      assertThat(mirror.sync().writes()).as("writes of the second run").isEmpty();
      assertThat(mirror.sync().writes()).as("writes of the third run").isEmpty();
      mirror.from().put("p8.vcf", card("p8", "Person 8", "NOTE:secret", "TEL:+49 89 2"));
      assertThat(mirror.sync().count(Count.CHANGED)).isEqualTo(1);
      assertThat(mirror.to().items())
          .hasSize(8)
          .extracting(ScriptedItem::text)
          .anyMatch(text -> text.contains("89 2"));
      assertThat(mirror.sync().writes()).as("writes after an edit").isEmpty();
    }
  }
}
